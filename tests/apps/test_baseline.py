"""claimlint baseline, and check against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimlint.apps.cli import main

CAGR = "2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。\n"
YOY = "2024年利润8亿元，2023年利润4亿元，同比增长30%。\n"
FILE = "claimlint-baseline.json"
Put = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str) -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")

    write("reports/a.md", CAGR)
    write("reports/b.md", YOY)
    return write


def entries(path: str = FILE) -> list[tuple[str, str]]:
    return [(each["path"], each["rule"]) for each in json.loads(Path(path).read_text("utf-8"))["findings"]]


def test_what_is_known_does_not_fail_and_what_is_new_does(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "reports"]) == 1
    assert main(["baseline", "reports"]) == 0
    out = capsys.readouterr().out
    assert f"{FILE}: 2 findings (2 new, 0 gone)\nto use it: claimlint check --baseline {FILE}" in out
    assert entries() == [("reports/a.md", "cagr"), ("reports/b.md", "yoy")]
    put("reports/a.md", f"# 前言\n\n新写的一段，没有数字。\n\n{CAGR}")  # its line is another now
    assert main(["check", "reports", "--baseline", FILE, "--output-format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [each["suppressed"] for each in report["findings"]] == [{"by": "baseline", "reason": FILE}] * 2
    put("reports/c.md", YOY)
    assert main(["check", "reports", "--baseline", FILE]) == 1


def test_the_configuration_may_name_it(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("reports/claimlint.toml", "baseline = 'known.json'\n")
    put("claimlint.toml", "baseline = 'house/known.json'\n")
    Path("house").mkdir()
    assert main(["baseline", "reports"]) == 0
    assert entries("house/known.json") == [("../reports/a.md", "cagr"), ("../reports/b.md", "yoy")]
    assert "to use it" not in capsys.readouterr().out
    assert main(["check", "reports", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["check", "reports", "--isolated"]) == 1


def test_what_is_gone_is_told_and_taken_out(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "reports"])
    put("reports/a.md", CAGR.replace("7.9%", "9.9%"))
    capsys.readouterr()
    assert main(["check", "reports", "--baseline", FILE]) == 0
    assert capsys.readouterr().err == f"{FILE}: 1 finding in it is gone; claimlint baseline takes them out\n"
    assert main(["baseline", "reports"]) == 0
    assert capsys.readouterr().out == f"gone: reports/a.md: cagr 7.9%\n{FILE}: 1 finding (0 new, 1 gone)\n"
    assert entries() == [("reports/b.md", "yoy")]


def test_what_was_not_looked_at_stays(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "reports"])
    first = Path(FILE).read_bytes()
    put("reports/a.md", CAGR)
    assert main(["baseline", "reports/a.md"]) == 0
    assert main(["baseline", "reports", "--config", "ignore=['all']"]) == 0
    assert Path(FILE).read_bytes() == first
    Path("reports/b.md").unlink()
    capsys.readouterr()
    assert main(["baseline", "reports/a.md"]) == 0
    assert "gone: reports/b.md: yoy 30%\n" in capsys.readouterr().out
    assert entries() == [("reports/a.md", "cagr")]


def test_a_renamed_file_keeps_its_entries(capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "reports"])
    Path("reports/a.md").rename("reports/z.md")
    assert main(["check", "reports", "--baseline", FILE]) == 0
    main(["baseline", "reports"])
    assert entries() == [("reports/b.md", "yoy"), ("reports/z.md", "cagr")]


def test_a_passage_that_is_copied_is_new(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "reports"])
    put("reports/a.md", f"{CAGR}\n{CAGR}")
    assert main(["check", "reports", "--baseline", FILE]) == 1
    main(["baseline", "reports"])
    assert main(["check", "reports", "--baseline", FILE]) == 0


def test_marks_come_first(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("reports/a.md", f"<!-- claimlint: ignore[cagr] why -->\n{CAGR}")
    main(["baseline", "reports"])
    assert entries() == [("reports/b.md", "yoy")]


def test_nothing_is_written_where_not_all_could_be_read(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "reports", "gone.md"]) == 2
    assert capsys.readouterr().err.startswith("gone.md: no such file or folder\n")
    assert not Path(FILE).exists()
    Path("empty").mkdir()
    assert main(["baseline", "empty"]) == 3
    put(FILE, "{}")
    assert main(["baseline", "reports"]) == 2
    assert Path(FILE).read_text("utf-8") == "{}"
