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
    within: Literal[True] | None = None
    old: Literal[True] | None = None
    revised: Literal[True] | None = None
    ours: Literal[True] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> MoodEntry:
        kinds = ("fact", "open", "until", "within", "old", "revised", "ours")
        if sum(getattr(self, kind) is not None for kind in kinds) != 1:
            raise ValueError(f"an entry is one of: {', '.join(kinds)}")
        return self


class MoodsFile(LexiconFile):
    """``moods.yaml``."""

    entries: list[MoodEntry]
    examples: list[str] = Field(default=[], max_length=0)
