"""The diff is one that other programs apply."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from claimlint.reporters.diff import unified

LINES = [f"line {number}" for number in range(1, 31)]


def changed(*numbers: int, end: str = "\n", lines: list[str] | None = None) -> tuple[str, str]:
    old = lines or LINES
    new = [f"{line} 改" if number in numbers else line for number, line in enumerate(old, start=1)]
    return "\n".join(old) + end, "\n".join(new) + end


def test_hunks_have_three_lines_of_context_and_join_where_they_meet() -> None:
    assert unified("a.md", *changed(2, 8, 20), color=False).splitlines()[:6] == [
        "--- a/a.md",
        "+++ b/a.md",
        "@@ -1,11 +1,11 @@",
        " line 1",
        "-line 2",
        "+line 2 改",
    ]
    assert unified("a.md", *changed(2, 8, 20), color=False).count("@@ -") == 2


def test_nothing_changed_is_no_diff() -> None:
    assert unified("a.md", "x\n", "x\n", color=False) == ""


@pytest.mark.parametrize("program", [["patch", "-p1"], ["git", "apply"]], ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("numbers", "end", "name"),
    [
        ((1,), "\n", "a.md"),
        ((30,), "", "a.md"),
        ((29,), "", "b c.md"),
        ((1, 2, 3, 15, 30), "\n", "报告 一.md"),
        (tuple(range(1, 31)), "\n", "folder/a.md"),
        ((5, 6, 13), "\r\n", "a.md"),
    ],
)
def test_it_applies(program: list[str], numbers: tuple[int, ...], end: str, name: str, tmp_path: Path) -> None:
    if shutil.which(program[0]) is None:
        pytest.skip(f"{program[0]} is not installed")
    old, new = changed(*numbers, end=end if end != "\r\n" else "\n")
    if end == "\r\n":
        old, new = old.replace("\n", "\r\n"), new.replace("\n", "\r\n")
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(old.encode())
    command = [*program, "--binary"] if program[0] == "patch" else program
    diff = unified(name, old, new, color=False).encode()
    done = subprocess.run(command, input=diff, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert file.read_bytes() == new.encode()


def test_on_a_terminal_nothing_moves_the_cursor() -> None:
    shown = unified("a.md", "a\x1b[2J 1\n", "a\x1b[2J 2\n", color=True)
    assert "\x1b[2J" not in shown
    assert "\x1b[31m-a" in shown
    assert "\x1b[32m+a" in shown
