"""Chinese numerals: formal, informal, digit by digit, and vague ones."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
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
def _known() -> frozenset[str]:
    return frozenset(han_characters()) | _han().points


@cache
def han_points() -> str:
    """The characters that stand for the decimal point in a Chinese numeral."""
    return "".join(sorted(_han().points))


def parse_han(run: str) -> Numeral | None:
    """A Chinese numeral, formal or informal: 三千八百九十六万, 一千三 (1300), 三点二, 数十, 二〇二四."""
    han = _han()
    if len(run) > LONGEST or not set(run) <= _known():
        return None
    for point in han.points:
        if point in run:
            return _with_decimals(run, point)
    if any(char in han.vague for char in run):
        return _vague(run)
    return _either(run) or (_positional(run) if all(char in han.digits for char in run) else _structured(run))


def read_run(text: str, start: int, stop: int, end: int, *, spaced: bool) -> tuple[Numeral, int] | None:
    """The Chinese numeral at ``start``, which a run of its characters up to ``stop`` begins, and where it ends.

    ``spaced``: blanks may stand inside (三千 九百).  A run that no numeral fits gives its longest beginning that does.
    """
    if spaced:
        match = _spaced().match(text, start, end)
        if match is not None and match.end() > stop:
            joined = match.group().replace(" ", "")
            numeral = None if _is_list(match.group()) else parse_han(joined)
            if numeral is not None:
                return numeral, match.end()
    for last in range(stop, max(start, stop - 3), -1):
        numeral = parse_han(text[start:last])
        if numeral is not None:
            return numeral, last
    return None


def _is_list(run: str) -> bool:
    """一 二 三 is no number: blanks between digits that have no places."""
    return all(char in _han().digits or char == " " for char in run)


@cache
def _spaced() -> re.Pattern[str]:
    chars, points = han_characters(), han_points()
    return re.compile(rf"[{chars}](?: {{0,3}}[{chars}]){{0,30}}(?: {{0,3}}[{points}](?: {{0,3}}[{chars}]){{1,9}})?")


@cache
def _composed() -> re.Pattern[str]:
    han = _han()
    places = "".join([*han.places, *han.scales])
    zeros = "".join(char for char, digit in han.digits.items() if digit == 0)
    digits = "".join(char for char, digit in han.digits.items() if digit)
    number, named = r"[0-9]{1,4}(?:\.[0-9]{1,4})?", rf" ?[{places}]{{1,3}}"
    return compiled(
        rf"{number}{named}(?:(?: ?[{zeros}]?{number}{named}){{1,4}}(?:[{zeros}][0-9]{{1,4}})?|[{zeros}][0-9]{{1,4}}"
        rf"|(?P<rest>[{zeros}][{digits}][{digits}{places}]{{0,6}}))(?![0-9.])"
    )


def read_composed(text: str, start: int, end: int) -> tuple[Numeral, int] | None:
    """Digits with Chinese places and scales, falling from each to the next: 5亿1万4千6百, 25万6千, 1千零20."""
    match = _composed().match(text, start, end)
    if match is None:
        return None
    han = _han()
    total, last, smallest = Fraction(0), None, Fraction(1)
    for number, named in re.findall(r"([0-9.]+) ?([^0-9. ]*)", match.group().removesuffix(match["rest"] or "")):
        factor = Fraction(1)
        for char in named:
            factor *= han.scales.get(char) or han.places.get(char) or 1
        if last is not None and Fraction(number) * factor >= last:
            return None
        total, last = total + Fraction(number) * factor, factor
        smallest = factor / 10 ** len(number.partition(".")[2])
    rest = parse_han(match["rest"]) if match["rest"] else None  # 1亿零三
    if rest is not None and last is not None:
        if rest.value >= last:
            return None
        total, smallest = total + rest.value, rest.ulp
    numeral = Numeral(
        total, smallest, last_step(total, smallest), match.group(), 0, significant_digits(total, smallest)
    )
    return replace(numeral, words=True), match.end()


def is_unsaid(run: str) -> bool:
    """True where a numeral begins with a scale: 万元, 百万台 and 千家 say no number; they head a column."""
    han = _han()
    said = any(char in han.digits for char in run)  # 百三 is 130
    return run[0] in han.scales or (not said and han.places.get(run[0], 0) > 10)


def is_round(run: str) -> bool:
    """True of 百, 万 and 十万: places and scales alone, as in 百分之 and 十万分之."""
    return all(char in _han().places or char in _han().scales for char in run)


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
    total = section = group = Fraction(0)
    digit: int | None = None
    unit = Fraction(1)  # worth of the place or scale named last
    largest = Fraction(0)  # the scale named last
    inside = 10**4  # the place named last inside the section
    lowest = Fraction(1)  # place of the last printed digit inside the section
    zero = scaled = False
    for char in run:
        if char in han.digits:
            if digit not in (None, 0):
                return None
            zero = zero or han.digits[char] == 0
            digit = han.digits[char]
            scaled = False
        elif char in han.places:
            place = han.places[char]
            if digit is None and place >= inside:  # 五十千: fifty, and a unit behind it
                return None
            inside = place
            section += (1 if digit is None or (digit == 0 and place == 10) else digit) * place
            digit, unit, zero, scaled = None, Fraction(place), False, False
            lowest = Fraction(place) if place > 10 else Fraction(1)
        else:
            scale = han.scales[char]
            section += digit or 0
            lowest = Fraction(1) if digit is not None else lowest
            if scaled:  # 四万万: the second 万 multiplies what the first one did
                total, group = total + group * (scale - 1), group * scale
            elif total and scale > largest:  # 一万零五十亿: the larger scale multiplies all before it
                total = group = (total + section) * Fraction(scale)
            else:
                group = (section or Fraction(1)) * scale
                total += group
            section, largest, inside = Fraction(0), Fraction(scale), 10**4
            digit, unit, zero, scaled = None, Fraction(scale), False, True
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
    open_place = front[-1] in han.places or han.digits.get(front[-1]) == 0
    if any(char not in han.scales for char in rest) or not open_place or (len(front) == 1 and front not in han.places):
        return None
    base = parse_han(front)
    if base is None:
        return None
    factor = Fraction(1)
    for char in rest:
        factor *= han.scales[char]
    place = Fraction(han.places.get(front[-1], 10))
    spread = Interval(base.value, base.value + place, True, True)
    return Numeral(base.value, place, place, run, spread=spread, words=True).scaled(factor)
