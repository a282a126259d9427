"""Findings, coverage and unreadable inputs as the machine interface spells them, one JSON object each."""

from __future__ import annotations

from typing import Any

from claimlint.model.finding import Coverage, Failure, Finding
from claimlint.reporters.document import exact, interval, location


def finding_entry(finding: Finding) -> dict[str, Any]:
    """A finding with its places, its values and its fixes."""
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


def coverage_entry(coverage: Coverage) -> dict[str, Any]:
    """How many numbers were read, and what became of them."""
    return {
        "quantities": coverage.quantities,
        "checked": coverage.checked,
        "undecidable": dict(coverage.undecidable),
        "unchecked": coverage.unchecked,
    }


def failure_entry(failure: Failure) -> dict[str, Any]:
    """An input that could not be read."""
    return {"path": failure.path, "message": failure.message, "line": failure.line}
