"""The words of which English numbers are made, and the stretch of them at a place."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.quantities.numerals import parse_digits

# Longer phrases are no numbers; reading them would only cost time.
_MOST_TOKENS = 16
_TOKEN = compiled(r"[A-Za-z]+|[0-9](?:[0-9,.]*[0-9])?")
_GAP = compiled(r" {0,3}-? {0,3}")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word of numbers means: one of digit, hundred, scale, times, part, ordinal, article, and, point, over,
    of."""

    sort: str
    value: Fraction = Fraction(0)
    denominator: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number of a phrase, and its place."""

    word: Word
    start: int
    end: int
    also: Word | None = None  # "second" is an ordinal and a part


@cache
def _words() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for entry in entries("numerals"):
        if entry["language"] != "en":
            continue
        for word in entry.get("words", ()):
            meaning = _meaning(entry)
            if meaning is not None and " " not in word:
                found.setdefault(word, meaning)
    return found


def _meaning(entry: dict[str, object]) -> Word | None:
    for sort in ("digit", "scale", "times", "part", "ordinal"):
        value = entry.get(sort)
        if isinstance(value, int):
            return Word("hundred" if value == 100 and sort == "scale" else sort, Fraction(value))
    sorts = ("article", "and", "point", "over")
    return next((Word(sort) for sort in sorts if entry.get(sort)), None)


@cache
def scales() -> tuple[str, ...]:
    """Million, dozen: the words that a part or an article stands in front of."""
    return tuple(word for word, meaning in _words().items() if meaning.sort in ("hundred", "scale", "times"))


@cache
def parts() -> tuple[str, ...]:
    """Half, quarter."""
    return tuple(word for word, meaning in _words().items() if meaning.sort == "part")


@cache
def articles() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles, and the words of numbers that may follow one (a hundred, a dozen, a quarter)."""
    words = _words()
    follow = (*(w for w, m in words.items() if m.sort in ("hundred", "scale", "times", "part")), *ordinal_words())
    return tuple(w for w, m in words.items() if m.sort == "article"), follow


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of numbers and the digits from ``start`` on, up to the first other word."""
    found: list[Token] = []
    position, words = start, _words()
    while len(found) < _MOST_TOKENS:
        match = _TOKEN.match(text, position, end)
        if match is None:
            break
        said = match.group()
        if said[0].isdigit():
            numeral = parse_digits(said)
            if numeral is None:
                break
            found.append(Token(Word("number", numeral.value), match.start(), match.end()))
        else:
            token = _token(words, match, text)
            if token is None:
                break
            found.append(token)
        gap = _GAP.match(text, found[-1].end, end)
        position = found[-1].end if gap is None else gap.end()
        if position == found[-1].end:
            break
    return found


def _token(words: dict[str, Word], match: re.Match[str], text: str) -> Token | None:
    said, end = match.group().lower(), match.end()
    if said == "out" and text[end : end + 4].lower() == " of ":
        return Token(Word("over"), match.start(), end + 3)
    if said in ("in", "of"):  # one in five, three quarters of a million
        return Token(Word("over" if said == "in" else "of"), match.start(), end)
    known = words.get(said)
    if known is not None:
        plural = said.endswith("s")
        return Token(Word(known.sort, known.value, plural), match.start(), end)
    singular = words.get(said.removesuffix("s").removesuffix("th"))
    ordinal = words.get(said.removesuffix("s"))
    if ordinal is not None and ordinal.sort == "ordinal":
        return Token(Word("ordinal", ordinal.value, True), match.start(), end)
    if singular is not None and singular.sort in ("hundred", "scale") and "th" in said[-3:]:
        return Token(Word("ordinal", singular.value, said.endswith("s")), match.start(), end)
    return None


@cache
def ordinal_words() -> tuple[str, ...]:
    """First, second, eleventh: the words in which an ordinal may end."""
    words = _words()
    named = [word for word, meaning in words.items() if meaning.sort == "ordinal"]
    return (*named, *(f"{word}th" for word, meaning in words.items() if meaning.sort in ("hundred", "scale")))
