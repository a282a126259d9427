"""Increase: a rate beside the amount of the increase must be that amount over the level it was added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.frames import frames
from claimlint.model.likeness import named_apart
from claimlint.model.misprint import are_apart
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_PROPORTIONS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE})
_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_BASES = frozenset({"yoy", "qoq"})


class Increase(Check):
    """A rate that stands beside the amount of a change must be that amount over the former level.

    The level may be the new one (净利润610亿元，较上年增加87亿元，增长16.5%) or the old one (from $232 million, an
    increase of $25.6 million or 11%): a rate fails only where it fits neither.
    """

    title = {"en": "the rate does not follow from the amount of the change", "zh": "增速与增减额不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "last": Slot((Role.LEVEL,), {"en": "to", "zh": "期末"}),
        "first": Slot((Role.LEVEL,), {"en": "from", "zh": "期初"}),
        "change": Slot((Role.CHANGE,), {"en": "change", "zh": "增减额"}),
        STATED: Slot((Role.CHANGE,), {"en": "stated", "zh": "文中"}),
    }
    same = ("subject", "metric", "scope", "basis")
    derivation = Derivation.COMPUTED
    examples = (
        Holds("净利润610.36亿元，较上年增加86.52亿元，增长16.52%。"),
        Breaks("净利润610.36亿元，较上年增加86.52亿元，增长[[19.52%]]。", expected="16.52%"),
        Holds("Revenue decreased $1.3 million or 8% to $15.2 million."),
        Breaks("Revenue decreased $1.3 million or [[11%]] to $15.2 million.", expected="8%"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The amount right in front of the rate, and the level in front of that (or behind the rate's "to")."""
        stated, sentence = around.claim, [c for c in around.sentence if c.role is not Role.RANK]
        here = next((i for i, claim in enumerate(sentence) if claim is stated), 0)
        change = sentence[here - 1] if here else stated
        if here > 1 and "out-of" in change.cues and _is_level(change, sentence[here - 2]):
            if _is_amount(sentence[here - 2], stated):  # having shed 1,360 of the 10,300, a 13.2% cut
                yield Binding({"first": (change,), "change": (sentence[here - 2],)})
            return
        reached = change if _is_reached(change) and here > 1 else None
        if reached is not None:  # increased by $60m to $460m, or 15%
            change = sentence[here - 2]
        if _is_told_behind(sentence[here + 1 : here + 2], stated):
            yield from _either(change, sentence[here + 1]) if _is_level(change, sentence[here + 1]) else ()
            return
        if stated.cues & {"each", "annualised"} or not _is_amount(change, stated):
            return  # up $31m in the quarter, or 13% on an annualised basis
        if "than" in stated.cues & change.cues:  # 100,000 less than in April and 5% below its quota
            return
        if any(frames(stated, around.sentence)):
            return  # from A to B, up by C, or D: both ends are there, and say more than the amount
        before = sentence[here - 2] if here > 1 else None
        behind = sentence[here + 1] if here + 1 < len(sentence) else None
        led_on = behind is not None and "to" in behind.cues and behind.label == stated.label
        if reached is not None:
            if _is_level(reached, change):
                yield Binding({"last": (reached,), "change": (change,)})
        elif behind is not None and led_on and _is_level(behind, change):
            yield Binding({"last": (behind,), "change": (change,)})
        else:
            yield from _behind(before, change, sentence[: max(here - 1, 0)], around.near)

    def relate(self, case: Case, values: Values) -> Relation:
        """change/first, where first = last − change: each number is used once."""
        (change,), (claimed,) = values["change"], values[STATED]
        falling = case.stated.direction < 0
        if "first" in case.slots:
            rate = change / values["first"][0]
        else:
            part = change / values["last"][0]
            rate = 1 - 1 / (1 + part) if falling else 1 / (1 - part) - 1
        factor = case.stated.quantity.unit.factor
        return Relation(rate / factor, claimed / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if "first" in case.slots:
            return "change / first"
        return "change / (last + change)" if case.stated.direction < 0 else "change / (last - change)"


def _behind(before: Claim | None, change: Claim, front: Sequence[Claim], near: Sequence[Claim]) -> Iterator[Binding]:
    """The level right in front of the amount, or the one that a change in front of it was of as well."""
    if before is not None and before.role is not Role.CHANGE:
        level = _great_enough(before, change, front[:-1]) if _is_level(before, change) else None
        if level is not None and not named_apart(before, change):
            yield from _either(level, change)
        return
    told = _told_before(change, front, near)
    if told is not None and _has_as_much(told, change):
        yield from _either(told, change, int(told.place.sentence != change.place.sentence))


def _told_before(change: Claim, front: Sequence[Claim], near: Sequence[Claim]) -> Claim | None:
    """库存1788万吨，环比增加147万吨；比年初增加626万吨，增长53.9%: the level is said once, and meant again."""
    here = change.place
    beside = sorted((c for c in near if c.place.block == here.block), key=lambda c: c.place.order)
    earlier = [[c for c in beside if c.place.sentence == here.sentence - back] for back in (1, 2)]
    for claims in (front, *earlier):
        found = [c for c in claims if c.role is Role.LEVEL and _is_level(c, change)]
        if found:
            level = found[-1]
            rest = [c for c in claims if c.place.order > level.place.order]
            told = change.label == level.label
            if "named" not in change.cues:
                told = len(found) == 1 and all(c.role is Role.CHANGE for c in rest)
            return level if told and "of-which" not in change.cues ^ level.cues else None
        if any(c.role is not Role.CHANGE for c in claims):
            return None
    return None


def _either(level: Claim, change: Claim, leap: int = 0) -> Iterator[Binding]:
    """The level is the new one, unless the words say that it is the old one; the other reading leaves a doubt."""
    old = bool(level.cues & {"from", "prior"})
    new = Binding({"last": (level,), "change": (change,)}, fit=int(old) + leap)
    former = Binding({"first": (level,), "change": (change,)}, fit=int(not old) + leap)
    yield from (former, new) if old else (new, former)


def _is_told_behind(behind: Sequence[Claim], stated: Claim) -> bool:
    """Up 3.2%, or $45: the amount may be told second."""
    return any("restates" in c.cues and _is_amount(c, stated) and c.role is Role.CHANGE for c in behind)


def _great_enough(level: Claim, change: Claim, earlier: Sequence[Claim]) -> Claim | None:
    """198,684 work for the 43 trusts, 2,237 fewer: what lost so many is the number in front that had them.

    What rose by more than it is was another thing, unless it is a thousand times too small: a scale may be wrong.
    """
    found = (level, *reversed([c for c in earlier if _is_level(c, change)]))
    last = level if change.direction < 0 or are_apart(level, change) else None
    return next((c for c in found if _has_as_much(c, change)), last)


def _has_as_much(level: Claim, change: Claim) -> bool:
    """A level that is smaller than its change would have been negative before."""
    amount = change.quantity.interval * change.quantity.unit.factor
    return not (level.quantity.interval * level.quantity.unit.factor).before(amount)


def _is_reached(claim: Claim) -> bool:
    return claim.role is Role.LEVEL and "to" in claim.cues and not claim.cues & {"from", "prior"}


def _is_amount(change: Claim, stated: Claim) -> bool:
    """An absolute change in the same direction, over the same time as the rate."""
    if change.role is not Role.CHANGE or change.quantity.kind in _PROPORTIONS or not change.direction:
        return False
    if named_apart(change, stated) or (stated.metric is not None and stated.metric != change.metric):
        return False  # 销售收入比上年增加4亿元，产品销量同比增加12%
    step, own = change.cues & _BASES, stated.cues & _BASES
    return change.direction == stated.direction and change.basis == stated.basis and (not own or own == step)


def _is_level(level: Claim, change: Claim) -> bool:
    same_metric = level.metric is None or change.metric is None or level.metric == change.metric
    bare = {level.quantity.kind, change.quantity.kind} == _COUNTS  # 8.7 million pupils, up 66,000
    comparable = bare or level.quantity.unit.comparable(change.quantity.unit)
    return level.role is Role.LEVEL and comparable and same_metric and level.basis == change.basis
