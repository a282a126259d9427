"""The schema of the words that say of which set of things a number speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, placed, repeated

_KINDS = ("top", "parts", "apiece", "perimeter", "flux", "weighted", "money", "course")


class SetEntry(Strict):
    """Words for the N largest (``top``), a whole made of N (``parts``), a fraction of a thing, or a change."""

    words: Annotated[list[Word], Field(min_length=1)]
    top: Annotated[int, Field(ge=0, le=1000)] | None = None  # 0: the second largest, which is no set
    ratio: Literal[True] | None = None  # a concentration ratio, which is by definition that of the largest
    parts: Annotated[int, Field(ge=2, le=20)] | None = None
    apiece: Literal[True] | None = None
    perimeter: Literal[True] | None = None
    flux: Literal[True] | None = None
    weighted: Literal[True] | None = None
    money: Literal[True] | None = None
    course: Literal[1, -1] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> SetEntry:
        if sum(getattr(self, key) is not None for key in _KINDS) != 1:
            raise ValueError(f"an entry is one of: {', '.join(_KINDS)}")
        if self.ratio and self.top is None:
            raise ValueError("a ratio is that of the top few: top")
        return self


class SetExample(Strict):
    """A sentence and the cue that its last number must get."""

    text: str
    cue: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z0-9]+)*$")]


class SetsFile(LexiconFile):
    """``sets.yaml``."""

    entries: list[SetEntry]
    examples: list[SetExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice for one purpose."""
        for key in _KINDS:
            yield from repeated(placed(e.words if getattr(e, key) is not None else [] for e in self.entries))
