"""Documents and places in them.  Offsets are code points in the raw text, end exclusive; lines and columns 1-based."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from claimlint.frozen import dataclass

Language = Literal["zh", "en"]
BlockKind = Literal["paragraph", "heading", "item", "cell", "caption", "quote"]
_NOTHING: Mapping[str, str] = MappingProxyType({})


def clipped(text: str, most: int = 60) -> str:
    """``text`` as a message quotes it: in one line, and no longer than ``most`` characters."""
    line = " ".join(text[: 2 * most].split())
    return line if len(line) <= most and len(text) <= 2 * most else line[: most - 1] + "\u2026"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two stretches share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """The smallest stretch that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Location:
    """Where a stretch of text stands, for people and for machines."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a block inside a table: which table, row and column (0 is the head row)."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is read on its own: no sentence crosses its edge.

    ``section`` is the index of the heading block above it, or -1.
    """

    span: Span
    kind: BlockKind = "paragraph"
    section: int = -1
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that the author named with a bracketed span: ``[107亿美元]{#m24 metric=revenue}``."""

    id: str
    span: Span  # the words between the brackets
    outer: Span  # brackets and attributes too
    attributes: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class Remark:
    """What an author tells claimlint in a comment: ``claimlint: ignore[cagr] the base was restated``.

    ``text`` is the folded text of ``span``, which begins with ``claimlint`` and ends where the comment's closing sign
    begins; ``outer`` is the whole comment.
    """

    text: str
    span: Span
    outer: Span


@dataclass(frozen=True)
class Document:
    """One source, read.

    ``text`` is the file's decoded text and never altered.  ``folded`` has the same length: full-width letters, digits
    and signs are ASCII there, and what is not prose (markup, code, link targets) is blank, so that a span found in
    ``folded`` is valid in ``text``.  ``as_of`` is the day from which it says that it speaks (去年, last year),
    ``remarks`` what its comments tell claimlint; ``kin`` are other documents that it names as its ``previous`` edition,
    as one that it ``supersedes``, or as what it is a ``translation_of``: their paths; ``changed`` is the day on which
    it was changed last, where it says so.
    """

    path: str
    text: str
    folded: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    language: Language = "en"
    as_of: date | None = None
    remarks: tuple[Remark, ...] = ()
    kin: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    changed: date | None = None

    def __post_init__(self) -> None:
        if len(self.text) != len(self.folded):
            raise ValueError(f"{self.path}: folding changed the length of the text")

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both 1-based, in code points) of ``offset``."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """The raw text of a 1-based line, without its line break."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    @property
    def lines(self) -> int:
        """How many lines there are, an empty last one included."""
        return len(self._line_starts)

    def line_span(self, line: int) -> Span:
        """A 1-based line with its line break."""
        starts = self._line_starts
        return Span(starts[line - 1], starts[line] if line < len(starts) else len(self.text))

    def locate(self, span: Span) -> Location:
        """The :class:`Location` of ``span``."""
        line, column = self.position(span.start)
        end_line, end_column = self.position(span.end)
        quote = self.text[span.start : span.end]
        return Location(self.path, span.start, span.end, line, column, end_line, end_column, quote)
