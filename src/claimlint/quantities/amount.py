"""The core of a quantity: one number or the two ends of a range, with scale and unit applied."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.frozen import dataclass
from claimlint.model.text import Span
from claimlint.model.unit import Unit
from claimlint.quantities.compound import with_parts
from claimlint.quantities.ends import End, read_end
from claimlint.quantities.levels import as_level
from claimlint.quantities.lists import headed_unit, shared_unit
from claimlint.quantities.multiples import multiple
from claimlint.quantities.numerals import Numeral
from claimlint.quantities.part_ranges import with_far_part
from claimlint.quantities.portions import FRACTION, as_tenths, portion
from claimlint.quantities.ranges import other_end
from claimlint.quantities.rates import per_prefix, unit_of

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader


@dataclass(frozen=True, slots=True)
class Amount:
    """Numeral(s) with scale and unit applied; ``scale`` is what one printed unit of the numeral is worth.

    ``relative`` marks portions in words (三成, two-thirds), ``tenths`` those in 成.
    """

    span: Span
    digits: Span
    numerals: tuple[Span, ...]
    first: Numeral
    last: Numeral | None
    unit: Unit
    scale: Fraction = Fraction(1)
    relative: bool = False
    tenths: bool = False
    reversed: bool = False


def read_amount(reader: Reader, start: int, stop: int, floor: int) -> Amount | None:
    """The amount whose numeral stands at ``start``–``stop``; ``floor`` is where the text read before ends."""
    spoken = multiple(reader, start)
    if spoken is not None:
        return Amount(spoken.span, spoken.span, (spoken.span,), spoken.numeral, None, spoken.unit)
    part = portion(reader, start, stop, floor)
    if part is not None:
        whole = Amount(
            part.span, part.digits, (part.digits,), part.numeral, None, part.unit, relative=part.unit is FRACTION
        )
        return with_far_part(reader, whole)
    first = read_end(reader, start, stop, floor)
    if first is None:
        return None
    last = other_end(reader, first)
    listed = None
    if last is None:
        first = with_parts(reader, first)
        listed = shared_unit(reader, first) or headed_unit(reader, first)
        if listed is not None:
            first = replace(first, unit=listed.unit, scale=listed.scale)
    chosen = last or first
    word, opened = as_level(reader, chosen, first.start, floor)
    base, tail = unit_of(reader, word or first.unit, chosen.end if listed is None else listed.end)
    tail = tail if listed is None else chosen.end
    base, begin = per_prefix(reader, base, opened, floor, plain=chosen.scale is None and last is None)
    span = Span(begin, tail)
    if last is None:
        scale = Fraction(1) if first.scale is None else first.scale
        plain = Amount(span, first.digits, (first.number,), first.value(scale), None, base, scale)
        return with_far_part(reader, as_tenths(reader, plain))
    return _range(reader, span, first, last, base)


def _range(reader: Reader, span: Span, first: End, last: End, base: Unit) -> Amount | None:
    """3000-6000万 share the scale word; in 500-1亿 only the far end has it."""
    scale = last.scale if first.scale is None else first.scale
    lower, upper = first.value(scale), last.value(last.scale)
    if lower.value > upper.value and first.scale is None:
        own = first.value(None)
        lower = own if own.value <= upper.value else lower
    falling = lower.value > upper.value
    if falling and lower.value > 0 and (first.unit is None or reader.text[max(first.start - 1, 0)] == "-"):
        return None  # 6048.21-9.3%: two cells run together, no range
    low, high = (upper, lower) if falling else (lower, upper)
    whole = Fraction(1) if scale is None else scale
    numerals = (last.number, first.number) if falling else (first.number, last.number)
    return Amount(
        span, first.digits, numerals, low, high, base, whole, reversed=falling and last.dashed and low.value > 0
    )
