"""The lines that a fix changes, before and after, as they stand below its finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimlint.model.finding import Edit, Fix
from claimlint.model.text import Document, Span
from claimlint.reporters.terminal.excerpt import Label, excerpts
from claimlint.reporters.terminal.paint import Row, Segment, Style

# Of a passage that stands more often, the first places are enough to see what would be done.
_MOST = 3


def patch(fix: Fix, documents: Mapping[str, Document], gutter: int, width: int) -> Iterator[Row]:
    """A line with ``-`` and one with ``+`` for each edit; none for a file that was not kept."""
    for edit in fix.edits[:_MOST]:
        document = documents.get(edit.path)
        if document is not None:
            yield from _changed(edit, document, gutter, width)


def _changed(edit: Edit, document: Document, gutter: int, width: int) -> Iterator[Row]:
    line, column = document.position(edit.start)
    text = document.line_text(line)
    start, end = column - 1, column - 1 + edit.end - edit.start
    after = text[:start] + edit.text + text[end:]
    sides: tuple[tuple[str, str, int, Style], ...] = (
        ("-", text, end, "removed"),
        ("+", after, start + len(edit.text), "added"),
    )
    for sign, whole, last, style in sides:
        shown = excerpts(whole, [Label(Span(start, last), "", style)], width - gutter - 3)[0].text
        number = str(line).rjust(gutter)
        yield (Segment(f"{number} ", "gutter"), Segment(f"{sign} {shown}", style))
