"""Rates of exchange as facts: for an amount that a document says anew in another currency, what the rates then were.

A fact is the window of the daily rates, from the lowest to the highest: of the time that is said with either amount (of
its month, where that is a day), and of the month of the document and the one before, at whose rates past amounts are
converted too. Where several conversions of a document share one rate that was none of the time, the document has a
rate of its own (a budget's, a contract's, that of an earlier day), and there is no fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role, Source
from claimlint.model.finding import InputError
from claimlint.model.interval import Interval, Undefined
from claimlint.model.period import Period, PeriodKind, of_month
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Language, Span
from claimlint.model.unit import Kind
from claimlint.quantities.units import unit

CUE = "fx-window"
_PREFIX, _CODE, _MONTHS, _SEVERAL = "money:", 3, 12, 2
_SIGNS = {"$": "USD", "\u20ac": "EUR", "\u00a3": "GBP"}
# What says that an amount is the one in front of it: 约合, equal to, a bracket.
_ANEW = frozenset({"restates", "yields", "aside"})
_YEN = "\u00a5"
_CITATION = "ECB"


@dataclass(frozen=True, slots=True)
class _Conversion:
    amount: Claim
    stated: Claim
    base: str
    quote: str
    rates: tuple[tuple[Period, Interval], ...]

    @property
    def implied(self) -> Interval:
        """The rate that the two amounts make."""
        one, other = (c.quantity.interval * c.quantity.unit.factor for c in (self.amount, self.stated))
        return other / one


def rate_facts(claims: Sequence[Claim], day: date | None, language: Language) -> tuple[Claim, ...]:
    """The rates for the amounts of ``claims`` that another currency follows; none where the table is not installed."""
    try:
        found = [one for one in _conversions(claims, day, language) if one.rates]
    except InputError:  # CurrencyConverter is an extra
        return ()
    groups: dict[tuple[str, str], list[_Conversion]] = defaultdict(list)
    for one in found:
        groups[one.base, one.quote].append(one)
    facts: list[Claim] = []
    for group in groups.values():
        if not _has_its_own_rate(group):
            facts.extend(fact for one in group for fact in _facts(one))
    return tuple(facts)


def _conversions(claims: Sequence[Claim], day: date | None, language: Language) -> Iterator[_Conversion]:
    amounts = [c for c in claims if c.role is Role.LEVEL and c.quantity.kind is Kind.MONEY and c.place.cell is None]
    for amount, stated in pairwise(sorted(amounts, key=lambda c: c.place.order)):
        base, quote = (_code(c, language) for c in (amount, stated))
        near = amount.place.sentence == stated.place.sentence and bool(stated.cues & _ANEW)
        if near and not amount.cues & _ANEW and base and quote and base != quote:
            from claimlint.store.rates import rate_window

            rates = ((period, rate_window(base, quote, period)) for period in _times(amount, stated, day))
            told = tuple((period, window) for period, window in rates if window is not None)
            yield _Conversion(amount, stated, base, quote, told)


def _code(claim: Claim, language: Language) -> str:
    """The code of ISO 4217; ¥ is the yuan of a Chinese text, and of others nobody knows which."""
    name = claim.quantity.unit.dimension.removeprefix(_PREFIX)
    if name == _YEN:
        return "CNY" if language == "zh" else ""
    code = _SIGNS.get(name, name)
    return code if len(code) == _CODE and code.isalpha() else ""


def _times(amount: Claim, stated: Claim, day: date | None) -> Iterator[Period]:
    seen: list[Period] = []
    for claim in (stated, amount):
        period = claim.period
        if period is not None and period.end is not None and period.year > 0 and period not in seen:
            seen.append(period)
    for period in seen:
        year, month = divmod(period.end - 1 if period.end is not None else period.start, _MONTHS)
        yield of_month(year, month + 1) if period.kind is PeriodKind.DAY else period
    if day is not None:
        here = day.year * _MONTHS + day.month - 1
        for month in (here, here - 1):
            yield of_month(month // _MONTHS, month % _MONTHS + 1)


def _has_its_own_rate(group: Sequence[_Conversion]) -> bool:
    """True where one rate explains every conversion, and was none of the time."""
    if len(group) < _SEVERAL:
        return False
    try:
        implied = [one.implied for one in group]
    except Undefined:
        return True
    lows, highs = [i.low for i in implied if i.low is not None], [i.high for i in implied if i.high is not None]
    if len(lows) < len(group) or len(highs) < len(group) or max(lows) > min(highs):
        return False
    shared = Interval(max(lows), min(highs))
    return not any(window.meets(shared) for one in group for _, window in one.rates)


def _facts(one: _Conversion) -> Iterator[Claim]:
    """The windows as claims that stand, without a letter, behind the amount."""
    end = one.amount.quantity.extended.end
    span = Span(end, end)
    for period, window in one.rates:
        quantity = Quantity(
            span, span, "", unit(f"{one.quote}/{one.base}"), Qualifier.RANGE, window, window, None, None, exact=True
        )
        yield Claim(
            path=one.amount.path,
            quantity=quantity,
            role=Role.LEVEL,
            place=one.amount.place,
            period=period,
            cues=frozenset({CUE}),
            source=Source(_CITATION),
        )
