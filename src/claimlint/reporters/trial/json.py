"""For machines: every rule with every example."""

from __future__ import annotations

from typing import Any

from claimlint import __version__
from claimlint.model.trial import Example, Trial, Trials
from claimlint.reporters.document import document
from claimlint.reporters.entries import failure_entry, finding_entry


def report(value: Trials, *, color: bool, width: int, quiet: bool = False) -> str:
    """The rules with their examples, and the files that could not be read."""
    rules = [_rule(trial) for trial in value.trials]
    errors = [failure_entry(failure) for failure in value.failures]
    return document(version=__version__, passed=value.passed and not errors, rules=rules, errors=errors)


def _rule(trial: Trial) -> dict[str, Any]:
    return {
        "rule": trial.rule,
        "path": trial.path,
        "line": trial.line,
        "passed": trial.passed,
        "examples": [_example(example) for example in trial.examples],
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "kind": example.kind,
        "text": example.text,
        "line": example.line,
        "column": example.column,
        "passed": not example.faults,
        "faults": list(example.faults),
        "found": [finding_entry(finding) for finding in example.found],
    }
