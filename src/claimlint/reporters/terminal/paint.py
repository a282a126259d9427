"""Colours, as ANSI codes; without colour the text alone carries everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Style = Literal["", "error", "warning", "note", "title", "gutter", "related", "dim", "added", "removed"]
_CODES: dict[Style, str] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "title": "1",
    "gutter": "1;34",
    "related": "1;34",
    "dim": "2",
    "added": "32",
    "removed": "31",
}


class Segment(NamedTuple):
    """A stretch of one output line in one style."""

    text: str
    style: Style = ""


Row = tuple[Segment, ...]


def painted(row: Iterable[Segment], *, color: bool) -> str:
    """One line of output, without blanks at its end."""
    segments = [*row]
    while segments and not segments[-1].text.strip():
        segments.pop()
    if segments:
        segments[-1] = Segment(segments[-1].text.rstrip(), segments[-1].style)
    return "".join(_coded(segment) if color else segment.text for segment in segments)


def _coded(segment: Segment) -> str:
    code = _CODES.get(segment.style)
    return f"\x1b[{code}m{segment.text}\x1b[0m" if code and segment.text.strip() else segment.text
