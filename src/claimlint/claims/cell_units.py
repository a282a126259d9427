"""The unit of a number in a table: its own, its row's, its column's, that of the table."""

from __future__ import annotations

from fractions import Fraction

from claimlint.claims.lines import Line
from claimlint.frozen import dataclass
from claimlint.model.period import Period
from claimlint.model.quantity import Quantity
from claimlint.model.unit import PERCENT, Kind
from claimlint.quantities.measures import Measure, in_measure, negative


@dataclass(frozen=True, slots=True)
class Around:
    """What holds for a whole table, or from a row of it on: its unit, its period, its words, its metric."""

    measure: Measure | None = None
    period: Period | None = None
    some: bool = False
    metric: str | None = None


def finer(own: Measure | None, around: Measure | None) -> Measure | None:
    """Of two units the nearer one; "in thousands" keeps the currency said further out."""
    if own is None or around is None:
        return own or around
    if own.unit.kind is Kind.NUMBER and around.unit.kind is Kind.MONEY and around.scale == 1:
        return Measure(around.unit, own.scale)
    return own


def in_unit(quantity: Quantity, text: str, row: Line, column: Line, around: Around, first: Measure | None) -> Quantity:
    """The number with the unit that is printed nearest to it: its own, its row's, its column's, the table's."""
    bracketed = text.startswith("(") and text.endswith(")")
    if bracketed and quantity.value is not None and quantity.value > 0 and quantity.kind is Kind.PERCENT:
        quantity = negative(quantity)
    if quantity.printed is None or quantity.printed.scale != 1:
        return quantity
    if quantity.unit.dimension != "number":
        near = row.unit or column.measure or _of_money(around.measure, row, column)
        scaled = near is not None and near.unit.kind in (Kind.MONEY, Kind.NUMBER) and near.scale != 1
        if quantity.kind is Kind.MONEY and near is not None and scaled:
            return in_measure(quantity, Measure(quantity.unit, near.scale))
        return quantity
    measure = _measure(row, column, around, first)
    return quantity if measure is None else in_measure(quantity, measure)


_PERCENT = Measure(PERCENT, Fraction(1))


def _measure(row: Line, column: Line, around: Around, first: Measure | None) -> Measure | None:
    """The unit of a bare number; ``first`` is that of the first number of its column."""
    if first is not None and first.unit.kind is Kind.PERCENT and column.growth | column.share:
        return first
    near = row.unit or column.measure
    if near is None and (row.percent or (column.percent and (column.growth or column.share))):
        return _PERCENT
    if near is not None:
        return _like_first(finer(near, around.measure) or near, first, row)
    if first is not None and first.unit.kind is Kind.PERCENT:
        return first
    if column.rated:
        return _PERCENT
    if row.cues & {"rate"} or row.rated or row.share or column.share or column.cues & {"rate"}:
        return None
    table = _of_money(around.measure, row, column)
    if table is not None:
        return _like_first(table, first, row)
    if first is not None and first.unit.kind is Kind.MONEY and not row.counts:
        return Measure(first.unit, Fraction(1))
    return row.measure


def _of_money(measure: Measure | None, row: Line, column: Line) -> Measure | None:
    """The table's unit, which is not that of numbers of people, of prices and of means."""
    if measure is None or row.counts or column.counts:
        return None
    return None if "each" in row.words | column.words else measure


def _like_first(measure: Measure, first: Measure | None, row: Line) -> Measure:
    """($ in thousands) above, $614,493 in the first row: the rows below are dollars, too."""
    bare = measure.unit.kind is Kind.NUMBER and measure.unit.dimension == "number"
    if bare and first is not None and first.unit.kind is Kind.MONEY and not row.counts:
        return Measure(first.unit, measure.scale)
    return measure
