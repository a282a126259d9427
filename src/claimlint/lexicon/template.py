"""Templates: phrases with slots (``{year} 年 {quarter}``), compiled from the lexicon into one pattern.

A blank stands for optional white space; ``?`` makes the character (or bracket) before it optional; ``[…]`` is a
character class; all else is literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class _Template:
    """One template: its pattern, the names of its groups (at least one), and the characters it may begin with."""

    pattern: str
    names: tuple[str, ...]
    entry: Mapping[str, Any]
    firsts: str


class _Alternatives:
    """The templates that may begin with one character, as one pattern; a match's last group tells which it was."""

    def __init__(self, templates: Iterable[_Template]) -> None:
        self._by_last_group: dict[int, _Template] = {}
        patterns, groups = [], 0
        for template in templates:
            groups += len(template.names)
            self._by_last_group[groups] = template
            patterns.append(template.pattern)
        self._pattern = re.compile("|".join(patterns))

    def match(self, text: str, start: int, end: int) -> tuple[_Template, re.Match[str], tuple[str, ...]] | None:
        match = self._pattern.match(text, start, end)
        if match is None or match.lastindex is None:
            return None
        template = self._by_last_group[match.lastindex]
        return template, match, match.groups()[match.lastindex - len(template.names) : match.lastindex]


class Phrases:
    """All templates of one lexicon name (``periods``), in every language.

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
                self._slots.setdefault(slot, {}).update(values)
        spelled = [(text, entry) for entry in entries(name) for text in entry["templates"]]
        spelled.sort(key=lambda pair: (-len(re.sub(r"\{\w+\}", "{quarter--}", pair[0])), pair[0]))
        by_first: dict[str, list[_Template]] = {}
        for text, entry in spelled:
            template = self._compile(text, entry)
            for first in template.firsts:
                by_first.setdefault(first, []).append(template)
        self._alternatives = {first: _Alternatives(found) for first, found in by_first.items()}
        self._starts = re.compile(f"[{''.join(map(re.escape, by_first))}]")

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Every phrase between ``start`` and ``end``, from left to right, none overlapping."""
        position = start
        for hit in self._starts.finditer(text, start, end):
            if hit.start() < position:
                continue
            found = self._alternatives[hit.group()].match(text, hit.start(), end)
            if found is None:
                continue
            template, match, groups = found
            slots = tuple((n, self._value(n, g)) for n, g in zip(template.names, groups, strict=True) if g is not None)
            yield Found(template.entry, slots, match.start(), match.end())
            position = match.end()

    def _compile(self, template: str, entry: Mapping[str, Any]) -> _Template:
        names: list[str] = []
        parts: list[str] = []
        latin = entry["language"] == "en"
        for slot, bracket, blank, char in _PART.findall(template):
            if slot:
                names.append(slot)
                parts.append(f"({self._slot_pattern(slot)})")
            elif bracket:
                parts.append(rf"[ ]*{bracket}[ ]*")
            elif blank:
                parts.append(r"[ ]+" if latin else r"[ ]*")
            elif char == "?":
                parts[-1] += "?"
            else:
                parts.append(re.escape(char))
        if not names:  # every alternative must own a group, to be told apart
            parts, names = [f"({''.join(parts)})"], [""]
        slot_first = template[0] == "{"
        # "1,2024" is no year, but "3.8万辆,2025年" begins one
        before = r"(?<![0-9A-Za-z$])(?<![0-9][.,])" if latin or slot_first else ""
        after = r"(?![0-9A-Za-z]|[.,][0-9])" if latin or template[-1] == "}" else ""
        body = f"{'(?i:' if latin and not slot_first else '(?:'}{''.join(parts)})"
        return _Template(f"{before}{body}{after}", tuple(names), entry, self._firsts(template))

    def _firsts(self, template: str) -> str:
        """The characters with which a phrase of ``template`` may begin."""
        if template[0] != "{":
            return "".join({template[0], template[0].lower(), template[0].upper()})
        values = self._slots[template[1 : template.index("}")]]
        if "han_digits" in values:
            return "".join(self._han)
        if "digits" in values:
            return "12" if values["digits"] == 4 else "0123456789"
        return "".join({word[0] for word in values})

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
