"""Sets of exact rationals: the only arithmetic a verdict is made of.

An :class:`Interval` is a non-empty, connected set of rationals.  Each end may be open, and each may be unbounded.
Operations return the exact image of the sets (the smallest interval that holds every result), so a statement proved
about intervals is proved about every number that could have been printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.radical import nth_root

# One end of an interval while it is being computed: (sign of infinity or 0, value, open).
_End = tuple[int, Fraction, bool]

ZERO = Fraction(0)


class Undefined(ArithmeticError):
    """The recomputation has no value: a divisor that holds zero, a root of a negative number.

    ``reason`` is a short kebab-case word that coverage counts by.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Interval:
    """All rationals from ``low`` to ``high``; ``None`` is unbounded, and an unbounded end is never "open"."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.low_open:
            object.__setattr__(self, "low_open", False)
        if self.high is None and self.high_open:
            object.__setattr__(self, "high_open", False)
        if self.low is self.high:  # a point, as most are; comparing fractions is slow
            if self.low_open or self.high_open:
                raise ValueError(f"empty interval: {self}")
        elif self.low is not None and self.high is not None:
            order = _order(self.low, self.high)
            if order > 0 or (order == 0 and (self.low_open or self.high_open)):
                raise ValueError(f"empty interval: {self}")

    # -- making ---------------------------------------------------------------------------------------------------

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """The set of one number."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return cls(exact, exact)

    @classmethod
    def around(cls, value: Fraction, radius: Fraction) -> Interval:
        """The closed interval ``value ± radius``."""
        return cls(value - radius, value + radius)

    @classmethod
    def hull(cls, parts: Iterable[Interval]) -> Interval:
        """The smallest interval that holds every part (at least one)."""
        parts = list(parts)
        low, high = _extremes([p._low() for p in parts] + [p._high() for p in parts])
        return _make(low, high)

    # -- asking ---------------------------------------------------------------------------------------------------

    @property
    def bounded(self) -> bool:
        """True where both ends are finite."""
        return self.low is not None and self.high is not None

    @property
    def middle(self) -> Fraction | None:
        """The midpoint, or None where an end is unbounded."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    @property
    def width(self) -> Fraction | None:
        """The length, or None where an end is unbounded."""
        return None if self.low is None or self.high is None else self.high - self.low

    def __contains__(self, value: Fraction | int) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def before(self, other: Interval) -> bool:
        """True where every member is less than every member of ``other``."""
        if self.high is None or other.low is None:
            return False
        order = _order(self.high, other.low)
        return order < 0 or (order == 0 and (self.high_open or other.low_open))

    def meets(self, other: Interval) -> bool:
        """True where the two sets share a member."""
        return not (self.before(other) or other.before(self))

    def within(self, other: Interval) -> bool:
        """True where every member is also a member of ``other``."""
        low_fits = other.low is None or (
            self.low is not None and (self.low, self.low_open) >= (other.low, other.low_open)
        )
        high_fits = other.high is None or (
            self.high is not None and (self.high, not self.high_open) <= (other.high, not other.high_open)
        )
        return low_fits and high_fits

    def clipped(self, low: Fraction | None = None, high: Fraction | None = None) -> Interval:
        """The members between ``low`` and ``high`` (closed); the set itself where that would leave nothing."""
        if high is None and low is not None and self.low is not None and _order(self.low, low) >= 0:
            return self  # as nearly always
        bounds = Interval(low, high)
        if not self.meets(bounds):
            return self
        new_low = max(self._low(), bounds._low(), key=lambda end: (end[0], end[1], end[2]))
        new_high = min(self._high(), bounds._high(), key=lambda end: (end[0], end[1], not end[2]))
        return _make(new_low, new_high)

    # -- computing ------------------------------------------------------------------------------------------------

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval | Fraction | int) -> Interval:
        that = _lift(other)
        return Interval(
            None if self.low is None or that.low is None else self.low + that.low,
            None if self.high is None or that.high is None else self.high + that.high,
            self.low_open or that.low_open,
            self.high_open or that.high_open,
        )

    __radd__ = __add__

    def __sub__(self, other: Interval | Fraction | int) -> Interval:
        return self + -_lift(other)

    def __rsub__(self, other: Fraction | int) -> Interval:
        return _lift(other) - self

    def __mul__(self, other: Interval | Fraction | int) -> Interval:
        if isinstance(other, Fraction) and other.numerator > 0:
            low = None if self.low is None else self.low * other  # the ends keep their places
            high = low if self.high is self.low else None if self.high is None else self.high * other
            return Interval(low, high, self.low_open, self.high_open)
        that = _lift(other)
        if self.low is None or self.high is None or that.low is None or that.high is None:
            return _product(self, that)
        if self.low.numerator <= 0 or that.low.numerator <= 0:
            return _product(self, that)
        low = self.low * that.low  # of positive numbers, as most are, the ends keep their places
        high = low if self.high is self.low and that.high is that.low else self.high * that.high
        return Interval(low, high, self.low_open or that.low_open, self.high_open or that.high_open)

    __rmul__ = __mul__

    def reciprocal(self) -> Interval:
        """``1/x`` for every member but zero.

        Zero as an *end* (a price "under $0.1") leaves the other end unbounded; zero inside splits the image in two,
        and the result is :class:`Undefined`.
        """
        if self.low is not None and self.low >= 0 and self.high != 0:
            return _make(_inverse(self._high()), _inverse(self._low()))
        if self.high is not None and self.high <= 0 and self.low != 0:
            return -((-self).reciprocal())
        raise Undefined("division-by-zero")

    def __truediv__(self, other: Interval | Fraction | int) -> Interval:
        return self * (1 / other if isinstance(other, Fraction) and other else _lift(other).reciprocal())

    def __rtruediv__(self, other: Fraction | int) -> Interval:
        return _lift(other) / self

    def __pow__(self, exponent: int) -> Interval:
        """Integer powers; an even power of a set that straddles zero has its minimum inside."""
        if exponent < 0:
            return (self**-exponent).reciprocal()
        if exponent == 0:
            return Interval.point(1)
        ends = [_raised(self._low(), exponent), _raised(self._high(), exponent)]
        if exponent % 2 == 0 and ZERO in self:
            ends.append((0, ZERO, False))
        return _make(*_extremes(ends))

    def root(self, degree: int) -> Interval:
        """The ``degree``-th root of a non-negative set, irrational ends rounded outward to 12 digits (for display).

        An open end stays open: what it was rounded to lies further out and is no member either.
        """
        if degree < 1:
            raise ValueError(f"root of degree {degree}")
        if self.low is None or self.low < 0:
            raise Undefined("root-of-negative")
        low = nth_root(self.low, degree, up=False)
        high = None if self.high is None else nth_root(self.high, degree, up=True)
        return Interval(low, high, self.low_open, self.high_open)

    # -- inside ---------------------------------------------------------------------------------------------------

    def _low(self) -> _End:
        return (-1, ZERO, False) if self.low is None else (0, self.low, self.low_open)

    def _high(self) -> _End:
        return (1, ZERO, False) if self.high is None else (0, self.high, self.high_open)

    def __str__(self) -> str:
        left = "(" if self.low is None or self.low_open else "["
        right = ")" if self.high is None or self.high_open else "]"
        low = "-∞" if self.low is None else exact_string(self.low)
        high = "∞" if self.high is None else exact_string(self.high)
        return f"{left}{low}, {high}{right}"


def exact_string(value: Fraction) -> str:
    """``value`` as a decimal where it terminates, else as ``p/q``: nothing is lost in print."""
    denominator, twos, fives = value.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _order(one: Fraction, other: Fraction) -> int:
    """Less than, equal to or greater than zero, as ``one`` is to ``other``; in integers, a third of Fraction's time."""
    left, below = one.as_integer_ratio()
    right, under = other.as_integer_ratio()
    return left * under - right * below


def _lift(value: Interval | Fraction | int) -> Interval:
    return value if isinstance(value, Interval) else Interval.point(value)


def _product(one: Interval, other: Interval) -> Interval:
    """The product of any two: the least and the greatest of what their ends make."""
    ends = [_times(a, b) for a in (one._low(), one._high()) for b in (other._low(), other._high())]
    return _make(*_extremes(ends))


def _make(low: _End, high: _End) -> Interval:
    return Interval(None if low[0] else low[1], None if high[0] else high[1], low[2], high[2])


def _extremes(ends: list[_End]) -> tuple[_End, _End]:
    """Least and greatest end; where two are equal, the closed one is attained and wins."""
    low = min(ends, key=lambda end: (end[0], end[1], end[2]))
    high = max(ends, key=lambda end: (end[0], end[1], not end[2]))
    return low, high


def _times(a: _End, b: _End) -> _End:
    zeros = [end for end in (a, b) if end[0] == 0 and end[1] == 0]
    if zeros:  # 0 × anything is attained as soon as one of the zeros is a member
        return (0, ZERO, all(end[2] for end in zeros))
    if a[0] or b[0]:
        sign = (a[0] or (1 if a[1] > 0 else -1)) * (b[0] or (1 if b[1] > 0 else -1))
        return (sign, ZERO, False)
    return (0, a[1] * b[1], a[2] or b[2])


def _inverse(end: _End) -> _End:
    """1/x at an end of a non-negative set: zero and infinity change places."""
    if end[0]:
        return (0, ZERO, True)
    return (1, ZERO, False) if end[1] == 0 else (0, 1 / end[1], end[2])


def _raised(end: _End, exponent: int) -> _End:
    if end[0]:
        return (end[0] if exponent % 2 else 1, ZERO, False)
    return (0, end[1] ** exponent, end[2])
