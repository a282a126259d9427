"""Periods that do not suit the day of the document: a later one told as a fact, an estimate of a year long past.

Each becomes a claim of role PERIOD with the cue ``asserted``, and ``ahead`` or ``outdated``; the number that is of the
period and the day of the document are in ``among``. Whatever the words leave open (plans, contracts, what falls due)
makes no claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.dates import CALENDAR
from claimlint.claims.mentions import find_mentions
from claimlint.claims.wording import normalise
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import Kind

_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)
_WHOLE = (PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.YEAR_TO_DATE)
_OF_A_YEAR = (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE)
_FISCAL = "FY"
_ACTUAL = compiled(r"[0-9]{2}\s?\u5e74?\s?[aA](?:\s?\u5e74)?$")
_ESTIMATE = compiled(r"[0-9]{2}\s?\u5e74?\s?(?:[eEfF]|E/F)(?:\s?\u5e74)?$")
_QUOTES = (("\u201c", "\u201d"), ("\u300c", "\u300d"))
_HAN = compiled("[\u3400-\u9fff]")
_STOP = compiled(r"[,;:\uff0c\uff1b\uff1a\u3002]|\.\s")
_YEAR = 12
# So far in front of a number the words stand that make it a forecast: we project that revenue will reach.
_FRONT = 48
# What is built, ordered or budgeted for a later year is known today.
_KNOWN_EARLY = frozenset({"capacity", "orders", "budget", "planned_investment", "project_investment", "target_price"})
# A caption stands so many blocks before its table; so many letters behind a period leave no doubt what it is of.
_CAPTIONS, _FEW = 2, 2
# What was due in a year may be told for so long behind its end.
_FRONT = 40  # in front of a period a word stands that says whether it is a time
_LATE = {False: _YEAR, True: 2 * _YEAR}


@cache
def _words() -> Table[str]:
    found = [(key, entry) for entry in entries("moods") for key in ("ours", "open", "fact", "old") if key in entry]
    return Table((word, key) for key, entry in found for word in entry["words"])


@cache
def _listed(key: str) -> Table[str]:
    return Table((word, key) for entry in entries("moods") if key in entry for word in entry["words"])


class Moods:
    """The periods of one document against the day from which it speaks."""

    def __init__(self, document: Document, lower: str, claims: Sequence[Claim], as_of: date) -> None:
        self._document, self._lower = document, lower
        self._as_of = day = max(as_of, document.changed or as_of)
        self._now = day.year * _YEAR + day.month - 1
        self._periods = [c for c in claims if c.role is Role.PERIOD and c.quantity.period is not None]
        self._fiscal = any(p.quantity.period.id.startswith(_FISCAL) for p in self._periods if p.quantity.period)
        self._values: dict[int, list[Claim]] = defaultdict(list)
        self._columns: dict[tuple[int, int], Claim] = {}
        for claim in claims:
            cell = claim.place.cell
            if claim.role in _VALUES and cell is not None:
                self._columns.setdefault((cell.table, cell.column), claim)
            elif claim.role in _VALUES and claim.quantity.kind is not Kind.DURATION:
                self._values[claim.place.sentence].append(claim)

    def untimely(self) -> Iterator[Claim]:
        """Every period that is told as a fact before its time, or as an estimate long behind it."""
        heads: dict[int, list[Claim]] = defaultdict(list)
        told: set[int] = set()
        for claim in self._periods:
            period, block = claim.quantity.period, self._document.blocks[claim.place.block]
            if period is None or period.year <= 0 or block.kind == "quote" or self._is_quoted(claim, block):
                continue
            if block.cell is not None:
                heads[block.cell.table].append(claim)
            elif self._is_ahead(period):
                yield from self._ahead(claim, period, block)
            elif self._is_past(period) and claim.place.sentence not in told:
                found = list(self._outdated(claim, period, block))
                told |= {claim.place.sentence for claim in found}
                yield from found
        for table in heads.values():
            yield from self._in_heads(table)

    def _is_ahead(self, period: Period) -> bool:
        """True for a stretch of the calendar that begins behind the day of the document."""
        if period.kind is PeriodKind.DAY:
            return not period.id.startswith(_FISCAL) and period.id > self._as_of.isoformat()
        # No fiscal year ends before the calendar year that it is named after; its quarters may.
        named = period.id.startswith(_FISCAL) or (self._fiscal and period.kind in _OF_A_YEAR)
        return period.kind in _WHOLE and not named and period.start > self._now

    def _is_past(self, period: Period) -> bool:
        ended = period.last_year * _YEAR + _YEAR if period.kind is PeriodKind.DAY else period.end
        return ended is not None and ended + _LATE[period.id.startswith(_FISCAL)] <= self._now

    def _ahead(self, claim: Claim, period: Period, block: Block) -> Iterator[Claim]:
        numbers = [c for c in self._values[claim.place.sentence] if c.period == period and "period-said" in c.cues]
        numbers = [c for c in numbers if c.stance == "actual" and not c.cues & {"prior", "from"}]
        if any("cagr" in c.cues for c in self._values[claim.place.sentence]):
            return  # 2.4bn (2023) → 5.1bn (2030), a CAGR of 11.5%: nobody counts to 2030 but in a forecast
        numbers = [c for c in numbers if not c.quantity.qualifier.threshold]  # 净利润不低于12亿元: a target
        if not numbers or self._is_open(block) or self._is_term(claim, block):
            return
        number = min(numbers, key=lambda c: abs(c.quantity.span.start - claim.quantity.span.start))
        clause = self._clause(claim.quantity.span.hull(number.quantity.span), block)
        said = any(key == "fact" for key, _, _ in _words().find(self._lower, clause.start, clause.end))
        latin = _HAN.search(self._lower, clause.start, clause.end) is None
        if latin and not self._is_time(claim):
            return  # the 2026 Camry was priced at $29,000
        if not said and (latin or number.metric is None or number.metric in _KNOWN_EARLY):
            return  # the shares trade on 12x 2026 earnings
        doubts = set()
        if not said or not self._is_plain(clause, (claim, number)):
            doubts.add("unsaid")
        if period.kind in _OF_A_YEAR and period.start - self._now < _YEAR:
            doubts.add("fiscal")  # the first quarter of a fiscal year that begins a year earlier
        yield self._told(claim, number, {"ahead", *doubts})

    def _outdated(self, claim: Claim, period: Period, block: Block) -> Iterator[Claim]:
        start, end = block.span.start, block.span.end
        values = self._values[claim.place.sentence]
        numbers = [c for c in values if c.period == period and "period-said" in c.cues and "prior" not in c.cues]
        told = [c for c in self._periods if c.place.block == claim.place.block and c.quantity.period == period]
        if not numbers or any(_ACTUAL.search(c.quantity.text) for c in told):
            return
        if self._says("old", start, end) or self._is_headed("old", block):
            return
        number = min(numbers, key=lambda c: abs(c.quantity.span.start - claim.quantity.span.start))
        first = min(claim.quantity.span.start, number.quantity.span.start)
        front = max(start, first - _FRONT)
        front = max([front, *(m.end() for m in _STOP.finditer(self._lower, front, first))])
        if _ESTIMATE.search(claim.quantity.text) or self._says("ours", front, first):
            yield self._told(claim, number, {"outdated"})

    def _in_heads(self, heads: Sequence[Claim]) -> Iterator[Claim]:
        """Of the heads of one table: 2026A above the numbers of 2025; 2023E beside estimates that are still open."""
        estimates = [c for c in heads if _ESTIMATE.search(c.quantity.text)]
        open_ones = [c for c in estimates if c.quantity.period and not self._is_past(c.quantity.period)]
        actual = {c.quantity.period for c in heads if _ACTUAL.search(c.quantity.text)}
        for claim in heads:
            period, block = claim.quantity.period, self._document.blocks[claim.place.block]
            number = self._below(block)
            if period is None or number is None or number.period != period:
                continue
            if _ACTUAL.search(claim.quantity.text) and self._is_ahead(period):
                yield self._told(claim, number, {"ahead"})
            late = claim in estimates and self._is_past(period) and period not in actual
            if late and open_ones and not self._is_headed("old", block):
                yield self._told(claim, number, {"outdated"})

    def _below(self, block: Block) -> Claim | None:
        return None if block.cell is None else self._columns.get((block.cell.table, block.cell.column))

    def _told(self, claim: Claim, number: Claim, cues: set[str]) -> Claim:
        """``claim`` as a statement; where it counts from is the second of ``among``."""
        day, one = Interval.point(Fraction(self._now)), Fraction(1)
        text, span = self._as_of.isoformat(), claim.quantity.span
        now = Quantity(span, span, text, CALENDAR, Qualifier.NONE, day, day, one, one, exact=True)
        today = replace(claim, quantity=now)
        return replace(
            claim, period=claim.quantity.period, cues=frozenset({"asserted", *cues}), among=((number,), (today,))
        )

    def _is_open(self, block: Block) -> bool:
        """True where the paragraph or a heading above it speaks of plans, forecasts, contracts or what falls due."""
        return self._says("open", block.span.start, block.span.end) or self._is_headed("open", block)

    def _is_headed(self, key: str, block: Block) -> bool:
        blocks, above = self._document.blocks, block
        if block.cell is not None:
            first = next(n for n, b in enumerate(blocks) if b.cell is not None and b.cell.table == block.cell.table)
            captions = [b for b in blocks[max(0, first - _CAPTIONS) : first] if b.cell is None]
            if any(self._says(key, b.span.start, b.span.end) for b in (*captions, block)):
                return True
        seen = 0
        while 0 <= above.section < len(blocks) and seen < _YEAR:
            above, seen = blocks[above.section], seen + 1
            if self._says(key, above.span.start, above.span.end):
                return True
        title = next((b for b in blocks if b.kind == "heading"), None)
        return title is not None and self._says(key, title.span.start, title.span.end)

    def _says(self, key: str, start: int, end: int) -> bool:
        if any(True for _ in _listed(key).find(self._lower, start, end)):
            return True
        return key == "open" and any(m.value("stance") for m in find_mentions(self._lower, start, end))

    def _is_term(self, claim: Claim, block: Block) -> bool:
        """到2027年, by 2027: a period that ends what is told, and not when it happened."""
        front = self._lower[block.span.start : claim.quantity.span.start].rstrip()
        return _listed("until").before(front, len(front)) is not None

    def _is_time(self, claim: Claim) -> bool:
        """True for "in 2026", "2026 revenue": a time, and no name of a model or an event."""
        front = self._lower[max(0, claim.quantity.span.start - _FRONT) : claim.quantity.span.start].rstrip(" ")
        behind = next(find_mentions(self._lower, claim.quantity.span.end, claim.quantity.span.end + _LATE[True]), None)
        named = behind is not None and behind.value("metric") and behind.span.start <= claim.quantity.span.end + 1
        return bool(named) or _listed("within").before(front, len(front)) is not None

    def _is_quoted(self, claim: Claim, block: Block) -> bool:
        """True inside of quotation marks: what others said, whenever that was."""
        front = self._document.text[block.span.start : claim.quantity.span.start]
        return any(front.rfind(first) > front.rfind(last) for first, last in _QUOTES) or front.count('"') % 2 == 1

    def _clause(self, told: Span, block: Block) -> Span:
        """From the sign in front of ``told`` to its end."""
        stops = [m.end() for m in _STOP.finditer(self._lower, block.span.start, told.start)]
        return Span(stops[-1] if stops else block.span.start, told.end)

    def _is_plain(self, clause: Span, told: Sequence[Claim]) -> bool:
        """True where a clause has hardly another word than the period, the number, its metric and words of fact."""
        text = list(self._lower[clause.start : clause.end])
        spans = [claim.quantity.extended for claim in told]
        spans += [m.span for m in find_mentions(self._lower, clause.start, clause.end)]
        spans += [Span(at, end) for _, at, end in _words().find(self._lower, clause.start, clause.end)]
        for span in spans:
            place = slice(max(span.start, clause.start) - clause.start, span.end - clause.start)
            text[place] = " " * len(text[place])
        left = normalise("".join(text))
        return len(left) <= _FEW or (left.isascii() and len(left.split()) <= 1)
