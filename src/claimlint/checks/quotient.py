"""Quotient: what is said per head, per unit or per day must be the amount over the number of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.each import FOLLOWS, ONE, Each, each_of, is_amount, is_worked_by, one_matter
from claimlint.model.lasting import used_up
from claimlint.model.likeness import distance, may_share
from claimlint.model.lone_factors import parted
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

TRIED = 3
MOST_GUESSED = 8
# A price is what proceeds are per piece.
_PRICES = frozenset({"price", "arpu"})
_PROCEEDS = frozenset({"revenue", "orders", "amount"})
# GDP of $21.4bn and income per head: output is what a country earns.
_INCOMES = frozenset({"gdp", "total_income", "output"})
# 按平均常住人口540万人计算，人均12万元: who it is divided by is not what is divided.
_PEOPLE = frozenset({"population", "headcount", "users", "sample"})
_AMOUNT_AND_NUMBER = 2
_BARE = "number"
_MEAN_PRICE = 2  # words: average price
_KINDS = (Kind.MONEY, Kind.PRICE, Kind.COUNT)
_YEAR = 12
_STRETCHES = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE)
# A number without a unit that is guessed to be one of people.
_FEWEST = 100
# A denominator whose unit the words do not name is a guess.
_GUESSED = 2


class Quotient(Check):
    """What one of something is (US$1,098 a head, 平均每校862人) must be the amount over the number of them.

    The units decide what may be divided by what: money per person is an amount of that money over a number of people.
    """

    title = {"en": "the amount for one does not follow from amount and number", "zh": "单位量与总量、数量不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "amount": Slot((Role.LEVEL,), {"en": "amount", "zh": "总量"}),
        "number": Slot((Role.LEVEL,), {"en": "number", "zh": "数量"}),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "文中"}),
    }
    same = ("period", "scope", "basis")
    derivation = Derivation.COMPUTED
    examples = (
        Holds("全市318所初中共有在校生27.4万人，平均每校862人。"),
        Breaks("全市318所初中共有在校生27.4万人，平均每校[[1022人]]。", expected="860–863人"),
        Holds("Revenue per employee came to 279,325 dollars ($3.31bn over 11,850 staff)."),
        Breaks("Revenue per employee came to [[363,122 dollars]] ($3.31bn over 11,850 staff)."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Amounts of the sentence and numbers of it or near it, those whose units the words name first."""
        found = list(self._named(around))
        yield from found
        alone = None if found else parted(around)
        if alone is not None:
            yield Binding({"amount": (alone[0],), "number": (alone[1],)}, 1, doubts=("loose-binding",))

    def _named(self, around: Neighbourhood) -> Iterator[Binding]:
        stated = around.claim
        if "lasting" in stated.cues:
            for one in used_up(stated, around.sentence, around.near):
                yield Binding({"amount": (one.stock,), "number": (one.use,)}, years=one.years)
            return
        told = _told(around)
        each = each_of(stated) or _of_one_sold(stated, told)
        if each is None or stated.quantity.value is None or stated.cues & {"paired", "from"}:
            return
        inside = [c for c in told if c is not stated and one_matter(c, stated)]
        yield from _by_the_calendar(stated, each, inside)
        amounts = [c for c in inside if _is_whole(c, stated, each)]
        if not amounts and stated.cues & (FOLLOWS | {"apposed", "mean"}):
            amounts = _in_front(around, each, alone=not any(each.counts(c) for c in inside))
        if each_of(stated) is None:
            amounts = [c for c in amounts if c is _last_money(told, stated)]
        if not amounts or not _may_follow(stated, each) or is_worked_by(around.sentence, stated, "multiplied"):
            return
        # 412 vehicles. Another 90 sets were ordered for £318m, £3.53m per vehicle: of those that were left unread
        near = [c for c in around.near if one_matter(c, stated)]
        counted = (Kind.NUMBER, Kind.COUNT)
        unsaid = any(c.quantity.kind in counted and c.place.order < stated.place.order for c in inside)
        near = [] if each.timed or unsaid or any("skips" in c.cues for c in amounts) else near
        numbers = [c for c in (*inside, *near) if each.counts(c)]
        numbers = numbers or _only_bare(stated, inside)
        guessed = [] if numbers or not each.of_people else _guesses((*inside, *near))
        found = [
            (
                _fit(a, n, stated)
                + (_GUESSED if guessed or each.dimension == _BARE or told is not around.sentence else 0),
                order,
                a,
                n,
            )
            for a in _nearest(amounts, stated)
            for order, n in enumerate(guessed or _nearest(numbers, stated))
            if a is not n and not max(n.place.order, stated.place.order) < a.place.order  # then it is their product
        ]
        for fit, _, amount, number in sorted(found, key=lambda one: one[:2]):
            yield Binding({"amount": (amount,), "number": (number,)}, fit)

    def relate(self, case: Case, values: Values) -> Relation:
        """amount ÷ number."""
        (amount,), (stated,) = values["amount"], values[STATED]
        if case.stated.quantity.kind is Kind.DURATION:
            (number,) = values["number"]
            return Relation(amount / number * (case.years or 1), stated)
        if case.years is not None:  # of a day or a month of the time that the amount is of
            scale = case.one("amount").quantity.unit.factor * case.years
            return Relation(amount / scale, stated / case.stated.quantity.unit.factor)
        (number,) = values["number"]
        if "/" not in case.stated.quantity.unit.dimension:  # 日均1.35万元 counts days, not seconds
            number = number / case.one("number").quantity.unit.factor
        factor = case.stated.quantity.unit.factor
        return Relation(amount / number / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "amount / number" if case.years is None else f"amount / {case.years}"


def _by_the_calendar(stated: Claim, each: Each, inside: Sequence[Claim]) -> Iterator[Binding]:
    """上半年营收86.4亿元，平均每月14.4亿元; 全年出栏7.27亿头，日均199万头: by the months, by days or days of work."""
    named = each.units & {"month", "day"} or {stated.quantity.unit.id.partition("/")[2]} & {"month", "day"}
    time = next(iter(named), None)
    before = [c for c in inside if c.place.order == stated.place.order - 1 and is_amount(c)]
    if time is None or len(named) != 1 or not before:
        return
    (amount,), length = before, _months(before[0])
    alike = stated.label in amount.label or amount.label in stated.label
    alike = alike and (bool(stated.label and amount.label) or stated.metric == amount.metric is not None)
    if length is None or not alike or amount.quantity.unit.dimension != each.numerator or amount.basis != stated.basis:
        return
    for parts in (length,) if time == "month" else _days(length):
        yield Binding({"amount": (amount,)}, years=parts)


def _months(claim: Claim) -> Fraction | None:
    """The months of the time that an amount is of, where the words say it; None for one month."""
    period = claim.period
    if period is None:
        return Fraction(_YEAR) if "whole-year" in claim.cues else None
    if "period-said" not in claim.cues or period.end is None or period.kind not in _STRETCHES:
        return None
    return Fraction(period.end - period.start) if period.end - period.start > 1 else None


def _days(months: Fraction) -> Iterator[Fraction]:
    """By the calendar, in the usual short form, and without the days on which nobody works."""
    yield from (months * Fraction(days, _YEAR) for days in (365, 366, 360, 250, 242))


def _in_front(around: Neighbourhood, each: Each, *, alone: bool) -> list[Claim]:
    """去年合计发放152亿元，平均每家4亿元: of the year before, as all of its sentence; or one sentence in front.

    Spending was €14.7bn. Spread over 4.2 million people, this works out at €3,500 a head.
    """
    stated = around.claim
    beside = stated.cues & FOLLOWS and not alone
    near = [c for c in around.near if beside and stated.place.sentence - c.place.sentence == 1]
    told = [c for c in (*around.sentence, *near) if c is not stated and c.place.block == stated.place.block]
    plain = [(c, replace(c, cues=c.cues - {"prior"})) for c in told]
    alike = [pair for pair in plain if pair[0].quantity.unit.dimension.partition("/")[0] == each.numerator]
    found = [c for c, bare in alike if one_matter(bare, stated) and _is_whole(bare, stated, each)]
    # Data centres drew 6.9 TWh. Spread over 10.9 million residents, demand equals 13.9 MWh a head: not theirs
    found = [c for c in found if "named" not in c.cues & stated.cues or may_share(c.label, stated.label)]
    return found if len(found) == len([c for c, _ in alike if not c.place.order > stated.place.order]) == 1 else []


def _told(around: Neighbourhood) -> Sequence[Claim]:
    """Its sentence; of a mean price that is said to follow and stands alone in one, the sentence in front too."""
    stated = around.claim
    mean = stated.metric in _PRICES and "average" in stated.cues
    if not mean or not stated.cues & FOLLOWS or len(around.sentence) > 1:
        return around.sentence
    before = [c for c in around.near if c.place.sentence == stated.place.sentence - 1]
    return [*sorted(before, key=lambda c: c.place.order), stated] if before else around.sentence


def _of_one_sold(stated: Claim, sentence: Sequence[Claim]) -> Each | None:
    """销量36万件，销售额1,800万元，均价50元: a mean price is of the only things that the sentence counts."""
    said = {"average", "measured"} <= stated.cues and stated.metric in _PRICES
    if not said or stated.quantity.kind is not Kind.MONEY or stated.role is not Role.LEVEL:
        return None
    counted = [c for c in sentence if c.role is Role.LEVEL and c.place.order < stated.place.order]
    units = frozenset(c.quantity.unit.id for c in counted if c.quantity.kind is Kind.COUNT)
    bare = [c for c in counted if c.quantity.kind is Kind.NUMBER]
    plain = len(stated.label.split()) <= _MEAN_PRICE and "to" not in stated.cues  # of all that was sold
    if not units and plain and len(bare) == 1 and len(counted) == _AMOUNT_AND_NUMBER:  # 14,600 sales for £4.38bn
        return Each(stated.quantity.unit.dimension, dimension=bare[0].quantity.unit.dimension)
    return Each(stated.quantity.unit.dimension, units=units) if len(units) == 1 and plain else None


def _last_money(told: Sequence[Claim], stated: Claim) -> Claim | None:
    """1.9 million shares for $202m or an average price of $108, out of cash of $104m: what was paid is beside it."""
    before = [c for c in told if c.quantity.kind is Kind.MONEY and c.place.order < stated.place.order]
    return max(before, key=lambda c: c.place.order, default=None)


def _may_follow(stated: Claim, each: Each) -> bool:
    """$59/kg and $25 a month are prices of things more often than quotients, unless the words say so."""
    mean = {"average", "measured"} <= stated.cues and stated.metric in _PRICES  # 均价每平方米1.8万元
    price = stated.quantity.kind is Kind.PRICE and not each.dimension.startswith("count:") and not mean
    counted = (
        bool(each.units)
        or each.dimension == _BARE
        or (
            each.dimension.startswith("count:")
            and (bool(stated.cues & FOLLOWS) or {"apposed", "listed", "total"} <= stated.cues)
        )
    )
    measured = counted and stated.quantity.kind is Kind.PHYSICAL  # 户均2,398千瓦时, 41 litres per person
    return (measured or stated.quantity.kind in _KINDS) and (not (price or each.timed) or bool(stated.cues & FOLLOWS))


def _is_whole(claim: Claim, stated: Claim, each: Each) -> bool:
    """An amount of the same kind, that may be of the same thing."""
    above = claim.quantity.unit.dimension.partition("/")[0]
    own = each_of(claim)
    if above != each.numerator or not (is_amount(claim) or (own is not None and own.dimension != each.dimension)):
        return False
    if own is not None and (
        own.units & each.units or (own.dimension and own.dimension == each.dimension)
    ):  # 城镇居民人均47,826元，农村居民人均21,355元
        return False
    if "of-which" in stated.cues and "of-which" not in claim.cues:  # 人均消费750元，其中门票85元
        return False
    said = [c.metric if "measured" in c.cues and c.metric not in _PEOPLE else None for c in (stated, claim)]
    if said[0] in _PRICES and said[1] not in _PROCEEDS:
        return False
    if None not in said and said[0] != said[1] and said[0] not in _PRICES and not _is_earned(stated, said):
        return False
    value, one = claim.quantity.value, stated.quantity.value
    return value is not None and one is not None and abs(value) * claim.quantity.unit.factor > abs(one)


def _is_earned(stated: Claim, metrics: Sequence[str | None]) -> bool:
    """GDP over the population is income per head, but not what households have of it (disposable income)."""
    return _INCOMES.issuperset(metrics) and stated.label.isascii() and " " not in stated.label


def _only_bare(stated: Claim, inside: Sequence[Claim]) -> list[Claim]:
    """The 40 clubs shared £600m, or £15m apiece: the one number of the sentence without a unit that is known."""
    bare = [c for c in inside if c.quantity.kind is Kind.NUMBER and c.place.order < stated.place.order]
    return bare if len(bare) == 1 and stated.cues & FOLLOWS and ONE in stated.cues else []


def _guesses(near: Sequence[Claim]) -> list[Claim]:
    """Arrivals reached 14.3 million: numbers of things that have no unit, the greatest first (the others are parts)."""
    numbers = [c for c in near if c.role is Role.LEVEL and c.quantity.kind is Kind.NUMBER]
    numbers = [c for c in numbers if c.quantity.value is not None and c.quantity.value >= _FEWEST]
    return sorted(numbers, key=lambda c: c.quantity.value or 0, reverse=True)[:MOST_GUESSED]


def _nearest(claims: Iterable[Claim], stated: Claim) -> list[Claim]:
    ordered = sorted(claims, key=lambda c: (distance(c, stated), abs(c.place.order - stated.place.order)))
    return ordered[:TRIED]


def _fit(amount: Claim, number: Claim, stated: Claim) -> int:
    """0 where both stand in front in the sentence, or in brackets behind; more for each leap."""
    leaps = max(distance(amount, stated), distance(number, stated))
    before = amount.place.order < stated.place.order and number.place.order < stated.place.order
    aside = "aside" in amount.cues and "aside" in number.cues
    forecast = leaps > 1 and len({amount.stance, number.stance, stated.stance}) > 1
    return max(leaps - 1, 0) + (not before and not aside) + forecast
