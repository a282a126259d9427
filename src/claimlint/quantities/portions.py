"""Parts of a whole, said in words: 三分之二, 百分之三十五, two-thirds of, 三成."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.model.interval import Interval
from claimlint.model.text import Span
from claimlint.model.unit import NUMBER, PERCENT, Kind, Unit
from claimlint.quantities.ends import numeral_of
from claimlint.quantities.numerals import Numeral

if TYPE_CHECKING:
    from claimlint.quantities.amount import Amount
    from claimlint.quantities.parse import Reader

FRACTION = Unit("", Kind.NUMBER, "ratio")


def portion(reader: Reader, start: int, stop: int) -> tuple[Numeral, Span, Span, Unit] | None:
    """The part of a whole that begins at ``start``: its size, its place, that of its digits, and % or a fraction."""
    text, words = reader.text, reader.words
    found = words.portions.at(text, start)
    if found is not None:
        # "a quarter of 2024" is a stretch of time; "half" alone is half of anything.
        if not text.startswith(" of ", found[1]) or text[found[1] + 4 : found[1] + 5].isdigit():
            return None
        value = Numeral(found[0], Fraction(1), found[0], text[start : found[1]], words=True)
        return value, Span(start, found[1]), Span(start, found[1]), FRACTION
    bar = words.fractions.at(text, stop)
    hit = words.hit.match(text, bar[1], reader.end) if bar is not None else None
    whole = numeral_of(text[start:stop]) if hit is not None else None
    part = numeral_of(hit.group()) if hit is not None else None
    if hit is None or whole is None or part is None or not whole.value or whole.spread or part.spread:
        return None
    span = Span(start, hit.end())
    if whole.value == 100:
        return replace(part, ulp=min(part.ulp, Fraction(1))), span, Span(hit.start(), hit.end()), PERCENT
    value = replace(part, value=part.value / whole.value, ulp=1 / whole.value, step=part.value / whole.value)
    return value, span, span, FRACTION


def as_tenths(reader: Reader, amount: Amount) -> Amount:
    """三成 is 30 %, 六七成 from sixty to under eighty."""
    found = reader.words.tenths.at(reader.text, amount.span.end)
    if found is None or amount.unit is not NUMBER or amount.first.value >= 10:
        return amount
    span, ten = Span(amount.span.start, found[1]), amount.first.scaled(Fraction(10))
    if ten.spread is None or ten.spread.high is None or ten.spread.low_open:
        return replace(amount, first=ten, unit=PERCENT, scale=Fraction(10), span=span, relative=True, tenths=True)
    either = Interval(ten.spread.low, ten.spread.high + 10 * (not ten.spread.high_open), high_open=True)
    return replace(amount, first=replace(ten, spread=either), unit=PERCENT, scale=Fraction(10), span=span)
