"""``check --diff`` and ``check --fix`` on real files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claimlint.apps.cli import main

YOY = "2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。"
RIGHT = YOY.replace("18.6", "15.4")
SUM = "集成电路收入1515亿元，分立器件收入550亿元，合计2165亿元。"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["check", *arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return code, out, err

    return call


def put(name: str, text: str, encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_finding_shows_its_patch_and_the_footer_counts(run: Run) -> None:
    put("a.md", f"{YOY}\n\n{SUM}\n")
    code, out, _ = run("a.md", "--color", "never")
    assert code == 1
    lines = out.splitlines()
    at = lines.index("  = help: 将18.6%改为15.4%（--fix）")
    assert lines[at + 1 : at + 3] == [f"1 - {YOY}", f"1 + {RIGHT}"]
    assert "  = help: 如果错在此数，将2165亿元改为2065亿元（--unsafe-fixes）" in lines
    assert "1 个可用 --fix 修正（另有 1 个可用 --unsafe-fixes）" in lines
    assert "--unsafe-fixes" not in run("a.md", "-q", "--output-format", "concise")[1]


def test_the_footer_in_english(run: Run) -> None:
    put("a.md", "Revenue rose 22% year over year to $1.20bn from $1.07bn.\n")
    out = run("a.md", "--color", "never")[1]
    assert " = help: replace 22% with 12% (--fix)" in out
    assert "\n1 fixable with --fix\n" in out


def test_patches_fit_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    put("a.md", f"{'前文很长，说的是别的事情。' * 20}{YOY}{'后文也很长。' * 30}\n")
    for width in (40, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = run("a.md", "--color", "never")[1].splitlines()
        patch = [line for line in lines if line.startswith(("1 - ", "1 + "))]
        assert len(patch) == 2
        assert "18.6%" in patch[0]
        assert "15.4%" in patch[1]
        assert max(map(cell_len, lines)) <= width


def test_diff_changes_nothing(run: Run) -> None:
    file = put("a.md", f"{YOY}\n\n{SUM}\n")
    code, out, err = run("a.md", "--diff")
    assert code == 1
    assert out == f"--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n-{YOY}\n+{RIGHT}\n \n {SUM}\n"
    assert err == "1 number would be fixed in 1 file\n"
    assert file.read_text("utf-8") == f"{YOY}\n\n{SUM}\n"
    code, out, err = run("a.md", "--diff", "--unsafe-fixes", "-q")
    assert (code, err) == (1, "")
    assert f"+{SUM.replace('2165', '2065')}" in out
    assert run("a.md", "--diff", "--exit-zero")[0] == 0


def test_a_diff_begins_with_the_mark_of_its_file(run: Run) -> None:
    put("a.md", f"{YOY}\n", "utf-8-sig")
    assert f"\n-\ufeff{YOY}\n+\ufeff{RIGHT}\n" in run("a.md", "--diff")[1]


def test_where_there_is_nothing_to_fix_diff_passes(run: Run) -> None:
    put("a.md", f"{RIGHT}\n\n{SUM}\n")
    assert run("a.md", "--diff") == (0, "", "nothing would be fixed\n")


def test_fix_writes_the_safe_ones_and_reports_what_remains(run: Run) -> None:
    file = put("a.md", f"{YOY}\n\n{SUM}\n")
    code, out, err = run("a.md", "--fix", "--output-format", "concise")
    assert code == 1  # the total is still wrong
    assert file.read_text("utf-8") == f"{RIGHT}\n\n{SUM}\n"
    assert out.startswith("a.md:3:28: error[sum]")
    assert out.count("\n") == 1
    assert err == "a.md:1:21: 将18.6%改为15.4% [yoy]\n1 number fixed in 1 file\n"
    before = file.stat()
    assert run("a.md", "--fix")[2] == "nothing fixed\n"
    assert file.stat().st_ino == before.st_ino  # a second run does not even write
    assert run("a.md", "--fix", "--unsafe-fixes")[0] == 0
    assert file.read_text("utf-8") == f"{RIGHT}\n\n{SUM.replace('2165', '2065')}\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", f"{YOY}\r\n结尾"),
        ("utf-16", f"{YOY}\n\n结尾\n"),
        ("gb18030", f"第一行说明。\r{YOY}\r\n本行之后没有换行"),
        ("utf-8", f"---\ntitle: 年报\n---\n\n> {YOY}\n\n\t代码\n"),
    ],
)
def test_encoding_mark_and_line_breaks_are_kept(run: Run, encoding: str, text: str) -> None:
    file = put("a.md", text, encoding)
    assert run("a.md", "--fix")[0] == 0
    expected = text.replace("18.6", "15.4")
    assert file.read_bytes() == expected.encode(encoding)


def test_folders_names_with_blanks_and_modes(run: Run) -> None:
    first, second, third = put("r/报告 一.md", YOY), put("r/b.txt", YOY), put("r/c.md", RIGHT)
    first.chmod(0o640)
    stamp = third.stat().st_mtime_ns
    code, _, err = run("r", "--fix")
    assert code == 0
    assert err.endswith("2 numbers fixed in 2 files\n")
    assert first.read_text("utf-8") == second.read_text("utf-8") == RIGHT
    assert first.stat().st_mode & 0o777 == 0o640
    assert third.stat().st_mtime_ns == stamp
    assert sorted(path.name for path in Path("r").iterdir()) == ["b.txt", "c.md", "报告 一.md"]


def test_what_is_known_or_suppressed_is_not_fixed(run: Run) -> None:
    file = put("a.md", f"{YOY}\n")
    assert main(["baseline", "a.md"]) == 0
    assert run("a.md", "--fix", "--baseline", "claimlint-baseline.json")[0] == 0
    assert file.read_text("utf-8") == f"{YOY}\n"
    text = f"<!-- claimlint: ignore[yoy] the base was restated -->\n{YOY}\n"
    put("a.md", text)
    assert run("a.md", "--fix")[0] == 0
    assert file.read_text("utf-8") == text


def test_a_file_that_changed_in_between_is_not_overwritten(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimlint.api import repair

    file, other = put("a.md", YOY), put("b.md", YOY)
    load = repair.load

    def saved_meanwhile(path: str) -> bytes:
        if path == "a.md":
            file.write_text("saved by somebody else\n", "utf-8")
        return load(path)

    monkeypatch.setattr(repair, "load", saved_meanwhile)
    code, out, err = run("a.md", "b.md", "--fix")
    assert code == 2
    assert file.read_text("utf-8") == "saved by somebody else\n"
    assert other.read_text("utf-8") == RIGHT
    assert "a.md: was changed while it was checked" in out
    assert "1 number fixed in 1 file" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_one_line(run: Run) -> None:
    file = put("r/a.md", YOY)
    file.parent.chmod(0o555)
    try:
        code, out, _ = run("r/a.md", "--fix")
    finally:
        file.parent.chmod(0o755)
    assert code == 2
    assert "r/a.md: cannot be written" in out
    assert file.read_text("utf-8") == YOY


def test_a_write_that_fails_leaves_the_file_whole(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put("a.md", YOY)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    code, out, _ = run("a.md", "--fix")
    assert code == 2
    assert "a.md: cannot be written: No space left on device" in out
    assert [path.name for path in Path().iterdir()] == ["a.md"]
    assert file.read_text("utf-8") == YOY


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.md", "--unsafe-fixes"), "--unsafe-fixes only says which fixes"),
        (("a.md", "--diff", "--output-format", "json"), "--diff prints a diff and no report"),
    ],
)
def test_options_that_say_nothing_together(run: Run, arguments: tuple[str, ...], said: str) -> None:
    put("a.md", YOY)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_standard_input_goes_to_standard_output(run: Run) -> None:
    data = f"{YOY}\r\n\r\n{SUM}".encode("gb18030")
    done = subprocess.run(
        [sys.executable, "-m", "claimlint", "check", "-", "--stdin-filename", "a.md", "--fix"],
        input=data,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 1
    assert done.stdout == data.replace(b"18.6", b"15.4")
    assert "error[sum]" in done.stderr.decode()
    assert not list(Path().iterdir())


def test_standard_input_without_a_fix_is_passed_through(run: Run) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claimlint", "check", "-", "--fix", "-q"],
        input=RIGHT.encode("utf-8-sig"),
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, RIGHT.encode("utf-8-sig"), b"")


def test_json_and_sarif_carry_the_fix(run: Run) -> None:
    import json

    put("a.md", f"\n{YOY}\n")
    (finding,) = json.loads(run("a.md", "--output-format", "json")[1])["findings"]
    assert finding["fixes"] == [
        {
            "title": "将18.6%改为15.4%",
            "safety": "safe",
            "edits": [{"path": "a.md", "start": 21, "end": 25, "text": "15.4"}],
        }
    ]
    (result,) = json.loads(run("a.md", "--output-format", "sarif")[1])["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 21, "endLine": 2, "endColumn": 25},
            "insertedContent": {"text": "15.4"},
        }
    ]
