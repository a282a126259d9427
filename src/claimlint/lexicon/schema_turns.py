"""The schema of turns of phrase: what stands around a number where no list of words can tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict

_MARKED = re.compile(r"(.*)\[\[[^\[\]]+\]\](.*)", re.DOTALL)


class Turn(Strict):
    """A pattern of Python's ``re`` for what ends ``before`` the number or begins ``behind`` it, in small letters.

    Its ``cues`` are those of the number.  Each text of ``examples`` has the number in double brackets and the turn
    around it; those of ``not`` have it not.
    """

    cues: Annotated[list[str], Field(min_length=1)]
    before: str | None = None
    behind: str | None = None
    examples: Annotated[list[str], Field(min_length=1)]
    counter_examples: Annotated[list[str], Field(alias="not")] = []

    @field_validator("before", "behind")
    @classmethod
    def _is_a_pattern(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as problem:
            raise ValueError(f"no pattern: {problem}") from None
        return pattern

    @model_validator(mode="after")
    def _stands_on_one_side(self) -> Turn:
        if (self.before is None) is (self.behind is None):
            raise ValueError("a turn stands before the number or behind it")
        return self

    def holds(self, text: str) -> bool:
        """Whether the text has the turn around its marked number."""
        found = _MARKED.fullmatch(text.lower())
        if found is None:
            return False
        lead, trail = found.groups()
        if self.before is not None:
            return re.search(self.before, lead) is not None
        return re.match(self.behind or "", trail) is not None


class TurnsFile(LexiconFile):
    """``turns.yaml``."""

    entries: list[Turn]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """An example without its turn, a counter-example with it."""
        for index, turn in enumerate(self.entries):
            for key, texts, wanted in (("examples", turn.examples, True), ("not", turn.counter_examples, False)):
                for place, text in enumerate(texts):
                    if turn.holds(text) is not wanted:
                        yield ("entries", index, key, place), "is no turn of this kind" if wanted else "is such a turn"
