"""The schema of the words that say in what mood a period is spoken of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from claimlint.lexicon.strict import LexiconFile, Strict, Word


class MoodEntry(Strict):
    """Words of fact, of what is still open, of an earlier forecast, or of the text's own."""

    words: Annotated[list[Word], Field(min_length=1)]
    fact: Literal[True] | None = None
    open: Literal[True] | None = None
    until: Literal[True] | None = None
    old: Literal[True] | None = None
    revised: Literal[True] | None = None
    ours: Literal[True] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> MoodEntry:
        if (
            sum(value is not None for value in (self.fact, self.open, self.until, self.old, self.revised, self.ours))
            != 1
        ):
            raise ValueError("an entry is `fact`, `open`, `until`, `old`, `revised` or `ours`")
        return self


class MoodsFile(LexiconFile):
    """``moods.yaml``."""

    entries: list[MoodEntry]
    examples: list[str] = Field(default=[], max_length=0)
