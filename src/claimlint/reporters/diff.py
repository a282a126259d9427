"""A unified diff of texts whose lines are changed in place, as ``patch -p1`` and ``git apply`` read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.reporters.terminal.cells import printable
from claimlint.reporters.terminal.paint import Segment, Style, painted

_CONTEXT = 3
_NO_BREAK = "\\ No newline at end of file"
_STYLES: dict[str, Style] = {"-": "removed", "+": "added", "@": "gutter"}


def unified(path: str, old: str, new: str, *, color: bool) -> str:
    """The diff from ``old`` to ``new``, which has as many lines; empty where they are equal."""
    before, after = old.split("\n"), new.split("\n")
    changed = [index for index, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    if not changed:
        return ""
    # A name with a blank in it ends at the tabulator.
    end = "\t" if " " in path else ""
    lines = [f"--- {_named('a', path)}{end}", f"+++ {_named('b', path)}{end}"]
    for hunk in _hunks(changed):
        lines += _hunk(hunk, before, after)
    return "".join(_line(line, color=color) for line in lines)


def _named(side: str, path: str) -> str:
    return path if path.startswith("/") else f"{side}/{path}"


def _hunks(changed: Sequence[int]) -> Iterator[list[int]]:
    """The changed lines, those together whose contexts meet."""
    hunk = [changed[0]]
    for index in changed[1:]:
        if index - hunk[-1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(index)
    yield hunk


def _hunk(changed: Sequence[int], before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    whole = len(before) - (before[-1] == "")  # behind the last line break there is no line
    start, end = max(changed[0] - _CONTEXT, 0), min(changed[-1] + _CONTEXT + 1, whole)
    where = f"{start + 1}" if end - start == 1 else f"{start + 1},{end - start}"
    yield f"@@ -{where} +{where} @@"
    index, marked = start, set(changed)
    while index < end:
        stop = index + 1
        while index in marked and stop < end and stop in marked:
            stop += 1
        for sign, lines in (("-", before), ("+", after)) if index in marked else ((" ", before),):
            for number in range(index, stop):
                yield sign + lines[number]
                if number == len(before) - 1:
                    yield _NO_BREAK
        index = stop


def _line(line: str, *, color: bool) -> str:
    """On a terminal nothing of a document may move the cursor; what is piped is exact."""
    if not color:
        return line + "\n"
    style = "title" if line.startswith(("--- ", "+++ ")) else _STYLES.get(line[:1], "")
    return painted((Segment(printable(line), style),), color=True) + "\n"
