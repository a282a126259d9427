"""For machines that read line by line: a JSON object for each finding, each unreadable input, and the run."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint import __version__
from claimlint.model.finding import Report
from claimlint.reporters.document import SCHEMA, dumps
from claimlint.reporters.entries import coverage_entry, failure_entry, finding_entry


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """The objects of the JSON format, told apart by ``type``: finding, error, and last of all run."""
    return "".join(dumps(entry) + "\n" for entry in _entries(value))


def _entries(value: Report) -> Iterator[dict[str, object]]:
    yield from ({"type": "finding", **finding_entry(finding)} for finding in value.findings)
    yield from ({"type": "error", **failure_entry(failure)} for failure in value.failures)
    yield {
        "type": "run",
        "schema": SCHEMA,
        "version": __version__,
        "files": value.files,
        "coverage": coverage_entry(value.coverage),
    }
