"""Numbers written in words, as a document wrote another one: 十八点六 → 十五点四, twenty-five → twenty-seven.

A way of writing is taken only where it writes the old number exactly as it stands; who wrote 一千三 for 1,300 has a way
that is not known here, and gets no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

from claimlint.lexicon.load import Entry, entries

_SECTION = 10**4
_MOST = 10**16
_HUNDRED = 100


def spelled(value: Fraction, like: str, known: Fraction, *, counted: bool = True) -> str | None:
    """``value`` in the words in which ``like`` writes ``known``; None where no known way of writing does.

    ``counted``: a measure word follows, before which 2 has a form of its own (两倍, but 百分之二).
    """
    ways = _english_ways(like) if like.isascii() else _chinese_ways(like, counted)
    return next((way(value) for way in ways if way(known) == like), None)


Way = Callable[[Fraction], str | None]


def _chinese_ways(like: str, counted: bool) -> Iterator[Way]:
    signs = _signs()
    point = next((sign for sign in signs.points if sign in like), None)
    if point is not None:
        digits = like.partition(point)[2]
        rest = "".join(char for char in digits if char not in signs.digits)
        worth, places = _worth(rest), len(digits) - len(rest)
        yield lambda value: _with_decimals(value / worth, point, places, rest)
    elif len(like) > 1 and all(char in signs.digits for char in like):
        zero = next((char for char in like if char in signs.zeros), signs.zeros[0])
        yield lambda value: _digit_by_digit(value, zero)
    for pair in ((counted, True), (False, False), (True, True)):
        yield lambda value, pair=pair: _whole(value, alone=pair[0], placed=pair[1])  # type: ignore[misc]


class _Signs:
    """The first character that the lexicon lists for each digit, place and scale; the second one for 2 (两)."""

    def __init__(self) -> None:
        found = [entry for entry in entries("numerals") if entry["language"] == "zh"]
        self.digit: dict[int, str] = {entry["digit"]: entry["words"][0] for entry in found if "digit" in entry}
        self.digits = {word for entry in found if "digit" in entry for word in entry["words"]}
        self.zeros: list[str] = next(entry["words"] for entry in found if entry.get("digit") == 0)
        self.pair: str = next(entry["words"][1] for entry in found if entry.get("digit") == 2)
        self.place: dict[int, str] = {entry["place"]: entry["words"][0] for entry in found if "place" in entry}
        plain: list[Entry] = [entry for entry in found if "scale" in entry and not entry.get("after_digits")]
        self.scale: dict[int, str] = {entry["scale"]: entry["words"][0] for entry in plain}
        self.points: list[str] = [word for entry in found if "point" in entry for word in entry["words"]]


@cache
def _signs() -> _Signs:
    return _Signs()


def _worth(words: str) -> Fraction:
    """What the places and scales behind decimals multiply by (三点二亿)."""
    signs, worth = _signs(), Fraction(1)
    values = {word: value for value, word in (*signs.place.items(), *signs.scale.items())}
    for char in words:
        worth *= values.get(char, 0) or 1
    return worth


def _with_decimals(value: Fraction, point: str, places: int, rest: str) -> str | None:
    scaled = value * 10**places
    whole = _whole(Fraction(scaled.numerator // 10**places), alone=False, placed=True)
    if scaled.denominator != 1 or whole is None or value < 0:
        return None
    decimals = str(scaled.numerator % 10**places).rjust(places, "0")
    return whole + point + "".join(_signs().digit[int(digit)] for digit in decimals) + rest


def _digit_by_digit(value: Fraction, zero: str) -> str | None:
    if value.denominator != 1 or value < 0:
        return None
    return "".join(_signs().digit[int(digit)] if digit != "0" else zero for digit in str(value.numerator))


def _whole(value: Fraction, *, alone: bool, placed: bool) -> str | None:
    """A whole number with places; ``alone`` says 两 for 2 itself, ``placed`` for the 2 of 两千, 两万 and 两亿."""
    if value.denominator != 1 or not 0 <= value < _MOST:
        return None
    signs, number = _signs(), value.numerator
    if number < 10:
        return signs.pair if number == 2 and alone else signs.digit[number]
    text, gap = "", False
    for scale in (10**12, 10**8, 10**4, 1):
        section = number // scale % _SECTION
        if not section:
            gap = bool(text)
            continue
        pair = placed and section == 2 and scale > 1
        words = signs.pair if pair else _section(section, pair=placed, first=not text)
        joint = signs.digit[0] if text and (gap or section < _SECTION // 10) else ""
        text, gap = text + joint + words + _named(scale), False
    return text


def _named(scale: int) -> str:
    signs = _signs()
    if scale == 10**12:
        return signs.scale[10**4] + signs.scale[10**8]
    return signs.scale[scale] if scale > 1 else ""


def _section(number: int, *, pair: bool, first: bool) -> str:
    """A number below ten thousand; 十二 at the head of a number, 一百一十二 inside."""
    signs, text, gap = _signs(), "", False
    for place in (1000, 100, 10, 1):
        digit = number // place % 10
        if not digit:
            gap = bool(text)
            continue
        text += signs.digit[0] if gap else ""
        silent = first and not text and digit == 1 and place == 10
        if not silent:
            text += signs.pair if pair and digit == 2 and place == 1000 else signs.digit[digit]
        text, gap = text + (signs.place[place] if place > 1 else ""), False
    return text


def _english_ways(like: str) -> Iterator[Way]:
    for joint in ("-", " "):
        yield lambda value, joint=joint: _cased(_english(value, joint), like)  # type: ignore[misc]


@cache
def _english_digits() -> dict[int, str]:
    found = (entry for entry in entries("numerals") if entry["language"] == "en" and "digit" in entry)
    return {entry["digit"]: entry["words"][0] for entry in found}


def _english(value: Fraction, joint: str) -> str | None:
    if value.denominator != 1 or not 0 <= value < _HUNDRED:
        return None
    words, number = _english_digits(), value.numerator
    if number in words:
        return words[number]
    return f"{words[number - number % 10]}{joint}{words[number % 10]}"


def _cased(words: str | None, like: str) -> str | None:
    return words.capitalize() if words and like[:1].isupper() else words


__all__ = ["spelled"]
