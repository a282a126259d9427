"""Whole processes from start to end: what a pre-commit hook or an editor pays for one small file."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

SMALL = """# 年报摘要

2024年营业收入14.2亿元，同比增长15.4%，2023年营业收入12.3亿元。其中海外收入5.2亿元，占比36.6%。

| 项目 | 2023 | 2024 |
|---|---|---|
| 甲 | 1.0 | 2.0 |
| 乙 | 2.0 | 3.0 |
| 合计 | 3.0 | 5.0 |
"""


def starts(repeat: int) -> dict[str, float | None]:
    """Processor seconds of whole processes, the median of ``repeat``; None for what is not installed.

    The file is changed before each run, so that nothing can know it already; but for *unchanged*, where what the run
    before has printed is printed again.  *cold* has no cache of compiled patterns, *warm* the one that the run before
    it has left; Python's own bytecode is there in both.  The program is started as an installed ``claimlint`` is.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report, data = folder / "report.md", folder / "data.yaml"
        data.write_text("---\na: 1\nb:\n  - x\n", encoding="utf-8")
        code = folder / "code.py"
        code.write_text("x = 1\n", encoding="utf-8")
        script = folder / "claimlint"
        script.write_text("import sys\nfrom claimlint.__main__ import main\nsys.exit(main())\n", encoding="utf-8")
        check = [sys.executable, str(script), "check", str(report)]
        kept = {"CLAIMLINT_CACHE_DIR": str(folder / "kept"), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        kept["PYTHONDONTWRITEBYTECODE"] = ""

        def seconds(
            command: Sequence[str] | None, more: Mapping[str, str] = kept, *, changed: bool = True
        ) -> float | None:
            if command is None:
                return None
            found = []
            for turn in range(repeat + 1):  # the first leaves what the others find
                report.write_text(SMALL.replace("甲", f"甲{turn * changed}"), encoding="utf-8")
                found.append(_processor(command, more))
            return median(found[1:])

        return {
            "python -c pass": seconds([sys.executable, "-c", "pass"]),
            "claimlint --version": seconds([sys.executable, str(script), "--version"]),
            "claimlint check, cold": seconds(check, {**kept, "CLAIMLINT_CACHE_DIR": ""}),
            "claimlint check, warm": seconds(check),
            "claimlint check, unchanged": seconds(check, changed=False),
            "yamllint": seconds(_tool("yamllint", str(data))),
            "ruff check": seconds(_tool("ruff", "check", "--no-cache", "--isolated", str(code))),
        }


def _tool(name: str, *arguments: str) -> list[str] | None:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    return None if found is None else [found, *arguments]


def _processor(command: Sequence[str], more: Mapping[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env={**os.environ, **more}, capture_output=True, check=False)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
