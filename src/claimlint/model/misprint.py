"""How far a misprint may be off: what is further from what should stand there is a number of something else."""

from __future__ import annotations

from fractions import Fraction

from claimlint.model.claim import Claim

FURTHEST = Fraction(3)


def base(claim: Claim) -> Fraction:
    """What is printed, in the base unit of its kind; zero where nothing is."""
    return (claim.quantity.value or Fraction(0)) * claim.quantity.unit.factor


def is_near(said: Fraction, made: Fraction) -> bool:
    """True where ``said`` may be a misprint of ``made``, both above zero."""
    return made > 0 and 1 / FURTHEST <= said / made <= FURTHEST
