"""Periods and durations of the public Recognizers-Text specifications, read by claimlint and compared.

The conventions of the two differ, and this adapter maps them:

* Their span holds the preposition in front (``from 2016-2018``, ``within the next 3 years``), ours does not.
* Their ranges leave out the last period that is named (2016 to 2018 ends on 1 January 2018), ours hold it.
* They count to the day, we count whole months; "the end of March" is to them March with a mark, to us its last day.
* A length of time is to them one also where no number is said (another hour, all day) and where its parts have no
  common measure (a year and 21 days); "several" is three, and a business day a day.  So durations are read ``bare``.
* Theirs are masked where no year is said (``XX90``), ours are of the year 0, or of the nearest century.

A date period counts where it is a year, quarter, half, month, decade or a range of them: its value is a year or month,
or a range whose length they give in years or months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from claimlint.claims.clock import Clock, resolve
from claimlint.model.period import Period
from claimlint.model.quantity import Quantity
from claimlint.model.text import Document
from claimlint.model.unit import Kind
from claimlint.quantities.parse import read, time_phrases
from claimlint.sources.plain import read_plain
from tests import shared

NAMES = ("date_period", "duration")
_COUNTED = re.compile(r"\d{4}(-\d\d)?|\(.*,P[0-9.]+[YM]\)|XXXX-\d\d")
_CENTURY = re.compile(r"\(.*,P100Y\)")
_FRAME = re.compile(
    r"^(?:(?:from|between|in|on|during|within|the|for|year|since|at|从|自|在|于|early|late|earlier|later|end of|"
    r"beginning of|middle of|start of)(?![A-Za-z])\s*)+|(?:之间|间|期间|以前|之前)$",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"P(?:([0-9.]+)Y)?(?:([0-9.]+)M)?(?:([0-9.]+)W)?(?:([0-9.]+)B?D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?"
)
_JOINT = re.compile(r" ?(?:and|\u53c8|\u96f6)? ?", re.IGNORECASE)
_DAYS = ("working day", "trading day")
_SECONDS = tuple(Fraction(s) for s in (31557600, 2629800, 604800, 86400, 3600, 60, 1))


@dataclass(slots=True)
class Score:
    """Spans wanted, spans read, spans read right, and values right among those; the cases that differ."""

    wanted: int = 0
    read: int = 0
    right: int = 0
    valued: int = 0
    differing: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of spans."""
        return 2 * self.right / (self.wanted + self.read) if self.wanted + self.read else 1.0

    @property
    def accuracy(self) -> float:
        """The share of right values on right spans."""
        return self.valued / self.right if self.right else 1.0


def deviations() -> Mapping[str, str]:
    """Cases that are read otherwise on purpose, with the reason."""
    path = Path(__file__).with_name("periods_deviations.yaml")
    return {row["id"]: row["why"] for row in yaml.safe_load(path.read_text(encoding="utf-8"))}


def score(language: str, name: str) -> Score:
    """How the cases of one file are read."""
    total = Score()
    for case in shared.lines(f"specs/dev/{language}.{name}.jsonl"):
        spans = [s for s in case["spans"] if name == "duration" or _is_counted(s["value"])]
        if case["spans"] and not spans:
            continue
        _compare(case, spans, dict(_found(case, name)), name, total)
    return total


def _compare(
    case: Mapping[str, Any], spans: list[Any], found: Mapping[tuple[int, int], Any], name: str, total: Score
) -> None:
    text = case["input"]
    wanted = {_core(text, s["start"], s["end"]): s for s in spans}
    right = wanted.keys() & found.keys()
    total.wanted, total.read, total.right = (
        total.wanted + len(wanted),
        total.read + len(found),
        total.right + len(right),
    )
    same = [span for span in right if _is_same(wanted[span], found[span], name)]
    total.valued += len(same)
    if len(right) < max(len(wanted), len(found)):
        shown = [text[a:b] for a, b in found]
        total.differing.append(f"{case['id']}: {text!r} wants {[s['text'] for s in spans]}, read {shown}")
    for span in right - set(same):
        total.differing.append(f"{case['id']}: {text!r} wants {wanted[span]['value']}, read {found[span]}")


def _is_counted(value: str) -> bool:
    return bool(_COUNTED.fullmatch(value)) and not _CENTURY.fullmatch(value)


def _found(case: Mapping[str, Any], name: str) -> Iterator[tuple[tuple[int, int], Any]]:
    document = read_plain("case.txt", case["input"])
    text = case["input"]
    if name == "duration":
        yield from _durations(document, text)
        return
    clock = Clock(date.fromisoformat(case["reference"][:10]) if case["reference"] else None)
    for phrase in time_phrases(document, 0, len(text)):
        if (
            phrase.period is None
            or phrase.period.start != phrase.period.end
            or _FRAME.search(text[phrase.span.start :])
        ):
            period = phrase.period if phrase.bare and phrase.relative is None else resolve(phrase, clock).period
            if period is not None:
                yield _core(text, phrase.span.start, phrase.span.end), period


def _durations(document: Document, text: str) -> Iterator[tuple[tuple[int, int], Fraction | None]]:
    """Lengths of time in seconds, those that nothing but "and" stands between as one."""
    joined: list[tuple[int, int, Fraction | None, int]] = []
    for quantity in read(document, bare=True):
        seconds = _seconds(quantity)
        if seconds is None or quantity.span.end - quantity.span.start < 2:
            continue
        start, end = quantity.span.start, quantity.span.end
        size = round(quantity.unit.factor)
        last = joined[-1] if joined else None
        if last is not None and last[2] is not None and _JOINT.fullmatch(text[last[1] : start]) and last[3] != size:
            joined[-1] = (last[0], end, last[2] + seconds, size)
        else:
            joined.append((start, end, seconds, size))
    for start, end, seconds, _ in joined:
        yield (start, end), seconds


def _seconds(quantity: Quantity) -> Fraction | None:
    if quantity.unit.id in _DAYS:
        return quantity.stated.low and quantity.stated.low * _SECONDS[3]
    if quantity.kind is not Kind.DURATION or quantity.stated.low is None:
        return None
    calendar = quantity.unit.dimension == "duration-calendar"  # whose factors are years
    vague = quantity.stated.low == 2 and quantity.stated.high == 10
    count = Fraction(3) if vague else quantity.stated.low
    return count * quantity.unit.factor * (_SECONDS[0] if calendar else 1)


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the prepositions around it."""
    inner = text[start:end]
    while match := _FRAME.search(inner):
        if match.start() == 0:
            inner, start = inner[match.end() :], start + match.end()
        else:
            inner, end = inner[: match.start()], start + match.start()
    return start, end


def _is_same(wanted: Mapping[str, Any], found: Any, name: str) -> bool:
    if name == "date_period":
        return _is_period(wanted, found)
    match = _LENGTH.fullmatch(wanted["value"])
    if match is None:
        return False
    parts = zip(match.groups(), _SECONDS, strict=True)
    seconds = sum((Fraction(part) * size for part, size in parts if part), Fraction(0))
    return seconds == found


def _is_period(wanted: Mapping[str, Any], found: Period) -> bool:
    """The months agree; where no year is said, those within the year or the century."""
    extra = wanted["extra"]["FutureResolution"]
    if "startDate" not in extra or found.end is None:
        return False
    start, end = (_month(extra[key]) for key in ("startDate", "endDate"))
    value = wanted["value"]
    if not value.startswith("("):  # early next year: they mark a part, which lies in what they name
        year, _, month = value.partition("-")
        start = (0 if year == "XXXX" else int(year) * 12) + (int(month) - 1 if month else 0)
        end = start + (1 if month else 12)
        return start <= found.start <= found.end <= end
    modulus = 12 if value.startswith(("XXXX", "(XXXX")) else 1200 if value.startswith("(XX") else 0
    same_start = (found.start - start) % modulus == 0 if modulus else found.start == start
    length = end - start
    return same_start and found.end - found.start in (length, length + 1, length + 12)


def _month(day: str) -> int:
    """Months since year 0; a day within a month belongs to the window that ends with it."""
    year, month, number = map(int, day.split("-"))
    return year * 12 + month - 1 + (number > 1)
