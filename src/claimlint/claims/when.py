"""Which period a number is of: said in its clause, carried by its sentence, or by ellipsis (同期, 上年同期)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from claimlint.claims.bases import has_number, is_base, is_compared, is_multiple_of
from claimlint.claims.context import Context
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

# What may stand between a number and the period behind it: "$52.6bn in 2024", 107亿元(2024年).
_TO_PERIOD = re.compile(r"\s*(?:\(|（|(?:of\s+[a-z]{3,16}\s+)?(?:in|for|at|by|during|as of)\s+(?:the\s+)?)?\s*")
_NONE: Mapping[Span, Period] = {}
_REACH = 24
# Over more sentences than this no period is carried: text pulled out of PDF has no paragraphs.
_CARRIED = 4
# So far reaches the year of a quarter that is said without one.
_ANCHORED = 12
_CLOSING = (")", ",", "\uff0c")
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


def moment_of(context: Context, clock: Clock, paired: Mapping[Span, Period] = _NONE) -> tuple[Moment, Clock]:
    """The moment of the number of ``context``, and the clock behind it; ``paired`` is what a list tells of it."""
    here = context.sentence.index
    told = paired.get(context.quantity.span)
    if told is not None:
        return Moment(told), clock.told(told, told, here)
    if clock.sentence is not None and here - clock.sentence > _CARRIED:
        clock = replace(clock, last=None, anchor=clock.anchor if here - clock.sentence < _ANCHORED else None)
    phrase, compared = _phrase(context, clock)
    if phrase is None and is_compared(context, context.quantity.extended.start):
        return Moment(None, said=False), clock  # from $2 billion, to what is said of 2024
    if phrase is None:
        return Moment(clock.last, said=False), clock
    moment = _like(context, phrase, clock) or _resolved(context, phrase, clock)
    if moment.period is None and phrase.measured:  # 近三年, of a document without a date
        return Moment(clock.last, said=False), clock
    if compared:  # up from $10 billion in 2022: what follows is not of 2022
        return moment, _before(context, phrase, clock)
    if moment.period is None:
        lost = phrase.relative == "of-year" and not moment.prior  # 今年, of a document without a date
        return moment, Clock(clock.as_of) if lost else clock
    anchor = clock.anchor if moment.prior or phrase.measured else moment.period
    return moment, clock.told(moment.period, anchor, here)


def _before(context: Context, phrase: TimePhrase, clock: Clock) -> Clock:
    """The clock as it stood before what is compared with was named: at the phrase in front of it, or where it was.

    二季度由一季度的41亿元增至48亿元: 48亿元 is of the second quarter.
    """
    lead = context.lead.start
    earlier = [p for p in context.phrases if lead <= p.span.start and p.span.end <= phrase.span.start]
    period = _resolved(context, earlier[-1], clock).period if earlier else None
    if period is None:
        return replace(clock, spent=phrase.span)
    return replace(clock.told(period, period, context.sentence.index), spent=phrase.span)


def _phrase(context: Context, clock: Clock) -> tuple[TimePhrase | None, bool]:
    """The phrase of time that the number is of, and whether both are what the sentence compares with."""
    here, there, lead = context.quantity.span.start, context.quantity.extended.end, context.lead.start
    behind = next((p for p in context.phrases if p.span.start >= there), None)
    if behind is not None and _says_when(context, there, behind):
        return behind, is_compared(context, context.quantity.extended.start)
    before = [p for p in context.phrases if p.span.end <= here and (p.span.start >= lead or p.measured)]
    before = [p for p in before if p.span.end > lead or (p.measured and p.span.end == lead)]
    # revenue for fiscal Q2 2025 (ended September 2024) was $742m: the brackets only explain
    outer = [p for p in before if not _is_aside(context, p)]
    for phrase in reversed(outer or before):
        if phrase.span == clock.spent or _is_origin(context, phrase):
            continue
        base = is_base(context, phrase)
        if base and has_number(context, phrase):
            return phrase, True
        now = phrase.relative == "now" and len(before) > 1 and before[0].span.end > lead
        if not (base or now or is_multiple_of(context, phrase)):
            return phrase, False
    return None, False


def _is_aside(context: Context, phrase: TimePhrase) -> bool:
    """True inside of brackets that close in front of the number."""
    if "(" not in context.text(context.lead.start, phrase.span.start):
        return False
    opened = context.text(context.lead.start, phrase.span.start).rpartition("(")[2]
    return ")" not in opened and ")" in context.text(phrase.span.end, context.quantity.span.start)


def _is_origin(context: Context, phrase: TimePhrase) -> bool:
    """From $98m in 2023 to $170m: what stands behind the first number, in front of "to", is of the first."""
    if not _TO_PERIOD.fullmatch(context.text(context.lead.start, phrase.span.start)):
        return False
    return any(m.value("cue") == "to" and m.span.start >= phrase.span.end for m in context.before)


def _says_when(context: Context, there: int, phrase: TimePhrase) -> bool:
    """107亿元 (2024年): the period in brackets is the number's, unless a number of its own follows (2023: 4%)."""
    if phrase.span.start - there > _REACH:
        return False
    gap = context.text(there, phrase.span.start)
    if not _TO_PERIOD.fullmatch(gap):
        return False
    if "(" not in gap:
        return phrase.span.start < context.trail.end
    return context.text(phrase.span.end, phrase.span.end + 1) in _CLOSING


def _resolved(context: Context, phrase: TimePhrase, clock: Clock) -> Moment:
    """The period of ``phrase``; a quarter or a whole year is of the year that the sentence names in front of it."""
    if not (phrase.bare and phrase.relative is None) and phrase.relative != "whole-year":
        return resolve(phrase, clock)
    earlier = [p for p in context.phrases if p.span.end <= phrase.span.start and _tells_year(p)]
    if not earlier or is_base(context, earlier[-1]):
        return resolve(phrase, clock)
    named = resolve(earlier[-1], clock)
    if phrase.relative == "whole-year":
        return replace(named, period=_whole_year(Clock(anchor=named.period)))
    if phrase.period is None or named.period is None:
        return replace(named, period=named.period or phrase.period)
    return Moment(at_year(phrase.period, named.period.last_year), named.prior)


def _tells_year(phrase: TimePhrase) -> bool:
    if phrase.relative is not None:
        return phrase.relative == "of-year" and phrase.period is None
    return phrase.period is not None and phrase.period.kind in (PeriodKind.YEAR, PeriodKind.FISCAL_YEAR)


def _like(context: Context, phrase: TimePhrase, clock: Clock) -> Moment | None:
    """同期 behind another phrase is of that one: 2023年同期 is the third quarter of 2023 beside one of 2024."""
    if phrase.relative != "same":
        return None
    earlier = [p for p in context.phrases if context.lead.start <= p.span.start < phrase.span.start]
    if not earlier:
        return None
    named = resolve(earlier[-1], clock)
    glued = earlier[-1].span.end == phrase.span.start
    if glued and named.period is not None and named.period.kind is PeriodKind.YEAR and clock.anchor is not None:
        years_apart = named.period.year - clock.anchor.year
        return Moment(clock.anchor.shifted(years_apart), prior=years_apart < 0) if years_apart <= 0 else named
    return named if named.period is not None else None


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
            return Moment(_whole_year(replace(clock, anchor=None) if of_now else clock))
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


def _whole_year(clock: Clock) -> Period | None:
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
    now = clock.as_of.year if clock.as_of else clock.anchor.last_year if clock.anchor and offset else None
    return None if now is None else of_year(now + offset)


def _last_year(clock: Clock) -> Period | None:
    if clock.anchor is not None and clock.anchor.kind is not PeriodKind.RANGE:
        return clock.anchor.shifted(-1)
    return of_year(clock.as_of.year - 1) if clock.as_of is not None else None


def span_of_years(periods: list[Period]) -> Period | None:
    """The years from the first to the last of ``periods``, for a rate that connects them."""
    known = sorted(p.year for p in periods if p.year and p.kind is not PeriodKind.RANGE)
    if len(known) < 2 or known[0] == known[-1]:
        return None
    return years(known[0], known[-1])
