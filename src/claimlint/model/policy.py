"""How a document's authors print their numbers: what an author may declare of rounding and of 约."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from claimlint.frozen import dataclass


class Rounding(StrEnum):
    """How the last printed digit came about: rounded to the nearest, cut off, or either of the two."""

    NEAREST = "nearest"
    TRUNCATED = "truncated"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the digits of a document mean.

    ``about`` is the share of itself by which a number with 约 or "about" may be off (1/20 is 5 %); None is the usual
    one, a unit of its last non-zero digit, at most 10 % (SEMANTICS §1).
    """

    rounding: Rounding = Rounding.NEAREST
    about: Fraction | None = None


USUAL = Policy()
