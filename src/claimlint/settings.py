"""What one run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimlint.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; every field has a default, so ``Settings()`` is a plain check.

    ``facts`` are files of reference values; ``as_of`` is the day on which facts must be
    fresh, and from which relative words count (last year); ``fail_on`` the least
    severity that fails the run; ``select`` the ids of the rules to run (empty: all); ``units`` are files of unit
    definitions (pint's format); ``bare`` also extracts what nothing links to anything (bare numbers, ordinals).
    """

    facts: tuple[str, ...] = ()
    as_of: date | None = None
    fail_on: Severity = Severity.ERROR
    select: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    bare: bool = False

    def runs(self, rule: str) -> bool:
        """True where the rule of this id is to run."""
        return not self.select or rule in self.select
