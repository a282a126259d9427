"""Which shares are all there is of a whole?  Language-free: only what the claims carry.

A list is complete where one of its members is what remains (其他, the rest), where only one answer was allowed, where
words say that the whole is made of these parts, or where the text itself adds them up to 100 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.unit import Kind

ALL = Fraction(1)
_MEMBERS = (Role.SHARE, Role.RATE)
_SUMS = frozenset({"total", "plus", "equals"})
# Without a word of shares, only what nearly makes a whole is taken for a list of shares.
_LEAST, _MOST = Fraction(4, 5), Fraction(5, 4)
_NEAR = 2
# A list that the sentence in front tells is at least so long.
_TOLD = 3


def others(stated: Claim, sentence: Sequence[Claim], near: Sequence[Claim]) -> tuple[Claim, ...]:
    """The shares that make a whole together with ``stated`` (or add up to it, where it is 100 %); empty if none do.

    ``stated`` is the last of the list, so that every list is judged once.
    """
    if not _may_belong(stated):
        return ()
    inside = [c for c in sentence if c.role in (*_MEMBERS, Role.CHANGE, Role.MULTIPLE)]
    here = inside.index(stated)
    if _is_all(stated):
        before = inside[:here] or [c for c in reversed(near) if c.place.sentence == stated.place.sentence - 1]
        members = _run([c for c in before if c.role is not Role.LEVEL])
        return tuple(members) if len(members) > 1 else ()
    if here + 1 < len(inside) and inside[here + 1].role in _MEMBERS and _is_next(stated, inside[here + 1]):
        return ()
    members = _run(inside[: here + 1] if here or sentence[0] is not stated else _over_a_semicolon(stated, near))
    return tuple(members[:-1]) if len(members) > 1 and _is_complete(members) else ()


def _over_a_semicolon(stated: Claim, near: Sequence[Claim]) -> list[Claim]:
    """41% named costs, 38% wages and 16% demand; the other 5% gave no answer: the list is told in front."""
    before = [c for c in near if c.place.sentence == stated.place.sentence - 1 and c.place.block == stated.place.block]
    before = sorted((c for c in before if c.role in (*_MEMBERS, Role.CHANGE)), key=lambda c: c.place.order)
    pointed = [c for c in before if "to" in c.cues and not c.direction and "from" not in c.cues]
    if len(pointed) == len(before):  # 44% pointed to finance, 28% to staff: no rate leads from one to the other
        before = [replace(c, cues=c.cues - {"to"}) for c in before]
    one_whole = stated.role is Role.RATE and sum(c.role is Role.SHARE for c in before) <= 1  # not 12% of the seats
    told = "remains" in stated.cues and not stated.label and len(before) >= _TOLD
    total = sum((c.quantity.interval for c in before), Interval.point(0)) / 100
    one_whole = one_whole and not total.meets(Interval.point(ALL))  # 50%, 30% and 20%; the other 12% is of another
    return [*before, stated] if one_whole and told else [stated]


def _is_all(stated: Claim) -> bool:
    return stated.quantity.value == 100 and bool(stated.cues & _SUMS)


def _may_belong(claim: Claim) -> bool:
    """A percentage that is no change and no ratio of its own (毛利率30%)."""
    quantity = claim.quantity
    plain = quantity.kind is Kind.PERCENT and not quantity.interval.before(Interval.point(0))
    return plain and claim.role in _MEMBERS and claim.basis is None and not claim.cues & {"rate", "to", "prior"}


def _run(claims: Sequence[Claim]) -> list[Claim]:
    """The members of the list that ends with the last claim."""
    members: list[Claim] = []
    for claim in reversed(claims):
        if members and members[-1].place.order - claim.place.order > _NEAR:
            break
        if not _may_belong(claim) or _is_all(claim) or (members and not _is_next(claim, members[-1])):
            return []  # another percentage in the row: which of them belong together is not clear
        members.append(claim)
    return members[::-1]


def _is_next(claim: Claim, following: Claim) -> bool:
    """Neighbours in one list: at most an amount stands between them, and both are of one time and depth."""
    same = claim.period == following.period or None in (claim.period, following.period)
    level = ("of-which" in claim.cues) is ("of-which" in following.cues)
    return same and level and following.place.order - claim.place.order <= _NEAR


def _is_complete(members: Sequence[Claim]) -> bool:
    if any(c.cues & {"overlap", "top-few"} for c in members):  # CR5为61%，A占34%，B占6%: the five hold A and B
        return False
    total = sum((c.quantity.interval for c in members), Interval.point(0)) / 100
    if any("single" in c.cues for c in members):
        told = bool(members[0].cues & {"colon", "expounds", "aside"})  # 单选：门店41%，网站48%，其他11%
        return told or Interval.point(ALL).before(total)
    nearly = _LEAST <= (total.middle or ALL) <= _MOST
    if any("remains" in c.cues for c in members):
        return nearly
    if any(c.cues & {"partition", "complete"} for c in members) or _is_set(members):
        return nearly
    # 分渠道看 may leave some out, but more than all of it there cannot be
    # 产品结构：高端产品收入占45%，毛利占60%: of two wholes
    one_whole = len({c.metric for c in members if "measured" in c.cues}) < 2
    return nearly and one_whole and Interval.point(ALL).before(total) and all("breakdown" in c.cues for c in members)


def _is_set(members: Sequence[Claim]) -> bool:
    """第一产业占7%，第二产业占38%，第三产业占55%: there is no fourth one."""
    named = [cue.split(":") for c in members for cue in c.cues if cue.startswith("set:")]
    told = all(c.role is Role.SHARE or (c.of is None and "rate" not in c.cues) for c in members)
    told = told and len({c.of for c in members if c.of}) < 2 and not any("modifies" in c.cues for c in members)
    if len(named) != len(members) or members[0].role is not Role.SHARE or not told:
        return False  # 48% of men and 57% of women voted
    sets, places = {(name, size) for _, name, _, size in named}, {place for _, _, place, _ in named}
    return len(sets) == 1 and len(places) == len(members) == int(named[0][-1])
