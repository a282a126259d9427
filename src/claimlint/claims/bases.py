"""Periods that a sentence compares with: 较2022年增长15% is no number of 2022."""

from __future__ import annotations

from functools import cache

from claimlint.claims.context import Context
from claimlint.frozen import dataclass
from claimlint.lexicon.load import LANGUAGES, document, entries
from claimlint.lexicon.table import Table
from claimlint.model.period import PeriodKind
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.periods import TimePhrase
from claimlint.quantities.words import tables

# A stretch of time is the time of its number, whatever stands in front of it.
_OPEN_ENDED = frozenset({PeriodKind.RANGE, PeriodKind.SINCE, PeriodKind.TRAILING, PeriodKind.YEAR_TO_DATE})


@dataclass(frozen=True, slots=True)
class _Words:
    before: Table[bool]
    origins: Table[bool]
    behind: Table[bool]
    of: Table[bool]
    equals: Table[bool]


@cache
def _words() -> _Words:
    found = [document(language, "periods").get("bases", {}) for language in LANGUAGES]

    def table(side: str) -> Table[bool]:
        exceptions = [word for place in found for word in place.get("except", ())]
        return Table([(word, True) for place in found for word in place.get(side, ())], exceptions=exceptions)

    return _Words(table("before"), table("origins"), table("behind"), table("of"), table("equals"))


_OPENING = " (\uff08"  # compared to June 2022 ($963m)
_LONGEST_TIME = 5  # 上季度末
_LONGEST_UNIT = 9  # "quarters"


@cache
def _ago() -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get("ago") for word in entry["words"])


def is_ago(context: Context) -> bool:
    """十年前收入10亿元, a decade ago revenue was $10m: a length of time ends right in front of the word."""
    text, start = context.document.folded, context.lead.start
    opened = start + (text[start : start + 1] == " ")
    return _ago().at(text, opened) is not None and _ends_a_length(context, start)


def _ends_a_length(context: Context, end: int) -> bool:
    """ "$10 million before tax" is no time ago."""
    text, units = context.document.folded, tables(context.document.language).units
    for start in range(max(0, end - _LONGEST_UNIT), end):
        found = units.at(text, start)
        if found is not None and found[1] == end and found[0].kind is Kind.DURATION:
            return True
    return False


def is_base(context: Context, phrase: TimePhrase) -> bool:
    """True where ``phrase`` is what the sentence compares with (比2022年, compared to 2021, 与2022年相比)."""
    if phrase.measured or (phrase.period is not None and phrase.period.kind in _OPEN_ENDED):
        return False
    words, text = _words(), context.document.folded
    compared = _word_before(words.before, text, phrase.span.start) or _is_origin(context, phrase)
    if not compared:  # 分别比上月末和上年同期高: what is joined to a base is another
        found = _joins().before(text, _back(text, phrase.span.start))
        compared = found is not None and _has_base(text, context.lead.start, found[1])
    return compared or words.behind.at(text, _on(text, phrase.span.end)) is not None


def _has_base(text: str, lead: int, end: int) -> bool:
    """A word of comparison shortly in front of ``end``, with no more than the name of a time between the two."""
    reach = range(max(lead + 1, end - _LONGEST_TIME), end - 1)
    return any(_words().before.before(text, place) is not None for place in reach)


@cache
def _joins() -> Table[bool]:
    return Table((word, True) for entry in entries("lists") if entry.get("final") for word in entry["words"])


def is_multiple_of(context: Context, phrase: TimePhrase) -> bool:
    """增长为2019年的1.9倍, 相当于2019年的85%: the number measures another period by that of ``phrase``."""
    words, text, quantity = _words(), context.document.folded, context.quantity
    if quantity.kind not in (Kind.MULTIPLE, Kind.PERCENT) or not _follows(context, phrase):
        return False
    if words.of.at(text, _on(text, phrase.span.end)) is None:
        return False
    said = words.equals.before(text, _back(text, phrase.span.start)) is not None
    return said or quantity.kind is Kind.MULTIPLE


def has_number(context: Context, phrase: TimePhrase) -> bool:
    """比2022年的100亿元增长20%: the number right behind the comparison is of the period compared with.

    A change is not (比2022年增长20%); what grows from 2012 on begins with the next level (从2012年的0.48亿元).
    """
    if context.quantity.kind is Kind.POINTS:
        return False
    if context.quantity.kind is not Kind.PERCENT:
        changes = any(m.value("direction") and m.span.start >= phrase.span.end for m in context.before)
        return _follows(context, phrase) or (_is_origin(context, phrase) and not changes)
    text = context.document.folded
    return _follows(context, phrase) and _words().of.at(text, _on(text, phrase.span.end)) is not None


def _is_origin(context: Context, phrase: TimePhrase) -> bool:
    """从2020年, from 2020: where a course begins, but no sentence ("From 2024, sales are reported net")."""
    text = context.document.folded
    found = _words().origins.before(text, _back(text, phrase.span.start))
    return found is not None and found[1] > context.sentence.span.start + 1


def is_compared(context: Context, place: int) -> bool:
    """Up from $10 billion in 2022: the number at ``place`` stands behind a word of comparison."""
    text, words = context.document.folded, _words()
    return _word_before(words.before, text, place) or _word_before(words.origins, text, place)


def _word_before(table: Table[bool], text: str, place: int) -> bool:
    return table.before(text, _back(text, place)) is not None


def _follows(context: Context, phrase: TimePhrase) -> bool:
    gap = Span(phrase.span.end, context.quantity.extended.start)
    text = context.document.folded
    of = _words().of.at(text, _on(text, gap.start))
    return not text[gap.start if of is None else of[1] : gap.end].strip(_OPENING)


def _on(text: str, place: int) -> int:
    return place + (text[place : place + 1] == " ")


def _back(text: str, place: int) -> int:
    while place and text[place - 1] == " ":
        place -= 1
    return place
