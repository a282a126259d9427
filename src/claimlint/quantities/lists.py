"""Lists that print scale and unit once, behind the last number: EPS为0.98/1.25/1.55元, 增速为20/15/10%."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.amount import Amount, read_amount
from claimlint.quantities.numerals import Numeral, parse_digits

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# So many numbers at most share a unit: looking further for it would only cost time.
_MORE = re.compile(r"(?P<sign> ?[/\u3001] ?)(?P<number>[+-]?[0-9][0-9,]{0,15}(?:\.[0-9]{1,9})?)")
_MOST = 12
# Two numbers may be a fraction or a pair of names (3/5人, 3、5号线); three, or two with decimals, are a list.
_SURE = 3


def members(reader: Reader, first: Amount) -> tuple[Amount, ...]:
    """Every number of the list that ``first`` begins, with the unit of the last; empty where it begins none."""
    if not _is_bare(first):
        return ()
    places = _places(reader, first)
    if not places:
        return ()
    last = read_amount(reader, places[-1].start, places[-1].end, places[-1].start - 1)
    if last is None or last.last is not None or last.relative or (last.unit.kind is Kind.NUMBER and last.scale == 1):
        return ()
    numerals = [_numeral(reader.text[place.start : place.end]) for place in places[:-1]]
    read = [first.first, *(numeral for numeral in numerals if numeral is not None)]
    decimals = {numeral.decimals for numeral in (*read, last.first)}
    if len(read) != len(places) or not (len(places) + 1 >= _SURE or (len(decimals) == 1 and 0 not in decimals)):
        return ()
    shared = [
        replace(
            first, span=place, digits=place, numerals=(place,), first=numeral.scaled(last.scale), unit=last.unit,
            scale=last.scale,
        )
        for place, numeral in zip((first.span, *places), read, strict=False)
    ]  # fmt: skip
    return (*shared, last)


def _is_bare(first: Amount) -> bool:
    plain = first.last is None and not first.first.words and first.first.spread is None and not first.relative
    return plain and first.unit.kind is Kind.NUMBER and first.unit.dimension == "number" and first.scale == 1


def _places(reader: Reader, first: Amount) -> list[Span]:
    """Where the other numbers of the list stand; one sign separates all of them."""
    places: list[Span] = []
    sign, position = "", first.span.end
    while len(places) < _MOST:
        match = _MORE.match(reader.text, position, reader.end)
        if match is None or (sign and match["sign"] != sign):
            break
        sign, position = match["sign"], match.end()
        places.append(Span(*match.span("number")))
    return places


def _numeral(digits: str) -> Numeral | None:
    numeral = parse_digits(digits.lstrip("+-"))
    if numeral is None or not digits.startswith("-"):
        return numeral
    return replace(numeral, value=-numeral.value)
