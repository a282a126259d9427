"""What every lexicon file must look like, and faults that only show when its entries are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Word = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^\S(?:.*\S)?$")]
Place = tuple[str | int, ...]  # the way to a node: ("entries", 3, "words")


class Strict(BaseModel):
    """No unknown keys, no silent conversions: a bare ``no`` in YAML is a boolean, and is refused as a word."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LexiconFile(Strict):
    """What all lexicon files share: what the file is about, and texts in which its words must not be found."""

    about: str
    not_: list[str] = Field(default=[], alias="not")

    def faults(self) -> Iterator[tuple[Place, str]]:
        """Faults that only show when entries are compared: where, and what."""
        yield from ()


def repeated(words: Iterable[tuple[Place, str]]) -> Iterator[tuple[Place, str]]:
    """Words that are listed again: where, and what is wrong."""
    seen: dict[str, Place] = {}
    for place, word in words:
        if word in seen:
            yield place, f"{word!r} is listed twice (also at {'.'.join(str(part) for part in seen[word])})"
        seen.setdefault(word, place)


def placed(words: Iterable[list[str]]) -> Iterator[tuple[Place, str]]:
    """Every word of the entries, given in order, with its place; an entry that is passed over is an empty list."""
    yield from ((("entries", index, "words"), word) for index, listed in enumerate(words) for word in listed)


def hold_exceptions(exceptions: list[str], words: list[str]) -> None:
    """An exception that begins with no word of its entry can never matter: it is a slip."""
    for exception in exceptions:
        if not any(exception.lower().startswith(word.lower()) for word in words):
            raise ValueError(f"the exception {exception!r} begins with none of the entry's words")


def contradicted(meanings: Iterable[tuple[Place, str, str, object]]) -> Iterator[tuple[Place, str]]:
    """(place, word, key, value) where one word has two values for a key, or the same one twice."""
    seen: dict[tuple[str, str], object] = {}
    for place, word, key, value in meanings:
        if (word, key) in seen:
            same = seen[word, key] == value
            yield place, f"{word!r} is listed twice" if same else f"{word!r} is {key} {seen[word, key]!r} and {value!r}"
        seen.setdefault((word, key), value)
