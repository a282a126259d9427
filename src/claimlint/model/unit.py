"""Units as values: what is printed, what it may be compared with, and by which exact factor."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from claimlint.frozen import dataclass


class Kind(StrEnum):
    """What sort of number a quantity is.  Numbers of different kinds are never added or compared."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    COUNT = "count"
    PHYSICAL = "physical"
    PRICE = "price"
    PERIOD = "period"
    DURATION = "duration"
    ORDINAL = "ordinal"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    ``id`` is the spelling that machines read (``CNY``, ``%``, ``USD/1e6 token``, ``tonne``); two units can be compared
    where ``dimension`` is equal, and ``factor`` is the number of the dimension's base units in one of this unit
    (percent: 1/100, ``USD/1e6 token``: 1/1000000).
    """

    id: str
    kind: Kind
    dimension: str
    factor: Fraction = Fraction(1)

    def comparable(self, other: Unit) -> bool:
        """True where values in the two units may be added and compared."""
        return self.dimension == other.dimension


PERCENT = Unit("%", Kind.PERCENT, "ratio", Fraction(1, 100))
POINTS = Unit("pp", Kind.POINTS, "points", Fraction(1, 100))
MULTIPLE = Unit("x", Kind.MULTIPLE, "multiple")
MULTIPLE_PER_YEAR = Unit("x/year", Kind.MULTIPLE, "multiple")
NUMBER = Unit("", Kind.NUMBER, "number")
YEARS = Unit("year", Kind.DURATION, "duration-calendar", Fraction(1))
