"""SARIF 2.1.0, which code scanning on GitHub and many editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import os
from typing import Any
from urllib.parse import quote

from claimlint import __version__
from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import Failure, Finding, Fix, Related, Report, Suppression
from claimlint.model.text import Document, Location, Span
from claimlint.reporters.document import exact, interval
from claimlint.reporters.told import language_of, notes, why

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
# In SARIF a mark in the file is "in source", and whatever is kept beside it is "external".
_KINDS = {"inline": "inSource", "baseline": "external"}
_FINGERPRINT = "claimlint/v1"


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """One run: every finding, suppressed and known ones marked; unreadable inputs are notifications."""
    rules = sorted({finding.rule for finding in value.findings})
    known = bool(value.gone) or any(f.suppressed is not None and f.suppressed.by == "baseline" for f in value.findings)
    run = {
        "tool": {"driver": {"name": "claimlint", "version": __version__, "rules": [_rule(id, value) for id in rules]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which claimlint was run."}}},
        "invocations": [_invocation(value)],
        "artifacts": [{"location": _artifact(path), "roles": ["analysisTarget"]} for path in value.run],
        "results": [_result(finding, rules.index(finding.rule), value, known=known) for finding in value.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(id: str, value: Report) -> dict[str, Any]:
    first = next(finding for finding in value.findings if finding.rule == id)
    reason = why(value, id, language_of(value))
    described = {"fullDescription": {"text": reason}, "help": {"text": f"{reason}\n\nclaimlint explain {id}"}}
    return {
        "id": id,
        "shortDescription": {"text": f"{id} ({first.check})"},
        **(described if reason else {}),
        "properties": {"tags": [first.check]},
    }


def _result(finding: Finding, index: int, value: Report, *, known: bool) -> dict[str, Any]:
    said = "\n".join((finding.message, *notes(finding, phrases(finding.language))))
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": said},
        "locations": [{"physicalLocation": _physical(finding.location)}],
        "relatedLocations": [_related(number, each) for number, each in enumerate(finding.related, 1)],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint} if finding.fingerprint else {},
        "fixes": [each for each in (_fix(fix, value.documents) for fix in finding.fixes) if each is not None],
        "suppressions": [_suppression(finding.suppressed)] if finding.suppressed else [],
        "properties": _values(finding),
    }
    if known:  # said of every result, or of none
        by_baseline = finding.suppressed is not None and finding.suppressed.by == "baseline"
        result["baselineState"] = "unchanged" if by_baseline else "new"
    return {key: each for key, each in result.items() if each or key == "ruleIndex"}


def _values(finding: Finding) -> dict[str, Any]:
    recomputed = interval(finding.recomputed)
    values = {
        "verdict": finding.verdict and finding.verdict.value,
        "stated": interval(finding.stated),
        "recomputed": recomputed and {**recomputed, "point": exact(finding.point)},
        "formula": finding.formula,
        "wouldPass": finding.would_pass,
        "language": finding.language,
    }
    return {key: value for key, value in values.items() if value is not None}


def _suppression(suppressed: Suppression) -> dict[str, Any]:
    return {"kind": _KINDS.get(suppressed.by, "external"), "justification": suppressed.reason or suppressed.by}


def _related(number: int, related: Related) -> dict[str, Any]:
    message = {"text": related.note or related.label}
    return {"id": number, "message": message, "physicalLocation": _physical(related.location)}


def _physical(where: Location) -> dict[str, Any]:
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "snippet": {"text": where.text},
    }
    return {"artifactLocation": _artifact(where.path), "region": region}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(path, errors="surrogateescape")  # a name that is no UTF-8 by its own bytes
    return {"uri": f"file://{uri}"} if os.path.isabs(path) else {"uri": uri, "uriBaseId": _ROOT}


def _fix(fix: Fix, documents: Any) -> dict[str, Any] | None:
    """A fix with its places by line and column; None where the file that it changes was not kept."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        document: Document | None = documents.get(edit.path)
        if document is None:
            return None
        where = document.locate(Span(edit.start, edit.end))
        region = {
            "startLine": where.line,
            "startColumn": where.column,
            "endLine": where.end_line,
            "endColumn": where.end_column,
        }
        changes.setdefault(edit.path, []).append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    artifacts = [{"artifactLocation": _artifact(path), "replacements": each} for path, each in changes.items()]
    return {"description": {"text": fix.title}, "artifactChanges": artifacts}


def _invocation(value: Report) -> dict[str, Any]:
    unread = [_notification(failure) for failure in value.failures]
    return {"executionSuccessful": not unread, **({"toolExecutionNotifications": unread} if unread else {})}


def _notification(failure: Failure) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(failure.path)}
    if failure.line is not None:
        column = {} if failure.column is None else {"startColumn": failure.column}
        place["region"] = {"startLine": failure.line, **column}
    return {"level": "error", "message": {"text": failure.message}, "locations": [{"physicalLocation": place}]}
