"""Findings as they are reported: one for each root cause, one for each repetition of a passage, in order of place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from claimlint.findings.swap import explain_swaps
from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import REMOVED, WEAKENED, Finding, Related, Severity

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def keep(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings to report, sorted by path and place."""
    ordered = sorted(findings, key=_order)
    return tuple(_once(list(explain_swaps(_one_for_each_number(ordered)))))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, sorted by path and place."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    where = finding.location
    return (where.path, where.start, where.end, _GRAVITY[finding.severity], finding.rule)


def _one_for_each_number(findings: Iterable[Finding]) -> list[Finding]:
    """Of several findings on one number the gravest stays, and names the others' rules."""
    kept: dict[tuple[str, int, int, str], Finding] = {}
    for finding in findings:
        # Several things may be gone from one place.
        gone = finding.fingerprint if finding.rule in (REMOVED, WEAKENED) else ""
        key = (finding.location.path, finding.location.start, finding.location.end, gone)
        first = kept.get(key)
        if first is None or first.rule != finding.rule:  # a stale fact is found by every report that names its file
            kept[key] = finding if first is None else _together(first, finding)
    return list(kept.values())


def _together(first: Finding, other: Finding) -> Finding:
    """The first finding with what the other one adds: that its rule fails too, its author's reason, its cause."""
    note = phrases(first.language).say("fails_too", rule=other.rule)
    reasons = [reason for reason in other.notes if reason not in first.notes]
    cause = first.likely_cause or other.likely_cause
    too = (*first.fails_too, other.rule, other.check, *other.fails_too)
    return replace(first, notes=(*first.notes, note, *reasons), likely_cause=cause, fails_too=too)


def _once(findings: list[Finding]) -> list[Finding]:
    """A passage that stands twice is reported once, naming both places."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.location.path, finding.fingerprint)
        first = kept.get(key)
        if first is None or not finding.fingerprint:
            kept[key if finding.fingerprint else (finding.location.path, str(finding.location.start))] = finding
            continue
        also = Related("also", finding.location, finding.location.text)
        kept[key] = replace(first, related=(*first.related, also))
    return list(kept.values())
