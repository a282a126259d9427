"""Chinese numerals: formal, informal, digit by digit, and vague ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from claimlint.lexicon.load import entries
from claimlint.model.interval import Interval
from claimlint.quantities.numerals import LONGEST, Numeral, last_step, significant_digits


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
    return _either(run) or (_positional(run) if all(char in han.digits for char in run) else _structured(run))


def is_unsaid(run: str) -> bool:
    """True where a numeral begins with a scale: 万元, 百万台 and 千家 say no number; they head a column."""
    han = _han()
    return run[0] in han.scales or han.places.get(run[0], 0) > 10


def _either(run: str) -> Numeral | None:
    """一两个, 十七八家, 三五百: two digits side by side, one above the other, mean either or what lies between."""
    digits = _han().digits
    pairs = [i for i in range(len(run) - 1) if run[i] in digits and run[i + 1] in digits]
    if len(pairs) != 1 or any(char in digits for char in run[pairs[0] + 2 :]):
        return None
    front, low, high, rest = run[: pairs[0]], run[pairs[0]], run[pairs[0] + 1], run[pairs[0] + 2 :]
    if (digits[low], digits[high]) != (3, 5) and (digits[low] == 0 or digits[high] != digits[low] + 1):
        return None
    first, last = _structured(front + low + rest), _structured(front + high + rest)
    if first is None or last is None:
        return None
    return replace(first, digits=run, spread=Interval(first.value, last.value))


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
    significant = significant_digits(value, lowest)
    return Numeral(value, lowest, last_step(value, lowest), run, significant=significant, words=True)


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
    plain = Numeral(value, ulp, last_step(value, ulp), run, len(digits), significant_digits(value, ulp), words=True)
    return plain.scaled(factor)


def _vague(run: str) -> Numeral | None:
    """数十 is [20, 100), 十几 is over ten and under twenty."""
    han = _han()
    head, tail = run[0], run[1:]
    if head in han.vague:
        if any(char in han.digits or char in han.vague for char in tail):
            return None
        tens = _structured(tail) if tail else Numeral(Fraction(1), Fraction(1), Fraction(1), "")
        if tens is None:
            return None
        low, high = han.vague[head]
        spread = Interval(low * tens.value, high * tens.value, high_open=True)
        return Numeral(low * tens.value, tens.value, tens.value, run, spread=spread, words=True)
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
