"""Growth: a stated rate or multiple must follow from the levels it connects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from claimlint.model.each import ends_of
from claimlint.model.interval import Interval, Undefined
from claimlint.model.likeness import AT_CONSTANT_PRICES
from claimlint.model.period import PeriodKind
from claimlint.model.quantity import Qualifier
from claimlint.model.spans import ONE, bindings
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_PARTS_OF_YEAR = frozenset({PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH})


class Growth(Check):
    """A stated rate of growth, or multiple, must follow from the two levels that it connects.

    The rate of n years is proved by powers: first × (1 + g)ⁿ meets last for some members of the printed sets.  A fall
    by a factor N a year means first ÷ last = Nⁿ.  ``span`` says which length of time the words name: ``years`` (CAGR),
    ``year`` (year over year), ``quarter``, ``whole`` (from–to, whatever lies between) and ``yearly`` (N-fold a year).
    """

    title = {"en": "growth does not follow from its levels", "zh": "增速与首末值不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "first": Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "from", "zh": "期初"}),
        "last": Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "to", "zh": "期末"}),
        STATED: Slot((Role.CHANGE, Role.MULTIPLE), {"en": "stated", "zh": "文中"}),
    }
    same = ("subject", "metric", "scope", "basis")
    params = {"span": ("years", "year", "quarter", "whole", "yearly")}
    derivation = Derivation.COMPUTED
    examples = (
        Holds("2019年收入100亿元，2023年收入146亿元，复合增长率9.9%。"),
        Breaks("2019年收入100亿元，2023年收入146亿元，复合增长率[[7.9%]]。", expected="9.7%–10.2%"),
        Holds("公司收入由2022年的12.3亿元增至2023年的15.1亿元，同比增长22.8%。"),
        Breaks("公司收入由2022年的12.3亿元增至2023年的15.1亿元，同比增长[[25%]]。"),
        Holds("Revenue grew from $12.3 million in 2022 to $15.1 million in 2023, up 22.8% year over year."),
        Breaks("Revenue grew from $12.3 million in 2022 to $15.1 million in 2023, up [[25%]] year over year."),
        Holds("由300吨增加到900吨，增长到3倍。"),
        Breaks("销量由2021年的310吨增加到2023年的930吨，增长到[[5倍]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The pairs that the words, the periods and the places of the levels give."""
        # GDP and value added grow at constant prices by convention, their levels are at current ones (名义增长, 按现价)
        real = around.claim.metric in AT_CONSTANT_PRICES and "nominal" not in around.claim.cues
        if not real or around.claim.quantity.kind is not Kind.PERCENT:
            told = _told_before(around)
            found = bindings(around, params["span"])
            yield from (b for b in found if not _is_beyond(told, b) and not _is_of_another(around.claim, b))

    def relate(self, case: Case, values: Values) -> Relation:
        """(last/first)^(1/years) − 1, or the multiple; compared by powers."""
        (first,), (last,), (claimed,) = values["first"], values["last"], values[STATED]
        years = values["years"][0].low or ONE
        if (first.low is not None and first.low < 0) or (first.high is not None and first.high <= 0):
            raise Undefined("base-not-positive")
        stated = case.stated
        falling = _is_falling(case, first, last)
        if stated.quantity.kind is Kind.MULTIPLE:
            ratio = first / last if falling else last / first
            by = _is_by(stated)
            factor = claimed + 1 if by else claimed
            yearly = "rise" in stated.cues and "to" not in stated.cues and not by  # 一年增加了3.5倍
            if yearly or (by and "loose" in stated.cues):  # grew five times: by, or to?  Only what is neither is wrong
                factor = Interval.hull([claimed, claimed + 1])
            back = ratio.root(years.numerator) if years.denominator == 1 else ratio**years.denominator
            return Relation(back - 1 if by else back, claimed, proof=_powers(ratio, factor, years))
        if _is_of_ranges(case, years):
            return _end_by_end(case, first, last, falling=falling)
        ratio = last / first
        factor = 1 - claimed if falling else 1 + claimed
        annual = (ratio**years.denominator).root(years.numerator)
        rate = 1 - annual if falling else annual - 1
        unit = stated.quantity.unit.factor
        return Relation(rate / unit, claimed / unit, proof=_powers(ratio, factor, years))

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        years = case.years or ONE
        levels_of = (case.one(name).quantity for name in ("first", "last"))
        falling = _is_falling(case, *(q.interval * q.unit.factor for q in levels_of))
        if case.stated.quantity.kind is Kind.MULTIPLE:
            ratio = "first / last" if falling else "last / first"
            return f"{ratio} - 1" if _is_by(case.stated) else (ratio if years == 1 else f"({ratio}) ** (1 / {years})")
        ratio = "last / first" if years == 1 else f"(last / first) ** (1 / {years})"
        return f"1 - {ratio}" if falling else f"{ratio} - 1"

    def senses(self, case: Case, values: Values) -> Iterable[Sense]:
        """增长N倍 for 增长到N倍; % for points; an open-ended fall for "at least N-fold"."""
        claimed = values[STATED][0]
        if case.stated.quantity.kind is Kind.MULTIPLE:
            if "rise" in case.stated.cues:  # 增长了3倍 for 增长到3倍, or the other way round
                name, other = ("growth-to", claimed - 1) if _is_by(case.stated) else ("growth-by", claimed + 1)
                yield Sense(name, {**values, STATED: (other,)})
            if not values["last"][0].bounded or values["last"][0].low == 0:
                yield Sense("at-least", {**values, STATED: (Interval(claimed.low, None, claimed.low_open),)})
        elif case.one("first").quantity.kind is Kind.PERCENT:
            first, last = values["first"][0], values["last"][0]
            growth = (last - first) if case.stated.direction >= 0 else (first - last)
            if growth.meets(claimed):
                yield Sense(
                    "percentage-points", {**values, "first": (Interval.point(1),), "last": (1 + (last - first),)}
                )

    def slips(self, case: Case, values: Values) -> Iterable[Sense]:
        """n ± 1 periods, the new value as base, simple for compound growth, a total for a yearly rate."""
        years = case.years or ONE
        first, last = values["first"], values["last"]
        if years > 1:
            for name, other in (("n-1 periods", years - 1), ("n+1 periods", years + 1)):
                yield Sense(name, {**values, "years": (Interval.point(other),)})
            yield Sense("total growth given as a yearly rate", {**values, "years": (Interval.point(ONE),)})
            if case.stated.quantity.kind is Kind.PERCENT and first[0].low is not None and first[0].low > 0:
                simple = (last[0] / first[0] - 1) / years
                yield Sense(
                    "simple instead of compound growth",
                    {**values, "first": (Interval.point(1),), "last": (1 + simple,), "years": (Interval.point(ONE),)},
                )
        yield Sense("base swapped", {**values, "first": last, "last": first, STATED: (-values[STATED][0],)})


def _told_before(around: Neighbourhood) -> Claim | None:
    """A decrease of $30bn (-14%): the amount of the change that the rate tells again."""
    stated = around.claim
    told = [c for c in around.sentence if c.place.order == stated.place.order - 1 and c.role is Role.CHANGE]
    return told[0] if told and {"restates", "aside"} <= stated.cues else None


def _is_beyond(told: Claim | None, binding: Binding) -> bool:
    """As the price fell from $649 to $593, exports lost $30bn (-14%): no level that lost so much."""
    held = [c for name in ("first", "last") for c in binding.slots.get(name, ())]
    if told is None or not held or not all(told.quantity.unit.comparable(c.quantity.unit) for c in held):
        return False
    amount = told.quantity.interval * told.quantity.unit.factor
    return all((c.quantity.interval * c.quantity.unit.factor).before(amount) for c in held)


def _is_of_another(stated: Claim, binding: Binding) -> bool:
    """It sold 18,000 cars in May and 20,000 in June, and cut prices by 5%: what moved has a name, they have none."""
    levels = [c for name in ("first", "last") for c in binding.slots.get(name, ())]
    whole = ["whole-year" in c.cues for c in levels]
    if any(whole) and any(_is_of_a_part(c) for c in levels if "whole-year" not in c.cues):
        return True  # $10.0 million for the fourth quarter and $38.0 million for the year
    named = {"by", "named", "shift"} <= stated.cues and not stated.direction
    return named and not any(c.label for c in levels)


def _is_of_a_part(claim: Claim) -> bool:
    return "period-said" in claim.cues and claim.period is not None and claim.period.kind in _PARTS_OF_YEAR


def _is_of_ranges(case: Case, years: Fraction) -> bool:
    """预计利润1.2亿元至1.5亿元，同比下降25%至40%: a range of rates for a range of levels, of one year."""
    levels = [_is_range(case.one(name)) for name in ("first", "last")]
    return years == 1 and _is_range(case.stated) and levels in ([True, False], [False, True])


def _is_range(claim: Claim) -> bool:
    return claim.quantity.qualifier is Qualifier.RANGE and claim.quantity.stated.bounded


def _end_by_end(case: Case, first: Interval, last: Interval, *, falling: bool) -> Relation:
    """The lower rate is that of the lower level (of the upper one, where the level falls): the end that fails."""
    lows, highs = ends_of(case.one("first"), first), ends_of(case.one("last"), last)
    claimed = ends_of(case.stated, case.stated.quantity.interval * case.stated.quantity.unit.factor)
    rates = [1 - b / a if falling else b / a - 1 for a, b in zip(reversed(lows), highs, strict=True)]
    made = rates[::-1] if falling else rates
    unit = case.stated.quantity.unit.factor
    pairs = [(rate / unit, end / unit) for rate, end in zip(made, claimed, strict=True)]
    return Relation(*next((pair for pair in pairs if not pair[0].meets(pair[1])), pairs[1]))


def _is_by(stated: Claim) -> bool:
    """增长了2倍 is growth by twice the base, 增长到2倍 and a twofold rise are growth to it."""
    return "rise" in stated.cues and "to" not in stated.cues and "year" not in stated.quantity.unit.id


def _is_falling(case: Case, first: Interval, last: Interval) -> bool:
    """By the verb; a bare "10x per year", or an unknown noun (an outflow of 2.4%), goes the way of its levels."""
    unknown = "shift" in case.stated.cues or {"apposed", "named"} <= case.stated.cues
    bare = not case.stated.direction and (case.stated.quantity.kind is Kind.MULTIPLE or unknown)
    return last.before(first) if bare else case.stated.direction < 0


def _powers(ratio: Interval, factor: Interval, years: Fraction) -> tuple[Interval, Interval]:
    """(1+g)^p against ratio^q for a span of p/q years: no root is ever taken to decide."""
    if factor.low is not None and factor.low < 0:
        factor = factor.clipped(low=Fraction(0))
    return ratio**years.denominator, factor**years.numerator
