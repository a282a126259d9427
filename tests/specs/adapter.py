"""The public specifications of another number reader, mapped to our terms.

The suite says what its own reader does, so its conventions are mapped here, in one place, and values never are:

* A *number* is the numeral with sign and scale word, without its unit (十斤: 十).  Digits that are grown together with
  Latin letters (180ml) are none there, nor is one Chinese digit in front of money (一美元).
* A *percent* is anything per hundred: points, ‰, 成 and 折 are told in percent.
* *Money* ends where a rate begins ($98 a share: $98), and a physical rate is a dimension.
* A name of a unit that stands alone (fahrenheit, 人民币) is a result without a value.
* A range is half-open where we close it (20-30 is [20,30)), and holds the words that make it a bound.
* Relative ordinals (the next to last) say no number, and are not compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.quantities.words import tables
from claimlint.sources.fold import fold
from tests import shared

FOLDER = shared.FOLDER / "specs" / "dev"
KINDS = ("number", "percent", "number_range", "ordinal", "currency", "dimension", "temperature")
LANGUAGES = ("zh", "en")
HERE = Path(__file__).parent

Value = Fraction | Interval | None


@dataclass(frozen=True, slots=True)
class Result:
    """A place in the text, the value there, and the unit by our id (empty where the kind has none)."""

    start: int
    end: int
    value: Value
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One text of the suite with what it holds there."""

    id: str
    kind: str
    language: str
    text: str
    expected: tuple[tuple[Result, tuple[str, ...]], ...]  # with every id of ours that the unit may have


def cases(kind: str, language: str) -> Iterator[Case]:
    """Every case of one kind and language."""
    for line in (FOLDER / f"{language}.{kind}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = [span for span in row["spans"] if span["extra"].get("type") != "ordinal.relative"]
        expected = tuple(_expected(kind, span) for span in spans)
        yield Case(row["id"], kind, language, row["input"], expected)


def _expected(kind: str, span: dict[str, Any]) -> tuple[Result, tuple[str, ...]]:
    if kind == "number_range":
        extra = span["extra"]
        low, high = (None if extra[end] is None else _exact(extra[end]) for end in ("lo", "hi"))
        value: Value = Interval(low, high, low is not None and not extra["lo_incl"], high is not None and not extra["hi_incl"])
    else:
        value = None if span["value"] is None else _exact(span["value"])
    return Result(span["start"], span["end"], value), _our_units(kind, span.get("unit"))


def _exact(value: Any) -> Fraction:
    return Fraction(str(value))


@cache
def _unit_names() -> dict[str, dict[str, list[str]]]:
    names: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "units.yaml").read_text(encoding="utf-8"))
    return names


def _our_units(kind: str, name: str | None) -> tuple[str, ...]:
    if name is None or kind not in _unit_names():
        return ()
    listed = _unit_names()[kind].get(name)
    return tuple(listed) if listed else (name.lower().replace(" per ", "/").replace(" ", "_"),)


# -- what we read ----------------------------------------------------------------------------------------------------


def results(case: Case) -> list[Result]:
    """What we read in the text of ``case``, in the terms of the suite."""
    text = case.text
    document = Document("spec.txt", text, fold(text), (Block(Span(0, len(text))),), language=case.language)
    found = read(document, bare=True)
    return list(_READERS[case.kind](document, found))


def _numbers(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    for quantity in found:
        ends = [_low(quantity), quantity.stated.high if quantity.stated.high is not None else _low(quantity)]
        if quantity.reversed:
            ends.reverse()
        if quantity.kind is Kind.ORDINAL:
            continue
        for span, value in zip(quantity.numerals, ends, strict=False):
            if not _is_glued(document.folded, span) and not _is_article(document.folded, span, quantity):
                yield Result(span.start, span.end, value / 10 if _in_tenths(document, span) else value)


def _in_tenths(document: Document, span: Span) -> bool:
    return False


def _low(quantity: Quantity) -> Fraction | None:
    return quantity.value if quantity.value is not None else (quantity.stated.low or quantity.stated.high)


def _is_glued(text: str, span: Span) -> bool:
    after = text[span.end : span.end + 1]
    return after.isascii() and after.isalpha()


def _is_article(text: str, span: Span, quantity: Quantity) -> bool:
    return span.end - span.start == 1 and not text[span.start].isascii() and quantity.kind is Kind.MONEY


def _percents(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    for quantity in found:
        if quantity.kind in (Kind.PERCENT, Kind.POINTS):
            value = _low(quantity)
            yield Result(*_span(quantity), None if value is None else value * quantity.unit.factor * 100)


def _span(quantity: Quantity) -> tuple[int, int]:
    return quantity.span.start, quantity.span.end


def _ordinals(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    for quantity in found:
        if quantity.kind is Kind.ORDINAL:
            yield Result(*_span(quantity), _low(quantity))


def _money(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    taken: list[Span] = []
    for quantity in found:
        if quantity.kind in (Kind.MONEY, Kind.PRICE):
            span = _without_rate(document, quantity)
            taken.append(quantity.span)
            yield Result(span.start, span.end, _low(quantity), quantity.unit.id.split("/")[0])
    for word, start, end in tables(document.language).currencies.find(document.folded, 0, len(document.folded)):
        if not any(Span(start, end).overlaps(span) for span in taken) and end - start > 1:
            yield Result(start, end, None, word.unit)


def _without_rate(document: Document, quantity: Quantity) -> Span:
    if quantity.kind is not Kind.PRICE:
        return quantity.span
    behind = quantity.numerals[-1].end
    for _, start, _ in tables(document.language).per.find(document.folded, behind, quantity.span.end):
        cut = len(document.folded[: start].rstrip())
        return Span(quantity.span.start, cut)
    return Span(quantity.numerals[0].start, quantity.span.end)


def _dimensions(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    for quantity in found:
        unit = quantity.unit.id
        if quantity.kind is Kind.PHYSICAL and unit not in ("celsius", "fahrenheit", "kelvin", "degree"):
            yield Result(*_span(quantity), _low(quantity), unit)


def _temperatures(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    taken: list[Span] = []
    for quantity in found:
        if quantity.unit.id in ("celsius", "fahrenheit", "kelvin", "degree"):
            taken.append(quantity.span)
            yield Result(*_span(quantity), _low(quantity), quantity.unit.id)
    for word, start, end in tables(document.language).units.find(document.folded, 0, len(document.folded)):
        alone = not any(Span(start, end).overlaps(span) for span in taken)
        if alone and word.unit in ("celsius", "fahrenheit") and end - start > 2:
            yield Result(start, end, None, word.unit)


def _ranges(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    for quantity in found:
        stated = quantity.stated
        if quantity.kind is Kind.PERIOD:
            continue
        if stated.low == stated.high and quantity.qualifier is not Qualifier.RANGE:
            continue
        end = quantity.numerals[-1].end if quantity.numerals else quantity.span.end
        span = quantity.extended if quantity.extended.end > quantity.span.end else Span(quantity.extended.start, end)
        closed = quantity.qualifier in (Qualifier.RANGE, Qualifier.NONE, Qualifier.ABOUT) and stated.low != stated.high
        if quantity.qualifier is Qualifier.OVER_STEP:
            stated = Interval(stated.low, None, stated.low_open)
        elif closed and not stated.low_open and stated.high is not None:
            stated = Interval(stated.low, stated.high, stated.low_open, True)
        yield Result(span.start, span.end, stated)


_READERS = {
    "number": _numbers,
    "percent": _percents,
    "number_range": _ranges,
    "ordinal": _ordinals,
    "currency": _money,
    "dimension": _dimensions,
    "temperature": _temperatures,
}


# -- comparison ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Score:
    """How many spans there are, were read and agree, and on how many of those the value agrees too."""

    expected: int = 0
    read: int = 0
    matched: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.expected + other.expected, self.read + other.read, self.matched + other.matched,
            self.right + other.right,
        )  # fmt: skip

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of the spans."""
        return 2 * self.matched / (self.expected + self.read) if self.expected + self.read else 1.0

    @property
    def accuracy(self) -> float:
        """The part of the matched spans whose value and unit are right."""
        return self.right / self.matched if self.matched else 1.0


def score(case: Case, read_as: list[Result]) -> Score:
    """One case."""
    places = {(result.start, result.end): result for result in read_as}
    matched = right = 0
    for expected, units in case.expected:
        result = places.get((expected.start, expected.end))
        if result is not None:
            matched += 1
            right += _same(expected.value, result.value) and (not units or result.unit in units)
    return Score(len(case.expected), len(read_as), matched, right)


def _same(expected: Value, value: Value) -> bool:
    if isinstance(expected, Interval) and isinstance(value, Interval):
        ends = ((expected.low, value.low), (expected.high, value.high))
        opened = (expected.low_open, expected.high_open) == (value.low_open, value.high_open)
        return opened and all(_near(one, two) for one, two in ends)
    if isinstance(expected, Interval) or isinstance(value, Interval):
        return False
    return _near(expected, value)


def _near(expected: Fraction | None, value: Fraction | None) -> bool:
    """The suite prints fifteen digits."""
    if expected is None or value is None:
        return expected is value
    return abs(expected - value) <= abs(expected) / 10**9
