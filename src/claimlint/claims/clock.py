"""What time it is in a text, and the period that a phrase of time means then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claimlint.frozen import dataclass
from claimlint.model.period import (
    Period,
    PeriodKind,
    at_year,
    fiscal_year,
    of_month,
    of_quarter,
    of_year,
    to_date,
    trailing,
    years,
)
from claimlint.model.text import Span
from claimlint.quantities.periods import TimePhrase

_PARTS = frozenset({PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF})
_PRIOR = frozenset({"of-quarter"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A resolved period and whether the words call it an earlier one (去年同期)."""

    period: Period | None
    prior: bool = False
    said: bool = True  # in this sentence, not carried from another


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is in the text: ``as_of``, the last period said, and the last that is not a relative one.

    ``sentence`` is where the last period was said, and ``spent`` the phrase that was said of a number compared with.
    """

    as_of: date | None = None
    last: Period | None = None
    anchor: Period | None = None
    sentence: int | None = None
    spent: Span | None = None
    newest: Period | None = None  # of those that the sentence has named so far

    def told(self, period: Period, anchor: Period | None, sentence: int) -> Clock:
        """The clock behind a number of ``period``."""
        newer = self.newest is None or (period.kind is self.newest.kind and period.start > self.newest.start)
        return Clock(self.as_of, period, anchor, sentence, newest=period if newer else self.newest)

    @property
    def year_on(self) -> Period | None:
        """What "a year earlier" counts from: in Q3 A, in Q2 B, and a year earlier C are Q3, Q2 and the Q3 before."""
        anchor, newest = self.anchor, self.newest
        if anchor is None or newest is None or newest.kind is not anchor.kind or newest.kind not in _PARTS:
            return anchor
        return max(anchor, newest, key=lambda period: period.start)


def resolve(phrase: TimePhrase, clock: Clock) -> Moment:
    """The period that ``phrase`` means at ``clock``; None where nothing says from when it counts."""
    offset = phrase.offset
    match phrase.relative:
        case None:
            return Moment(_with_year(phrase, clock))
        case "same":
            return Moment(clock.last)
        case "this-year" | "whole-year":
            of_now = phrase.relative == "this-year" and clock.as_of is not None
            return Moment(whole_year(replace(clock, anchor=None) if of_now else clock))
        case "same-of":  # the same period of 2023, beside one of 2024
            return _same_of(phrase.period, clock.anchor)
        case "current":
            return Moment(clock.anchor)
        case "now":
            return Moment(None)
        case "same-last-year":
            return Moment(clock.year_on.shifted(-1) if clock.year_on else None, prior=True)
        case "of-year" if phrase.period is None:
            return Moment(_last_year(clock) if offset == -1 else _year(clock, offset), prior=offset < 0)
        case "of-year":
            year = _year(clock, offset)
            if year is None and not offset and (clock.anchor is None or clock.anchor.year <= 0):
                return Moment(phrase.period)  # 今年1-9月, of whatever year
            return Moment(at_year(phrase.period, year.year) if phrase.period and year else None, prior=offset < 0)
    if clock.as_of is None:
        return Moment(None, prior=phrase.relative in _PRIOR and offset < 0)
    return Moment(_from_now(phrase, clock.as_of), prior=phrase.relative in _PRIOR and offset < 0)


def _same_of(year: Period | None, anchor: Period | None) -> Moment:
    """What was said last, in ``year``; the year itself where that is of no later one."""
    if year is None or anchor is None or anchor.year < year.year:
        return Moment(year)
    return Moment(anchor.shifted(year.year - anchor.year), prior=True)


def whole_year(clock: Clock) -> Period | None:
    """全年, the full year: that of what was said last."""
    anchor = clock.anchor
    if anchor is not None and anchor.year > 0:
        return (fiscal_year if anchor.id.startswith("FY") else of_year)(anchor.last_year)
    return of_year(clock.as_of.year) if clock.as_of is not None else None


def _from_now(phrase: TimePhrase, now: date) -> Period | None:
    """The period that a phrase means which only the date of the document can place."""
    month, offset = now.year * 12 + now.month - 1, phrase.offset
    match phrase.relative:
        case "of-quarter":
            year, quarter = divmod(month // 3 + offset, 4)
            return of_quarter(year, quarter + 1)
        case "of-month":
            year, index = divmod(month + offset, 12)
            return of_month(year, index + 1)
        case "of-decade":
            first = now.year // 10 * 10
            return years(first, first + 9)
        case "to-date":
            return to_date(now.year, now.month)
        case "trailing-year":
            return trailing(month + 1, 12)
        case "past":
            return trailing(month + 1, offset)
        case "next":
            return trailing(month + 1 + offset, offset)
        case "last-named" | "next-named" if phrase.period is not None:
            forward = phrase.relative == "next-named"
            named, here = phrase.period.start % 12, month % 12
            years_on = (1 if named <= here else 0) if forward else (-1 if named > here else 0)
            return at_year(phrase.period, now.year + years_on)
    return None


def _with_year(phrase: TimePhrase, clock: Clock) -> Period | None:
    """三季度 without a year is of the year last said (else of as_of's, else of no known year)."""
    if phrase.period is None or not phrase.bare:
        return phrase.period
    if clock.anchor is not None and clock.anchor.year:
        return at_year(phrase.period, clock.anchor.last_year)
    return at_year(phrase.period, clock.as_of.year) if clock.as_of else phrase.period


def _year(clock: Clock, offset: int) -> Period | None:
    if clock.as_of is not None:
        return of_year(clock.as_of.year + offset)
    return of_year(clock.anchor.last_year + offset) if clock.anchor is not None and offset else None


def _last_year(clock: Clock) -> Period | None:
    if clock.anchor is not None and clock.anchor.kind is not PeriodKind.RANGE:
        return clock.anchor.shifted(-1)
    return of_year(clock.as_of.year - 1) if clock.as_of is not None else None
