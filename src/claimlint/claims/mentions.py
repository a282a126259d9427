"""Words that name or place something: cues, metrics, stances, ranks.  One pass of one pattern over a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from claimlint.claims.scan import Scanner
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.model.text import Span

Meaning = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon: all entries that list it, and for each key the first one's value.

    ``said`` are the keys that have a value, and the cues: what is not among them need not be looked for.
    """

    meanings: tuple[Meaning, ...]
    values: Meaning
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the lexicon in a text."""

    span: Span
    word: Word

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """Every entry that lists the word."""
        return self.word.meanings

    def value(self, key: str) -> Any:
        """The first meaning's value for ``key``, or None."""
        return self.word.values.get(key)


@cache
def _words() -> Scanner[Word]:
    """Every word with all it means."""
    meanings: dict[str, list[Meaning]] = {}
    for name in ("cues", "metrics"):
        for entry in entries(name):
            meaning = {key: value for key, value in entry.items() if key != "words"}
            for word in entry["words"]:
                meanings.setdefault(word.lower(), []).append(meaning)
    shared: dict[tuple[int, ...], Word] = {}  # most entries list several words that mean nothing else
    for found in meanings.values():
        alike = tuple(map(id, found))
        if alike not in shared:
            shared[alike] = _word(found)
    return Scanner((word, shared[tuple(map(id, found))]) for word, found in meanings.items())


def _word(meanings: list[Meaning]) -> Word:
    cues = {str(meaning["cue"]) for meaning in meanings if meaning.get("cue")}
    keys = {key for meaning in meanings for key, value in meaning.items() if value}
    return Word(tuple(meanings), _first_values(meanings), frozenset(cues | keys))


def _first_values(meanings: list[Meaning]) -> Meaning:
    return {key: value for meaning in reversed(meanings) for key, value in meaning.items()}


def find_mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    """Every mention between two places of ``text``, which is in small letters, left to right."""
    for word, begin, stop in _words().find(text, start, end):
        yield Mention(Span(begin, stop), word)
