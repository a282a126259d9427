"""Members of a list that are numbered in running text: 一是…二是…, (1)…(2)…, ①…②…, "First, … Second, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.members import list_words
from claimlint.frozen import dataclass
from claimlint.model.text import Document, Span

_CIRCLED = "".join(chr(0x2460 + i) for i in range(20))
# A mark begins a clause.
_FRONT = r"(?:^|(?<=[\s,，.。;；:、(*]))"
# Blocks that may stand between two members, as a second paragraph of one.
_GAP = 2
_MOST = 20


@dataclass(frozen=True, slots=True)
class Run:
    """Marks that count 1, 2, 3 …; ``more`` is 1 where a word like 最后 leads a further member.

    ``floor`` is where the block of the first one begins; ``closed`` is True where all stand in one block.
    """

    first: Span
    last: Span
    length: int
    more: int
    floor: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    style: int
    number: int
    span: Span


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    """For each style its pattern, whose first group says the number."""
    found = []
    for words in list_words().marks:
        numbers = {word: place for place, word in enumerate(words, 1)}
        spelled = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        found.append((compiled(f"{_FRONT}({spelled})", re.IGNORECASE), numbers))
    han = list_words().digits
    digits = {str(i): i for i in range(1, _MOST + 1)} | {char: place for place, char in enumerate(han, 1)}
    found.append((re.compile(rf"{_FRONT}\(([0-9]{{1,2}}|{'|'.join(han)})\)"), digits))
    found.append((re.compile(rf"([{_CIRCLED}])"), {char: place for place, char in enumerate(_CIRCLED, 1)}))
    return tuple(found)


@cache
def _firsts() -> tuple[tuple[str, ...], ...]:
    """For each style how its first mark is spelled, in small letters."""
    return tuple(tuple(word for word, number in numbers.items() if number == 1) for _, numbers in _patterns())


def runs(document: Document, lower: str, index: int) -> Iterator[Run]:
    """The runs that begin in the block ``index``, or in the next one where this one ends with a colon or a stop."""
    block = document.blocks[index]
    text = lower[block.span.start : block.span.end]
    for style, firsts in enumerate(_firsts()):
        if not any(first in text for first in firsts):
            continue  # what does not begin does not count up
        marks = _marks(document, index, style)
        for start, stop in _counted(marks):
            run = marks[start:stop]
            closed = stop < len(marks) or not _goes_on(document, index, style, len(run))
            if closed and len(run) > 1:
                yield Run(run[0].span, run[-1].span, len(run), _more(document, run[-1], block.span.end),
                          block.span.start, closed=True)  # fmt: skip


def _marks(document: Document, index: int, style: int) -> list[_Mark]:
    pattern, numbers = _patterns()[style]
    span = document.blocks[index].span
    text = document.folded[span.start : span.end]
    return [
        _Mark(style, numbers[m.group(1).lower()], Span(span.start + m.start(), span.start + m.end()))
        for m in pattern.finditer(text)
        if m.group(1).lower() in numbers
    ]


def _counted(marks: list[_Mark]) -> Iterator[tuple[int, int]]:
    """Stretches of ``marks`` that count up from 1."""
    start = None
    for place, mark in enumerate(marks):
        if start is not None and mark.number == marks[place - 1].number + 1:
            continue
        if start is not None:
            yield start, place
        start = place if mark.number == 1 else None
    if start is not None:
        yield start, len(marks)


def _goes_on(document: Document, index: int, style: int, length: int) -> bool:
    """True where a following block goes on counting."""
    for number in range(index + 1, min(len(document.blocks), index + 2 + _GAP)):
        if document.blocks[number].kind == "heading":
            return False
        if any(mark.number == length + 1 for mark in _marks(document, number, style)):
            return True
    return False


def _more(document: Document, last: _Mark, end: int) -> int:
    """1 where a further member follows without a mark."""
    behind = document.folded[last.span.end : end]
    return int(any(_leads(behind, m.start()) for m in list_words().last.finditer(behind)))


def _leads(text: str, at: int) -> bool:
    return not text[:at].rstrip() or text[:at].rstrip()[-1] in ".。;；,，:"
