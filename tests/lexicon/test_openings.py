"""The sign behind the digits of a phrase must let every phrase of time through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from claimlint.lexicon.load import entries
from claimlint.lexicon.openings import RULES, digits_ahead
from claimlint.lexicon.template import _PART, Phrases

_VARIED = 4
PHRASES = Phrases("periods")
FILLED = {"4": ["2024", "1999"], "2": ["24", "09"], "[1, 2]": ["3", "12"], "[1, 3]": ["7", "113"]}
TEMPLATES = [(text, entry) for entry in entries("periods") for text in entry["templates"]]


def fillings(slot: str, *, first: bool) -> list[str]:
    values = PHRASES._slots[slot]
    words = [word for word in values if word not in RULES]
    digits = FILLED[str(values["digits"])] if "digits" in values else []
    return [*digits, *(words if first else words[:2])]


def spelled(template: str) -> Iterator[str]:
    """Phrases that a template stands for; its first parts in every way, with blanks and without, the rest in one."""
    choices: list[list[str]] = []
    for slot, signs, blank, char in _PART.findall(template):
        if slot:
            choices.append(fillings(slot, first=not choices))
        elif signs:
            inner = signs.strip("[]?")
            choices.append([inner[0], f" {inner[-1]} ", *([""] if signs.endswith("?") else [])])
        elif blank:
            choices.append([" ", "", "  "])
        elif char == "?":
            choices[-1] = [*choices[-1], ""]
        else:
            choices.append([char])
    rest = [choice[:1] for choice in choices[_VARIED:]]
    yield from map("".join, product(*choices[:_VARIED], *rest))


@pytest.mark.parametrize(("text", "entry"), [pytest.param(t, e, id=t) for t, e in TEMPLATES])
def test_no_phrase_is_lost(text: str, entry: dict[str, object]) -> None:
    pattern = re.compile(PHRASES._compile(text, entry).pattern)
    for phrase in spelled(text):
        if phrase[0].isascii() and phrase[0].isdigit() and pattern.match(phrase):
            assert PHRASES._starts.match(phrase), phrase


def test_other_numbers_are_passed_over() -> None:
    for number in ("5.2亿元", "12%", "3,400", "42 customers", "7万", "$8"):
        assert PHRASES._starts.match(number) is None


def test_a_template_that_is_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="bare number"):
        digits_ahead([_PART.findall("{month}")], PHRASES._slots)
