"""Where claimlint keeps what it need not work out twice."""

from __future__ import annotations

import os
import sys

# Folders of results: of whole runs, and of files.
RUNS, PARTS = RESULTS = ("runs", "files")
_DIGITS = 32  # of the name of a result


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
