"""Code quality on GitLab: what ``artifacts: reports: codequality:`` takes, shown in the merge request.

https://docs.gitlab.com/ci/testing/code_quality/
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import Failure, Finding, Report, Severity
from claimlint.reporters.document import dumps
from claimlint.reporters.told import notes

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """One JSON list: the findings that are not suppressed, and the inputs that could not be read."""
    rows = ",\n".join(dumps(issue) for issue in _issues(value))
    return f"[\n{rows}\n]\n" if rows else "[]\n"


def _issues(value: Report) -> Iterator[dict[str, object]]:
    seen: Counter[str] = Counter()
    for finding in value.findings:
        if finding.suppressed is None:
            where = finding.location
            identity = "\0".join((where.path, finding.rule, finding.fingerprint or finding.message))
            seen[identity] += 1  # GitLab drops all but one of those that look the same
            yield _issue(
                finding.rule,
                _said(finding),
                _SEVERITIES[finding.severity],
                f"{identity}\0{seen[identity]}",
                (where.path, where.line, where.end_line),
            )
    for failure in value.failures:
        yield _failure(failure)


def _said(finding: Finding) -> str:
    return "; ".join((finding.message, *notes(finding, phrases(finding.language))))


def _failure(failure: Failure) -> dict[str, object]:
    line = failure.line or 1
    identity = f"{failure.path}\0{failure.message}"
    return _issue("unreadable-input", failure.message, "blocker", identity, (failure.path, line, line))


def _issue(name: str, said: str, severity: str, identity: str, place: tuple[str, int, int]) -> dict[str, object]:
    path, first, last = place
    return {
        "type": "issue",
        "check_name": name,
        "description": said,
        "categories": ["Bug Risk"],
        "severity": severity,
        "fingerprint": hashlib.sha256(identity.encode(errors="surrogatepass")).hexdigest()[:32],
        "location": {"path": path, "lines": {"begin": first, "end": last}},
    }
