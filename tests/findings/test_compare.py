"""A baseline against findings: by content and count, never by place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimlint.findings.baseline import compare, known_of
from claimlint.model.baseline import Known
from claimlint.model.finding import Finding, Related, Severity, Suppression
from claimlint.model.text import Location


def finding(path: str = "a.md", fingerprint: str = "f", line: int = 1, copies: int = 0, rule: str = "cagr") -> Finding:
    where = Location(path, line, line + 4, line, 1, line, 5, "7.9%")
    also = tuple(Related("also", where) for _ in range(copies))
    return Finding(
        rule,
        "growth",
        Severity.ERROR,
        "m",
        "zh",
        where,
        related=(Related("first", where), *also),
        fingerprint=fingerprint,
    )


RUN = {"a.md": frozenset({"cagr", "yoy"}), "b.md": frozenset({"cagr", "yoy"})}


def test_what_a_baseline_holds() -> None:
    suppressed = replace(finding(fingerprint="s"), suppressed=Suppression("inline", "why"))
    findings = [finding("b.md"), finding(copies=1), finding(rule="yoy"), suppressed, finding(fingerprint="")]
    assert known_of(findings) == (
        Known("a.md", "cagr", "f", 2, "7.9%"),
        Known("a.md", "yoy", "f", 1, "7.9%"),
        Known("b.md", "cagr", "f", 1, "7.9%"),
    )


def test_a_finding_is_known_wherever_it_moves_in_its_file() -> None:
    compared = compare([finding(line=99)], known_of([finding(line=1)]), RUN, "base.json")
    assert compared.findings[0].suppressed == Suppression("baseline", "base.json")
    assert compared.gone == ()


@pytest.mark.parametrize(
    ("findings", "known", "gone"),
    [
        ([finding(copies=1)], [False], 1),  # copied once more
        ([finding(fingerprint="g")], [False], 1),
        ([finding(rule="yoy")], [False], 1),
        ([finding("b.md")], [False], 1),  # repaired there, and new here
        ([finding(), finding("b.md")], [True, False], 0),
        ([], [], 1),
    ],
)
def test_what_is_new_and_what_is_gone(findings: list[Finding], known: list[bool], gone: int) -> None:
    compared = compare(findings, known_of([finding()]), RUN, "base.json")
    assert [each.suppressed is not None for each in compared.findings] == known
    assert sum(entry.count for entry in compared.gone) == gone


def test_of_several_copies_those_that_are_gone_are_counted() -> None:
    compared = compare([finding()], known_of([finding(copies=2)]), RUN, "base.json")
    assert compared.findings[0].suppressed is not None
    assert [entry.count for entry in compared.gone] == [2]


def test_a_renamed_file_keeps_its_baseline() -> None:
    before = known_of([finding("old.md")])
    compared = compare([finding("b.md"), finding("a.md")], before, RUN, "base.json")
    assert [each.suppressed is not None for each in compared.findings] == [True, False]  # once only


def test_what_nobody_looked_for_is_not_gone() -> None:
    before = known_of([finding("other.md"), finding(rule="stale-fact")])
    assert compare([], before, RUN, "base.json").gone == ()


def test_the_authors_own_marks_come_first() -> None:
    marked = replace(finding(), suppressed=Suppression("inline", "why"))
    compared = compare([marked], known_of([finding()]), RUN, "base.json")
    assert compared.findings == (marked,)
    assert len(compared.gone) == 1
