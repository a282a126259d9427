"""``claimlint init``: what it writes can be used as it is, and says what the report says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import claimlint
from claimlint.apps.cli import main
from claimlint.settings.schema import KEYS
from claimlint.sources.report import ReportFile, read_report

ROOT = Path(__file__).parents[2]
ZH = """\
---
date: 2025-03-01
---
# 公司业绩

2024年**营业收入**14.2亿元，同比增长15.4%，
2023年营业收入12.3亿元。

## 2023年

研发费用达1.2亿元[见注](https://example.org/12)。其中"人工"占比60%。

| 项目 | 2024年 |
|---|---|
| 收入（亿元） | 14.2 |
"""
EN = """\
# The market's year

In 2020 the market was [$100 million]{#start}, in 2021 $120 million: that is growth of 20%,
and of 'only' 5% in "real" terms.
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def starter(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_configuration_names_every_setting_and_is_right_with_all_of_them(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--language", language]) == 0
    text = starter("claimlint.toml")
    assert tomllib.loads(text) == {}
    lines = [line.removeprefix("# ") for line in text.splitlines() if not line.startswith("# --")]
    settings = "\n".join(line for line in lines if line.startswith(("[", '"')) or " = " in line)
    stated = tomllib.loads(settings)
    assert set(stated) == set(KEYS)
    for key in ("extend", "facts", "rule-packs", "units"):  # whose files there are not
        del stated[key]
    claimlint.configure({key.replace("-", "_"): value for key, value in stated.items()})  # type: ignore[arg-type]
    assert claimlint.configure().settings == claimlint.configure(isolated=True).settings


def test_a_report_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    put("r.md", ZH)
    assert main(["init", "r.md"]) == 0
    assert capsys.readouterr().out == (
        "claimlint.toml: written; every setting in it is a comment\n"
        "r.yaml: written, 3 passages with 5 numbers\n"
        "next: look at the names in it, and claimlint check r.yaml\n"
    )
    text = starter("r.yaml")
    assert text.splitlines()[3:15] == [
        'report: "公司业绩"',
        'source: "r.md"',
        "language: zh",
        "as_of: 2025-03-01",
        "claims:",
        "  # 公司业绩",
        "  # 第 6 行；由 table-text和yoy 核对",
        '  - "2024年营业收入[14.2亿元]{#revenue_2024}，同比增长[15.4%]{#revenue_2024_change}，'
        '2023年营业收入[12.3亿元]{#revenue_2023}。"',
        "  # 2023年",
        "  # 第 11 行；尚无规则核对",
        '  - "研发费用达[1.2亿元]{#rnd_expense_2023 period=2023}见注。"',
        "  # 第 11 行；由 share-bounds 核对",
    ]
    assert '\'其中"人工"占比[60%]{#' in text
    assert starter("claimlint.toml").startswith("# claimlint 的设置")
    assert main(["check", "r.yaml"]) == 0
    read = read_report("r.yaml", text)
    assert isinstance(read, ReportFile)
    assert len(read.document.marks) == 5


def test_a_report_in_english_keeps_the_names_of_its_author(capsys: pytest.CaptureFixture[str]) -> None:
    put("r.md", EN)
    assert main(["init", "r.md", "--output", "starter.yaml"]) == 0
    text = starter("starter.yaml")
    assert text.startswith("# A starter made of r.md")
    assert "[$100 million]{#start}" in text
    assert "20%]{#" in text
    assert "''only''" in text  # the quotes of YAML do not end early
    assert main(["check", "starter.yaml"]) == 0
    assert starter("claimlint.toml").startswith("# The settings of claimlint.")


def test_what_is_wrong_in_the_report_is_wrong_in_the_starter(capsys: pytest.CaptureFixture[str]) -> None:
    put("r.md", ZH.replace("15.4%", "18.6%"))
    assert main(["init", "r.md"]) == 0
    assert "1 finding as in r.md: claimlint check r.yaml\n" in capsys.readouterr().out
    assert main(["check", "r.yaml", "--output-format", "concise"]) == 1
    assert "error[yoy]" in capsys.readouterr().out


@pytest.mark.parametrize("case", ["zh/growth", "zh/silence", "en/ratios", "en/lists-and-orders", "en/one-root"])
def test_a_starter_finds_nothing_that_the_report_does_not(case: str) -> None:
    report = ROOT / "claims" / case / "report.md"
    made = claimlint.start_report(report, "starter.yaml", isolated=True)
    made.write()
    found = claimlint.check(Path("starter.yaml"), isolated=True)
    assert found.errors == ()
    assert len(found.findings) <= len(claimlint.check(report, isolated=True).findings)
    assert made.left_out <= made.passages / 10
    assert made.numbers == starter("starter.yaml").count("]{#")


def test_nothing_is_overwritten_unless_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    put("r.md", ZH)
    put("claimlint.toml", 'fail-on = "note"\n')
    put("r.yaml", "mine")
    assert main(["init"]) == 2
    assert "claimlint.toml is there: --force overwrites it" in capsys.readouterr().err
    assert main(["init", "r.md"]) == 2
    assert "r.yaml is there: --force overwrites it" in capsys.readouterr().err
    assert (starter("claimlint.toml"), starter("r.yaml")) == ('fail-on = "note"\n', "mine")
    assert main(["init", "r.md", "--output", "other.yaml"]) == 0
    assert "claimlint.toml: is there, and stays as it is" in capsys.readouterr().out
    assert starter("claimlint.toml") == 'fail-on = "note"\n'
    assert main(["init", "r.md", "--force"]) == 0
    assert starter("r.yaml").startswith("# ")
    assert "is there" not in capsys.readouterr().out
    assert sorted(path.name for path in Path().iterdir()) == ["claimlint.toml", "other.yaml", "r.md", "r.yaml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No number here.\n", "r.md: holds no sentence with a number"),
        ("| a | 2024 |\n|---|---|\n| x | 12 |\n", "r.md: holds no sentence with a number"),
        ("%PDF-1.7", "r.md: is not text but a PDF"),
    ],
)
def test_what_cannot_become_a_starter_is_one_line(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("r.md", text)
    assert main(["init", "r.md"]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert [path.name for path in Path().iterdir()] == ["r.md"]


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    put("r.yaml", "report: r\nclaims: [x 5%]\n")
    assert main(["init", "r.yaml", "--force"]) == 2
    assert "is a report.yaml already" in capsys.readouterr().err
    assert main(["init", "--output", "x.yaml"]) == 2
    assert main(["init", "gone.md"]) == 2
