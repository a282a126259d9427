"""Roots of rational numbers: exact where they are rational, else rounded to one side."""

from __future__ import annotations

from fractions import Fraction

# Irrational ends are rounded outward to this many significant digits (they are displayed, never judged).
ROOT_DIGITS = 12


def _integer_root(value: int, degree: int) -> int:
    """The greatest integer whose ``degree``-th power is at most ``value`` (Newton on integers)."""
    if value < 2:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def nth_root(value: Fraction, degree: int, *, up: bool) -> Fraction:
    """The root rounded down (or up) to ``ROOT_DIGITS`` significant digits; itself where it is rational."""
    if value == 0:
        return value
    exact = Fraction(_integer_root(value.numerator, degree), _integer_root(value.denominator, degree))
    if exact**degree == value:
        return exact
    # 30103/100000 is log10(2): decimal digits without printing a number that may have many thousands
    magnitude = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100000 // degree
    scale = Fraction(10) ** (ROOT_DIGITS + 1 - magnitude)
    scaled = value * scale**degree
    digits = _integer_root(scaled.numerator // scaled.denominator, degree)
    return (Fraction(digits) + (1 if up else 0)) / scale
