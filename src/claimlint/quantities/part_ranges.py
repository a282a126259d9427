"""Ranges of parts of a whole: 百分之八至九, 百分之三到百分之五, 三到五成, 五成到六成."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.model.text import Span
from claimlint.model.unit import NUMBER, PERCENT, Unit
from claimlint.quantities.blanks import back, skip
from claimlint.quantities.ends import unit_at
from claimlint.quantities.figures import figure_at
from claimlint.quantities.numerals import Numeral
from claimlint.quantities.portions import Portion, as_tenths, portion
from claimlint.quantities.scales import scale_at
from claimlint.quantities.units import PERMILLE

if TYPE_CHECKING:
    from claimlint.quantities.amount import Amount
    from claimlint.quantities.parse import Reader


def with_far_part(reader: Reader, near: Amount) -> Amount:
    """``near``, a part of a whole or a number in front of one (三到五成), with the far end of its range, if any."""
    if not _may_open(reader, near):
        return near
    text, words = reader.text, reader.words
    joint = words.connectors.at(text, skip(text, near.span.end, reader.end))
    if joint is None or (joint[0].change and words.origins.before(text, back(text, near.span.start, reader.start))):
        return near
    hit = words.hit.match(text, skip(text, joint[1], reader.end), reader.end)
    far = None if hit is None else _far(reader, near, hit.start(), hit.end())
    if far is None:
        return near
    low = near.first.scaled(Fraction(10)) if near.unit is NUMBER else near.first
    if far.numeral.value <= low.value:
        return near
    return replace(
        near,
        span=Span(near.span.start, far.span.end),
        numerals=(*near.numerals, far.digits),
        first=low,
        last=far.numeral,
        unit=far.unit,
        scale=Fraction(10) if near.unit is NUMBER else near.scale,
        relative=False,
        tenths=False,
    )


def _may_open(reader: Reader, near: Amount) -> bool:
    """A part in words, or a number of one character that has neither scale nor unit."""
    if near.last is not None or not near.first.words or near.first.spread is not None:
        return False
    return near.unit in (PERCENT, PERMILLE) or (near.unit is NUMBER and len(near.first.digits) == 1)


def _far(reader: Reader, near: Amount, start: int, stop: int) -> Portion | None:
    """The part at ``start``: in tenths where ``near`` is, in full, or its number alone (百分之八至九)."""
    figure = figure_at(reader, start, stop)
    if figure is None or figure.numeral.spread is not None or not figure.numeral.words:
        return None
    span = Span(start, figure.end)
    tenths = as_tenths(reader, _bare(near, figure.numeral, span))
    if near.tenths or near.unit is NUMBER:
        return Portion(tenths.first, tenths.span, span, PERCENT) if tenths.tenths else None
    whole = portion(reader, start, stop, start)
    if whole is not None:
        return whole if whole.unit is near.unit else None
    scale, _ = scale_at(reader, figure.end, beside_money=False)
    if near.digits.start == near.span.start or scale is not None or unit_at(reader, figure.end) is not None:
        return None
    return None if tenths.tenths else Portion(figure.numeral, span, span, near.unit)


def _bare(near: Amount, numeral: Numeral, span: Span) -> Amount:
    plain: Unit = NUMBER
    return replace(
        near, span=span, digits=span, numerals=(span,), first=numeral, unit=plain, relative=False, tenths=False
    )
