"""For people at a terminal: every finding with its sources, its working and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import Finding, Report
from claimlint.model.text import Document
from claimlint.reporters.terminal.cells import fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted
from claimlint.reporters.told import advice, covered, fixable, label, language_of, notes, offered, summary


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """The findings, then one line each for inputs that could not be read, the summary and the coverage."""
    rows: list[Row] = []
    for finding in value.findings:
        if finding.suppressed is None:
            rows += [*_diagnostic(finding, value.documents, width), ()]
    rows += [(Segment(printable(str(failure))),) for failure in value.failures]
    if not quiet:
        words = phrases(language_of(value))
        lines = [summary(value, words), fixable(value, words), covered(value.coverage, words)]
        rows += [(Segment(line),) for text in lines if text for line in fill(text, width)]
    return "".join(painted(row, color=color) + "\n" for row in rows)


def _diagnostic(finding: Finding, documents: Mapping[str, Document], width: int) -> Iterator[Row]:
    from claimlint.reporters.terminal.patch import patch
    from claimlint.reporters.terminal.places import MOST_RELATED, frames, places_of

    words = phrases(finding.language)
    head = f"{finding.severity.value}[{finding.rule}]"
    title, *rest = fill(f"{head}: {printable(finding.message)}", width - 2)
    yield (Segment(title[: len(head)], finding.severity.value), Segment(title[len(head) :], "title"))
    yield from ((Segment(f"  {line}", "title"),) for line in rest)
    gutter, rows = frames(places_of(finding, label(finding, words)), documents, width)
    yield from rows
    yield (Segment(" " * gutter + " |", "gutter"),)
    hidden = len({related.location for related in finding.related} - {finding.location}) - MOST_RELATED
    more = [words.say("more_places", count=hidden)] if hidden > 0 else []
    for note in (*more, *notes(finding, words)):
        yield from _remark("note", note, gutter, width)
    for fix in finding.fixes:
        yield from _remark("help", offered(fix, words), gutter, width)
        yield from patch(fix, documents, gutter, width)
    for text in advice(finding, words):
        yield from _remark("help", text, gutter, width)


def _remark(kind: str, text: str, gutter: int, width: int) -> Iterator[Row]:
    lead = f" = {kind}: "
    for index, line in enumerate(fill(printable(text), width - gutter - len(lead))):
        start = Segment(lead, "gutter") if index == 0 else Segment(" " * len(lead))
        yield (Segment(" " * gutter), start, Segment(line))
