"""Words of time → periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from claimlint.lexicon.template import Found, Phrases
from claimlint.model import period as make
from claimlint.model.period import Period
from claimlint.model.text import Span
from claimlint.quantities.words import tables


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase of time: a period of its own, or a ``relative`` one that its sentence must resolve (同期, 去年).

    ``bare`` marks a quarter, half or day whose year is said elsewhere; its period then has year 0.
    """

    span: Span
    period: Period | None
    relative: str | None = None
    bare: bool = False


@cache
def _phrases() -> Phrases:
    return Phrases("periods")


def find_periods(text: str, start: int, end: int) -> Iterator[TimePhrase]:
    """Every phrase of time between ``start`` and ``end``."""
    for found in _phrases().find(text, start, end):
        span = Span(found.start, found.end)
        relative = found.entry.get("relative")
        if relative:
            yield TimePhrase(span, None, relative)
            continue
        kind = found.entry["period"]
        if kind == "bare-year" and not _stands_alone(text, found):
            continue
        period = _MAKERS[kind](found)
        if period is not None:
            yield TimePhrase(
                span, period, bare=(kind.startswith("bare-") and kind != "bare-year") or kind == "month-day"
            )


def _stands_alone(text: str, found: Found) -> bool:
    """A bare 2024 is a year unless a unit, a scale or a sign makes it an amount ("2024 tokens", "2,024", "2024%")."""
    if text[found.end : found.end + 1] == "%":
        return False
    blank = text[found.end : found.end + 1] == " "  # 由2000万元, 2020 million
    return tables().scales.at(text, found.end + blank) is None


def _years(found: Found) -> Period | None:
    first, *more = found.all("year")
    last = more[0] if more else first // 100 * 100 + found.all("year2")[0]
    return make.years(first, last) if first < last else None


def _month(found: Found) -> int:
    return (found.all("month") or found.all("month_name"))[0]


def _valid(month: int, day: int = 1) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _year_of(found: Found) -> int:
    years = found.all("year") or found.all("han_year")
    return years[0]


def _day(found: Found) -> Period | None:
    month, day = _month(found), found.all("day")[0]
    return make.of_day(_year_of(found), month, day) if _valid(month, day) else None


def _month_end(found: Found) -> Period | None:
    month = _month(found)
    return make.of_day(_year_of(found), month, 31 if month == 12 else 30) if _valid(month) else None


def _century(found: Found) -> int:
    two = found.all("year2")[0]
    return 2000 + two if two < 70 else 1900 + two


_MAKERS: dict[str, Callable[[Found], Period | None]] = {
    "year": lambda f: make.of_year(_year_of(f)),
    "bare-year": lambda f: make.of_year(_year_of(f)),
    "year2": lambda f: make.of_year(_century(f)),
    "fiscal-year": lambda f: make.fiscal_year(_year_of(f)),
    "fiscal-year2": lambda f: make.fiscal_year(_century(f)),
    "year-end": lambda f: make.year_end(_year_of(f)),
    "half-end": lambda f: make.half_end(_year_of(f)),
    "since": lambda f: make.since(_year_of(f)),
    "quarter": lambda f: make.of_quarter(_year_of(f), (f.all("quarter") or f.all("q"))[0]),
    "quarter2": lambda f: make.of_quarter(_century(f), (f.all("qq") or f.all("q"))[0]),
    "half": lambda f: make.of_half(_year_of(f), (f.all("half") or f.all("h"))[0]),
    "half2": lambda f: make.of_half(_century(f), f.all("hh")[0]),
    "first-quarters": lambda f: make.first_quarters(_year_of(f), f.all("first_quarters")[0]),
    "month": lambda f: make.of_month(_year_of(f), _month(f)) if _valid(_month(f)) else None,
    "month-end": _month_end,
    "day": _day,
    "years": _years,
    "bare-quarter": lambda f: make.of_quarter(0, f.all("quarter")[0]),
    "bare-month": lambda f: make.of_month(0, _month(f)) if _valid(_month(f)) else None,
    "bare-half": lambda f: make.of_half(0, f.all("half")[0]),
    "bare-first-quarters": lambda f: make.first_quarters(0, f.all("first_quarters")[0]),
    "month-day": lambda f: make.of_day(0, _month(f), f.all("day")[0]) if _valid(_month(f), f.all("day")[0]) else None,
}
