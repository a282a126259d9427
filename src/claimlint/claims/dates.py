"""What a text says of the calendar itself: the weekday of a date, a day that no month has, the years of a span.

Each becomes a claim of role PERIOD with the cue ``asserted`` and the cue of what is said; what the calendar says
instead is the claim in ``among``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

from claimlint.cache.compiled import compiled
from claimlint.claims.elapsed import elapsed, months_of
from claimlint.claims.sentences import Sentence
from claimlint.claims.terms import Heard, terms
from claimlint.frozen import dataclass
from claimlint.lexicon.load import document as lexicon
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind, Unit
from claimlint.quantities.periods import TimePhrase
from claimlint.quantities.ties import ties

CALENDAR = Unit("calendar", Kind.PERIOD, "calendar")
# So close to its date a weekday stands: 3月2日（周一）, Monday, 2 March.
_BESIDE = 3
_LINKED = 34
_PARTS = (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE)
_MONTHS, _MOST_DAYS, _LONGEST, _LEAP = 12, 99, 31, 2024
_MONTHS_BEHIND = compiled(r"[(（]\s?(?:[0-9]{1,2}\D{0,2}\D?|[A-Z][a-z]{2,8}\s?(?:-|to))")
_WHOLE = compiled(r"[0-9]{4}/[0-9]{4}")
_MONTHLY = compiled(r"[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}")
_DIGIT = compiled("[0-9]")
_DAY = compiled(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MARKS = compiled(r"[\s,，、:()（）-]+")


@dataclass(frozen=True, slots=True)
class _Words:
    weekdays: Table[int]
    links: re.Pattern[str]
    dates: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]  # each with what no such date is without
    signs: tuple[re.Pattern[str], ...]
    portions: Table[bool]
    months: Mapping[str, int]


@cache
def _words() -> _Words:
    found = entries("calendar")
    links = sorted((w for entry in found if entry.get("link") for w in entry["words"]), key=len, reverse=True)
    names = {str(name): int(n) for name, n in lexicon("en", "periods")["slots"]["month_name"].items()}
    templates = [word for entry in found if entry.get("date") for word in entry["words"]]
    dates = tuple((_sign(template, names), _compiled(template, names)) for template in templates)
    return _Words(
        weekdays=Table((word, entry["weekday"]) for entry in found if "weekday" in entry for word in entry["words"]),
        links=compiled(rf"(?:{'|'.join(map(_bounded, links))}|[\s,，、:()（）-])*", re.IGNORECASE),
        dates=dates,
        signs=tuple(dict.fromkeys(sign for sign, _ in dates)),
        portions=Table((word, True) for entry in found if entry.get("portion") for word in entry["words"]),
        months=names,
    )


def _bounded(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def _compiled(template: str, names: Mapping[str, int]) -> re.Pattern[str]:
    """A template of dates as a pattern: a blank may be missing, digits do not run on."""
    pattern = re.escape(template).replace(r"\ ", r"\s?")
    name = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    for slot, digits in (("year", "[0-9]{4}"), ("month", "[0-9]{1,2}"), ("day", "[0-9]{1,2}"), ("name", name)):
        pattern = pattern.replace(rf"\{{{slot}\}}", rf"(?P<{slot}>{digits})")
    return compiled(rf"(?<![0-9A-Za-z.-]){pattern}(?![0-9A-Za-z]|[.-][0-9])")


def _sign(template: str, names: Mapping[str, int]) -> re.Pattern[str]:
    """The name of a month, or the longest stretch of ``template`` between two slots."""
    literal = max(re.split(r"\{\w+\}|\s", template), key=len)
    return re.compile("|".join(map(re.escape, names)) if "{name}" in template else re.escape(literal))


def calendar_claims(
    document: Document,
    sentence: Sentence,
    inside: Sequence[Quantity],
    before: Heard | None,
    phrases_of: Callable[[Sentence], Sequence[TimePhrase]],
) -> Iterator[Claim]:
    """What ``sentence``, whose numbers and periods are ``inside``, says of the calendar; ``before`` is the last one."""
    yield from _impossible(document, sentence)
    periods = [q for q in inside if q.period is not None]
    for quantity in periods:
        yield from _weekday(document, sentence, quantity)
    for first, last in pairwise(inside):
        yield from _span(document, sentence, first, last)
    if _MONTHS_BEHIND.search(document.folded, sentence.span.start, sentence.span.end):
        for one, two in pairwise(phrases_of(sentence)):
            yield from _label(document, sentence, one, two)
    lengths = set()
    for length, between, ends in elapsed(document, sentence, inside):
        lengths.add(length.span)
        told = ("elapsed", length.interval * months_of(length))
        yield _claim(document, sentence, length.span, told, *((end.span, between) for end in ends))
    for term in terms(document, before, Heard(sentence, inside)):
        if term.length.span not in lengths:
            dates = ((one.span, term.between) for one in term.dates)
            yield _claim(document, sentence, term.length.span, (term.cue, term.stated), *dates)


def _claim(
    document: Document, sentence: Sentence, span: Span, told: tuple[str, Interval], *inputs: tuple[Span, Interval]
) -> Claim:
    """What is said at ``span`` and what the calendar makes of ``inputs``; the first of these is what it should be."""
    cue, stated = told
    place = Place(sentence.block, sentence.index, 0, -1)
    among = tuple(
        Claim(document.path, _quantity(document, where, value), Role.PERIOD, place) for where, value in inputs
    )
    quantity = _quantity(document, span, stated)
    return Claim(document.path, quantity, Role.PERIOD, place, cues=frozenset({"asserted", cue}), among=(among,))


def _quantity(document: Document, span: Span, value: Interval) -> Quantity:
    text = document.text[span.start : span.end]
    one = Fraction(1)
    return Quantity(span, span, text, CALENDAR, Qualifier.NONE, value, value, one, one, exact=True)


def _impossible(document: Document, sentence: Sentence) -> Iterator[Claim]:
    """2月30日, June 31, 2025: the day, and how many the month has; in February 77 mm fell is an amount."""
    if _DIGIT.search(document.folded, sentence.span.start, sentence.span.end) is None:
        return
    text, words, seen = document.folded, _words(), list[Span]()
    signs = {sign for sign in words.signs if sign.search(text, sentence.span.start, sentence.span.end)}
    for pattern in (pattern for sign, pattern in words.dates if sign in signs):
        for match in pattern.finditer(document.folded, sentence.span.start, sentence.span.end):
            parts = match.groupdict()
            if any(span.overlaps(Span(*match.span())) for span in seen):
                continue
            seen.append(Span(*match.span()))
            year = int(parts.get("year") or 0)
            month = int(parts["month"]) if "month" in parts else _words().months[parts["name"]]
            day = int(parts["day"])
            span = Span(*match.span())
            if month == 0 or day == 0 or day > _MOST_DAYS or (year and not 1000 <= year < 3000):
                continue
            if match.group().isascii() and not year and day > _LONGEST:
                continue
            if month > _MONTHS:
                if year and not match.group().isascii() and month < _MOST_DAYS:
                    yield _claim(
                        document,
                        sentence,
                        span,
                        ("month", Interval.point(month)),
                        (span, Interval(Fraction(1), Fraction(12))),
                    )
                continue
            days = calendar.monthrange(year or _LEAP, month)[1]
            if day > days:
                yield _claim(
                    document,
                    sentence,
                    span,
                    ("day", Interval.point(day)),
                    (span, Interval(Fraction(1), Fraction(days))),
                )


def _up_to(last: int) -> Interval:
    return Interval(Fraction(1), Fraction(last))


def _weekday(document: Document, sentence: Sentence, quantity: Quantity) -> Iterator[Claim]:
    """2026年3月2日（周一）, Monday, March 2, 2026."""
    day = _day_of(quantity.period)
    if day is None:
        return
    text, words = document.folded, _words().weekdays
    behind = quantity.span.end
    for start in range(behind, min(behind + _BESIDE, sentence.span.end)):
        found = words.at(text, start)
        if found is not None and not _MARKS.sub("", text[behind:start]):
            yield _named(document, sentence, Span(start, found[1]), found[0], quantity, day)
            return
    end = quantity.span.start
    while end > sentence.span.start and _MARKS.fullmatch(text[end - 1]):
        end -= 1
    ahead = words.before(text, end)
    if ahead is not None and quantity.span.start - end <= _BESIDE:
        yield _named(document, sentence, Span(ahead[1], end), ahead[0], quantity, day)


def _named(document: Document, sentence: Sentence, span: Span, number: int, quantity: Quantity, day: date) -> Claim:
    told = ("weekday", Interval.point(number))
    return _claim(document, sentence, span, told, (quantity.span, Interval.point(day.isoweekday())))


def _day_of(period: Period | None) -> date | None:
    found = _DAY.fullmatch(period.id) if period is not None else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _span(document: Document, sentence: Sentence, first: Quantity, last: Quantity) -> Iterator[Claim]:
    """2021—2024年（三年）, five years from 2019 to 2023: the last year less the first, or the years that are named."""
    period, length = (first, last) if first.period is not None else (last, first)
    if period.period is None or length.period is not None:
        return
    stretch = period.period
    if length.kind is not Kind.DURATION:
        return
    if length.unit.id == "month" and _MONTHLY.fullmatch(stretch.id) and stretch.end is not None:
        if _is_linked(document, first, last) and length.value is not None and length.qualifier is Qualifier.NONE:
            count = stretch.end - stretch.start
            told = ("elapsed", Interval.point(length.value))
            between = Interval(Fraction(count - 1), Fraction(count))
            yield _claim(document, sentence, length.span, told, (period.span, between))
        return
    years = _years(length)
    if (
        years is None
        or not re.fullmatch(r"[0-9]{4}/[0-9]{4}", stretch.id)
        or last.span.start - first.span.end > _LINKED
    ):
        return
    if not _is_linked(document, first, last) or _is_portion(document, length, period):
        return
    count = stretch.last_year - stretch.year
    covered = Interval(Fraction(count), Fraction(count + 1))
    yield _claim(document, sentence, length.span, ("span", years), (period.span, covered))


def _is_linked(document: Document, first: Quantity, last: Quantity) -> bool:
    return _words().links.fullmatch(document.folded, first.span.end, last.span.start) is not None


def _is_portion(document: Document, length: Quantity, period: Quantity) -> bool:
    """The first three years of the 2010s are fewer than all; the last five years, 2019-2023, are not."""
    text, start = document.folded, length.extended.start
    lead = text[max(0, start - _LINKED) : start].rstrip()
    of = ties().of.at(text[length.span.end : period.span.start].strip(), 0) is not None
    return of and _words().portions.before(lead, len(lead)) is not None


def _years(length: Quantity) -> Interval | None:
    value = length.value
    whole = length.kind is Kind.DURATION and length.unit.id == "year" and length.qualifier is Qualifier.NONE
    return Interval.point(value) if whole and value is not None and value.denominator == 1 and value > 1 else None


def _label(document: Document, sentence: Sentence, first: TimePhrase, last: TimePhrase) -> Iterator[Claim]:
    """上半年（1-9月）: two names of one stretch, the second in brackets, are as long as each other."""
    one, two = first.period, last.period
    if one is None or two is None or one.end is None or two.end is None:
        return
    gap = document.folded[first.span.end : last.span.start].strip()
    behind = document.folded[last.span.end : last.span.end + 1]
    if gap not in ("(", "（") or behind not in (")", "）") or one.kind not in _PARTS or two.id == one.id:
        return
    if "FY" in one.id or "FY" in two.id or two.kind not in (*_PARTS, PeriodKind.RANGE, PeriodKind.YEAR):
        return
    months = [Interval.point(period.end - period.start) for period in (one, two) if period.end is not None]
    if two.end - two.start <= _MONTHS and months[0] != months[1]:
        yield _claim(document, sentence, last.span, ("label", months[1]), (first.span, months[0]))
