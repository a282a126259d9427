"""Lengths of time that say no number: an hour, another month, half an hour, all day, a couple of days.

They say nothing that could be checked, and are read only where everything is to be read (``Reader.bare``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.lexicon.load import entries
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.units import unit

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

_PARTS = compiled(r" and (?:a |one )?(?P<part>half|quarter)\b", re.IGNORECASE)
_SIZES = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}


@cache
def _stretches() -> tuple[re.Pattern[str], dict[str, Fraction]]:
    sizes = {word: Fraction(e["stretch"]) for e in entries("numerals") if "stretch" in e for word in e["words"]}
    words = "|".join(sorted(map(re.escape, sizes), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{words})(?=[ -])", re.IGNORECASE), sizes


def with_stretches(reader: Reader, raw: str, found: Iterable[Quantity]) -> Iterator[Quantity]:
    """``found`` and the stretches of time beside them, in order of place."""
    said = list(found)
    taken = [quantity for quantity in said if quantity.kind not in (Kind.PERIOD, Kind.NUMBER)]
    more = [
        quantity for quantity in _read(reader, raw) if not any(quantity.span.overlaps(other.span) for other in taken)
    ]
    covered = [quantity.span for quantity in more]
    kept = [q for q in said if not any(q.span.overlaps(span) for span in covered)]
    yield from sorted([*kept, *more], key=lambda quantity: quantity.span.start)


def _read(reader: Reader, raw: str) -> Iterator[Quantity]:
    pattern, sizes = _stretches()
    text = reader.text
    for match in pattern.finditer(text, reader.start, reader.end):
        found = reader.words.units.at(text, match.end() + 1)
        if found is None or found[1] > reader.end:
            continue
        length = unit(found[0].unit)
        if length.kind is not Kind.DURATION and length.id not in _DAYS:
            continue
        count, end = sizes[match.group().lower()], found[1]
        part = _PARTS.match(text, end, reader.end)
        if part is not None:
            count, end = count + _SIZES[part["part"].lower()], part.end()
        value, span = Interval.point(count), Span(match.start(), end)
        yield Quantity(
            span, span, raw[span.start : span.end], length, Qualifier.NONE, value, value, Fraction(1), Fraction(1),
            numerals=(),
        )  # fmt: skip


_DAYS = frozenset({"working day", "trading day"})
