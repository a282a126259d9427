"""What is said of an order: 武汉最快, "Vietnam was the second-largest market".

Each such word becomes a claim of role RANK with the cue ``asserted``: its value is the place (1 from the greatest, -1
from the least), its label the words in which somebody or something is named, ``extended`` the stretch of these words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any
from unicodedata import numeric

from claimlint.cache.compiled import compiled
from claimlint.claims.clock import Moment
from claimlint.claims.context import Context
from claimlint.claims.labels import Label
from claimlint.claims.mentions import Mention, find_mentions
from claimlint.claims.scan import Scanner
from claimlint.claims.sentences import Sentence
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind, Unit
from claimlint.quantities.ties import ties

RANK = Unit("rank", Kind.ORDINAL, "rank")
_SAID = ("speed", "fall", "size", "noun", "sequence", "around", "loose")
# Brackets do not end the words in which a thing is named: 杭州(4.8%)垫底.
_SEGMENT_END = compiled(r"[，;；:。！？!?]|,(?![0-9]{3})|\.(?=\s|$)|\s-\s")


@dataclass(frozen=True, slots=True)
class _Found:
    meaning: Mapping[str, Any]
    span: Span


@cache
def _words() -> Scanner[Mapping[str, Any]]:
    found = [entry for entry in entries("ranks") if {"rank", "sequence", "scoped", "closed"} & entry.keys()]
    names = [word for entry in entries("ranks") if entry.get("name") for word in entry["words"]]
    return Scanner(((word, entry) for entry in found for word in entry["words"]), exceptions=names)


@cache
def _summaries() -> tuple[frozenset[str], tuple[str, ...]]:
    words = [word for entry in entries("ranks") if "summary" in entry for word in entry["words"]]
    return frozenset(words), tuple(word for word in words if not word.isascii())


def is_summary(name: str) -> bool:
    """True for the name of a row that sums up the others, or stands for what is left (合计, average, other)."""
    exact, han = _summaries()
    bare = name.strip(" *_:()").lower()
    return bare in exact or bare.startswith(han) or bare.endswith(han) or bare.split(" ")[0] in exact


def rank_claims(document: Document, lower: str, sentence: Sentence) -> Iterator[Claim]:
    """Every place in an order that ``sentence`` asserts; ``lower`` is the folded text in small letters."""
    start, end = sentence.span.start, sentence.span.end
    found = [_Found(meaning, Span(at, stop)) for meaning, at, stop in _words().find(lower, start, end)]
    ranks = [word for word in found if "rank" in word.meaning]
    for word in ranks:
        if _counts_several(lower, word.span.end):
            continue
        segment = segment_of(lower, sentence.span, word.span)
        alike = [other for other in ranks if segment.covers(other.span)]
        if len(alike) > 1:
            segment = _part(lower, segment, word.span)
        yield _claim(document, lower, sentence, word, segment, found)
    sequences = [word for word in found if "sequence" in word.meaning]
    for word in sequences:
        start = sentence.span.start if word.meaning.get("around") else word.span.start
        following = (w.span.start for w in sequences if w.span.start > word.span.start and w.meaning.get("around"))
        stretch = Span(start, next(following, sentence.span.end))
        yield _claim(document, lower, sentence, _turned(word, ranks), stretch, found)


def _counts_several(lower: str, end: int) -> bool:
    """浓度最低的3个城市依次是, 最大的三家: a number behind the word says how many have the places."""
    found = ties().modifies.at(lower, end)
    digit = lower[found[1] : found[1] + 1] if found is not None else ""
    return bool(digit) and numeric(digit, 1) > 1


def _turned(word: _Found, ranks: list[_Found]) -> _Found:
    """Lowest in Eastfield (3.1%), ahead of Norbury (4.0%): of an order from the least, the lesser goes ahead."""
    led = [rank for rank in ranks if rank.span.end <= word.span.start]
    if not word.meaning.get("around") or not led or int(led[-1].meaning["rank"]) > 0:
        return word
    return _Found({**word.meaning, "sequence": -int(word.meaning["sequence"])}, word.span)


def segment_of(text: str, sentence: Span, word: Span) -> Span:
    """The stretch between the signs around ``word``."""
    start, end = sentence.start, sentence.end
    for match in _SEGMENT_END.finditer(text, sentence.start, sentence.end):
        if match.end() <= word.start:
            start = match.end()
        elif match.start() >= word.end:
            return Span(start, match.start())
    return Span(start, end)


@cache
def _joins() -> re.Pattern[str]:
    words = sorted((w for e in entries("ranks") if "part" in e for w in e["words"]), key=len, reverse=True)
    return re.compile("|".join(rf"\s{re.escape(w)}\s" if w.isalpha() and w.isascii() else re.escape(w) for w in words))


def _part(text: str, segment: Span, word: Span) -> Span:
    """Of a segment with several places (Japan grew fastest and Korea slowest) the part with ``word``."""
    start, end = segment.start, segment.end
    for match in _joins().finditer(text, segment.start, segment.end):
        if match.end() <= word.start:
            start = match.end()
        elif match.start() >= word.end:
            return Span(start, match.start())
    return Span(start, end)


def _claim(
    document: Document, lower: str, sentence: Sentence, word: _Found, segment: Span, found: list[_Found]
) -> Claim:
    value = Interval.point(Fraction(int(word.meaning.get("rank") or word.meaning["sequence"])))
    text = document.text[word.span.start : word.span.end]
    one = Fraction(1)
    quantity = Quantity(word.span, segment, text, RANK, Qualifier.NONE, value, value, one, one, exact=True)
    cues = {"asserted"} | {key for key in _SAID if word.meaning.get(key)}
    around = [other for other in found if other.span.start < segment.end and other is not word]
    cues |= {key for key in ("scoped", "closed") for other in around if key in other.meaning}
    place = Place(sentence.block, sentence.index, 0, -1)
    metrics = [m.value("metric") for m in find_mentions(lower, segment.start, segment.end) if m.value("metric")]
    return Claim(
        document.path,
        quantity,
        Role.RANK,
        place,
        metric=metrics[-1] if metrics else None,
        cues=frozenset(cues),
        label=lower[segment.start : segment.end],
        of=lower[sentence.span.start : sentence.span.end if "sequence" in cues else segment.end],
    )


def ranks_in_front(context: Context, label: Label, moment: Moment) -> Iterator[Claim]:
    """最高, 其次: the place in an order that the words give to the number behind them."""
    for mention in context.before:
        rank = mention.value("rank")
        if rank is not None and not _counts_several(context.document.folded, mention.span.end):
            yield _rank(context, mention, int(rank), label, moment)


def _rank(context: Context, mention: Mention, rank: int, label: Label, moment: Moment) -> Claim:
    span: Span = mention.span
    value = Interval.point(Fraction(rank))
    text = context.document.text[span.start : span.end]
    quantity = Quantity(span, span, text, RANK, Qualifier.NONE, value, value, Fraction(1), Fraction(1), exact=True)
    place = Place(context.sentence.block, context.sentence.index, context.clause, 0)
    return Claim(
        context.document.path, quantity, Role.RANK, place, label.subject, label.metric, moment.period, label=label.text
    )
