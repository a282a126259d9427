"""Numbers of a passage by what can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from claimlint.model.claim import Claim


def groups(claims: Iterable[Claim], are_alike: Callable[[Claim, Claim], bool]) -> list[list[Claim]]:
    """The claims by what they are comparable with, where there is more than one of a kind."""
    found: list[list[Claim]] = []
    for claim in claims:
        group = next((g for g in found if are_alike(g[0], claim)), None)
        if group is None:
            found.append([claim])
        else:
            group.append(claim)
    return [group for group in found if len(group) > 1]
