"""What one run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimlint.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run; every field has a default, so ``Settings()`` is a plain check.

    ``facts`` are files of reference values; ``as_of`` is the day on which facts must be fresh; ``fail_on`` the least
    severity that fails the run; ``select`` the ids of the rules to run (empty: all); ``units`` are files of unit
    definitions (pint's format).
    """

    facts: tuple[str, ...] = ()
    as_of: date | None = None
    fail_on: Severity = Severity.ERROR
    select: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def runs(self, rule: str) -> bool:
        """True where the rule of this id is to run."""
        return not self.select or rule in self.select
