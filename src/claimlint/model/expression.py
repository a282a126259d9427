"""Expressions over claims as trees: what they measure, which values they take, how those move with one name.

A tree is resolved once per case (dimensions are checked, lengths of time put in) and then evaluated over boxes, that
is over one interval per name.  :meth:`Node.value` counts a name that occurs twice as two independent ones; the exact
image is the business of :mod:`claimlint.model.image`.
"""

# ruff: noqa: D102 (the four methods of a node are documented once, on Node)

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from types import MappingProxyType

from claimlint.frozen import dataclass
from claimlint.model import dimension as dim
from claimlint.model.dimension import Dimension
from claimlint.model.interval import ZERO, Interval
from claimlint.model.period import Period

Box = Mapping[str, Interval]
Slope = tuple[Interval, Interval]  # a value and its derivative with respect to one name
PLUS, MINUS = Fraction(1), Fraction(-1)
NOTHING, ONE = Interval.point(0), Interval.point(1)


@dataclass(frozen=True, slots=True)
class Environment:
    """What the names of a formula stand for, apart from their values.

    ``years`` is the length of time that the case itself declares, used where the claims have no periods.
    """

    dimensions: Mapping[str, Dimension]
    periods: Mapping[str, Period | None] = field(default_factory=lambda: MappingProxyType({}))
    years: Fraction | None = None


class Node:
    """One part of an expression."""

    __slots__ = ()

    def names(self) -> Iterator[str]:
        """Every occurrence of a name whose value counts, in order."""
        raise NotImplementedError

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        """The same with lengths of time put in, and what it measures.  Raises :class:`Undefined` for unlike units."""
        raise NotImplementedError

    def value(self, box: Box) -> Interval:
        """A set that holds every result; the exact image where no name occurs twice."""
        raise NotImplementedError

    def slope(self, box: Box, name: str) -> Slope:
        """:meth:`value` and a set that holds every derivative with respect to ``name``."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A literal: exact, and without a unit."""

    number: Fraction

    def names(self) -> Iterator[str]:
        return iter(())

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        return self, dim.LITERAL if self.number else dim.ZERO_LITERAL

    def value(self, box: Box) -> Interval:
        return Interval.point(self.number)

    def slope(self, box: Box, name: str) -> Slope:
        return self.value(box), NOTHING


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A claim's number."""

    name: str

    def names(self) -> Iterator[str]:
        yield self.name

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        return self, environment.dimensions[self.name]

    def value(self, box: Box) -> Interval:
        return box[self.name]

    def slope(self, box: Box, name: str) -> Slope:
        return box[self.name], ONE if self.name == name else NOTHING


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Terms with the weight of each (±1, or 1/n in a mean)."""

    terms: tuple[tuple[Fraction, Node], ...]

    def names(self) -> Iterator[str]:
        for _, term in self.terms:
            yield from term.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        resolved = [(weight, *term.resolve(environment)) for weight, term in self.terms]
        measure = resolved[0][2]
        for weight, _, other in resolved[1:]:
            measure = dim.added(measure, other, minus=weight < 0)
        return Sum(tuple((weight, term) for weight, term, _ in resolved)), measure

    def value(self, box: Box) -> Interval:
        total = NOTHING
        for weight, term in self.terms:
            total = total + _weighted(term.value(box), weight)
        return total

    def slope(self, box: Box, name: str) -> Slope:
        total, change = NOTHING, NOTHING
        for weight, term in self.terms:
            part, rise = term.slope(box, name)
            total, change = total + _weighted(part, weight), change + _weighted(rise, weight)
        return total, change


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Factors with an exponent each: +1 multiplies, −1 divides."""

    factors: tuple[tuple[int, Node], ...]

    def names(self) -> Iterator[str]:
        for _, factor in self.factors:
            yield from factor.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        resolved = [(exponent, *factor.resolve(environment)) for exponent, factor in self.factors]
        measure = dim.product((part, exponent) for exponent, _, part in resolved)
        return Product(tuple((exponent, factor) for exponent, factor, _ in resolved)), measure

    def value(self, box: Box) -> Interval:
        result = ONE
        for exponent, factor in self.factors:
            part = factor.value(box)
            result = result * part if exponent > 0 else result / part
        return result

    def slope(self, box: Box, name: str) -> Slope:
        result, change = ONE, NOTHING
        for exponent, factor in self.factors:
            part, rise = factor.slope(box, name)
            if exponent > 0:
                result, change = result * part, change * part + result * rise
            else:
                result = result / part
                change = (change - result * rise) / part
        return result, change


@dataclass(frozen=True, slots=True)
class Power(Node):
    """An integer power."""

    base: Node
    exponent: int

    def names(self) -> Iterator[str]:
        return self.base.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        base, measure = self.base.resolve(environment)
        return Power(base, self.exponent), dim.product([(measure, self.exponent)])

    def value(self, box: Box) -> Interval:
        return self.base.value(box) ** self.exponent

    def slope(self, box: Box, name: str) -> Slope:
        part, rise = self.base.slope(box, name)
        if self.exponent == 0:
            return ONE, NOTHING
        return part**self.exponent, part ** (self.exponent - 1) * self.exponent * rise


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """The least (``greatest`` false) or greatest of several values."""

    parts: tuple[Node, ...]
    greatest: bool

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        resolved = [part.resolve(environment) for part in self.parts]
        measure = resolved[0][1]
        for _, other in resolved[1:]:
            dim.agree(measure, other)
            measure = other if measure.zero or measure.plain else measure
        return Extreme(tuple(part for part, _ in resolved), self.greatest), measure

    def value(self, box: Box) -> Interval:
        return self._pick([part.value(box) for part in self.parts])

    def _pick(self, values: list[Interval]) -> Interval:
        return _greatest(values) if self.greatest else -_greatest([-value for value in values])

    def slope(self, box: Box, name: str) -> Slope:
        pairs = [part.slope(box, name) for part in self.parts]
        result = self._pick([value for value, _ in pairs])
        taken = [rise for value, rise in pairs if value.meets(result)]
        return result, Interval.hull(taken)


@dataclass(frozen=True, slots=True)
class Absolute(Node):
    """The size of a value without its sign."""

    part: Node

    def names(self) -> Iterator[str]:
        return self.part.names()

    def resolve(self, environment: Environment) -> tuple[Node, Dimension]:
        part, measure = self.part.resolve(environment)
        return Absolute(part), measure

    def value(self, box: Box) -> Interval:
        return _sized(self.part.value(box))

    def slope(self, box: Box, name: str) -> Slope:
        value, rise = self.part.slope(box, name)
        if value.low is not None and value.low >= 0:
            return value, rise
        return _sized(value), -rise if value.high is not None and value.high <= 0 else Interval.hull([rise, -rise])


def _weighted(value: Interval, weight: Fraction) -> Interval:
    if weight == PLUS:
        return value
    return -value if weight == MINUS else value * weight


def _greatest(values: list[Interval]) -> Interval:
    """The image of max: no less than any of the lower ends, and as great as the greatest."""
    lows = [(value.low, value.low_open) for value in values if value.low is not None]
    low, low_open = max(lows) if lows else (None, False)
    top = Interval.hull(values)
    return Interval(low, top.high, low_open, top.high_open)


def _sized(value: Interval) -> Interval:
    if value.low is not None and value.low >= 0:
        return value
    if value.high is not None and value.high <= 0:
        return -value
    return Interval.hull([value, -value]).clipped(low=ZERO)
