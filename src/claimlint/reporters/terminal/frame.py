"""A source frame with several labelled spans, as compilers draw it.

The first span is underlined with ``^``, the others with ``-``.  The label of the rightmost span stands beside it where
it fits; the others hang below on ``|``, each in a column of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from claimlint.reporters.terminal.cells import cell_len, fill
from claimlint.reporters.terminal.excerpt import COMFORT, Excerpt, Label, Placed, excerpts
from claimlint.reporters.terminal.paint import Row, Segment, Style

# A label that has to stand left of its span needs at least this much, or it covers its neighbours' lines.
_NARROWEST = 16


def frame(lines: Mapping[int, str], labels: Mapping[int, Sequence[Label]], *, gutter: int, width: int) -> list[Row]:
    """The lines (by number) with their labels; ``gutter`` is the width of the line numbers."""
    room = max(width - gutter - 3, 20)
    rows: list[Row] = []
    last = None
    for number in sorted(lines):
        if last is not None and number > last + 1:
            rows.append((Segment(" " * gutter + " :", "gutter"),))
        last = number
        for excerpt in excerpts(lines[number], labels.get(number, ()), room):
            rows.append((Segment(f"{number:>{gutter}} | ", "gutter"), Segment(excerpt.text)))
            rows.extend((edge(gutter), *row) for row in hung(excerpt, room))
    return rows


def edge(gutter: int) -> Segment:
    """The frame's left edge on a line without a number."""
    return Segment(" " * gutter + " | ", "gutter")


def hung(excerpt: Excerpt, room: int) -> list[Row]:
    """The rows below a source line: underlines, connectors and labels."""
    if not excerpt.labels:
        return []
    labels = sorted(excerpt.labels, key=lambda label: (label.start, label.end))
    beside = _beside(labels, room)
    marks = _underlines(labels)
    if beside is not None:
        marks = (*marks, Segment(" " + beside.text, beside.style))
    hanging = [label for label in labels if label is not beside and label.text]
    if not hanging:
        return [marks]
    rows = [marks, _line_up({label.start: ("|", label.style) for label in hanging})]
    shifted = _shifted(hanging, room)
    pending = list(hanging)
    for label in [label for label in reversed(hanging) if label not in shifted] + shifted:
        pending.remove(label)
        rows.extend(_label_rows(label, pending, room, shifted=label in shifted))
    return rows


def _beside(labels: Sequence[Placed], room: int) -> Placed | None:
    """The label that stands on the underlines' row: that of the rightmost span, where it fits."""
    last = labels[-1]
    rightmost = all(label.end <= last.end for label in labels)
    return last if last.text and rightmost and last.end + 1 + cell_len(last.text) <= room else None


def _underlines(labels: Sequence[Placed]) -> Row:
    cells: list[tuple[str, Style]] = [(" ", "")] * max(label.end for label in labels)
    for label in sorted(labels, key=lambda label: label.primary):  # the primary one is drawn over the others
        mark: tuple[str, Style] = ("^" if label.primary else "-", label.style)
        cells[label.start : label.end] = [mark] * (label.end - label.start)
    return _joined(cells)


def _shifted(hanging: Sequence[Placed], room: int) -> list[Placed]:
    """The labels for which there is no column to the right of their ``|``; they go below all others, left to right."""
    limit = room
    shifted: list[Placed] = []
    for label in reversed(hanging):
        if limit - label.start < min(cell_len(label.text), COMFORT):
            shifted.insert(0, label)
            limit = label.start - 1
    return shifted


def _label_rows(label: Placed, pending: Sequence[Placed], room: int, *, shifted: bool) -> list[Row]:
    limit = min((other.start - 1 for other in pending if other.start > label.start), default=room)
    if limit < _NARROWEST:
        limit = room
    start = label.start
    if shifted:
        start = max(0, min(start, limit - cell_len(label.text)))
    rows = []
    for line in fill(label.text, limit - start):
        columns = {other.start: ("|", other.style) for other in pending}
        taken = range(start, start + cell_len(line) + 1)
        columns = {column: mark for column, mark in columns.items() if column not in taken}
        rows.append(_line_up({**columns, start: (line, label.style)}))
    return rows


def _line_up(columns: Mapping[int, tuple[str, Style]]) -> Row:
    segments, used = [], 0
    for column in sorted(columns):
        text, style = columns[column]
        segments += [Segment(" " * (column - used)), Segment(text, style)]
        used = column + cell_len(text)
    return tuple(segments)


def _joined(cells: Sequence[tuple[str, Style]]) -> Row:
    runs = groupby(cells, key=lambda cell: cell)
    return tuple(Segment(mark * len(list(run)), style) for (mark, style), run in runs)
