"""One reckoning with printed numbers: what it was made from, and which values it may have."""

from __future__ import annotations

from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.interval import Interval
from claimlint.model.text import Language


@dataclass(frozen=True, slots=True)
class Operand:
    """A number of the expression as it was read; ``shown`` is its interval in its own style."""

    text: str
    unit: str
    stated: Interval
    interval: Interval
    shown: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """The value of ``expression``, in ``unit``.

    ``point`` is what the numbers give as printed (None where one of them has no single value), ``range`` every value
    that they may stand for.  ``printable`` are the values that may be printed to the same place, in order and as they
    would be printed; of very many only the first and the last ones, and ``count`` says how many there are (None where
    they have no end).  ``shown`` and ``shown_point`` are ``range`` and ``point`` in the style of the numbers.
    """

    expression: str
    language: Language
    operands: tuple[Operand, ...]
    unit: str
    range: Interval
    shown: str
    point: Fraction | None = None
    shown_point: str | None = None
    printable: tuple[str, ...] = ()
    count: int | None = None
