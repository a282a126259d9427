"""The schemas of numerals, qualifiers and ranges."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, contradicted, repeated

# A value in the notation of intervals: 5, 2/3, [2, 7), (10, ∞).
_NUMBER = r"-?[0-9]+(?:\.[0-9]+|/[0-9]+)?"
_END = rf"(?:{_NUMBER}|-∞|∞)"
Value = Annotated[str, StringConstraints(pattern=rf"^(?:{_NUMBER}|[\[(]{_END}, {_END}[\])])$")]
Words = Annotated[list[Word], Field(min_length=1)]


class NumberExample(Strict):
    """A text with one number, and what must be read from it."""

    text: str
    stated: Value | None = None
    unit: str | None = None
    qualifier: Literal[
        "none", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "some", "over_step", "range"
    ] | None = None  # fmt: skip
    period: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> NumberExample:
        if self.stated is self.unit is self.qualifier is self.period is None:
            raise ValueError("an example says what is read: stated, unit, qualifier or period")
        return self


# What an entry of a numerals file may mean: exactly one of these.
_MEANINGS = (
    "digit", "place", "scale", "times", "part", "ordinal", "vague", "portion", "majority", "glyph", "point",
    "half", "halved", "half_of", "stretch", "fraction", "tenths", "discount", "discount_of", "over_step",
    "step_behind", "article", "and_", "over", "minus", "mixed", "place_mark",
    "multiple",
)  # fmt: skip


class NumeralEntry(Strict):
    """One meaning of words or symbols inside a numeral."""

    words: list[Word] = []
    symbols: list[Word] = []
    except_: list[Word] = Field(default=[], alias="except")
    digit: int | None = Field(default=None, ge=0, le=99)
    place: Literal[10, 20, 30, 100, 1000] | None = None
    scale: int | None = Field(default=None, ge=100, le=10**12)
    times: int | None = Field(default=None, ge=2, le=100)
    part: int | None = Field(default=None, ge=2, le=100)
    ordinal: int | None = Field(default=None, ge=1, le=99)
    glyph: str | None = None
    article: Literal[True] | None = None
    and_: Literal[True] | None = Field(default=None, alias="and")
    over: Literal[True] | None = None
    minus: Literal[True] | None = None
    discount: Literal[True] | None = None
    discount_of: int | None = Field(default=None, ge=1, le=100)
    mixed: Literal[True] | None = None
    multiple: int | None = Field(default=None, ge=2, le=1000)
    place_mark: Literal[True] | None = None
    after_digits: Literal[True] | None = None
    money: Literal[True] | None = None
    bare: Literal[True] | None = None
    unless: Words | None = None
    vague: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None
    portion: str | None = None
    majority: str | None = None
    point: Literal[True] | None = None
    half: Literal[True] | None = None
    halved: Literal[True] | None = None
    half_of: Word | None = None
    stretch: str | None = None
    fraction: Literal[True] | None = None
    tenths: Literal[True] | None = None
    over_step: Literal[True] | None = None
    step_behind: Literal[True] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> NumeralEntry:
        if sum(getattr(self, key) is not None for key in _MEANINGS) != 1:
            raise ValueError("an entry has one meaning: digit, place, scale, vague, portion …")
        if not self.words and not self.symbols:
            raise ValueError("an entry needs words or symbols")
        if self.vague is not None and self.vague[0] >= self.vague[1]:
            raise ValueError("vague says from where to where")
        return self

    @field_validator("portion", "majority")
    @classmethod
    def _is_a_part(cls, value: str | None) -> str | None:
        if value is not None and not 0 < Fraction(value) < 1:
            raise ValueError("a portion lies between 0 and 1")
        return value

    @property
    def meaning(self) -> tuple[str, object]:
        """The key that says what the entry means, and its value."""
        key = next(key for key in _MEANINGS if getattr(self, key) is not None)
        return (f"{key} behind digits" if self.after_digits else key), getattr(self, key)


class NumeralsFile(LexiconFile):
    """``numerals.yaml``."""

    entries: list[NumeralEntry]
    examples: list[NumberExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word with two values of one sort."""
        yield from contradicted(
            (("entries", index, key), word, *entry.meaning)
            for index, entry in enumerate(self.entries)
            for key, spelled in (("words", entry.words), ("symbols", entry.symbols))
            for word in spelled
        )


class QualifierEntry(Strict):
    """Words in front of a number or behind it that say which values it denotes."""

    qualifier: Literal["about", "nearly", "more_than", "at_least", "less_than", "at_most", "some", "over_step"]
    before: list[Word] = []
    after: list[Word] = []
    except_: list[Word] = Field(default=[], alias="except")
    reach: Literal["clause"] | None = None
    around: list[Word] = []
    core: Literal[True] | None = None
    round_: Literal[True] | None = Field(default=None, alias="round")
    not_of: list[Literal["duration", "count", "percent", "money", "multiple", "points", "physical"]] = []

    @model_validator(mode="after")
    def _is_sound(self) -> QualifierEntry:
        words = [*self.before, *self.after]
        if not words:
            raise ValueError("an entry needs words before or after the number")
        for exception in self.except_:
            if not any(word in exception for word in words):
                raise ValueError(f"the exception {exception!r} holds none of the entry's words")
        return self


class QualifiersFile(LexiconFile):
    """``qualifiers.yaml``."""

    entries: list[QualifierEntry]
    hedges: list[Word]
    examples: list[NumberExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that says two things on one side of a number."""
        yield from contradicted(
            (("entries", index, side), word, f"{side} {entry.around or entry.reach or 'beside'}", entry.qualifier)
            for index, entry in enumerate(self.entries)
            for side, words in (("before", entry.before), ("after", entry.after))
            for word in words
        )
        yield from repeated((("hedges",), word) for word in self.hedges)


class RangeEntry(Strict):
    """What joins two ends, opens a range, or says what a number is per."""

    words: Words
    connector: Literal[True] | list[Word] | None = None
    change: Literal[True] | None = None
    between: Literal[True] | None = None
    from_: Literal[True] | None = Field(default=None, alias="from")
    by: Literal[True] | None = None
    tail: Literal[True] | None = None
    joint: Literal[True] | None = None
    both: Literal[True] | None = None
    closed: Literal[True] | None = None
    label: Literal[True] | None = None
    magnitude: Literal[True] | None = None
    order_of_magnitude: Literal[True] | None = None
    per: Literal[True] | None = None
    per_year: Literal[True] | None = None
    to_one: Literal[True] | None = None
    enumeration: Literal[True] | None = None

    @property
    def meanings(self) -> list[str]:
        """The keys that are set."""
        return [key for key in type(self).model_fields if key not in ("words", "change") and getattr(self, key)]

    @model_validator(mode="after")
    def _is_sound(self) -> RangeEntry:
        expected = ["connector", "between"] if self.between else self.meanings[:1]
        if not expected or self.meanings != expected or (self.between is None) is isinstance(self.connector, list):
            raise ValueError("an entry has one meaning; `between` names its connectors")
        return self


class RangesFile(LexiconFile):
    """``ranges.yaml``."""

    entries: list[RangeEntry]
    examples: list[NumberExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice for one thing."""
        yield from contradicted(
            (("entries", index, "words"), word, entry.meanings[-1], entry.change)
            for index, entry in enumerate(self.entries)
            for word in entry.words
        )
