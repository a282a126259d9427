"""The part of a source line that is shown: all labelled spans with as much around them as the width allows."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.frozen import dataclass
from claimlint.model.text import Span
from claimlint.reporters.terminal.cells import ELLIPSIS, cell_len, prefix, printable, suffix
from claimlint.reporters.terminal.paint import Style

# A label is laid out in a column at least this wide (or its own width, if less).
COMFORT = 30
# Beside the right edge a label has to stand left of its span; that is still better than one more excerpt.
_CRAMPED = 12
_LEAST_CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Label:
    """A span of one source line, in code points from the line's start, and what is said of it there."""

    span: Span
    text: str
    style: Style
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A label whose span has been found its columns, in cells."""

    start: int
    end: int
    text: str
    style: Style
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line, or what is shown of it, with its labels."""

    text: str
    labels: tuple[Placed, ...] = ()


def excerpts(line: str, labels: Sequence[Label], room: int) -> list[Excerpt]:
    """Cut ``line`` to ``room`` cells.  Spans that do not fit beside each other come in several excerpts, in order."""
    line = printable(line)
    if not labels:
        return [Excerpt(_cut(line, [Span(0, len(line))], room))]
    return [_excerpt(line, group, room) for group in _groups(line, _clusters(labels), room)]


def _groups(line: str, clusters: list[list[Label]], room: int) -> list[list[Label]]:
    """The labels that share an excerpt; what does not fit is parted where the line is emptiest."""
    group = [label for cluster in clusters for label in cluster]
    if len(clusters) == 1 or _fits(line, group, _LEAST_CONTEXT, room, _CRAMPED):
        return [group]
    widest = max(range(1, len(clusters)), key=lambda i: clusters[i][0].span.start - clusters[i - 1][-1].span.end)
    return _groups(line, clusters[:widest], room) + _groups(line, clusters[widest:], room)


def _clusters(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels in order, those that overlap together."""
    clusters: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: label.span):
        if clusters and any(label.span.overlaps(other.span) for other in clusters[-1]):
            clusters[-1].append(label)
        else:
            clusters.append([label])
    return clusters


def _excerpt(line: str, group: list[Label], room: int) -> Excerpt:
    least, most = _LEAST_CONTEXT, room
    column = COMFORT if _fits(line, group, least, room, COMFORT) else _CRAMPED
    while least < most:  # the widest context that still leaves every label its column
        middle = (least + most + 1) // 2
        if _fits(line, group, middle, room, column):
            least = middle
        else:
            most = middle - 1
    kept = _kept(line, group, least, room)
    end = max(label.span.end for label in group)  # what follows it gets all the room that is left
    rest, used = line[end:], _cells_before(line, kept, end)
    tail = rest if cell_len(rest[: room + 1]) <= room - used else prefix(rest, room - used - 1)
    kept[-1] = Span(kept[-1].start, end + len(tail))
    placed = []
    for label in group:
        start, end = (_cells_before(line, kept, offset) for offset in (label.span.start, label.span.end))
        placed.append(Placed(start, max(end, start + 1), label.text, label.style, label.primary))
    return Excerpt(_cut(line, kept, room), tuple(placed))


def _kept(line: str, group: Sequence[Label], context: int, room: int) -> list[Span]:
    """The stretches of ``line`` to show, ``context`` cells beside each span; what lies between them is left out."""
    spans = [label.span for label in group]
    first = spans[0].start
    kept = [Span(first - len(suffix(line[:first], context)), first)]
    for span in spans:
        end = kept[-1].end
        if span.end <= end:
            continue
        gap = line[end : max(span.start, end)]
        _keep(kept, end, gap, prefix(gap, context), suffix(gap, context))
        start = kept[-1].end
        words = line[start : span.end]
        half = room // 4 if cell_len(words[: room + 1]) > room // 2 else len(words) * 2
        _keep(kept, start, words, prefix(words, half), suffix(words, half))
    return [*kept[:-1], Span(kept[-1].start, kept[-1].end + len(prefix(line[kept[-1].end :], context)))]


def _keep(kept: list[Span], start: int, text: str, head: str, tail: str) -> None:
    """Append ``text`` (which begins at ``start``) to the last stretch, or its two ends where they do not meet."""
    if len(head) + len(tail) + 1 >= len(text):
        kept[-1] = Span(kept[-1].start, start + len(text))
    else:
        kept[-1] = Span(kept[-1].start, start + len(head))
        kept.append(Span(start + len(text) - len(tail), start + len(text)))


def _fits(line: str, group: Sequence[Label], context: int, room: int, column: int) -> bool:
    """True where the excerpt fits in ``room``, and to the right of the last span's start there are ``column`` cells."""
    kept = _kept(line, group, context, room)
    last = max(group, key=lambda label: label.span.start)
    more = 1 if kept[-1].end < len(line) else 0
    start, end = _cells_before(line, kept, last.span.start), _cells_before(line, kept, kept[-1].end)
    return start + min(cell_len(last.text), column) <= room and end + more <= room


def _cells_before(line: str, kept: list[Span], offset: int) -> int:
    """The column, in cells, at which ``offset`` is shown (the left-out part it lies in, where it is not)."""
    cells = cell_len(ELLIPSIS) if kept[0].start > 0 else 0
    for index, span in enumerate(kept):
        if index:
            cells += cell_len(ELLIPSIS)
        if offset <= span.end:
            return cells + cell_len(line[span.start : max(offset, span.start)])
        cells += cell_len(line[span.start : span.end])
    return cells


def _cut(line: str, kept: list[Span], room: int) -> str:
    text = ELLIPSIS.join(line[span.start : span.end] for span in kept)
    text = (ELLIPSIS if kept[0].start > 0 else "") + text + (ELLIPSIS if kept[-1].end < len(line) else "")
    return text if cell_len(text) <= room else prefix(text, room - 1) + ELLIPSIS
