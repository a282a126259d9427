"""A fast scanner for words of the lexicon, behind the interface of the plain one (:meth:`Table.find`).

Most words of a text are no words of the lexicon.  A Latin word of the text can only begin one whose first Latin word it
is, so that one look-up of all of it rules it out; elsewhere two characters do.  ``tests/test_scan.py`` holds both
scanners against each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from claimlint.cache.compiled import compiled
from claimlint.model.text import Span

T = TypeVar("T")
_LATIN = compiled("[a-z]+")


class Scanner(Generic[T]):
    """Words, each with a meaning, found from left to right in a text of small letters, the longest at each place.

    ``exceptions`` are longer words in which a word is none.
    """

    def __init__(self, words: Iterable[tuple[str, T]], exceptions: Iterable[str] = ()) -> None:
        self._meanings: dict[str, T | None] = {}
        for word, meaning in words:
            self._meanings.setdefault(word.lower(), meaning)
        for exception in exceptions:
            self._meanings.setdefault(exception.lower(), None)

    @property
    def exceptions(self) -> Iterable[str]:
        """The longer words in which a word is none."""
        return (word for word, meaning in self._meanings.items() if meaning is None)

    def words(self) -> Iterable[tuple[str, T]]:
        """Every word with its meaning."""
        return ((word, meaning) for word, meaning in self._meanings.items() if meaning is not None)

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        """How long the words are that begin with a Latin word or, elsewhere, with two characters (or are one)."""
        found: dict[str, set[int]] = {}
        for word in self._meanings:
            latin = _LATIN.match(word)
            found.setdefault(latin.group() if latin else word[:2], set()).add(len(word))
        for key, lengths in found.items():
            if len(key) == 2 and key[0] in found and not _LATIN.match(key):
                lengths |= found[key[0]]
        return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """Where a word may begin.  The group holds a Latin word, which no other letter stands in front of."""
        signs = "".join(sorted({re.escape(word[0]) for word in self._meanings if not _LATIN.match(word)}))
        return compiled(r"((?<![A-Za-z])[a-z]+)" + (f"|[{signs}]" if signs else ""))

    def find(self, lower: str, start: int, end: int) -> Iterator[tuple[T, int, int]]:
        """Every word of ``lower`` between two places, none overlapping."""
        lengths_of, meanings, position = self._lengths, self._meanings, start
        for match in self._starts.finditer(lower, start, end):
            here = match.start()
            if here < position:
                continue
            if match.lastindex:
                lengths = lengths_of.get(match.group())
            else:
                lengths = lengths_of.get(lower[here : here + 2]) or lengths_of.get(lower[here])
            for length in lengths or ():
                stop = here + length
                word = lower[here:stop]
                if word not in meanings or len(word) < length or _runs_on(lower, stop):
                    continue
                meaning = meanings[word]
                if meaning is not None and stop <= end:
                    yield meaning, here, stop
                    position = stop
                break


def _runs_on(lower: str, stop: int) -> bool:
    """True where a Latin letter stands on both sides of ``stop``."""
    behind = lower[stop - 1 : stop + 1]
    return len(behind) == 2 and behind.isascii() and behind.isalpha()


class Places:
    """Where in a text one of some stretches of letters stands, whatever is around it: found in one go, asked often."""

    def __init__(self, text: str, stretches: Iterable[str]) -> None:
        self._found = sorted(place for stretch in stretches for place in _all(text, stretch))

    def any(self, span: Span) -> bool:
        """True where one begins inside ``span``."""
        place = bisect_left(self._found, span.start)
        return place < len(self._found) and self._found[place] < span.end


def _all(text: str, stretch: str) -> Iterator[int]:
    place = text.find(stretch)
    while place >= 0:
        yield place
        place = text.find(stretch, place + 1)
