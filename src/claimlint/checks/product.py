"""Product: an amount that is said to follow from a price and a number must be their product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.each import FOLLOWS, ONE, Each, each_of, ends_of, is_amount, is_worked_by, one_matter
from claimlint.model.interval import Interval
from claimlint.model.likeness import distance
from claimlint.model.lone_factors import multiplied
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

TRIED = 3
# What a price times a number of things makes.
_PROCEEDS = frozenset({"revenue", "orders", "market_size", "amount", "exports", "imports"})
_PRICES = frozenset({"price", "arpu"})
_MONTHS = 12
# Words of the stated amount that make it the outcome: it says what stands in front comes to, or adds it up.
_OUTCOME = FOLLOWS | {"total", "together"}
# What is paid by whom it costs: a price times a number too, where nothing else is said.
_PAID = frozenset({"cost", "spending", "expenses"})
_YEARLY = "/duration-calendar"
_ALONE = 3


class Product(Check):
    """A price times a number of what it is the price of, and where it is paid by the month, times the months.

    24GWh at 0.55元/Wh are 132亿元; 24 million members at $9.80 a month pay $2.82bn a year.
    """

    title = {"en": "the amount does not follow from price and number", "zh": "金额与单价、数量不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "price": Slot((Role.LEVEL,), {"en": "price", "zh": "单价"}),
        "upper": Slot((Role.LEVEL,), {"en": "upper price", "zh": "单价上限"}),
        "number": Slot((Role.LEVEL,), {"en": "number", "zh": "数量"}),
        "time": Slot((Role.LEVEL,), {"en": "time", "zh": "时间"}),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "文中"}),
    }
    same = ("period", "scope", "basis")
    derivation = Derivation.ADDED
    examples = (
        Holds("系统单价0.55元/Wh，24GWh订单对应金额132亿元。"),
        Breaks("系统单价0.55元/Wh，24GWh订单对应金额[[312亿元]]。", expected="128–136亿元"),
        Holds("24.0 million members at $9.80 a month translate into $2.82bn of annual subscription revenue."),
        Breaks("24.0 million members at $9.80 a month translate into [[$0.24bn]] of annual subscription revenue."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Prices and numbers in front, those whose units cancel first."""
        bindings = list(self._priced(around))
        yield from bindings
        alone = None if bindings else multiplied(around)
        if alone is not None:
            yield Binding({"price": (alone[0],), "number": (alone[1],)}, 1, doubts=("loose-binding",))

    def _priced(self, around: Neighbourhood) -> Iterator[Binding]:
        stated = around.claim
        if not (is_amount(stated) or _is_yearly(stated)) or stated.cues & {"each", "paired", "from"}:
            return
        if "cumulative" in stated.cues and not stated.cues & FOLLOWS:  # 首开19.8万平方米，全年累计超60亿元
            return
        if not (stated.cues & _OUTCOME or _is_made(stated) or _is_alone(stated, around.sentence)):
            return
        before = [c for c in around.sentence if c.place.order < stated.place.order and one_matter(c, stated)]
        if _is_annual(stated):  # 日均销售1.35万元。按360天计，年销售额486万元
            before += [c for c in around.near if c.place.order < stated.place.order and one_matter(c, stated)]
        if _is_range(stated):
            yield from _of_ranges(before, stated)
            return
        before = [c for c in before if c.quantity.value is not None]
        found: list[tuple[int, int, Binding]] = []
        for price in _prices(before, stated) if not is_worked_by(around.sentence, stated, "divided") else ():
            for binding in _bound(price, before, stated):
                reach = sum(abs(c.place.order - stated.place.order) for c, *_ in binding.slots.values())
                found.append((binding.fit, reach, binding))
        yield from (one[-1] for one in sorted(found, key=lambda one: one[:2]))

    def relate(self, case: Case, values: Values) -> Relation:
        """price × number × time, in the stated number's unit."""
        if _is_range(case.stated):
            return _range_relation(case, values)
        (amount,), (stated,) = values["price"], values[STATED]
        each = each_of(case.one("price"))
        for slot in ("number", "time"):
            if slot in case.slots:
                amount = amount * _counted(case.one(slot), values[slot][0], each)
        if case.years is not None and (each is None or not each.dimension or _is_monthly(case.one("price"))):
            amount = amount * Interval.point(_MONTHS * case.years)
        factor = case.stated.quantity.unit.factor
        # $147,000 a year is $147,000; ten seats at $500 a month are $5,000 a month
        timed = each is not None and each.timed
        made = Fraction(1) if _is_yearly(case.stated) and not (_of_a_month(case.stated) and timed) else factor
        return Relation(amount / made, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if _is_range(case.stated):
            return "upper * number" if "upper" in case.slots else "price * number"
        named = " * ".join(slot for slot in ("price", "number", "time") if slot in case.slots)
        return f"{named} * {_MONTHS * case.years}" if case.years is not None else named


def _range_relation(case: Case, values: Values) -> Relation:
    """Of two ranges the end that fails, else the upper one."""
    price, number = case.one("price"), values["number"][0]
    (low, high), claimed = ends_of(price, values["price"][0]), ends_of(case.stated, values[STATED][0])
    if "upper" in case.slots:
        high = values["upper"][0]
    counted = _counted(case.one("number"), number, each_of(price))
    factor = case.stated.quantity.unit.factor
    pairs = [(low * counted / factor, claimed[0] / factor), (high * counted / factor, claimed[1] / factor)]
    made, said = next((pair for pair in pairs if not pair[0].meets(pair[1])), pairs[1])
    return Relation(made, said)


def _counted(claim: Claim, value: Interval, each: Each | None) -> Interval:
    """Base units where the price's own unit cancels them (元/Wh × GWh), printed ones where words do (日均 × 360天)."""
    cancels = each is not None and each.dimension == claim.quantity.unit.dimension
    return value if cancels else value / claim.quantity.unit.factor


def _prices(before: Sequence[Claim], stated: Claim) -> list[Claim]:
    """What one is, in the unit of the stated amount; last a price that does not say of what."""
    dimension = stated.quantity.unit.dimension.removesuffix(_YEARLY)
    found = []
    for claim in before:
        each = each_of(claim)
        bare = claim.metric in _PRICES and "measured" in claim.cues and claim.quantity.unit.dimension == dimension
        priced = each is not None and each.numerator == dimension
        # 单店日均销售, 单店年销售额: what is of one store is the sales per day times the days
        of_one = each_of(stated) is None or _is_yearly(stated) or (each is not None and each.timed)
        of_one = of_one or (claim.metric == "arpu" and stated.of == "month")
        priced = priced and of_one and (each is None or not each.timed or _is_paid(claim, each, stated))
        if (priced or (bare and claim.role is Role.LEVEL and _is_made(stated))) and _base(claim) < _base(stated):
            found.append(claim)
    return _nearest(found, stated)


def _is_range(claim: Claim) -> bool:
    return claim.quantity.qualifier is Qualifier.RANGE and claim.quantity.stated.bounded


def _of_ranges(before: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """单价0.55元/Wh至0.62元/Wh，24GWh对应132亿元至149亿元: the ends belong together."""
    prices = [(c, e) for c in before if (e := each_of(c)) is not None and e.numerator == stated.quantity.unit.dimension]
    numbers = [c for c in before if prices and prices[-1][1].counts(c) and c.quantity.value is not None]
    for number in _nearest(numbers, stated)[:1]:
        (last, _), first = prices[-1], prices[-2][0] if len(prices) > 1 else None
        if _is_range(last):
            yield Binding({"price": (last,), "number": (number,)})
        elif first is not None and last.cues & {"to"} and last.place.order == first.place.order + 1:
            yield Binding({"price": (first,), "upper": (last,), "number": (number,)})


def _is_paid(price: Claim, each: Each, stated: Claim) -> bool:
    """By the day or the month, and the amount by the year; $2.9B a year for seven years is a plan of spending."""
    monthly = _of_a_month(price) or _is_monthly(price)
    return _is_annual(stated) and (monthly or not each.dimension)


def _is_monthly(price: Claim) -> bool:
    """$42 per seat per month: of one thing, and of one month."""
    return "/" in price.quantity.unit.id and ONE in price.cues and price.of == "month"


def _is_yearly(claim: Claim) -> bool:
    """$147,000 a year: an amount as any other."""
    above, _, below = claim.quantity.unit.dimension.partition("/")
    return claim.quantity.kind is Kind.PRICE and above.startswith("money:") and f"/{below}" == _YEARLY


def _of_a_month(claim: Claim) -> bool:
    return claim.quantity.unit.id.endswith("/month")


def _is_annual(stated: Claim) -> bool:
    return "annual" in stated.cues or _is_yearly(stated)


def _is_alone(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """以每吨3,450元拿下2.0万吨, 9,600万元: price, number and amount, and nothing else in the sentence."""
    numbers = [c for c in sentence if c.role is not Role.PERIOD and c.quantity.kind is not Kind.DURATION]
    prices = [e for c in numbers[:-1] if (e := each_of(c)) is not None and e.dimension]
    if numbers[-1] is not stated or len(prices) != 1 or stated.cues & {"aside", "of-which", "prior", "to"}:
        return False
    counted = any(prices[0].counts(c) for c in numbers[:-1])
    return len(numbers) <= _ALONE and counted and stated.role is Role.LEVEL


def _base(claim: Claim) -> Fraction:
    return abs(claim.quantity.value or Fraction(0)) * (
        1 if "/" in claim.quantity.unit.id else claim.quantity.unit.factor
    )


def _bound(price: Claim, before: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    each = each_of(price)
    if not _may_make(price, stated):
        return
    others = [c for c in before if c is not price and c.role is Role.LEVEL and each_of(c) is None]
    things = [c for c in others if c.quantity.kind is Kind.COUNT]
    bare = [c for c in others if c.quantity.kind is Kind.NUMBER]  # who pay $9.99 a month number 3.0 million
    if each is None:
        for number in _nearest(things, stated):
            yield from _by_month(price, number, stated)
        return
    matched = _nearest([c for c in others if each.counts(c)], stated)
    monthly = _of_a_month(price)
    for number in () if monthly else matched:
        if _is_monthly(price):
            years = Fraction(1) if _is_annual(stated) else None
            yield Binding({"price": (price,), "number": (number,)}, _fit((price, number), stated), years=years)
        else:
            yield from _by_month(price, number, stated)
    if monthly:
        yield from _monthly(price, things or bare, stated)
    elif "month" in each.units and not matched:
        yield Binding({"price": (price,)}, _fit((price,), stated), years=Fraction(1))


def _by_month(price: Claim, number: Claim, stated: Claim) -> Iterator[Binding]:
    """ARPU is paid by the month and revenue told by the year or the quarter, whether or not the words say so."""
    fit = _fit((price, number), stated)
    lengths: list[Fraction | None] = [None]
    if price.metric == "arpu" and stated.of != "month":
        lengths += [Fraction(1), Fraction(1, 4), Fraction(1, 2)]
        lengths.sort(key=lambda years: years != (1 if "annual" in stated.cues else None))
    for years in lengths:
        yield Binding({"price": (price,), "number": (number,)}, fit, years=years)


def _monthly(price: Claim, things: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """Members at $9.80 a month, for a year."""
    if stated.cues & FOLLOWS and not things and not distance(price, stated):  # $4,000 a month comes to $48,000 a year
        yield Binding({"price": (price,)}, _fit((price,), stated), years=Fraction(1))
    for number in _nearest(things, stated):
        slots = {"price": (price,), "number": (number,)}
        yield Binding(slots, _fit((price, number), stated), years=Fraction(1))


def _may_make(price: Claim, stated: Claim) -> bool:
    """Revenue, not profit; and of a price per day of sales, sales."""
    made = stated.metric if "measured" in stated.cues else None
    if made in _PAID and price.place.sentence == stated.place.sentence:  # at $42 per seat a licence costs $147,000
        return price.metric is None or "measured" not in price.cues or price.metric in {made, *_PRICES}
    return made is None or made in _PROCEEDS or (made == price.metric and "measured" in price.cues)


def _is_made(stated: Claim) -> bool:
    return stated.metric in _PROCEEDS and "measured" in stated.cues


def _nearest(claims: Iterable[Claim], stated: Claim) -> list[Claim]:
    ordered = sorted(claims, key=lambda c: (distance(c, stated), abs(c.place.order - stated.place.order)))
    return ordered[:TRIED]


def _fit(inputs: Sequence[Claim], stated: Claim) -> int:
    leaps = max(distance(c, stated) for c in inputs)
    forecast = leaps > 1 and len({c.stance for c in (*inputs, stated)}) > 1
    return max(leaps - 1, 0) + forecast
