"""Two bounds of one value are a range: 大于10小于20, more than 30 and less than 35."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.unit import NUMBER

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# The longest stretch between the two bounds: a joining word with its blanks.
_LONGEST = 12
_LOWER = (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
_COMMAS = ", \uff0c"


def join(reader: Reader, raw: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """``found`` in order, with each lower bound and the upper bound beside it as one range."""
    waiting: Quantity | None = None
    for quantity in found:
        joined = None if waiting is None else _joined(reader, raw, waiting, quantity)
        if joined is not None:
            yield joined
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = quantity
    if waiting is not None:
        yield waiting


def _joined(reader: Reader, raw: str, one: Quantity, two: Quantity) -> Quantity | None:
    if not (one.qualifier.threshold and two.qualifier.threshold) or not _is_joint(reader, one, two):
        return None
    low, high = (one, two) if one.qualifier in _LOWER else (two, one)
    units = {one.unit, two.unit}
    if low.qualifier not in _LOWER or high.qualifier in _LOWER or (len(units) > 1 and NUMBER not in units):
        return None
    below, above = low.stated.low, high.stated.high
    if below is None or above is None or below >= above or (len(units) > 1 and one.unit is not NUMBER):
        return None
    span = one.extended.hull(two.extended)
    stated = Interval(below, above, low.stated.low_open, high.stated.high_open)
    steps = [step for step in (one.step, two.step) if step is not None]
    return replace(
        two, span=span, extended=span, text=raw[span.start : span.end], qualifier=Qualifier.RANGE, stated=stated,
        interval=stated, step=min(steps, default=None), printed=None, lenient=(), hedge=one.hedge or two.hedge,
        numerals=(*low.numerals, *high.numerals),
    )  # fmt: skip


def _is_joint(reader: Reader, one: Quantity, two: Quantity) -> bool:
    """Whether nothing but a joining word stands between the two."""
    start, end = one.extended.end, two.extended.start
    if not start <= end <= start + _LONGEST:
        return False
    between = reader.text[start:end].strip(_COMMAS if reader.bare else " ")
    return not between or reader.words.both.alone(between) is True
