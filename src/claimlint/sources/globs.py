"""Patterns in gitignore's grammar: the only place that knows pathspec, imported where there are patterns."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Globs:
    """Patterns that count from ``folder``.  Raises ValueError for one that cannot be read."""

    def __init__(self, folder: str, patterns: Iterable[str]) -> None:
        from pathspec import GitIgnoreSpec

        self.folder = os.path.abspath(folder)
        try:
            self._spec: GitIgnoreSpec = GitIgnoreSpec.from_lines(patterns)
        except (ValueError, re.error) as error:
            raise ValueError(f"not a pattern of gitignore: {error}") from None

    def says(self, path: str, *, folder: bool = False) -> bool | None:
        """True where the patterns match ``path``, False where a ``!`` takes it back, None where none speaks of it."""
        inside = os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")
        if inside == "." or inside.startswith("../"):
            return None
        return self._spec.check_file(inside + "/" if folder else inside).include

    def matches(self, path: str, *, folder: bool = False) -> bool:
        """True where the patterns match ``path`` in the end."""
        return self.says(path, folder=folder) is True
