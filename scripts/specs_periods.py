"""Measure periods and durations on the public specifications: ``python scripts/specs_periods.py [--list]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests import shared  # noqa: E402
from tests.specs import periods  # noqa: E402


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print the cases that differ")
    arguments = parser.parse_args()
    if not shared.FOLDER.is_dir():
        sys.exit(shared.MISSING)
    for name in periods.NAMES:
        for language in ("zh", "en"):
            score = periods.score(language, name)
            counts = f"{score.right} of {score.wanted}, {score.read} read"
            print(f"{language} {name:12s} span F1 {score.f1:.3f} ({counts}), value {score.accuracy:.3f}")
            if arguments.list:
                print(*(f"    {line}" for line in score.differing), sep="\n")


if __name__ == "__main__":
    main()
