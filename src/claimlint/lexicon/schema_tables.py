"""The schema of ``tables.yaml``: words in the heads and labels of tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word

Row = Literal[
    "total", "subtotal", "total-of", "whole-year", "of-which", "less", "mean", "each", "apart", "main", "some"
]  # fmt: skip
_KEYS = ("row", "change", "growth", "share", "lead", "extent")


class TableEntry(Strict):
    """Words of one meaning."""

    words: Annotated[list[Word], Field(min_length=1)]
    row: Row | None = None
    change: Literal[True] | None = None
    growth: Literal[True] | None = None
    share: Literal[True] | None = None
    lead: Literal[True] | None = None
    extent: Literal[True] | None = None  # what is measured in metres, so that (m) behind it is no million

    @model_validator(mode="after")
    def _says_one_thing(self) -> TableEntry:
        if sum(getattr(self, key) is not None for key in _KEYS) != 1:
            raise ValueError(f"an entry says one of {', '.join(_KEYS)}")
        return self


class TablesFile(LexiconFile):
    """``tables.yaml``."""

    entries: list[TableEntry]
    examples: list[str] = []

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that stands twice in one entry."""
        yield from (
            (("entries", index, "words"), f"{word!r} stands twice in one entry")
            for index, entry in enumerate(self.entries)
            for word in {w for w in entry.words if entry.words.count(w) > 1}
        )
