"""Dated rates of exchange, offline: CurrencyConverter's table of the European Central Bank, or one of the same form.

Nothing in claimlint converts by itself.  Whoever asks says for which period, and is told an interval: from the lowest
to the highest daily rate in it, because a report that names a year or a month has no single rate.  The table's decimals
are taken as they are printed, so that every rate is an exact fraction; no float is involved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from claimlint.model.finding import Failure, InputError
from claimlint.model.interval import Interval
from claimlint.model.period import Period, PeriodKind, of_month

_HINT = "rates of exchange need CurrencyConverter: pip install 'claimlint-reports[fx]'"
# Banks are closed on so many days in a row at most (Easter, the turn of the year); the rate of the day before holds.
_CLOSED = timedelta(days=5)
_DAY = timedelta(days=1)


def rate_window(base: str, quote: str, period: Period, *, table: str | None = None) -> Interval | None:
    """How much of ``quote`` one ``base`` (codes of ISO 4217) was worth on the days of ``period``: [lowest, highest].

    A year-end or another day has the one rate of that day, or of the last day before it that has one.  ``table`` is a
    file in the format of the European Central Bank; without one, the table that CurrencyConverter brings.  None where
    a currency is not in the table, where the table does not reach over the whole period (half a year's rates say
    nothing of the year), and for fiscal years, whose months nobody knows.  Raises :class:`InputError` where the table
    cannot be read, or CurrencyConverter is missing.
    """
    both = tuple((_converter(table, code), code) for code in (base, quote))
    if base == quote:
        return Interval.point(Fraction(1))
    known = all(code in converter.currencies for converter, code in both)
    if not known or period.end is None or period.id.startswith("FY"):
        return None
    if period.kind is PeriodKind.DAY:
        day = date.fromisoformat(period.id)
        found = next(_rates(both, day, day - _CLOSED), None)
        return None if found is None else Interval.point(found)
    first, last = _first_day(period.start), _first_day(period.end) - _DAY
    if not all(_reaches(converter, code, first, last) for converter, code in both):
        return None
    rates = list(_rates(both, last, first))
    return Interval(min(rates), max(rates)) if rates else None


def rate(base: str, quote: str, day: date, *, table: str | None = None) -> Interval | None:
    """:func:`rate_window` of the month of ``day``."""
    return rate_window(base, quote, of_month(day.year, day.month), table=table)


def _first_day(month: int) -> date:
    """The first of a month that is counted from year 0."""
    return date(month // 12, month % 12 + 1, 1)


def _reaches(converter: Any, code: str, first: date, last: date) -> bool:
    """Whether the table has rates of ``code`` from the beginning of a period to its end, as it has of its own."""
    if code == converter.ref_currency:
        return True
    bounds = converter.bounds[code]
    return bool(bounds.first_date <= first + _CLOSED and bounds.last_date >= last - _CLOSED)


def _rates(both: tuple[tuple[Any, str], ...], last: date, first: date) -> Iterator[Fraction]:
    """The rates of the days from ``last`` back to ``first``, without those that have none."""
    day = last
    while day >= first:
        found = _on(both, day)
        if found is not None:
            yield found
        day -= _DAY


def _on(both: tuple[tuple[Any, str], ...], day: date) -> Fraction | None:
    """The cross rate of one day, exact: both against the currency of the table."""
    from currency_converter import RateNotFoundError

    try:
        below, above = (one.convert(1, one.ref_currency, code, date=day) for one, code in both)
    except RateNotFoundError:
        return None
    return Fraction(above) / Fraction(below) if below else None


@lru_cache(maxsize=16)
def _converter(table: str | None, code: str) -> Any:
    """The rates of one currency: those of all forty would take as much memory as a document of two megabytes."""
    try:
        from currency_converter import CurrencyConverter
    except ImportError:
        raise InputError(Failure(table or "rates", _HINT)) from None

    class OfOne(CurrencyConverter):  # type: ignore[misc]
        def load_lines(self, lines: Iterable[str]) -> None:
            super().load_lines(_column(iter(lines), code))

    options = {} if table is None else {"currency_file": table}
    try:
        return OfOne(decimal=True, **options)
    except (OSError, ValueError, ArithmeticError, LookupError) as error:
        raise InputError(Failure(table or "rates", f"is no table of rates: {error}")) from None


def _column(lines: Iterator[str], code: str) -> Iterator[str]:
    """The lines of a table with the rates of one currency; with those of the first, where it has none of that."""
    names = [name.strip() for name in next(lines, "").split(",")]
    place = names.index(code) if code in names[1:] else 1
    for line in (",".join(names), *lines):
        cells = line.strip().split(",")
        yield ",".join((cells[0], *cells[place : place + 1]))
