"""The words in which claimlint reports: ``<language>/report.yaml``.

They are read on their own, so that printing one number does not load the words by which documents are understood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from claimlint.cache.compiled import compiled, parsed
from claimlint.frozen import dataclass
from claimlint.model.text import Language

# A line break in a text of YAML is a blank, and Chinese is written without.
_FOLDED = compiled("(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Affix:
    """What stands around a number in a unit: before it, after it, and after each end of a range."""

    before: str = ""
    after: str = ""
    each: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale word and what it is worth: 亿 is 10**8."""

    value: Fraction
    word: str


@dataclass(frozen=True, slots=True)
class Manual:
    """What is said of a rule that no pack states: its name, why it exists, and what it looks at."""

    title: str
    why: str
    what: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The report words of one language."""

    language: Language
    sentences: Mapping[str, str | Mapping[str, str]]
    reasons: Mapping[str, str]
    readings: Mapping[str, str]
    causes: Mapping[str, str]
    manuals: Mapping[str, Manual]
    units: Mapping[str, Affix]
    unlisted: Affix
    scales: tuple[Scale, ...]

    def say(self, key: str, **places: object) -> str:
        """The phrase ``key`` with its places filled; phrases that count choose their form by ``count``."""
        phrase = self.sentences[key]
        if not isinstance(phrase, str):
            phrase = phrase["one" if places.get("count") == 1 else "other"]
        return phrase.format(**places)

    def listed(self, items: Sequence[str]) -> str:
        """An enumeration: A, B and C."""
        *before, last = items or ("",)
        return self.say("list_last").join((*[self.say("list_separator").join(before)][: len(before)], last))

    def reason(self, code: str) -> str:
        """The wording of a reason why something is undecidable; an unlisted one is spelled out."""
        return self.reasons.get(code, code.replace("-", " "))

    def reading(self, code: str) -> str:
        """The wording of a reading; a sense or a doubt that a check names itself is shown as it is."""
        return self.readings.get(code, code.replace("-", " "))

    def cause(self, text: str) -> str:
        """The wording of a likely cause; what stands in brackets behind it is left as it is."""
        head, bracket, rest = text.partition(" (")
        cause = self.causes.get(head, head)
        return self.say("cause_detail", cause=cause, detail=rest.removesuffix(")")) if bracket else cause

    def affix(self, unit: str) -> Affix:
        """How a number is printed in ``unit``."""
        if not unit:
            return Affix()
        return self.units.get(unit) or Affix(self.unlisted.before, self.unlisted.after.format(unit=unit))


@cache
def phrases(language: Language) -> Phrases:
    """The report words of ``language``, read once."""
    data: dict[str, Any] = parsed((_FOLDER / language / "report.yaml").read_text("utf-8"))
    return Phrases(
        language=language,
        sentences=MappingProxyType(data["phrases"]),
        reasons=MappingProxyType(data["reasons"]),
        readings=MappingProxyType(data["readings"]),
        causes=MappingProxyType(data["causes"]),
        manuals=MappingProxyType({rule: _manual(**manual) for rule, manual in data["manuals"].items()}),
        units=MappingProxyType({unit: Affix(**affix) for unit, affix in data["units"].items()}),
        unlisted=Affix(**data["unlisted"]),
        scales=tuple(Scale(Fraction(scale["value"]), scale["word"]) for scale in data["scales"]),
    )


def _manual(**parts: str) -> Manual:
    return Manual(**{name: _FOLDED.sub("", text) for name, text in parts.items()})
