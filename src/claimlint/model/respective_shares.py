"""Shares that are told in a row, each of the amount that stands in the same place of the row before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimlint.model.claim import Claim, Role
from claimlint.model.portion import NEAR, PROPORTIONS, Pair, amounts, matched


def told(stated: Claim, sentence: Sequence[Claim]) -> Iterator[Pair]:
    """甲10亿元、乙30亿元，占总收入80亿元的比重分别为12.5%、37.5%: the first share is of the first part."""
    kin = [c for c in sentence if c.role is not Role.RANK]
    run = _run(stated, kin)
    if len(run) < 2:
        return
    inside = [c for c in amounts(kin) if c.place.order < run[0].place.order]
    wholes = [c for c in inside if c.cues & {"share", "share-of-whole", "out-of"} and c is inside[-1]]
    own = {c.place.order for c in kin if c.role is Role.SHARE and c not in run}
    inside = [c for c in inside if c not in wholes]
    behind = [c for c in amounts(kin) if c.place.order == run[-1].place.order + 1 and "total" in c.cues]
    parts, others = inside[-len(run) :], inside[: -len(run)]
    if len(run) < 2 or len(parts) != len(run) or not _in_a_row([*parts, *wholes, run[0]]):
        return
    part = parts[run.index(stated)]
    others = [c for c in others if c.place.order + 1 not in own and not c.cues & {"prior", "aside", "from"}]
    if not stated.cues & {"each", "paired"}:  # no word says that they are told one by one
        others = []
    for whole in [*wholes, *behind, *reversed(others)][:1]:
        if all(matched(c, whole) for c in parts):
            yield Pair(part, whole, 0 if wholes or behind else 1)


def _in_a_row(claims: Sequence[Claim]) -> bool:
    return all(b.place.order - a.place.order <= NEAR for a, b in pairwise(claims))


def _goes_on(claim: Claim, stated: Claim) -> bool:
    """Shares that no words stand between; those with names of their own (甲16%乙6%) have nothing else to go with."""
    return claim.role in PROPORTIONS and claim.label == stated.label


def _run(stated: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The percentages that stand in a row with ``stated``."""
    here = claims.index(stated)
    first = last = here
    while first and _goes_on(claims[first - 1], stated):
        first -= 1
    while last + 1 < len(claims) and _goes_on(claims[last + 1], stated):
        last += 1
    return list(claims[first : last + 1])
