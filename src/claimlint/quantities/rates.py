"""Units with what they are per: 元/吨, $ per million tokens, 每百万 token 20 美元, 每年以十倍."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from claimlint.lexicon.load import entries
from claimlint.lexicon.shapes import shape
from claimlint.lexicon.table import Table
from claimlint.model.text import Span
from claimlint.model.unit import MULTIPLE_PER_YEAR, NUMBER, Kind, Unit
from claimlint.quantities.blanks import skip
from claimlint.quantities.figures import figure_at
from claimlint.quantities.names import CLAUSE_ENDS
from claimlint.quantities.units import UnknownUnitError, per, unit
from claimlint.quantities.words import UnitWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# How far in front of a number "per million tokens" and "every year" may begin.
_PREFIX, _YEARLY = 16, 10
# A dollar buys, one euro fetching, the pound is at: of one of a money, with nothing but a verb in front of the number.
_BOUGHT = shape("bought")
_SAID = 48


def unit_of(reader: Reader, word: UnitWord | None, position: int) -> tuple[Unit, int]:
    """The unit of ``word`` with what it is per, and where that ends."""
    if word is None:
        return NUMBER, position
    base = unit(word.unit)
    if base.kind not in (Kind.MONEY, Kind.PHYSICAL, Kind.COUNT):
        return base, position
    start = skip(reader.text, position, reader.end)
    found = reader.words.per.at(reader.text, start)
    if found is None and base.kind is Kind.MONEY:  # 36.4 baht to the dollar
        found = _to_one().at(reader.text, start)
        if found is not None and _currency(reader, found[1]) is None:
            return base, position
    if found is None or found[1] > reader.end:
        return base, position
    denominator = _denominator(reader, found[1])
    if denominator is None:
        return base, position
    below, factor, end = denominator
    if _apart().at(reader.text, skip(reader.text, end, reader.end)) is not None:  # $46bn a year later
        return base, position
    try:
        return per(base, below, factor), end
    except UnknownUnitError:
        return base, position


def _denominator(reader: Reader, position: int) -> tuple[Unit, Fraction, int] | None:
    """``million tokens`` behind "per", ``百万 token`` behind 每: a unit and how many of it."""
    text, words = reader.text, reader.words
    start = skip(text, position, reader.end)
    factor = Fraction(1)
    hit = words.hit.match(text, start, reader.end)
    if hit is not None:
        figure = figure_at(reader, hit.start(), hit.end())
        if figure is None or figure.numeral.spread is not None:
            return None
        factor, start = figure.numeral.value, skip(text, figure.end, reader.end)
    scale = words.scales.at(text, start)
    if scale is not None and scale[1] <= reader.end:
        factor, start = factor * scale[0].factor, skip(text, scale[1], reader.end)
    found = words.per_units.at(text, start) or _currency(reader, start)
    if found is None or found[1] > reader.end:
        return None
    return unit(found[0].unit), factor, found[1]


@cache
def _to_one() -> Table[bool]:
    """36.4 baht "to the" dollar."""
    return Table((word, True) for entry in entries("ranges") if entry.get("to_one") for word in entry["words"])


@cache
def _apart() -> Table[bool]:
    return Table((w, True) for e in entries("links") if e.get("apart") for w in e["words"])


def _currency(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    """A rate of exchange: 9.1元/英镑, US$0.65 per Australian dollar; "$20 a $30" is none."""
    start = skip(reader.text, position, reader.end)
    found = reader.words.currencies.at(reader.text, start)
    if found is None or found[1] > reader.end:
        return None
    amount = found[0].symbol and reader.text[found[1] : found[1] + 2].strip()[:1].isdigit()
    return None if amount else found


def per_prefix(reader: Reader, base: Unit, start: int, floor: int, *, plain: bool) -> tuple[Unit, int]:
    """每百万 token 20 美元: the denominator is printed first.  The unit, and where its words begin.

    A rate of exchange (a dollar buys 1,600 naira) is a ``plain`` number, without a scale.
    """
    if base.kind is not Kind.MONEY:
        return base, start
    text = reader.text
    bought = _BOUGHT.search(text, max(floor, start - _SAID), start) if plain else None
    if bought is not None:
        money = _currency(reader, bought.end("one"))
        if money is not None and unit(money[0].unit).dimension != base.dimension and money[1] <= bought.end("money"):
            return per(base, unit(money[0].unit)), start
    for begin in range(start - 1, max(floor, start - _PREFIX) - 1, -1):
        found = reader.words.per.at(text, begin)
        if found is None or found[1] > start:
            continue
        denominator = _denominator(reader, found[1])
        if denominator is not None and skip(text, denominator[2], reader.end) == start:
            try:
                return per(base, denominator[0], denominator[1]), begin
            except UnknownUnitError:
                return base, start
    return base, start


def per_year(reader: Reader, unit: Unit, core: Span, extended: Span) -> tuple[Unit, Span]:
    """每年以十倍幅度: a multiple with a word for "a year" in its clause is a rate."""
    if unit.kind is not Kind.MULTIPLE:
        return unit, extended
    words = reader.words.per_year
    for start in range(core.start - 1, max(reader.start, core.start - _YEARLY) - 1, -1):
        if reader.text[start] in CLAUSE_ENDS:
            break
        found = words.at(reader.text, start)
        if found is not None and found[1] <= core.start:
            return MULTIPLE_PER_YEAR, extended.hull(Span(start, found[1]))
    found = words.at(reader.text, skip(reader.text, core.end, reader.end))
    if found is not None:
        return MULTIPLE_PER_YEAR, extended.hull(Span(core.start, found[1]))
    return unit, extended
