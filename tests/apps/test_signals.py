"""Real processes that are told to end, or whose readers leave: no traceback, no leftovers, the right code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRONG = "2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。\n"
# Naps: a signal that arrives just before one long sleep would be noticed only behind it.
WAIT = """
import sys, time
def wait():
    for _ in range(600):
        time.sleep(0.1)
"""
# Where the run says "ready" and waits: while the numbers are read, or with the report half written.
CHECKING = """
import claimlint.pipeline as pipeline
def slow(*arguments):
    print("ready", flush=True)
    wait()
pipeline.read_source = slow
"""
WRITING = """
from pathlib import Path
def slow(path, mode):
    print("ready", path.name, flush=True)
    wait()
Path.chmod = slow
"""
IMPORTING = """
import importlib.abc
class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "claimlint.apps.cli":
            print("ready", flush=True)
            wait()
sys.meta_path.insert(0, Slow())
"""
RUN = "\nfrom claimlint.__main__ import main\nsys.exit(main())"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.md").write_text(WRONG, encoding="utf-8")


@contextmanager
def started(*arguments: str, prepare: str = "", **streams: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", f"{WAIT}{prepare}{RUN}", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams},  # type: ignore[call-overload]
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


@pytest.mark.parametrize(
    ("prepare", "name"),
    [
        (IMPORTING, "SIGINT"),  # SIGTERM ends Python on the spot there, and nothing is half done
        *((prepare, name) for prepare in (CHECKING, WRITING) for name in ("SIGINT", "SIGTERM", "SIGHUP")),
    ],
)
def test_a_run_that_is_told_to_end(prepare: str, name: str) -> None:
    number = getattr(signal, name)
    with started("check", "report.md", "--output-format", "json:out.json", prepare=prepare) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"ready")
        process.send_signal(number)
        assert process.wait(timeout=30) == 128 + number
        assert process.stderr.read().strip() == (b"interrupted" if name == "SIGINT" else b"")
    assert sorted(path.name for path in Path().iterdir()) == ["report.md"]


def test_what_was_there_stays_where_the_new_one_is_not_finished() -> None:
    Path("out.json").write_text("old", encoding="utf-8")
    with started("check", "report.md", "--output-format", "json:out.json", prepare=WRITING) as process:
        assert process.stdout is not None
        assert b".claimlint-" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 143
    assert Path("out.json").read_text(encoding="utf-8") == "old"
    assert len(list(Path().iterdir())) == 2


def test_a_hang_up_that_is_ignored_stays_so() -> None:
    nohup = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    with started("check", "report.md", prepare=nohup + CHECKING) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["rules"], ["rules", "--output-format", "json"], ["explain", "growth"], ["extract", "report.md"]],
    ids=" ".join,
)
def test_a_reader_that_left_before_anything_was_written(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started(*arguments, stdout=writing) as process:
        os.close(writing)
        assert process.stderr is not None
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""


def test_a_reader_of_errors_that_left() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with started("extract", "missing.md", stderr=writing) as process:
        os.close(writing)
        assert process.wait(timeout=60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("arguments", [["check", "report.md"], ["rules"], ["--version"]], ids=" ".join)
def test_a_full_disk_is_one_line_and_no_verdict(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full, started(*arguments, stdout=full) as process:
        assert process.stderr is not None
        assert process.wait(timeout=60) == 2
        assert process.stderr.read() == b"the output could not be written: No space left on device\n"


def test_ctrl_c_is_quick() -> None:
    with started("check", "report.md", prepare=CHECKING) as process:
        assert process.stdout is not None
        process.stdout.readline()
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        assert time.monotonic() - begin < 10
