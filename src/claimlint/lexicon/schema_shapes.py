"""The schema of shapes: patterns by which the words of a language are known around a number, or as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, field_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict


class Shape(Strict):
    """A named pattern of Python's ``re``, with texts in which it is found and others in which it must not be."""

    shape: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    pattern: str
    examples: Annotated[list[str], Field(min_length=1)]
    counter_examples: Annotated[list[str], Field(alias="not")] = []

    @field_validator("pattern")
    @classmethod
    def _is_a_pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as problem:
            raise ValueError(f"no pattern: {problem}") from None
        return pattern


class ShapesFile(LexiconFile):
    """``shapes.yaml``."""

    entries: list[Shape]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """An example in which the shape is not, a counter-example in which it is, and a name that is taken."""
        names: set[str] = set()
        for index, entry in enumerate(self.entries):
            if entry.shape in names:
                yield ("entries", index, "shape"), f"{entry.shape!r} is listed twice"
            names.add(entry.shape)
            for key, texts, wanted in (("examples", entry.examples, True), ("not", entry.counter_examples, False)):
                for place, text in enumerate(texts):
                    if (re.search(entry.pattern, text) is not None) is not wanted:
                        yield ("entries", index, key, place), f"{entry.shape} is {'not ' * wanted}found in it"
