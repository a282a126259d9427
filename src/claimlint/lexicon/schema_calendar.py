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
    until: Literal[True] | None = None
    streak: Literal[True] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> CalendarEntry:
        keys = (self.weekday, self.date, self.link, self.elapsed, self.until, self.streak)
        if sum(value is not None for value in keys) != 1:
            raise ValueError("an entry is `weekday`, `date`, `link`, `elapsed`, `until` or `streak`")
        return self


class CalendarFile(LexiconFile):
    """``calendar.yaml``."""

    entries: list[CalendarEntry]
    examples: list[str] = Field(default=[], max_length=0)

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A name of two weekdays."""
        yield from repeated(placed(entry.words if entry.weekday is not None else [] for entry in self.entries))
