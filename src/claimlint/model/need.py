"""Reference values that would decide what is undecidable."""

from __future__ import annotations

from claimlint.frozen import dataclass
from claimlint.model.finding import Failure
from claimlint.model.text import Language, Location


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that is missing: what it would be of, and the numbers that it would decide.

    ``unit`` is the machine spelling of the unit that fits; ``id`` a name for it, or the one that a formula uses.
    """

    id: str
    decides: tuple[Location, ...]
    subject: str | None = None
    metric: str | None = None
    period: str | None = None
    scope: str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """What is missing, in order of place.

    ``other`` counts the undecidable numbers that no fact would decide; ``errors`` are inputs that could not be read.
    """

    needs: tuple[Need, ...]
    other: int
    language: Language
    errors: tuple[Failure, ...] = ()
