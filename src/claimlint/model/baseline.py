"""Findings that are known: what a baseline remembers of each."""

from __future__ import annotations

from claimlint.frozen import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding that a baseline holds, by its content and never by its line.

    ``count`` is how often the passage stands in the file; ``text`` is what was printed, for those who read baselines.
    """

    path: str
    rule: str
    fingerprint: str
    count: int = 1
    text: str = ""
