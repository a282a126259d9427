"""The flow on one screen: file → Document → Quantity → Claim → Case → Verdict → Finding → Report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from claimlint.across import Library, judge_across, recounted
from claimlint.findings.baseline import compare
from claimlint.findings.keep import in_order, keep
from claimlint.findings.make import make
from claimlint.findings.root import together
from claimlint.findings.suppress import Scope, suppress
from claimlint.model.baseline import Known
from claimlint.model.claim import Claim
from claimlint.model.extraction import Extraction
from claimlint.model.finding import (
    LOOKUPS,
    SUPPRESSION,
    SUPPRESSIONS,
    Coverage,
    Failure,
    Finding,
    InputError,
    Number,
    Report,
)
from claimlint.model.text import Document
from claimlint.quantities.parse import read as read_quantities
from claimlint.reading import Explained, explained, extract, read_claims, read_source, use_units
from claimlint.rules.asked import judge_asked
from claimlint.rules.coverage import coverage, numbers
from claimlint.rules.load import Rule, load_rules
from claimlint.rules.own import own_rules
from claimlint.rules.roots import roots
from claimlint.rules.run import Outcome, run, severity_of, whys
from claimlint.settings import Configured, Settings, configured
from claimlint.sources.decode import decode, load
from claimlint.sources.find import find, short_path
from claimlint.sources.read import read
from claimlint.sources.report import ReportFile
from claimlint.sources.yaml_tree import unknown_key
from claimlint.store.dated_rates import rate_facts
from claimlint.store.facts import FactsFile, merge, read_facts
from claimlint.store.stale import stale_facts

__all__ = ["Explained", "Extraction", "check", "explained", "extract"]


@dataclass(slots=True)
class _Run:
    """What accumulates over the files of one run."""

    library: Library
    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    facts: dict[str, FactsFile | Failure] = field(default_factory=dict)
    ran: dict[str, frozenset[str]] = field(default_factory=dict)  # what was looked for, by path
    scopes: dict[str, Scope] = field(default_factory=dict)  # of the files with remarks
    settings: dict[str, Settings] = field(default_factory=dict)  # of the files, by path
    numbers: dict[str, tuple[Number, ...]] = field(default_factory=dict)
    whys: dict[str, Mapping[str, str]] = field(default_factory=dict)
    given: Mapping[str, bytes] = field(default_factory=dict)


def check(
    paths: Sequence[str], settings: Settings | Configured | None = None, given: Mapping[str, bytes] | None = None
) -> Report:
    """Check every file that ``paths`` stand for.  What cannot be read is a failure; the others are still checked.

    The paths that ``given`` has are not read, but are these bytes: what an editor holds and has not saved.
    """
    config = configured(settings)
    use_units(config.settings.units)
    name = config.settings.baseline
    baseline = _baseline(name)
    found = find(paths, config.choice, given or {})
    state = _Run(failures=list(found.failures), library=Library(found.files), given=given or {})
    _trusted(config.settings, state)
    for path in found.files:
        try:
            _check_file(path, config.of(path), state)
        except InputError as error:
            state.failures.append(error.failure)
    _check_across(config, state)
    judged = _kept(state, config.settings)
    compared = compare(judged, baseline, state.ran, name or "")
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


def _baseline(name: str | None) -> tuple[Known, ...]:
    if name is None:
        return ()
    from claimlint.store.baseline import read_baseline

    return read_baseline(name)


def _kept(state: _Run, settings: Settings) -> tuple[Finding, ...]:
    """The findings in order, with what is wrong about the marks by which some of them are suppressed."""
    everywhere = frozenset().union(*state.ran.values())
    for path, facts in state.facts.items():  # a fact may be marked, too: that it is stale, or what a report says of it
        if isinstance(facts, FactsFile) and path not in state.ran:
            state.ran[path] = _ran(settings, ())
            scope = _scope(settings, state.ran[path], facts.document)
            asked = {id: frozenset({id}) for id in everywhere - scope.rules.keys()}
            state.scopes[path] = replace(scope, rules={**scope.rules, **asked})
    judged = suppress(keep(state.findings), state.documents, state.scopes)
    graded = (
        _graded(each, state.settings.get(each.location.path, settings)) if each.rule in SUPPRESSIONS else each
        for each in judged
    )
    return in_order(graded)


def _ran(settings: Settings, rules: Sequence[Rule], report: ReportFile | None = None) -> frozenset[str]:
    """The ids of what was looked for in a file: ``rules``, what no pack states, and what the report itself asks for."""
    asked = (rule.id for rule in report.rules) if report else ()
    return frozenset((*(rule.id for rule in rules), *(id for id in LOOKUPS if settings.runs(id)), *asked))


def _scope(settings: Settings, ran: frozenset[str], document: Document, report: ReportFile | None = None) -> Scope:
    """What the marks in ``document`` may speak of."""
    named: dict[str, frozenset[str]] = {SUPPRESSION: frozenset(SUPPRESSIONS)}
    for rule in (*load_rules(), *own_rules(settings.packs)):
        named[rule.check] = named.get(rule.check, frozenset()) | {rule.id}
    ids = {*LOOKUPS, *ran, *(id for called in named.values() for id in called)}
    whole = not (settings.select or settings.ignore or (report is not None and report.use is not None))
    return Scope(named | {id: frozenset({id}) for id in ids}, ran, settings.day(document) or date.today(), whole)


def _check_file(path: str, settings: Settings, state: _Run) -> None:
    rules = _selected(settings)
    source = read_source(path, settings, state.given.get(path))
    document, report = source.document, source.report
    state.documents[document.path] = document
    if report:
        rules = _used(rules, report, settings, state)
    state.settings[document.path] = settings
    state.ran[document.path] = _ran(settings, rules, report)
    if document.remarks:
        state.scopes[document.path] = _scope(settings, state.ran[document.path], document, report)
    facts = _trusted(settings, state)
    if report:
        known = {each.document.path for each in facts}
        own = _facts([each for each in report.facts if each not in known], state, report)
        state.findings.extend(_stale(own, settings, settings.day(document)))
        facts = [*facts, *own]
    trusted = merge(facts)
    state.failures.extend(trusted.failures)
    claims = read_claims(document, settings, state.failures)
    state.library.add(document, claims, settings.day(document))
    rates = rate_facts(claims, settings.day(document), document.language)
    outcomes = list(run(rules, claims, (*trusted.facts, *rates), document))
    if report:
        outcomes.extend(_asked(report, claims, trusted.facts, state))
    found = list(_findings(outcomes, state.documents))
    state.findings.extend(_quoted(report, found, settings, state) if report else found)
    state.whys |= whys(outcomes)
    state.numbers[document.path] = numbers(claims, outcomes)


def _check_across(config: Configured, state: _Run) -> None:
    across = judge_across(state.library, config, lambda path: _selected(config.of(path)))
    state.failures.extend(across.failures)
    state.documents |= {document.path: document for document in across.documents}
    state.findings.extend(_findings(across.outcomes, state.documents))
    state.whys |= whys(across.outcomes)
    state.numbers |= recounted(state.numbers, across.outcomes)


def _findings(outcomes: Sequence[Outcome], documents: Mapping[str, Document]) -> Iterator[Finding]:
    failed = [outcome for outcome in outcomes if outcome.case is not None and outcome.verdict.failed]
    found = {id(outcome): _finding(outcome, documents) for outcome in failed}
    for root in roots(outcomes) if len(failed) > 1 else ():
        broken = [found.pop(id(outcome)) for outcome in root.outcomes]
        yield together(broken, root.claim, root.repaired, documents)
    yield from found.values()


def _finding(outcome: Outcome, documents: Mapping[str, Document]) -> Finding:
    assert outcome.case is not None  # noqa: S101 (what failed was bound)
    return make(outcome.rule, outcome.check, outcome.case, outcome.verdict, severity_of(outcome), documents)


def _asked(source: ReportFile, claims: Sequence[Claim], facts: Sequence[Claim], state: _Run) -> Iterator[Outcome]:
    """The relations that the report itself asks for; a formula that cannot be read is one clear line."""
    unread = {mark.id for mark in source.document.marks} - {claim.id for claim in claims}
    for asked, judged in judge_asked(source.rules, claims, facts):
        if isinstance(judged, Outcome):
            yield judged
        elif judged.name not in unread:  # that its mark holds no number has been said
            span = next(rule.span for rule in source.rules if rule is asked)
            line, column = source.document.position(span.start)
            what = f"rule {asked.id}: {judged.message}"
            state.failures.append(Failure(source.document.path, what, line, column + judged.column - 1))


def _trusted(settings: Settings, state: _Run) -> list[FactsFile]:
    """The files of facts that are configured; the age of each is looked at once in a run."""
    paths = [short_path(path) for path in settings.facts]
    new = {path for path in paths if path not in state.facts}
    facts = _facts(paths, state)
    aged = [file for file in facts if file.document.path in new]
    state.findings.extend(_stale(aged, settings, settings.as_of or settings.usual_as_of))
    return facts


def _facts(paths: Sequence[str], state: _Run, report: ReportFile | None = None) -> list[FactsFile]:
    """The files of facts at ``paths``, each read once in a run; ``report`` is what names them."""
    found = []
    for path in dict.fromkeys(paths):
        if path not in state.facts:
            try:
                data = state.given[path] if path in state.given else load(path)
                state.facts[path] = read_facts(path, decode(path, data), read_quantities)
            except InputError as error:
                state.facts[path] = error.failure
        facts = state.facts[path]
        if isinstance(facts, Failure):
            state.failures.append(_where_named(facts, path, report))
            continue
        state.documents.setdefault(facts.document.path, facts.document)
        found.append(facts)
    return found


def _stale(files: Sequence[FactsFile], settings: Settings, as_of: date | None) -> Iterator[Finding]:
    for file in files if settings.runs("stale-fact") else ():
        yield from (_graded(finding, settings) for finding in stale_facts(file, as_of or date.today()))


def _graded(finding: Finding, settings: Settings) -> Finding:
    """A finding that no pack's rule made, as grave as it is configured."""
    return replace(finding, severity=settings.severity.get(finding.rule, finding.severity))


def _quoted(report: ReportFile, found: list[Finding], settings: Settings, state: _Run) -> list[Finding]:
    """What was found, each number with its places in the source; and the quotes that are not in the source."""
    if report.source is None:
        return found
    from claimlint.claims.quotes import find_quotes, with_places

    try:
        source = read(report.source)
    except InputError as error:
        state.failures.append(_where_named(error.failure, report.source, report))
        return found
    document = source.document if isinstance(source, ReportFile) else source
    state.documents.setdefault(document.path, document)
    quotes = find_quotes(report.document, document)
    missing = [_graded(finding, settings) for finding in quotes.findings] if settings.runs("quote") else []
    return [*with_places(found, quotes, report.document, document), *missing]


def _where_named(failure: Failure, path: str, report: ReportFile | None) -> Failure:
    """A file that cannot be read at all is told at the place in the report that names it."""
    if report is None or failure.line is not None or path not in report.named:
        return failure
    line, column = report.document.position(report.named[path].start)
    return Failure(report.document.path, f"{failure.path}: {failure.message}", line, column)


def _selected(settings: Settings) -> tuple[Rule, ...]:
    """The rules to run, each as grave as it is configured."""
    rules = [*load_rules(), *own_rules(settings.packs)]
    chosen = (rule for rule in rules if settings.runs(rule.id, preview=rule.preview))
    return tuple(
        replace(rule, severity=settings.severity[rule.id]) if rule.id in settings.severity else rule for rule in chosen
    )


def _used(rules: Sequence[Rule], report: ReportFile, settings: Settings, state: _Run) -> tuple[Rule, ...]:
    """Those of ``rules`` that the report uses; a pack that there is not is a failure, and the others are still run."""
    if report.use is None:
        return tuple(rules)
    packs = list(dict.fromkeys(rule.pack for rule in (*load_rules(), *own_rules(settings.packs))))
    for name in report.use:
        if name not in packs:
            place = report.document.position(report.named[name].start)
            what = unknown_key(name, packs, "rule pack")
            state.failures.append(Failure(report.document.path, what, *place))
    return tuple(rule for rule in rules if rule.pack in report.use)
