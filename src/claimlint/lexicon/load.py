"""The lexicon: words of every language, read once from the YAML beside this file.

The files are trusted (tests hold them to ``schema.py``); what is read here is plain data, so that no run pays for a
validation that cannot fail.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from claimlint.cache.compiled import parsed

FOLDER = Path(__file__).parent
LANGUAGES = ("common", "zh", "en")

Entry = dict[str, Any]


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """All entries of the files called ``name`` in every language, each with its ``language``."""
    found: list[Entry] = []
    for language in LANGUAGES:
        found.extend({**entry, "language": language} for entry in document(language, name).get("entries", ()))
    return tuple(found)


@cache
def document(language: str, name: str) -> Entry:
    """One lexicon file as plain data; empty where the language has none."""
    path = FOLDER / language / f"{name}.yaml"
    if not path.is_file():
        return {}
    data: Entry = parsed(path.read_text(encoding="utf-8"))
    return data
