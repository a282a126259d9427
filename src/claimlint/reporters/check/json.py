"""For machines: the report as one JSON document."""

from __future__ import annotations

from typing import Any

from claimlint import __version__
from claimlint.model.finding import Coverage, Finding, Report
from claimlint.reporters.document import document, exact, interval, location


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """Findings (suppressed ones too, marked), coverage and the inputs that could not be read."""
    return document(
        version=__version__,
        findings=[_finding(finding) for finding in value.findings],
        coverage=_coverage(value.coverage),
        errors=[{"path": each.path, "message": each.message, "line": each.line} for each in value.failures],
    )


def _finding(finding: Finding) -> dict[str, Any]:
    recomputed = interval(finding.recomputed)
    suppressed = finding.suppressed
    return {
        "rule": finding.rule,
        "check": finding.check,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value if finding.verdict else None,
        "message": finding.message,
        "language": finding.language,
        "location": location(finding.location),
        "related": [{"label": each.label, "location": location(each.location)} for each in finding.related],
        "stated": interval(finding.stated),
        "recomputed": recomputed and {**recomputed, "point": exact(finding.point)},
        "formula": finding.formula,
        "would_pass": finding.would_pass,
        "likely_cause": finding.likely_cause,
        "fingerprint": finding.fingerprint,
        "fixes": [
            {
                "title": fix.title,
                "safety": fix.safety,
                "edits": [
                    {"path": edit.path, "start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits
                ],
            }
            for fix in finding.fixes
        ],
        "suppressed": {"by": suppressed.by, "reason": suppressed.reason} if suppressed else None,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "quantities": coverage.quantities,
        "checked": coverage.checked,
        "undecidable": dict(coverage.undecidable),
        "unchecked": coverage.unchecked,
    }
