"""The sets a printed number denotes (SEMANTICS §1): one function, one table."""

from __future__ import annotations

from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.interval import ZERO, Interval
from claimlint.model.policy import USUAL, Policy, Rounding
from claimlint.model.quantity import Qualifier, Reading
from claimlint.quantities.numerals import Numeral

_HUNDRED = 100
HALF = Fraction(1, 2)
TENTH = Fraction(1, 10)
TWENTIETH = Fraction(1, 20)
# (a) of SEMANTICS §1: a round number is ± half a unit of its last non-zero digit, but at most 2.5 %.
ROUND_LIMIT = Fraction(1, 40)
# √10 to twelve digits, rounded outward: an order of magnitude on either side.
ROOT_TEN_UP = Fraction(3162277660169, 10**12)

_FLOORS = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})

Lenient = tuple[tuple[Reading, Interval], ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """What a number denotes: as said, as it could have been rounded, and more leniently."""

    stated: Interval
    interval: Interval
    lenient: Lenient = ()


def about_radius(numeral: Numeral, policy: Policy = USUAL) -> Fraction:
    """约X: one unit of the last non-zero digit, but at most 10 % of X and at least half the printed precision.

    Where the document's authors declare how far it may be off, that share of X stands for unit and 10 %.
    """
    usual = min(abs(numeral.value) * TENTH, numeral.step)
    return max(usual if policy.about is None else abs(numeral.value) * policy.about, numeral.ulp * HALF)


def read(
    numeral: Numeral,
    qualifier: Qualifier,
    *,
    exact: bool,
    floor: Fraction | None,
    magnitude: bool,
    policy: Policy = USUAL,
) -> Readings:
    """The readings of one number.

    ``exact``: an integer that counts things; ``floor``: 0 for kinds that cannot be negative; ``magnitude``: the words
    allow an order of magnitude (幅度); ``policy``: how the document's authors print numbers.
    """
    readings = _by_qualifier(numeral, qualifier, policy, exact=exact)
    lenient = readings.lenient
    if qualifier in (Qualifier.NONE, Qualifier.ABOUT) and numeral.spread is None:
        if not exact and qualifier is Qualifier.NONE:
            lenient += _rough(numeral)
        if magnitude and numeral.value > 0:
            wide = Interval(numeral.value / ROOT_TEN_UP, numeral.value * ROOT_TEN_UP)
            lenient += ((Reading.ORDER_OF_MAGNITUDE, wide),)
    if floor is None or numeral.value < 0:
        return Readings(readings.stated, readings.interval, lenient)
    return Readings(readings.stated, readings.interval.clipped(low=floor), lenient)


def _by_qualifier(numeral: Numeral, qualifier: Qualifier, policy: Policy, *, exact: bool) -> Readings:
    value, point = numeral.value, Interval.point(numeral.value)
    if numeral.spread is not None and not qualifier.threshold:
        return Readings(numeral.spread, numeral.spread)
    match qualifier:
        case Qualifier.MORE_THAN:
            return _threshold(Interval(value, None, low_open=True), numeral)
        case Qualifier.AT_LEAST:
            return _threshold(Interval(value, None), numeral)
        case Qualifier.LESS_THAN:
            return Readings(Interval(None, value, high_open=True), Interval(None, value, high_open=True))
        case Qualifier.AT_MOST:
            return Readings(Interval(None, value), Interval(None, value))
        case Qualifier.NEARLY:
            low = value - max(min(numeral.step, abs(value) * TENTH), numeral.ulp, abs(value) * TWENTIETH)
            below = Interval(low, value, high_open=True)
            return Readings(below, below)
        case Qualifier.OVER_STEP:
            over = Interval(value, value + numeral.step, True, True)
            return Readings(over, over)
        case Qualifier.ABOUT:
            return Readings(point, Interval.around(value, about_radius(numeral, policy)))
    return Readings(point, point if exact else _printed(numeral, policy.rounding))


def _printed(numeral: Numeral, rounding: Rounding) -> Interval:
    """Every value that may have been printed so."""
    rounded = Interval.around(numeral.value, numeral.ulp * HALF)
    if rounding is Rounding.NEAREST:
        return rounded
    cut = _truncated(numeral)
    if rounding is Rounding.TRUNCATED:
        return cut
    if numeral.value < 0:
        return Interval(cut.low, rounded.high, low_open=True)
    return Interval(rounded.low, cut.high, high_open=True)


def _threshold(bound: Interval, numeral: Numeral) -> Readings:
    """A lower bound carries no rounding; its soft ceiling is the next step of the last non-zero digit."""
    ceiling = Interval(bound.low, numeral.value + numeral.step, bound.low_open)
    return Readings(bound, bound, ((Reading.SOFT_CEILING, ceiling),))


def _rough(numeral: Numeral) -> Lenient:
    found: Lenient = ()
    if numeral.decimals == 0 and numeral.value and _is_round(numeral):
        radius = min(numeral.step * HALF, abs(numeral.value) * ROUND_LIMIT)
        radius = max(radius, numeral.ulp * HALF)
        found += ((Reading.ROUND_NUMBER, Interval.around(numeral.value, radius)),)
    if numeral.significant >= 2:
        found += ((Reading.TRUNCATED, _truncated(numeral)),)
    return found


def _is_round(numeral: Numeral) -> bool:
    """Whether the number ends in two zeros where it is printed to its last digit."""
    count = numeral.value / numeral.ulp if numeral.ulp else ZERO
    return count.denominator == 1 and count.numerator % _HUNDRED == 0


def _truncated(numeral: Numeral) -> Interval:
    """Digits cut off: away from zero by less than one unit of the last printed digit."""
    if numeral.value < 0:
        return Interval(numeral.value - numeral.ulp, numeral.value, low_open=True)
    return Interval(numeral.value, numeral.value + numeral.ulp, high_open=True)


def read_bound(low: Numeral, high: Numeral, qualifier: Qualifier) -> Readings:
    """至少8~10年 is at least eight years, $9.50-$10.00 or higher at least 9.50; not over 5-7 % is at most seven."""
    bounds = _by_qualifier(low if qualifier in _FLOORS else high, qualifier, USUAL, exact=False)
    if qualifier not in _FLOORS:
        return bounds
    ceiling = Interval(bounds.stated.low, high.value + high.step, bounds.stated.low_open)
    return Readings(bounds.stated, bounds.interval, ((Reading.SOFT_CEILING, ceiling),))


def read_range(
    low: Numeral, high: Numeral, *, about: bool, exact: bool, magnitude: bool, policy: Policy = USUAL
) -> Readings:
    """a–b: both ends are rounded; a hedge behind loosens each end by its own rule; 级别 lowers a vague floor to 10ᵏ."""
    first = low.spread or Interval.point(low.value)
    last = high.spread or Interval.point(high.value)
    stated = Interval(first.low, last.high, first.low_open, last.high_open)
    if low.spread or high.spread:
        bottom = low.ulp if low.spread and magnitude else first.low
        return Readings(stated, Interval(bottom, last.high, first.low_open, last.high_open))
    if about:
        return Readings(
            stated, Interval(low.value - about_radius(low, policy), high.value + about_radius(high, policy))
        )
    if exact:
        return Readings(stated, Interval(low.value, high.value))
    least, most = _printed(low, policy.rounding), _printed(high, policy.rounding)
    return Readings(stated, Interval(least.low, most.high, least.low_open, most.high_open))
