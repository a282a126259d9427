"""For people at a terminal: every finding with its sources, its working and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import Coverage, Finding, Report, Severity
from claimlint.model.text import Document, Language
from claimlint.reporters.terminal.cells import fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted
from claimlint.reporters.terminal.places import MOST_RELATED, frames, places_of

_COMPARISONS = ("<", ">", "≤", "≥", " = ")


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """The findings, then one line each for inputs that could not be read, the summary and the coverage."""
    rows: list[Row] = []
    for finding in value.findings:
        if finding.suppressed is None:
            rows += [*_diagnostic(finding, value.documents, width), ()]
    rows += [(Segment(printable(str(failure))),) for failure in value.failures]
    if not quiet:
        words = phrases(_language(value))
        lines = [_summary(value, words), _coverage(value.coverage, words)]
        rows += [(Segment(line),) for text in lines for line in fill(text, width)]
    return "".join(painted(row, color=color) + "\n" for row in rows)


def _diagnostic(finding: Finding, documents: Mapping[str, Document], width: int) -> Iterator[Row]:
    words = phrases(finding.language)
    head = f"{finding.severity.value}[{finding.rule}]"
    title, *more = fill(f"{head}: {printable(finding.message)}", width - 2)
    yield (Segment(title[: len(head)], finding.severity.value), Segment(title[len(head) :], "title"))
    yield from ((Segment(f"  {line}", "title"),) for line in more)
    gutter, rows = frames(places_of(finding, _label(finding, words)), documents, width)
    yield from rows
    yield (Segment(" " * gutter + " |", "gutter"),)
    for kind, text in [*_notes(finding, words), *_help(finding, words)]:
        lead = f" = {kind}: "
        for index, line in enumerate(fill(printable(text), width - gutter - len(lead))):
            start = Segment(lead, "gutter") if index == 0 else Segment(" " * len(lead))
            yield (Segment(" " * gutter), start, Segment(line))


def _label(finding: Finding, words: Phrases) -> str:
    """What stands under the main span."""
    if finding.label or finding.stated is None:
        return finding.label
    if finding.shown_point is None:
        return words.say("stated", value=finding.location.text)
    return words.say("stated_recomputed", value=finding.location.text, point=finding.shown_point)


def _notes(finding: Finding, words: Phrases) -> Iterator[tuple[str, str]]:
    hidden = len({related.location for related in finding.related} - {finding.location}) - MOST_RELATED
    if hidden > 0:
        yield "note", words.say("more_places", count=hidden)
    if finding.working:
        compared = any(sign in finding.working for sign in _COMPARISONS)
        yield "note", words.say("must_hold" if compared else "working", value=finding.working)
    if finding.shown:
        if finding.shown_point in (None, finding.shown):
            yield "note", words.say("recomputed", range=finding.shown)
        else:
            yield "note", words.say("recomputed_point", range=finding.shown, point=finding.shown_point)
    if finding.would_pass:
        yield "note", words.say("would_pass", value=finding.would_pass)
    if finding.reading:
        yield "note", words.say("reading", value=words.reading(finding.reading))
    if finding.likely_cause:
        yield "note", words.say("likely_cause", value=words.cause(finding.likely_cause))
    yield from (("note", note) for note in finding.notes)


def _help(finding: Finding, words: Phrases) -> Iterator[tuple[str, str]]:
    yield from (("help", fix.title) for fix in finding.fixes)
    if finding.manual is not None:
        yield "help", words.say("explain", rule=finding.manual)
    in_yaml = finding.location.path.endswith((".yaml", ".yml"))
    yield "help", words.say("suppress_yaml" if in_yaml else "suppress", rule=finding.rule)


def _language(value: Report) -> Language:
    """The language of most documents (or findings, where none was kept)."""
    languages = Counter(document.language for document in value.documents.values())
    languages = languages or Counter(finding.language for finding in value.findings)
    return max(languages, key=lambda language: (languages[language], language), default="en")


def _summary(value: Report, words: Phrases) -> str:
    shown = Counter(finding.severity for finding in value.findings if finding.suppressed is None)
    counts = [
        (key, shown[severity])
        for key, severity in (("errors", Severity.ERROR), ("warnings", Severity.WARNING), ("notes", Severity.NOTE))
    ]
    counts.append(("suppressed", sum(finding.suppressed is not None for finding in value.findings)))
    said = [words.say(key, count=count) for key, count in counts if count] or [words.say("clean")]
    files = words.say("files", count=value.files)
    summary = words.say("summary", counts=words.say("separator").join(said), files=files)
    failed = len(value.failures)
    return summary if not failed else words.say("and", first=summary, second=words.say("failures", count=failed))


def _coverage(coverage: Coverage, words: Phrases) -> str:
    parts = [words.say("checked", count=coverage.checked)]
    if coverage.undecidable:
        ordered = sorted(coverage.undecidable.items(), key=lambda item: (-item[1], item[0]))
        named = [words.say("reason", count=count, name=words.reason(code)) for code, count in ordered]
        reasons = words.say("reason_separator").join(named)
        parts.append(words.say("undecidable", count=sum(coverage.undecidable.values()), reasons=reasons))
    parts.append(words.say("unchecked", count=coverage.unchecked))
    read = words.say("quantities", count=coverage.quantities)
    return words.say("coverage", quantities=read, parts=words.say("separator").join(parts))
