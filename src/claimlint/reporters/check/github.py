"""Annotations on GitHub: a workflow command for each finding, shown beside its line in the pull request.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import Failure, Finding, Report, Severity
from claimlint.reporters.told import notes

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """A line for each finding that is not suppressed, and for each input that could not be read."""
    lines = [_finding(finding) for finding in value.findings if finding.suppressed is None]
    return "".join(line + "\n" for line in (*lines, *map(_failure, value.failures)))


def _finding(finding: Finding) -> str:
    where = finding.location
    places = {"file": where.path, "line": where.line, "endLine": where.end_line}
    if where.line == where.end_line:  # GitHub takes columns only within a line
        places |= {"col": where.column, "endColumn": where.end_column}
    said = "\n".join((finding.message, *notes(finding, phrases(finding.language))))
    return _command(_COMMANDS[finding.severity], {**places, "title": f"claimlint {finding.rule}"}, said)


def _failure(failure: Failure) -> str:
    at = {"file": failure.path, "line": failure.line, "col": failure.column, "title": "claimlint"}
    return _command("error", {name: value for name, value in at.items() if value is not None}, failure.message)


def _command(name: str, properties: dict[str, object], message: str) -> str:
    stated = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {stated}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
