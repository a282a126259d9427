"""Likeness of texts: the only place that knows rapidfuzz, and it is imported when something has to be compared."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Alignment:
    """The stretch of a longer text that is most like a shorter one; ``score`` is 0–100."""

    start: int
    end: int
    score: int


@dataclass(frozen=True, slots=True)
class Change:
    """Two stretches that differ where two texts are laid beside each other."""

    start: int
    end: int
    other_start: int
    other_end: int


def align(short: str, long: str) -> Alignment:
    """Where in ``long`` something most like ``short`` stands."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not short or not long:
        return Alignment(0, 0, 0)
    if len(short) > len(long):  # rapidfuzz would look for the shorter in the longer, the other way round
        long += " " * (len(short) - len(long))
    found = partial_ratio_alignment(short, long)
    if found is None:
        return Alignment(0, 0, 0)
    return Alignment(found.dest_start, found.dest_end, int(found.score))


def is_slip(one: str, other: str) -> bool:
    """True where two names differ by no more than a slip of the pen: one letter in eight or more."""
    from rapidfuzz.distance import Levenshtein

    longest = max(len(one), len(other))
    return Levenshtein.distance(one, other, score_cutoff=1) * 8 <= longest


def changes(text: str, other: str) -> Iterator[Change]:
    """The stretches in which ``text`` and ``other`` differ, in order."""
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.opcodes(text, other):
        if step.tag != "equal":
            yield Change(step.src_start, step.src_end, step.dest_start, step.dest_end)
