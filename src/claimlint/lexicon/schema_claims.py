"""The schemas of cues, metrics and labels, by which numbers become claims; and of the phrases that claimlint speaks."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from claimlint.lexicon.strict import LexiconFile, Place, Strict, Word, contradicted, placed, repeated

Words = Annotated[list[Word], Field(min_length=1)]
Cue = Literal[
    "yoy", "qoq", "cagr", "average-growth", "lasting", "contribution", "rise", "fall", "to", "reach", "from", "share",
    "share-of-whole", "rate", "total", "of-which", "partition", "difference", "cumulative", "mean", "shift", "yearly",
    "loose", "loss", "deficit", "above", "below", "rest", "plus", "minus", "equals", "including", "breakdown",
    "per-hundred", "per-ten", "together", "each-year",
    "comprises", "whole-year", "entering", "leaving",
    "fx", "in-summary", "in-body", "again", "unlike", "per-one", "annual", "sampled", "yields",
    "proportion", "penetration", "ratio-of", "in-the-red", "rounded", "of-people", "of-plan", "own-rate", "nominal",
    "unanswered",
    "divided", "multiplied",
]  # fmt: skip
End = Literal[
    "lowest", "highest", "middle", "average", "within", "bounded", "above-range", "below-range", "falling", "span",
    "annualised", "annualising", "quarterly", "monthly",
]  # fmt: skip
# What a word can be at once; of all else it is one thing.
_COMPATIBLE = (
    {"share", "share-of-whole"},
    {"share", "of-plan"},
    {"total", "cumulative"},
    {"difference", "deficit"},
    {"total", "together"},
    {"mean", "per-one"},
    {"mean", "each-year"},
    {"rate", "sampled"},
    {"share", "comprises"},
    {"share", "breakdown"},
    {"partition", "breakdown"},
    {"rate", "proportion"},
    {"share", "proportion"},
    *({"penetration", other} for other in ("share", "rate", "proportion", "of-people")),
    {"rate", "of-people"},
    *({"own-rate", other} for other in ("rate", "proportion", "share")),
)
_FLAGS = (
    "group",
    "prior",
    "each",
    "paired",
    "overlap",
    "disjoint",
    "single",
    "complete",
    "end",
    "name",
    "others",
    "now",
    "when",
)


class CueEntry(Strict):
    """Words that say what part a number plays, or qualify the claim that it makes."""

    words: Words
    cue: Cue | None = None
    per: list[Word] | None = None  # the units of which a "per-one" word names one
    direction: Literal[1, -1] | None = None
    basis: Literal["comparable", "adjusted"] | None = None
    stance: Literal["forecast", "guidance", "target"] | None = None
    scope: Literal["domestic", "overseas", "global", "parent", "consolidated", "online", "offline"] | None = None
    refer: Literal["former", "latter"] | None = None
    rank: Literal[1, 2, -1] | None = None
    group: Literal[True] | None = None
    prior: Literal[True] | None = None
    disjoint: Literal[True] | None = None
    base: Literal[True] | None = None
    predicate: Literal[True] | None = None
    carries: Literal[True] | None = None  # may carry things (moved 5.5 million); of what was told (below that high)
    each: Literal[True] | None = None
    paired: Literal[True] | None = None
    overlap: Literal[True] | None = None
    single: Literal[True] | None = None
    complete: Literal[True] | None = None  # nothing else is there
    end: End | None = None
    name: Literal[True] | None = None
    others: Literal[True] | None = None
    now: Literal[True] | None = None
    when: Literal[True] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> CueEntry:
        set_keys = [
            key
            for key in ("cue", "basis", "stance", "scope", "refer", "rank", *_FLAGS)
            if getattr(self, key) is not None
        ]
        if len(set_keys) != 1 and not (self.base and not set_keys):
            raise ValueError("an entry says one thing: cue, basis, stance, scope, refer, rank or a flag")
        if (self.per is not None) is not (self.cue == "per-one"):
            raise ValueError("a cue per-one says of which units: per")
        if self.direction is not None and self.cue is None:
            raise ValueError("a direction belongs to a cue")
        return self


class CueExample(Strict):
    """A sentence and the cue that its number must get."""

    text: str
    cue: Cue


class CuesFile(LexiconFile):
    """``cues.yaml``."""

    entries: list[CueEntry]
    examples: list[CueExample]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that goes two ways, or plays two parts."""
        yield from contradicted(
            (("entries", index, "words"), word, key, value)
            for index, entry in enumerate(self.entries)
            for key in ("direction", "basis", "stance", "scope", "refer", "rank", *_FLAGS)
            if (value := getattr(entry, key)) is not None
            for word in entry.words
        )
        cues: dict[str, str] = {}
        for index, entry in enumerate(self.entries):
            for word in entry.words if entry.cue is not None else ():
                known = cues.setdefault(word, str(entry.cue)) if word not in cues else cues[word]
                if known != entry.cue and {known, entry.cue} not in _COMPATIBLE:
                    yield ("entries", index, "words"), f"{word!r} is {known} and {entry.cue}"
        yield from (
            (("entries", index, "words"), f"{word!r} stands twice in one entry")
            for index, entry in enumerate(self.entries)
            for word in {w for w in entry.words if entry.words.count(w) > 1}
        )


class MetricEntry(Strict):
    """The names of one metric."""

    metric: Annotated[str, Field(pattern=r"^[a-z][a-z_0-9]*$")]
    words: Words


class MetricsFile(LexiconFile):
    """``metrics.yaml``."""

    entries: list[MetricEntry]
    examples: list[str] = []

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A name of two metrics, and a metric with two entries."""
        yield from repeated(placed(entry.words for entry in self.entries))
        yield from repeated((("entries", i, "metric"), entry.metric) for i, entry in enumerate(self.entries))


class LabelsFile(LexiconFile):
    """``labels.yaml``."""

    stop: list[Word]
    stop_behind: list[Word] = []
    pronouns: list[Word] = []
    reckoned: list[Word] = []
    said: list[Word] = []
    sources: list[Word] = []
    alone: list[Word] = []
    entries: list[str] = Field(default=[], max_length=0)
    examples: list[str] = []

    def faults(self) -> Iterator[tuple[Place, str]]:
        """A word that is listed twice."""
        yield from repeated((("stop",), word) for word in self.stop)


class Counted(Strict):
    """A phrase that counts."""

    one: str
    other: str


class Around(Strict):
    """What stands around a number in a unit."""

    before: str = ""
    after: str = ""
    each: str = ""


class ScaleWord(Strict):
    """A scale word and its worth."""

    value: str
    word: str

    @field_validator("value")
    @classmethod
    def _is_exact(cls, value: str) -> str:
        if Fraction(value) <= 1:
            raise ValueError("a scale is greater than 1")
        return value


class Manual(Strict):
    """What ``claimlint explain`` says of a rule that no pack states."""

    title: str
    why: str
    what: str


class ReportFile(Strict):
    """``report.yaml``: phrases, with places in braces."""

    about: str
    phrases: dict[str, str | Counted]
    reasons: dict[str, str]
    readings: dict[str, str]
    causes: dict[str, str] = {}
    manuals: dict[str, Manual]
    units: dict[str, Around]
    unlisted: Around
    scales: list[ScaleWord]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """Scale words must fall, for the first that fits is printed."""
        values = [Fraction(scale.value) for scale in self.scales]
        if values != sorted(values, reverse=True):
            yield ("scales",), "scale words are listed from the greatest down"


class QuotesFile(Strict):
    """``quotes.yaml``: what is said of a quote that was not found."""

    about: str
    phrases: dict[str, str]

    def faults(self) -> Iterator[tuple[Place, str]]:
        """Nothing to compare."""
        yield from ()
