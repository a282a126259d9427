"""The flow on one screen: file → Document → Quantity → Claim → Case → Verdict → Finding → Report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType

from claimlint.claims.assemble import assemble
from claimlint.claims.clock import Clock, resolve
from claimlint.claims.link import link
from claimlint.claims.marks import apply_marks
from claimlint.findings.keep import keep
from claimlint.findings.make import make
from claimlint.findings.root import together
from claimlint.findings.suppress import suppress
from claimlint.model.claim import Claim
from claimlint.model.finding import Coverage, Failure, Finding, InputError, Report
from claimlint.model.period import Period
from claimlint.model.text import Document
from claimlint.model.why import Unread, Why
from claimlint.quantities.own_units import own_files
from claimlint.quantities.parse import read as read_quantities
from claimlint.quantities.periods import TimePhrase
from claimlint.rules.asked import judge_asked
from claimlint.rules.coverage import coverage
from claimlint.rules.load import Rule, load_rules
from claimlint.rules.roots import roots
from claimlint.rules.run import Outcome, run, severity_of
from claimlint.settings import Settings
from claimlint.sources.decode import decode, load
from claimlint.sources.limits import endless_numbers
from claimlint.sources.read import find, read, short_path
from claimlint.sources.report import ReportFile
from claimlint.sources.yaml_tree import unknown_key
from claimlint.store.aliases import known_aliases
from claimlint.store.facts import FactsFile, merge, read_facts
from claimlint.store.stale import stale_facts


@dataclass(frozen=True, slots=True)
class Extraction:
    """Every number that was read, as a claim (periods included)."""

    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True)
class _Run:
    """What accumulates over the files of one run."""

    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    documents: dict[str, Document] = field(default_factory=dict)


def check(paths: Sequence[str], settings: Settings | None = None) -> Report:
    """Check every file that ``paths`` stand for.  What cannot be read is a failure; the others are still checked."""
    settings = settings or Settings()
    _use_units(settings.units)
    files, failures = find(paths)
    state = _Run(failures=list(failures))
    facts = _facts([short_path(path) for path in settings.facts], state)
    state.findings.extend(_stale(facts, settings, settings.as_of))
    for path in files:
        try:
            _check_file(path, settings, facts, state)
        except InputError as error:
            state.failures.append(error.failure)
    return Report(
        suppress(keep(state.findings), state.documents),
        state.coverage,
        tuple(dict.fromkeys(state.failures)),  # what is wrong with a file of facts is said once
        MappingProxyType(state.documents),
        len(files),
    )


def extract(paths: Sequence[str], settings: Settings | None = None) -> Extraction:
    """Every number in the files that ``paths`` stand for."""
    settings = settings or Settings()
    _use_units(settings.units)
    files, failures = find(paths)
    claims: list[Claim] = []
    documents: dict[str, Document] = {}
    failed = list(failures)
    for path in files:
        try:
            source = read(path)
        except InputError as error:
            failed.append(error.failure)
            continue
        document = source.document if isinstance(source, ReportFile) else source
        documents[document.path] = document
        read_claims = _claims(document, settings, failed, bare=settings.bare)
        claims.extend(claim for claim in read_claims if not claim.states)
    return Extraction(tuple(claims), MappingProxyType(documents), tuple(failed))


@dataclass(frozen=True, slots=True)
class Explained:
    """An extraction with the reasons for it: ``whys`` has one for each claim, ``unread`` what was left, by path."""

    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    failures: tuple[Failure, ...]
    whys: tuple[Why, ...]
    unread: Mapping[str, tuple[Unread, ...]]
    as_of: date | None = None  # where the run itself says so


def explained(extraction: Extraction, settings: Settings) -> Explained:
    """Why each number was read so, and the others not: worked out now, so that reading carries nothing along."""
    from claimlint.quantities.unread import unread
    from claimlint.quantities.why import whys

    said: list[Why] = []
    left: dict[str, tuple[Unread, ...]] = {}
    for path, document in extraction.documents.items():
        claims = [claim for claim in extraction.claims if claim.path == path]
        dated = [(claim.quantity, claim.period, "period-said" in claim.cues) for claim in claims]
        said.extend(whys(document, dated, partial(_counted, settings.as_of or document.as_of)))
        left[path] = tuple(unread(document, [claim.quantity.extended for claim in claims], bare=settings.bare))
    return Explained(
        extraction.claims,
        extraction.documents,
        extraction.failures,
        tuple(said),
        MappingProxyType(left),
        settings.as_of,
    )


def _counted(as_of: date | None, phrase: TimePhrase) -> Period | None:
    """What a relative phrase means that counts from ``as_of``."""
    return resolve(phrase, Clock(as_of)).period


def _use_units(paths: Sequence[str]) -> None:
    """Raises :class:`InputError` where a file of units cannot be understood: every number might be read wrong."""
    if paths or own_files():
        from claimlint.quantities.definitions import use

        use(paths)


def _check_file(path: str, settings: Settings, facts: Sequence[FactsFile], state: _Run) -> None:
    source = read(path)
    report = source if isinstance(source, ReportFile) else None
    document = source.document if isinstance(source, ReportFile) else source
    state.documents[document.path] = document
    rules = _selected(settings, report, state)
    as_of = settings.as_of or document.as_of
    if report:
        own = _facts(report.facts, state, facts, report)
        state.findings.extend(_stale(own, settings, as_of))
        facts = [*facts, *own]
    trusted = merge(facts)
    state.failures.extend(trusted.failures)
    claims = _claims(document, settings, state.failures)
    outcomes = list(run(rules, claims, trusted.facts, document))
    if report:
        outcomes.extend(_asked(report, claims, trusted.facts, state))
    found = list(_findings(outcomes, state.documents))
    state.findings.extend(_quoted(report, found, settings, state) if report else found)
    state.coverage += coverage(claims, outcomes)


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


def _claims(
    document: Document, settings: Settings, failures: list[Failure], *, bare: bool = False
) -> tuple[Claim, ...]:
    quantities = read_quantities(document, bare=bare)
    claims = link(document, assemble(document, quantities, settings.as_of or document.as_of), known_aliases())
    marked = apply_marks(document, claims)
    failures.extend(endless_numbers(document))
    failures.extend(marked.failures)
    return marked.claims


def _facts(
    paths: Sequence[str], state: _Run, known: Sequence[FactsFile] = (), report: ReportFile | None = None
) -> list[FactsFile]:
    """The files of facts at ``paths`` that are not ``known`` yet; ``report`` is what names them."""
    found = []
    for path in dict.fromkeys(paths):
        if any(path == facts.document.path for facts in known):
            continue
        try:
            facts = read_facts(path, decode(path, load(path)), read_quantities)
        except InputError as error:
            state.failures.append(_where_named(error.failure, path, report))
            continue
        state.documents.setdefault(facts.document.path, facts.document)
        found.append(facts)
    return found


def _stale(files: Sequence[FactsFile], settings: Settings, as_of: date | None) -> Iterator[Finding]:
    for file in files if settings.runs("stale-fact") else ():
        yield from stale_facts(file, as_of or date.today())


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
    missing = quotes.findings if settings.runs("quote") else ()
    return [*with_places(found, quotes, report.document, document), *missing]


def _where_named(failure: Failure, path: str, report: ReportFile | None) -> Failure:
    """A file that cannot be read at all is told at the place in the report that names it."""
    if report is None or failure.line is not None or path not in report.named:
        return failure
    line, column = report.document.position(report.named[path].start)
    return Failure(report.document.path, f"{failure.path}: {failure.message}", line, column)


def _selected(settings: Settings, report: ReportFile | None, state: _Run) -> tuple[Rule, ...]:
    """The rules to run; a pack that there is not is a failure, and the others are still run."""
    rules = load_rules()
    if report is not None and report.use is not None:
        packs = {rule.pack: None for rule in rules}
        for name in report.use:
            if name not in packs:
                place = report.document.position(report.named[name].start)
                what = unknown_key(name, list(packs), "rule pack")
                state.failures.append(Failure(report.document.path, what, *place))
        rules = tuple(rule for rule in rules if rule.pack in report.use)
    return tuple(rule for rule in rules if settings.runs(rule.id))
