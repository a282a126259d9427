"""For people: one entry for each rule."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.reporters.pages import Page
from claimlint.reporters.terminal.cells import cell_len, fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted


def report(value: Sequence[Page], *, color: bool, width: int, quiet: bool = False) -> str:
    """The rules' ids with their severity and the reason why they exist."""
    margin = max((cell_len(page.id) for page in value), default=0) + 2
    rows: list[Row] = []
    for page in value:
        preview = ", in preview" if page.preview else ""
        what = f"{page.severity}, check {page.check}{preview}"
        rows.append((Segment(page.id.ljust(margin), "title"), Segment(what, "dim")))
        rows += [
            (Segment(" " * margin + line),) for why in page.reasons for line in fill(printable(why), width - margin)
        ]
    return "".join(painted(row, color=color) + "\n" for row in rows)
