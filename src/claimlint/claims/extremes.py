"""What is said of one time among others: 2021年达峰, "bottomed out in 2020", 创2018年以来新高, "highest since 2019".

Each such word becomes a claim of role RANK with the cues ``asserted`` and ``peak`` or ``record``; ``direction`` is +1
for a high and -1 for a low, and each list in ``among`` begins with the value that is meant, the others behind it in
order of time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

from claimlint.cache.compiled import compiled
from claimlint.claims.mentions import find_mentions
from claimlint.claims.ranked import Listed, Lists
from claimlint.claims.ranks import RANK, segment_of
from claimlint.claims.scan import Places
from claimlint.claims.sentences import Sentence
from claimlint.claims.wording import normalise
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.quantities.periods import TimePhrase

_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)
# So close to its word stands the time of a peak (behind it the peak itself may come first), and that of a record.
_BESIDE, _BEHIND, _SINCE = 12, 40, 30
_MOST, _MONTHS = 60, 12
_STOP = compiled("[,\uff0c;\uff1b:\uff1a]")
_NEXT = compiled(r" ?([a-z]|[\u3400-\u9fff])")
_STEPS = frozenset({"yoy", "qoq", "cagr", "average-growth", "cumulative", "each", "mean"})
_KEYS = ("peak", "record", "unless", "since", "like")


@dataclass(frozen=True, slots=True)
class Extreme:
    """A word that calls a value an extreme: ``claim``, whose period is that of a peak.

    A record counts from ``since``, or over ``months``, or has none of both and counts from ever; with ``like`` among
    like parts of a year only (同期).
    """

    claim: Claim
    since: Period | None = None
    months: int | None = None
    like: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    meaning: Mapping[str, Any]
    span: Span


@cache
def _words() -> Table[Mapping[str, Any]]:
    found = [entry for entry in entries("ranks") if any(key in entry for key in _KEYS)]
    return Table((word, entry) for entry in found for word in entry["words"])


@cache
def _signs() -> tuple[str, ...]:
    return tuple(
        w.lower() for entry in entries("ranks") if "peak" in entry or "record" in entry for w in entry["words"]
    )


def extreme_places(lower: str) -> Places:
    """Where words that may be of an extreme stand in ``lower``: most texts have none, and are looked through once."""
    return Places(lower, _signs())


def extremes(document: Document, lower: str, sentence: Sentence, phrases: Sequence[TimePhrase]) -> Iterator[Extreme]:
    """Every peak, trough or record that ``sentence`` asserts; ``lower`` is the folded text in small letters."""
    start, end = sentence.span.start, sentence.span.end
    found = [_Word(meaning, Span(at, stop)) for meaning, at, stop in _words().find(lower, start, end)]
    words = [word for word in found if "peak" in word.meaning or "record" in word.meaning]
    if not words:
        return
    for word in words:
        segment = segment_of(lower, sentence.span, word.span)
        if any("unless" in other.meaning and segment.covers(other.span) for other in found):
            continue
        if "peak" in word.meaning:
            told = _peak(document, lower, sentence, segment, word, phrases)
        else:
            told = _record(document, lower, sentence, segment, word, phrases, found)
        if told is not None:
            yield told


def _peak(
    document: Document, lower: str, sentence: Sentence, segment: Span, word: _Word, phrases: Sequence[TimePhrase]
) -> Extreme | None:
    """The word with the one time in its clause: in front of it (2021年达到峰值), or behind (peaked at $3 in 2021)."""
    inside = [p for p in phrases if segment.covers(p.span) and p.period is not None and p.period.year > 0]
    if len(inside) != 1:
        return None
    phrase = inside[0]
    before, behind = word.span.start - phrase.span.end, phrase.span.start - word.span.end
    if not (0 <= before <= _BESIDE or 0 <= behind <= _BEHIND):
        return None
    first = min(word.span, phrase.span)
    claim = _claim(document, sentence, word, "peak", lower[segment.start : first.start])
    return Extreme(replace(claim, period=phrase.period))


def _record(
    document: Document,
    lower: str,
    sentence: Sentence,
    segment: Span,
    word: _Word,
    phrases: Sequence[TimePhrase],
    found: Sequence[_Word],
) -> Extreme | None:
    """Since when: 创2018年以来新高, 近五年新低, the highest since Q3 2019; a record of all time needs no time."""
    start, end = word.span.start, word.span.end
    like = any("like" in other.meaning and abs(other.span.start - start) <= _SINCE for other in found)
    first = min([p.span.start for p in phrases if segment.start <= p.span.start < start] + [start])
    claim = _claim(document, sentence, word, "record", lower[segment.start : first])
    if not _is_followed(lower, end, sentence.span.end):
        return None  # record high temperatures, 创历史新高的气温
    if word.meaning.get("ever"):
        return Extreme(claim, like=like)
    since = [other.span for other in found if "since" in other.meaning]
    for phrase in phrases:
        front, back = start - phrase.span.end, phrase.span.start - end
        if not (0 <= front <= _BESIDE or 0 <= back <= _SINCE):
            continue
        if not _is_plain(lower[phrase.span.end : start] if front >= 0 else lower[end : phrase.span.start]):
            continue  # 为2018年以来气温最高的一年
        said = any(0 <= s.start - phrase.span.end <= 1 or 0 <= phrase.span.start - s.end <= 1 for s in since)
        if phrase.period is not None and (said or phrase.period.kind is PeriodKind.SINCE):
            return Extreme(claim, phrase.period, like=like)
        if phrase.relative == "past" and front >= 0:
            return Extreme(claim, months=phrase.offset, like=like)
    return None


@cache
def _plain() -> Table[bool]:
    kinds = ("plain", "since", "like")
    found = [entry for entry in entries("ranks") if any(kind in entry for kind in kinds)]
    return Table((word, True) for entry in found for word in entry["words"])


def _is_plain(text: str) -> bool:
    """True for words between an extreme and its time that name nothing else (the highest quarterly level since)."""
    left = text
    for _, start, end in _plain().find(text, 0, len(text)):
        left = left[:start] + " " * (end - start) + left[end:]
    return not normalise(left)


def _is_followed(text: str, end: int, last: int) -> bool:
    """True where no name of another thing stands right behind the word."""
    word = _NEXT.match(text, end, last)
    if word is None:
        return True
    return _plain().at(text, word.start(1)) is not None


@cache
def _particles() -> tuple[str, ...]:
    words = {word for entry in entries("ranks") if "at" in entry for word in entry["words"]}
    return tuple(sorted(words, key=len, reverse=True))


def _claim(document: Document, sentence: Sentence, word: _Word, kind: str, front: str) -> Claim:
    """The word as a claim; ``front`` are the words of its clause before it, which may say what it is of."""
    metrics = [str(m.value("metric")) for m in find_mentions(front, 0, len(front)) if m.value("metric")]
    particle = next((p for p in _particles() if front.endswith(p)), "")
    label = normalise(front.removesuffix(particle))
    direction = int(word.meaning[kind])
    value, one = Interval.point(Fraction(direction)), Fraction(1)
    text = document.text[word.span.start : word.span.end]
    quantity = Quantity(word.span, word.span, text, RANK, Qualifier.NONE, value, value, one, one, exact=True)
    cues = {"asserted", kind, *(("turning",) if word.meaning.get("turning") else ())}
    place = Place(sentence.block, sentence.index, 0, -1)
    return Claim(
        document.path,
        quantity,
        Role.RANK,
        place,
        metric=metrics[-1] if metrics else None,
        cues=frozenset(cues),
        direction=direction,
        label=label,
    )


class Extremes:
    """The values of one document by what they are of, for those that a word of an extreme sets against the others."""

    def __init__(self, document: Document, claims: Sequence[Claim], lists: Lists) -> None:
        self._text, self._lists = document.folded, lists
        self._claims = [c for c in claims if c.role in _VALUES]
        self._sentences = [c.place.sentence for c in self._claims]
        self._alike: dict[object, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            self._alike[_key(claim)].append(claim)

    def told(self, extreme: Extreme) -> Claim:
        """The claim of ``extreme`` with the lists that it may speak of, each led by the value that is meant."""
        found = self._peaks(extreme.claim) if "peak" in extreme.claim.cues else self._records(extreme)
        return replace(extreme.claim, among=tuple(found))

    def _peaks(self, word: Claim) -> Iterator[Listed]:
        told = self._lists.series(word)
        rows = told or self._lists.of_time(word.place.block)
        for row in rows:
            at = next((c for c in row if c.period == word.period), None)
            named = bool(word.metric or word.label) or len(rows) == 1
            if at is not None and named and _is_of(word, at):
                yield (at, *(c for c in row if c is not at))

    def _records(self, extreme: Extreme) -> Iterator[Listed]:
        """For each number in front of the word that it may be said of; nothing where one of them stands alone."""
        word = extreme.claim
        here, start = word.place.sentence, word.quantity.span.start
        inside = self._claims[bisect_left(self._sentences, here) : bisect_right(self._sentences, here)]
        items = [c for c in inside if c.quantity.span.end <= start and c.quantity.kind is not Kind.DURATION]
        items = [c for c in items if not c.cues & {"from", "prior", "aside"}]
        own = [c for c in items if not _STOP.search(self._text, c.quantity.span.end, start)]
        if not own and (word.label or word.metric):  # 收入35亿元，毛利率创2018年以来新高
            items = [c for c in items if _is_of(word, c)]
        last = {_key(item) or item: item for item in own or items}  # 2022年36%、2024年35%，创新高: of a row the last
        lists = [(item, *self._before(item, extreme)) for item in reversed(last.values())]
        if all(1 < len(listed) <= _MOST for listed in lists):
            yield from lists

    def _before(self, item: Claim, extreme: Extreme) -> Sequence[Claim]:
        """The values like ``item`` behind the time that the record counts from, and before its own."""
        key = _key(item)
        found = [] if key is None else [c for c in self._alike[key] if _is_since(extreme, item, c)]
        return sorted(found, key=lambda c: c.period.start if c.period else 0)


def _key(claim: Claim) -> object:
    """What a value is of, and for how long; None where its words or its time are not known."""
    period = claim.period
    if period is None or period.end is None or period.year <= 0 or not (claim.metric or claim.label):
        return None
    if not claim.cues & {"period-said", "tabled"} or claim.quantity.qualifier is not Qualifier.NONE:
        return None
    steps = claim.cues & _STEPS if claim.role is Role.CHANGE else frozenset()
    what = (claim.metric, _bare(claim.label), claim.role is Role.CHANGE, steps, claim.of)
    when = (period.kind, period.end - period.start, period.id.startswith("FY"))
    return what, when, claim.basis, claim.scope, claim.stance, claim.quantity.unit.dimension


def _bare(label: str) -> str:
    """The words of a name without those that only say that all of it is meant (公司毛利率 is 毛利率)."""
    for mention in find_mentions(label, 0, len(label)):
        if mention.value("group") and mention.span.start == 0 and mention.span.end < len(label):
            return label[mention.span.end :].strip()
    return label


def _is_since(extreme: Extreme, item: Claim, other: Claim) -> bool:
    own, period, since = item.period, other.period, extreme.since
    if own is None or period is None or period.start >= own.start:
        return False
    if extreme.like and (own.start - period.start) % _MONTHS:
        return False
    if extreme.months is not None:
        return period.start > own.start - extreme.months
    if since is None:
        return True
    end = since.start + _MONTHS if since.end is None else since.end
    return period.start >= end  # 2018 itself may have been higher


def _is_of(word: Claim, member: Claim) -> bool:
    """True where the words in front of a peak name nothing else than the row does."""
    one, other = _bare(word.label), _bare(member.label)
    if word.metric is not None and member.metric is not None:
        return word.metric == member.metric and (not one or not other or one == other)
    return not one or one in other or (bool(other) and other in one)
