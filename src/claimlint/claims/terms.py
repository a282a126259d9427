"""Terms that run from one date to another, and ages: issued in 2021, due in 2033, a 12-year tenor; 生于1938年，…已73岁.

The dates and the length may stand in two sentences that follow each other.  What begins and what ends a term is said by
words in front of its dates, so that of three dates none is guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache

from claimlint.claims.sentences import Sentence
from claimlint.frozen import dataclass
from claimlint.lexicon.load import document as lexicon
from claimlint.lexicon.load import entries
from claimlint.model.interval import Interval
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind

_DATED = (PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.DAY)
_MONTHS, _DAYS = {"year": 12, "month": 1}, {"day": 1, "week": 7}
# So far in front of its date a word stands that says what begins or ends, and so close behind a length its noun.
_REACH, _BEHIND, _HAN_BEHIND = 48, 44, 8
# The end of a term moves over a weekend, and its first day counts or does not.
_SLACK = 3
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as it is printed: a quantity, or a compound (the 15-year tenor) that is none elsewhere."""

    span: Span
    value: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a length, what the calendar makes of its dates, both in units of ``cue``, and the dates."""

    length: Length
    cue: str
    stated: Interval
    between: Interval
    dates: tuple[Quantity, Quantity]


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence and the numbers and periods in it."""

    sentence: Sentence
    inside: Sequence[Quantity]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    words = sorted((w for e in entries("calendar") if e.get(key) for w in e["words"]), key=len, reverse=True)
    spelled = (rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words)
    return re.compile("|".join(spelled), re.IGNORECASE)


def terms(document: Document, before: Heard | None, here: Heard) -> Iterator[Told]:
    """The term or the age that the sentence ``here`` tells, with the one in front of it where that is of its block."""
    alone = _term(document, [here]) or _age(document, here)
    if alone is not None:
        yield alone
    elif before is not None:
        found = _term(document, [before, here])
        if found is not None:
            yield found


def _term(document: Document, heard: Sequence[Heard]) -> Told | None:
    dated = [(one.sentence, q) for one in heard for q in one.inside if q.period is not None]
    if len(dated) != 2:
        return None
    lengths = [length for one in heard for length in _lengths(document, one)]
    if len(lengths) != 1 or any(_is_open(document, one.sentence) for one in heard):
        return None
    (first_in, first), (last_in, last) = dated
    if not _is_of_these(document, lengths[0], (first_in, last_in)):
        return None
    if not _is_told(document, first_in, first, "begins") or not _is_told(document, last_in, last, "finishes"):
        return None
    if first.period is None or last.period is None:
        return None
    made = _between(lengths[0], first.period, last.period)
    return None if made is None else Told(lengths[0], made[0], made[1], made[2], (first, last))


def _lengths(document: Document, heard: Heard) -> Iterator[Length]:
    """A 15-year tenor, a life of ten years, staff have 30 days, 起6个月内."""
    sentence = heard.sentence
    for quantity in heard.inside:
        plain = quantity.value is not None and quantity.qualifier is Qualifier.NONE
        length = plain and quantity.unit.id in {*_MONTHS, *_DAYS}
        told = length and _is_led(document, sentence, quantity.extended.start)
        if told or (length and _is_named(document, sentence, quantity.span)):
            yield Length(quantity.span, quantity.value or Fraction(0), quantity.unit.id)
    for match in _compound().finditer(document.folded, sentence.span.start, sentence.span.end):
        span = Span(*match.span())
        read = any(q.span.end > span.start and q.span.end >= span.end for q in heard.inside if q.span.start < span.end)
        if not read and _is_named(document, sentence, span):
            number = match[1].lower()
            yield Length(span, Fraction(int(number) if number.isdigit() else _numbers()[number]), match[2].lower())


@cache
def _numbers() -> Mapping[str, int]:
    found = lexicon("en", "periods")["slots"]["n"].items()
    return {str(word): int(value) for word, value in found if " " not in str(word)}


@cache
def _compound() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _numbers()))
    return re.compile(rf"(?<![\w.,-])([1-9][0-9]{{0,2}}|{words})-(year|month|week|day)\b(?!-)", re.IGNORECASE)


def _is_led(document: Document, sentence: Sentence, start: int) -> bool:
    lead = document.folded[max(sentence.span.start, start - _REACH) : start].rstrip()
    led = [match.end() for match in _pattern("lasts").finditer(lead)]
    return bool(led) and led[-1] == len(lead)


def _is_named(document: Document, sentence: Sentence, length: Span) -> bool:
    text = document.folded
    reach = _BEHIND if text[length.end - 1].isascii() else _HAN_BEHIND
    behind = text[length.end : min(sentence.span.end, length.end + reach)]
    noun = _pattern("term").search(re.split(r"[,;:(，；：（]", behind)[0])
    return noun is not None and not re.search(r"[0-9]", behind[: noun.start()])


def _is_of_these(document: Document, length: Length, dated: Sequence[Sentence]) -> bool:
    """Its 12-year tenor, over the end of a sentence: what the length is of is named there, or is no thing at all."""
    if any(one.span.start <= length.span.start < one.span.end for one in dated):
        return True
    text = document.folded
    noun = _pattern("term").search(text, length.span.end)
    bare = _pattern("tenor").search(text, length.span.end, length.span.end + _BEHIND)
    led = _pattern("lasts").search(text, max(0, length.span.start - _REACH), length.span.start)
    if bare is not None or (led is not None and noun is None):
        return True
    return noun is not None and any(noun[0].lower() in text[one.span.start : one.span.end].lower() for one in dated)


def _is_open(document: Document, sentence: Sentence) -> bool:
    """Extended, brought forward, renewed: the end is not that of the term."""
    return _pattern("changed").search(document.folded, sentence.span.start, sentence.span.end) is not None


def _is_told(document: Document, sentence: Sentence, dated: Quantity, key: str) -> bool:
    """A word of beginning or ending in front of a date, and no other number between; 2024年3月15日起 behind it."""
    text = document.folded
    lead = text[max(sentence.span.start, dated.span.start - _REACH) : dated.span.start]
    found = list(_pattern(key).finditer(lead))
    other = "finishes" if key == "begins" else "begins"
    against = list(_pattern(other).finditer(lead))
    if found and (not against or against[-1].end() <= found[-1].end()):
        return not re.search(r"\d", lead[found[-1].end() :])
    behind = text[dated.span.end : min(sentence.span.end, dated.span.end + 3)].lstrip(" )）")
    return _pattern(f"{key}_behind").match(behind) is not None


def _between(length: Length, first: Period, last: Period) -> tuple[str, Interval, Interval] | None:
    """What kind of length is told, how long it is, and how much time lies between the two dates."""
    if first.kind not in _DATED or last.kind not in _DATED or min(first.year, last.year) <= 0:
        return None
    if length.unit in _DAYS:
        one, other = _day(first), _day(last)
        if one is None or other is None or other <= one:
            return None
        days, each = (other - one).days, _DAYS[length.unit]
        between = Interval(Fraction(days - _SLACK), Fraction(days + _SLACK))
        return "elapsed-days", Interval.point(length.value * each), between
    if first.end is None or last.end is None or last.start <= first.start:
        return None
    day = PeriodKind.DAY in (first.kind, last.kind)
    between = Interval(Fraction(last.start - first.end - day), Fraction(last.end - first.start + day))
    stated = Interval.around(length.value, Fraction(1, 2)) * _MONTHS[length.unit]
    return "elapsed", stated, between


def _day(period: Period) -> date | None:
    try:
        return date.fromisoformat(period.id)
    except ValueError:
        return None


def _age(document: Document, heard: Heard) -> Told | None:
    """Born in 1938, he was 73 when he won it in 2011: by the calendar, or counted as they do in China."""
    dated = [q for q in heard.inside if q.period is not None]
    if len(dated) != 2:
        return None
    ages = [q for q in heard.inside if q.unit.id == "year-old" or _is_age(document, heard.sentence, q)]
    if len(ages) != 1 or not _is_told(document, heard.sentence, dated[0], "born"):
        return None
    born, then = dated[0].period, dated[1].period
    age = ages[0].value
    gap = document.folded[dated[1].span.end : ages[0].span.start]  # empty where the age stands in front of the date
    told_last = _pattern("aged").fullmatch(gap.strip(" ,")) and not re.match(
        r", [a-z]", document.folded[ages[0].span.end :]
    )
    if (set(gap) & set(",;\uff0c\uff1b") or " and " in gap) and not told_last:
        return None  # his first book in 1980 and, aged 70, his last
    if born is None or then is None or min(born.year, then.year) <= 0 or age is None or not 0 < age < _OLDEST:
        return None
    if ages[0].qualifier is not Qualifier.NONE or then.year <= born.year:
        return None
    between = Interval(Fraction(12 * (then.year - born.year - 1)), Fraction(12 * (then.last_year - born.year + 1)))
    told = Length(ages[0].span, age, "year")
    return Told(told, "elapsed", Interval.point(age * 12), between, (dated[0], dated[1]))


def _is_age(document: Document, sentence: Sentence, number: Quantity) -> bool:
    if number.kind is not Kind.NUMBER:
        return False
    lead = document.folded[max(sentence.span.start, number.span.start - 16) : number.span.start].rstrip()
    found = [match.end() for match in _pattern("aged").finditer(lead)]
    return bool(found) and found[-1] == len(lead)
