"""What a document says of the world: subject × metric × period = quantity.  A Fact is a claim that is trusted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from claimlint.frozen import dataclass
from claimlint.model.period import Period
from claimlint.model.quantity import Quantity
from claimlint.model.text import Cell

# A basis that is part of a metric's name and goes where it goes (adjusted EBITDA); the other kinds are those of a rate.
METRIC_BASIS = "adjusted"


class Role(StrEnum):
    """The part a quantity plays in its clause."""

    LEVEL = "level"  # 107亿美元 of market size
    CHANGE = "change"  # 增长12%, up $3 million
    SHARE = "share"  # 占比15%
    RATE = "rate"  # 利率3.5%: a percentage that is neither share nor change
    MULTIPLE = "multiple"  # 增长到3倍
    RANK = "rank"  # 最高, 其次
    PERIOD = "period"  # 2024年: an anchor for its neighbours, checked by nothing
    COUNT = "count"  # 三大因素


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: a citation, or a file and a place in it."""

    citation: str
    as_of: date | None = None
    max_age_days: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in the structure of its document; each number counts from the document's start."""

    block: int
    sentence: int
    clause: int
    order: int  # among all claims
    cell: Cell | None = None  # of a number that is alone in a cell of a table


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity with what its clause, sentence and heading say of it.

    ``cues`` are language-free names of the words around the number (``cagr``, ``yoy``, ``from``, ``to``, ``total``,
    ``of-which``: the lexicon lists them); ``direction`` is +1 for a rise, −1 for a fall, 0 where neither is said;
    ``label`` is the bare wording in front of the number, normalised, to tell one printed fact from another; ``of`` is
    the wording of the whole that a share is part of.  A number of a table (``place.cell``) has the wording of its row's
    label and of its column's heads in ``row`` and ``column``, without units, marks and periods.  ``among`` are the
    lists of claims that a statement about several (an order, the length of a list) may speak of, the likeliest first.
    """

    path: str
    quantity: Quantity
    role: Role
    place: Place
    subject: str | None = None
    metric: str | None = None
    period: Period | None = None
    scope: str | None = None
    basis: str | None = None
    stance: str = "actual"
    cues: frozenset[str] = frozenset()
    direction: int = 0
    label: str = ""
    of: str | None = None
    id: str | None = None
    source: Source | None = None
    aliases: tuple[str, ...] = ()
    row: str = ""
    column: str = ""
    among: tuple[tuple[Claim, ...], ...] = ()

    @property
    def states(self) -> bool:
        """True for a statement about other claims, which is no neighbour of theirs."""
        return bool(self.cues & {"announced", "asserted"})

    @property
    def trusted(self) -> bool:
        """True for a fact."""
        return self.source is not None
