"""JUnit's XML, which Jenkins, GitLab and others show: a suite for each file, a case for each finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimlint.lexicon.phrases import phrases
from claimlint.model.finding import Failure, Finding, Report, Severity
from claimlint.reporters.markup import escaped
from claimlint.reporters.told import notes


def report(value: Report, *, color: bool, width: int, quiet: bool = False) -> str:
    """Errors and warnings fail, notes pass, suppressed findings are skipped; a clean file is a case that passes."""
    suites = {path: _Suite(path) for path in value.run or value.documents}
    for finding in value.findings:
        path = finding.location.path
        suites.setdefault(path, _Suite(path)).findings.append(finding)
    for failure in value.failures:
        suites.setdefault(failure.path, _Suite(failure.path)).failures.append(failure)
    failed = sum(suite.failed for suite in suites.values())
    errors = sum(len(suite.failures) for suite in suites.values())
    tests = sum(suite.tests for suite in suites.values())
    body = "".join(line + "\n" for suite in suites.values() for line in suite.lines())
    head = f'<testsuites name="claimlint" tests="{tests}" failures="{failed}" errors="{errors}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{body}</testsuites>\n'


@dataclass(slots=True)
class _Suite:
    """What is said of one file, while it is gathered."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return sum(f.suppressed is None and f.severity is not Severity.NOTE for f in self.findings)

    @property
    def tests(self) -> int:
        return len(self.findings) + len(self.failures) or 1

    def lines(self) -> Iterator[str]:
        """The suite, a line for each tag."""
        skipped = sum(f.suppressed is not None for f in self.findings)
        yield (
            f'  <testsuite name="{escaped(self.path)}" tests="{self.tests}" failures="{self.failed}" '
            f'errors="{len(self.failures)}" skipped="{skipped}">'
        )
        for finding in self.findings:
            yield from self._case(
                f"{finding.rule} {finding.location.line}:{finding.location.column}", _outcome(finding)
            )
        for failure in self.failures:
            said = f'<error type="unreadable" message="{escaped(str(failure))}"/>'
            yield from self._case("readable", said)
        if not self.findings and not self.failures:
            yield from self._case("consistent", "")
        yield "  </testsuite>"

    def _case(self, name: str, outcome: str) -> Iterator[str]:
        path = escaped(self.path)
        opening = f'    <testcase name="{escaped(name)}" classname="{path}" file="{path}"'
        yield from (f"{opening}>", f"      {outcome}", "    </testcase>") if outcome else (f"{opening}/>",)


def _outcome(finding: Finding) -> str:
    if finding.suppressed is not None:
        why = ": ".join(part for part in (finding.suppressed.by, finding.suppressed.reason) if part)
        return f'<skipped message="{escaped(why)}"/>'
    where = finding.location
    place = f"{where.path}:{where.line}:{where.column}"
    said = escaped("\n".join((place, where.text, *notes(finding, phrases(finding.language)))))
    if finding.severity is Severity.NOTE:
        return f"<system-out>{escaped(finding.message)}\n{said}</system-out>"
    return f'<failure type="{finding.severity.value}" message="{escaped(finding.message)}">{said}</failure>'
