"""The schemas of periods, names, links and variants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field, field_validator, model_validator

from claimlint.cache.compiled import compiled
from claimlint.lexicon.schema_numbers import NumberExample, Words
from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, placed, repeated

_SLOT = compiled(r"\{(\w+)\}")
PeriodName = Literal[
    "year", "bare-year", "year2", "han-year2", "spoken-year", "fiscal-year", "fiscal-range", "fiscal-quarter",
    "fiscal-half", "year-start", "year-end", "half-end", "year-to-date", "since", "quarter", "quarters", "quarter-end",
    "half", "first-quarters", "first-months", "month", "months", "month-range", "month-end", "day",
    "month-day", "days", "ended", "years", "years2", "years-or-month", "decade", "century", "era",
    "plan", "plan-end",
]  # fmt: skip
Relative = Literal[
    "same", "same-last-year", "of-year", "of-quarter", "of-month", "of-decade", "last-named", "next-named", "to-date",
    "trailing-year", "past", "next", "whole-year", "current", "now", "this-year",
    "ago", "nth", "same-of",
]  # fmt: skip
PERIOD_NAMES = frozenset(get_args(PeriodName))


class PeriodEntry(Strict):
    """Templates that make one kind of period, a period that its sentence must resolve, or a part of one (both keys)."""

    templates: Words
    period: PeriodName | None = None
    relative: Relative | None = None
    months: int | None = None  # of a window (近三年: 12 each), or of a stretch whose end is named
    base: int | None = None  # the year before the first of an era
    either: Literal[True] | None = None  # day and month may change places
    unless: Word | None = None  # characters that, right behind, make it a part of another word (年中国)
    behind_none: Word | None = None  # characters that, right before, make it a part of another word (三年末)
    behind: Words | None = None  # words one of which stands right before, and a blank (in July)
    guarded: Literal[True] | None = None  # no period behind "table" or "section"

    @model_validator(mode="after")
    def _is_one_thing(self) -> PeriodEntry:
        if self.period is None and self.relative is None:
            raise ValueError("an entry makes a period, or is a relative one")
        counted = self.period == "ended" and not all("{length}" in template for template in self.templates)
        if (self.months is None) is (counted or self.relative in ("past", "next", "ago")):
            raise ValueError("`months` goes with windows, and with stretches whose end is named and not their length")
        if (self.base is None) is (self.period == "era"):
            raise ValueError("`base` goes with eras")
        if self.period is not None and not all(_SLOT.search(template) for template in self.templates):
            raise ValueError("a period needs a slot to be made of")
        return self


class Lengths(Strict):
    """Words beside a two-digit number and 年 that make it a length of time."""

    before: list[Word]
    after: list[Word]


class Bases(Strict):
    """Words that make a period what a sentence compares with.

    They stand ``before`` it or ``behind`` it, and ``origins`` before where a course begins; ``except`` are longer words
    in which one is none.  Words of ``of`` join it with its number, and ``equals`` stand before what a number is
    measured by (相当于2019年的85%).
    """

    before: list[Word]
    origins: list[Word]
    behind: list[Word] = []
    of: list[Word]
    equals: list[Word] = []
    except_: list[Word] = Field(default=[], alias="except")


class PeriodsFile(LexiconFile):
    """``periods.yaml``."""

    slots: dict[Word, dict[Word, int | list[int]]]
    entries: list[PeriodEntry]
    lengths: Lengths | None = None
    prepositions: list[Word] = []
    bases: Bases | None = None
    examples: list[NumberExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A template that is listed twice."""
        yield from repeated(
            (("entries", index, "templates"), template)
            for index, entry in enumerate(self.entries)
            for template in entry.templates
        )


class NamesEntry(Strict):
    """Words that hold a numeral and are names."""

    words: Words


class NamesFile(LexiconFile):
    """``names.yaml``."""

    entries: list[NamesEntry]
    examples: list[NumberExample] = []

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice."""
        yield from repeated(placed(entry.words for entry in self.entries))


# A word is one of these at most; what ties two numbers may link one as well.
_APART = ("link", "ordinal", "join", "paired", "alias", "ago", "points", "percents")


class LinkEntry(Strict):
    """Words that link a subject with a bare number, make the number an ordinal, join a list, or pair two lists.

    The others tie a part to its whole: ``of`` stands between them, ``among`` around the whole, ``of_these`` behind the
    part; ``apposed`` says the same again in another way, ``acted`` is a verb of what is counted, ``flowed`` one of what
    comes or goes, ``resumes`` a verb that takes up its subject again, and ``modifies`` ties a number to the noun behind
    it; ``remains`` stands in front of what is left.
    ``parallel`` words lead on from each of two numbers that share a verb; ``outdoes`` ones say what is left behind;
    ``more`` and ``fewer`` ones stand between what is compared with and by how much.
    """

    words: Words
    link: Literal[True] | None = None
    ordinal: Literal[True] | None = None
    join: Literal[True] | None = None
    parallel: Literal[True] | None = None
    outdoes: Literal[True] | None = None
    paired: Literal[True] | None = None
    equals: Literal[True] | None = None
    yields: Literal[True] | None = None
    alias: Literal[True] | None = None
    ago: Literal[True] | None = None
    apart: Literal[True] | None = None
    multiplied: Literal[True] | None = None
    points: Literal[True] | None = None
    percents: Literal[True] | None = None
    comparing: Literal[True] | None = None
    landed: Literal[True] | None = None
    done: Literal[True] | None = None  # between an amount and its period: $755m booked in the third quarter
    moved_by: Literal[True] | None = None
    reaches: Literal[True] | None = None
    grown: Literal[True] | None = None
    of_length: Literal[True] | None = None
    more: Literal[True] | None = None
    fewer: Literal[True] | None = None
    of: Literal[True] | None = None
    of_these: Literal[True] | None = None
    among: Literal[True] | None = None
    apposed: Literal[True] | None = None
    acted: Literal[True] | None = None
    flowed: Literal[True] | None = None
    comes: Literal[True] | None = None
    goes: Literal[True] | None = None
    resumes: Literal[True] | None = None
    modifies: Literal[True] | None = None
    minted: Literal[True] | None = None  # ends the name of a money whose unit stands behind the number: 港币30亿元
    exchanged: Literal[True] | None = None  # in front of a money that a rate is of: 兑港币0.92元
    remains: Literal[True] | None = None
    takes_up: Literal[True] | None = None  # of what was told before: the reduction; and so, making
    concludes: Literal[True] | None = None  # so that the number follows from those in front: revenue was therefore
    rewrites: Literal[True] | None = None  # on another scale: the annex writes
    once: Literal[True] | None = None  # of the past: it had been, before the merger
    today: Literal[True] | None = None
    relative: Literal[True] | None = None  # of a change of a rate: in relative terms

    @model_validator(mode="after")
    def _is_one_thing(self) -> LinkEntry:
        said = [name for name in type(self).model_fields if name != "words" and getattr(self, name)]
        if len(said) != 1:
            raise ValueError("an entry is one thing: `link: true`, `ordinal: true`, `join: true` …")
        return self


class LinksFile(LexiconFile):
    """``links.yaml``."""

    entries: list[LinkEntry]
    examples: list[NumberExample] = []

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice, or is link and ordinal."""
        apart = [any(getattr(entry, key) for key in _APART) for entry in self.entries]
        yield from repeated(
            (("entries", i, "words"), word) for i, e in enumerate(self.entries) if apart[i] for word in e.words
        )


class VariantEntry(Strict):
    """Characters two by two: the traditional one, then the simplified."""

    pairs: str

    @field_validator("pairs")
    @classmethod
    def _are_pairs(cls, value: str) -> str:
        for pair in value.split():
            if len(pair) != 2 or pair[0] == pair[1]:
                raise ValueError(f"{pair!r} is no pair of two different characters")
        return value


class VariantExample(Strict):
    """A text and what it folds to."""

    text: str
    simplified: str


class VariantsFile(LexiconFile):
    """``variants.yaml``."""

    entries: list[VariantEntry]
    examples: list[VariantExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A character that folds twice, or to one that folds again."""
        pairs = [
            (("entries", i, "pairs"), pair) for i, entry in enumerate(self.entries) for pair in entry.pairs.split()
        ]
        yield from repeated((place, pair[0]) for place, pair in pairs)
        folded = {pair[0] for _, pair in pairs}
        yield from ((place, f"{pair[1]!r} folds itself") for place, pair in pairs if pair[1] in folded)
