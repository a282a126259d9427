"""A case that failed, as it is reported; and the report as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from claimlint.frozen import dataclass
from claimlint.model.baseline import Known
from claimlint.model.interval import Interval
from claimlint.model.text import Document, Language, Location, Span
from claimlint.model.verdict import Status


class Severity(StrEnum):
    """An error is a proof; a warning names the reading that passes; notes never gate."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# A fix that follows from what is proved, and one that a person should look at first.
SAFE, REVIEW = "safe", "review"
# Rules about the marks by which an author suppresses findings, and the check that they are listed under.
SUPPRESSION = "suppression"
UNUSED, EXPIRED, UNREASONED, BAD = (
    "unused-suppression",
    "expired-suppression",
    "unreasoned-suppression",
    "bad-suppression",
)
SUPPRESSIONS = (UNUSED, EXPIRED, UNREASONED, BAD)
# Rules about an edit, of two versions of a file, and the check that they are listed under.
EDIT = "edit"
LEFT_BEHIND, REMOVED, WEAKENED = "left-behind", "removed", "weakened"
EDITS = (LEFT_BEHIND, REMOVED, WEAKENED)
# Rules that no pack states: they look something up, and recompute nothing.
LOOKUPS = ("quote", "stale-fact", *SUPPRESSIONS, *EDITS)
# The check under which each is listed.
LOOKUP_CHECK: Mapping[str, str] = MappingProxyType(
    {id: SUPPRESSION if id in SUPPRESSIONS else EDIT if id in EDITS else id for id in LOOKUPS}
)
# How grave their findings are, unless it is configured otherwise.
LOOKUP_SEVERITY: Mapping[str, Severity] = MappingProxyType(
    {id: Severity.ERROR if id in ("quote", *EDITS) else Severity.WARNING for id in LOOKUPS}
)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that takes part in a finding, and what it is there."""

    label: str  # the slot's name: first, last, part, whole, fact, also
    location: Location
    note: str = ""  # shown under the span: 起点 107亿美元


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a stretch of a file."""

    path: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair; ``safety`` is ``safe`` or ``review``."""

    title: str
    safety: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is not counted: ``by`` is ``inline`` or ``baseline``."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One inconsistency, with its working.

    ``formula`` is symbolic, ``working`` the same with the printed numbers put in; ``shown`` and ``shown_point`` are
    ``recomputed`` and ``point`` in the style of the stated number (None where they say nothing of what it should be);
    ``would_pass`` lists the values that may be printed instead; ``unit`` is what ``stated``, ``recomputed`` and
    ``point`` are in; ``manual`` is the name by which ``claimlint explain`` knows the rule; ``fails_too`` are the other
    rules and checks whose findings on the number are told with this one.  Findings without a relation (a missing quote)
    have None for verdict, stated, recomputed and formula.
    """

    rule: str
    check: str
    severity: Severity
    message: str
    language: Language
    location: Location
    label: str = ""  # shown under the main span
    verdict: Status | None = None
    related: tuple[Related, ...] = ()
    stated: Interval | None = None
    recomputed: Interval | None = None
    point: Fraction | None = None
    unit: str = ""
    formula: str | None = None
    working: str | None = None
    shown: str | None = None
    shown_point: str | None = None
    would_pass: str | None = None
    likely_cause: str | None = None
    reading: str | None = None
    notes: tuple[str, ...] = ()
    manual: str | None = None
    fingerprint: str = ""
    fixes: tuple[Fix, ...] = ()
    suppressed: Suppression | None = None
    fails_too: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: one clear line."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{where}: {self.message}"


class InputError(Exception):
    """Raised while reading an input; the pipeline turns it into a :class:`Failure` and goes on with the other files."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was understood.  A number that was not understood is not a number that passed."""

    quantities: int = 0
    checked: int = 0
    undecidable: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    unchecked: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        reasons = dict(self.undecidable)
        for reason, count in other.undecidable.items():
            reasons[reason] = reasons.get(reason, 0) + count
        return Coverage(
            self.quantities + other.quantities,
            self.checked + other.checked,
            MappingProxyType(dict(sorted(reasons.items()))),
            self.unchecked + other.unchecked,
        )


@dataclass(frozen=True, slots=True)
class Number:
    """A number that coverage counts, and what became of it: ``rules`` decided it, or ``reason`` says why none did."""

    span: Span
    standing: Literal["checked", "undecidable", "unchecked"]
    reason: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run: findings in order of place, coverage, and the inputs that could not be read.

    ``documents`` maps each path to the document as read, for reporters that quote lines; ``excluded`` counts paths that
    were named but left out, ``run`` names the rules that ran on each file, and ``gone`` the entries of the baseline
    that nothing matches any more.  ``numbers`` has the numbers of each file in order, ``whys`` the reasons of the rules
    that findings name, by language ("" where the author of a rule does not say which); ``left_out`` counts the findings
    that an edit under review has no part in.
    """

    findings: tuple[Finding, ...]
    coverage: Coverage
    failures: tuple[Failure, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=lambda: MappingProxyType({}))
    files: int = 0
    excluded: int = 0
    run: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    gone: tuple[Known, ...] = ()
    numbers: Mapping[str, tuple[Number, ...]] = field(default_factory=lambda: MappingProxyType({}))
    whys: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    left_out: int = 0
