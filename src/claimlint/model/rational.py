"""Expressions as quotients of two polynomials, to tell exactly how they move with one name.

The derivative of ``(b - a) / a`` has the sign of ``-b``: that is plain once the terms in ``a`` have cancelled, and
hidden in interval arithmetic on the expression as written.
"""

from __future__ import annotations

from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.expression import Box, Name, Node, Number, Power, Product, Sum
from claimlint.model.interval import Interval
from claimlint.model.rates import Labelled, Positive, Root

# (name, exponent) pairs in order → coefficient.
Monomial = tuple[tuple[str, int], ...]
Polynomial = dict[Monomial, Fraction]
UNIT: Monomial = ()
# A product of two sums has as many terms as both multiplied; beyond this the expression is evaluated as it stands.
MAX_TERMS = 60


class TooLong(Exception):
    """The expression has no short form as a quotient of polynomials."""


@dataclass(frozen=True, slots=True)
class Course:
    """How an expression moves with one name: its derivative has the sign of ``rise`` where ``divisor`` is not zero."""

    rise: Polynomial
    divisor: Polynomial

    def sign(self, box: Box) -> int:
        """+1 or −1 where it only rises or falls over ``box``, ±2 where strictly, 0 where that is not certain."""
        divisor = _over(self.divisor, box)
        if not (divisor.low is not None and divisor.low >= 0) and not (divisor.high is not None and divisor.high <= 0):
            return 0
        return sign_of(_over(self.rise, box))


def sign_of(slope: Interval) -> int:
    """+1 or −1 where every member has that sign or is zero, ±2 where none is zero, else 0."""
    strict = 1 if 0 in slope else 2
    if slope.low is not None and slope.low >= 0:
        return strict
    return -strict if slope.high is not None and slope.high <= 0 else 0


def course(node: Node, name: str) -> Course | None:
    """How ``node`` moves with ``name``; None where it is not a short quotient of polynomials."""
    try:
        above, below = _quotient(_rising_core(node))
        rise = _plus(_times(_derived(above, name), below), _times(above, _derived(below, name)), Fraction(-1))
    except TooLong:
        return None
    return Course(rise, below)


def _rising_core(node: Node) -> Node:
    """The part with which the whole rises: a rate of growth rises with the ratio under its root."""
    if isinstance(node, Labelled):
        return _rising_core(node.part)
    if isinstance(node, Root) and node.degree() is not None:
        return _rising_core(node.ratio)
    if isinstance(node, Sum):
        moving = [(weight, term) for weight, term in node.terms if not isinstance(term, Number)]
        if len(moving) == 1 and moving[0][0] > 0:
            return _rising_core(moving[0][1])
    return node


def _quotient(node: Node) -> tuple[Polynomial, Polynomial]:
    one: Polynomial = {UNIT: Fraction(1)}
    match node:
        case Number(number):
            return ({UNIT: number} if number else {}), one
        case Name(name):
            return {((name, 1),): Fraction(1)}, one
        case Labelled(part, _) | Positive(part):
            return _quotient(part)
        case Sum(terms):
            above, below = Polynomial(), one
            for weight, term in terms:
                over, under = _quotient(term)
                if under == below:
                    above = _plus(above, over, weight)
                else:
                    above = _plus(_times(above, under), _times(over, below), weight)
                    below = _times(below, under)
            return above, below
        case Product(factors):
            above, below = one, one
            for exponent, factor in factors:
                over, under = _quotient(factor) if exponent > 0 else _quotient(factor)[::-1]
                above, below = _times(above, over), _times(below, under)
            return above, below
        case Power(base, exponent):
            over, under = _quotient(base) if exponent >= 0 else _quotient(base)[::-1]
            above, below = one, one
            for _ in range(abs(exponent)):
                above, below = _times(above, over), _times(below, under)
            return above, below
    raise TooLong


def _plus(left: Polynomial, right: Polynomial, weight: Fraction) -> Polynomial:
    total = dict(left)
    for monomial, coefficient in right.items():
        total[monomial] = total.get(monomial, Fraction(0)) + weight * coefficient
    return {monomial: coefficient for monomial, coefficient in total.items() if coefficient}


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > MAX_TERMS * MAX_TERMS:
        raise TooLong
    total: Polynomial = {}
    for one, a in left.items():
        for other, b in right.items():
            powers = dict(one)
            for name, power in other:
                powers[name] = powers.get(name, 0) + power
            monomial = tuple(sorted(powers.items()))
            total[monomial] = total.get(monomial, Fraction(0)) + a * b
    total = {monomial: coefficient for monomial, coefficient in total.items() if coefficient}
    if len(total) > MAX_TERMS:
        raise TooLong
    return total


def _derived(polynomial: Polynomial, name: str) -> Polynomial:
    result: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        power = dict(monomial).get(name, 0)
        if power:
            rest = tuple((n, p - (n == name)) for n, p in monomial if n != name or p > 1)
            result[rest] = coefficient * power
    return result


def _over(polynomial: Polynomial, box: Box) -> Interval:
    total = Interval.point(0)
    for monomial, coefficient in polynomial.items():
        term = Interval.point(coefficient)
        for name, power in monomial:
            term = term * box[name] ** power
        total = total + term
    return total
