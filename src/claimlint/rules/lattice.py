"""The numbers of a table by row and column, as rules look at them: language-free, from the claims of its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.text import Document
from claimlint.model.unit import Kind

# What can be added up.
_ADDITIVE = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER})
_DASHES = frozenset(" -$€£¥%()_./\\*—–")


@dataclass(frozen=True)
class Lattice:
    """One table below its heads.

    ``rows`` are the numbers of its rows in order, ``columns`` those of the columns that hold numbers; ``cells`` the
    claims; ``unread`` the places of cells with words in them; ``breaks`` the rows that part the table (a label alone, a
    second row of heads).
    """

    rows: Sequence[int]
    columns: Sequence[int]
    cells: Mapping[tuple[int, int], Claim]
    unread: frozenset[tuple[int, int]]
    breaks: frozenset[int]
    turned: bool = False

    @cached_property
    def _lines(self) -> tuple[Mapping[int, list[Claim]], Mapping[int, list[Claim]]]:
        rows: dict[int, list[Claim]] = defaultdict(list)
        columns: dict[int, list[Claim]] = defaultdict(list)
        for (row, column), claim in sorted(self.cells.items(), key=lambda item: item[0]):
            rows[row].append(claim)
            columns[column].append(claim)
        return rows, columns

    @cached_property
    def level_columns(self) -> frozenset[int]:
        """The columns in which a level stands."""
        return frozenset(column for (_, column), claim in self.cells.items() if claim.role is Role.LEVEL)

    def row(self, number: int) -> Sequence[Claim]:
        """The numbers of a row, from left to right."""
        return self._lines[0].get(number, ())

    def column(self, number: int) -> Sequence[Claim]:
        """The numbers of a column, from the top down."""
        return self._lines[1].get(number, ())

    def place(self, claim: Claim) -> tuple[int, int]:
        """Row and column of a number."""
        cell = claim.place.cell
        row, column = (-1, -1) if cell is None else (cell.row, cell.column)
        return (column, row) if self.turned else (row, column)

    def turn(self) -> Lattice:
        """The table with its rows as columns."""
        turned = {(column, row): claim for (row, column), claim in self.cells.items()}
        unread = frozenset((column, row) for row, column in self.unread)
        return Lattice(self.columns, self.rows, turned, unread, frozenset(), not self.turned)


def lattices(claims: Sequence[Claim], document: Document) -> Iterator[Lattice]:
    """Every table of ``document`` that has numbers in cells."""
    tables: dict[int, dict[tuple[int, int], Claim]] = defaultdict(dict)
    for claim in claims:
        if claim.place.cell is not None:
            cell = claim.place.cell
            tables[cell.table][cell.row, cell.column] = claim
    if not tables:
        return
    places: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for block in document.blocks:
        if block.cell is not None and block.cell.table in tables:
            text = document.folded[block.span.start : block.span.end]
            places[block.cell.table][block.cell.row, block.cell.column] = text
    for table, cells in tables.items():
        yield _lattice(cells, places[table])


def _lattice(cells: Mapping[tuple[int, int], Claim], texts: Mapping[tuple[int, int], str]) -> Lattice:
    first = min(row for row, _ in cells)
    columns = sorted({column for _, column in cells})
    rows = sorted({row for row, _ in texts if row >= first})
    filled: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place in texts:
        if place[1] >= columns[0]:
            filled[place[0]].append(place)
    unread = frozenset(p for p in texts if p not in cells and p[1] >= columns[0] and not set(texts[p]) <= _DASHES)
    numbered = {row for row, _ in cells}
    breaks = frozenset(r for r in rows if r not in numbered and all(p in unread for p in filled[r]))
    return Lattice(rows, columns, cells, unread, breaks)


def adds_up(claim: Claim) -> bool:
    """True where numbers like this one can be added: amounts and shares, no prices, means and rates."""
    if claim.cues & {"row-mean", "column-mean"}:
        return False
    if claim.role is Role.SHARE:
        return claim.quantity.kind is Kind.PERCENT
    return claim.role in (Role.LEVEL, Role.CHANGE) and claim.quantity.kind in _ADDITIVE


def alike(first: Claim, second: Claim) -> bool:
    """True where two cells are printed in one unit and scale and play one part."""
    return first.role is second.role and printed_alike(first, second)


def printed_alike(first: Claim, second: Claim) -> bool:
    """True where two cells are printed in one unit and scale: what differs in scale was read in doubt."""
    one, other = first.quantity, second.quantity
    if one.value is None or other.value is None or one.printed is None or other.printed is None:
        return False
    one_unit = one.unit.comparable(other.unit) and one.unit.factor == other.unit.factor
    return one_unit and one.printed.scale == other.printed.scale
