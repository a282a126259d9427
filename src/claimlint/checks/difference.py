"""Difference: a stated increase in absolute terms must be what lies between two levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import (
    STATED,
    Binding,
    Breaks,
    Case,
    Check,
    Derivation,
    Holds,
    Neighbourhood,
    Sense,
    Slot,
    Values,
)
from claimlint.model.claim import Claim, Role
from claimlint.model.frames import Frame, frames
from claimlint.model.gaps import contrasted, flows, gaps
from claimlint.model.interval import Interval
from claimlint.model.likeness import REACH, alike, around, distance, joined, named_apart, pairs, speaks_against
from claimlint.model.lone import is_near, lone
from claimlint.model.lone_gap import lone_gap
from claimlint.model.misprint import are_apart, base
from claimlint.model.period import years_between
from claimlint.model.scene import scene
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_SPANS = {"yoy": (Fraction(1),), "qoq": (Fraction(1, 4), Fraction(1, 12))}
_RATES = (Role.RATE, Role.SHARE, Role.LEVEL)
_BEYOND = frozenset({"above-range", "below-range"})
_ENDS = (*_RATES, Role.CHANGE)


class Difference(Check):
    """A change stated in the unit of its levels (or in percentage points) must equal their difference."""

    title = {"en": "the difference does not follow from its levels", "zh": "增减额与首末值不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "first": Slot(_ENDS, {"en": "from", "zh": "期初"}),
        "last": Slot(_ENDS, {"en": "to", "zh": "期末"}),
        STATED: Slot((Role.CHANGE, Role.LEVEL), {"en": "stated", "zh": "文中"}),
    }
    same = ("subject", "metric", "scope", "basis")
    derivation = Derivation.COMPUTED
    examples = (
        Holds("用户数由4315万户上升至5708万户，增加1393万户。"),
        Breaks("用户数由4315万户上升至5708万户，增加[[2393万户]]。"),
        Holds("出口3.58万亿美元，进口2.59万亿美元，顺差9,900亿美元。"),
        Breaks("出口3.58万亿美元，进口2.59万亿美元，顺差[[9,090亿美元]]。"),
        Holds("贷款增加4,960亿元，上年同期增加5,270亿元，同比少增310亿元。"),
        Breaks("贷款增加4,960亿元，上年同期增加5,270亿元，同比多增[[310亿元]]。"),
        Holds("毛利率由30%提高到36%，提高6个百分点。"),
        Breaks("毛利率由30%提高到36%，提高[[9个百分点]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Pairs of levels in the sentence whose order in time the words give; else the only two in the passage."""
        found = list(self._ordered(around)) if around.claim.role is Role.CHANGE else []
        yield from found
        two = None if found else lone_gap(around)
        if two is not None:
            yield Binding({"first": (two[0],), "last": (two[1],)}, 1, doubts=("loose-binding",))

    def _ordered(self, around: Neighbourhood) -> Iterator[Binding]:
        stated = around.claim
        # 五年间由8651亿元增加到18914亿元，平均每年增加2053亿元: a yearly mean is no difference
        if stated.basis is not None or stated.cues & {"each", "mean", "average-growth"}:
            return
        if _held_against(stated, around.sentence):  # 由55%降至52%，低于行业平均60%的水平8个百分点
            yield from (Binding({"first": (one,), "last": (two,)}) for one, two in gaps(stated, around.sentence))
            return
        if "contrast" in stated.cues:
            yield from (Binding({"first": (one,), "last": (two,)}) for one, two in contrasted(stated, around.sentence))
            return
        kinds = (Kind.PERCENT,) if stated.quantity.kind is Kind.POINTS else (stated.quantity.kind,)
        framed = [f for f in frames(stated, scene(around), kinds) if _fits(f.first, stated) and _fits(f.last, stated)]
        framed = [f for f in framed if not f.first.cues & _BEYOND and _is_whole(stated, f.last)]
        framed = [f for f in framed if not _is_of_another(stated, f.first) and not _is_unlike(f.first, f.last)]
        framed = [f for f in framed if not _of_another_span(f.first, f.last, stated)]
        framed = [f for f in framed if f.swings or not speaks_against(stated, f.first, f.last)]
        if framed:
            yield from (Binding({"first": (f.first,), "last": (f.last,)}) for f in framed)
            return
        candidates = [c for c in around.sentence if c.role in _RATES and _fits(c, stated)]
        if "difference" in stated.cues and not stated.direction:
            yield from list(_gap(stated, candidates)) or (
                Binding({"first": (one,), "last": (two,)}) for one, two in gaps(stated, around.sentence)
            )
            return
        candidates = sorted(candidates, key=lambda c: abs(c.place.order - stated.place.order))[:REACH]
        found = [
            Binding({"first": (first,), "last": (last,)}, distance(stated, last))
            for first, last in pairs(candidates)
            if not first.cues & _BEYOND and _is_whole(stated, last)  # what it is held against is no former value
            if not _is_of_another(stated, first) and not _is_unlike(first, last)
            if joined(first, last) or (alike(first, last) and not named_apart(first, last))
            if alike(last, stated) or _lifts(stated, first, last)
            if _joined(first, last, stated) and not speaks_against(stated, first, last)
        ]
        if not found:
            apart = (*gaps(stated, around.sentence), *flows(stated, (*around.sentence, *around.near)))
            apart = tuple(p for p in apart if not _is_of_another(stated, p[0]) and not _is_unlike(*p))
            found = [Binding({"first": (one,), "last": (two,)}) for one, two in apart]
        if not found and stated.quantity.kind is not Kind.POINTS:
            found = [
                Binding({"first": (f.first,), "last": (f.last,)}, 1)
                for f in lone(around)
                if is_near(stated, f) and _fits(f.first, stated)
            ]
        found = [b for b in found if not all(_dwarfs(stated, c) for name in b.slots for c in b.slots[name])]
        yield from sorted(found, key=lambda binding: binding.fit)

    def relate(self, case: Case, values: Values) -> Relation:
        """last − first, in the direction of the verb."""
        (first,), (last,), (stated,) = values["first"], values["last"], values[STATED]
        if _swings(case):  # from a loss to a profit: the loss lies on the other side of zero
            factor = case.stated.quantity.unit.factor
            return Relation((first + last) / factor, stated / factor)
        change = first - last if _is_falling(case) else last - first
        factor = case.stated.quantity.unit.factor
        return Relation(change / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if _swings(case):
            return "first + last"
        return "first - last" if _is_falling(case) else "last - first"

    def slips(self, case: Case, values: Values) -> Iterable[Sense]:
        """Basis points for percentage points."""
        if case.stated.quantity.kind is Kind.POINTS:
            for factor in (Fraction(100), Fraction(1, 100)):
                yield Sense("basis points for percentage points", {**values, STATED: (values[STATED][0] * factor,)})


def _held_against(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """What stands right in front of the points is what a rate lies above or below."""
    beside = [c for c in sentence if c.place.order == stated.place.order - 1 and c.place.clause == stated.place.clause]
    return stated.quantity.kind is Kind.POINTS and any(c.cues & _BEYOND for c in beside)


def _dwarfs(stated: Claim, level: Claim) -> bool:
    """As the price fell from 649 to 593 rupees, exports lost 30.9 billion: no price does."""
    return stated.quantity.kind is not Kind.POINTS and are_apart(stated, level) and base(level) < base(stated)


def _is_of_another(stated: Claim, first: Claim) -> bool:
    """$300m more than analysts expected and up from $900m: the base has a word of its own.

    Up 20 basis points on the year, and ahead of the consensus of 24.7%: nothing rises in a year from what was expected.
    """
    return ("than" in stated.cues and "from" in first.cues) or ("yoy" in stated.cues and "others" in first.cues)


def _is_unlike(first: Claim, last: Claim) -> bool:
    """同比增长13.7%，高出整体2.1个百分点，占比65.3%: nothing lies between a growth rate and a share."""
    rate, share = (first, last) if first.role is Role.CHANGE else (last, first)
    return rate.role is Role.CHANGE and not rate.cues & {"from", "to"} and "share" in share.cues - rate.cues


def _is_whole(stated: Claim, last: Claim) -> bool:
    """增至15亿元，其中净值上涨带来1亿元: a part of an increase is not the increase."""
    return "of-which" not in stated.cues or "of-which" in last.cues


def _is_falling(case: Case) -> bool:
    """By the verb; "improved 270 basis points" goes the way the levels go (an expense ratio improves downwards)."""
    if case.stated.direction:
        return case.stated.direction < 0
    if case.stated.quantity.interval.before(Interval.point(Fraction(0))):
        return False  # 同比-1.6pct has its sign
    first, last = case.one("first").quantity, case.one("last").quantity
    return last.interval.before(first.interval)


def _swings(case: Case) -> bool:
    """From a loss to a profit or back, each printed without a sign."""
    first, last = case.one("first"), case.one("last")
    unsigned = all(not c.quantity.interval.before(Interval.point(Fraction(0))) for c in (first, last))
    return Frame(first, last).swings and unsigned


def _fits(claim: Claim, stated: Claim) -> bool:
    if stated.quantity.kind is Kind.POINTS:
        return claim.quantity.kind is Kind.PERCENT
    return claim.role is Role.LEVEL and claim.quantity.unit.comparable(stated.quantity.unit)


def _of_another_span(first: Claim, last: Claim, stated: Claim) -> bool:
    """从2018年的26%升至2021年的49%（环比提升1pct）: the levels lie further apart than the cue says."""
    years = years_between(first.period, last.period) if first.period and last.period else None
    return years is not None and any(cue in stated.cues and years not in spans for cue, spans in _SPANS.items())


def _joined(first: Claim, last: Claim, stated: Claim) -> bool:
    """The words join the two: from–to, or a value beside that of the year before, as far apart as the cue says."""
    if named_apart(last, stated) and not _lifts(stated, first, last):
        return False
    if _of_another_span(first, last, stated):
        return False
    from_to = "from" in first.cues and bool(last.cues & {"to", "reach"})
    if stated.place.order < last.place.order:
        return from_to
    return from_to or around(stated, first, last) or "prior" in first.cues or "to" in last.cues


def _lifts(stated: Claim, first: Claim, last: Claim) -> bool:
    """Net additions of 243,000 lifted the base from 8,412,000 to 8,655,000: the pair is the verb's own object."""
    follows = first.place.order == stated.place.order + 1 and first.place.clause == stated.place.clause
    return follows and joined(first, last)


def _gap(stated: Claim, candidates: list[Claim]) -> Iterator[Binding]:
    """出口3.58万亿美元，进口2.59万亿美元，顺差9,900亿美元: what the sentence sets against each other."""
    if len(candidates) != 2:
        return
    one, other = sorted(candidates, key=lambda c: c.place.order)
    same = one.basis == other.basis and (one.period == other.period or None in (one.period, other.period))
    cues = one.cues | other.cues
    apart = bool({"from", "to"} - cues) or "lowest" in cues  # ranged from 9 to 41 minutes, a spread of 32
    if same and apart and one.role is other.role:
        small, large = (other, one) if other.quantity.interval.before(one.quantity.interval) else (one, other)
        yield Binding({"first": (small,), "last": (large,)}, 0 if one.metric == other.metric else 1)
