"""The numeral at a place, in any of the ways to print one: digits, words, both, parts of one.

``Reader.bare`` widens what is read to what only a bare number may be (3/4, 2^5, 100k, three quarters): beside other
text these are as often dates, footnotes and lengths of time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.model.unit import Kind
from claimlint.quantities.english import english_at, ordinal_at
from claimlint.quantities.han import parse_han, read_composed, read_run
from claimlint.quantities.numerals import Numeral, last_step, parse_digits, parse_english, parse_european

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

_EUROPEAN = compiled(
    r"[0-9]{1,3}(?: [0-9]{3}){1,4}(?:[.,][0-9]{1,9})?(?![0-9]|[.,][0-9]| [0-9])"
    r"|[0-9]{1,12},[0-9]{1,9}(?![0-9]|[.,][0-9])"
)
_POWER = compiled(r"\^([+-]?[0-9]{1,2})(?![0-9])")
_FRACTION = compiled(r"(?:(?P<whole>[0-9]{1,4}) {1,2})?(?P<above>[0-9]{1,4})/(?P<below>[0-9]{1,4})(?![0-9/.%])")
_PAUSE = "\u3001"
_MEGA = 10**8
_HALF = Fraction(1, 2)
# 3/4 mile and 1/8 inch; 8/12吋 are two sizes.
_HALVES = frozenset({"2", "3", "4", "8", "16"})
_LETTER = compiled(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral and where it ends; ``ordinal`` marks places in an order (21st)."""

    numeral: Numeral
    end: int
    ordinal: bool = False


@cache
def glyphs() -> dict[str, Fraction]:
    """½ and its like."""
    return {sign: Fraction(e["glyph"]) for e in entries("numerals") if "glyph" in e for sign in e["words"]}


@cache
def _no_numbers() -> tuple[tuple[str, str], ...]:
    """Phrases in which a word of numbers is none (which one), each with that word."""
    found = [e for e in entries("numerals") if e["language"] == "en" and "digit" in e and "except" in e]
    return tuple((phrase, word) for e in found for phrase in e["except"] for word in e["words"])


def figure_at(reader: Reader, start: int, stop: int) -> Figure | None:
    """The numeral at ``start``; ``stop`` is where the pattern of numbers saw its first word or digits end."""
    char = reader.text[start]
    if reader.words.minus.at(reader.text, start) is not None:  # 零下
        return None
    if char in glyphs():
        return _glyph(reader.text, start, Fraction(0), start)
    pair = _pair(reader, start)
    if pair is not None:
        return pair
    if char.isascii():
        return _digits(reader, start, stop) if char.isdigit() or char == "." else _words(reader, start, stop)
    if reader.words.discounts_of.at(reader.text, start) is not None:
        return None
    return _halved(reader, start) or _told_apart(reader, start, stop) or _han(reader, start, stop)


def _told_apart(reader: Reader, start: int, stop: int) -> Figure | None:
    """四、五十亿: forty or fifty, as 四五十亿; at the head of a line a number of the list comes first."""
    text = reader.text
    if stop != start + 1 or text[stop : stop + 1] != _PAUSE or start == reader.start:
        return None
    hit = reader.words.hit.match(text, stop + 1, reader.end)
    numeral = parse_han(text[start] + hit.group()) if hit is not None and hit.end() > hit.start() + 1 else None
    if hit is None or numeral is None or numeral.spread is None or numeral.spread.low_open:
        return None
    return Figure(replace(numeral, digits=text[start : hit.end()]), hit.end())


def _pair(reader: Reader, start: int) -> Figure | None:
    """七 五 折, 7 5 折: two digits with a blank between them, in front of a discount."""
    text, end = reader.text, start + 3
    if not reader.bare or text[start + 1 : start + 2] != " " or end > reader.end:
        return None
    two = text[start] + text[start + 2]
    numeral = parse_digits(two) if two.isascii() and two.isdigit() else parse_han(two)
    if numeral is None or not 10 < numeral.value < 100:
        return None
    behind = end + (text[end : end + 1] == " ")
    return None if reader.words.discounts.at(text, behind) is None else Figure(numeral, end)


def _digits(reader: Reader, start: int, stop: int) -> Figure | None:
    text = reader.text
    composed = read_composed(text, start, reader.end)
    if composed is not None:
        return Figure(*composed)
    power = _power(reader, start, stop)
    if power is not None:
        return power
    wide = _bare_digits(reader, start, stop) if reader.bare else _measured(reader, start, stop)
    if wide is not None:
        return wide
    if text[stop : stop + 1] in glyphs():
        numeral = parse_digits(text[start:stop])
        return None if numeral is None else _glyph(text, start, numeral.value, stop)
    numeral = parse_digits(text[start:stop], long=reader.bare)
    return None if numeral is None else Figure(numeral, stop)


def _power(reader: Reader, start: int, stop: int) -> Figure | None:
    """10^15 is a number of its own: neither the ten nor the fifteen is one."""
    match = _POWER.match(reader.text, stop, reader.end)
    base = None if match is None else parse_digits(reader.text[start:stop])
    if match is None or base is None or not base.value:
        return None
    value, printed = base.value ** int(match[1]), reader.text[start : match.end()]
    return Figure(Numeral(value, Fraction(1), Fraction(1), printed, words=True), match.end())


def _glyph(text: str, start: int, whole: Fraction, place: int) -> Figure:
    value, end = whole + glyphs()[text[place]], place + 1
    ulp = Fraction(1, 10)
    return Figure(Numeral(value, ulp, last_step(value, ulp), text[start:end], words=True), end)


def _measured(reader: Reader, start: int, stop: int) -> Figure | None:
    """What a unit behind it tells from lists and cells: 3/4 mile, 1 234,5 million."""
    text = reader.text
    match = _FRACTION.match(text, start, reader.end) if text[stop : stop + 1] == "/" else None
    if match is None:
        return _spaced(reader, start, stop)
    unit = reader.words.units.at(text, match.end() + (text[match.end() : match.end() + 1] == " "))
    if unit is None or unit[0].kind is not Kind.PHYSICAL or match["below"] not in _HALVES:
        return None
    return _fraction(match)


def _fraction(match: re.Match[str]) -> Figure:
    value = int(match["whole"] or 0) + Fraction(int(match["above"]), int(match["below"]))
    ulp = Fraction(1, int(match["below"]))
    return Figure(Numeral(value, ulp, ulp, match.group(), words=True), match.end())


def _spaced(reader: Reader, start: int, stop: int) -> Figure | None:
    """1 234 567 and 1 234,5 are one number where a scale or a unit follows; else they may be cells of a table."""
    match = _EUROPEAN.match(reader.text, start, reader.end)
    if match is None or match.end() <= stop or reader.text[start - 1 : start].isdigit():
        return None
    numeral = parse_european(match.group())
    behind = match.end() + (reader.text[match.end() : match.end() + 1] == " ")
    words = reader.words
    follows = words.scales.at(reader.text, behind) or words.currencies.at(reader.text, behind)
    if numeral is None or (follows or words.units.at(reader.text, behind)) is None:
        return None
    return Figure(numeral, match.end())


def _bare_digits(reader: Reader, start: int, stop: int) -> Figure | None:
    text = reader.text
    phrase = ordinal_at(text, start, reader.end) if _LETTER.match(text, stop) else None
    if phrase is not None:
        return Figure(phrase.numeral, phrase.end, ordinal=True)
    match = _FRACTION.match(text, start, reader.end)
    if match is not None and int(match["below"]):
        return _fraction(match)
    if text[stop : stop + 1] == " " and text[stop + 1 : stop + 2] in glyphs():
        whole = parse_digits(text[start:stop])
        return None if whole is None else _glyph(text, start, whole.value, stop + 1)
    match = _EUROPEAN.match(text, start, reader.end)
    numeral = parse_european(match.group()) if match is not None else None
    if match is not None and numeral is not None:
        return Figure(numeral, match.end())
    if _LETTER.match(text, stop + 1):
        spoken = english_at(text, start, reader.end, parts=True)
        if spoken is not None and spoken.end > stop:
            return Figure(spoken.numeral, spoken.end)
    return None


def _halved(reader: Reader, start: int) -> Figure | None:
    """Half a percentage point, 半个百分点; where everything is to be read, half an hour and 半斤 too."""
    found = reader.words.halved.at(reader.text, start)
    if found is None or found[1] > reader.end:
        return None
    text, end = reader.text, found[1]
    behind = end + (text[end : end + 1] in (" ", "-"))
    unit = reader.words.units.at(text, behind)
    said = unit is not None and (unit[0].ratio or (reader.bare and unit[0].kind is not Kind.COUNT))
    if not said and not (reader.bare and reader.words.times.at(text, behind)):
        return None
    return Figure(Numeral(_HALF, _HALF / 5, _HALF / 5, text[start:end], words=True), end)


def _words(reader: Reader, start: int, stop: int) -> Figure | None:
    text = reader.text
    half = _halved(reader, start)
    if half is not None:
        return half
    simple = parse_english(text[start:stop])
    if simple is not None and simple.spread is not None:
        return Figure(simple, stop)
    if _is_pronoun(text, start) and reader.words.units.at(text, stop + 1) is None:
        return None
    if reader.bare:
        place = ordinal_at(text, start, reader.end)
        part = english_at(text, start, reader.end, parts=True)
        if place is not None and (part is None or part.end < place.end):
            return Figure(place.numeral, place.end, ordinal=True)
    phrase = english_at(text, start, reader.end, parts=reader.bare)
    return None if phrase is None else Figure(phrase.numeral, phrase.end)


def _is_pronoun(text: str, start: int) -> bool:
    """Which one, the one: no number."""
    for phrase, word in _no_numbers():
        begin = start - phrase.find(word)
        if begin >= 0 and text[begin : begin + len(phrase)].lower() == phrase:
            return True
    return False


def _han(reader: Reader, start: int, stop: int) -> Figure | None:
    text, words = reader.text, reader.words
    read = read_run(text, start, stop, reader.end, spaced=reader.bare)
    last = stop - 1
    measured = words.units.at(text, last) if last > start else None
    grown = measured is not None and (measured[1] > stop or (reader.bare and measured[1] == stop))
    if measured is not None and grown:  # 六千字节 is six kilobytes, 五兆瓦 five megawatts
        shorter = parse_han(text[start:last])
        scale = words.scales.alone(text[last])  # 兆 begins 兆瓦, and no number ends in it there
        plain = scale is not None and scale.factor >= _MEGA
        if shorter is not None and not plain and (shorter.spread is None or measured[0].ratio):
            plain = shorter.value < 10 or read is None or measured[1] == stop
        if shorter is not None and plain:
            return Figure(shorter, last)
    return None if read is None else Figure(*read)


def with_times(reader: Reader, numeral: Numeral, position: int) -> tuple[Numeral, int]:
    """一打, 3 dozen: twelve of it."""
    found = reader.words.times.at(reader.text, position)
    if found is None and reader.text[position : position + 1] == " ":
        found = reader.words.times.at(reader.text, position + 1)
    if found is None or found[1] > reader.end or numeral.spread is not None:
        return numeral, position
    return replace(numeral.scaled(found[0]), digits=numeral.digits), found[1]
