"""Formats of ``claimlint extract --claims``: they print what each number is said of.

Periods are claims, too, but say nothing of the world: they are left out.
"""

from __future__ import annotations

from claimlint.model.claim import Claim, Role
from claimlint.reporters.extract import Extracted


def said(value: Extracted) -> tuple[Claim, ...]:
    """The claims that say something."""
    return tuple(claim for claim in value.claims if claim.role is not Role.PERIOD)
