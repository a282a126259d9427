"""What is said of a row of years: 逐年增长, 连续三年下降, "rose every year", "for the third consecutive quarter".

Each such word becomes a claim of role RANK with the cues ``asserted`` and ``trend``; ``direction`` is that of the verb
beside it, ``among`` the rows that it may speak of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.mentions import Mention, find_mentions
from claimlint.claims.ranks import RANK, segment_of
from claimlint.claims.scan import Places
from claimlint.claims.sentences import Sentence
from claimlint.claims.wording import normalise
from claimlint.lexicon.load import entries
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span

# The verb stands right beside the word: 逐年稳步提升, rose steadily every year.
_BESIDE = 16
_NUMBER = r"[0-9a-z\u4e00-\u9fff]{1,7}"


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted((w for e in entries("ranks") if "trend" in e for w in e["words"]), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    spelled = [re.escape(word).replace(r"\{n\}", _NUMBER) for word in _words()]
    return compiled("|".join(rf"\b{w}\b" if w.isascii() else w for w in spelled))


@cache
def _signs() -> tuple[str, ...]:
    """Of every such word a stretch that it cannot be without."""
    longest = {max(word.lower().split("{n}"), key=len) for word in _words()}
    return tuple(one for one in longest if not any(other in one for other in longest - {one}))


def trend_places(lower: str) -> Places:
    """Where words that may be of a trend stand in ``lower``."""
    return Places(lower, _signs())


def trend_claims(document: Document, lower: str, sentence: Sentence) -> Iterator[Claim]:
    """Every trend that ``sentence`` asserts; ``lower`` is the folded text in small letters."""
    for match in _pattern().finditer(lower, sentence.span.start, sentence.span.end):
        word = Span(*match.span())
        segment = segment_of(lower, sentence.span, word)
        mentions = list(find_mentions(lower, segment.start, segment.end))
        verb = _verb(mentions, word)
        if verb is None:
            continue
        metrics = [str(m.value("metric")) for m in mentions if m.value("metric")]
        value = Interval.point(Fraction(int(verb.value("direction"))))
        text, one = document.text[word.start : word.end], Fraction(1)
        quantity = Quantity(word, word, text, RANK, Qualifier.NONE, value, value, one, one, exact=True)
        yield Claim(
            document.path,
            quantity,
            Role.RANK,
            Place(sentence.block, sentence.index, 0, -1),
            metric=metrics[-1] if metrics else None,
            cues=frozenset({"asserted", "trend"}),
            direction=int(verb.value("direction")),
            label=_label(lower, segment, word, verb),
        )


def _verb(mentions: list[Mention], word: Span) -> Mention | None:
    """The verb of growth or fall nearest to the word, behind it first."""
    verbs = [m for m in mentions if m.value("direction")]
    behind = [m for m in verbs if m.span.end > word.end and -1 <= m.span.start - word.end <= _BESIDE]  # 三|年增长
    before = [m for m in verbs if 0 <= word.start - m.span.end <= _BESIDE]
    return behind[0] if behind else before[-1] if before else None


def _label(text: str, segment: Span, word: Span, verb: Mention) -> str:
    """What stands in front of the word and its verb: what the trend is of, where it says so."""
    return normalise(text[segment.start : min(word.start, verb.span.start)])
