"""Tables of pipes in plain text: the cells of lines that begin with a pipe, below a line of heads and one of dashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.model.text import Block, Cell, Span

_RULED = frozenset("|:- \t\r")


def is_ruler(line: str) -> bool:
    """True for the line of dashes below the heads."""
    return line.startswith("|") and "-" in line and set(line) <= _RULED


def pipe_cells(text: str, lines: Sequence[tuple[int, int]], table: int, section: int) -> Iterator[Block]:
    """The cells with something in them; ``lines`` are the places of the table's lines in ``text``."""
    row = -1
    for start, end in lines:
        if is_ruler(text[start:end]):
            continue
        row += 1
        position = start + text[start:end].startswith("|")
        for column, part in enumerate(text[position:end].split("|")):
            bare = part.strip()
            if bare:
                begin = position + len(part) - len(part.lstrip())
                yield Block(Span(begin, begin + len(bare)), "cell", section, Cell(table, row, column))
            position += len(part) + 1
