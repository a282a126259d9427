"""Shares of a whole that is told by its parts alone: 境内收入73.9亿元，境外收入31.5亿元，境外占29.9%.

That the parts are all there is follows from what they are (境内 and 境外, 男生 and 女生), or from words (占两者之和的).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.gaps import is_name_of
from claimlint.model.quantity import Qualifier

_ELSEWHERE = frozenset(
    {"total", "group", "of-which", "prior", "from", "to", "aside", "of-which-next", "out-of", "mean"}
)
_LISTED = frozenset({"each", "paired", "of-which", "aside", "top-few"})
_MOST = 4


@dataclass(frozen=True, slots=True)
class OfSum:
    """A part, and the others that make the whole with it."""

    part: Claim
    rest: tuple[Claim, ...]


def of_the_sum(stated: Claim, told: Sequence[Sequence[Claim]]) -> Iterator[OfSum]:
    """The part that ``stated`` names and all the others, from the first of ``told`` that has any amounts."""
    if stated.role is not Role.SHARE or not stated.label or stated.cues & _LISTED or stated.basis is not None:
        return
    amounts = next((found for found in told if found), ())
    name = stated.label.removesuffix(stated.of or "") or stated.label  # 线上 of 线上占全部销售的
    parts = [c for c in amounts if is_name_of(name, c.label or " ")]
    if len(parts) != 1 or not 1 < len(amounts) <= _MOST or not _are_alike(amounts):
        return
    (part,) = parts
    if not _are_all(stated, name, part, amounts) or not _is_of_these(stated, name, part):
        return
    yield OfSum(part, tuple(c for c in amounts if c is not part))


def _are_alike(amounts: Sequence[Claim]) -> bool:
    first = amounts[0]
    plain = all(not c.cues & _ELSEWHERE and c.quantity.qualifier in (Qualifier.NONE, Qualifier.ABOUT) for c in amounts)
    like = all(c.quantity.unit.id == first.quantity.unit.id and c.period == first.period for c in amounts)
    return plain and like and all(c.basis == first.basis and c.metric == first.metric for c in amounts)


def _are_all(stated: Claim, name: str, part: Claim, amounts: Sequence[Claim]) -> bool:
    sizes = [int(cue.rsplit(":", 1)[1]) for cue in stated.cues if cue.startswith("set:")]
    noun = part.label.removeprefix(name)
    if sizes == [len(amounts)]:
        return all(c.label.endswith(noun) for c in amounts)
    return "together" in stated.cues


def _is_of_these(stated: Claim, name: str, part: Claim) -> bool:
    """线上占全部销售的30%: what the share is of has the noun of its parts."""
    if stated.of is None:
        return True
    noun = part.label.removeprefix(name)
    return bool(noun) and noun in stated.of
