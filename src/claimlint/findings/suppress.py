"""Findings that the author has looked at: ``<!-- claimlint: ignore[cagr] the base was restated -->``.

The mark stands on the finding's line or on the line above it (blank lines between do not count); in YAML it is a
comment (``# claimlint: ignore[cagr] …``).  It names the rules and gives a reason: without one it suppresses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from claimlint.model.finding import Finding, Suppression
from claimlint.model.text import Document

_MARK = re.compile(r"claimlint:[ \t]*ignore\[([\w, -]{1,200})\][ \t]*([^\n]{0,400})")


@dataclass(frozen=True, slots=True)
class Mark:
    """One suppression as it stands in a file."""

    line: int
    rules: frozenset[str]
    reason: str


def suppress(findings: Iterable[Finding], documents: Mapping[str, Document]) -> tuple[Finding, ...]:
    """The findings, those that a mark speaks of with the reason why they do not count."""
    marks = {path: _by_line(document) for path, document in documents.items()}
    return tuple(_judged(finding, marks.get(finding.location.path, {})) for finding in findings)


def _judged(finding: Finding, marks: Mapping[int, list[Mark]]) -> Finding:
    where = finding.location
    for line in range(where.line, where.end_line + 1):
        for mark in marks.get(line, ()):
            if mark.reason and mark.rules & {finding.rule, finding.check}:
                return replace(finding, suppressed=Suppression("inline", mark.reason))
    return finding


def _by_line(document: Document) -> dict[int, list[Mark]]:
    """Marks by the lines that they speak of: their own and the next that is not blank."""
    found: dict[int, list[Mark]] = {}
    for match in _MARK.finditer(document.text):
        line, _ = document.position(match.start())
        rules = frozenset(name.strip() for name in match.group(1).split(","))
        reason = match.group(2).partition("-->")[0].strip()
        mark = Mark(line, rules, reason)
        for target in (line, _next_line(document, line)):
            found.setdefault(target, []).append(mark)
    return found


def _next_line(document: Document, line: int) -> int:
    last = document.text.count("\n") + 1
    following = line + 1
    while following < last and not document.line_text(following).strip():
        following += 1
    return following
