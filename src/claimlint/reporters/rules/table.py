"""For people: one entry for each rule."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.reporters.rules import Listed, reasons
from claimlint.reporters.terminal.cells import cell_len, fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted


def report(value: Sequence[Listed], *, color: bool, width: int, quiet: bool = False) -> str:
    """The rules' ids with their severity and the reason why they exist."""
    margin = max((cell_len(rule.id) for rule in value), default=0) + 2
    rows: list[Row] = []
    for rule in value:
        rows.append((Segment(rule.id.ljust(margin), "title"), Segment(f"{rule.severity}, check {rule.check}", "dim")))
        rows += [
            (Segment(" " * margin + line),) for why in reasons(rule) for line in fill(printable(why), width - margin)
        ]
    return "".join(painted(row, color=color) + "\n" for row in rows)
