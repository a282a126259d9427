"""The known name that is most like a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

_LIKE_ENOUGH = 0.55


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``word`` was probably meant to be; None where none is like it."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(
        word,
        sorted(known),
        scorer=OSA.normalized_similarity,
        processor=lambda name: name.casefold().replace("_", "-"),
        score_cutoff=_LIKE_ENOUGH,
    )
    return None if found is None else str(found[0])


def hint(word: str, known: Iterable[str]) -> str:
    """``; did you mean …?``, or nothing."""
    near = nearest(word, known)
    return "" if near is None else f"; did you mean {near}?"
