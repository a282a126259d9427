"""depends: what moves if a number changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimlint import Dependent, depends
from claimlint.apps.cli import main

REPORT = """report: 行业
claims:
  - 2024年该市场规模为[107亿美元]{#m24}，预计2029年将增至[2,065亿美元]{#m29}。
  - 年复合增长率达[80.7%]{#g}。
  - 其中应用[1,515亿美元]{#app}，占[73.4%]{#s}。
rules:
  - cagr(m24, m29) == g
  - app / m29 == s
  - m29 > m24
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.yaml").write_text(REPORT, "utf-8")
    return tmp_path


def told(dependents: tuple[Dependent, ...]) -> set[tuple[str, bool, bool]]:
    return {(each.number.id or each.number.location.text, each.computed, each.holds) for each in dependents}


def test_what_is_computed_moves_and_what_is_compared_does_not() -> None:
    (found,) = depends("m29", "r.yaml")
    assert found.number.location.text == "2,065亿美元"
    assert {("g", True, True), ("s", True, True), ("m24", False, True)} <= told(found.dependents)
    (derived,) = depends("g", "r.yaml")
    assert not any(each.computed for each in derived.dependents)


def test_what_follows_from_what_follows(folder: Path) -> None:
    (folder / "a.md").write_text(
        "| 业务（亿元） | 国内 | 海外 | 合计 |\n|---|---|---|---|\n| 软件 | 30 | 20 | 50 |\n"
        "| 硬件 | 24 | 16 | 40 |\n| 合计 | 54 | 36 | 90 |\n",
        "utf-8",
    )
    (found,) = depends("30", "a.md")
    below = {each.number.location.text: told(each.dependents) for each in found.dependents}
    assert below.keys() == {"50", "54"}
    assert ("90", True, True) in below["50"] | below["54"]
    everything = json.dumps(below, default=list)
    assert everything.count("90") == 1  # each number stands in the tree once


def test_a_place_and_the_words(folder: Path) -> None:
    text = "2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。"
    (folder / "a.md").write_text(text, "utf-8")
    column = text.index("12.3") + 1
    for number in (f"1:{column}", f"a.md:1:{column + 2}", "12.3亿元"):
        (found,) = depends(number, ["a.md"])
        assert told(found.dependents) == {("18.6%", True, False)}
    with pytest.raises(LookupError, match="did you mean m24"):
        depends("m23", "r.yaml")
    with pytest.raises(LookupError):
        depends("1:1", "a.md")


def test_facts_are_numbers_too(folder: Path) -> None:
    (folder / "f.yaml").write_text(
        "facts:\n  - {id: huawei.revenue, subject: 华为, metric: revenue, period: 2024, value: 8620.72亿元, source: x}"
        "\n",
        "utf-8",
    )
    (folder / "claimlint.toml").write_text('facts = ["f.yaml"]\n', "utf-8")
    (folder / "b.md").write_text("2024年该市场规模为688亿元，占华为收入的8%。\n", "utf-8")
    (found,) = depends("huawei.revenue", "b.md")
    assert found.number.location.path == "f.yaml"
    assert told(found.dependents) == {("8%", True, True)}


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["depends", "m24", "r.yaml", "--color", "never"]) == 0
    assert capsys.readouterr().out == (
        "107亿美元 #m24  r.yaml:3:17\n"
        "├─ 80.7% #g  r.yaml:4:13\n"
        "│     由它推得（rule-1）：cagr(107亿美元, 2,065亿美元) = 80.7%\n"
        "└─ 2,065亿美元 #m29  r.yaml:3:42\n"
        "      与它对照（rule-3）：2,065亿美元 > 107亿美元\n"
    )
    assert main(["depends", "m24", "--output-format", "json"]) == 0  # without a path: the working directory
    (number,) = json.loads(capsys.readouterr().out)["numbers"]
    assert [(each["id"], each["relation"]) for each in number["dependents"]] == [("g", "computed"), ("m29", "compared")]
    assert main(["depends", "nothing", "r.yaml"]) == 2
    assert "no number is called" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["depends", "m24", "gone.md"]) == 2
    assert "gone.md: no such file" in capsys.readouterr().err
