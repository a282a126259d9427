"""What may stand behind the digits with which a template begins.

Most numbers of a text begin no phrase of time; this tells so without a trial of every template that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

# How a slot is filled by digits, beside the words that it lists.
RULES = ("digits", "han_digits")
YEAR = "(?:19|20)[0-9][0-9]"
_YEAR_DIGITS = 4
_DIGITS = "0123456789"

# A template in parts: a slot, a class of signs, a blank, or a character.
Parts = Sequence[tuple[str, str, str, str]]


def digits_ahead(templates: Iterable[Parts], slots: Mapping[str, Mapping[str, Any]]) -> str:
    """A pattern for the digits with which a template may begin, together with the sign behind them."""
    beside: dict[str, None] = {}
    apart: dict[str, None] = {}
    for parts in templates:
        if slots.get(parts[0][0], {}).get("digits") == _YEAR_DIGITS:
            continue  # a year may be all of a phrase
        blank = False
        for sign in _behind(parts, slots):
            if sign == " ":
                blank = True
                continue
            beside[sign] = None
            if blank:
                apart[sign] = None
    return rf"{YEAR}|[0-9]++(?:{'|'.join(beside)}| +(?:{'|'.join(apart)}))"


def _behind(parts: Parts, slots: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What may stand behind the digits, as patterns of one character; a blank stands in front of what it is before."""
    for place, (slot, signs, blank, char) in enumerate(parts):
        optional = place + 1 < len(parts) and parts[place + 1][3] == "?"
        if slot:
            words = [word for word in slots[slot] if word not in RULES]
            rests = [word.lstrip(_DIGITS) for word in words if place or word[0] in _DIGITS]
            apart = [rest.lstrip() for rest in rests if rest.startswith(" ")]
            yield from (_either(rest[0]) for rest in rests if rest and rest[0] != " ")
            if apart:
                yield " "
                yield from (_either(rest[0]) for rest in apart)
            if "han_digits" in slots[slot] and place:
                yield r"[^\x00-\x7f]"
            optional = optional or "digits" in slots[slot] or "" in rests
        elif signs:
            if not signs[1].isalpha():
                yield " "
            yield signs.removesuffix("?")
            optional = signs.endswith("?")
        elif blank:
            yield " "
            optional = True
        elif char == "?" or char in _DIGITS:
            optional = True
        else:
            yield _either(char)
        if not optional:
            return
    raise ValueError(f"a template that may be a bare number: {parts}")


def _either(char: str) -> str:
    """A character in both cases."""
    return f"[{re.escape(char.lower())}{re.escape(char.upper())}]" if char.lower() != char.upper() else re.escape(char)
