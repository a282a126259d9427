"""For machines: the report as one JSON document."""

from __future__ import annotations

from claimlint import __version__
from claimlint.model.finding import Report
from claimlint.reporters.document import document
from claimlint.reporters.entries import coverage_entry, failure_entry, finding_entry


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """Findings (suppressed ones too, marked), coverage and the inputs that could not be read."""
    return document(
        version=__version__,
        findings=[finding_entry(finding) for finding in value.findings],
        coverage=coverage_entry(value.coverage),
        errors=[failure_entry(failure) for failure in value.failures],
    )
