"""Periods that are said once for many numbers: by the head of a column or a row, and by the heading of a section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from claimlint.cache.compiled import compiled
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Quantity
from claimlint.model.text import Block, Document
from claimlint.model.unit import Kind

# A longer cell holds prose.
_LONGEST = 60
# What may stand in front of the period of a row: "At December 31, 2018", but no "Notes due 2024".
_BEFORE = compiled(r"(?:.*\b(?:at|of|in|for|on|ended|by)(?: the)?)?[\s(]*", re.IGNORECASE | re.DOTALL)
_LETTER = compiled(r"[^\W\d_]")
_HEADING_KINDS = frozenset({PeriodKind.YEAR, PeriodKind.FISCAL_YEAR, PeriodKind.HALF, PeriodKind.QUARTER})

_Cell = tuple[int, Block]


def periods_above(document: Document, quantities: Sequence[Quantity]) -> Mapping[int, Period]:
    """Of each block (by its index) that a head or a heading gives a period: that period."""
    starts = [q.span.start for q in quantities]

    def inside(block: Block) -> Sequence[Quantity]:
        return quantities[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]

    found: dict[int, Period] = {}
    tables: dict[int, list[_Cell]] = defaultdict(list)
    for index, block in enumerate(document.blocks):
        if block.section in found:
            found[index] = found[block.section]
        if block.cell is not None:
            tables[block.cell.table].append((index, block))
        elif block.kind == "heading":
            own = [q.period for q in inside(block) if q.period is not None]
            if len(own) == 1 and own[0].kind in _HEADING_KINDS:
                found[index] = own[0]
    for cells in tables.values():
        found.update(_of_table(document, cells, {index: inside(block) for index, block in cells}))
    return found


def _of_table(
    document: Document, cells: Sequence[_Cell], inside: Mapping[int, Sequence[Quantity]]
) -> Iterator[tuple[int, Period]]:
    columns: dict[int, Period] = {}
    headed = False  # the row before was one of heads
    for row in _rows(cells):
        labelled = any(_column(block) == 0 and _LETTER.search(_text(document, block)) for _, block in row)
        if (headed or not columns or not labelled) and _is_head([inside[index] for index, _ in row]):
            headed = True
            for index, block in row:
                period = _period(inside[index])
                if period is not None:
                    columns[_column(block)] = period
                else:
                    columns.pop(_column(block), None)
            continue
        headed = False
        first = row[0] if _column(row[0][1]) == 0 else None
        own = None if first is None else _of_row(document, first[1], inside[first[0]])
        for index, block in row:
            period = columns.get(_column(block)) or own
            if period is not None and (index, block) != first:
                yield index, period


def _rows(cells: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    rows: dict[int, list[_Cell]] = defaultdict(list)
    for index, block in cells:
        if block.cell is not None:
            rows[block.cell.row].append((index, block))
    for number in sorted(rows):
        yield sorted(rows[number], key=lambda cell: _column(cell[1]))


def _column(block: Block) -> int:
    return -1 if block.cell is None else block.cell.column


def _text(document: Document, block: Block) -> str:
    return document.folded[block.span.start : block.span.end]


def _is_head(row: Sequence[Sequence[Quantity]]) -> bool:
    """True where some cell names a period, and no cell holds a number without one."""
    return any(_period(cell) for cell in row) and all(_period(cell) or not cell for cell in row)


def _period(inside: Sequence[Quantity]) -> Period | None:
    """The one period that a cell names, beside which only a length of time may stand (52 weeks ended 30 March 2019)."""
    periods = [q.period for q in inside if q.period is not None]
    others = any(q.kind not in (Kind.PERIOD, Kind.DURATION) for q in inside)
    return periods[0] if len(periods) == 1 and not others else None


def _of_row(document: Document, block: Block, inside: Sequence[Quantity]) -> Period | None:
    """The period with which the label of a row begins or ends (Outstanding at September 30, 2016)."""
    period = _period(inside)
    if period is None or block.span.end - block.span.start > _LONGEST:
        return None
    start = next(q.span.start for q in inside if q.period is not None)
    return period if _BEFORE.fullmatch(document.folded, block.span.start, start) else None
