"""How far a misprint may be off: what is further from what should stand there is a number of something else."""

from __future__ import annotations

from fractions import Fraction

from claimlint.model.claim import Claim
from claimlint.model.unit import Kind

FURTHEST = Fraction(3)
# Two amounts further apart than this are no two values of one thing, whatever the words: $0.54 a share, $108 million.
_APART = 1000
# A share so many times off is of other numbers; a scale word that is wrong makes a power of ten of it.
_OFF, _BY_SCALE = 30, Fraction(105, 100)
# An amount may have the right digits and be off by what a scale word makes (万 for 亿, a nought too few).
_SLIPS = tuple(Fraction(10) ** power for power in (1, 2, 3, 4))
_FINE = Fraction(1, 200)


def base(claim: Claim) -> Fraction:
    """What is printed, in the base unit of its kind; zero where nothing is."""
    return (claim.quantity.value or Fraction(0)) * claim.quantity.unit.factor


def is_near(said: Fraction, made: Fraction) -> bool:
    """True where ``said`` may be a misprint of ``made``, both above zero."""
    return made > 0 and 1 / FURTHEST <= said / made <= FURTHEST


def may_be(said: Fraction, made: Fraction) -> bool:
    """True where an amount may be a misprint of ``made``: near to it, or the same digits with another scale word."""
    if made <= 0 or said <= 0:
        return False
    ratio = max(said / made, made / said)
    return is_near(said, made) or any(abs(ratio / slip - 1) <= _FINE for slip in _SLIPS)


def are_apart(one: Claim, other: Claim) -> bool:
    """True where nothing leads from one amount to the other, but a scale word that is missing or wrong."""
    low, high = sorted(abs(base(claim)) for claim in (one, other))
    return low > 0 and high > _APART * low


def is_no_step(stated: Claim, first: Claim, last: Claim) -> bool:
    """True where a percentage cannot be the way from one level to the other, however the words stand.

    194 of 650 seats with a swing below 5%: a word that says of no rise or fall is of the two only where it nearly fits.
    """
    if stated.quantity.kind is not Kind.PERCENT:
        return False
    if are_apart(first, last):
        return True
    said, start = abs(base(stated)), base(first)
    unsaid = "shift" in stated.cues and not stated.direction and said > 0 and start > 0
    return unsaid and base(first) != base(last) and not is_near(said, abs(base(last) / start - 1))


def is_no_portion(stated: Claim, part: Claim, whole: Claim) -> bool:
    """True where a share cannot be that of the two: Germany (148,700) has 31% of the sales of 18 markets."""
    said, one, other = abs(base(stated)), abs(base(part)), abs(base(whole))
    if stated.quantity.kind is not Kind.PERCENT or not (said and one and other):
        return False
    low, high = sorted((said, one / other))
    off = high / low
    power = Fraction(10 ** max(0, len(str(int(off * 2))) - 1))  # the nearest power of ten
    return off > _OFF and not 1 / _BY_SCALE <= off / power <= _BY_SCALE
