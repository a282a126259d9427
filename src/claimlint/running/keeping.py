"""What single files add to a run, kept between runs: in a large corpus, only what has changed is judged anew.

A part is found by the text, the path and the settings of its file, the facts that it is held against, the program, and
what the names of the other files say of it; and it counts only while whatever else was looked at for it is the same (a
pack of rules, the day).  What names other files itself (a report.yaml), or is read with units of the user's own, is
judged anew.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from pathlib import Path, PurePath
from typing import Any

from claimlint.cache import directory
from claimlint.cache.notes import FILE, digest, hold
from claimlint.model.finding import Failure
from claimlint.quantities.own_units import own_files
from claimlint.running.gathered import Run
from claimlint.running.sending import send_proxies
from claimlint.settings import Settings
from claimlint.sources.find import YAML, short_path

# Of what a part is made: classes of claimlint that only hold values, and the values themselves.
_OURS = ("claimlint.model.", "claimlint.claims.e", "claimlint.claims.translations", "claimlint.running.gathered")
_VALUES = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("claimlint.findings.suppress", "Scope"),
    ("claimlint.cache.notes", "Notes"),
    ("claimlint.settings", "Settings"),
    ("claimlint.running.sending", "_proxy"),
    ("datetime", "date"),
    ("fractions", "Fraction"),
}


send_proxies()


class Keeper:
    """Keeps parts in a folder."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, directory.PARTS)
        self._program = program()

    def place(self, path: str, data: bytes, settings: Settings, part: Run) -> str | None:
        """Where what the file at ``path`` adds is kept; None where it is not."""
        others = part.given.keys() - {path}
        if others or part.watch is not None or part.judged is not None or settings.units or own_files():
            return None
        facts = [part.before.get(short_path(each)) for each in settings.facts]
        if PurePath(path).suffix.lower() in YAML or any(each is None or isinstance(each, Failure) for each in facts):
            return None
        texts = [each.document.text for each in facts if each is not None and not isinstance(each, Failure)]
        told = repr((path, settings, part.library.named_of(path), texts)).encode("utf-8", "backslashreplace")
        name = digest(b"".join(map(digest, (self._program, told, data)))).hex()
        return os.path.join(self._folder, name)

    def find(self, place: str | None, path: str) -> Run | None:
        """The part that is kept there; None where there is none that is still true."""
        if place is None:
            return None
        try:
            part = _Reader(io.BytesIO(directory.read(place))).load()
        except Exception:  # whatever is wrong with it: it is made anew
            return None
        if not isinstance(part, Run):
            return None
        asked = ((question, answer) for question, answer in part.notes.answers.items() if question != (FILE, path))
        return part if hold(asked) else None

    def keep(self, place: str | None, part: Run) -> None:
        """Keep a part, where it may be."""
        if place is not None and not part.notes.spoiled and not part.facts:
            directory.write(place, pickle.dumps(part, pickle.HIGHEST_PROTOCOL))


def program() -> bytes:
    """What changes when claimlint, or anything that it builds on, does; the same on another machine."""
    installed = (name for folder in directory.folders_of_packages() for name in os.listdir(folder))
    packages = sorted(name for name in installed if name.endswith((".dist-info", ".egg-info")))
    found = [repr((sys.version, packages)).encode()]
    for folder in directory.folders_of_program():
        for here, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            found += [digest(Path(here, name).read_bytes()) + name.encode() for name in sorted(files)]
    return b"".join(map(digest, found))


class _Reader(pickle.Unpickler):
    """Makes nothing but values: a file that somebody else has put there cannot do anything."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _VALUES and not (module.startswith(_OURS) and "." not in name):
            raise pickle.UnpicklingError(f"{module}.{name}")
        found = super().find_class(module, name)
        if not isinstance(found, type) and (module, name) not in _VALUES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found
