"""Longest-match word tables: the one way in which words of the lexicon are found beside a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

from claimlint.cache.compiled import compiled

T = TypeVar("T")


class _Lengths:
    """How long words are that have a character at their edge and another beside it, longest first.

    Two characters leave one or two lengths to try where the first alone leaves up to thirty.
    """

    def __init__(self, words: Iterable[tuple[int, str, str]]) -> None:
        by_pair: dict[str, set[int]] = {}
        alone: dict[str, tuple[int, ...]] = {}
        for length, edge, beside in words:
            for variant in {edge: None, edge.upper(): None, edge.lower(): None}:
                if beside:
                    by_pair.setdefault(variant + beside.lower(), set()).add(length)
                    alone.setdefault(variant, ())
                else:
                    alone[variant] = (1,)
        self.alone = alone
        self.by_pair = {pair: (*sorted(found, reverse=True), *alone[pair[0]]) for pair, found in by_pair.items()}


class Table(Generic[T]):
    """Words, each with a meaning, found at (or just before) a place in a text.

    Words are compared without case, ``symbols`` exactly; ``exceptions`` are longer words in which a
    word is none (年轻).  A word that ends (or begins) with a Latin letter must not
    run on into another one.  A look-up tries each word length once, so its cost does not grow with the table.
    """

    def __init__(
        self,
        words: Iterable[tuple[str, T]] = (),
        symbols: Iterable[tuple[str, T]] = (),
        exceptions: Iterable[str] = (),
    ) -> None:
        self._words: dict[str, T | None] = {}
        self._symbols: dict[str, T] = {}
        for word, meaning in words:
            self._words.setdefault(word.lower(), meaning)
        for symbol, meaning in symbols:
            self._symbols.setdefault(symbol, meaning)
        for exception in exceptions:
            self._words.setdefault(exception.lower(), None)

    # Most tables are asked in one way only.

    @cached_property
    def _ahead(self) -> _Lengths:
        return _Lengths((len(word), word[:1], word[1:2]) for word in (*self._words, *self._symbols))

    @cached_property
    def _back(self) -> _Lengths:
        return _Lengths((len(word), word[-1:], word[-2:-1]) for word in (*self._words, *self._symbols))

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        return compiled(_beginnings(self._ahead.alone))

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """The meaning and end of the longest word that begins at ``start``."""
        lengths, edge = self._ahead, text[start : start + 1]
        alone = lengths.alone.get(edge)
        if alone is None:  # as nearly always
            return None
        for length in lengths.by_pair.get(edge + text[start + 1 : start + 2].lower(), alone):
            end = start + length
            if end > len(text) or (end < len(text) and _is_latin(text[end]) and _is_latin(text[end - 1])):
                continue
            known, meaning = self._look_up(text[start:end])
            if known:
                return None if meaning is None else (meaning, end)
        return None

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[T, int, int]]:
        """Every word between two places, from left to right, the longest at each, none overlapping."""
        position = start
        for match in self._starts.finditer(text, start, end):
            here = match.start()
            if here < position:
                continue
            found = self.at(text, here)
            if found is not None and found[1] <= end:
                yield found[0], here, found[1]
                position = found[1]

    def before(self, text: str, end: int) -> tuple[T, int] | None:
        """The meaning and start of the longest word that ends at ``end``."""
        if end <= 0:
            return None
        lengths, edge = self._back, text[end - 1 : end]
        alone = lengths.alone.get(edge)
        if alone is None:
            return None
        for length in lengths.by_pair.get(edge + text[end - 2 : end - 1].lower(), alone):
            start = end - length
            if start < 0 or (start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start])):
                continue
            known, meaning = self._look_up(text[start:end])
            if known:
                return None if meaning is None else (meaning, start)
        return None

    def alone(self, word: str) -> T | None:
        """The meaning of ``word`` itself, whatever stands beside it."""
        return self._look_up(word)[1] if word else None

    def __contains__(self, word: str) -> bool:
        return self._look_up(word)[1] is not None

    def _look_up(self, word: str) -> tuple[bool, T | None]:
        """Whether the table knows ``word``, and what it means; an exception is known and means nothing."""
        if word in self._symbols:
            return True, self._symbols[word]
        lower = word.lower()
        return lower in self._words, self._words.get(lower)


def _beginnings(firsts: Iterable[str]) -> str:
    """Where a word may begin: with a Latin letter only where no other one stands in front of it."""
    found = "".join(map(re.escape, firsts))
    return f"[{found}](?<![A-Za-z][A-Za-z])" if found else "(?!)"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
