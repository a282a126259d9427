"""The slots of a phrase of time → its period.  One maker for each kind that the periods lexicon names.

A phrase that does not say its year makes a period of the year 0, which its sentence must place.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from itertools import pairwise

from claimlint.lexicon.template import Found
from claimlint.model import period as make
from claimlint.model.period import Period, PeriodKind

# 24 is 2024, 85 is 1985; of decades, those up to the twenties are of this century.
_LAST_OF_THIS_CENTURY = 69
_FIRST_OLD_DECADE = 30
_MONTHS = 12


def full_year(two: int) -> int:
    """The year that two digits stand for."""
    return (2000 if two <= _LAST_OF_THIS_CENTURY else 1900) + two


def _slot(found: Found, *names: str) -> int:
    return next((value for name in names for value in found.all(name)), 0)


def _years_of(found: Found) -> list[int]:
    """Every year of the phrase in order, two-digit ones completed."""
    years = []
    for name, value in found.slots:
        if name in ("year", "han_year"):
            years.append(value)
        elif name in ("year2", "han_year2"):
            years.append(full_year(value))
    return years


def _year(found: Found) -> int:
    years = _years_of(found)
    if years:
        return years[0]
    spoken = _slot(found, "spoken_century")
    return spoken + _slot(found, "spoken_ten") + _slot(found, "spoken_unit") if spoken else 0


def _month_of(found: Found) -> int:
    return _slot(found, "month", "month_name", "month_plain")


def _quarter_of(found: Found) -> int:
    return _slot(found, "quarter", "q", "qq", "season")


def _half_of(found: Found) -> int:
    return _slot(found, "half", "h", "hh")


def _is_day(month: int, day: int, year: int = 0) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def _bare_year(found: Found) -> Period | None:
    return make.of_year(_year(found)) if _year(found) else None


def _month(found: Found) -> Period | None:
    return make.of_month(_year(found), _month_of(found)) if 1 <= _month_of(found) <= 12 else None


def _months(found: Found) -> Period | None:
    found_months = [value for name, value in found.slots if name in ("month", "month_name", "month_plain")]
    first, last = found_months
    return make.months(_year(found), first, last) if 1 <= first < last <= 12 else None


def _month_range(found: Found) -> Period | None:
    """2015年6月至2018年5月; a year without a month is the whole of it (between May 2015 and 2018)."""
    marks: list[list[int]] = []
    for name, value in found.slots:
        if name in ("year", "year2"):
            if not marks or marks[-1][0]:
                marks.append([0, 0])
            marks[-1][0] = full_year(value) if name == "year2" else value
        else:
            if not marks or marks[-1][1]:
                marks.append([0, 0])
            marks[-1][1] = value
    if len(marks) != 2 or not all(year and month <= 12 for year, month in marks):
        return None
    (first, month), (last, final) = marks
    start, end = first * 12 + max(month - 1, 0), last * 12 + (final or 12)
    return make.stretch(start, end) if start < end else None


def _month_end(found: Found) -> Period | None:
    month, year = _month_of(found), _year(found)
    return make.of_day(year, month, monthrange(year or 2001, month)[1]) if 1 <= month <= 12 else None


def _day(found: Found) -> Period | None:
    month, day, year = _month_of(found), _slot(found, "day"), _year(found)
    if not found.all("month_name") and month > 12 >= day and found.entry.get("either"):  # 31/12/2024
        month, day = day, month
    return make.of_day(year, month, day) if _is_day(month, day, year) else None


def _month_day(found: Found) -> Period | None:
    """March 31 is a day, August 99 a month of 1999."""
    if _slot(found, "day") > 31 and found.all("month_name"):
        return make.of_month(full_year(_slot(found, "day")), _month_of(found))
    return _day(found)


def _days(found: Found) -> Period | None:
    """2019年1月1日至6月30日: whole months are named as such (2019-H1), other days by both ends."""
    months = [value for name, value in found.slots if name in ("month", "month_name")]
    days, years = found.all("day"), _years_of(found) or [0]
    first, last = years[0], years[-1]
    if len(days) != 2 or not months or not (_is_day(months[0], days[0], first) and _is_day(months[-1], days[1], last)):
        return None
    start, end = first * 12 + months[0] - 1, last * 12 + months[-1]
    if (start, days[0]) > (end - 1, days[1]):
        return None
    if days[0] == 1 and days[1] == monthrange(last or 2001, months[-1])[1]:
        return make.stretch(start, end)
    name = f"{first}-{months[0]:02d}-{days[0]:02d}/{last}-{months[-1]:02d}-{days[1]:02d}"
    return Period(name, PeriodKind.RANGE, start, end)


def _ended(found: Found) -> Period | None:
    """The quarter ended June 30, 2024: so many months, the last of which is named."""
    month, year = _month_of(found), _year(found)
    count = _slot(found, "length") or int(found.entry["months"])
    if not 1 <= month <= 12:
        return None
    if count == 12:
        return None if not year else make.of_year(year) if month == 12 else make.fiscal_year(year)
    start, end = year * 12 + month - count, year * 12 + month
    return make.stretch(start, end) if start >= 0 else None


def _years(found: Found) -> Period | None:
    """2019-2024, 2019-24, 20-22年, 20/21/22年: a range rises."""
    years = _years_of(found)
    if len(years) < 2 or (len(years) > 2 and not rises(years)):
        return None
    first, last = years[0], years[-1]
    if found.all("year") and found.all("year2"):
        last = first // 100 * 100 + found.all("year2")[0]
    return make.years(first, last) if first < last else None


def _years_or_month(found: Found) -> Period | None:
    """2011-12 are two years, 2015-03 is a month."""
    year, two = _slot(found, "year"), _slot(found, "month", "year2")
    if two == (year + 1) % 100 and len(str(two)) == 2:
        return make.years(year, year + 1)
    return make.of_month(year, two) if 1 <= two <= 12 else None


def _quarters(found: Found) -> Period | None:
    marks = [value for name, value in found.slots if name in ("quarter", "q", "qq")]
    first, last = marks
    return make.months(_year(found), first * 3 - 2, last * 3) if first < last else None


def _decade(found: Found) -> Period | None:
    decade, century = _slot(found, "decade", "full_decade", "tens"), _slot(found, "century")
    if not century and decade < 1000:
        century = 1900 if decade >= _FIRST_OLD_DECADE else 2000
    start = century + decade
    return make.years(start, start + 9)


def _century(found: Found) -> Period | None:
    start = _slot(found, "century")
    return make.years(start, start + 99) if start else None


def _era(found: Found) -> Period | None:
    year, month = int(found.entry["base"]) + _slot(found, "era_year"), _month_of(found)
    return make.of_month(year, month) if 1 <= month <= 12 else None if month else make.of_year(year)


def _so_far(found: Found) -> Period | None:
    count = _slot(found, "first_quarters", "first_q")
    return make.first_quarters(_year(found), 3) if count == 3 else make.months(_year(found), 1, count * 3)


def _first_months(found: Found) -> Period | None:
    month = _slot(found, "month", "n")
    if month == 1:  # 1M21
        return make.of_month(_year(found), 1)
    return make.months(_year(found), 1, month) if 2 <= month <= 12 else None


def _fiscal_range(found: Found) -> Period | None:
    """FY2023/24 is named after the year in which it ends; FY19-24 is five years."""
    first, last = _years_of(found)
    last = first // 100 * 100 + last % 100
    if last % 100 == (first + 1) % 100:
        return make.fiscal_year(last)
    return make.years(first, last) if last > first and first % 100 > _MONTHS else None  # FY12/25 ends in December


def rises(numbers: list[int]) -> bool:
    """True where each number is one more than the one before."""
    return all(b == a + 1 for a, b in pairwise(numbers))


Maker = Callable[[Found], Period | None]
MAKERS: Mapping[str, Maker] = {
    "year": _bare_year,
    "bare-year": _bare_year,
    "year2": _bare_year,
    "han-year2": _bare_year,
    "spoken-year": _bare_year,
    "fiscal-year": lambda f: make.fiscal_year(_year(f)),
    "fiscal-range": _fiscal_range,
    "fiscal-quarter": lambda f: make.fiscal_quarter(_year(f), _quarter_of(f)),
    "fiscal-half": lambda f: make.fiscal_half(_year(f), _half_of(f)),
    "year-start": lambda f: make.of_day(_year(f), 1, 1),
    "year-end": lambda f: make.year_end(_year(f)),
    "half-end": lambda f: make.half_end(_year(f)),
    "year-to-date": lambda f: Period(f"{_year(f)}-01/..", PeriodKind.YEAR_TO_DATE, _year(f) * 12, None),
    "since": lambda f: make.since(_year(f)),
    "quarter": lambda f: make.of_quarter(_year(f), _quarter_of(f)),
    "quarters": _quarters,
    "quarter-end": lambda f: make.quarter_end(_year(f), _quarter_of(f)),
    "half": lambda f: make.of_half(_year(f), _half_of(f)),
    "first-quarters": _so_far,
    "first-months": _first_months,
    "month": _month,
    "months": _months,
    "month-range": _month_range,
    "month-end": _month_end,
    "day": _day,
    "month-day": _month_day,
    "days": _days,
    "ended": _ended,
    "years": _years,
    "years2": _years,
    "years-or-month": _years_or_month,
    "decade": _decade,
    "century": _century,
    "era": _era,
    "plan": lambda f: make.years(_slot(f, "plan"), _slot(f, "plan") + 4),
    "plan-end": lambda f: make.year_end(_slot(f, "plan") + 4),
}
