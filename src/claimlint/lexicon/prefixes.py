"""Many words as one pattern that reads each letter once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def prefixes(words: Iterable[str]) -> str:
    """A pattern for every text that begins with one of ``words``; a blank in them stands for several."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(tree: dict[str, Any]) -> str:
    if "" in tree:  # a word ends here, so whatever follows will do
        return ""
    branches = [(" +" if char == " " else re.escape(char)) + _pattern(below) for char, below in sorted(tree.items())]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
