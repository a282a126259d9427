"""Words that name or place something: cues, metrics, stances, ranks.  One pass of one pattern over a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claimlint.lexicon.load import entries
from claimlint.model.text import Span

Meaning = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the lexicon in a text; ``meanings`` are all entries that list it."""

    span: Span
    meanings: tuple[Meaning, ...]

    def value(self, key: str) -> Any:
        """The first meaning's value for ``key``, or None."""
        return next((m[key] for m in self.meanings if key in m), None)


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, tuple[Meaning, ...]]]:
    """The pattern of all words, longest first, and what each means."""
    meanings: dict[str, list[Meaning]] = {}
    for name in ("cues", "metrics"):
        for entry in entries(name):
            meaning = {key: value for key, value in entry.items() if key != "words"}
            for word in entry["words"]:
                meanings.setdefault(word.lower(), []).append(meaning)
    alternatives = []
    for word in sorted(meanings, key=lambda w: (-len(w), w)):
        left = r"(?<![a-z])" if word[0].isascii() and word[0].isalpha() else ""
        right = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        alternatives.append(left + re.escape(word) + right)
    return re.compile("|".join(alternatives)), {word: tuple(found) for word, found in meanings.items()}


def find_mentions(lower: str, start: int, end: int) -> Iterator[Mention]:
    """Every mention between two places of a lower-cased text, left to right."""
    pattern, meanings = _words()
    for match in pattern.finditer(lower, start, end):
        yield Mention(Span(match.start(), match.end()), meanings[match.group()])
