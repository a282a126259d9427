"""Where claimlint keeps what it need not work out twice, and how.

A result is written beside its place and then put there in one step, with a digest of itself: one that is torn or
foreign is none, and whatever goes wrong costs time and nothing else.  This module is imported before anything else is:
it imports nothing slow.
"""

from __future__ import annotations

import os
import sys
import time

from claimlint.cache.notes import digest

# Folders of results: of whole runs, and of files.
RUNS, PARTS = RESULTS = ("runs", "files")
_DIGITS = 32  # of the name of a result
_MAGIC = b"claimlint result 1\n"
_LARGEST = 4_000_000  # bytes of a result
_MOST, _MOST_BYTES = 20_000, 100_000_000  # in one folder; beyond this, the older half goes
_LOOKED_AFTER = 16  # one in so many new results looks whether there are too many
_ABANDONED = 3600  # seconds after which nobody is still writing


def usual_folder() -> str | None:
    """Where the user's caches are; ``CLAIMLINT_CACHE_DIR`` says otherwise, and nowhere if it is empty."""
    said = os.environ.get("CLAIMLINT_CACHE_DIR")
    if said is not None:
        return said or None
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA")
        return os.path.join(home, "claimlint", "cache") if home else None
    caches = os.environ.get("XDG_CACHE_HOME") or ("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    folder = os.path.expanduser(caches)
    return os.path.join(folder, "claimlint") if os.path.isabs(folder) else None


def kept_files(folder: str) -> list[str]:
    """The files that claimlint keeps in ``folder``, half-written ones too; whatever else is there is not its own."""
    found = []
    for name in ("", *RESULTS):
        here = os.path.join(folder, name)
        for entry in sorted(os.listdir(here)) if os.path.isdir(here) else ():
            own = len(entry.lstrip(".").partition("-")[0]) == _DIGITS if name else entry.endswith(".bin")
            if own or entry.startswith(".claimlint-"):
                found.append(os.path.join(here, entry))
    return found


def read(path: str) -> bytes:
    """The result at ``path``.  Raises OSError or ValueError where there is none that is whole."""
    with open(path, "rb", buffering=0) as file:
        whole = file.read()
    body = whole[len(_MAGIC) + _DIGITS // 2 :]
    if whole[: -len(body)] != _MAGIC + digest(body):
        raise ValueError(path)
    return body


def write(path: str, body: bytes) -> None:
    """Put a result at ``path``, in one step, so that nobody finds half of it; or let it be, where it cannot be done."""
    if len(body) > _LARGEST:
        return
    whole = _MAGIC + digest(body) + body
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


def program() -> list[tuple[str, int, int]]:
    """What changes when claimlint, or anything that it builds on, does: times and sizes.

    Installing touches the folder of packages.  Where claimlint itself stands elsewhere, its files may be edited.
    """
    packages = folders_of_packages()
    stamps = [(folder, os.stat(folder).st_mtime_ns, 0) for folder in packages]
    own = folders_of_program()
    if os.path.dirname(own[0]) not in packages:
        for folder in own:
            _stamp(folder, stamps)
    return stamps


def folders_of_packages() -> list[str]:
    """Where other packages are installed."""
    return [folder for folder in sys.path if folder.endswith("-packages") and os.path.isdir(folder)]


def folders_of_program() -> list[str]:
    """The folder of the package; and those of its data, where these stand beside it."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # this module stands in its folder cache
    root = os.path.dirname(os.path.dirname(here))
    beside = (os.path.join(root, "rules"), os.path.join(root, "claims", "facts"))
    return [here, *filter(os.path.isdir, beside)]


def _stamp(folder: str, stamps: list[tuple[str, int, int]]) -> None:
    stamps.append((folder, 0, 0))
    for name in sorted(os.listdir(folder)):
        path = f"{folder}/{name}"
        if "." in name:
            found = os.stat(path)
            stamps.append((name, found.st_mtime_ns, found.st_size))
        elif name != "__pycache__":
            _stamp(path, stamps)
