"""How far a misprint may be off: what is further from what should stand there is a number of something else."""

from __future__ import annotations

from fractions import Fraction

from claimlint.model.claim import Claim

FURTHEST = Fraction(3)
# Or it has the right digits and is off by a factor that a scale word makes (万 for 亿, a nought too few).
_SLIPS = tuple(Fraction(10) ** power for power in (1, 2, 3, 4))
_FINE = Fraction(1, 200)


def base(claim: Claim) -> Fraction:
    """What is printed, in the base unit of its kind; zero where nothing is."""
    return (claim.quantity.value or Fraction(0)) * claim.quantity.unit.factor


def is_near(said: Fraction, made: Fraction) -> bool:
    """True where ``said`` may be a misprint of ``made``, both above zero."""
    if made <= 0 or said <= 0:
        return False
    ratio = max(said / made, made / said)
    return ratio <= FURTHEST or any(abs(ratio / slip - 1) <= _FINE for slip in _SLIPS)
