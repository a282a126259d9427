"""Configuration through the real command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimlint.apps.cli import main
from tests.packs import PACK

WRONG = "2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。\n"
YOY = "2024年利润8亿元，2023年利润4亿元，同比增长30%。\n"
Put = Callable[..., None]


@pytest.fixture(autouse=True)
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    monkeypatch.chdir(tmp_path)

    def write(name: str, text: str = WRONG) -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")

    write("a.md")
    return write


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    """Exit code, the place, severity and rule of each finding, and what was said on standard error."""
    code = main(["check", *arguments, "--output-format", "concise"])
    printed = capsys.readouterr()
    return code, [line.partition("]")[0] + "]" for line in printed.out.splitlines()], printed.err


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    main(["check", *arguments, "--output-format", "json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return found


def test_each_file_has_its_nearest_configuration(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("claimlint.toml", "[severity]\ncagr = 'warning'\n")
    put("sub/claimlint.toml", "[severity]\ncagr = 'note'\n")
    put("sub/b.md")
    put("other/pyproject.toml", "[tool.claimlint]\nignore = ['growth']\n")
    put("other/c.md")
    code, lines, _ = checked(capsys, ".")
    assert (code, lines) == (0, ["a.md:1:32: warning[cagr]", "sub/b.md:1:32: note[cagr]"])
    assert checked(capsys, ".", "--isolated")[0] == 1
    assert len(checked(capsys, ".", "--config", "sub/claimlint.toml")[1]) == 3
    assert checked(capsys, ".", "--config", "severity.cagr=error")[0] == 1


@pytest.mark.parametrize("option", [["--fail-on", "error"], ["--config", "fail-on=error"], ["--isolated"]])
def test_the_run_fails_as_is_configured_where_it_starts(
    put: Put, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    put("claimlint.toml", "fail-on = 'warning'")
    put("stale.yaml", "facts:\n- {id: a, value: 5%, source: s, as_of: 2020-01-01, max_age: 1d}\n")
    arguments = ["--facts", "stale.yaml", "--config", "ignore=['cagr']", "a.md"]
    assert checked(capsys, *arguments)[0] == 1
    assert checked(capsys, *arguments, *option)[0] == 0


def test_rules_are_turned_off_by_file(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("claimlint.toml", "[per-file-ignores]\n'archive/' = ['growth']\n'b.md' = ['yoy']\n")
    put("archive/x.md")
    put("b.md", WRONG + "\n" + YOY)
    _, lines, _ = checked(capsys, ".")
    assert lines == ["a.md:1:32: error[cagr]", "b.md:1:32: error[cagr]"]


def test_a_wrong_configuration_of_the_run_ends_it(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("claimlint.toml", "\n\nper-file-ignore = {}\n")
    code, lines, error = checked(capsys, ".")
    assert (code, lines) == (2, [])
    assert error == "claimlint.toml:3:1: unknown key 'per-file-ignore': did you mean 'per-file-ignores'?\n"


def test_a_wrong_configuration_of_one_folder_costs_that_folder(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("sub/claimlint.toml", "ignore = ['yoy', 'carg']\n")
    put("sub/b.md")
    put("sub/deep/c.md")
    for arguments in (["."], ["a.md", "sub/b.md", "sub/deep/c.md"]):
        code, lines, _ = checked(capsys, *arguments)
        assert (code, lines[0]) == (2, "a.md:1:32: error[cagr]")
        assert len(lines) == 2
        assert lines[1].startswith("sub/claimlint.toml:1:18: there is no rule 'carg'; did you mean cagr?")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignore = ['carg']", "claimlint.toml:1:11: there is no rule 'carg'; did you mean cagr?"),
        ("[severity]\ncarg = 'note'", "claimlint.toml:2:1: there is no rule 'carg'; did you mean cagr?"),
        ("facts = ['gone.yaml']", "claimlint.toml:1:10: there is no file 'gone.yaml'"),
        ("rule-packs = ['../p.yaml']", "claimlint.toml:1:15: '../p.yaml' lies outside the project"),
        ("baseline = '/etc/passwd'", "claimlint.toml:1:1: '/etc/passwd' lies outside the project"),
        ("baseline = 'gone.json'", "gone.json: there is no such baseline: claimlint baseline writes it"),
        ("rule-packs = ['bad.yaml']", "bad.yaml:1:1: unknown key 'pakc': did you mean 'pack'?"),
        ("rule-packs = ['taken.yaml']", "taken.yaml:4:9: a rule 'cagr' comes with claimlint: choose another name"),
        ("exclude = ['[z-a]']", "claimlint.toml:1:1: not a pattern of gitignore"),
        ("[per-file-ignores]\n'[z-a]' = ['yoy']", "claimlint.toml:2:1: not a pattern of gitignore"),
        ("[per-file-ignores]\n'*.md' = ['yoy', 'carg']", "claimlint.toml:2:18: there is no rule 'carg'"),
    ],
)
def test_what_a_configuration_names_must_be_there(
    put: Put, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("claimlint.toml", text)
    put("bad.yaml", "pakc: x\n")
    put("taken.yaml", PACK.replace("house-margin", "cagr"))
    code = main(["check", ".", "--output-format", "concise"])
    printed = capsys.readouterr()
    assert code == 2
    assert message in printed.out + printed.err
    assert "Traceback" not in printed.err


def test_own_rules_are_rules_like_others(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("house/pack.yaml", PACK)
    put("house/claimlint.toml", "rule-packs = ['pack.yaml']\nselect = ['house']\n")
    put("house/r.md", "营业收入200亿元，毛利60亿元，研发费用率32%。\n")
    assert checked(capsys, "house")[1] == ["house/r.md:1:23: error[house-margin]"]
    put("house/r.md", "营业收入200亿元，毛利60亿元，研发费用率32%。<!-- claimlint: ignore[house-margin] why -->\n")
    assert checked(capsys, "house")[1] == []
    os.chdir("house")
    assert main(["explain", "house-margin"]) == 0
    assert main(["rules"]) == 0
    assert capsys.readouterr().out.count("Because.") == 2


def test_rules_in_preview_wait_to_be_asked_for(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("pack.yaml", PACK.replace("    why:", "    preview: true\n    why:"))
    put("a.md", "营业收入200亿元，毛利60亿元，研发费用率32%。\n")
    put("claimlint.toml", "rule-packs = ['pack.yaml']\n")
    assert checked(capsys, ".")[1] == []
    for option in (["--preview"], ["--extend-select", "house-margin"], ["--config", "preview=true"]):
        assert checked(capsys, ".", *option)[1] == ["a.md:1:23: error[house-margin]"]


def test_facts_count_from_the_configuration(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    fact = "facts:\n- {id: x, value: 15%, source: s, as_of: 2020-01-01, max_age: 1d}\n"
    put("sub/facts/f.yaml", fact)
    put("sub/claimlint.toml", "facts = ['facts/f.yaml']\n[severity]\nstale-fact = 'note'\n")
    put("sub/r.yaml", "report: x\nclaims:\n  - 占比为[25%]{#s}。\nrules: [x == s]\n")
    put("sub/b.md", "25%\n")
    found = {each["rule"]: each for each in findings(capsys, "sub")}
    assert found.keys() == {"stale-fact", "rule-1"}
    assert found["stale-fact"]["severity"] == "note"
    assert found["rule-1"]["related"][0]["location"]["path"] == "sub/facts/f.yaml"
    assert main(["check", "sub", "--isolated"]) == 2  # the report asks for x
    assert "unknown name `x`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "settings", "fires"),
    [
        ("2019年收入100亿元，2023年收入约146亿元，复合增长率8.9%。", [], True),
        ("2019年收入100亿元，2023年收入约146亿元，复合增长率8.9%。", ["about='5%'"], False),
        ("2019年收入100亿元，2023年收入约200亿元，复合增长率17.5%。", [], False),
        ("2019年收入100亿元，2023年收入约200亿元，复合增长率17.5%。", ["about=0.01"], True),
        ("营业收入300.00亿元，毛利200.00亿元，毛利率66.6%。", [], True),
        ("营业收入300.00亿元，毛利200.00亿元，毛利率66.6%。", ["rounding=truncated"], False),
        ("营业收入300.00亿元，毛利200.00亿元，毛利率66.7%。", ["rounding=truncated"], True),
        ("营业收入300.00亿元，毛利200.00亿元，毛利率66.7%。", ["rounding=either"], False),
    ],
)
def test_how_numbers_are_printed_may_be_declared(
    put: Put, text: str, settings: list[str], fires: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    put("a.md", text + "\n")
    options = [part for setting in settings for part in ("--config", setting)]
    assert bool(findings(capsys, "a.md", *options)) is fires


def test_the_language_may_be_declared(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("claimlint.toml", "language = 'en'")
    put("r.yaml", f"report: x\nlanguage: zh\nclaims:\n  - {WRONG}")
    assert [finding["language"] for finding in findings(capsys, ".")] == ["en", "zh"]


def test_the_day_of_a_configuration_gives_way_to_the_documents(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    mark = f"<!-- claimlint: ignore[cagr] until 2026-06-30 waiting -->\n{WRONG}"
    put("a.md", mark)
    put("b.md", "---\ndate: 2026-01-01\n---\n" + mark)
    put("claimlint.toml", "as-of = 2027-01-01")
    expired = [f["location"]["path"] for f in findings(capsys, ".") if f["rule"] == "expired-suppression"]
    assert expired == ["a.md"]
    assert not [f for f in findings(capsys, ".", "--as-of", "2026-01-01") if f["rule"] == "expired-suppression"]
    assert len([f for f in findings(capsys, ".", "--config", "as-of=2027-01-01") if f["suppressed"] is None]) == 4


def test_show_settings_says_who_says_what(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("base.toml", "ignore = ['yoy']\nabout = 0.025\nfail-on = 'note'\n")
    put("claimlint.toml", "extend = 'base.toml'\nas-of = 2026-01-15\nfail-on = 'warning'\n[severity]\ncagr = 'note'\n")
    assert main(["check", ".", "--show-settings", "--ignore", "qoq", "--config", "language=zh"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "# a.md: claimlint.toml, base.toml"
    for line in (
        'about = "2.5%"  # base.toml:2',
        "as-of = 2026-01-15  # claimlint.toml:2",
        'fail-on = "warning"  # claimlint.toml:3',
        'ignore = ["yoy", "qoq"]  # base.toml:1, --ignore',
        'language = "zh"  # --config language=zh',
        'rounding = "nearest"  # default',
        "respect-gitignore = true  # default",
        "[severity]",
        'cagr = "note"  # claimlint.toml:5',
    ):
        assert line in lines
    assert next(line for line in lines if line.startswith("# rules")).endswith("run: not: qoq, yoy")


def test_show_settings_prints_each_configuration_once(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("b.md")
    put("sub/claimlint.toml", "select = ['cagr']\n")
    put("sub/c.md")
    main(["check", ".", "--show-settings"])
    heads = [line for line in capsys.readouterr().out.splitlines() if line.startswith("# ") and ".md:" in line]
    assert heads == ["# a.md: no configuration file", "# sub/c.md: sub/claimlint.toml"]


def test_show_files(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("claimlint.toml", "exclude = ['drafts/']\n")
    put("drafts/b.md")
    put("c.txt")
    assert main(["check", ".", "--show-files"]) == 0
    assert capsys.readouterr().out == "a.md\nc.txt\n"
    assert main(["extract", "drafts", "--show-files"]) == 0
    assert capsys.readouterr().out == "drafts/b.md\n"
    assert main(["check", "drafts", "--show-files", "--force-exclude"]) == 3


def test_a_hook_that_is_given_only_excluded_files_passes(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("claimlint.toml", "exclude = ['drafts/']\nforce-exclude = true\n")
    put("drafts/b.md")
    assert checked(capsys, "drafts/b.md") == (0, [], "")
    assert checked(capsys, "drafts/b.md", "a.md")[1] == ["a.md:1:32: error[cagr]"]


def test_two_files_or_none_is_wrong_usage(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put("one.toml", "")
    put("two.toml", "")
    assert checked(capsys, ".", "--config", "one.toml", "--config", "two.toml")[0] == 2
    assert checked(capsys, ".", "--config", "one.toml", "--isolated")[0] == 2
    assert checked(capsys, ".", "--config", "gone.toml") == (2, [], "gone.toml: no such file\n")


@pytest.mark.parametrize(
    ("config", "banned"),
    [
        (None, {"pydantic", "pathspec", "rapidfuzz", "tomllib"}),
        ("[project]\nname = 'x'\n", {"pydantic", "pathspec", "rapidfuzz", "tomllib"}),
        ("[tool.claimlint]\nfail-on = 'note'\n", {"pathspec", "rapidfuzz"}),
    ],
)
def test_nothing_is_imported_for_a_configuration_that_is_not_there(
    put: Put, config: str | None, banned: set[str]
) -> None:
    if config is not None:
        put("pyproject.toml", config)
    script = "import sys\nfrom claimlint.apps.cli import main\nmain()\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "a.md", "--output-format", "concise"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "cagr" in done.stdout
    assert set(done.stderr.split()) & banned == set()
