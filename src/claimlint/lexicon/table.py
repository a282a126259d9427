"""Longest-match word tables: the one way in which words of the lexicon are found beside a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


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
        self._lengths: dict[str, list[int]] = {}
        self._last_lengths: dict[str, list[int]] = {}
        for word in (*self._words, *self._symbols):
            for index, key in ((self._lengths, word[0]), (self._last_lengths, word[-1])):
                for variant in {key, key.upper(), key.lower()}:
                    lengths = index.setdefault(variant, [])
                    if len(word) not in lengths:
                        lengths.append(len(word))
        for index in (self._lengths, self._last_lengths):
            for lengths in index.values():
                lengths.sort(reverse=True)

        self._starts = re.compile(f"[{''.join(map(re.escape, self._lengths))}]" if self._lengths else r"(?!)")

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """The meaning and end of the longest word that begins at ``start``."""
        if start >= len(text):
            return None
        for length in self._lengths.get(text[start], ()):
            end = start + length
            if end > len(text) or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end])):
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
            if here < position or (_is_latin(text[here]) and here > 0 and _is_latin(text[here - 1])):
                continue
            found = self.at(text, here)
            if found is not None and found[1] <= end:
                yield found[0], here, found[1]
                position = found[1]

    def before(self, text: str, end: int) -> tuple[T, int] | None:
        """The meaning and start of the longest word that ends at ``end``."""
        if end <= 0:
            return None
        for length in self._last_lengths.get(text[end - 1], ()):
            start = end - length
            if start < 0 or (_is_latin(text[start]) and start > 0 and _is_latin(text[start - 1])):
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


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
