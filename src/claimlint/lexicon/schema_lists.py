"""The schema of the words around lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, placed, repeated


class ListEntry(Strict):
    """Words that open, end or number a list."""

    words: Annotated[list[Word], Field(min_length=1)]
    opener: Literal["all", "some", "names"] | None = None
    open: Literal[True] | None = None
    ends: Literal[True] | None = None
    last: Literal[True] | None = None
    aside: Literal[True] | None = None
    marks: Literal[True] | None = None
    inner: Literal[True] | None = None
    counter: Literal[True] | None = None
    join: Literal[True] | None = None
    final: Literal[True] | None = None
    digits: Literal[True] | None = None
    rows: Literal[True] | None = None
    limit: Literal[True] | None = None
    side: Annotated[str, Field(pattern=r"^[a-z]+[+-]$")] | None = None
    set: Annotated[str, Field(pattern=r"^[a-z]+$")] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> ListEntry:
        keys = [key for key in type(self).model_fields if key != "words"]
        if sum(getattr(self, key) is not None for key in keys) != 1:
            raise ValueError(f"an entry is one of: {', '.join(keys)}")
        return self


class ListExample(Strict):
    """A list and how many members it has: ``3``, ``3-4`` where a word may join two members or stand in one, ``3-``."""

    text: str
    listed: Annotated[str, Field(pattern=r"^\d+(-\d*)?$")]


class ListsFile(LexiconFile):
    """``lists.yaml``."""

    entries: list[ListEntry]
    examples: list[ListExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice."""
        yield from repeated(placed(entry.words for entry in self.entries))
