"""What whole runs of the command line have printed, kept to be printed again as long as it is the same.

An entry is found by the command line, the folder, the program and what else shapes its output; it holds the answers to
all that the run has asked (:mod:`claimlint.notes`), what it printed and its exit code.  It counts only if every answer
is still the same.  An entry is written beside its place and then put there in one step, with a digest of itself: one
that is torn, foreign or out of date is none, and whatever goes wrong costs time and nothing else.

This module is imported before anything else is: it imports nothing slow.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

from claimlint import cachedir
from claimlint.notes import digest, hold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimlint.notes import Notes

    Printed = Sequence[tuple[int, str]]  # to standard output (1) or error (2)

_MAGIC = b"claimlint run 1\n"
# What colours, widths and encodings follow from, by how the names of the variables begin.
_COLOURS = ("CLICOLOR", "COLOR", "COLUMNS", "FORCE_COLOR", "LINES", "NO_COLOR", "TERM", "TTY_", "UNICODE_")
_ENVIRONMENT = (*_COLOURS, "CLAIMLINT", "LANG", "LC_", "PYTHON", "TZ")
_CHUNK = 16_384  # with PYTHONUNBUFFERED, Python takes one long write that was cut short for a success
_LARGEST = 4_000_000  # bytes of an entry
_MOST, _MOST_BYTES = 2_000, 64_000_000  # beyond this, the older half goes
_LOOKED_AFTER = 16  # one in so many new entries looks whether there are too many
_ABANDONED = 3600  # seconds after which nobody is still writing


class Entry:
    """The place where what one command line prints is kept."""

    def __init__(self, path: str) -> None:
        self._path = path

    def replay(self) -> int | None:
        """Print what is kept and return its exit code; None where nothing is kept that is still the same.

        Raises :class:`OSError` where it cannot be printed.
        """
        try:
            with open(self._path, "rb", buffering=0) as file:
                whole = file.read()
            body = whole[len(_MAGIC) + len(digest(b"")) :]
            if whole[: -len(body)] != _MAGIC + digest(body):
                return None
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
        body = marshal.dumps((list(notes.answers.items()), list(printed), code))
        if len(body) <= _LARGEST:
            _replace(self._path, _MAGIC + digest(body) + body)


def entry_of(arguments: Sequence[str]) -> Entry | None:
    """The place for what these arguments print here; None where nothing is to be kept."""
    folder = cachedir.usual_folder()
    if folder is None or arguments[:1] != ["check"] or "--no-cache" in arguments:
        return None
    try:
        terminals = [stream.isatty() for stream in (sys.stdout, sys.stderr)]
        width = os.get_terminal_size(sys.stdout.fileno()).columns if terminals[0] else 0
        here = os.getcwd()
        program = _program()
    except (OSError, ValueError, AttributeError):  # no streams, no working directory
        return None
    shaping = sorted(pair for pair in os.environ.items() if pair[0].startswith(_ENVIRONMENT))
    told = (list(arguments), here, shaping, terminals, width, sys.version, program)
    return Entry(os.path.join(folder, cachedir.RUNS, digest(marshal.dumps(told)).hex()))


def _program() -> list[tuple[str, int, int]]:
    """What changes when claimlint, or anything that it builds on, does: times and sizes.

    Installing touches the folder of packages.  Where claimlint itself stands elsewhere, its files may be edited.
    """
    packages = [folder for folder in sys.path if folder.endswith("-packages")]
    stamps = [(folder, os.stat(folder).st_mtime_ns, 0) for folder in packages]
    here = os.path.dirname(os.path.abspath(__file__))
    if os.path.dirname(here) in packages:
        return stamps
    root = os.path.dirname(os.path.dirname(here))
    for folder in (here, os.path.join(root, "rules"), os.path.join(root, "claims", "facts")):
        if os.path.isdir(folder):
            _stamp(folder, stamps)
    return stamps


def _stamp(folder: str, stamps: list[tuple[str, int, int]]) -> None:
    stamps.append((folder, 0, 0))
    for name in sorted(os.listdir(folder)):
        path = f"{folder}/{name}"
        if "." in name:
            found = os.stat(path)
            stamps.append((name, found.st_mtime_ns, found.st_size))
        elif name != "__pycache__":
            _stamp(path, stamps)


def _replace(path: str, whole: bytes) -> None:
    """In one step, so that nobody finds half of it."""
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}-{os.getpid()}")
    try:
        os.makedirs(folder, exist_ok=True)
        try:
            with open(beside, "xb") as file:
                file.write(whole)
            os.replace(beside, path)
        except BaseException:
            os.unlink(beside)
            raise
        if int(name[:2], 16) < 256 // _LOOKED_AFTER:
            _tidy(folder)
    except OSError:
        return


def _tidy(folder: str) -> None:
    """Let the older half go where there is too much, and what a process left that was killed while it wrote."""
    now = time.time()
    found = []
    for entry in os.scandir(folder):
        stat = entry.stat()
        if not entry.name.startswith("."):
            found.append((stat.st_mtime, stat.st_size, entry.path))
        elif now - stat.st_mtime > _ABANDONED:
            os.unlink(entry.path)
    if len(found) > _MOST or sum(size for _, size, _ in found) > _MOST_BYTES:
        for _, _, path in sorted(found)[: (len(found) + 1) // 2]:
            os.unlink(path)
