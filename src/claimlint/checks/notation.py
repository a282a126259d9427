"""Notation: one value, said in two notations (€4.3bn (€4,300m), 22亿元 and 2.2 billion), must be the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model import misprint
from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_ROLES = (Role.LEVEL, Role.CHANGE)
_KINDS = (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.PRICE, Kind.NUMBER)
# A slip of scale is out by a power of ten, give or take what rounding hides.
_POWERS = tuple(Fraction(10) ** n for n in range(-12, 13) if n)
_NEAR = Fraction(1, 20)
# A mile is 1.6 km, and 100 feet are 30 metres: a conversion is often rounder than its digits.
_ROUGH, _FINE = Fraction(1, 8), Fraction(1, 1000)
# What is converted to three digits is rounded to two at the roughest.
_LESS_ROUGH, _FEW = Fraction(1, 20), 2
# 1.5m barrels a day are 547m a year: the days of which a year is made.
_DAYS = Interval(Fraction(350), Fraction(366))
_CLOCK, _CALENDAR = "/duration-clock", "/duration-calendar"
_DAY = 86400
_UNEQUAL: Mapping[Language, str] = {
    "en": "inconsistent as printed: {stated} is said for {inputs}, which is not the same",
    "zh": "前后不一致：{stated}与{inputs}说的是同一数值，却不相等",
}


class Notation(Check):
    """A value that the text says anew, in the same unit on another scale, must be the value in front of it.

    On another scale of one unit only a slip of scale is told: where the two are apart by something else than a power of
    ten, the second is another value (the former year's, in brackets).  In another unit (acres for hectares, a year's
    output for a day's) there is nothing else that it could be.
    """

    title = {"en": "one value is said on two scales that do not agree", "zh": "同一数值的两种写法差了数量级"}
    message = {
        "en": "inconsistent as printed: {stated} is said for {inputs}, which is off by a power of ten",
        "zh": "前后不一致：{stated}与{inputs}说的是同一数值，却差了数量级",
    }
    slots = {
        "earlier": Slot((Role.LEVEL,), {"en": "earlier", "zh": "前文"}, kinds=_KINDS),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "此处"}, kinds=_KINDS),
    }
    examples = (
        Holds("The bid values the equity at €4.3bn (€4,300m), excluding net debt."),
        Breaks("The bid values the equity at €4.3bn ([[€430m]]), excluding net debt.", expected="€4250–4350m"),
        Holds("英文版写作RMB 386 billion，中文版对应3,860亿元。"),
        Breaks("英文版写作RMB 386 billion，中文版对应[[386亿元]]。"),
        Holds("Revenue was €4.3bn (€3.9bn)."),
        Holds("流转土地350公顷，合5,250亩。"),
        Breaks("流转土地350公顷，合[[3,500亩]]。"),
        Holds("The field yields 1.5m barrels a day, equivalent to 548m barrels a year."),
        Breaks("The field yields 1.5m barrels a day, equivalent to [[55m barrels a year]]."),
        Holds("Revenue was £4.35bn (£435m from services)."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The number right in front, where the words say it anew."""
        stated = around.claim
        # £4.35bn (£435m from services): what is told of in brackets is a part
        if not _is_plain(stated):
            return
        if "restates" not in stated.cues and not _is_in_brackets(stated, around.sentence):
            yield from _rewritten(around)
            yield from _at_another_pace(around)
            return
        goes_on = {"aside", "closed"} & stated.cues == {"aside"}
        for other in _in_front(around):
            if other.place.order != stated.place.order - 1 or not _is_plain(other) or other.role not in _ROLES:
                continue
            if "per" in stated.cues - other.cues and not _is_daily(other, stated):
                continue  # net income of $2.1 million, or $0.21 per diluted share
            if (
                _is_daily(other, stated)
                or _is_converted(other, stated)
                or (not goes_on and _is_one_value(other, stated))
            ):
                yield Binding({"earlier": (other,)})

    def relate(self, case: Case, values: Values) -> Relation:
        """The two sets must meet."""
        (earlier,), (stated,) = values["earlier"], values[STATED]
        factor = case.stated.quantity.unit.factor
        if _is_daily(case.one("earlier"), case.stated):
            earlier = earlier * _DAY * _DAYS
        return Relation(earlier / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "earlier"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """5.92亿元(592,555,505元) is wrongly rounded, and of the right size."""
        return _UNEQUAL if _is_near(case.one("earlier"), case.stated) else self.message


def _is_in_brackets(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """62 miles long (100 kilometres): what stands in brackets behind a measure, in another unit of its kind."""
    front = next((c for c in sentence if c.place.order == stated.place.order - 1), None)
    apart = "named" in stated.cues or not {"aside", "closed"} <= stated.cues
    return front is not None and not apart and "aside" not in front.cues and _is_converted(front, stated)


def _in_front(around: Neighbourhood) -> Iterable[Claim]:
    """The numbers of the sentence; 招标文件写的是350千立方米/日；国内的写法是35万立方米/日: or of the one in front."""
    stated = around.claim
    if any(c.place.order < stated.place.order for c in around.sentence):
        return around.sentence
    beside = (c for c in around.near if c.place.sentence == stated.place.sentence - 1)
    return [c for c in beside if c.place.block == stated.place.block and "aside" not in stated.cues]


def _rewritten(around: Neighbourhood) -> Iterator[Binding]:
    """1.3 billion barrels; the annex shows 130 million for the same volume: one value on another scale."""
    stated = around.claim
    if "rewrites" not in stated.cues or stated.role is not Role.LEVEL:
        return
    before = [c for c in (*around.sentence, *around.near) if stated.place.order - c.place.order in (1, 2)]
    for other in before:
        near = stated.place.sentence - other.place.sentence <= 1 and other.place.block == stated.place.block
        if near and other.role is Role.LEVEL and _is_plain(other) and _is_one_value(other, stated):
            yield Binding({"earlier": (other,)})
            return


def _at_another_pace(around: Neighbourhood) -> Iterator[Binding]:
    """It gives 500 litres an hour, 12,000 litres a day: one flow by two lengths of time."""
    stated = around.claim
    above, _, below = stated.quantity.unit.dimension.partition("/")
    if not below.startswith("duration") or not stated.cues & {"apposed", "takes-up", "yields"}:
        return
    for other in around.sentence:
        unit = other.quantity.unit
        flow = other.place.order == stated.place.order - 1 and other.role is Role.LEVEL and _is_plain(other)
        flow = flow and unit.dimension.startswith(f"{above}/duration")
        flow = flow and unit.id.rpartition("/")[2] != stated.quantity.unit.id.rpartition("/")[2]
        if flow and (unit.comparable(stated.quantity.unit) or _is_daily(other, stated)) and _may_be(other, stated):
            yield Binding({"earlier": (other,)}, doubts=("loose-binding",))


def _may_be(other: Claim, stated: Claim) -> bool:
    made = misprint.base(other) * (_DAY * 365 if _is_daily(other, stated) else 1)
    return misprint.is_near(misprint.base(stated), made) and abs(misprint.base(stated) / made - 1) > _NEAR


def _is_plain(claim: Claim) -> bool:
    quantity = claim.quantity
    return bool(quantity.value) and quantity.qualifier in (Qualifier.NONE, Qualifier.ABOUT)


def _is_one_value(first: Claim, second: Claim) -> bool:
    """Alike but for the scale: the same unit, at least two digits, another scale word, a power of ten between."""
    one, other = first.quantity, second.quantity
    if not one.unit.comparable(other.unit) or one.printed is None or other.printed is None:
        return False
    if not _is_power(one.unit.factor / other.unit.factor):
        return False  # 11,000 metres (36,000 feet)
    if min(_digits(first), _digits(second)) < (2 if one.unit.id == other.unit.id else 1):  # 300公顷，合3平方公里
        return False
    one_scale = one.printed.scale * one.unit.factor == other.printed.scale * other.unit.factor
    if one_scale and one.unit.id == other.unit.id:  # 120万元（12万元） are two
        return False
    return _is_near(first, second) or any(abs(_ratio(first, second) / power - 1) <= _NEAR for power in _POWERS)


def _is_power(factor: Fraction) -> bool:
    return factor == 1 or factor in _POWERS


def _ratio(first: Claim, second: Claim) -> Fraction:
    one, other = first.quantity, second.quantity
    return abs((other.value or 0) * other.unit.factor / ((one.value or 1) * one.unit.factor))


def _is_near(first: Claim, second: Claim) -> bool:
    return abs(_ratio(first, second) - 1) <= _NEAR


def _digits(claim: Claim) -> int:
    printed = claim.quantity.printed
    digits = "" if printed is None else "".join(char for char in printed.digits if char.isdigit())
    return len(digits.strip("0"))


def _is_daily(first: Claim, second: Claim) -> bool:
    """1.5m barrels a day, and what that is in a year."""
    above, _, below = first.quantity.unit.dimension.partition("/")
    return f"/{below}" == _CLOCK and second.quantity.unit.dimension == above + _CALENDAR


def _is_converted(first: Claim, second: Claim) -> bool:
    """350公顷 and 5,250亩: units of one kind, no powers of ten of each other; a rough conversion passes."""
    one, other = first.quantity, second.quantity
    if not one.unit.comparable(other.unit) or one.kind is not Kind.PHYSICAL or not one.value or not other.value:
        return False
    if _is_power(one.unit.factor / other.unit.factor):
        return False
    ratio = _ratio(first, second)
    rough = _LESS_ROUGH if _digits(second) > _FEW else _ROUGH
    return abs(ratio - 1) > rough or abs(ratio - 1) <= _FINE
