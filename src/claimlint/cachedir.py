"""Where claimlint keeps what it need not work out twice."""

from __future__ import annotations

import os
import sys


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
