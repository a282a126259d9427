"""A number as a document prints it, and the sets of values it denotes (the readings)."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.interval import Interval
from claimlint.model.period import Period
from claimlint.model.text import Span
from claimlint.model.unit import Kind, Unit


class Qualifier(StrEnum):
    """The word beside a number that says which values it denotes."""

    NONE = "none"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    SOME = "some"  # 数千万, several million
    OVER_STEP = "over_step"  # 十余, 100多
    RANGE = "range"

    @property
    def threshold(self) -> bool:
        """True where the number is a bound of the value, not the value itself."""
        return self in _THRESHOLDS


_THRESHOLDS = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.LESS_THAN, Qualifier.AT_MOST})


class Reading(StrEnum):
    """A way to read a number.  All but INTERVAL can only downgrade a failure (SEMANTICS: one at a time)."""

    STATED = "stated"
    INTERVAL = "interval"
    ROUND_NUMBER = "round-number"  # 2,400 as a rough figure
    TRUNCATED = "truncated"  # cut off instead of rounded
    ORDER_OF_MAGNITUDE = "order-of-magnitude"  # 十倍幅度
    ANY_DAY_OF_QUARTER = "any-day-of-quarter"  # 年末
    SOFT_CEILING = "soft-ceiling"  # 超过1100亿 is less than 1200亿


LENIENT = (Reading.ROUND_NUMBER, Reading.TRUNCATED, Reading.ORDER_OF_MAGNITUDE, Reading.ANY_DAY_OF_QUARTER)


@dataclass(frozen=True, slots=True)
class Printed:
    """How a number was printed, so that another value can be printed in the same style.

    ``digits`` is the numeral as it stands (``2,065``), ``scale`` what one of its units is worth in the quantity's unit
    (亿 → 10**8), ``decimals`` the digits behind the point.
    """

    digits: str
    scale: Fraction
    decimals: int
    span: Span  # of the digits


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, qualifier and readings, at its place in a document.

    ``span`` holds number, scale, unit and range; ``extended`` the qualifier words too.  ``stated`` and ``interval`` are
    in ``unit`` (percent in percent, money in units of the currency).  ``ulp`` is the place value of the last printed
    digit, ``step`` that of the last non-zero one; both None where the number is vague (数千万).
    """

    span: Span
    extended: Span
    text: str
    unit: Unit
    qualifier: Qualifier
    stated: Interval
    interval: Interval
    ulp: Fraction | None
    step: Fraction | None
    printed: Printed | None = None
    lenient: tuple[tuple[Reading, Interval], ...] = ()
    hedge: str | None = None  # a word over the members: 基本, 普遍, most
    period: Period | None = None  # of a quantity of kind period
    exact: bool = False  # an integer that counts things
    numerals: tuple[Span, ...] = ()  # its numbers with sign and scale word, without the unit: two for a range
    reversed: bool = False  # a range whose ends stand in falling order (30%-20%)

    @property
    def kind(self) -> Kind:
        """The unit's kind."""
        return self.unit.kind

    @property
    def value(self) -> Fraction | None:
        """The printed value: a point, or for a threshold its bound; None for ranges and vague numbers."""
        if self.stated.low == self.stated.high:
            return self.stated.low
        if self.qualifier.threshold:
            return self.stated.low if self.stated.high is None else self.stated.high
        return None

    def under(self, reading: Reading) -> Interval:
        """The set denoted under ``reading``; the default interval where this number has no such reading."""
        if reading is Reading.STATED:
            return self.stated
        for name, interval in self.lenient:
            if name is reading:
                return interval
        return self.interval
