"""The passage of a long text that is nearest to each of several short ones, without comparing every sentence.

Pieces of four characters of all the short texts are looked up in one pass over the long one; where many pieces of one
short text stand in line, its candidates are, and only those are aligned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimlint.claims.similar import align
from claimlint.frozen import dataclass

_PIECE = 4
_STEP = 64  # pieces whose diagonals differ by less are counted together
_MOST_PLACES = 40  # of one piece: boilerplate says nothing about where a passage is
_CANDIDATES = 3
_LEAST_SCORE = 60
LONGEST = 4000  # code points that are aligned: alignment costs the product of the lengths


@dataclass(frozen=True, slots=True)
class Nearest:
    """A stretch of the long text, and how like it is (0–100)."""

    start: int
    end: int
    score: int


def nearest(wanted: Sequence[str], text: str) -> list[Nearest | None]:
    """For each of ``wanted`` the stretch of ``text`` most like it; None where nothing is alike."""
    pieces = {part for short in wanted for part in _pieces(short)}
    places: dict[str, list[int]] = {}
    for start in [at for at in range(len(text) - _PIECE + 1) if text[at : at + _PIECE] in pieces]:
        places.setdefault(text[start : start + _PIECE], []).append(start)
    return [_best(short, text, places) for short in wanted]


def _pieces(short: str) -> list[str]:
    return [short[at : at + _PIECE] for at in range(min(len(short), LONGEST) - _PIECE + 1)]


def _best(short: str, text: str, places: dict[str, list[int]]) -> Nearest | None:
    diagonals: Counter[int] = Counter()
    for offset, piece in enumerate(_pieces(short)):
        found = places.get(piece, ())
        if len(found) <= _MOST_PLACES:
            for place in found:
                diagonals[(place - offset) // _STEP] += 1
    cut = short[:LONGEST]
    best: Nearest | None = None
    for diagonal, _ in diagonals.most_common(_CANDIDATES):
        begin = max(0, (diagonal - 1) * _STEP)
        window = text[begin : (diagonal + 2) * _STEP + len(cut)]
        found_at = align(cut, window)
        if found_at.score >= _LEAST_SCORE and (best is None or found_at.score > best.score):
            best = Nearest(begin + found_at.start, min(len(text), begin + found_at.end), found_at.score)
    return best
