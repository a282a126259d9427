"""The flow on one screen: file → Document → Quantity → Claim → Case → Verdict → Finding → Report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from claimlint.claims.assemble import assemble
from claimlint.claims.marks import apply_marks
from claimlint.findings.keep import keep
from claimlint.findings.make import make
from claimlint.findings.suppress import suppress
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Coverage, Failure, Finding, InputError, Report
from claimlint.model.text import Document
from claimlint.model.verdict import Status
from claimlint.quantities.parse import read as read_quantities
from claimlint.quantities.units import user_files
from claimlint.rules.asked import judge_asked
from claimlint.rules.load import Rule, load_rules
from claimlint.rules.run import Outcome, run, severity_of
from claimlint.settings import Settings
from claimlint.sources.decode import decode, load
from claimlint.sources.read import find, read
from claimlint.sources.report import ReportFile
from claimlint.store.facts import FactsFile, merge, read_facts


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
    facts = _facts(settings.facts, state)
    for path in files:
        try:
            _check_file(path, settings, facts, state)
        except InputError as error:
            state.failures.append(error.failure)
    return Report(
        suppress(keep(state.findings), state.documents),
        state.coverage,
        tuple(state.failures),
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
        claims.extend(_claims(document, settings.as_of, failed))
    return Extraction(tuple(claims), MappingProxyType(documents), tuple(failed))


def _use_units(paths: Sequence[str]) -> None:
    """Raises :class:`InputError` where a file of units cannot be understood: every number might be read wrong."""
    if paths or user_files():
        from claimlint.quantities.definitions import use

        use(paths)


def _check_file(path: str, settings: Settings, facts: Sequence[FactsFile], state: _Run) -> None:
    source = read(path)
    rules = _selected(settings, source)
    if isinstance(source, ReportFile):
        facts = [*facts, *_facts(source.facts, state, known=facts)]
    document = source.document if isinstance(source, ReportFile) else source
    as_of = settings.as_of or (source.as_of if isinstance(source, ReportFile) else None)
    state.documents[document.path] = document
    trusted = merge(facts)
    claims = _claims(document, as_of, state.failures)
    outcomes = list(run(rules, claims, trusted, document))
    if isinstance(source, ReportFile):
        outcomes.extend(_asked(source, claims, trusted, state))
        state.findings.extend(_quotes(source, state))
    state.findings.extend(_findings(outcomes, state.documents))
    state.coverage += _coverage(claims, outcomes)


def _findings(outcomes: Sequence[Outcome], documents: Mapping[str, Document]) -> Iterator[Finding]:
    for outcome in outcomes:
        if outcome.case is not None and outcome.verdict.failed:
            yield make(outcome.rule, outcome.check, outcome.case, outcome.verdict, severity_of(outcome), documents)


def _asked(source: ReportFile, claims: Sequence[Claim], facts: Sequence[Claim], state: _Run) -> Iterator[Outcome]:
    """The relations that the report itself asks for; a formula that cannot be read is one clear line."""
    for asked, judged in judge_asked(source.rules, claims, facts):
        if isinstance(judged, Outcome):
            yield judged
            continue
        span = next(rule.span for rule in source.rules if rule is asked)
        line, column = source.document.position(span.start)
        what = f"rule {asked.id}: {judged.message}"
        state.failures.append(Failure(source.document.path, what, line, column + judged.column - 1))


def _claims(document: Document, as_of: date | None, failures: list[Failure]) -> tuple[Claim, ...]:
    marked = apply_marks(document, assemble(document, read_quantities(document), as_of))
    failures.extend(marked.failures)
    return marked.claims


def _facts(paths: Sequence[str], state: _Run, known: Sequence[FactsFile] = ()) -> list[FactsFile]:
    found = []
    for path in dict.fromkeys(paths):
        if any(path == facts.document.path for facts in known):
            continue
        try:
            facts = read_facts(path, decode(path, load(path)), read_quantities)
        except InputError as error:
            state.failures.append(error.failure)
            continue
        state.documents[facts.document.path] = facts.document
        found.append(facts)
    return found


def _quotes(report: ReportFile, state: _Run) -> list[Finding]:
    """Every quote of the report must be found in its source."""
    if report.source is None:
        return []
    from claimlint.claims.quotes import find_quotes

    source = read(report.source)
    document = source.document if isinstance(source, ReportFile) else source
    state.documents[document.path] = document
    return list(find_quotes(report.document, document).findings)


def _selected(settings: Settings, source: Document | ReportFile) -> tuple[Rule, ...]:
    rules = load_rules()
    if isinstance(source, ReportFile) and source.use is not None:
        rules = tuple(rule for rule in rules if rule.pack in source.use)
    return tuple(rule for rule in rules if not settings.select or rule.id in settings.select)


def _coverage(claims: Sequence[Claim], outcomes: Sequence[Outcome]) -> Coverage:
    """How many numbers took part in a decided relation, how many in an undecided one (by reason), how many in none."""
    numbers = {id(c) for c in claims if c.role not in (Role.PERIOD, Role.RANK)}
    checked: set[int] = set()
    undecided: dict[int, str] = {}
    for outcome in outcomes:
        decided = outcome.verdict.status is not Status.UNDECIDABLE
        members = [claim for _, claim in outcome.case.claims()] if outcome.case else [outcome.stated]
        if decided:
            checked |= {id(claim) for claim in members}
        elif id(outcome.stated) in numbers and (outcome.case is not None or outcome.rule.expects_inputs):
            undecided.setdefault(id(outcome.stated), outcome.verdict.reason or "unknown")
    checked &= numbers
    reasons = Counter(reason for number, reason in undecided.items() if number not in checked)
    unchecked = len(numbers) - len(checked) - sum(reasons.values())
    return Coverage(len(numbers), len(checked), MappingProxyType(dict(sorted(reasons.items()))), unchecked)
