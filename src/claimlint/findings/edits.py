"""Edits of a text: made all at once, and where the rest of the text is afterwards."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable

from claimlint.model.finding import Edit, Fix
from claimlint.model.text import Span


def applied(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with every edit made.  Raises :class:`ValueError` where two of them overlap."""
    pieces: list[str] = []
    done = 0
    for edit in in_order(edits):
        if edit.start < done:
            raise ValueError(f"{edit.path}: two edits overlap at {edit.start}")
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join((*pieces, text[done:]))


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Each edit once, by its place."""
    return sorted(set(edits), key=lambda edit: (edit.path, edit.start, edit.end, edit.text))


def without_overlaps(fixes: Iterable[Fix]) -> list[Fix | None]:
    """The fixes, in their order; None for one that would change what one before it changes otherwise."""
    taken: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    kept: list[Fix | None] = []
    for fix in fixes:
        clash = any(_clashes(edit, taken[edit.path]) for edit in fix.edits)
        kept.append(None if clash else fix)
        for edit in fix.edits if not clash else ():
            insort(taken[edit.path], (edit.start, edit.end, edit.text))
    return kept


def _clashes(edit: Edit, taken: list[tuple[int, int, str]]) -> bool:
    """Those that were taken overlap only where they are equal, so that the neighbours are enough."""
    own = (edit.start, edit.end, edit.text)
    index = bisect_left(taken, own)
    beside = taken[max(index - 1, 0) : index + 1]
    return any(other != own and other[0] < edit.end and edit.start < other[1] for other in beside)


class Shift:
    """Where the places of a text are once ``edits`` are made."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        ordered = in_order(edits)
        self._ends = [edit.end for edit in ordered]
        self._moved = [0]
        for edit in ordered:
            self._moved.append(self._moved[-1] + len(edit.text) - (edit.end - edit.start))

    def offset(self, old: int) -> int:
        """The place of ``old``, which is in no stretch that was replaced (or at its start)."""
        return old + self._moved[bisect_right(self._ends, old)]

    def span(self, edit: Edit) -> Span:
        """The stretch that took the place of an edit's."""
        start = self.offset(edit.start)
        return Span(start, start + len(edit.text))
