"""Multiples of what stands in brackets: 42万辆，是2020年（14万辆）的3倍."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.model.claim import Claim, Role
from claimlint.model.quantity import Qualifier

OF_ASIDE = "of-aside"
# A change against a former time is not what is so many times the base.
_STEPS = frozenset({"yoy", "qoq", "difference", "contribution", "mean", "each"})
# So many numbers may be meant; nobody goes back further.
_TRIED = 3


def multiples_of_aside(stated: Claim, sentence: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """What ``stated`` measures by the number in the brackets right in front of it, best first; the base first."""
    base = next((c for c in sentence if c.place.order == stated.place.order - 1), None)
    if base is None or "aside" not in base.cues or base.role is not Role.LEVEL:
        return
    found = [c for c in sentence if c.place.order < base.place.order and _may_be_of(c, base)]
    found = sorted(found, key=lambda c: -c.place.order)[:_TRIED]
    # 42万辆，其中轿车30万辆，是2020年（14万辆）的3倍: of either
    if any(c.basis != base.basis or c.quantity.qualifier is not Qualifier.NONE for c in (*found[:1], base)):
        return
    yield from ((base, one) for one in found)


def _may_be_of(claim: Claim, base: Claim) -> bool:
    said = claim.role is Role.LEVEL or (claim.role is Role.CHANGE and not claim.cues & _STEPS)
    return said and "aside" not in claim.cues and claim.quantity.unit.comparable(base.quantity.unit)
