"""The two annotated documents, the reference values, and what every labelled change to the documents must do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from claimlint.model.finding import Finding
from claimlint.pipeline import check
from claimlint.settings import Settings
from tests import shared

pytestmark = pytest.mark.skipif(not shared.FOLDER.is_dir(), reason=shared.MISSING)

MUTATIONS = shared.lines("gold/mutations.jsonl") if shared.FOLDER.is_dir() else []


def findings(name: str, folder: Path, facts: str = "") -> list[Finding]:
    files = []
    if facts:
        path = folder / "facts.yaml"
        path.write_text(facts, encoding="utf-8")
        files.append(str(path))
    return shared.findings_in(shared.seed(name), folder, f"{name}.txt", files)


def test_the_market_report_has_one_warning(tmp_path: Path) -> None:
    (found,) = findings("cic", tmp_path)
    assert (found.rule, found.severity.value, found.location.text) == ("yearly-factor", "warning", "十倍")
    assert found.reading in ("order-of-magnitude", "at-least")
    assert {r.location.text for r in found.related} == {"每百万 token 20 美元", "0.1 美元"}


def test_the_growth_and_the_sum_of_the_market_report_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "cic.txt"
    path.write_text(shared.seed("cic"), encoding="utf-8")
    report = check([str(path)], Settings(select=("cagr",)))
    assert report.coverage.checked == 3  # 107, 2,065 and 80.7%
    assert report.findings == ()
    report = check([str(path)], Settings(select=("sum-of-which", "sum")))
    assert report.coverage.checked >= 3
    assert report.findings == ()


def test_the_article_is_silent_without_references(tmp_path: Path) -> None:
    assert findings("qianzhan", tmp_path) == []


def test_the_article_against_references(tmp_path: Path) -> None:
    found = findings("qianzhan", tmp_path, shared.reference_facts())
    assert {f.severity.value for f in found} == {"warning"}
    by_text = {f.location.text: f for f in found}
    assert set(by_text) <= {"5%", "5-7%", "15%"}
    assert {"5%", "5-7%"} <= set(by_text)
    assert len(found) == len(by_text), "a passage that stands twice is reported once"
    for one in found:
        (also,) = [r for r in one.related if r.label == "also"]
        assert also.location.text == one.location.text
        assert also.location.start > one.location.end
        assert one.reading == "no-period"


@pytest.mark.parametrize("value", [{"value": "862072百万元"}, {"amount": "862072000000", "unit": "CNY"}])
@pytest.mark.parametrize(("subject", "alias"), [("华为", "Huawei"), ("Huawei", "华为")])
def test_a_fact_may_be_printed_or_counted(value: dict[str, str], subject: str, alias: str, tmp_path: Path) -> None:
    fact = {"id": "huawei.revenue", "subject": subject, "aliases": [alias], "metric": "revenue", "period": "2024"}
    text = yaml.safe_dump({"facts": [{**fact, **value, "source": "annual report"}]}, allow_unicode=True)
    (found,) = findings("qianzhan", tmp_path, text)
    assert (found.location.text, found.severity.value, found.rule) == ("5%", "warning", "share")


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: str(mutation["id"]))
def test_a_change_does_what_it_should(mutation: dict[str, Any], tmp_path: Path) -> None:
    text, name = shared.seed(mutation["doc"]), f"{mutation['doc']}.txt"
    before = shared.findings_in(text, tmp_path, name)
    after = shared.findings_in(shared.mutated(text, mutation), tmp_path, name)
    done = shared.effect(before, after)
    assert shared.faults(mutation, done) == [], [shared.names(f) for f in done.new]
