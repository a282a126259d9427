"""Periods of time, exactly: every one is a whole number of months on one axis."""

from __future__ import annotations

import calendar
import re
from enum import StrEnum
from fractions import Fraction

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass


class PeriodKind(StrEnum):
    """Only like meets like: H1 is not the year, a fiscal year not the calendar year."""

    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"  # an instant, as at a year-end
    RANGE = "range"
    SINCE = "since"
    YEAR_TO_DATE = "year-to-date"
    TRAILING = "trailing"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar (or an instant), with its machine spelling (``2024``, ``2024-Q3``, ``2024/2029``).

    ``start`` and ``end`` count months since year 0, end exclusive; an instant has ``start == end``.  ``end`` is None
    for an open stretch (``2023/..``).
    """

    id: str
    kind: PeriodKind
    start: int
    end: int | None

    @property
    def year(self) -> int:
        """The calendar year in which the period starts (for an instant, the year it closes)."""
        return (self.start - 1 if self.kind is PeriodKind.DAY else self.start) // 12

    @property
    def last_year(self) -> int:
        """The calendar year in which the period ends (its first, where it is open)."""
        return self.year if self.end is None else max(self.year, (self.end - 1) // 12)

    def shifted(self, years: int) -> Period:
        """The like-named period ``years`` later."""
        if self.kind in (PeriodKind.RANGE, PeriodKind.SINCE):
            return self
        end = None if self.end is None else self.end + 12 * years
        if self.kind is PeriodKind.TRAILING and end is not None:
            return stretch(self.start + 12 * years, end, self.kind)
        old, new = str(self.year), str(self.year + years)
        if self.year <= 0:  # a quarter without its year: 0-Q1
            name = "/".join(new + part.removeprefix(old) for part in self.id.split("/"))
        else:
            name = self.id.replace(old, new)
        return Period(name, self.kind, self.start + 12 * years, end)


def of_year(year: int) -> Period:
    """The calendar year."""
    return Period(str(year), PeriodKind.YEAR, year * 12, year * 12 + 12)


def fiscal_year(year: int) -> Period:
    """The fiscal year named after ``year``; its months depend on the company, so only its name is compared."""
    return Period(f"FY{year}", PeriodKind.FISCAL_YEAR, year * 12, year * 12 + 12)


def of_quarter(year: int, quarter: int) -> Period:
    """Quarter 1–4 of a calendar year."""
    start = year * 12 + (quarter - 1) * 3
    return Period(f"{year}-Q{quarter}", PeriodKind.QUARTER, start, start + 3)


def of_half(year: int, half: int) -> Period:
    """Half 1–2 of a calendar year."""
    start = year * 12 + (half - 1) * 6
    return Period(f"{year}-H{half}", PeriodKind.HALF, start, start + 6)


def of_month(year: int, month: int) -> Period:
    """A calendar month."""
    start = year * 12 + month - 1
    return Period(f"{year}-{month:02d}", PeriodKind.MONTH, start, start + 1)


def fiscal_quarter(year: int, quarter: int) -> Period:
    """Quarter 1–4 of a fiscal year; like the year, only its name is compared with that of another."""
    start = year * 12 + (quarter - 1) * 3
    return Period(f"FY{year}-Q{quarter}", PeriodKind.QUARTER, start, start + 3)


def fiscal_half(year: int, half: int) -> Period:
    """Half 1–2 of a fiscal year."""
    start = year * 12 + (half - 1) * 6
    return Period(f"FY{year}-H{half}", PeriodKind.HALF, start, start + 6)


def first_quarters(year: int, quarters: int) -> Period:
    """The first ``quarters`` quarters of a year, as 前三季度 and nine months."""
    return Period(f"{year}-Q1/{year}-Q{quarters}", PeriodKind.YEAR_TO_DATE, year * 12, year * 12 + 3 * quarters)


def months(year: int, first: int, last: int) -> Period:
    """The months ``first`` to ``last`` of a year: named as a quarter, half or 前三季度 where they make one."""
    if first == 1 and last in (9, 12):
        return first_quarters(year, 3) if last == 9 else of_year(year)
    if (first, last) in ((1, 6), (7, 12)):
        return of_half(year, 1 if first == 1 else 2)
    if last - first == 2 and last % 3 == 0:
        return of_quarter(year, last // 3)
    kind = PeriodKind.YEAR_TO_DATE if first == 1 else PeriodKind.RANGE
    start = year * 12
    return Period(f"{year}-{first:02d}/{year}-{last:02d}", kind, start + first - 1, start + last)


def stretch(start: int, end: int, kind: PeriodKind = PeriodKind.RANGE) -> Period:
    """The months from ``start`` up to ``end`` (exclusive): named as years where they are whole ones."""
    (first, month), (last, final) = divmod(start, 12), divmod(end - 1, 12)
    if kind is PeriodKind.RANGE and first == last:
        return months(first, month + 1, final + 1) if month < final else of_month(first, month + 1)
    if kind is PeriodKind.RANGE and month == 0 and final == 11:
        return years(first, last)
    return Period(f"{first}-{month + 1:02d}/{last}-{final + 1:02d}", kind, start, end)


def trailing(end: int, count: int) -> Period:
    """The ``count`` months before the month ``end``, as 过去十二个月 and trailing twelve months."""
    return stretch(end - count, end, PeriodKind.TRAILING)


def to_date(year: int, month: int) -> Period:
    """年初至今: from January to ``month``."""
    return of_month(year, 1) if month == 1 else months(year, 1, month)


def year_end(year: int) -> Period:
    """The last day of a calendar year, an instant."""
    end = year * 12 + 12
    return Period(f"{year}-12-31", PeriodKind.DAY, end, end)


def quarter_end(year: int, quarter: int) -> Period:
    """The last day of a quarter, an instant."""
    return of_day(year, quarter * 3, (31, 30, 30, 31)[quarter - 1])


def half_end(year: int) -> Period:
    """The last day of June, an instant."""
    end = year * 12 + 6
    return Period(f"{year}-06-30", PeriodKind.DAY, end, end)


def of_day(year: int, month: int, day: int) -> Period:
    """A calendar day (to the month on the axis: growth over days is not judged)."""
    end = year * 12 + month
    return Period(f"{year}-{month:02d}-{day:02d}", PeriodKind.DAY, end, end)


def years(first: int, last: int) -> Period:
    """The calendar years from ``first`` to ``last``, both included."""
    return Period(f"{first}/{last}", PeriodKind.RANGE, first * 12, last * 12 + 12)


def since(year: int) -> Period:
    """From ``year`` on."""
    return Period(f"{year}/..", PeriodKind.SINCE, year * 12, None)


def at_year(period: Period, year: int) -> Period:
    """A quarter, half or day that was printed without its year (held as year 0), in ``year``."""
    offset = year * 12
    end = None if period.end is None else period.end + offset
    head, dash, rest = period.id.partition("-")
    name = "/".join(part.replace("0-", f"{year}-", 1) for part in period.id.split("/")) if dash else head
    return Period(name or rest, period.kind, period.start + offset, end)


def years_between(first: Period, last: Period) -> Fraction | None:
    """Years from ``first`` to ``last``; None where the two are not of one kind (H1 against the year).

    Two like-named periods are whole years apart (SEMANTICS §2): 2022年末 → 2024年末 is 2.
    """
    if first.kind is not last.kind or first.end is None or last.end is None:
        return None
    if (first.year <= 0) is not (last.year <= 0):  # the first half, and the first half of 2023
        return None
    if first.end - first.start != last.end - last.start:
        return None
    return Fraction(last.start - first.start, 12)


_ID = compiled(
    r"(?P<fiscal>FY)?(?P<year>[12][0-9]{3})"
    r"(?:-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?"
    r"|/(?P<last>[12][0-9]{3}|\.\.))?"
)
_STRETCH = compiled(r"([12][0-9]{3})-(0[1-9]|1[0-2])/([12][0-9]{3})-(0[1-9]|1[0-2])")


def parse_period_id(text: str) -> Period | None:
    """The period with the machine spelling ``text`` (CONTRACT: ``2024``, ``2024-Q3``, ``2024/2029`` …), or None."""
    so_far = re.fullmatch(r"(?P<year>[12][0-9]{3})-Q1/(?P=year)-Q(?P<quarter>[2-4])", text)
    if so_far:
        return first_quarters(int(so_far["year"]), int(so_far["quarter"]))
    ends = _STRETCH.fullmatch(text)
    if ends:
        first, month, last, final = map(int, ends.groups())
        start, end = first * 12 + month - 1, last * 12 + final
        return stretch(start, end) if start < end else None
    found = _ID.fullmatch(text)
    if found is None:
        return None
    year = int(found["year"])
    fiscal = bool(found["fiscal"])
    if found["quarter"]:
        return (fiscal_quarter if fiscal else of_quarter)(year, int(found["quarter"]))
    if found["half"]:
        return (fiscal_half if fiscal else of_half)(year, int(found["half"]))
    if fiscal:
        return fiscal_year(year) if len(text) == len("FY2024") else None
    if found["day"]:
        return _day(year, int(found["month"]), int(found["day"]))
    if found["month"]:
        return of_month(year, int(found["month"]))
    if found["last"] == "..":
        return since(year)
    if found["last"]:
        return years(year, int(found["last"])) if int(found["last"]) > year else None
    return of_year(year)


def _day(year: int, month: int, day: int) -> Period | None:
    return of_day(year, month, day) if day <= calendar.monthrange(year, month)[1] else None
