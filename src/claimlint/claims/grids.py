"""The tables of a document as grids: which cells hold a number and nothing else, which are heads, which labels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.quantities import cells
from claimlint.quantities.parse import time_phrases

# Of the rows, so many are looked at to tell labels from numbers.
_SAMPLE = 40
_HEAD_SIGNS = compiled(r"[$€£%\u2019']|\b(?:in|per)\b", re.IGNORECASE)
_NIL = compiled(r"[\s$€£¥%()_./\\*-]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell with something in it; ``claim`` is its number, where it holds one and nothing else."""

    block: int
    span: Span
    text: str
    claim: Claim | None = None
    dated: bool = False  # it names a period

    @property
    def nil(self) -> bool:
        """A dash, or a sign alone."""
        return self.claim is None and not self.dated and _NIL.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: ``rows[r][c]`` are its cells that are not empty; ``first`` and ``last`` are its outer blocks.

    Of two tables that are printed side by side as one (assets and what pays for them), ``part`` tells which it is.
    """

    rows: Mapping[int, Mapping[int, Entry]]
    width: int
    first: int
    last: int
    part: int = 0

    def labels(self) -> int:
        """How many columns at the left hold labels: the first, and those behind it in which words stand."""
        found = 1
        for column in range(1, self.width):
            if not self._has_words(column) or column == self.width - 1:
                break
            found = column + 1
        return found

    def _has_words(self, column: int) -> bool:
        """True where more than half of the cells are neither numbers nor times."""
        sample = [row for index, row in sorted(self.rows.items()) if index][:_SAMPLE]
        here = [row[column] for row in sample if column in row and not row[column].nil]
        return sum(1 for entry in here if entry.claim is None and not entry.dated) * 2 > len(here)

    def beside(self) -> Iterator[Grid]:
        """The table, or those that it prints side by side: labels stand again behind the numbers, under like heads."""
        heads = {column: entry.text for column, entry in self.rows.get(0, {}).items()}
        cuts = [
            column
            for column in range(2, self.width - 1)
            if self._has_words(column) and not self._has_words(column - 1) and not self._has_words(column + 1)
            if column in heads and heads.get(column + 1) == heads.get(1)
        ]
        if not cuts or self._has_words(1):
            yield self
            return
        for part, (start, end) in enumerate(pairwise([0, *cuts, self.width])):
            own = {r: {c - start: e for c, e in row.items() if start <= c < end} for r, row in self.rows.items()}
            rows = {r: row for r, row in own.items() if row}
            yield Grid(rows, end - start, self.first, self.last, part)

    def is_head(self, row: int, labels: int) -> bool:
        """A row of heads: no number of its own, and names above the columns (not a label alone)."""
        entries = [entry for column, entry in self.rows[row].items() if column >= labels and not entry.nil]
        numbers = [entry.claim for entry in entries if entry.claim is not None]
        if any(c.quantity.kind is not Kind.DURATION for c in numbers) or (numbers and len(numbers) == len(entries)):
            return False  # 2-5 years may be a head, if others beside it are
        if row == 0:
            return True
        if not entries:
            return False
        dated = any(entry.dated for entry in entries)
        signs = all(_HEAD_SIGNS.search(entry.text) for entry in entries)
        return dated or signs or len(entries) > 1


def grids(document: Document, claims: Sequence[Claim]) -> Iterator[Grid]:
    """Every table of ``document``, in order."""
    if not any(block.cell for block in document.blocks):
        return
    numbers: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.role is not Role.RANK and document.blocks[claim.place.block].cell is not None:
            numbers[claim.place.block].append(claim)
    tables: dict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(document.blocks):
        if block.cell is not None:
            tables[block.cell.table].append(index)
    for blocks in tables.values():
        yield from _grid(document, blocks, numbers).beside()


def _grid(document: Document, blocks: list[int], numbers: Mapping[int, list[Claim]]) -> Grid:
    rows: dict[int, dict[int, Entry]] = defaultdict(dict)
    for index in blocks:
        block = document.blocks[index]
        if block.cell is not None:
            rows[block.cell.row][block.cell.column] = _entry(document, index, numbers.get(index, []))
    width = 1 + max(column for row in rows.values() for column in row)
    return Grid(rows, width, blocks[0], blocks[-1])


def _entry(document: Document, index: int, inside: list[Claim]) -> Entry:
    block = document.blocks[index]
    text = document.folded[block.span.start : block.span.end].strip()
    values = [c for c in inside if c.role is not Role.PERIOD]
    alone = len(values) == len(inside) == 1 and cells.is_alone(document.folded, block, values[0].quantity.span)
    dated = any(c.quantity.kind is Kind.PERIOD for c in inside) or (
        not values and bool(text) and any(True for _ in time_phrases(document, block.span.start, block.span.end))
    )
    return Entry(index, block.span, text, values[0] if alone else None, dated)
