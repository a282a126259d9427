"""Many files in one run: how time grows with their number, what a second process brings, and what is kept saves."""

from __future__ import annotations

import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.texts import LANGUAGES, text_of

NUMBERS = (10, 100, 1000)
_SIZE = 1_500  # characters of a document
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds that passed, those of the processors, and the most memory of a process (MB)."""

    passed: float
    used: float
    memory: float


def corpora_table(repeat: int, shared: Path | None) -> str:
    """The rows of the table, each the median of ``repeat`` runs by the time that passed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = str(folder / "kept")
        for number in NUMBERS:
            _fill(folder / str(number), number, shared)
        check(folder / "10", kept, "--no-cache")  # compiles what the others find
        rows = ["| documents | processes | seconds | of the processors | memory, MB |", "|---|---|---|---|---|"]
        alone = {}
        for number in NUMBERS:
            alone[number] = _median(repeat, folder / str(number), kept, "--no-cache", "--jobs", "1")
            rows.append(_row(f"{number:,}", 1, alone[number]))
        most = NUMBERS[-1]
        two = _median(repeat, folder / str(most), kept, "--no-cache", "--jobs", "2")
        rows.append(_row(f"{most:,}", 2, two))
        check(folder / str(most), kept)
        changed = folder / str(most) / "0007.md"
        changed.write_text(changed.read_text(encoding="utf-8") + "\n2024年收入3.1亿元。\n", encoding="utf-8")
        rows.append(_row(f"{most:,}, one of them changed", 1, check(folder / str(most), kept, "--jobs", "1")))
        check(folder / str(most), kept)
        rows.append(_row(f"{most:,}, none changed", 1, _median(repeat, folder / str(most), kept)))
    power = math.log(alone[most].used / alone[NUMBERS[0]].used) / math.log(most / NUMBERS[0])
    late = math.log(alone[most].used / alone[100].used) / math.log(most / 100)
    told = (
        f"The exponent is {power:.2f} from 10 to {most:,} documents and {late:.2f} from 100 on, where starting counts "
    )
    told += f"for less; two processes are {alone[most].passed / two.passed:.2f} times as fast as one."
    return "\n".join([*rows, "", told, ""])


def check(folder: Path, kept: str, *options: str) -> Measured:
    """Check all of ``folder``."""
    command = [sys.executable, "-m", "claimlint", "check", str(folder), "--quiet", "--exit-zero", *options]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    # A process of its own tells the peak of its children, which are this run's and no other's.
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, *command],
        env={**os.environ, "CLAIMLINT_CACHE_DIR": kept},
        stdout=subprocess.PIPE,
        check=True,
    )
    passed, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    scale = 1 if sys.platform == "darwin" else 1024
    return Measured(passed, used, int(told.stdout) * scale / _MEGABYTE)


def _median(repeat: int, folder: Path, kept: str, *options: str) -> Measured:
    return sorted((check(folder, kept, *options) for _ in range(repeat)), key=lambda one: one.passed)[repeat // 2]


def _fill(folder: Path, number: int, shared: Path | None) -> None:
    """So many documents, of both languages in turn."""
    folder.mkdir()
    texts = [text_of(language, number * _SIZE * 2e-6, shared) for language in LANGUAGES]
    for index in range(number):
        text = texts[index % len(texts)]
        start = index * _SIZE // len(texts) % max(1, len(text) - _SIZE)
        (folder / f"{index:04}.md").write_text(f"# {index}\n\n{text[start : start + _SIZE]}\n", encoding="utf-8")


def _row(what: str, processes: int, one: Measured) -> str:
    return f"| {what} | {processes} | {one.passed:.2f} | {one.used:.2f} | {one.memory:.0f} |"
