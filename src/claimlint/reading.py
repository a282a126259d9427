"""File → Document → Quantity → Claim: the half of the flow that judges nothing, and the reasons for what it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from claimlint.claims.assemble import assemble
from claimlint.claims.clock import Clock, resolve
from claimlint.claims.link import link
from claimlint.claims.marks import apply_marks
from claimlint.frozen import dataclass
from claimlint.model.claim import Claim
from claimlint.model.extraction import Extraction
from claimlint.model.finding import Failure, InputError
from claimlint.model.period import Period
from claimlint.model.text import Document
from claimlint.model.why import Unread, Why
from claimlint.quantities.own_units import own_files
from claimlint.quantities.parse import read as read_quantities
from claimlint.quantities.periods import TimePhrase
from claimlint.quantities.times import Times
from claimlint.settings import Configured, Settings, configured
from claimlint.sources.find import find
from claimlint.sources.limits import endless_numbers
from claimlint.sources.read import read
from claimlint.store.aliases import known_aliases

if TYPE_CHECKING:
    from claimlint.sources.report import ReportFile


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it is checked: the document, and what a report.yaml states beside its passages."""

    document: Document
    report: ReportFile | None = None


def read_source(path: str, settings: Settings, data: bytes | None = None) -> Source:
    """The file at ``path``, in the language that is configured where it does not say itself.

    ``data`` are its bytes where they are at hand.

    Raises :class:`InputError` for what cannot be read.
    """
    found = read(path, data)
    document, report = (found, None) if isinstance(found, Document) else (found.document, found)
    if settings.language is None or (report is not None and report.language is not None):
        return Source(document, report)
    document = replace(document, language=settings.language)
    return Source(document, None if report is None else replace(report, document=document))


def extract(
    paths: Sequence[str], settings: Settings | Configured | None = None, given: Mapping[str, bytes] | None = None
) -> Extraction:
    """Every number in the files that ``paths`` stand for; those of ``given`` are not read, but are these bytes."""
    config = configured(settings)
    use_units(config.settings.units)
    given = given or {}
    found = find(paths, config.choice, given)
    claims: list[Claim] = []
    documents: dict[str, Document] = {}
    failed = list(found.failures)
    for path in found.files:
        try:
            own = config.of(path)
            document = read_source(path, own, given.get(path)).document
        except InputError as error:
            failed.append(error.failure)
            continue
        documents[document.path] = document
        claims.extend(claim for claim in read_claims(document, own, failed, bare=own.bare) if not claim.states)
    return Extraction(tuple(claims), MappingProxyType(documents), tuple(dict.fromkeys(failed)))


@dataclass(frozen=True, slots=True)
class Explained:
    """An extraction with the reasons for it: ``whys`` has one for each claim, ``unread`` what was left, by path."""

    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    failures: tuple[Failure, ...]
    whys: tuple[Why, ...]
    unread: Mapping[str, tuple[Unread, ...]]
    as_of: date | None = None  # where the run itself says so


def explained(extraction: Extraction, settings: Settings | Configured) -> Explained:
    """Why each number was read so, and the others not: worked out now, so that reading carries nothing along."""
    config = configured(settings)
    from claimlint.quantities.unread import unread
    from claimlint.quantities.why import whys

    said: list[Why] = []
    left: dict[str, tuple[Unread, ...]] = {}
    for path, document in extraction.documents.items():
        claims = [claim for claim in extraction.claims if claim.path == path]
        own = config.of(path)
        dated = [(claim.quantity, claim.period, "period-said" in claim.cues) for claim in claims]
        said.extend(whys(document, dated, partial(_counted, own.day(document))))
        left[path] = tuple(unread(document, [claim.quantity.extended for claim in claims], bare=own.bare))
    return Explained(
        extraction.claims,
        extraction.documents,
        extraction.failures,
        tuple(said),
        MappingProxyType(left),
        config.settings.as_of,
    )


def _counted(as_of: date | None, phrase: TimePhrase) -> Period | None:
    """What a relative phrase means that counts from ``as_of``."""
    return resolve(phrase, Clock(as_of)).period


def use_units(paths: Sequence[str]) -> None:
    """Raises :class:`InputError` where a file of units cannot be understood: every number might be read wrong."""
    if paths or own_files():
        from claimlint.quantities.definitions import use

        use(paths)


def read_claims(
    document: Document, settings: Settings, failures: list[Failure], *, bare: bool = False
) -> tuple[Claim, ...]:
    """The claims of ``document``, the marked ones named; what is wrong with it is added to ``failures``."""
    times = Times(document)
    quantities = read_quantities(document, bare=bare, policy=settings.policy, times=times)
    claims = link(document, assemble(document, quantities, settings.day(document), times), known_aliases())
    marked = apply_marks(document, claims)
    failures.extend(endless_numbers(document))
    failures.extend(marked.failures)
    return marked.claims
