"""Templates: phrases with slots (``{year} 年 {quarter}``), compiled from the lexicon into one pattern.

A blank stands for optional white space; ``?`` makes the character (or bracket) before it optional; ``[…]`` is a
character class (of signs with white space around them); all else is literal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Any, TypeVar

from claimlint.cache.compiled import compiled, kept
from claimlint.frozen import dataclass
from claimlint.lexicon.heads import Head, Heads, by_head, head_of
from claimlint.lexicon.load import LANGUAGES, document, entries
from claimlint.lexicon.openings import RULES, YEAR, digits_ahead
from claimlint.lexicon.prefixes import prefixes

T = TypeVar("T")
_PART = compiled(r"\{(\w+)\}|(\[[^\]]*\]\??)|( )|(.)", re.S)


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


@dataclass(frozen=True)
class _Template:
    """One template: its pattern, the names of its groups (at least one), and the characters it may begin with."""

    pattern: str
    names: tuple[str, ...]
    entry: Mapping[str, Any]
    firsts: str
    find_heads: Callable[[], Iterable[Head]]

    @cached_property
    def heads(self) -> frozenset[Head]:
        return frozenset(self.find_heads())


class _Alternatives:
    """Templates of which one may match, as one pattern; a match's last group tells which it was."""

    def __init__(self, templates: Iterable[_Template]) -> None:
        self._by_last_group: dict[int, _Template] = {}
        self._templates = tuple(templates)
        patterns, groups = [], 0
        for template in self._templates:
            groups += len(template.names)
            self._by_last_group[groups] = template
            patterns.append(template.pattern)
        self._source = "|".join(patterns)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when a text first needs it: no document uses every way of writing a period."""
        return compiled(self._source)

    def match(self, text: str, start: int, end: int) -> tuple[_Template, re.Match[str], tuple[str, ...]] | None:
        match = self._pattern.match(text, start, end)
        if match is None or match.lastindex is None:
            return None
        template = self._by_last_group[match.lastindex]
        return template, match, match.groups()[match.lastindex - len(template.names) : match.lastindex]

    def behind(
        self, template: _Template, text: str, start: int, end: int
    ) -> Iterator[tuple[_Template, re.Match[str], tuple[str, ...]]]:
        """What the templates behind ``template`` match, for a phrase that made no sense by that one."""
        for other in self._templates[self._templates.index(template) + 1 :]:
            match = _alone(other.pattern).match(text, start, end)
            if match is not None:
                yield other, match, match.groups()


@cache
def _alone(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


class _Beginnings:
    """The templates that begin with one character, told apart by what follows it."""

    def __init__(self, templates: Iterable[_Template]) -> None:
        self._templates = tuple(templates)
        self._by_templates: dict[tuple[int, ...], _Alternatives | None] = {(): None}
        self._by_head: dict[Head, _Alternatives | None] = {}

    def at(self, text: str, start: int, end: int) -> _Alternatives | None:
        """The templates that may match at a place."""
        head = head_of(text, start, end)
        return self._by_head[head] if head in self._by_head else self._of(head)

    @cached_property
    def _index(self) -> dict[Head, list[int]]:
        source = "\n".join(template.pattern for template in self._templates)
        return kept(source, "heads", lambda _: by_head(template.heads for template in self._templates))

    def _of(self, head: Head) -> _Alternatives | None:
        fitting = sorted({n for length in range(len(head) + 1) for n in self._index.get(head[:length], ())})
        key = tuple(fitting)
        if key not in self._by_templates:
            self._by_templates[key] = _Alternatives(self._templates[n] for n in key)
        if len(self._by_head) < _MOST_HEADS:
            self._by_head[head] = self._by_templates[key]
        return self._by_templates[key]


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
        self._heads = Heads(self._slots)
        self._slot_patterns = {slot: self._slot_pattern(slot) for slot in self._slots}
        self._slot_firsts = {slot: self._firsts_of(slot) for slot in self._slots}
        spelled = [(text, entry) for entry in entries(name) for text in entry["templates"]]
        spelled.sort(key=lambda pair: (-_weight(pair[0]), pair[0]))
        by_first: dict[str, list[_Template]] = {}
        for text, entry in spelled:
            template = self._compile(text, entry)
            for first in template.firsts:
                by_first.setdefault(first, []).append(template)
        # Many characters begin the same templates (all digits but 1 and 2 do): these share one pattern.
        shared = {tuple(map(id, found)): _Beginnings(found) for found in by_first.values()}
        self._beginnings = {first: shared[tuple(map(id, found))] for first, found in by_first.items()}
        self._starts = compiled(self._start_pattern([text for text, _ in spelled], by_first))

    def _start_pattern(self, templates: Sequence[str], firsts: Iterable[str]) -> str:
        """Where a phrase may begin: by its first letters where it begins with a Latin word, else by one character.

        Nothing that begins with a letter or a digit begins inside a word or a number.
        """
        leads = {lead for template in templates for lead in self._leads(template)}
        digits = "".join(char for char in sorted(firsts) if char.isascii() and char.isdigit())
        signs = "".join(re.escape(char) for char in sorted(firsts) if not (char.isascii() and char.isalnum()))
        latin = [rf"(?i:(?=(?:{prefixes(leads)}))[a-z])"] if leads else []
        ahead = digits_ahead([_PART.findall(t) for t in templates if set(self._firsts(t)) & set(digits)], self._slots)
        numbers = [rf"(?={ahead})[{digits}]"] if digits else []
        pattern = rf"(?<![0-9A-Za-z$])(?:{'|'.join([*latin, *numbers])})"
        return pattern + (f"|[{signs}]" if signs else "")

    def _leads(self, template: str) -> Iterator[str]:
        """The first letters of what begins with a Latin word; a slot counts by what its words begin with."""
        if template[0] == "{":
            words = _words(self._slots[template[1 : template.index("}")]])
            yield from (word[:_LEAD].lower() for word in words if word[0].isascii() and word[0].isalpha())
        elif template[0].isascii() and template[0].isalpha():
            literal, slot, rest = template.partition("{")
            cut = re.split(r"[\[?]", literal)[0]
            cut = cut[:-1] if cut != literal and literal[len(cut)] == "?" else cut
            slot_follows = bool(slot) and cut == literal and len(cut) < _LEAD
            ends = self._firsts(slot + rest) if slot_follows else [""]
            yield from {(cut[:_LEAD] + end).lower() for end in ends}

    def find(self, text: str, start: int, end: int, accept: Callable[[Found], T | None]) -> Iterator[T]:
        """What ``accept`` makes of every phrase between ``start`` and ``end``, from left to right, none overlapping.

        Where it makes nothing of a phrase (the 13th month of 2024), the next template is tried.
        """
        position = start
        for hit in self._starts.finditer(text, start, end):
            here = hit.start()
            if here < position:
                continue
            alternatives = self._beginnings[hit.group()].at(text, here, end)
            match = None if alternatives is None else alternatives.match(text, here, end)
            if alternatives is None or match is None:
                continue
            made, stop = self._made(match, accept)
            if made is None:
                for other in alternatives.behind(match[0], text, here, end):
                    made, stop = self._made(other, accept)
                    if made is not None:
                        break
            if made is not None:
                yield made
                position = stop

    def _made(
        self, found: tuple[_Template, re.Match[str], tuple[str, ...]], accept: Callable[[Found], T | None]
    ) -> tuple[T | None, int]:
        template, match, groups = found
        slots = tuple((n, self._value(n, g)) for n, g in zip(template.names, groups, strict=True) if g is not None)
        return accept(Found(template.entry, slots, match.start(), match.end())), match.end()

    def _compile(self, template: str, entry: Mapping[str, Any]) -> _Template:
        names: list[str] = []
        parts: list[str] = []
        latin = entry["language"] == "en"
        split = _PART.findall(template)
        for slot, bracket, blank, char in split:
            if slot:
                names.append(slot)
                parts.append(f"({self._slot_patterns[slot]})")
            elif bracket:
                parts.append(bracket if bracket[1].isalpha() else rf"[ ]*{bracket}[ ]*")
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
        if not latin and after:  # 明年 ends in 明年2亿元, 上半年 in 上半年3亿元; 2024 would not in 20241
            after = rf"(?:(?<![0-9A-Za-z])|{after})"
        if "behind_none" in entry:  # 年末 in 三年末
            before += f"(?<![{re.escape(entry['behind_none'])}])"
        if "behind" in entry:  # July in "in July"
            before += f"(?:{'|'.join(f'(?<={re.escape(word)} )' for word in entry['behind'])})"
        if "unless" in entry:  # 2019年中 in 2019年中国
            after += f"(?![{re.escape(entry['unless'])}])"
        # "may" behind a year is a verb as a rule, and 24a a section
        written = slot_first and not template.startswith("{length}") and ("{month_name}" in template or "[" in template)
        body = f"{'(?i:' if latin and not written else '(?:'}{''.join(parts)})"
        begun = partial(self._heads.of, split, latin=latin, closed=latin or template[-1] == "}")
        return _Template(f"{before}{body}{after}", tuple(names), entry, self._firsts(template), begun)

    def _firsts(self, template: str) -> str:
        """The characters with which a phrase of ``template`` may begin."""
        if template[0] == "{":
            return self._slot_firsts[template[1 : template.index("}")]]
        return "".join({template[0], template[0].lower(), template[0].upper()})

    def _firsts_of(self, slot: str) -> str:
        values = self._slots[slot]
        words = "".join({word[0] for word in _words(values)})
        if "han_digits" in values:
            words += "".join(self._han)
        if "digits" in values:
            words += "12" if values["digits"] == 4 else "0123456789"
        return "".join(dict.fromkeys(words + words.upper() + words.lower()))

    def _slot_pattern(self, slot: str) -> str:
        values = self._slots[slot]
        parts = sorted(map(re.escape, _words(values)), key=len, reverse=True)
        if "han_digits" in values:
            parts.append(f"[{''.join(self._han)}]{{{values['han_digits']}}}")
        if "digits" in values:
            parts.append(_DIGITS.get(str(values["digits"]), "[0-9][0-9]?"))
        return "|".join(parts)

    def _value(self, slot: str, text: str) -> int:
        values = self._slots.get(slot, {})
        if text in values and text not in RULES:
            return int(values[text])
        if text.isdigit() and text.isascii():
            return int(text)
        if "han_digits" in values and all(char in self._han for char in text):
            return int("".join(str(self._han[char]) for char in text))
        return next((int(value) for word, value in values.items() if word.lower() == text.lower()), 0)


def _weight(template: str) -> int:
    """How long a template is, a slot counted as a long word; what has no slot is as sure as one that is full."""
    return len(re.sub(r"\{\w+\}", _LONG_WORD, template)) + (0 if "{" in template else len(_LONG_WORD))


# So many beginnings of texts are remembered.
_MOST_HEADS = 20_000
_LEAD = 12  # so many letters tell whether a phrase may begin
_LONG_WORD = "x" * 11
# How so many digits are written.
_DIGITS = {"[1, 3]": "[0-9]{1,3}", "4": YEAR, "2": "[0-9][0-9]"}


def _words(values: Mapping[str, Any]) -> list[str]:
    return [word for word in values if word not in RULES]
