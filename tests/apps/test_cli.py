"""The command line: what it prints, how it ends, and what it does not import."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import fakes
import pytest

from claimlint.apps.cli import main
from claimlint.model.finding import LOOKUPS

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(autouse=True)
def fake_pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, module in fakes.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    for variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CLAIMLINT_DEBUG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "clean.txt": "nothing",
        "error.txt": "an ERROR here",
        "warning.txt": "a WARNING here",
        "note.txt": "a NOTE here",
        "bug.txt": "BUG",
        "interrupted.txt": "CTRL-C",
        "bad.txt": "BAD",
        "huawei.txt": "华为2024年营收超过1100亿元",
        "facts.yaml": "facts: []",
    }.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("empty").mkdir()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command line in a process of its own."""

    def start(*arguments: str, prepare: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join([str(ROOT / "src"), str(Path(__file__).parent)])
        script = f"import sys, fakes; fakes.install(); {prepare}\nfrom claimlint.apps.cli import main; sys.exit(main())"
        return subprocess.run(
            [sys.executable, "-c", script, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path, **environment},
            capture_output=True,
            timeout=60,
            check=False,
        )

    return start


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.txt"], 0),
        (["error.txt"], 1),
        (["warning.txt"], 0),
        (["note.txt"], 0),
        (["warning.txt", "--fail-on", "warning"], 1),
        (["error.txt", "--fail-on", "warning"], 1),
        (["note.txt", "--fail-on", "warning"], 0),
        (["note.txt", "--fail-on", "note"], 1),
        (["error.txt", "--exit-zero"], 0),
        (["error.txt", "missing.txt"], 2),
        (["missing.txt", "--exit-zero"], 2),
        (["empty"], 3),
        ([], 2),
        (["error.txt", "--fail-on", "nothing"], 2),
        (["error.txt", "--as-of", "yesterday"], 2),
        (["error.txt", "--select", "cagr"], 0),
        (["error.txt", "--select", "cagr,yoy"], 2),
        (["error.txt", "--select", "cagr", "--select", "yoy"], 1),
        (["error.txt", "--select", "growth"], 1),
    ],
)
def test_exit_codes_of_check(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments]) == code


def test_findings_of_other_files_are_printed_beside_failures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "error.txt", "missing.txt", "--output-format", "concise"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["error.txt:1:4: error[yoy] found error 数字, as of None", "missing.txt: No such file or directory"]


def test_no_input_files_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "empty"]) == 3
    assert "no input files" in capsys.readouterr().err


def test_the_day_reaches_the_pipeline(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "error.txt", "--as-of", "2026-03-01", "--output-format", "concise"])
    assert "as of 2026-03-01" in capsys.readouterr().out


def test_full_is_the_usual_format(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "error.txt"])
    out = capsys.readouterr().out
    assert "1 | an ERROR here\n  |    ^^^^^\n" in out
    assert out.endswith("1 error in 1 file\n3 numbers read: 2 checked, 1 unchecked\n")


def test_quiet_prints_findings_only(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "clean.txt", "--quiet"])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["check", "clean.txt", "--select", "carg"], "there is no rule 'carg'; did you mean cagr?"),
        (["explain", "gros-margin"], "there is no rule or check 'gros-margin'; did you mean gross-margin?"),
        (["explain", "zzzzzz"], "there is no rule or check 'zzzzzz'\n"),
        (["chekc", "clean.txt"], "No such command 'chekc'"),
    ],
)
def test_unknown_names_are_wrong_usage(arguments: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "environment", "expected"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, False),
    ],
)
def test_colors(
    options: list[str],
    environment: dict[str, str],
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", "error.txt", *options])
    assert ("\x1b[" in capsys.readouterr().out) is expected


def test_the_width_is_the_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("long.txt").write_text("word " * 40 + "ERROR", encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "50")
    main(["check", "long.txt"])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 50
    assert any(len(line) > 40 for line in lines)


def test_extract_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "huawei.txt", "clean.txt", "--output-format", "json"]) == 0
    (quantity,) = json.loads(capsys.readouterr().out)["quantities"]
    assert quantity["text"] == "1100亿元"
    assert quantity["stated"] == {"low": "110000000000", "high": None, "low_open": True, "high_open": False}
    assert (quantity["period"], quantity["metric"], quantity["column"]) == ("2024", "revenue", 12)


def test_extract_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "huawei.txt"]) == 0
    out = capsys.readouterr().out
    for cell in ("huawei.txt\n", "1:12 ", "超过1100亿元", "money", ">CNY 110bn", "华为", "2024"):
        assert cell in out
    assert "\x1b[" not in out


def test_extract_ends_like_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "huawei.txt", "missing.txt"]) == 2
    captured = capsys.readouterr()
    assert "1100亿元" in captured.out
    assert captured.err == "missing.txt: No such file or directory\n"
    assert main(["extract", "empty"]) == 3


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    out = capsys.readouterr().out
    indent = " " * len("unreasoned-suppression  ")
    assert f"{'gross-margin':<{len(indent)}}warning, check ratio\n{indent}A margin is often carried over.\n" in out
    assert main(["rules", "--output-format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert [rule["id"] for rule in rules] == ["cagr", "yoy", "gross-margin", *LOOKUPS]
    assert rules[2]["given"] == {"profit": {"metric": "gross_profit"}, "stated": ["x"]}


def test_explain_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "cagr"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("cagr: growth / 增速\nerror, check growth\n\nWhy\n  A compound rate is often carried over")
    assert "Breaks, at [[…]]\n  - 收入由100增至120，增长[[30%]]。\n" in out
    assert "ignore[cagr] reason" in out


def test_explain_a_rule_that_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "gross-margin"]) == 0
    out = capsys.readouterr().out
    assert "Must hold\n  profit / sales == stated\n  profit: metric gross_profit\n" in out
    assert "毛利率[[32%]]。" in out


def test_explain_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "growth"]) == 0
    out = capsys.readouterr().out
    assert "Check\n  A stated rate must follow from the levels it connects.\n  The second paragraph says how.\n" in out
    assert "Rules\n  cagr, yoy\n" in out


def test_a_bad_facts_file_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bad.txt", "--facts", "facts.yaml"]) == 2
    assert capsys.readouterr().err == "facts.yaml:2: these are no facts\n"


def test_a_bug_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "bug.txt"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("internal error: RuntimeError: a bug over two lines; please report it")
    assert err.count("\n") == 1
    monkeypatch.setenv("CLAIMLINT_DEBUG", "1")
    assert main(["check", "bug.txt"]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "interrupted.txt"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_in_a_process_of_its_own(run: Run) -> None:
    done = run("check", "error.txt", "--output-format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["location"]["text"] == "ERROR"
    assert done.stderr == b""


def test_output_is_utf8_whatever_the_locale(run: Run) -> None:
    done = run("check", "error.txt", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert "数字" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves(tmp_path: Path, unbuffered: str) -> None:
    Path(tmp_path / "many.txt").write_text("ERROR", encoding="utf-8")
    script = (
        "import sys, fakes; fakes.install()\n"
        "import claimlint.reporters.check.concise as concise\n"
        "concise.report = lambda *a, **k: 'line\\n' * 1000000\n"
        "from claimlint.apps.cli import main; sys.exit(main())"
    )
    path = os.pathsep.join([str(ROOT / "src"), str(Path(__file__).parent)])
    process = subprocess.Popen(
        [sys.executable, "-c", script, "check", "many.txt", "--output-format", "concise"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        assert process.stdout.readline() == b"line\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 128 + signal.SIGPIPE


@pytest.mark.parametrize(
    ("arguments", "banned"),
    [
        (["--version"], {"yaml", "rich", "pydantic", "pint", "rapidfuzz", "claimlint.reporters"}),
        (["check", "error.txt", "--output-format", "concise"], {"yaml", "rich", "pydantic", "pint", "rapidfuzz"}),
        (["check", "error.txt", "--output-format", "json"], {"yaml", "rich", "pydantic", "pint", "rapidfuzz"}),
        (["check", "error.txt"], {"rich.console", "rich.table", "pydantic", "pint", "rapidfuzz"}),
    ],
)
def test_nothing_is_imported_before_it_is_needed(run: Run, arguments: list[str], banned: set[str]) -> None:
    done = run(*arguments, prepare="import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))")
    assert set(done.stderr.decode().split()) & banned == set()
    assert "click" in done.stderr.decode().split()
