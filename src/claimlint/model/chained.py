"""A share of a share: 60% of the 1,200 firms export, half of which, or 360, sell to Asia.  Language-free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.portion import COUNTS, PROPORTIONS
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_PLAIN = (Qualifier.NONE, Qualifier.ABOUT)


@dataclass(frozen=True, slots=True)
class Chain:
    """``part`` is the stated share of that share (``of``) of ``whole``."""

    part: Claim
    whole: Claim
    of: Claim


def chain(stated: Claim, sentence: Sequence[Claim], near: Sequence[Claim]) -> Iterator[Chain]:
    """The number that is said anew behind a share of those, the share in front of it, and the number that one is of."""
    if "of-which" not in stated.cues or stated.role not in PROPORTIONS or stated.basis is not None:
        return
    before = [c for c in near if stated.place.sentence - c.place.sentence == 1 and c.place.block == stated.place.block]
    line = sorted((c for c in (*before, *sentence) if c.role is not Role.RANK), key=lambda c: c.place.order)
    here = line.index(stated)
    part = line[here + 1] if here + 1 < len(line) else stated
    if not _counts(part) or "restates" not in part.cues:
        return
    first = [c for c in line[:here] if c.role in PROPORTIONS and _is_proportion(c)]
    counted = [c for c in line[:here] if _counts(c) and not c.cues & {"restates", "aside"}]
    if len(first) != 1 or len(counted) != 1 or abs(first[0].place.order - counted[0].place.order) != 1:
        return
    if counted[0].cues & {"among", "out-of"}:
        yield Chain(part, counted[0], first[0])


def _counts(claim: Claim) -> bool:
    plain = claim.role is Role.LEVEL and claim.quantity.kind in COUNTS and claim.quantity.value is not None
    return plain and claim.quantity.qualifier in _PLAIN


def _is_proportion(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.PERCENT or claim.quantity.unit.dimension == "ratio"
