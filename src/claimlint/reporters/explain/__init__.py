"""Formats of ``claimlint extract --explain``: they print why numbers were read so, and others not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from claimlint.model.why import Unread, Why
from claimlint.reporters.extract import Extracted


class Explained(Extracted, Protocol):
    """What these formats need: an extraction with its reasons."""

    @property
    def whys(self) -> tuple[Why, ...]:
        """One for each claim."""
        ...

    @property
    def unread(self) -> Mapping[str, tuple[Unread, ...]]:
        """The numbers that are no quantities, by path."""
        ...

    @property
    def as_of(self) -> date | None:
        """The day from which relative words count, where the run says so and not the document."""
        ...
