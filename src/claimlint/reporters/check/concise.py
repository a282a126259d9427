"""One line for each finding, for editors and pipes: ``path:line:column: error[rule] message``."""

from __future__ import annotations

from claimlint.model.finding import Report


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """The findings and the inputs that could not be read, a line each; never coloured, never wrapped."""
    lines = [
        f"{finding.location.path}:{finding.location.line}:{finding.location.column}: "
        f"{finding.severity.value}[{finding.rule}] {finding.message}"
        for finding in value.findings
        if finding.suppressed is None
    ]
    lines += [str(failure) for failure in value.failures]
    return "".join(" ".join(line.splitlines()) + "\n" for line in lines)
