"""What a run has looked at besides its program: files, folders, whether something is there, and which day it is.

Whoever looks at one of these says so here.  While :class:`Notes` are taken, each question is kept with its answer: as
long as all answers are the same, so is what follows from them.  This module is imported first, to find out whether
anything else need be: it imports nothing that Python has not loaded itself.
"""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    Question = tuple[str, str]  # what was asked, and of which path
    Answer = bytes | str | int

# What is in a file; what is at a path; the names in a folder; where links lead to; the day.
FILE, KIND, FOLDER, REAL, DAY = "file", "kind", "folder", "real", "day"
_DIGEST = 16  # bytes


class Notes:
    """Questions with their answers, taken inside ``with``.

    They are ``spoiled`` where one question has had two answers: a file was changed while the run went on.
    """

    def __init__(self) -> None:
        self.answers: dict[Question, Answer] = {}
        self.spoiled = False

    def add(self, question: Question, answer: Answer) -> None:
        """Note an answer."""
        self.spoiled |= self.answers.setdefault(question, answer) != answer

    def join(self, other: Notes) -> None:
        """Add those of a part of the run."""
        for question, answer in other.answers.items():
            self.add(question, answer)
        self.spoiled |= other.spoiled

    def __enter__(self) -> Notes:
        _taken.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        _taken.remove(self)


# The innermost last.  A process that takes notes has one run at a time.
_taken: list[Notes] = []


def hold(answers: Iterable[tuple[Question, Answer]]) -> bool:
    """True where all questions still have these answers."""
    return all(ask(*question) == answer for question, answer in answers)


def ask(what: str, path: str) -> Answer:
    """The answer of now."""
    if what == FILE:
        try:
            with open(path, "rb", buffering=0) as file:
                return digest(file.read())
        except OSError as error:
            return _failed(error)
    if what == KIND:
        return "folder" if os.path.isdir(path) else "file" if os.path.isfile(path) else "other" * os.path.exists(path)
    if what == FOLDER:
        try:
            with os.scandir(path) as entries:
                return _listing(f"{entry.name}/" if entry.is_dir() else entry.name for entry in entries)
        except OSError as error:
            return _failed(error)
    return os.path.realpath(path) if what == REAL else time.strftime("%Y-%m-%d")


def digest(data: bytes) -> bytes:
    """What no other data have."""
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    found: bytes = blake2b(data, digest_size=_DIGEST).digest()
    return found


def _asked(what: str, path: str) -> Answer:
    answer = ask(what, path)
    if _taken:
        _taken[-1].add((what, path), answer)
    return answer


def note_read(path: str, read: bytes | OSError) -> None:
    """The file at ``path`` was read, or could not be."""
    if _taken:
        _taken[-1].add((FILE, path), digest(read) if isinstance(read, bytes) else _failed(read))


def spoil() -> None:
    """Something was looked at that is not worth a note."""
    if _taken:
        _taken[-1].spoiled = True


def note_all(notes: Notes) -> None:
    """A part of the run has asked these."""
    if _taken:
        _taken[-1].join(notes)


def note_folder(path: str, folders: Iterable[str], files: Iterable[str]) -> None:
    """The folder at ``path`` was listed."""
    if _taken:
        _taken[-1].add((FOLDER, path), _listing((*(f"{name}/" for name in folders), *files)))


def exists(path: str) -> bool:
    """True where there is something at ``path``."""
    return _asked(KIND, path) != ""


def is_file(path: str) -> bool:
    """True where there is a file at ``path``."""
    return _asked(KIND, path) == "file"


def is_folder(path: str) -> bool:
    """True where there is a folder at ``path``."""
    return _asked(KIND, path) == "folder"


def real(path: str) -> str:
    """Where the links in ``path`` lead to."""
    return str(_asked(REAL, path))


def today() -> date:
    """The day on which this runs."""
    from datetime import date

    return date.fromisoformat(str(_asked(DAY, "")))


def _listing(names: Iterable[str]) -> bytes:
    return digest("\0".join(sorted(names)).encode("utf-8", "surrogateescape"))


def _failed(error: OSError) -> int:
    return error.errno or 0
