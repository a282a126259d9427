"""What surrounds a number in its sentence: the words before it (lead), behind it (trail), and its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from claimlint.claims.mentions import Mention, find_mentions
from claimlint.claims.sentences import Sentence
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.quantities.periods import TimePhrase
from claimlint.quantities.times import Times
from claimlint.quantities.words import tables

# What may stand in front of a word that is all of the gap between two numbers.
_COMMAS = ", \uff0c("
_OPENS = ("", *_COMMAS.replace(" ", ""))
_APPOSED = (",", "\uff0c", "(")
_AS_MUCH = 9  # " as large"


@dataclass(frozen=True, slots=True)
class Context:
    """One number and its surroundings inside a sentence.

    ``lead`` runs from the number before (or the sentence's start) to this one; ``trail`` from it to the next number or
    the end of its clause.  ``before`` and ``behind`` are the mentions in them.
    """

    document: Document
    sentence: Sentence
    quantity: Quantity
    clause: int
    lead: Span
    trail: Span
    before: tuple[Mention, ...]
    behind: tuple[Mention, ...]
    earlier: tuple[Mention, ...]  # every mention of the sentence in front of the number
    own: tuple[Mention, ...]  # those inside the number itself: doubled, 翻一番, 4-fold
    following: tuple[Mention, ...]  # those up to the next number, over the ends of clauses
    phrases: tuple[TimePhrase, ...]  # every phrase of time in the sentence
    first: int  # where the first number of the sentence begins
    gap: str  # what stands between the number before and this one
    following_end: int = 0  # where the next number of the sentence begins, or the sentence ends
    near: tuple[Mention, ...] = ()  # those of ``before`` that stand in the number's clause
    said: frozenset[str] = frozenset()  # every key and cue of the sentence's mentions

    @property
    def clause_start(self) -> int:
        """Where the number's clause begins."""
        return self.sentence.clauses[self.clause].start

    @property
    def listed(self) -> bool:
        """True where a list goes on from the number before: 10%、12%和8%, +10%/+12%/+8%."""
        return self.gap.strip().rstrip("+") in tables().lists

    @property
    def restates(self) -> bool:
        """True where the number says the one before anew: $4.3bn (€3.9bn), 3.2万英镑，合29.1万元."""
        gap = self.gap.strip()
        about = self.quantity.qualifier is Qualifier.ABOUT and gap in _APPOSED  # €250m, roughly $270m
        return (
            gap == "(" or about or _ends_equal(gap) or _ends_equal(self.text(self.lead.start, self.quantity.span.start))
        )

    @property
    def yields(self) -> bool:
        """True where the number is said to follow: 120 million barrels would earn $9.36bn."""
        gap = self.text(self.lead.start, self.quantity.span.start).strip()
        return (
            _yields().before(gap, len(gap)) is not None
            or _yields().before(self.gap.strip(), len(self.gap.strip())) is not None
        )

    def says(self, *words: str) -> bool:
        """Whether any mention of the sentence has one of these keys or cues: if not, none around the number has."""
        return not self.said.isdisjoint(words)

    def in_clause(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Those of ``mentions`` that stand in the number's clause."""
        return tuple(m for m in mentions if m.span.start >= self.clause_start)

    def text(self, start: int, end: int) -> str:
        """Folded text between two places."""
        return self.document.folded[start:end]


@cache
def _equals() -> Table[bool]:
    """Words by which a number says the one before it anew."""
    return Table((word, True) for entry in entries("links") if entry.get("equals") for word in entry["words"])


@cache
def _yields() -> Table[bool]:
    """Words by which a number follows from those before it."""
    return Table((word, True) for entry in entries("links") if entry.get("yields") for word in entry["words"])


def _ends_equal(gap: str) -> bool:
    """折算为, or, i.e.; 综合 and 组合 end like 合: so short a word opens its clause."""
    gap = gap.strip()
    found = _equals().before(gap, len(gap))
    return found is not None and (len(gap) - found[1] > 1 or gap[: found[1]].rstrip()[-1:] in _OPENS)


def contexts(
    document: Document, lower: str, sentence: Sentence, quantities: Sequence[Quantity], times: Times
) -> Iterator[Context]:
    """The surroundings of each number of a sentence (periods are surroundings, not numbers)."""
    numbers = [q for q in quantities if q.kind is not Kind.PERIOD]
    if not numbers:
        return
    mentions = tuple(_outside(lower, sentence, quantities))
    phrases = _own(times.of_part(document.blocks[sentence.block].span, sentence.span), mentions)
    mentions = tuple(m for m in mentions if not _is_within(m, phrases))
    starts = [m.span.start for m in mentions]
    said = frozenset().union(*(m.word.said for m in mentions))
    clause_starts = [c.start for c in sentence.clauses]
    for index, quantity in enumerate(numbers):
        here, there = quantity.extended.start, quantity.extended.end
        left = numbers[index - 1].extended.end if index else sentence.span.start
        clause = bisect_right(clause_starts, quantity.span.start) - 1
        next_start = numbers[index + 1].extended.start if index + 1 < len(numbers) else sentence.span.end
        # The brackets of $(285)M end no clause.
        last = max(clause, bisect_right(clause_starts, max(here, there - 1)) - 1)
        right = max(there, min(next_start, sentence.clauses[last].end))
        before = mentions[bisect_left(starts, left) : bisect_left(starts, quantity.span.start)]
        behind = mentions[bisect_left(starts, there) : bisect_left(starts, right)]
        following = mentions[bisect_left(starts, there) : bisect_left(starts, next_start)]
        yield Context(
            document,
            sentence,
            quantity,
            clause,
            lead=Span(left, max(left, here)),
            trail=Span(there, right),
            before=before,
            behind=behind,
            earlier=mentions[: bisect_left(starts, here)],
            own=_own_words(lower, quantity),
            following=following,
            phrases=phrases,
            first=numbers[0].span.start,
            gap=document.folded[left : max(left, here)] if index else "\n",
            following_end=next_start,
            near=before[bisect_left(before, sentence.clauses[clause].start, key=_start) :],
            said=said,
        )


def _own_words(lower: str, quantity: Quantity) -> tuple[Mention, ...]:
    """What a multiple says of itself: doubled is up to twice, "4 times as much" is no "4 times more"."""
    if quantity.kind is not Kind.MULTIPLE:
        return ()
    end = quantity.span.end
    found = find_mentions(lower, quantity.span.start, min(len(lower), end + _AS_MUCH))
    return tuple(mention for mention in found if mention.span.start < end)


def _start(mention: Mention) -> int:
    return mention.span.start


# Words that are no cue, and one that is a time itself (全年).
_TIMELESS = (None, "whole-year")


def _own(phrases: Sequence[TimePhrase], mentions: tuple[Mention, ...]) -> tuple[TimePhrase, ...]:
    """Phrases of time that are not a part of a cue: 比上年增长 does not move its number into last year."""
    starts = [m.span.start for m in mentions]
    kept = []
    for phrase in phrases:
        index = bisect_right(starts, phrase.span.start) - 1
        if index < 0 or mentions[index].value("cue") in _TIMELESS or not mentions[index].span.covers(phrase.span):
            kept.append(phrase)
    return tuple(kept)


def _is_within(mention: Mention, phrases: Sequence[TimePhrase]) -> bool:
    """In the three months to June: the words of a time add nothing up and lead nowhere."""
    if mention.value("cue") not in ("to", "total", "together"):
        return False
    return any(p.span.covers(mention.span) or _overlaps(p.span, mention.span) for p in phrases if not p.measured)


def _overlaps(time: Span, word: Span) -> bool:
    return time.start < word.end <= time.end and word.start < time.start


def _outside(lower: str, sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Mention]:
    """Mentions between the numbers: 年 of 2024年 is none, and 五年复合增速 is five years, then 复合增速."""
    start = sentence.span.start
    for quantity in quantities:
        yield from find_mentions(lower, start, max(start, quantity.span.start))
        start = max(start, quantity.span.end)
    yield from find_mentions(lower, start, max(start, sentence.span.end))
