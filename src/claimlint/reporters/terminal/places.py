"""From a finding's places to the frames that show them, file by file."""

from __future__ import annotations

from collections.abc import Mapping

from claimlint.frozen import dataclass
from claimlint.model.finding import Finding
from claimlint.model.text import Document, Location, Span
from claimlint.reporters.terminal.cells import printable
from claimlint.reporters.terminal.excerpt import Label
from claimlint.reporters.terminal.frame import edge, frame
from claimlint.reporters.terminal.paint import Row, Segment, Style

# Of a sum over a whole table, the first parts are enough to see what is meant.
MOST_RELATED = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A location to show, with its label."""

    location: Location
    text: str
    style: Style
    primary: bool = False


def places_of(finding: Finding, label: str) -> list[Place]:
    """The finding's own place first (labelled ``label``), then the related ones, each location once."""
    places = [Place(finding.location, label, finding.severity.value, primary=True)]
    notes: dict[Location, list[str]] = {}
    for related in finding.related:
        text = related.note or related.label
        if related.location != finding.location and text not in notes.setdefault(related.location, []):
            notes[related.location].append(text)
    places += [Place(location, "; ".join(texts), "related") for location, texts in notes.items()]
    return places[: MOST_RELATED + 1]


def frames(places: list[Place], documents: Mapping[str, Document], width: int) -> tuple[int, list[Row]]:
    """The gutter's width, and one frame for each file, the first place's file first."""
    gutter = max(len(str(place.location.end_line)) for place in places)
    rows: list[Row] = []
    for path in dict.fromkeys(place.location.path for place in places):
        here = [place for place in places if place.location.path == path]
        first = here[0].location
        if rows:
            rows.append((edge(gutter),))
        arrow = " ::: " if rows else "--> "
        where = f"{printable(path)}:{first.line}:{first.column}"
        rows.append((Segment(" " * gutter + arrow, "gutter"), Segment(where)))
        rows.append((edge(gutter),))
        rows.extend(_file_frame(here, documents.get(path), gutter, width))
    return gutter, rows


def _file_frame(places: list[Place], document: Document | None, gutter: int, width: int) -> list[Row]:
    lines: dict[int, str] = {}
    labels: dict[int, list[Label]] = {}
    for place in places:
        for line, text, label in _labels(place, document):
            lines.setdefault(line, text)
            labels.setdefault(line, []).append(label)
    if document is not None:
        # One line between two shown ones (a blank one, between paragraphs) takes no more room than a gap marker.
        lines |= {line + 1: document.line_text(line + 1) for line in list(lines) if line + 2 in lines}
    return frame(lines, labels, gutter=gutter, width=width)


def _labels(place: Place, document: Document | None) -> list[tuple[int, str, Label]]:
    """The place's label on its line; a place that runs over lines is underlined on its first and its last."""
    where = place.location
    if document is None:  # a reference source that is not among the files read: all we have is the quotation
        text = where.text.split("\n")[0]
        return [(where.line, text, Label(Span(0, len(text)), place.text, place.style, place.primary))]
    first = document.line_text(where.line)
    if where.line == where.end_line:
        span = Span(where.column - 1, where.end_column - 1)
        return [(where.line, first, Label(span, place.text, place.style, place.primary))]
    last = document.line_text(where.end_line)
    indent = len(last) - len(last.lstrip())
    ending = Span(min(indent, where.end_column - 1), where.end_column - 1)
    return [
        (where.line, first, Label(Span(where.column - 1, len(first)), "", place.style, place.primary)),
        (where.end_line, last, Label(ending, place.text, place.style, place.primary)),
    ]
