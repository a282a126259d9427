"""What whole runs of the command line have printed, kept to be printed again as long as it is the same.

An entry is found by the command line, the folder, the program and what else shapes its output; it holds the answers to
all that the run has asked (:mod:`claimlint.cache.notes`), what it printed and its exit code.  It counts only if every
answer is still the same.

This module is imported before anything else is: it imports nothing slow.
"""

from __future__ import annotations

import marshal
import os
import sys

from claimlint.cache import directory
from claimlint.cache.notes import digest, hold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimlint.cache.notes import Notes

    Printed = Sequence[tuple[int, str]]  # to standard output (1) or error (2)

# What colours, widths and encodings follow from, by how the names of the variables begin.
_COLOURS = ("CLICOLOR", "COLOR", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM", "TTY_", "UNICODE_")
_ENVIRONMENT = (*_COLOURS, "CLAIMLINT", "LANG", "LC_", "PYTHON", "TZ")
_CHUNK = 16_384  # with PYTHONUNBUFFERED, Python takes one long write that was cut short for a success


class Entry:
    """The place where what one command line prints is kept."""

    def __init__(self, path: str) -> None:
        self._path = path

    def replay(self) -> int | None:
        """Print what is kept and return its exit code; None where nothing is kept that is still the same.

        Raises :class:`OSError` where it cannot be printed.
        """
        try:
            body = directory.read(self._path)
            answers, printed, code = marshal.loads(body)  # noqa: S302 (our own file, in the user's own folder)
            if not hold(answers):
                return None
            for stream in (sys.stdout, sys.stderr):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        except (OSError, ValueError, EOFError, TypeError, AttributeError):
            return None
        for number, text in printed:
            for start in range(0, len(text), _CHUNK):
                (sys.stdout if number == 1 else sys.stderr).write(text[start : start + _CHUNK])
        sys.stdout.flush()
        sys.stderr.flush()
        return int(code)

    def keep(self, notes: Notes, printed: Printed, code: int) -> None:
        """Keep what a run has printed that took these notes."""
        if notes.spoiled:
            return
        directory.write(self._path, marshal.dumps((list(notes.answers.items()), list(printed), code)))


def entry_of(arguments: Sequence[str]) -> Entry | None:
    """The place for what these arguments print here; None where nothing is to be kept."""
    folder = directory.usual_folder()
    if folder is None or arguments[:1] != ["check"] or "--no-cache" in arguments:
        return None
    try:
        terminals = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
        width = os.get_terminal_size(sys.stdout.fileno()).columns if terminals[0] else 0
        here = os.getcwd()
        program = directory.program()
    except (OSError, ValueError, AttributeError):  # no streams, no working directory
        return None
    shaping = sorted(pair for pair in os.environ.items() if pair[0].startswith(_ENVIRONMENT))
    told = (list(arguments), here, shaping, terminals, width, sys.version, program)
    return Entry(os.path.join(folder, directory.RUNS, digest(marshal.dumps(told)).hex()))
