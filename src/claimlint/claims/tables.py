"""Numbers in tables as claims: what a cell speaks of is said by its column's heads, its row's label and the caption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from claimlint.cache.compiled import compiled
from claimlint.claims.cell_units import Around, finer, in_unit
from claimlint.claims.grids import Entry, Grid, grids
from claimlint.claims.lines import EMPTY, GROWTH, Line, read_line
from claimlint.claims.wording import normalise
from claimlint.model.claim import Claim, Role
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Quantity, Reading
from claimlint.model.text import Document
from claimlint.model.unit import Kind
from claimlint.quantities.measures import Measure

# How far around a table its caption is looked for: blocks before it and behind it, and their length.
_BEFORE, _BEHIND = 2, 2
_LONGEST_CAPTION, _SHORT_CAPTION = 200, 80
_BRACKETED = compiled(r"\(([^()]{1,60})\)")
_INDENTED = compiled(r"[\u00a0\u3000]|&nbsp;|&emsp;")
_ROW_CUES = ("total", "bare", "of-which", "less", "mean", "apart", "main", "some")
_COLUMN_CUES = ("total", "bare", "whole-year", "mean", "less", "apart", "prior")


def tabled(document: Document, claims: Sequence[Claim], as_of: date | None = None) -> tuple[Claim, ...]:
    """``claims`` with those of tables told by the heads and labels around them."""
    retold: dict[int, Claim] = {}
    for grid in grids(document, claims):
        pairs = list(_Reader(document, grid, as_of).cells())
        fine = {line for _, told in pairs if not _is_round(told.quantity) for line in _lines(told)}
        for before, after in pairs:
            exact = any(line in fine for line in _lines(after))
            retold[before.place.order] = replace(after, quantity=_as_printed(after.quantity)) if exact else after
    if not retold:
        return tuple(claims)
    return tuple(retold.get(claim.place.order, claim) for claim in claims)


def _lines(claim: Claim) -> tuple[tuple[str, int], ...]:
    cell = claim.place.cell
    return () if cell is None else (("row", cell.row), ("column", cell.column))


def _is_round(quantity: Quantity) -> bool:
    return any(reading is Reading.ROUND_NUMBER for reading, _ in quantity.lenient)


def _as_printed(quantity: Quantity) -> Quantity:
    """450 beside 1,217 is no rough figure."""
    lenient = tuple((reading, values) for reading, values in quantity.lenient if reading is not Reading.ROUND_NUMBER)
    return replace(quantity, lenient=lenient)


@dataclass(slots=True)
class _Reader:
    document: Document
    grid: Grid
    as_of: date | None

    def line(self, text: str) -> Line:
        return read_line(text, self.document.language, self.as_of)

    def cells(self) -> Iterator[tuple[Claim, Claim]]:
        """Every claim of the table that is a number alone in its cell, as it was and as the table tells it."""
        around = self._around()
        labels = self.grid.labels()
        heads: list[Mapping[int, Entry]] = []
        columns: dict[int, Line] = {}
        units: dict[int, Measure] = {}
        above: dict[int, str] = {}
        last_was_head = False
        for number in sorted(self.grid.rows):
            row = self.grid.rows[number]
            if self.grid.is_head(number, labels):
                heads = [*heads, row] if last_was_head else [row]
                columns, units, last_was_head = {}, {}, True
                around = self._corner(row, labels, around)
                continue
            if last_was_head:
                columns, last_was_head = self._columns(heads, labels), False
            label, own = self._label(row, labels, above), self.line(" ".join(self._words(row, labels)))
            if not any(column >= labels for column in row):
                around = replace(around, measure=finer(own.unit, around.measure))
                continue
            for column, entry in row.items():
                if column >= labels and entry.claim is not None:
                    line = columns.get(column, EMPTY)
                    told = self._told(entry, label, line, around, units.get(column))
                    units.setdefault(column, Measure(told.quantity.unit, Fraction(1)))
                    place = replace(told.place, cell=self.document.blocks[entry.block].cell)
                    yield entry.claim, replace(told, place=place)

    def _words(self, row: Mapping[int, Entry], labels: int) -> list[str]:
        return [row[column].text for column in range(labels) if column in row]

    def _label(self, row: Mapping[int, Entry], labels: int, above: dict[int, str]) -> Line:
        """The label of a row; a merged cell in front of others holds for the rows below it, too."""
        texts = []
        for column in range(labels):
            if column in row:
                above[column] = row[column].text
                above |= {later: "" for later in range(column + 1, labels) if later not in row}
                texts.append(row[column].text)
            elif labels > 1 and column < labels - 1 and above.get(column):
                texts.append(above[column])
        line = self.line(" ".join(texts))
        if len(texts) > 1 and "bare" in self.line(texts[-1]).words:
            line = replace(line, words=line.words | {"total", "bare"})
        first = min((row[c].span.start for c in range(labels) if c in row), default=0)
        if first and _INDENTED.search(self.document.text, max(0, first - 12), first):
            pipe = self.document.text.rfind("|", max(0, first - 40), first)
            if _INDENTED.search(self.document.text, max(pipe, 0), first):
                line = replace(line, words=line.words | {"indented"})
        elif texts and texts[0][:1] in "-\u00b7\u2022":
            line = replace(line, words=line.words | {"indented"})
        return line

    def _columns(self, heads: list[Mapping[int, Entry]], labels: int) -> dict[int, Line]:
        """The heads above each column, from the top down; one that stands for several columns is above each."""
        texts: dict[int, list[str]] = {column: [] for column in range(labels, self.grid.width)}
        for index, row in enumerate(heads):
            own = {c: e for c, e in row.items() if c >= labels}
            spread = index < len(heads) - 1
            current = ""
            for column in texts:
                entry = own.get(column)
                if entry is not None:
                    current = entry.text
                elif len(own) == 1 and spread:
                    current = next(iter(own.values())).text
                if entry is not None or (spread and current):
                    texts[column].append(current)
        return {column: self.line(" ".join(parts)) for column, parts in texts.items()}

    def _corner(self, row: Mapping[int, Entry], labels: int, around: Around) -> Around:
        """A unit in the corner, or alone above all columns, is that of the table."""
        own = [entry for column, entry in row.items() if column >= labels]
        corner = self.line(" ".join(self._words(row, labels)))
        measure = finer(corner.unit, around.measure)
        if len(own) == 1:
            measure = finer(self.line(own[0].text).measure, measure)
        return replace(around, measure=measure, some=around.some or "some" in corner.words)

    def _around(self) -> Around:
        """The captions beside the table: the unit that the nearest one names, and the only period that they name."""
        blocks = self.document.blocks
        before = range(self.grid.first - 1, max(-1, self.grid.first - 1 - _BEFORE), -1)
        behind = range(self.grid.last + 1, min(len(blocks), self.grid.last + 1 + _BEHIND))
        measure: Measure | None = None
        period: Period | None = None
        some, metric = False, None
        for index in (*before, *behind):
            block = blocks[index]
            if block.cell is not None:
                break
            text = self.document.folded[block.span.start : block.span.end].strip()
            short = len(text) <= _LONGEST_CAPTION
            if measure is None:
                measure = self._stated_unit(text, short)
            if short and index < self.grid.first:
                line = self.line(text)
                metric = metric or line.metric
                some = some or ("some" in line.words and len(text) <= _SHORT_CAPTION)
                period = period or (line.periods[0] if len(set(line.periods)) == 1 else None)
        return Around(measure, period, some, metric)

    def _stated_unit(self, text: str, short: bool) -> Measure | None:
        tail = text[-_LONGEST_CAPTION:]
        for match in _BRACKETED.finditer(tail):
            measure = self.line(f"({match[1]})").measure
            if measure is not None and (measure.unit.kind in (Kind.MONEY, Kind.NUMBER)):
                return measure
        return self.line(text).measure if short else None

    def _told(self, entry: Entry, row: Line, column: Line, around: Around, first: Measure | None) -> Claim:
        claim = entry.claim
        assert claim is not None  # noqa: S101 (asked of cells with a number only)
        quantity = in_unit(claim.quantity, entry.text, row, column, around, first)
        role = _role(quantity, row, column)
        cues = (row.cues | column.cues) if role in (Role.CHANGE, Role.SHARE) else (row.cues | column.cues) - GROWTH
        cues |= {f"row-{word}" for word in row.words if word in (*_ROW_CUES, "indented")}
        cues |= {f"column-{word}" for word in column.words if word in _COLUMN_CUES}
        cues |= {"row-some"} if around.some else set()
        period = _period(row, column, claim.period) or around.period or claim.period
        name = normalise(f"{row.name} {column.name}")
        return replace(
            claim,
            quantity=quantity,
            role=role,
            subject=normalise(row.name) or None,
            metric=column.metric or row.metric or around.metric,
            period=period,
            basis=row.basis or column.basis,
            stance=column.stance or row.stance or "actual",
            cues=cues | {"tabled"},
            direction=_direction(role, row, column),
            label=name,
            of=None,
            row=row.name,
            column=column.name,
        )


def _role(quantity: Quantity, row: Line, column: Line) -> Role:
    if quantity.kind is Kind.POINTS:
        return Role.CHANGE
    if quantity.kind is Kind.MULTIPLE:
        return Role.MULTIPLE
    if quantity.kind is Kind.PERCENT:
        for line in (column, row):
            if line.share:
                return Role.SHARE
            if line.growth:
                return Role.CHANGE
        return Role.RATE
    if column.growth:
        return Role.CHANGE
    if quantity.kind is Kind.NUMBER and row.rated:
        return Role.CHANGE
    return Role.LEVEL


def _period(row: Line, column: Line, given: Period | None) -> Period | None:
    """That of the column's head, or of a label that is nothing else; "notes due 2026" says no period.

    "Ended May 31," above 2019 makes no day of the year that the column is ``given`` by itself.
    """
    if column.periods:
        told = column.periods[-1]
        same_year = given is not None and told.kind is PeriodKind.DAY and given.last_year == told.last_year
        return given if same_year else told
    return row.periods[-1] if row.periods and not row.name else None


def _direction(role: Role, row: Line, column: Line) -> int:
    """A head of falls makes its numbers falls; that of a change leaves it to their signs."""
    if role is not Role.CHANGE:
        return 0
    falls = (column.direction < 0 or row.direction < 0) and "change" not in column.words
    return -1 if falls else 1
