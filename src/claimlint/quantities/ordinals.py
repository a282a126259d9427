"""Places in an order: 第三, 21st, twenty-fifth."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Span
from claimlint.model.unit import Kind, Unit
from claimlint.quantities.blanks import back
from claimlint.quantities.figures import figure_at
from claimlint.quantities.scales import scale_at

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

ORDINAL = Unit("ordinal", Kind.ORDINAL, "ordinal")


def ordinal(reader: Reader, raw: str, start: int, stop: int, floor: int) -> Quantity | None:
    """The place in an order at ``start``, as a quantity of kind ordinal; None where the number is another."""
    text = reader.text
    figure = figure_at(reader, start, stop)
    if figure is None or figure.numeral.spread is not None:
        return None
    begin = start
    if not figure.ordinal:
        marked = reader.words.places.before(text, back(text, start, floor))
        if marked is None or marked[1] < floor:
            return None
        begin = marked[1]
    scale, end = (None, figure.end) if figure.ordinal else scale_at(reader, figure.end, beside_money=False)
    value = Interval.point(figure.numeral.value * (scale or 1))
    span = Span(begin, end)
    return Quantity(
        span, span, raw[begin:end], ORDINAL, Qualifier.NONE, value, value, Fraction(1), Fraction(1),
        numerals=(Span(start, end),), exact=True,
    )  # fmt: skip
