"""The words that tie a part to its whole, and one way of saying a thing to another."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table


@dataclass(frozen=True)
class Ties:
    """``of`` stands between part and whole, ``among`` around the whole, ``of_these`` behind the part (``links.yaml``).

    ``apposed`` says the same again in another way, ``acted`` is a verb of what is counted, and ``modifies`` ties a
    number to the noun behind it; ``remains`` stands in front of what is left, ``comparing`` in front of what is
    compared with, ``landed`` between a change and the level it led to, ``moved_by`` in front of a change, and
    ``reaches`` between the two ends of a course (由115.02增至173.13亿元); ``flowed`` is a verb of
    what comes or goes, ``comes`` and ``goes`` stand right behind the number of such things;
    ``resumes`` takes up its subject behind what was put between the two; ``grown`` may run on into its number
    (CAGR30.8%); ``minted`` ends the name of a money whose unit is said behind the number (港币30亿元),
    ``exchanged`` stands in front of a money that a rate is of (兑港币0.92元); ``of_length`` speaks of the length of
    time in front of it (a three-year CAGR); ``more`` and ``fewer`` stand between what is compared with and by how
    much (比去年多6家).
    """

    of: Table[bool]
    of_these: Table[bool]
    among: Table[bool]
    apposed: Table[bool]
    acted: Table[bool]
    flowed: Table[bool]
    comes: Table[bool]
    goes: Table[bool]
    resumes: Table[bool]
    modifies: Table[bool]
    remains: Table[bool]
    comparing: Table[bool]
    landed: Table[bool]
    moved_by: Table[bool]
    reaches: Table[bool]
    grown: Table[bool]
    of_length: Table[bool]
    more: Table[bool]
    fewer: Table[bool]
    minted: Table[bool]
    exchanged: Table[bool]


@cache
def ties() -> Ties:
    """The tables, compiled from the lexicon."""
    return Ties(**{field.name: _flagged(field.name) for field in fields(Ties)})


def _flagged(key: str) -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get(key) for word in entry["words"])
