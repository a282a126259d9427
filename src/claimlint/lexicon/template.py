"""Templates: phrases with slots (``{year} 年 {quarter}``), compiled from the lexicon into one pattern.

A blank stands for optional white space; ``?`` makes the character (or bracket) before it optional; ``[…]`` is a
character class; all else is literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimlint.lexicon.load import LANGUAGES, document, entries

_PART = re.compile(r"\{(\w+)\}|(\[[^\]]*\]\??)|( )|(.)", re.S)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found in a text: its entry in the lexicon, and what its slots hold, in order of appearance."""

    entry: Mapping[str, Any]
    slots: tuple[tuple[str, int], ...]
    start: int
    end: int

    def all(self, slot: str) -> list[int]:
        """Every value of ``slot``."""
        return [value for name, value in self.slots if name == slot]


class Phrases:
    """All templates of one lexicon name (``periods``), in every language, as one compiled pattern.

    Longer templates are tried first, so that 2024年三季度 is a quarter and not a year.
    """

    def __init__(self, name: str) -> None:
        self._slots: dict[str, Any] = {}
        self._han: dict[str, int] = {
            word: entry["digit"]
            for entry in entries("numerals")
            if entry["language"] == "zh" and "digit" in entry
            for word in entry["words"]
        }
        for language in LANGUAGES:
            for slot, values in document(language, name).get("slots", {}).items():
                known = self._slots.setdefault(slot, dict(values))
                known.update(values)
        templates = [(t, entry) for entry in entries(name) for t in entry["templates"]]
        templates.sort(key=lambda pair: (-len(re.sub(r"\{\w+\}", "{quarter--}", pair[0])), pair[0]))
        self._templates: list[tuple[list[str], Mapping[str, Any]]] = []
        alternatives = [self._compile(template, entry) for template, entry in templates]
        self._pattern = re.compile("|".join(alternatives))

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Every phrase between ``start`` and ``end``, from left to right, none overlapping."""
        for match in self._pattern.finditer(text, start, end):
            index = match.lastindex
            if index is None:
                continue
            number = self._numbers[index]
            names, entry = self._templates[number]
            groups = match.groups()[index - len(names) : index] if names else ()
            slots = tuple((n, self._value(n, g)) for n, g in zip(names, groups, strict=True) if g is not None)
            yield Found(entry, slots, match.start(), match.end())

    _numbers: dict[int, int]

    def _compile(self, template: str, entry: Mapping[str, Any]) -> str:
        names: list[str] = []
        parts: list[str] = []
        for slot, bracket, blank, char in _PART.findall(template):
            if slot:
                names.append(slot)
                parts.append(f"({self._slot_pattern(slot)})")
            elif bracket:
                parts.append(rf"[ ]*{bracket}[ ]*")
            elif blank:
                parts.append(r"[ ]+" if entry["language"] == "en" else r"[ ]*")
            elif char == "?":
                parts[-1] += "?"
            else:
                parts.append(re.escape(char))
        if not names:  # every alternative must own a group, to be told apart
            parts, names = [f"({''.join(parts)})"], [""]
        if not hasattr(self, "_numbers"):
            self._numbers = {}
        groups = len(names) + (max(self._numbers) if self._numbers else 0)
        self._numbers[groups] = len(self._templates)
        self._templates.append((names, entry))
        first = template[0]
        latin = entry["language"] == "en"
        before = r"(?<![0-9A-Za-z.,$])" if latin or first == "{" else ""
        after = r"(?![0-9A-Za-z]|[.,][0-9])" if latin or template[-1] == "}" else ""
        return f"{before}{'(?i:' if latin and first != '{' else '(?:'}{''.join(parts)}){after}"

    def _slot_pattern(self, slot: str) -> str:
        values = self._slots[slot]
        if "han_digits" in values:
            return f"[{''.join(self._han)}]{{{values['han_digits']}}}"
        if "digits" in values:
            digits = values["digits"]
            if digits == 4:
                return "(?:19|20)[0-9][0-9]"
            return "[0-9][0-9]" if digits == 2 else "[0-9][0-9]?"
        return "|".join(sorted(map(re.escape, values), key=len, reverse=True))

    def _value(self, slot: str, text: str) -> int:
        values = self._slots.get(slot, {})
        if "han_digits" in values:
            return int("".join(str(self._han[char]) for char in text))
        if "digits" in values or not values:
            return int(text) if text.isdigit() else 0
        found = values.get(text)
        if found is None:
            found = next(value for word, value in values.items() if word.lower() == text.lower())
        return int(found)
