"""Two numbers that changed places: each is what should stand where the other one does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claimlint.model.finding import Finding

# Numbers that change places stand near each other (环比增长32.7%，同比增长17.5%).
_NEAR = 200


def explain_swaps(findings: Sequence[Finding]) -> Iterator[Finding]:
    """``findings`` in order of place, those of two numbers that changed places with that as the likely cause."""
    causes: dict[int, str] = {}
    for first, second in pairwise(findings):
        if _swapped(first, second):
            causes[id(first)] = f"swapped with another number ({second.location.text})"
            causes[id(second)] = f"swapped with another number ({first.location.text})"
    for finding in findings:
        yield replace(finding, likely_cause=causes[id(finding)]) if id(finding) in causes else finding


def _swapped(first: Finding, second: Finding) -> bool:
    if first.location.path != second.location.path or first.unit != second.unit:
        return False
    if second.location.start - first.location.end > _NEAR:
        return False
    return _would_hold(first, second) and _would_hold(second, first)


def _would_hold(here: Finding, there: Finding) -> bool:
    """True where the number that stands there is one that could stand here."""
    if here.recomputed is None or there.stated is None or here.would_pass is None:
        return False
    return here.recomputed.bounded and here.recomputed.meets(there.stated)
