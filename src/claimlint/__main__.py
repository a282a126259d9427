"""``python -m claimlint``, and the ``claimlint`` command: what is kept, or the command line.

The command line is imported where Ctrl-C is already caught, and only where it is needed.
"""

from __future__ import annotations

import sys

# So many objects are made before Python looks for cycles among them: what a start makes stays, and refers in none.
_OBJECTS = 1_000_000


def main() -> int:
    """Run the command line and return its exit code; no traceback leaves it, not even while it is being imported."""
    try:
        from claimlint.cache.runs import entry_of

        entry = entry_of(sys.argv[1:])
        try:
            code = None if entry is None else entry.replay()
        except OSError as problem:
            from claimlint.apps.cli import unprinted

            return unprinted(problem)
        if code is not None:
            return code
        import gc

        gc.set_threshold(_OBJECTS)
        from claimlint.apps.cli import main as run

        try:
            return run(entry=entry)
        finally:
            gc.freeze()  # it all goes with the process, which would look for cycles in it first
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("interrupted\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
