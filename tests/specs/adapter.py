"""The public specifications of another number reader, mapped to our terms.

The suite says what its own reader does, so its conventions are mapped here, in one place, and values never are:

* A *number* is the numeral with sign and scale word, without its unit (十斤: 十).  Digits that are grown together with
  Latin letters (180ml) are none there, nor is one Chinese digit in front of money (一美元).
* A *percent* is anything per hundred: points, ‰, 成 and 折 are told in percent.
* *Money* ends where a rate begins ($98 a share: $98), and a physical rate is a dimension.
* A name of a unit that stands alone (fahrenheit, 人民币) is a result without a value.
* "Percent of 10" is ten percent, and a degree without a scale is a temperature (85度: electricity to us).
* A turn is a dimension, no multiple; a pound is one of mass too.  A minus may stand before a blank (- 20 degrees).
* What joins the ends of a change (from 200 to 300) makes a range, and 以上 and 以下 leave the number out.
* A range is half-open where we close it (20-30 is [20,30)), and holds the words that make it a bound.
* Relative ordinals (the next to last) say no number, and are not compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.quantities.words import tables
from claimlint.sources.plain import read_plain
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
        value: Value = Interval(
            low, high, low is not None and not extra["lo_incl"], high is not None and not extra["hi_incl"]
        )
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


_LEVELS = ("celsius", "fahrenheit", "kelvin", "°")
_OF = re.compile(r" of ")


# -- what we read ----------------------------------------------------------------------------------------------------


def results(case: Case) -> list[Result]:
    """What we read in the text of ``case``, in the terms of the suite."""
    text = case.text
    plain = read_plain("spec.txt", text)
    document = replace(plain, blocks=(Block(Span(0, len(text))),), language=case.language)
    found = read(document, bare=True)
    return list(_READERS[case.kind](document, found))


def _numbers(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    for quantity in found:
        if quantity.kind is Kind.PERIOD:
            continue
        ends = [_low(quantity), quantity.stated.high if quantity.stated.high is not None else _low(quantity)]
        if quantity.reversed:
            ends.reverse()
        if quantity.kind is Kind.ORDINAL:
            continue
        for span, value in zip(quantity.numerals, ends, strict=False):
            if not _is_glued(document.folded, span) and not _is_article(document.folded, span, quantity):
                yield Result(span.start, span.end, value)


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
    for result in _alone(document, found, ("%",)):
        of = _OF.match(document.folded, result.end)
        counted = None if of is None else _counted(document, found, of.end())
        yield result if counted is None else counted_percent(result, counted)


def _counted(document: Document, found: tuple[Quantity, ...], start: int) -> Quantity | None:
    return next((q for q in found if q.kind is Kind.NUMBER and q.span.start == start and q.value is not None), None)


def counted_percent(result: Result, counted: Quantity) -> Result:
    """Percent of 10 is to the suite ten percent."""
    return replace(result, end=counted.span.end, value=counted.value)


def _alone(document: Document, found: tuple[Quantity, ...], units: tuple[str, ...]) -> Iterator[Result]:
    """The names of units without a number."""
    taken = [quantity.span for quantity in found]
    for word, start, end in tables(document.language, bare=True).units.find(document.folded, 0, len(document.folded)):
        named = end - start > 2 or document.folded[start] == "%"
        if word.unit in units and named and not any(Span(start, end).overlaps(span) for span in taken):
            yield Result(start, end, None, word.unit)


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
        cut = len(document.folded[:start].rstrip())
        return Span(quantity.span.start, cut)
    return Span(quantity.numerals[0].start, quantity.span.end)


def _dimensions(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    for quantity in found:
        unit, said = quantity.unit.id, quantity.text.lower()
        if quantity.kind is Kind.MULTIPLE and said.rstrip("s").endswith("turn"):
            unit = "turn"
        elif said.rstrip("s").endswith("pound"):
            unit = "pound"
        elif quantity.kind is not Kind.PHYSICAL or unit in _LEVELS or _is_level(quantity):
            continue
        yield Result(*_span(quantity), _low(quantity), unit)


def _temperatures(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    text = document.folded
    for quantity in found:
        (start, end), value = _span(quantity), _low(quantity)
        if _ANGLE.match(text, end):
            continue
        if quantity.unit.id in _LEVELS or _is_level(quantity):
            if value is not None and _MINUS.search(text, 0, start):
                start, value = start - 2, -value
            yield Result(start, end, value, "°" if _is_level(quantity) else quantity.unit.id)
    yield from _alone(document, found, ("celsius", "fahrenheit", "kelvin"))


_SCALES = re.compile("[\u6444\u534e\u651d\u83ef]")  # Celsius, Fahrenheit
_ANGLE = re.compile(r" angle")
_MINUS = re.compile(r"(?:^|[A-Za-z] )- $")


def _is_level(quantity: Quantity) -> bool:
    """A degree alone is electricity to us, and a level of temperature to the suite."""
    plain = quantity.unit.id in ("kWh", "celsius") and quantity.text.endswith("\u5ea6")
    return plain and not _SCALES.search(quantity.text)


def _ranges(document: Document, found: tuple[Quantity, ...]) -> Iterator[Result]:
    changed: set[int] = set()
    for one, two in pairwise(found):
        course = _course(document, one, two)
        if course is not None:
            changed |= {one.span.start, two.span.start}
            yield course
    for quantity in found:
        stated, text = quantity.stated, document.folded
        if quantity.kind is Kind.PERIOD or not quantity.numerals or quantity.span.start in changed:
            continue
        numerals = Span(min(s.start for s in quantity.numerals), max(s.end for s in quantity.numerals))
        if len(quantity.numerals) == 1 and stated.low == stated.high:
            opened = _EQUAL.search(text, 0, numerals.start)
            if opened is not None:
                yield Result(opened.start(), numerals.end, stated)
        elif len(quantity.numerals) == 1 and stated.low_open and stated.high is not None:
            yield Result(numerals.start, numerals.end, Interval(stated.low, None, True))
        elif quantity.qualifier.threshold or _has_bounds(document, quantity):
            span = _without_hedge(document, quantity, numerals)
            opened = len(_OPEN.findall(text[quantity.span.start : span.end]))
            ends = (stated.low_open or opened > 0, stated.high_open or opened > 0) if opened else None
            yield Result(span.start, span.end, stated if ends is None else Interval(stated.low, stated.high, *ends))
        elif len(quantity.numerals) == 2:
            span = _with_opening(document, quantity, numerals)
            yield Result(span.start, span.end, Interval(stated.low, stated.high, stated.low_open, True))


def _course(document: Document, one: Quantity, two: Quantity) -> Result | None:
    """From 200 to 300, as a range; the words that open it belong to it."""
    text = document.folded
    if not _TO.fullmatch(text[one.span.end : two.span.start]) or one.value is None or two.value is None:
        return None
    opened = _FROM.search(text, 0, one.span.start)
    if opened is None or one.value >= two.value:
        return None
    return Result(opened.start(), two.numerals[-1].end, Interval(one.value, two.value, False, True))


_TO = re.compile(r" to |\u5230|\u81f3")
_FROM = re.compile(r"(?:\bfrom |\u4ece)$", re.IGNORECASE)
# 1000以上, but 1000或以上 and 1000及以上 hold the number
_OPEN = re.compile(r"(?<![\u6216\u53ca\u8005])\u4ee5[\u4e0a\u4e0b]")
_EQUAL = re.compile(r"(?:\bequal(?:s|ing)? to |\bequals |\u7b49\u4e8e) ?$", re.IGNORECASE)
_WITHIN = re.compile(r"(?:\u5728|\u4f4d\u4e8e|\u5904\u4e8e) ?$")
_TAIL = re.compile(r" ?(?:\u4e4b)?\u95f4")


def _has_bounds(document: Document, quantity: Quantity) -> bool:
    """More than 30 and less than 35: bounds in words, whose ends are as they say."""
    words, place = tables(document.language), quantity.extended
    both = (
        *words.before.find(document.folded, place.start, place.end),
        *words.after.find(document.folded, place.start, place.end),
    )
    return any(word.qualifier.threshold for word, _, _ in both)


def _without_hedge(document: Document, quantity: Quantity, numerals: Span) -> Span:
    """About sits outside, and so does the unit unless a bound stands behind it."""
    start, text = quantity.extended.start, document.folded
    while start < numerals.start:
        words = tables(document.language)
        found = words.before.at(text, start) or words.distant.at(text, start)
        if found is None or found[0].qualifier is not Qualifier.ABOUT:
            break
        start = found[1] + (text[found[1] : found[1] + 1] == " ")
    equal = _EQUAL.search(text, 0, start)
    start = start if equal is None else equal.start()
    behind = quantity.extended.end if quantity.extended.end > quantity.span.end or len(quantity.numerals) > 1 else 0
    return Span(start, max(numerals.end, behind))


def _with_opening(document: Document, quantity: Quantity, numerals: Span) -> Span:
    """Between, from and 在 … 之间 belong to the range."""
    text, words = document.folded, tables(document.language)
    end = len(text[: numerals.start].rstrip())
    opened = words.between.before(text, end) or words.origins.before(text, end)
    tail = _TAIL.match(text, numerals.end)
    within = _WITHIN.search(text, 0, end) if tail is not None and opened is None else None
    if within is not None and tail is not None:
        return Span(within.start(), tail.end())
    return Span(numerals.start if opened is None else opened[1], numerals.end if tail is None else tail.end())


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
