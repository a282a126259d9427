"""Read the public specifications of number readers and print, for each kind and language, how much agrees.

``python scripts/specs.py [--list] [kind …]``; the suite lies beside the repository (``CLAIMLINT_SHARED``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "src")]

from tests.specs import adapter  # noqa: E402


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print the cases that differ")
    parser.add_argument("kinds", nargs="*", default=adapter.KINDS)
    arguments = parser.parse_args()
    print(f"{'':14}{'span F1':>9}{'value':>9}{'spans':>8}{'read':>7}{'same':>7}")
    for kind in arguments.kinds:
        for language in adapter.LANGUAGES:
            total, lines = adapter.Score(), []
            for case in adapter.cases(kind, language):
                read = adapter.results(case)
                one = adapter.score(case, read)
                total += one
                if not one.expected == one.read == one.matched == one.right:
                    lines.append(_line(case, read))
            counts = f"{total.expected:8}{total.read:7}{total.matched:7}"
            print(f"{language} {kind:14}{total.f1:6.3f}{total.accuracy:9.3f}{counts}")
            if arguments.list:
                print(*lines, sep="\n")


def _line(case: adapter.Case, read: list[adapter.Result]) -> str:
    def show(result: adapter.Result) -> str:
        value = result.value
        said = str(float(value)) if hasattr(value, "numerator") else str(value)
        return f"{case.text[result.start : result.end]}={said}{result.unit}"

    expected = "; ".join(show(result) + "/".join(units) for result, units in case.expected)
    return f"   {case.id} {case.text[:160]!r}\n      + {expected}\n      - {'; '.join(map(show, read))}"


if __name__ == "__main__":
    main()
