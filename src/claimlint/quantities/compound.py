"""Amounts in a unit and its parts: 五元三毛, $3 and 50 cents, 5 ft 2 in, 1小时30分钟."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.lexicon.variants import simplified
from claimlint.model.unit import Kind
from claimlint.quantities.blanks import skip
from claimlint.quantities.ends import End, read_end
from claimlint.quantities.numerals import Numeral, last_step
from claimlint.quantities.units import unit
from claimlint.quantities.words import UnitWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

_MOST_PARTS = 2


@cache
def _parts() -> dict[str, Table[str]]:
    """For each unit, the words that name its parts behind an amount in it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in entries("units"):
        for part, words in entry.get("parts", {}).items():
            found.setdefault(entry["unit"], []).extend((word, part) for word in words)
    for entry in entries("currencies"):
        for coin in entry.get("minor", {}).get("units", ()):
            named = [word for words in coin["words"].values() for word in words]
            said = [*named, *coin.get("symbols", ()), *coin.get("behind", ())]
            found.setdefault(entry["unit"], []).extend((word.translate(simplified()), coin["unit"]) for word in said)
    return {name: Table(words) for name, words in found.items()}


def with_parts(reader: Reader, first: End) -> End:
    """``first`` with the parts of its unit that follow, told in its unit."""
    whole = first
    for _ in range(_MOST_PARTS):
        more = _next_part(reader, first, whole)
        if more is None:
            return whole
        whole = more
    return whole


def _next_part(reader: Reader, first: End, whole: End) -> End | None:
    table = _parts().get(first.unit.unit) if first.unit is not None else None
    if table is None or first.unit is None or whole.numeral.decimals > 2 or whole.numeral.spread is not None:
        return None
    text = reader.text
    start = skip(text, whole.end, reader.end)
    joined = reader.words.joints.at(text, start)
    start = start if joined is None else skip(text, joined[1], reader.end)
    hit = reader.words.hit.match(text, start, reader.end)
    part = read_end(reader, hit.start(), hit.end(), start) if hit is not None else None
    if part is None or part.scale is not None or part.numeral.spread is not None or part.start != start:
        return None
    named = table.at(text, skip(text, part.number.end, reader.end))
    if named is not None and named[1] <= reader.end:
        size = unit(named[0]).factor / unit(first.unit.unit).factor
        return _sum(whole, part.numeral, size, named[1], first.unit)
    if reader.bare and whole is first and _is_small_change(text, first, part, spaced=start > whole.end):
        return _sum(whole, part.numeral, Fraction(1, 100), part.end, first.unit)
    return None


def _is_small_change(text: str, first: End, part: End, *, spaced: bool) -> bool:
    """15 dollars 50, thirteen dollars forty five: what follows an amount of money is its hundredths."""
    digits = part.numeral.digits
    money = first.unit is not None and first.unit.kind is Kind.MONEY and not first.numeral.decimals
    behind_number = money and first.end > first.number.end and first.scale is None
    alone = part.unit is None and part.numeral.decimals == 0 and not text[part.end : part.end + 1].isalnum()
    small = 0 < part.numeral.value < 100 and (len(digits) == 2 or not digits.isdigit())
    return behind_number and alone and small and spaced and text[part.end : part.end + 2] not in (" %", "% ")


def _sum(whole: End, more: Numeral, size: Fraction, end: int, unit_word: UnitWord) -> End | None:
    most = max(whole.numeral.ulp * (whole.scale or Fraction(1)), Fraction(1))
    if more.value * size >= most:
        return None
    scale = Fraction(1) if whole.scale is None else whole.scale
    value = whole.numeral.value * scale + more.value * size
    ulp = more.ulp * size
    decimals = max(len(str(size.denominator)) - 1, 0)
    numeral = Numeral(value, ulp, last_step(value, ulp), whole.numeral.digits, decimals, 2, words=True, joined=True)
    return replace(whole, numeral=numeral, scale=None, end=end, unit=unit_word)
