"""The outcome of judging one case."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.interval import Interval


class Status(StrEnum):
    """The four verdicts of SEMANTICS §4."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    AMBIGUOUS = "ambiguous"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Relation:
    """One recomputation: ``recomputed`` and ``stated`` in the stated number's unit.

    ``proof`` is the pair of sets that is judged where those for display had to be rounded: a CAGR is proved by powers,
    (1+g)ⁿ against last/first, and shown as its root.  ``point`` is the recomputation from the printed values.
    ``one_sided`` marks an order (``a < b``): it holds only where every recomputed value is in the claimed set.
    ``equation`` is False where the recomputed set bounds the stated number but does not say what it should be.
    """

    recomputed: Interval
    stated: Interval
    point: Fraction | None = None
    proof: tuple[Interval, Interval] | None = None
    one_sided: bool = False
    equation: bool = True

    @property
    def exact(self) -> bool:
        """True where both sets are single numbers: an equality of such is never a matter of precision."""
        return all(side.width == 0 for side in self.pair)

    @property
    def pair(self) -> tuple[Interval, Interval]:
        """Recomputed and claimed set, as they are compared."""
        return self.proof or (self.recomputed, self.stated)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with its grounds.

    ``reason`` says why a case is undecidable (kebab-case, counted by coverage); ``reading`` names the lenient reading
    or accepted sense under which a failed relation would hold.
    """

    status: Status
    relation: Relation | None = None
    reason: str | None = None
    reading: str | None = None

    @property
    def failed(self) -> bool:
        """True where the verdict is shown as a finding."""
        return self.status in (Status.INCONSISTENT, Status.AMBIGUOUS)
