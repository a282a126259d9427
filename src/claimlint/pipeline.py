"""The flow on one screen: file → Document → Quantity → Claim → Case → Verdict → Finding → Report."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from claimlint.cache.notes import today
from claimlint.claims.elsewhere import Library
from claimlint.findings.baseline import compare
from claimlint.findings.keep import in_order, keep
from claimlint.findings.suppress import Scope, suppress
from claimlint.model.baseline import Known
from claimlint.model.claim import Claim
from claimlint.model.extraction import Extraction
from claimlint.model.finding import (
    EDIT,
    EDITS,
    LOOKUPS,
    SUPPRESSION,
    SUPPRESSIONS,
    Coverage,
    Failure,
    Finding,
    InputError,
    Report,
)
from claimlint.model.text import Document
from claimlint.reading import Explained, explained, extract, read_claims, read_source, use_units
from claimlint.rules.coverage import coverage, numbers
from claimlint.rules.load import Rule, load_rules
from claimlint.rules.own import own_rules
from claimlint.rules.run import Outcome, Progress, Watch, run, whys
from claimlint.running.across import for_review, judge_across, recounted
from claimlint.running.batches import each_of, parts_of
from claimlint.running.chosen import selected, used
from claimlint.running.collecting import rarely_collected
from claimlint.running.gathered import Run
from claimlint.running.references import configured_facts, facts_of, graded, merged, quoted
from claimlint.settings import Configured, Settings, configured
from claimlint.sources.decode import load
from claimlint.sources.find import Found, find
from claimlint.store.dated_rates import rate_facts

if TYPE_CHECKING:
    from claimlint.running.keeping import Keeper
    from claimlint.sources.report import ReportFile

# Fewer files are judged sooner than it is found out what is still true of them.
_MANY = 4

__all__ = ["Explained", "Extraction", "check", "explained", "extract"]


def check(
    paths: Sequence[str],
    settings: Settings | Configured | None = None,
    given: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
    cache: str | None = None,
) -> Report:
    """Check every file that ``paths`` stand for.  What cannot be read is a failure; the others are still checked.

    The paths that ``given`` has are not read, but are these bytes: what an editor holds and has not saved.
    ``progress`` is told how many files are done, of how many, and the next one.  ``jobs`` is how many processes share
    the work (None: as many as it is worth); the report is the same.  ``cache`` is a folder of what files added
    to earlier runs.
    """
    config, given = configured(settings), given or {}
    use_units(config.settings.units)
    found = find(paths, config.choice, given)
    keeper = None
    if cache is not None and len(found.files) >= _MANY:
        from claimlint.running.keeping import Keeper

        keeper = Keeper(cache)
    report = _check(found, config, given, keeper=keeper, progress=progress, jobs=jobs)
    if not any(finding.fixes for finding in report.findings):
        return report
    from claimlint.findings.trial import tried

    return tried(report, again(config, given, keeper), partial(each_of, jobs=jobs))


def again(config: Configured, given: Mapping[str, bytes], keeper: Keeper | None = None) -> Callable[[str, str], Report]:
    """What checks the file at a path anew, with another text."""
    return partial(_again, config, given, keeper)


def _again(config: Configured, given: Mapping[str, bytes], keeper: Keeper | None, path: str, text: str) -> Report:
    given = {**given, path: BOM_UTF8 + text.encode()}
    return _check(find([path], config.choice, given), config, given, keeper=keeper)


def watched(paths: Sequence[str], config: Configured, given: Mapping[str, bytes], watch: Watch) -> Report:
    """As :func:`check`, without fixes; ``watch`` is told what was judged."""
    use_units(config.settings.units)
    return _check(find(paths, config.choice, given), config, given, watch)


def _check(
    found: Found,
    config: Configured,
    given: Mapping[str, bytes],
    watch: Watch | None = None,
    *,
    keeper: Keeper | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Report:
    known = baseline(config.settings)
    state = Run(Library(found.files), failures=list(found.failures), given=given, watch=watch, keeper=keeper)
    run_over(found.files, config, state, progress, jobs)
    return report_of(state, found, config.settings, known)


def run_over(
    paths: Sequence[str], config: Configured, state: Run, progress: Progress | None = None, jobs: int | None = 1
) -> None:
    """Read and judge each file; what is found and what cannot be read is added to ``state``."""
    configured_facts(config.settings, state)
    with rarely_collected():
        for part in parts_of(paths, partial(_parts, config, state), state.given, progress, jobs):
            state.join(part)
        _check_across(config, state)


def _parts(config: Configured, state: Run, paths: Sequence[str]) -> list[Run]:
    """What each of ``paths`` adds to ``state``, which is only looked at: this may be in another process."""
    use_units(config.settings.units)
    known = state.facts
    parts = []
    for path in paths:
        parts.append(_part(path, config, state.part(known)))
        known = {**parts[-1].facts, **known}
    return parts


def _part(path: str, config: Configured, part: Run) -> Run:
    keeper, place = part.keeper, None
    with part.notes:
        try:
            settings = config.of(path)
            data = part.given[path] if path in part.given else load(path)
            if keeper is not None:
                place = keeper.place(path, data, settings, part)
                kept = keeper.find(place, path)
                if kept is not None:
                    kept.notes.join(part.notes)
                    return kept
            _check_file(path, data, settings, part)
        except InputError as error:
            part.failures.append(error.failure)
            place = None
    part.cut_off()
    if keeper is not None:
        keeper.keep(place, part)
    return part


def report_of(state: Run, found: Found, settings: Settings, known: Sequence[Known]) -> Report:
    """What was found, in order: suppressed where the author or the baseline (``known``) says so."""
    judged = _kept(state, settings)
    compared = compare(judged, known, state.ran, settings.baseline or "")
    return Report(
        compared.findings,
        sum(map(coverage, state.numbers.values()), Coverage()),
        tuple(dict.fromkeys(state.failures)),  # what is wrong with a file of facts is said once
        MappingProxyType(state.documents),
        len(found.files),
        found.excluded,
        MappingProxyType(state.ran),
        compared.gone,
        MappingProxyType(state.numbers),
        MappingProxyType(dict(sorted(state.whys.items()))),
    )


def baseline(settings: Settings) -> tuple[Known, ...]:
    """The findings that are known.  Raises :class:`InputError` where they cannot be read."""
    if settings.baseline is None:
        return ()
    from claimlint.store.baseline import read_baseline

    return read_baseline(settings.baseline)


def _kept(state: Run, settings: Settings) -> tuple[Finding, ...]:
    """The findings in order, with what is wrong about the marks by which some of them are suppressed."""
    everywhere = frozenset().union(*state.ran.values())
    for path, facts in state.facts.items():  # a fact may be marked, too: that it is stale, or what a report says of it
        if not isinstance(facts, Failure) and path not in state.ran:
            state.ran[path] = _ran(settings, (), edit=state.judged is not None)
            scope = scope_of(settings, state.ran[path], facts.document)
            asked = {id: frozenset({id}) for id in everywhere - scope.rules.keys()}
            state.scopes[path] = replace(scope, rules={**scope.rules, **asked})
    aged = (finding for found in state.aged.values() for finding in found)
    judged = suppress(keep((*aged, *state.findings)), state.documents, state.scopes)
    weighed = (
        graded(each, state.settings.get(each.location.path, settings)) if each.rule in SUPPRESSIONS else each
        for each in judged
    )
    return in_order(weighed)


def _ran(
    settings: Settings, rules: Sequence[Rule], report: ReportFile | None = None, *, edit: bool = False
) -> frozenset[str]:
    """The ids of what was looked for in a file: ``rules``, what no pack states, and what the report itself asks for."""
    asked = (rule.id for rule in report.rules) if report else ()
    lookups = (id for id in LOOKUPS if settings.runs(id) and (edit or id not in EDITS))
    return frozenset((*(rule.id for rule in rules), *lookups, *asked))


def scope_of(settings: Settings, ran: frozenset[str], document: Document, report: ReportFile | None = None) -> Scope:
    """What the marks in ``document`` may speak of."""
    named: dict[str, frozenset[str]] = {SUPPRESSION: frozenset(SUPPRESSIONS), EDIT: frozenset(EDITS)}
    for rule in (*load_rules(), *own_rules(settings.packs)):
        named[rule.check] = named.get(rule.check, frozenset()) | {rule.id}
    ids = {*LOOKUPS, *ran, *(id for called in named.values() for id in called)}
    whole = not (settings.select or settings.ignore or (report is not None and report.use is not None))
    return Scope(named | {id: frozenset({id}) for id in ids}, ran, settings.day(document) or today(), whole)


def _check_file(path: str, data: bytes, settings: Settings, state: Run) -> None:
    rules = selected(settings)
    source = read_source(path, settings, data)
    document, report = source.document, source.report
    state.documents[document.path] = document
    if report:
        rules, unknown = used(rules, report, settings)
        state.failures.extend(unknown)
    state.settings[document.path] = settings
    state.ran[document.path] = _ran(settings, rules, report, edit=state.judged is not None)
    if document.remarks:
        state.scopes[document.path] = scope_of(settings, state.ran[document.path], document, report)
    references = facts_of(document, report, settings, state)
    trusted, failures = merged(references)
    state.failures.extend(failures)
    claims = read_claims(document, settings, state.failures)
    state.library.add(document, claims, settings.day(document))
    rates = rate_facts(claims, settings.day(document), document.language)
    outcomes = list(run(rules, claims, (*trusted, *rates), document))
    if report:
        outcomes.extend(_asked(report, claims, trusted, state))
    if state.watch is not None:
        state.watch(document, claims, outcomes)
    read = {file.document.path: file.document for file in references}
    found = _found(outcomes, {**read, **state.documents})
    state.findings.extend(quoted(report, found, settings, state) if report else found)
    state.whys |= whys(outcomes)
    state.numbers[document.path] = numbers(claims, outcomes)
    if state.judged is not None:
        from claimlint.edits.judged import Judged

        state.judged[document.path] = Judged(document, settings, claims, trusted, rules, outcomes, report)


def _found(outcomes: Sequence[Outcome], documents: Mapping[str, Document], *, repaired: bool = True) -> list[Finding]:
    if not any(outcome.verdict.failed for outcome in outcomes):
        return []  # nothing has to be worded
    from claimlint.running.fixing import findings_of

    return list(findings_of(outcomes, documents, repaired=repaired))


def _check_across(config: Configured, state: Run) -> None:
    across = judge_across(state.library, config, lambda path: selected(config.of(path)), state.given)
    state.failures.extend(across.failures)
    state.documents |= {document.path: document for document in across.documents}
    if not across.outcomes:
        return
    state.findings = for_review(state.findings, across.outcomes)
    state.findings.extend(_found(across.outcomes, state.documents, repaired=False))
    if state.watch is not None:
        state.watch(next(iter(state.documents.values())), (), across.outcomes)
    state.whys |= whys(across.outcomes)
    state.numbers |= recounted(state.numbers, across.outcomes)


def _asked(source: ReportFile, claims: Sequence[Claim], facts: Sequence[Claim], state: Run) -> Iterator[Outcome]:
    """The relations that the report itself asks for; a formula that cannot be read is one clear line."""
    from claimlint.rules.asked import judge_asked

    unread = {mark.id for mark in source.document.marks} - {claim.id for claim in claims}
    for asked, judged in judge_asked(source.rules, claims, facts):
        if isinstance(judged, Outcome):
            yield judged
        elif judged.name not in unread:  # that its mark holds no number has been said
            span = next(rule.span for rule in source.rules if rule is asked)
            line, column = source.document.position(span.start)
            what = f"rule {asked.id}: {judged.message}"
            state.failures.append(Failure(source.document.path, what, line, column + judged.column - 1))
