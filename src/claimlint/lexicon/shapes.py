"""Patterns by which the words of a language are known around a number (``shapes.yaml``)."""

from __future__ import annotations

from re import Pattern

from claimlint.cache.compiled import compiled
from claimlint.lexicon.load import entries


def shape(name: str) -> Pattern[str]:
    """The pattern called ``name``.

    Raises:
        KeyError: no lexicon has a shape of this name.
    """
    found = next((entry for entry in entries("shapes") if entry["shape"] == name), None)
    if found is None:
        raise KeyError(name)
    return compiled(found["pattern"])
