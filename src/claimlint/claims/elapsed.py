"""The time between two dates, beside the length that is stated of it: 2023年3月开工，2025年3月竣工，历时两年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.sentences import Sentence
from claimlint.lexicon.load import entries
from claimlint.model.interval import Interval
from claimlint.model.period import PeriodKind
from claimlint.model.quantity import Quantity
from claimlint.model.text import Document
from claimlint.model.unit import Kind

_LINKED, _BEHIND = 34, 12
_MARKS = compiled(r"[\s,，、:()（）-]+")
_DATED = (PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.DAY, PeriodKind.QUARTER)
_ENDED = compiled(r"$|[.,;)]| and\b")
_DATE_BEFORE = compiled(
    r"[0-9]{4}(?: ?[\u5e74]|[\u5e74][0-9]{1,2}[\u6708])?[,\uff0c(] ?(?:(?:just|some|about|almost|nearly) )?$"
)
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_DAYLESS = compiled(r"[0-9]{4}(?:-(?:[0-9]{2}|Q[1-4]))?/[0-9]{4}(?:-(?:[0-9]{2}|Q[1-4]))?")
_WHOLE = compiled(r"[0-9]{4}/[0-9]{4}")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    words = sorted((w for e in entries("calendar") if e.get(key) for w in e["words"]), key=len, reverse=True)
    spelled = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    return compiled("|".join(spelled), re.IGNORECASE)


def months_of(length: Quantity) -> int:
    """The months in one of its unit: a year, a quarter or a month."""
    return _MONTHS[length.unit.id]


def elapsed(
    document: Document, sentence: Sentence, inside: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Interval, tuple[Quantity, ...]]]:
    """The length that is said of the time between two dates, the months that lie between them, and the two."""
    dated = tuple(q for q in inside if q.period is not None)
    if not dated:
        return
    lengths = [q for q in inside if q.kind is Kind.DURATION and q.unit.id in _MONTHS]
    told = [q for q in lengths if _is_led(document, sentence, q) or _is_streak(document, sentence, q)]
    if len(told) != 1 or (len(lengths) > 1 and told[0] is not lengths[0]):
        return
    (length,) = told
    streak = _is_streak(document, sentence, length)
    between = _between(dated, length, streak=streak)
    if between is None:
        return
    if not streak and length.span.start < dated[-1].span.start and not _leads_on(document, length, dated[-1]):
        return
    yield length, between, dated


def _between(dated: Sequence[Quantity], length: Quantity, *, streak: bool) -> Interval | None:
    """The months between the two dates, or within the one stretch, that the sentence names."""
    periods = [q.period for q in dated if q.period is not None]
    if len(periods) == 1 and _WHOLE.fullmatch(periods[0].id) and not streak:
        return None  # from 2019 to 2023: the years beside their span are a matter of their own
    if len(periods) == 1 and _DAYLESS.fullmatch(periods[0].id) and periods[0].end is not None:
        months = periods[0].end - periods[0].start
        return Interval(Fraction(0 if streak else months - 1), Fraction(months))
    if len(periods) != 2 or any(period.kind not in _DATED for period in periods):
        return None
    start, end = periods
    quarters = {start.kind, end.kind} == {PeriodKind.QUARTER}
    if PeriodKind.QUARTER in (start.kind, end.kind) and not quarters:
        return None
    if start.end is None or end.end is None or end.start < start.start or start.year <= 0:
        return None
    if streak:  # both ends are counted, and it may be shorter than its time
        return Interval(Fraction(0), Fraction(end.end - start.start))
    # A day lies at the end of its month on the axis of periods, so that two of them may be a month closer or farther.
    day = PeriodKind.DAY in (start.kind, end.kind)
    return Interval(Fraction(end.start - start.end - day), Fraction(end.end - start.start + day))


def _is_led(document: Document, sentence: Sentence, length: Quantity) -> bool:
    lead = document.folded[max(sentence.span.start, length.extended.start - _LINKED) : length.extended.start]
    words = list(_pattern("elapsed").finditer(lead))
    led = bool(words) and not _MARKS.sub("", lead[words[-1].end() :])
    return led or _pattern("elapsed").search(length.text) is not None or _is_later(document, sentence, length)  # 25周年


def _is_later(document: Document, sentence: Sentence, length: Quantity) -> bool:
    """Began in March 2017 and ended in September 2023, six years later: right behind the second date."""
    text = document.folded
    behind = text[length.span.end : min(sentence.span.end, length.span.end + _BEHIND)].lstrip()
    later = _pattern("later").match(behind)
    ends = later is not None and _ENDED.match(behind, later.end()) is not None
    return ends and _DATE_BEFORE.search(text, sentence.span.start, length.extended.start) is not None


def _is_streak(document: Document, sentence: Sentence, length: Quantity) -> bool:
    """连续七个季度, seven quarters on the trot."""
    text, words = document.folded, _pattern("streak")
    lead = text[max(sentence.span.start, length.extended.start - _BEHIND) : length.extended.start].strip()
    behind = text[length.span.end : min(sentence.span.end, length.span.end + _BEHIND)].strip()
    before = [match.end() for match in words.finditer(lead)]
    return (bool(before) and before[-1] == len(lead)) or words.match(behind) is not None


def _leads_on(document: Document, length: Quantity, last: Quantity) -> bool:
    """in service for 36 years when it shut in 2024: the second date stands behind."""
    return _pattern("until").match(document.folded[length.span.end : last.span.start].strip()) is not None
