"""``python -m claimlint``, and the ``claimlint`` command: the command line, imported where Ctrl-C is already caught."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code; no traceback leaves it, not even while it is being imported."""
    try:
        from claimlint.apps.cli import main as run

        return run()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("interrupted\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
