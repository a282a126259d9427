"""The schema of the words of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, placed, repeated


class CalendarEntry(Strict):
    """Names of a weekday, or words beside a length of time."""

    words: Annotated[list[Word], Field(min_length=1)]
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    date: Literal[True] | None = None
    link: Literal[True] | None = None
    elapsed: Literal[True] | None = None
    portion: Literal[True] | None = None
    until: Literal[True] | None = None
    streak: Literal[True] | None = None
    later: Literal[True] | None = None
    begins: Literal[True] | None = None
    begins_behind: Literal[True] | None = None
    finishes: Literal[True] | None = None
    finishes_behind: Literal[True] | None = None
    lasts: Literal[True] | None = None
    term: Literal[True] | None = None
    tenor: Literal[True] | None = None
    changed: Literal[True] | None = None
    born: Literal[True] | None = None
    born_behind: Literal[True] | None = None
    aged: Literal[True] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> CalendarEntry:
        said = self.model_fields_set - {"words"}
        if len(said) != 1:
            raise ValueError("an entry says one thing of its words: `weekday`, `date`, `link`, `elapsed`, `term` …")
        return self


class CalendarFile(LexiconFile):
    """``calendar.yaml``."""

    entries: list[CalendarEntry]
    examples: list[str] = Field(default=[], max_length=0)

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A name of two weekdays."""
        yield from repeated(placed(entry.words if entry.weekday is not None else [] for entry in self.entries))
