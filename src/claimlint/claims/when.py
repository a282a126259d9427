"""Which period a number is of: said in its clause, carried by its sentence, or by ellipsis (同期, 上年同期)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.bases import has_number, is_base, is_compared, is_multiple_of
from claimlint.claims.clock import Clock, Moment, resolve, whole_year
from claimlint.claims.compared import opens_multiplied
from claimlint.claims.context import Context
from claimlint.lexicon.load import entries
from claimlint.lexicon.shapes import shape
from claimlint.model.period import (
    Period,
    PeriodKind,
    at_year,
    fiscal_half,
    fiscal_quarter,
    of_year,
    stretch,
    years,
)
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.periods import TimePhrase

_NOUN = shape("counted-noun")
# "a CAGR of 28.9% from 2022 to 2030": a stretch right behind a rate is the rate's, whatever year its level is of.
_TO_STRETCH = shape("to-stretch")
_CHANGE = compiled(r" \([+\u2212-][0-9.,]{1,6} ?%\)")  # $217m (+9.1%) in March 2022
_NONE: Mapping[Span, Period] = {}
_REACH = 40
# Over more sentences than this no period is carried: text pulled out of PDF has no paragraphs.
_CARRIED = 4
# So far reaches the year of a quarter that is said without one.
_ANCHORED = 12
# Kinds whose name holds the year that a quarter or month behind it is of.
_DATED = frozenset(
    {PeriodKind.YEAR, PeriodKind.FISCAL_YEAR, PeriodKind.DAY, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH}
)
_COLONS = (":", "\uff1a")
_CLOSING = (")", ",", "\uff0c")


@cache
def _to_period() -> re.Pattern[str]:
    """What may stand between a number and the period behind it: "$52.6bn booked in 2024", 107亿元(2024年)."""
    done = "|".join(re.escape(word) for entry in entries("links") if entry.get("done") for word in entry["words"])
    return compiled(
        rf"\s*(?:\(|（|(?:(?:already )?(?:{done}) )?(?:of\s+[a-z]{{3,16}}\s+)?"
        r"(?:in|for|at|by|during|as of|when)\s+(?:the\s+)?)?\s*"
    )


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
    if phrase.relative == "ago":
        return Moment(of_year(-phrase.offset // 12), prior=True), clock
    moment = _like(context, phrase, clock) or _resolved(context, phrase, clock)
    if compared:
        moment = _past(moment, phrase, clock)
    if moment.period is None and phrase.measured:  # 近三年, of a document without a date
        return Moment(clock.last, said=False), clock
    if compared:  # up from $10 billion in 2022: what follows is not of 2022
        return moment, _before(context, phrase, clock)
    if moment.period is None:
        lost = phrase.relative == "of-year" and not moment.prior  # 今年, of a document without a date
        return moment, Clock(clock.as_of) if lost else clock
    anchor = clock.anchor if moment.prior or phrase.measured else moment.period
    return moment, clock.told(moment.period, anchor, here)


def _past(moment: Moment, phrase: TimePhrase, clock: Clock) -> Moment:
    """0.9m in January, down from 1.0m in December: what is compared with lies in the past."""
    newest, period = clock.newest, moment.period
    if period is None or newest is None or not phrase.bare or period.kind is not newest.kind:
        return moment
    return replace(moment, period=period.shifted(-1)) if period.start > newest.start else moment


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
    if behind is not None and _is_multiplied(context, there, behind):
        return behind, True
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
    if not _to_period().fullmatch(context.text(context.lead.start, phrase.span.start)):
        return False
    return any(m.value("cue") == "to" and m.span.start >= phrase.span.end for m in context.before)


def _says_when(context: Context, there: int, phrase: TimePhrase) -> bool:
    """107亿元 (2024年): the period in brackets is the number's, unless a number of its own follows (2023: 4%)."""
    if phrase.span.start - there > _REACH:
        return False
    gap = context.text(there, phrase.span.start)
    change = _CHANGE.match(gap)
    if change is not None:
        return _to_period().fullmatch(gap, change.end()) is not None and "(" not in gap[change.end() :]
    if "\n" in gap and not gap.strip() and context.text(phrase.span.end, phrase.span.end + 1) in _COLONS:
        return False  # one line for each year: "2020: 41,300", then "2025: 96,800"
    if context.quantity.kind is Kind.NUMBER:  # 74bn sticks in 2004
        gap = _NOUN.sub("", gap)
    if phrase.period is not None and phrase.period.kind is PeriodKind.RANGE and context.quantity.kind is Kind.PERCENT:
        gap = "" if _TO_STRETCH.fullmatch(gap.lower()) else gap
    if not _to_period().fullmatch(gap):
        return False
    if "(" not in gap:
        return phrase.span.start < context.trail.end
    return context.text(phrase.span.end, phrase.span.end + 1) in _CLOSING


def _is_multiplied(context: Context, there: int, phrase: TimePhrase) -> bool:
    """Three times the level in 2009: of what time that is which was multiplied, and has no number of its own."""
    dated = phrase.period is not None and phrase.relative is None and phrase.span.end <= context.trail.end
    return context.quantity.kind is Kind.MULTIPLE and dated and opens_multiplied(context, there)


def _resolved(context: Context, phrase: TimePhrase, clock: Clock) -> Moment:
    """The period of ``phrase``; a quarter or a whole year is of the year that the sentence names in front of it."""
    if phrase.relative == "nth":
        return Moment(_nth(context, phrase, clock))
    if not (phrase.bare and phrase.relative is None) and phrase.relative != "whole-year":
        return resolve(phrase, clock)
    earlier = [p for p in context.phrases if p.span.end <= phrase.span.start and _tells_year(p)]
    if not earlier or is_base(context, earlier[-1]):
        return resolve(phrase, clock)
    named = resolve(earlier[-1], clock)
    if phrase.relative == "whole-year":
        return replace(named, period=whole_year(Clock(anchor=named.period)))
    if phrase.period is None or named.period is None:
        return replace(named, period=named.period or phrase.period)
    return Moment(at_year(phrase.period, named.period.last_year), named.prior)


def _nth(context: Context, phrase: TimePhrase, clock: Clock) -> Period | None:
    """In the first half and in the second: a part like the one that the sentence has named in front of it."""
    for earlier in reversed([p for p in context.phrases if p.span.end <= phrase.span.start and p.relative != "nth"]):
        like = _resolved(context, earlier, clock).period
        if like is not None and like.kind in (PeriodKind.QUARTER, PeriodKind.HALF) and like.end is not None:
            if like.id.startswith("FY"):
                return (fiscal_quarter if like.kind is PeriodKind.QUARTER else fiscal_half)(like.year, phrase.offset)
            start, length = like.start // 12 * 12, like.end - like.start
            return stretch(start + (phrase.offset - 1) * length, start + phrase.offset * length)
    return None


def _tells_year(phrase: TimePhrase) -> bool:
    if phrase.relative is not None:
        return phrase.relative == "of-year" and phrase.period is None
    return phrase.period is not None and not phrase.bare and phrase.period.kind in _DATED


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


def span_of_years(periods: list[Period]) -> Period | None:
    """The years from the first to the last of ``periods``, for a rate that connects them."""
    known = sorted(p.year for p in periods if p.year and p.kind is not PeriodKind.RANGE)
    if len(known) < 2 or known[0] == known[-1]:
        return None
    return years(known[0], known[-1])
