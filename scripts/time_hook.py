"""How long the pre-commit hook takes on one changed file, against yamllint: whole processes, in turns, medians.

``python scripts/time_hook.py [ROUNDS]`` wants claimlint and yamllint installed beside the Python that runs it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
REPORT = ROOT / "claims" / "zh" / "large-models" / "report.yaml"
SENTENCES = (
    "Revenue rose 15.4% to $1.42bn in 2024 from $1.23bn in 2023.\n\n"
    "2024年营业收入14.2亿元，同比增长15.4%，2023年营业收入12.3亿元。\n\n"
)


def seconds(command: list[str]) -> float:
    """The processor time of a process and its children: the machine may be busy with other things."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Print the table that docs/measures.md has."""
    hook = [str(BIN / "claimlint"), "check", "--force-exclude"]
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "report.md")
        text.write_text("# 2024\n\n" + SENTENCES * 10, encoding="utf-8")
        plain, report = Path(folder, "plain.md"), Path(folder, "report.yaml")
        plain.write_text("# Notes\n\nNothing is counted here.\n", encoding="utf-8")
        report.write_bytes(REPORT.read_bytes())
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "yamllint, report.yaml": [str(BIN / "yamllint"), str(report)],
            "the hook, Markdown without numbers": [*hook, str(plain)],
            "the hook, Markdown with 20 sentences to check": [*hook, str(text)],
            "the hook, report.yaml": [*hook, str(report)],
        }
        os.chdir(folder)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for path in (text, plain, report):  # each is changed: what is not is answered from the cache
                with path.open("a", encoding="utf-8") as file:
                    file.write(f"# turn {turn}\n" if path is report else f"\nTurn.{'!' * turn}\n")
            for name, command in commands.items():
                spent = seconds(command)
                if turn:  # the first fills the caches of the disk
                    times[name].append(spent)
    base = median(times["yamllint, report.yaml"])
    print("| whole process | seconds | × yamllint |\n|---|---|---|")
    for name, spent in times.items():
        print(f"| {name} | {median(spent):.3f} | {median(spent) / base:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
