"""Which stretches of a document are marked, with what: cut so that no two of them overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from claimlint.frozen import dataclass
from claimlint.model.finding import Finding, Number, Report, Severity
from claimlint.model.text import Span

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text: the finding that is there (by its place in the report), those it takes part in, its number.

    It is ``wide`` where the finding is about more than this stretch, as a missing quotation is.
    """

    span: Span
    finding: int | None
    related: tuple[int, ...]
    number: Number | None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class _Layer:
    span: Span
    finding: int | None = None
    related: int | None = None
    number: Number | None = None


def marks_of(value: Report) -> dict[str, tuple[Mark, ...]]:
    """The marks of each document, in order."""
    layers: dict[str, list[_Layer]] = defaultdict(list)
    for path, numbers in value.numbers.items():
        layers[path] += [_Layer(number.span, number=number) for number in numbers]
    for index, finding in enumerate(value.findings):
        where = finding.location
        layers[where.path].append(_Layer(Span(where.start, where.end), finding=index))
        for related in finding.related:
            place = related.location
            layers[place.path].append(_Layer(Span(place.start, place.end), related=index))
    return {path: tuple(_cut(each, value.findings)) for path, each in layers.items()}


def _cut(layers: Iterable[_Layer], findings: Sequence[Finding]) -> Iterator[Mark]:
    """One sweep over the edges; between two of them the same layers lie on each other."""
    opening: dict[int, list[_Layer]] = defaultdict(list)
    closing: dict[int, list[_Layer]] = defaultdict(list)
    for layer in layers:
        if layer.span.start < layer.span.end:
            opening[layer.span.start].append(layer)
            closing[layer.span.end].append(layer)
    active: dict[int, _Layer] = {}
    for start, end in pairwise(sorted({*opening, *closing})):
        for layer in closing[start]:
            del active[id(layer)]
        active |= {id(layer): layer for layer in opening[start]}
        if active:
            yield _mark(Span(start, end), list(active.values()), findings)


def _mark(span: Span, layers: Sequence[_Layer], findings: Sequence[Finding]) -> Mark:
    own = {layer.finding: layer.span for layer in layers if layer.finding is not None}
    # What is suppressed lies below what is not, and a whole sentence below a number in it.
    order = {
        i: (findings[i].suppressed is not None, there.end - there.start, _GRAVITY[findings[i].severity], i)
        for i, there in own.items()
    }
    first = min(own, key=lambda i: order[i], default=None)
    related = sorted({*(layer.related for layer in layers if layer.related is not None), *own} - {first})
    number = next((layer.number for layer in layers if layer.number is not None), None)
    return Mark(span, first, tuple(related), number, wide=first is not None and own[first] != span)


def inside(marks: Sequence[Mark], span: Span) -> Iterator[tuple[Span, Mark | None]]:
    """``span`` in pieces, each with the mark on it."""
    at = span.start
    index = max(bisect_left(marks, span.start, key=lambda mark: mark.span.start) - 1, 0)
    while index < len(marks) and marks[index].span.start < span.end:
        mark = marks[index]
        index += 1
        first, last = max(mark.span.start, at), min(mark.span.end, span.end)
        if first >= last:
            continue
        if at < first:
            yield Span(at, first), None
        yield Span(first, last), mark
        at = last
    if at < span.end:
        yield Span(at, span.end), None
