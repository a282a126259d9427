"""Every worked report in ``claims/`` yields exactly its findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from claimlint.model.finding import Finding, Severity
from claimlint.pipeline import check
from claimlint.rules.load import load_rules
from claimlint.settings import Settings

ROOT = Path(__file__).resolve().parents[1] / "claims"
CASES = sorted(path.parent for path in ROOT.glob("*/*/report.*"))
REQUIRED = ("rule", "severity", "text")
OPTIONAL = ("would_pass", "reading", "likely_cause")
# What a findings.yaml says of a case that has none yet.
ABOUT = "(say what this report shows)"


def name_of(case: Path) -> str:
    return case.relative_to(ROOT).as_posix()


def findings_in(case: Path) -> list[Finding]:
    (report,) = case.glob("report.*")
    facts = tuple(str(path) for path in case.glob("facts.yaml"))
    found = check([str(report)], Settings(facts=facts))
    assert not found.failures, [str(failure) for failure in found.failures]
    return [f for f in found.findings if f.severity is not Severity.NOTE]


def shown(finding: Finding) -> dict[str, str]:
    """A finding as findings.yaml writes it."""
    values = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "text": finding.location.text,
        "would_pass": finding.would_pass,
        "reading": finding.reading,
        "likely_cause": finding.likely_cause,
    }
    return {key: value for key, value in values.items() if value is not None}


def expected_of(case: Path) -> dict[str, Any]:
    path = case / "findings.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_worked_report_yields_its_findings(case: Path, request: pytest.FixtureRequest) -> None:
    found = [shown(finding) for finding in findings_in(case)]
    expected = expected_of(case)
    if request.config.getoption("--update-goldens"):
        expected = {"about": expected.get("about", ABOUT), "findings": found}
        text = yaml.safe_dump(expected, allow_unicode=True, sort_keys=False, width=110)
        (case / "findings.yaml").write_text(text, encoding="utf-8")
    wanted = expected["findings"]
    assert [{key: one[key] for key in REQUIRED} for one in found] == [
        {key: one[key] for key in REQUIRED} for one in wanted
    ]
    for one, other in zip(found, wanted, strict=True):
        assert {key: one.get(key) for key in other} == other


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_expectation_is_well_formed(case: Path) -> None:
    expected = expected_of(case)
    assert list(expected) == ["about", "findings"]
    assert expected["about"].strip()
    assert expected["about"] != ABOUT
    for one in expected["findings"]:
        assert set(REQUIRED) <= set(one) <= {*REQUIRED, *OPTIONAL}
        assert one["severity"] in ("error", "warning")


def test_every_pack_has_a_worked_report() -> None:
    packs = {rule.id: rule.pack for rule in load_rules()}
    shown_rules = {one["rule"] for case in CASES for one in expected_of(case)["findings"]}
    assert {packs[rule] for rule in shown_rules if rule in packs} == set(packs.values())


def test_both_languages_have_a_report_that_must_be_silent() -> None:
    silent = {name_of(case).split("/")[0] for case in CASES if expected_of(case)["findings"] == []}
    assert silent == {"zh", "en"}


def test_a_passage_that_stands_twice_is_reported_once() -> None:
    found = findings_in(ROOT / "zh" / "repeated-article")
    assert found
    for finding in found:
        (also,) = [related.location for related in finding.related if related.label == "also"]
        assert also.text == finding.location.text
        assert also.line > finding.location.line
