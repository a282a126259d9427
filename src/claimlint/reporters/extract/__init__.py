"""Formats of ``claimlint extract``: they print what was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from claimlint.model.claim import Claim
from claimlint.model.finding import Failure
from claimlint.model.text import Document


class Extracted(Protocol):
    """What these formats need of an extraction."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """One for each quantity, periods included."""
        ...

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by path."""
        ...

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Inputs that could not be read."""
        ...


def period_of(claim: Claim) -> str | None:
    """The machine spelling of the claim's period; a quantity that is a period has its own, and a lone Q3 has none."""
    period = claim.quantity.period or claim.period
    return period.id if period and period.year > 0 else None
