"""Rates of change as expressions: lengths of time, roots, N-fold changes, and what a growth may start from."""

# ruff: noqa: D102 (the four methods of a node are documented once, on Node)

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model import dimension as dim
from claimlint.model.dimension import Dimension
from claimlint.model.expression import Box, Environment, Node, Number, Slope
from claimlint.model.interval import Interval, Undefined
from claimlint.model.period import Period, years_between

# Degrees of roots (numerator and denominator of a number of years): a century of months.
MAX_DEGREE = 1200
MAX_BITS = 200_000


@dataclass(frozen=True, slots=True)
class Years(Node):
    """The years from one claim's period to another's; a number once it is resolved."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    fallback: bool = False  # whether the case's own length of time will do

    def names(self) -> Iterator[str]:
        return iter(())

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        first, last = (self._period(environment, names) for names in (self.first, self.last))
        years = years_between(first, last) if first and last else None
        if years is None and self.fallback:
            years = environment.years
        if years is None:
            raise Undefined("no-period")
        return Number(years), dim.LITERAL

    @staticmethod
    def _period(environment: Environment, names: tuple[str, ...]) -> Period | None:
        """The period that all the names of one end share."""
        periods = {environment.periods.get(name) for name in names}
        return periods.pop() if len(periods) == 1 else None

    def value(self, box: Box) -> Interval:
        raise Undefined("no-period")

    def slope(self, box: Box, name: str) -> Slope:
        raise Undefined("no-period")


@dataclass(frozen=True, slots=True)
class Root(Node):
    """The ``years``-th root of a ratio: how much something changes each year.  Irrational ends are rounded outward."""

    ratio: Node
    years: Node

    def names(self) -> Iterator[str]:
        yield from self.ratio.names()
        yield from self.years.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        ratio, measure = self.ratio.resolve(environment)
        years, _ = self.years.resolve(environment)
        if measure.powers:
            raise Undefined(dim.mismatch(measure))
        return Root(ratio, years), dim.product([(measure, 1)])

    def degree(self) -> Fraction | None:
        """The number of years, where it is known exactly."""
        return _degree(self.years.number) if isinstance(self.years, Number) else None

    def value(self, box: Box) -> Interval:
        ratio, years = self.ratio.value(box), self.years.value(box)
        if years.low is None or years.high is None:
            raise Undefined("no-period")
        # for one ratio the root moves one way with the years, so the ends of the years hold all the rest
        ends = [_degree(years.low)] if years.low == years.high else [_degree(years.low), _degree(years.high)]
        return Interval.hull(raised(ratio, n.denominator).root(n.numerator) for n in ends)

    def slope(self, box: Box, name: str) -> Slope:
        degree = self.degree()
        if degree is None:
            raise Undefined("no-slope")
        ratio, rise = self.ratio.slope(box, name)
        root = raised(ratio, degree.denominator).root(degree.numerator)
        return root, root / ratio * rise * (1 / degree)


@dataclass(frozen=True, slots=True)
class Fold(Node):
    """A ratio or its inverse, whichever is above one: the N of an N-fold change, up or down."""

    ratio: Node

    def names(self) -> Iterator[str]:
        return self.ratio.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        ratio, measure = self.ratio.resolve(environment)
        return Fold(ratio), measure

    def value(self, box: Box) -> Interval:
        ratio = self.ratio.value(box)
        if ratio.low is not None and ratio.low >= 1:
            return ratio
        inverse = ratio.reciprocal()
        if ratio.high is not None and ratio.high <= 1:
            return inverse
        return Interval.hull([ratio, inverse]).clipped(low=Fraction(1))

    def slope(self, box: Box, name: str) -> Slope:
        ratio, rise = self.ratio.slope(box, name)
        value, fall = self.value(box), -rise / ratio / ratio
        if ratio.low is not None and ratio.low >= 1:
            return value, rise
        return value, fall if ratio.high is not None and ratio.high <= 1 else Interval.hull([rise, fall])


@dataclass(frozen=True, slots=True)
class Positive(Node):
    """A base of growth: from zero or less there is none."""

    part: Node

    def names(self) -> Iterator[str]:
        return self.part.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        part, measure = self.part.resolve(environment)
        return Positive(part), measure

    def value(self, box: Box) -> Interval:
        return _positive_only(self.part.value(box))

    def slope(self, box: Box, name: str) -> Slope:
        value, rise = self.part.slope(box, name)
        return _positive_only(value), rise


@dataclass(frozen=True, slots=True)
class Labelled(Node):
    """A plain number that is read as one kind only: a growth is a ratio, never a multiple."""

    part: Node
    kind: str

    def names(self) -> Iterator[str]:
        return self.part.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        part, measure = self.part.resolve(environment)
        if measure.powers:
            raise Undefined(dim.mismatch(measure))
        return Labelled(part, self.kind), dim.of_kind(self.kind)

    def value(self, box: Box) -> Interval:
        return self.part.value(box)

    def slope(self, box: Box, name: str) -> Slope:
        return self.part.slope(box, name)


def raised(value: Interval, exponent: int) -> Interval:
    """A power, unless its digits would go into the ten thousands (then :class:`Undefined`)."""
    ends = [end for end in (value.low, value.high) if end is not None]
    bits = max((max(end.numerator.bit_length(), end.denominator.bit_length()) for end in ends), default=0)
    if bits * abs(exponent) > MAX_BITS:
        raise Undefined("too-large")
    return value**exponent


def _positive_only(value: Interval) -> Interval:
    if value.low is None or value.low < 0 or value.high == 0:
        raise Undefined("non-positive-base")
    return value


def _degree(years: Fraction) -> Fraction:
    if years <= 0:
        raise Undefined("no-period")
    if years.numerator > MAX_DEGREE or years.denominator > MAX_DEGREE:
        raise Undefined("too-large")
    return years
