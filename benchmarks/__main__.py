"""Measure and write: ``python -m benchmarks [--mb 20] [--peers 0.02] [--repeat 3] [--write]``.

Every figure is processor time, the median of ``--repeat``; the ratios are those of one run, because a machine that is
busy changes all figures and hardly any ratio.  With ``--write`` the tables go into docs/performance.md and the plot
beside it.  CLAIMLINT_SHARED is the folder of real reports; without it the texts are made from ``claims/``.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.corpora import corpora_table
from benchmarks.plot import bars
from benchmarks.starts import starts
from benchmarks.texts import LANGUAGES, ROOT, text_of

PAGE = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "performance.svg"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"
NAMES = {"zh": "Chinese", "en": "English"}
PEERS = {"zh": ("recognizers_zh", "jionlp", "cn2an"), "en": ("recognizers_en", "quantulum3")}
_NUMERALS = "[0-9一二三四五六七八九十百千万亿]+"
GROWTH = (0.1, 0.3, 1.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of several runs; ``grown`` is by how many bytes the peak of memory grew."""

    seconds: float
    grown: float
    size: float  # MB

    @property
    def speed(self) -> float:
        """MB per second of processor time."""
        return self.size / self.seconds if self.seconds else math.inf


class Bench:
    """Runs measurements, each in a process of its own, on texts in one folder."""

    def __init__(self, folder: Path, repeat: int) -> None:
        self._folder, self._repeat = folder, repeat
        shared = os.environ.get("CLAIMLINT_SHARED")
        self.shared = Path(shared) if shared else None

    def text(self, language: str, size: float) -> Path:
        """A file of about ``size`` MB."""
        path = self._folder / f"{language}-{size}.txt"
        if not path.exists():
            path.write_text(text_of(language, size, self.shared), encoding="utf-8")
        return path

    def measure(self, what: str, path: Path) -> Measured | None:
        """None, with a message, for what is not installed or fails."""
        found = []
        for _ in range(self._repeat):
            command = [sys.executable, "-m", "benchmarks.child", what, str(path)]
            told = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)  # noqa: S603
            if told.returncode:
                print(f"  {what}: skipped ({told.stderr.strip().splitlines()[-1][:100]})", file=sys.stderr)
                return None
            found.append(json.loads(told.stdout.splitlines()[-1]))
        size = found[0]["bytes"] / 1e6
        print(f"  {what} on {path.name}: {median(f['seconds'] for f in found):.3f} s", file=sys.stderr)
        return Measured(median(f["seconds"] for f in found), median(f["grown"] for f in found), size)

    def ripgrep(self, path: Path) -> Measured | None:
        """``rg`` counting digits and Chinese numerals, the whole process."""
        if shutil.which("rg") is None:
            print("  rg: skipped (not installed)", file=sys.stderr)
            return None
        seconds = []
        for _ in range(self._repeat):
            before = os.times()
            command = ["rg", "--count-matches", _NUMERALS, str(path)]
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603
            after = os.times()
            seconds.append(after.children_user + after.children_system - before.children_user - before.children_system)
        return Measured(median(seconds), 0, path.stat().st_size / 1e6)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=float, default=20.0, help="size of each text")
    parser.add_argument("--peers", type=float, default=0.02, help="size of the texts for the slow peers, in MB")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md and the plot")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), arguments.repeat)
        found = {language: _speeds(bench, language, arguments.mb, arguments.peers) for language in LANGUAGES}
        sections = [
            _speed_table(found),
            _growth_table(bench, min(1.0, arguments.mb)),
            corpora_table(arguments.repeat, bench.shared),
            _starts_table(starts(max(arguments.repeat, 5))),
        ]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    head = f"{arguments.mb:g} MB of each language, {python}, {platform.machine()}, {time.strftime('%Y-%m-%d')}.\n"
    told = "\n".join([head, *sections])
    print(told)
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN, 1)
        PAGE.write_text(before + BEGIN + "\n" + told + "\n" + END + rest.split(END, 1)[1], encoding="utf-8")
        PLOT.write_text(bars({NAMES[k]: {n: m.speed for n, m in v.items() if m} for k, v in found.items()}), "utf-8")


def _speeds(bench: Bench, language: str, size: float, peers: float) -> dict[str, Measured | None]:
    text, small = bench.text(language, size), bench.text(language, peers)
    found = {"ripgrep": bench.ripgrep(text)}
    for what in ("digits", "reading", "checking", "markdown"):
        found[what] = bench.measure(what, text)
    for what in PEERS[language]:
        found[what] = bench.measure(what, small)
    return found


def _speed_table(found: dict[str, dict[str, Measured | None]]) -> str:
    rows = ["| | language | MB/s | × the digit scan | times as slow as reading | peak memory, MB per MB |"]
    rows.append("|---|---|---|---|---|---|")
    for language, measured in found.items():
        floor, reading = measured["digits"], measured["reading"]
        for what, one in measured.items():
            if one is None or floor is None or reading is None:
                continue
            own = what in ("reading", "checking", "markdown")
            memory = f"{one.grown / one.size / 1e6:.1f}" if own else ""
            rows.append(
                f"| {what.replace('_', ' ')} | {NAMES[language]} | {one.speed:.3g} | {floor.speed / one.speed:.3g} "
                f"| {reading.speed / one.speed:.3g} | {memory} |"
            )
    return "\n".join([*rows, ""])


def _growth_table(bench: Bench, most: float) -> str:
    sizes = [size * most for size in GROWTH]
    rows = ["| seconds for the whole check of | " + " | ".join(f"{size:g} MB" for size in sizes) + " | exponent |"]
    rows.append("|---" * (len(sizes) + 2) + "|")
    for language in LANGUAGES:
        found = [one for one in (bench.measure("checking", bench.text(language, size)) for size in sizes) if one]
        power = math.log(found[-1].seconds / found[0].seconds) / math.log(found[-1].size / found[0].size)
        cells = " | ".join(f"{one.seconds:.2f}" for one in found)
        rows.append(f"| {NAMES[language]} | {cells} | {power:.2f} |")
    one_sentence = _long_sentence(bench)
    return "\n".join([*rows, "", one_sentence, ""])


def _long_sentence(bench: Bench) -> str:
    """One sentence that never ends: what looks back to its start must not look back for ever."""
    found = []
    for count in (250, 1000):
        path = bench.text("zh", 0.0).with_name(f"sentence-{count}.txt")
        path.write_text("收入5.2亿元（+6.1%），占比12%、利润3亿元，" * count, encoding="utf-8")
        found.append(bench.measure("checking", path))
    if not all(found):
        return ""
    few, many = (one.seconds for one in found if one)
    return f"One sentence of 1,000 numbers takes {few:.2f} s, of 4,000 {many:.2f} s ({many / few:.1f} times)."


def _starts_table(found: dict[str, float | None]) -> str:
    base = found["yamllint"]
    rows = ["| whole process, one small file | ms | × yamllint |", "|---|---|---|"]
    for name, seconds in found.items():
        if seconds is None:
            print(f"  {name}: skipped (not installed)", file=sys.stderr)
            continue
        rows.append(f"| {name} | {1000 * seconds:.0f} | {'' if base is None else f'{seconds / base:.2f}'} |")
    return "\n".join([*rows, ""])


if __name__ == "__main__":
    main()
