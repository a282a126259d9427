"""Longest-match word tables: the one way in which words of the lexicon are found beside a number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Table(Generic[T]):
    """Words, each with a meaning, found at (or just before) a place in a text.

    Words are compared without case, ``symbols`` exactly.  A word that ends (or begins) with a Latin letter must not
    run on into another one.  A look-up tries each word length once, so its cost does not grow with the table.
    """

    def __init__(self, words: Iterable[tuple[str, T]] = (), symbols: Iterable[tuple[str, T]] = ()) -> None:
        self._words: dict[str, T] = {}
        self._symbols: dict[str, T] = {}
        for word, meaning in words:
            self._words.setdefault(word.lower(), meaning)
        for symbol, meaning in symbols:
            self._symbols.setdefault(symbol, meaning)
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

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """The meaning and end of the longest word that begins at ``start``."""
        if start >= len(text):
            return None
        for length in self._lengths.get(text[start], ()):
            end = start + length
            if end > len(text) or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end])):
                continue
            meaning = self._look_up(text[start:end])
            if meaning is not None:
                return meaning, end
        return None

    def before(self, text: str, end: int) -> tuple[T, int] | None:
        """The meaning and start of the longest word that ends at ``end``."""
        if end <= 0:
            return None
        for length in self._last_lengths.get(text[end - 1], ()):
            start = end - length
            if start < 0 or (_is_latin(text[start]) and start > 0 and _is_latin(text[start - 1])):
                continue
            meaning = self._look_up(text[start:end])
            if meaning is not None:
                return meaning, start
        return None

    def __contains__(self, word: str) -> bool:
        return self._look_up(word) is not None

    def _look_up(self, word: str) -> T | None:
        found = self._symbols.get(word)
        return found if found is not None else self._words.get(word.lower())


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
