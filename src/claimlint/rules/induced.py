"""Columns and rows that are computed from two others, though no word says so: a rate as their ratio, a difference.

Only the numbers show it: all cells of the line but one must follow, and there must be at least two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from claimlint.frozen import dataclass
from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.unit import Kind
from claimlint.rules.derived import Attempt, near_lines
from claimlint.rules.lattice import Lattice, adds_up, alike, printed_alike

_LEAST, _DIGITS, _RATIO, _DIFFERENCE = 2, 3, ("numerator", "denominator"), ("first", "last")


@dataclass(frozen=True, slots=True)
class _Side:
    """A table seen by its columns, or by its rows."""

    lines: Sequence[int]
    of: Callable[[int], Sequence[Claim]]
    beside: Callable[[Claim, int], Claim | None]


def _sides(lattice: Lattice) -> tuple[_Side, _Side]:
    cells, place = lattice.cells, lattice.place
    columns = _Side(lattice.columns, lattice.column, lambda c, line: cells.get((place(c)[0], line)))
    rows = _Side(lattice.rows, lattice.row, lambda c, line: cells.get((line, place(c)[1])))
    return columns, rows


def ratios(lattice: Lattice) -> Iterator[list[Attempt]]:
    """For every column (row) of rates: the two lines of levels of which it may be the ratio."""
    for side in _sides(lattice):
        for line in side.lines:
            rates = [c for c in side.of(line) if c.role is Role.RATE and c.quantity.kind is Kind.PERCENT]
            yield _attempts(side, line, rates, _RATIO, lambda _, a, b: printed_alike(a, b))


def differences(lattice: Lattice) -> Iterator[list[Attempt]]:
    """For every column (row) of levels: the two lines of which it may be the difference (profit of sales and cost)."""
    for side in _sides(lattice):
        for line in side.lines:
            levels = [c for c in side.of(line) if c.role is Role.LEVEL and adds_up(c) and _is_telling(c)]
            yield _attempts(side, line, levels, _DIFFERENCE, _may_differ)


def _is_telling(claim: Claim) -> bool:
    """Few differences of numbers with three digits are chance; totals are judged as such."""
    printed = claim.quantity.printed
    digits = "" if printed is None else "".join(char for char in printed.digits if char.isdigit())
    return len(digits.lstrip("0")) >= _DIGITS and not claim.cues & {"row-total", "column-total"} and bool(claim.row)


def _may_differ(stated: Claim, first: Claim, last: Claim) -> bool:
    return all(alike(stated, other) and _is_telling(other) for other in (first, last))


def _attempts(
    side: _Side,
    line: int,
    stated: Sequence[Claim],
    slots: tuple[str, str],
    fits: Callable[[Claim, Claim, Claim], bool],
) -> list[Attempt]:
    if len(stated) <= _LEAST:
        return []
    near = [k for k in near_lines(side.lines, line) if any(c.role is Role.LEVEL for c in side.of(k))]
    attempts = []
    for one in near:
        for other in near:
            bound = [
                (c, Binding({slots[0]: (a,), slots[1]: (b,)}))
                for c in stated
                if one != other
                and (a := side.beside(c, one)) is not None
                and (b := side.beside(c, other)) is not None
                and a.role is b.role is Role.LEVEL
                and fits(c, a, b)
            ]
            if len(bound) > _LEAST:
                attempts.append(Attempt(bound, least=_LEAST))
    return attempts
