"""Multiples in words: doubled, tripled, fourfold, 翻一番 (×2), 翻两番 (×4), 减半."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.frozen import dataclass
from claimlint.model.text import Span
from claimlint.model.unit import MULTIPLE, Unit
from claimlint.quantities.numerals import Numeral

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# "Doubled" is closer to two than "tripled" to three: half as much again is no doubling.
_SMALL, _FINE, _WHOLE = Fraction(2), Fraction(1, 2), Fraction(1)


@dataclass(frozen=True, slots=True)
class Multiple:
    """A factor, its place in the text, and its unit."""

    numeral: Numeral
    span: Span
    unit: Unit = MULTIPLE


def multiple(reader: Reader, start: int) -> Multiple | None:
    """The multiple whose word begins at ``start``; it is a number only where something may be checked."""
    found = None if reader.bare else reader.words.multiples.at(reader.text, start)
    if found is None or found[1] > reader.end:
        return None
    value, end = found
    ulp = _FINE if value == _SMALL else _WHOLE
    return Multiple(Numeral(value, ulp, ulp, str(value), words=True), Span(start, end))
