"""The words that tie a part to its whole, and one way of saying a thing to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table


@dataclass(frozen=True)
class Ties:
    """``of`` stands between part and whole, ``among`` around the whole, ``of_these`` behind the part (``links.yaml``).

    ``apposed`` says the same again in another way, ``acted`` is a verb of what is counted, and ``modifies`` ties a
    number to the noun behind it, ``remains`` stands in front of what is left, and ``comparing`` in front of what is compared with.
    """

    of: Table[bool]
    of_these: Table[bool]
    among: Table[bool]
    apposed: Table[bool]
    acted: Table[bool]
    modifies: Table[bool]
    remains: Table[bool]
    comparing: Table[bool]


@cache
def ties() -> Ties:
    """The tables, compiled from the lexicon."""
    return Ties(*(_flagged(key) for key in ("of", "of_these", "among", "apposed", "acted", "modifies", "remains", "comparing")))


def _flagged(key: str) -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get(key) for word in entry["words"])
