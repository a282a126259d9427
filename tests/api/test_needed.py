"""needs: the reference values that would decide the undecidable."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import claimlint
from claimlint import needs
from claimlint.apps.cli import main

TEXT = (
    "2024年该市场规模为688亿元，占华为收入的5%。\n\n2024年另有34亿元，占华为收入的0.4%。\n\n"
    "软件收入30亿元，占总收入的12%。\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    return tmp_path


def test_one_fact_for_all_that_it_decides() -> None:
    found = needs("a.md")
    (need,) = found.needs
    assert (need.id, need.subject, need.metric, need.period, need.unit) == (
        "华为.revenue_2024",
        "华为",
        "revenue",
        "2024",
        "CNY",
    )
    assert [where.text for where in need.decides] == ["5%", "0.4%"]


@pytest.mark.parametrize(
    ("text", "subject", "metric"),
    [
        ("In 2024 it spent $12bn, 8% of Apple's revenue.", "Apple", "revenue"),
        ("In 2024 it sold chips for $12bn, 8% of Nvidia sales.", "Nvidia", "revenue"),
        ("2024年向国家电网销售设备120亿元，占国家电网采购总额的3.2%。", "国家电网采购", None),
    ],
)
def test_the_name_of_the_whole(text: str, subject: str, metric: str | None, folder: Path) -> None:
    (folder / "b.md").write_text(text, "utf-8")
    (need,) = needs("b.md").needs
    assert (need.subject, need.metric) == (subject, metric)


def test_the_stub_is_a_file_of_facts_once_it_is_filled_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["needs", "a.md"]) == 0
    stub = capsys.readouterr().out
    assert stub.startswith("# 补充 1 个参照值")
    (folder / "f.yaml").write_text(stub, "utf-8")
    assert main(["check", "a.md", "--facts", "f.yaml"]) == 2  # it says which line is to be filled in
    assert re.search(r"f.yaml:\d+:\d+: 'value' is empty: fill it in", capsys.readouterr().out)
    filled = re.sub(r"source:.*", "source: 年报", re.sub(r"value:.*", "value: 8620.72亿元", stub))
    (folder / "f.yaml").write_text(filled, "utf-8")
    report = claimlint.check(Path("a.md"), facts="f.yaml")
    assert [(finding.rule, finding.location.text) for finding in report.findings] == [("share", "5%")]
    assert needs("a.md", config=claimlint.configure({"facts": "f.yaml"})).needs == ()


def test_names_in_formulas(folder: Path) -> None:
    (folder / "r.yaml").write_text(
        "report: 市场\nclaims:\n  - 规模为[688亿元]{#m24}。\nrules:\n  - m24 / huawei.revenue < 0.1\n", "utf-8"
    )
    (need,) = needs("r.yaml").needs
    assert (need.id, need.decides[0].line, need.decides[0].text) == ("huawei.revenue", 5, "huawei.revenue")


def test_what_no_fact_would_decide_is_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.md").write_text("软件收入30亿元，占总收入的12%。2024年营业收入同比增长18.6%。\n", "utf-8")
    assert main(["needs", "b.md", "--output-format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["needs"] == []
    assert said["other"] == claimlint.check(Path("b.md")).coverage.undecidable.get("needs-reference", 0) + (
        claimlint.check(Path("b.md")).coverage.undecidable.get("needs-inputs", 0)
    )
    assert main(["needs", "b.md"]) == 0
    assert capsys.readouterr().out.endswith("facts: []\n")


def test_what_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["needs", "gone.md"]) == 2
    assert capsys.readouterr().err.startswith("gone.md: no such file")


def test_nothing_needed_is_said_plainly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.md").write_text("没有数。\n", "utf-8")
    assert main(["needs", "b.md"]) == 0
    assert capsys.readouterr().out.startswith("# 这里没有补充参照值便可判断的数\n")
