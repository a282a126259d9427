"""The schema of the words of an order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, placed, repeated


class RankEntry(Strict):
    """Words that give a place in an order, or say with what something is compared."""

    words: Annotated[list[Word], Field(min_length=1)]
    rank: Literal[1, 2, 3, 4, 5, -1, -2, -3] | None = None
    of: list[Literal["money", "price", "physical", "duration", "count", "number"]] | None = None  # what it ranks
    speed: Literal[True] | None = None
    fall: Literal[True] | None = None
    size: Literal[True] | None = None
    noun: Literal[True] | None = None  # what is counted stands behind it
    sequence: Literal[1, -1] | None = None
    loose: Literal[True] | None = None
    around: Literal[True] | None = None
    behind: Literal[True] | None = None
    trend: Literal[True] | None = None
    scoped: Literal[True] | None = None
    closed: Literal[True] | None = None
    summary: Literal[True] | None = None
    name: Literal[True] | None = None  # a longer word in which a place is none: 最低生活保障
    part: Literal[True] | None = None
    peak: Literal[1, -1] | None = None
    turning: Literal[True] | None = None
    record: Literal[1, -1] | None = None
    ever: Literal[True] | None = None
    since: Literal[True] | None = None
    like: Literal[True] | None = None
    unless: Literal[True] | None = None
    at: Literal[True] | None = None
    plain: Literal[True] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> RankEntry:
        orders = ("rank", "sequence", "trend", "scoped", "closed", "summary", "name", "part", "behind")
        kinds = (*orders, "peak", "record", "since", "like", "unless", "at", "plain")
        if sum(getattr(self, kind) is not None for kind in kinds) != 1:
            raise ValueError(f"an entry is one of: {', '.join(kinds)}")
        if self.rank is None and (self.speed or self.fall or self.size or self.of):
            raise ValueError("`speed`, `fall`, `size` and `of` go with a rank")
        if (self.peak is None and self.turning) or (self.record is None and self.ever):
            raise ValueError("`turning` goes with a peak, `ever` with a record")
        return self


class RanksFile(LexiconFile):
    """``ranks.yaml``."""

    entries: list[RankEntry]
    examples: list[str] = Field(default=[], max_length=0)

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that has two places in an order."""
        yield from repeated(placed(entry.words if entry.rank is not None else [] for entry in self.entries))
