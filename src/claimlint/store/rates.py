"""Dated rates of exchange, offline: CurrencyConverter's table of the European Central Bank, or one of the same form.

Nothing in claimlint converts by itself.  Whoever asks says for which day, and is told an interval: from the lowest to
the highest rate of that day's month, because a report that names a year or a month has no single rate.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from claimlint.model.finding import Failure, InputError
from claimlint.model.interval import Interval

_HINT = "rates of exchange need CurrencyConverter: pip install 'claimlint-reports[fx]'"


def rate(base: str, quote: str, day: date, *, table: str | None = None) -> Interval | None:
    """How much of ``quote`` one ``base`` (codes of ISO 4217) was worth in the month of ``day``.

    ``table`` is a file in the format of the European Central Bank; without one, the table that CurrencyConverter
    brings.  None where it has no rate in that month.  Raises :class:`InputError` where the table cannot be read.
    """
    converter = _converter(table)
    if base == quote:
        return Interval.point(Fraction(1))
    if not {base, quote} <= set(converter.currencies):
        return None
    rates = [found for found in (_on(converter, base, quote, one) for one in _month(day)) if found is not None]
    return Interval(min(rates), max(rates)) if rates else None


def _month(day: date) -> list[date]:
    first = day.replace(day=1)
    return [one for one in (first + timedelta(days=n) for n in range(31)) if one.month == first.month]


def _on(converter: Any, base: str, quote: str, day: date) -> Fraction | None:
    """The cross rate of one day, exact: both against the currency of the table."""
    from currency_converter import RateNotFoundError

    try:
        below, above = (converter.convert(1, converter.ref_currency, code, date=day) for code in (base, quote))
    except RateNotFoundError:
        return None
    return Fraction(above) / Fraction(below)


@lru_cache(maxsize=4)
def _converter(table: str | None) -> Any:
    try:
        from currency_converter import CurrencyConverter
    except ImportError:
        raise InputError(Failure(table or "rates", _HINT)) from None
    options = {} if table is None else {"currency_file": table}
    try:
        return CurrencyConverter(decimal=True, **options)
    except (OSError, ValueError, ArithmeticError, LookupError) as error:
        raise InputError(Failure(table or "rates", f"is no table of rates: {error}")) from None
