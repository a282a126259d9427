"""Turns of phrase around a number: what no list of words can tell (``turns.yaml``)."""

from __future__ import annotations

from functools import cache
from re import Pattern

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries


@dataclass(frozen=True, slots=True)
class _Turns:
    before: tuple[tuple[Pattern[str], frozenset[str]], ...]
    behind: tuple[tuple[Pattern[str], frozenset[str]], ...]


def turns_around(lead: str, trail: str) -> set[str]:
    """The cues of the turns that stand in ``lead``, in front of a number, and open ``trail``; both in small letters."""
    turns = _turns()
    found = [cues for pattern, cues in turns.before if pattern.search(lead)]
    found += [cues for pattern, cues in turns.behind if pattern.match(trail)]
    return set().union(*found)


@cache
def _turns() -> _Turns:
    told = entries("turns")
    sides = {
        side: tuple((compiled(turn[side]), frozenset(turn["cues"])) for turn in told if turn.get(side))
        for side in ("before", "behind")
    }
    return _Turns(**sides)
