"""For people: how each number was read, the value, and every value that may be printed."""

from __future__ import annotations

from claimlint.lexicon.phrases import phrases
from claimlint.model.calculation import Calculation
from claimlint.reporters.terminal.cells import cell_len, fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted

# Of more values than fit into a few lines, the first and the last.
_MOST, _ENDS = 24, 5


def report(value: Calculation, *, color: bool, width: int, quiet: bool = False) -> str:
    """The value with its range; with ``quiet`` the value alone."""
    words = phrases(value.language)
    result = value.shown if value.shown_point is None else value.shown_point
    if quiet:
        return printable(result) + "\n"
    rows: list[Row] = []
    longest = max((cell_len(operand.text) for operand in value.operands), default=0)
    for operand in value.operands:
        gap = " " * (longest - cell_len(operand.text))
        rows.append((Segment(f"{printable(operand.text)}{gap}  "), Segment(printable(operand.shown), "dim")))
    rows.append((Segment(f"= {printable(result)}", "title"),))
    told = [words.say("calc_range", range=value.shown)] if value.shown != result else []
    if value.count is not None:
        listed = list(value.printable)
        if value.count > _MOST:
            listed = [*listed[:_ENDS], "\u2026", *listed[-_ENDS:]]
        said = words.say("list_separator").join(listed)
        told.append(words.say("calc_printable", count=value.count, values=said))
    for line in told:
        rows += [(Segment(part),) for part in fill(printable(line), width)]
    return "".join(painted(row, color=color) + "\n" for row in rows)
