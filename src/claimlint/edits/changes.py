"""Where the places of an old text are in the new one, and which numbers of the two are one number.

Lines that are equal come first; between them lines that are equal but for their numbers; and between those the words,
again with the numbers left open.  So a number is found again by what stands around it, whatever it is now.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from claimlint.edits.align import aligned, gaps
from claimlint.frozen import dataclass
from claimlint.model.text import Document, Span

_NUMBER = "\0"
_WORD = re.compile(r"\0|[A-Za-z0-9_]+|\S")
# Of the words of a passage so many must have stayed, or its numbers are new ones.
_LEAST_KEPT = 0.6


@dataclass(frozen=True, slots=True)
class Changes:
    """``numbers`` has the span in the new text of each number of the old one that is still there, by its span.

    ``lines`` are the lines (1-based) of the new text that are new or changed; ``starts`` are the beginnings of the old
    lines, ``now`` where each of them is, or what stands in its place, and ``kept`` those (0-based) that are the same.
    """

    numbers: Mapping[Span, Span]
    lines: frozenset[int]
    starts: tuple[int, ...]
    now: tuple[int, ...]
    kept: frozenset[int]

    def place(self, offset: int) -> int:
        """Where an old offset is now; of what is gone, the line in its place, or the end of the one before."""
        line = bisect_right(self.starts, offset) - 1
        if line < 0:
            return 0
        return self.now[line] + (offset - self.starts[line] if line in self.kept else 0)

    def touch(self, document: Document, start: int, end: int) -> bool:
        """True where a stretch of the new ``document`` has a share in a changed line."""
        first, last = document.position(start)[0], document.position(max(end - 1, start))[0]
        return any(line in self.lines for line in range(first, last + 1))


def whole(document: Document) -> Changes:
    """A document that is new altogether."""
    return Changes({}, frozenset(range(1, document.lines + 1)), (), (), frozenset())


def compared(old: Document, new: Document, old_numbers: Sequence[Span], new_numbers: Sequence[Span]) -> Changes:
    """What became of ``old``; the numbers are the spans of its quantities, and those of ``new``."""
    before, after = _Page(old, old_numbers), _Page(new, new_numbers)
    same = aligned(before.lines, after.lines)
    numbers: dict[Span, Span] = {}
    for i, j in (*same, *_moved(before.lines, after.lines, same)):
        shift = after.starts[j] - before.starts[i]
        there = {*after.numbers(j, j + 1)}  # what is read in an equal line may still be another number
        moved = ((span, Span(span.start + shift, span.end + shift)) for span in before.numbers(i, i + 1))
        numbers.update((span, now) for span, now in moved if now in there)
    for first, last, start, end in gaps(same, len(before.lines), len(after.lines)):
        if first < last and start < end:
            numbers = _within(before, after, (first, last, start, end)) | numbers
    changed = set(range(1, len(after.lines) + 1)) - {j + 1 for _, j in same}
    now = [0] * len(before.lines)
    for i, j in same:
        now[i] = after.starts[j]
    for first, last, start, end in gaps(same, len(before.lines), len(after.lines)):
        for i in range(first, last):
            behind = max(after.starts[start] - 1, 0) if start < len(after.starts) else len(new.text)
            now[i] = after.starts[min(start + i - first, end - 1)] if start < end else behind
    kept = frozenset(i for i, _ in same)
    return Changes(numbers, frozenset(changed), tuple(before.starts), tuple(now), kept)


def _moved(old: Sequence[str], new: Sequence[str], same: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines that stand elsewhere now, as they were."""
    kept, found = {i for i, _ in same}, {j for _, j in same}
    there = _once((j, line) for j, line in enumerate(new) if j not in found)
    here = _once((i, line) for i, line in enumerate(old) if i not in kept)
    yield from ((i, there[line]) for line, i in here.items() if line in there)


def _once(lines: Iterable[tuple[int, str]]) -> dict[str, int]:
    """The lines with words that stand once, with their places."""
    lines = [(index, line) for index, line in lines if line.strip()]
    count = Counter(line for _, line in lines)
    return {line: index for index, line in lines if count[line] == 1}


def _within(before: _Page, after: _Page, piece: tuple[int, int, int, int]) -> dict[Span, Span]:
    """The numbers that stayed in changed lines."""
    first, last, start, end = piece
    numbers: dict[Span, Span] = {}
    old, new = before.open[first:last], after.open[start:end]
    # An empty row of a table is like any other; what has words is not.
    alike = [(i, j) for i, j in aligned(old, new) if old[i].strip(" |\0\t")]
    for i, j in alike:
        numbers.update(zip(before.numbers(first + i), after.numbers(start + j), strict=True))
    for i, upto, j, until in gaps(alike, len(old), len(new)):
        if i < upto and j < until:
            inside = _worded(before, after, (first + i, first + upto, start + j, start + until))
            numbers.update(inside)
    return numbers


def _worded(before: _Page, after: _Page, piece: tuple[int, int, int, int]) -> dict[Span, Span]:
    """The numbers that are found again by the words around them; none where the passage was written anew."""
    first, last, start, end = piece
    old, new = ("\n".join(page.open[a:b]) for page, a, b in ((before, first, last), (after, start, end)))
    words, others = _WORD.findall(old), _WORD.findall(new)
    same = aligned(words, others)
    if 2 * len(same) < _LEAST_KEPT * (len(words) + len(others)):
        return {}
    old_spans, new_spans = before.numbers(first, last), after.numbers(start, end)
    old_index = list(accumulate(word == _NUMBER for word in words))
    new_index = list(accumulate(word == _NUMBER for word in others))
    return {old_spans[old_index[i] - 1]: new_spans[new_index[j] - 1] for i, j in same if words[i] == _NUMBER}


class _Page:
    """The lines of a document, as they are and with their numbers left open."""

    def __init__(self, document: Document, numbers: Sequence[Span]) -> None:
        text = document.text
        self.lines = [line.rstrip("\r") for line in text.split("\n")]
        self.starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][: len(self.lines)]
        self._spans: list[list[Span]] = [[] for _ in self.lines]
        end = -1
        for span in sorted(numbers):
            if span.start >= end and span.end > span.start:
                self._spans[bisect_right(self.starts, span.start) - 1].append(span)
                end = span.end
        self.open = [self._opened(index) for index in range(len(self.lines))]

    def numbers(self, first: int, last: int | None = None) -> list[Span]:
        """The numbers that begin in these lines."""
        return [span for spans in self._spans[first : first + 1 if last is None else last] for span in spans]

    def _opened(self, index: int) -> str:
        line, start = self.lines[index], self.starts[index]
        parts, at = [], 0
        for span in self._spans[index]:
            parts += [line[at : span.start - start].replace(_NUMBER, " "), _NUMBER]
            at = min(span.end - start, len(line))
        return "".join((*parts, line[at:].replace(_NUMBER, " ")))
