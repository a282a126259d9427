"""Numerals: the digits and number words of both languages, read exactly, with the place of the last printed digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from claimlint.lexicon.load import entries
from claimlint.model.interval import Interval

# A numeral this long is no measurement; reading it would only cost time.
LONGEST = 40

# Nobody prints more digits than this without separators: cells run together, account numbers.
_LONGEST_UNGROUPED = 11

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number before its scale and unit are known.

    ``ulp`` is the place value of the last printed digit and ``step`` that of the last non-zero one.  ``spread`` is the
    set that a vague numeral (数十) denotes; ``words`` marks numerals that are spelled out.
    """

    value: Fraction
    ulp: Fraction
    step: Fraction
    digits: str
    decimals: int = 0
    significant: int = 1
    spread: Interval | None = None
    words: bool = False

    def scaled(self, factor: Fraction) -> Numeral:
        """The numeral times a scale word."""
        spread = None if self.spread is None else self.spread * factor
        return Numeral(
            self.value * factor, self.ulp * factor, self.step * factor, self.digits, self.decimals, self.significant,
            spread, self.words,
        )  # fmt: skip


def last_step(value: Fraction, ulp: Fraction) -> Fraction:
    """The place value of the last non-zero digit of ``value``, which is printed to ``ulp``."""
    count = abs(value / ulp)
    if count.denominator != 1 or count == 0:
        return ulp
    digits = str(count.numerator)
    return ulp * 10 ** (len(digits) - len(digits.rstrip("0")))


def parse_digits(blob: str) -> Numeral | None:
    """A run of ASCII digits, commas and points; None where it is no well-formed number (1,35212.5433.80)."""
    if len(blob) > LONGEST:
        return None
    if "," in blob:
        if not (_GROUPED.fullmatch(blob) or _INDIAN.fullmatch(blob)):
            return None
    elif not _PLAIN.fullmatch(blob):
        return None
    plain = blob.replace(",", "")
    if "," not in blob and len(plain.partition(".")[0]) > _LONGEST_UNGROUPED:
        return None
    whole, _, decimals = plain.partition(".")
    if len(whole) > 1 and whole[0] == "0":  # a code: 00700, 007
        return None
    value = Fraction(plain)
    ulp = Fraction(1, 10 ** len(decimals))
    significant = len((whole + decimals).lstrip("0")) or 1
    return Numeral(value, ulp, last_step(value, ulp), blob, len(decimals), significant)


@dataclass(frozen=True, slots=True)
class _Han:
    """The Chinese numeral characters, by what they do."""

    digits: dict[str, int]
    places: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, tuple[int, int]]
    points: frozenset[str]


@cache
def _han() -> _Han:
    digits: dict[str, int] = {}
    places: dict[str, int] = {}
    scales: dict[str, int] = {}
    vague: dict[str, tuple[int, int]] = {}
    points: set[str] = set()
    for entry in entries("numerals"):
        if entry["language"] != "zh":
            continue
        for word in entry["words"]:
            if "digit" in entry:
                digits[word] = entry["digit"]
            elif "place" in entry:
                places[word] = entry["place"]
            elif "scale" in entry and not entry.get("after_digits"):
                scales[word] = entry["scale"]
            elif "vague" in entry:
                vague[word] = (entry["vague"][0], entry["vague"][1])
            elif "point" in entry:
                points.add(word)
    return _Han(digits, places, scales, vague, frozenset(points))


@cache
def han_characters() -> str:
    """Every character that a Chinese numeral may begin with or consist of."""
    han = _han()
    return "".join(dict.fromkeys([*han.digits, *han.places, *han.scales, *han.vague]))


@cache
def han_points() -> str:
    """The characters that stand for the decimal point in a Chinese numeral."""
    return "".join(sorted(_han().points))


def parse_han(run: str) -> Numeral | None:
    """A Chinese numeral, formal or informal: 三千八百九十六万, 一千三 (1300), 三点二, 数十, 二〇二四."""
    han = _han()
    if len(run) > LONGEST:
        return None
    for point in han.points:
        if point in run:
            return _with_decimals(run, point)
    if any(char in han.vague for char in run):
        return _vague(run)
    if all(char in han.scales for char in run):
        return None  # 单位：亿元 names a unit
    if all(char in han.digits for char in run):
        return _positional(run)
    return _structured(run)


def _positional(run: str) -> Numeral:
    """Digit by digit: 二〇二四 is 2024, 三 is 3."""
    value = Fraction(0)
    for char in run:
        value = value * 10 + _han().digits[char]
    return Numeral(value, Fraction(1), last_step(value, Fraction(1)), run, significant=len(run), words=True)


def _structured(run: str) -> Numeral | None:
    """Digits with places and scales; a last digit without a place is worth a tenth of the place before (两万五)."""
    han = _han()
    total = section = Fraction(0)
    digit: int | None = None
    unit = Fraction(1)  # worth of the place or scale named last
    lowest = Fraction(1)  # place of the last printed digit inside the section
    zero = False
    for char in run:
        if char in han.digits:
            if digit not in (None, 0):
                return None
            zero = zero or han.digits[char] == 0
            digit = han.digits[char]
        elif char in han.places:
            place = han.places[char]
            section += (1 if digit is None else digit) * place
            digit, unit, zero = None, Fraction(place), False
            lowest = Fraction(place) if place > 10 else Fraction(1)
        else:
            scale = han.scales[char]
            section += digit or 0
            lowest = Fraction(1) if digit is not None else lowest
            if total and scale > unit:  # 一万亿: the larger scale multiplies all before it
                total, section = (total + section) * scale, Fraction(0)
            else:
                total, section = total + (section or 1) * scale, Fraction(0)
            digit, unit, zero = None, Fraction(scale), False
            lowest *= scale
    if digit is not None:
        informal = unit >= 100 and not zero
        lowest = unit / 10 if informal else Fraction(1)
        section += digit * lowest
    value = total + section
    return Numeral(value, lowest, last_step(value, lowest), run, significant=_significant(value, lowest), words=True)


def _with_decimals(run: str, point: str) -> Numeral | None:
    whole, _, rest = run.partition(point)
    han = _han()
    digits = ""
    while rest and rest[0] in han.digits:
        digits, rest = digits + str(han.digits[rest[0]]), rest[1:]
    front = parse_han(whole) if whole else None
    if front is None or not digits or any(char not in han.scales and char not in han.places for char in rest):
        return None
    factor = Fraction(1)
    for char in rest:
        factor *= han.scales.get(char) or han.places[char]
    ulp = Fraction(1, 10 ** len(digits))
    value = front.value + Fraction(int(digits), 10 ** len(digits))
    plain = Numeral(value, ulp, last_step(value, ulp), run, len(digits), _significant(value, ulp), words=True)
    return plain.scaled(factor)


def _vague(run: str) -> Numeral | None:
    """数十 is [20, 100), 十几 is over ten and under twenty."""
    han = _han()
    head, tail = run[0], run[1:]
    if head in han.vague:
        if any(char in han.digits or char in han.vague for char in tail):
            return None
        factor = _structured(tail) if tail else Numeral(Fraction(1), Fraction(1), Fraction(1), "")
        if factor is None:
            return None
        low, high = han.vague[head]
        spread = Interval(low * factor.value, high * factor.value, high_open=True)
        return Numeral(low * factor.value, factor.value, factor.value, run, spread=spread, words=True)
    index = next(i for i, char in enumerate(run) if char in han.vague)
    front, rest = run[:index], run[index + 1 :]
    if any(char not in han.scales for char in rest) or front[-1] not in han.places:
        return None
    base = parse_han(front)
    if base is None:
        return None
    factor = Fraction(1)
    for char in rest:
        factor *= han.scales[char]
    place = Fraction(han.places[front[-1]])
    spread = Interval(base.value, base.value + place, True, True)
    return Numeral(base.value, place, place, run, spread=spread, words=True).scaled(factor)


def _significant(value: Fraction, ulp: Fraction) -> int:
    count = abs(value / ulp)
    return len(str(count.numerator // count.denominator))


@cache
def english_words() -> dict[str, int]:
    """English number words below a hundred, and what they are worth."""
    return {
        word: entry["digit"]
        for entry in entries("numerals")
        if entry["language"] == "en" and "digit" in entry
        for word in entry["words"]
    }


def parse_english(words: str) -> Numeral | None:
    """``twenty-five``, ``a dozen``, ``three``: numbers below a hundred in words."""
    known = english_words()
    lower = words.lower()
    if lower in known:
        value = Fraction(known[lower])
    else:
        parts = [known.get(part) for part in re.split(r"[ -]", lower)]
        if len(parts) != 2 or parts[0] is None or parts[1] is None or parts[0] < 20 or parts[1] > 9:
            return None
        value = Fraction(parts[0] + parts[1])
    return Numeral(value, Fraction(1), last_step(value, Fraction(1)), words, significant=1, words=True)
