"""What git leaves out: ``.gitignore`` from the top of the repository down, and ``.git/info/exclude``."""

from __future__ import annotations

import os

from claimlint.cache import notes
from claimlint.sources.globs import Globs


def repository(folder: str) -> str | None:
    """The folder at or above ``folder`` that holds ``.git``; None outside repositories."""
    here = os.path.abspath(folder)
    while not notes.exists(os.path.join(here, ".git")):
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above
    return here


class GitIgnore:
    """Asks each ``.gitignore`` that counts for a path; each file is read once.

    Outside a repository nothing is ignored: a stray ``.gitignore`` says nothing there to git, either.
    """

    def __init__(self) -> None:
        self._in: dict[str, tuple[Globs, ...] | None] = {}

    def has(self, path: str, *, folder: bool) -> bool:
        """True where git would leave ``path`` out; the nearest file that speaks of it decides."""
        for globs in self._at(os.path.dirname(os.path.abspath(path))) or ():
            said = globs.says(path, folder=folder)
            if said is not None:
                return said
        return False

    def _at(self, folder: str) -> tuple[Globs, ...] | None:
        """The patterns that count in ``folder``, nearest first; None outside a repository."""
        if folder not in self._in:
            above = os.path.dirname(folder)
            inherited: tuple[Globs, ...] | None
            if notes.exists(os.path.join(folder, ".git")):
                inherited = _read(os.path.join(folder, ".git", "info", "exclude"), folder)
            else:
                inherited = None if above == folder else self._at(above)
            own = () if inherited is None else _read(os.path.join(folder, ".gitignore"), folder)
            self._in[folder] = None if inherited is None else (*own, *inherited)
        return self._in[folder]


def _read(path: str, folder: str) -> tuple[Globs, ...]:
    try:
        with open(path, "rb") as file:
            data = file.read()
        notes.note_read(path, data)
        return (Globs(folder, data.decode("utf-8", "replace").splitlines()),)
    except OSError as error:  # git passes over such a file, too
        notes.note_read(path, error)
        return ()
    except ValueError:
        return ()
