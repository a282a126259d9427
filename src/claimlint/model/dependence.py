"""What moves if a number changes."""

from __future__ import annotations

from claimlint.frozen import dataclass
from claimlint.model.text import Language, Location


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of a document, with the name that its author gave it."""

    location: Location
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Dependent:
    """A number that takes part in a relation with another one.

    ``computed``: it follows from that one, and moves with it; else the two are only compared (repeated, ranked,
    bounded), and must still agree.  ``holds`` is false where they do not now.  ``working`` is the relation with the
    printed numbers put in, ``dependents`` what in turn depends on it (nothing where it is told further up).
    """

    number: Numeral
    rule: str
    computed: bool
    holds: bool
    working: str
    dependents: tuple[Dependent, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependence:
    """A number, and what depends on it."""

    number: Numeral
    dependents: tuple[Dependent, ...]
    language: Language
