"""Tables for terminals, one below the name of each file; cells that are too long are folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from claimlint.frozen import dataclass
from claimlint.reporters.terminal.cells import printable


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; a ``quiet`` row stands back behind the others."""

    cells: Sequence[str]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; the cells of an ``unbroken`` one stand in one line."""

    heading: str
    unbroken: bool = False


def listing(tables: Iterable[tuple[str, Sequence[Column], Iterable[Row]]], *, color: bool, width: int) -> str:
    """For each (path, columns, rows): the path, and below it the table, at most ``width`` cells wide."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    page = StringIO()
    console = Console(
        file=page,
        width=width,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
    )
    for path, columns, rows in tables:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for column in columns:
            table.add_column(Text(column.heading), no_wrap=column.unbroken, overflow="fold")
        for row in rows:
            style = "dim" if row.quiet else ""
            table.add_row(*(Text(printable(cell), style=style) for cell in row.cells))
        console.print(Text(printable(path), style="bold"), table, "", sep="\n")
    return "".join(line.rstrip() + "\n" for line in page.getvalue().splitlines())
