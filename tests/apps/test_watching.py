"""``check --watch``, and what a long run shows of itself: real processes, one of them at a terminal."""

from __future__ import annotations

import importlib.util
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from claimlint.apps.cli import main

ROOT = Path(__file__).parents[2]
WRONG = "2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。\n"
RIGHT = WRONG.replace("18.6%", "15.4%")
RUN = "\nfrom claimlint.__main__ import main\nsys.exit(main())"
# What of watchfiles is used, for where it is not installed: looking every tenth of a second.
STAND_IN = """
import os, time
def watch(*folders, rust_timeout, **others):
    def seen():
        return {(e.path, e.stat().st_mtime_ns) for f in folders for e in os.scandir(f)}
    before, begun = seen(), time.monotonic()
    while True:
        time.sleep(0.1)
        now = seen()
        if now != before:
            before = now
            yield {("changed", "something")}
        elif time.monotonic() - begun > rust_timeout / 1000:
            begun = time.monotonic()
            yield set()
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if importlib.util.find_spec("watchfiles") is None:
        (tmp_path / "stand-in").mkdir()
        (tmp_path / "stand-in" / "watchfiles.py").write_text(STAND_IN, encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(tmp_path / "stand-in")]))
    else:
        monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


class Watch:
    """A watch whose runs can be waited for."""

    def __init__(self, process: subprocess.Popen[bytes], out: Path, err: Path) -> None:
        self.process, self.out, self.err = process, out, err
        self.runs = 0

    def run(self) -> str:
        """What the next run prints."""
        before = len(self.out.read_text("utf-8")) if self.runs else 0
        self.runs += 1
        deadline = time.monotonic() + 60
        while self.err.read_text("utf-8").count("Ctrl-C ends") < self.runs:
            assert self.process.poll() is None, self.err.read_text("utf-8")
            assert time.monotonic() < deadline, self.err.read_text("utf-8")
            time.sleep(0.05)
        return self.out.read_text("utf-8")[before:]


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Watch]:
    out, err = folder / "out", folder / "err"
    with out.open("wb") as written, err.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", f"import sys{RUN}", "check", "--watch", "--output-format", "concise", *arguments],
            stdout=written,
            stderr=said,
        )
        try:
            yield Watch(process, out, err)
        finally:
            process.kill()
            process.wait()


def put(name: str, text: str) -> None:
    """As editors save: a new file in the place of the old one."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(f"{name}~").write_text(text, encoding="utf-8")
    os.replace(f"{name}~", name)


def test_what_changes_is_checked_again(here: Path) -> None:
    put("docs/r.md", WRONG)
    with watching(here, "docs") as watch:
        assert "r.md:1:21: error[yoy]" in watch.run()
        put("docs/r.md", RIGHT)
        assert watch.run() == ""
        put("docs/new/n.md", WRONG)
        assert "docs/new/n.md:1:21: error[yoy]" in watch.run()
        Path("docs/new/n.md").unlink()
        assert watch.run() == ""
        assert "\x1b" not in watch.out.read_text("utf-8")  # no terminal is cleared where there is none
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(timeout=30) == 130
        assert "Traceback" not in watch.err.read_text("utf-8")


def test_what_cannot_be_read_ends_nothing(here: Path) -> None:
    put("r.md", WRONG)
    with watching(here, "r.md") as watch:
        assert "error[yoy]" in watch.run()
        Path("r.md").write_bytes(b"%PDF-1.7")
        assert watch.run().startswith("r.md: is not text but a PDF")
        Path("r.md").unlink()
        assert watch.run() == "r.md: no such file or folder\n"
        put("r.md", WRONG)
        assert "error[yoy]" in watch.run()
        put("claimlint.toml", "selct = 1")
        assert watch.run() == ""
        assert "claimlint.toml:1:1: unknown key 'selct'" in watch.err.read_text("utf-8")
        put("claimlint.toml", 'ignore = ["yoy"]')
        assert watch.run() == ""
        watch.process.send_signal(signal.SIGTERM)
        assert watch.process.wait(timeout=30) == 143


def test_facts_and_sources_count_and_what_the_run_writes_does_not(here: Path) -> None:
    put("source.md", RIGHT)
    put("report.yaml", f'report: r\nsource: source.md\nclaims: ["{RIGHT.strip()}"]\n')
    with watching(here, "report.yaml", "--output-format", "json:out.json") as watch:
        assert watch.run() == ""
        put("source.md", WRONG)
        assert "error[quote]" in watch.run()
        time.sleep(2.5)
        assert watch.err.read_text("utf-8").count("Ctrl-C ends") == 2
        assert [each["rule"] for each in json.loads(Path("out.json").read_text("utf-8"))["findings"]] == ["quote"]


def test_standard_input_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-", "--watch"]) == 2
    assert "--watch watches files" in capsys.readouterr().err


def test_without_watchfiles_there_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    put("r.md", RIGHT)
    assert main(["check", "r.md", "--watch"]) == 2
    assert capsys.readouterr().err == "--watch: needs watchfiles: pip install 'claimlint-reports[watch]'\n"


# -- progress -----------------------------------------------------------------------------------------------------

SLOW = """
import sys, time
import claimlint.pipeline as pipeline
read = pipeline.read_source
def slow(*arguments):
    time.sleep({nap})
    return read(*arguments)
pipeline.read_source = slow
import claimlint.apps.progress
claimlint.apps.progress.PATIENCE = {patience}
"""
ENDLESS = "pipeline.read_source = lambda *_: [time.sleep(0.1) for _ in range(600)]"


def at_a_terminal(*arguments: str, nap: float, patience: float = 1.0, **environment: str) -> tuple[bytes, str]:
    """Standard output, and what a terminal at standard error gets to see, of a run that takes ``nap`` for each file."""
    for number in range(4):
        put(f"{number}.md", WRONG)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            SLOW.format(nap=nap, patience=patience) + RUN,
            "check",
            ".",
            "--output-format",
            "json",
            *arguments,
        ],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    seen = bytearray()
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # Linux says so that the other end is closed
            break
        if not part:
            break
        seen += part
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 1
    return out, seen.decode("utf-8")


def test_a_long_run_shows_how_far_it_is_and_wipes_it_away() -> None:
    out, seen = at_a_terminal(nap=0.6)
    assert len(json.loads(out)["findings"]) == 4
    assert "2/4" in seen
    assert "3.md" in seen
    assert seen.rstrip().endswith("\x1b[2K")


@pytest.mark.parametrize(
    ("arguments", "patience", "environment"),
    [([], 60, {}), (["--no-progress"], 0.1, {}), (["--quiet"], 0.1, {}), ([], 0.1, {"TERM": "dumb"})],
)
def test_otherwise_there_is_nothing(arguments: list[str], patience: float, environment: dict[str, str]) -> None:
    assert at_a_terminal(*arguments, nap=0.2, patience=patience, **environment)[1] == ""


def test_ctrl_c_while_it_shows() -> None:
    put("0.md", WRONG)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", f"{SLOW.format(nap=0, patience=0.1)}{ENDLESS}{RUN}", "check", "0.md"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        seen = os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        while b"\x1b[?25h" not in seen:  # the cursor is there again
            seen += os.read(ours, 4096)
    os.close(ours)
    assert b"Traceback" not in seen
