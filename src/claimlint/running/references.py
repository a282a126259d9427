"""What a report is held against besides itself: files of facts, how old they are, and the source that it quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from claimlint.cache.notes import today
from claimlint.model.claim import Claim
from claimlint.model.finding import Failure, Finding, InputError
from claimlint.model.text import Document
from claimlint.quantities.parse import read as read_quantities
from claimlint.settings import Settings
from claimlint.sources.decode import decode, load
from claimlint.sources.find import short_path
from claimlint.sources.read import read

if TYPE_CHECKING:
    from claimlint.running.gathered import Run
    from claimlint.sources.report import ReportFile
    from claimlint.store.facts import FactsFile


def configured_facts(settings: Settings, state: Run) -> list[FactsFile]:
    """The files of facts that are configured; the age of each is looked at once in a run."""
    paths = [short_path(path) for path in settings.facts]
    new = {path for path in paths if not state.knows(path)}
    facts = _facts_at(paths, state)
    for file in facts:
        if file.document.path in new:
            state.aged[file.document.path] = _stale([file], settings, settings.as_of or settings.usual_as_of)
    return facts


def facts_of(document: Document, report: ReportFile | None, settings: Settings, state: Run) -> list[FactsFile]:
    """The facts that hold for one document: those that are configured, and those that a report.yaml names itself."""
    facts = configured_facts(settings, state)
    if report is None:
        return facts
    known = {each.document.path for each in facts}
    own = _facts_at([each for each in report.facts if each not in known], state, report)
    state.findings.extend(_stale(own, settings, settings.day(document)))
    return [*facts, *own]


def merged(files: Sequence[FactsFile]) -> tuple[Sequence[Claim], Sequence[Failure]]:
    """The facts of all ``files``, and what is wrong with them together."""
    if not files:
        return (), ()
    from claimlint.store.facts import merge

    found = merge(files)
    return found.facts, found.failures


def _facts_at(paths: Sequence[str], state: Run, report: ReportFile | None = None) -> list[FactsFile]:
    """The files of facts at ``paths``, each read once in a run; ``report`` is what names them."""
    if not paths:
        return []
    from claimlint.sources.report import where_named
    from claimlint.store.facts import read_facts

    found = []
    for path in dict.fromkeys(paths):
        if not state.knows(path):
            try:
                data = state.given[path] if path in state.given else load(path)
                state.facts[path] = read_facts(path, decode(path, data), read_quantities)
            except InputError as error:
                state.facts[path] = error.failure
        facts = state.facts[path] if path in state.facts else state.before[path]
        if isinstance(facts, Failure):
            state.failures.append(where_named(facts, path, report))
            continue
        if path in state.facts:
            state.documents.setdefault(facts.document.path, facts.document)
        found.append(facts)
    return found


def _stale(files: Sequence[FactsFile], settings: Settings, as_of: date | None) -> list[Finding]:
    if not files or not settings.runs("stale-fact"):
        return []
    from claimlint.store.stale import stale_facts

    return [graded(found, settings) for file in files for found in stale_facts(file, as_of or today())]


def graded(finding: Finding, settings: Settings) -> Finding:
    """A finding that no pack's rule made, as grave as it is configured."""
    return replace(finding, severity=settings.severity.get(finding.rule, finding.severity))


def quoted(report: ReportFile, found: list[Finding], settings: Settings, state: Run) -> list[Finding]:
    """What was found, each number with its places in the source; and the quotes that are not in the source."""
    if report.source is None:
        return found
    from claimlint.claims.quotes import find_quotes, with_places
    from claimlint.sources.report import where_named

    try:
        source = read(report.source)
    except InputError as error:
        state.failures.append(where_named(error.failure, report.source, report))
        return found
    document = source if isinstance(source, Document) else source.document
    state.documents.setdefault(document.path, document)
    quotes = find_quotes(report.document, document)
    missing = [graded(finding, settings) for finding in quotes.findings] if settings.runs("quote") else []
    return [*with_places(found, quotes, report.document, document), *missing]
