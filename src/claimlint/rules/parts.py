"""The lines of a table that a total may add up, and which of them are parts of others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim

DETAIL = frozenset({"row-of-which", "row-indented"})


@dataclass(frozen=True, slots=True)
class Parts:
    """A way to read a total: the lines that it adds up with their signs; ``plain`` where the labels say just that."""

    lines: tuple[tuple[int, int], ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A table seen along one direction: ``lines`` are added up, ``across`` are the places where that is done."""

    lines: Sequence[int]
    across: Sequence[int]
    at: Callable[[int, int], Claim | None]
    unread: Callable[[int, int], bool]
    breaks: frozenset[int]


def is_detail(table: Lines, line: int) -> bool:
    """True for a line that is a part of the one above."""
    cell = next((c for p in table.across if (c := table.at(line, p)) is not None), None)
    return cell is not None and bool(cell.cues & DETAIL)


def has_cue(table: Lines, line: int, cue: str) -> bool:
    """True where a number of the line has the cue."""
    return any(cue in c.cues for p in table.across if (c := table.at(line, p)) is not None)


def counts_twice(table: Lines, reading: Parts) -> bool:
    """Both a line and what is "of which" of it: no total adds those up."""
    lines = {number for number, sign in reading.lines if sign > 0}
    for number in lines:
        if not has_cue(table, number, "row-of-which"):
            continue
        above = [n for n in table.lines if n < number and not is_detail(table, n) and n not in table.breaks]
        if above and above[-1] in lines and _is_less(table, number, above[-1]):
            return True
    return False


def _is_less(table: Lines, part: int, whole: int) -> bool:
    pairs = [
        (a.quantity.value, b.quantity.value)
        for p in table.across
        if (a := table.at(part, p)) and (b := table.at(whole, p))
    ]
    return bool(pairs) and all(a is not None and b is not None and a < b for a, b in pairs)
