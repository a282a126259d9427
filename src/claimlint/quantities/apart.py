"""Units that stand apart from their number: 72.5（十亿美元）, 1,250 (US$ million), 24.0m average paying members."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.unit import Kind
from claimlint.quantities.figures import figure_at
from claimlint.quantities.ties import ties
from claimlint.quantities.words import UnitWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

_LONGEST = 24
# An index has three digits before its point or more; so near to points must a percentage stand.
_LONG = compiled(r"[0-9]{3}(?:\.[0-9]+)?$|,[0-9]{3}$|[0-9]{3,}(?:\.[0-9]{1,4})?$")
_FEW, _BESIDE = 12, 140
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_WORDS = compiled(r" ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?(?: ([a-z][a-z-]*))?")


def unit_apart(
    reader: Reader, behind: int, position: int, scale: Fraction | None, unit: UnitWord | None
) -> tuple[Fraction | None, UnitWord | None, int]:
    """Scale, unit and end of a number whose own words end at ``behind`` (``position`` with its unit)."""
    last = reader.text[behind - 1]
    if unit is None and scale is not None and last.isascii() and reader.words.scales.alone(last) is not None:
        return scale, counted_ahead(reader, behind), position
    bracketed = _bracketed_scale(reader, position) if scale is None and unit is None else None
    return (scale, unit, position) if bracketed is None else bracketed


def _bracketed_scale(reader: Reader, position: int) -> tuple[Fraction, UnitWord, int] | None:
    """The factor, the unit, and where the bracket ends; None unless a scale and a unit are all that it holds."""
    text = reader.text
    start = position + (text[position : position + 1] == " ")
    if text[start : start + 1] != "(" or not text[position - 1 : position].isdigit():
        return None
    close = text.find(")", start, min(start + _LONGEST, reader.end))
    if close < 0:
        return None
    money = reader.words.currencies.at(text, start + 1)
    here = start + 1 if money is None else _over(text, money[1])
    factor, here = _scale(reader, here, close)
    if factor is None:
        return None
    here = _over(text, here)
    unit = money or reader.words.currencies.at(text, here) or reader.words.units.at(text, here)
    end = here if money is not None else (unit[1] if unit is not None else -1)
    return None if unit is None or end != close else (factor, unit[0], close + 1)


def counted_ahead(reader: Reader, position: int) -> UnitWord | None:
    """24.0m average paying members: what is counted, behind a few words in small letters."""
    match = _WORDS.match(reader.text, position, reader.end)
    for start in (
        [] if match is None else [match.start(n) for n in range(1, match.lastindex + 1 if match.lastindex else 1)]
    ):
        found = reader.words.units.at(reader.text, start)
        if found is not None and found[0].kind is Kind.COUNT and found[1] <= reader.end:
            return found[0]
    return None


def bracketed_unit(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    """20 (kg)."""
    text, start = reader.text, position + (reader.text[position : position + 1] == " ")
    close = _BRACKETS.get(text[start : start + 1])
    found = None if close is None else reader.words.units.at(text, start + 1)
    printed = reader.text[position - 1 : position].isdigit() and reader.text[position - 1].isascii()
    if close is None or not printed or found is None or not text.startswith(close, found[1]) or text[start + 1] in "%":
        return None
    return found[0], found[1] + 1


def points_beside(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    """To 46%, eight points more than: beside a percentage a few points are percentage points, and no index."""
    text, start = reader.text, position + (reader.text[position : position + 1] in (" ", "-"))
    found = _points().at(text, start) if start > position else None
    if found is None or _LONG.search(text, max(0, position - _FEW), position):
        return None
    opened = max(text.rfind("\n\n", 0, position), position - _BESIDE)
    if not any(_percents().find(text, max(opened, 0), min(len(text), position + _BESIDE))):
        return None
    return UnitWord("pp", Kind.POINTS), found[1]


@cache
def _points() -> Table[bool]:
    return _linked("points")


@cache
def _percents() -> Table[bool]:
    return _linked("percents")


def _linked(key: str) -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get(key) for word in entry["words"])


def _over(text: str, position: int) -> int:
    return position + (text[position : position + 1] == " ")


def _scale(reader: Reader, start: int, close: int) -> tuple[Fraction | None, int]:
    """百万, billion, or a number of them: 十亿."""
    text = reader.text
    hit = reader.words.hit.match(text, start, close)
    if hit is not None and not text[start].isascii():
        figure = figure_at(reader, start, hit.end())
        if figure is not None and figure.numeral.spread is None and figure.numeral.value > 1:
            return figure.numeral.value, figure.end
    found = reader.words.scales.at(text, start)
    return (None, start) if found is None else (found[0].factor, found[1])


def joined_unit(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    """A 2.5-mile stretch, a 12-cent dividend: a unit behind a hyphen, as a word."""
    text = reader.text
    if text[position : position + 1] != "-" or not text[position + 1 : position + 2].islower():
        return None
    found = reader.words.currencies.at(text, position + 1) or reader.words.units.at(text, position + 1)
    if found is None or (found[0].symbol and not reader.bare):
        return None
    # A 12-month target and a five-year plan are names of things more often than lengths; a five-year CAGR is not.
    measured = found[0].kind in (Kind.PHYSICAL, Kind.MONEY) or _is_of_length(text, found[1])
    return found if reader.bare or measured else None


def _is_of_length(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and ties().of_length.at(text, end + 1) is not None
