"""What a check of a clean Markdown file imports: nothing that only other inputs and outputs need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# pydantic guards reports and packs; pint reads unlisted units, rapidfuzz misspelt names, pathspec exclusions;
# rich.console colours, charset_normalizer guesses encodings.  With what is kept between runs, not even YAML is read.
NEEDLESS = {
    "charset_normalizer",
    "currency_converter",
    "pathspec",
    "pint",
    "pydantic",
    "rapidfuzz",
    "rich.console",
    "yaml",
}


# All that a result that is kept needs of claimlint; what Python loads itself for `-m` comes before.
FIRST = {"claimlint", "claimlint.cache", "claimlint.cache.directory", "claimlint.cache.notes", "claimlint.cache.runs"}
DIGESTS = {"_blake2", "hashlib", "_hashlib"}


def imported(tmp_path: Path, *options: str) -> list[str]:
    """What the second run imports, in order; the first leaves what it finds."""
    report = tmp_path / "report.md"
    report.write_text("# 收入\n\n2024年收入14.2亿元，同比增长15.4%，2023年收入12.3亿元。\n", encoding="utf-8")
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "claimlint", "check", *options, str(report)],
            env={**os.environ, "CLAIMLINT_CACHE_DIR": str(tmp_path / "kept")},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    return [line.rsplit("|", 1)[1].strip() for line in told.stderr.splitlines() if "|" in line]


def test_a_clean_markdown_file_needs_little(tmp_path: Path) -> None:
    modules = set(imported(tmp_path, "--no-cache"))
    assert "claimlint.pipeline" in modules
    assert sorted(modules & NEEDLESS) == []


def test_a_result_that_is_kept_needs_next_to_nothing(tmp_path: Path) -> None:
    modules = imported(tmp_path)
    assert {each for each in modules if each.startswith("claimlint")} == FIRST
    behind = set(modules[modules.index("claimlint") + 1 :])
    assert behind <= FIRST | DIGESTS
