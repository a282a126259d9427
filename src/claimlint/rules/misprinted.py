"""Numbers of the text that are nearly those of a row that their sentence names, and of no cell that it may mean.

Electric cars took 17.9% of registrations in Portugal, where the row Portugal has 19.7%; shipments to Japan were worth
$61m, where 61 stands in the row Korea; A out-yields B by 3.7, where the rows A and B lie 4.2 apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.misprint import base, is_near
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Document
from claimlint.rules.beside import LOOSE, same_time
from claimlint.rules.lattice import Lattice

_ROLES = (Role.LEVEL, Role.RATE, Role.SHARE)
_ELSEWHERE = frozenset({"from", "prior", "each", "mean", "paired", "average-growth", "total", "together", "aside"})
_STOP = compiled(r"[\u3002\uff1b\uff01\uff1f;!?\n]|\.\s")
_NEAREST, _SHORTEST, _SHORTEST_HAN, _FEWEST_DIGITS, _TELLING = 4, 3, 2, 2, 3
_TWO, _TENTH = 2, 10
# Words by which a number may as well be another one than the table's.
_OF_ANOTHER = compiled(r"estimat|consensus|guid|forecast|expect|target|previous|prior|earlier|former|budget|plan|once ")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table by the names of its rows, and the blocks that it stands in."""

    lattice: Lattice
    rows: Mapping[str, int]
    first: int
    last: int


def misprinted(
    tables: Sequence[Lattice], claims: Iterable[Claim], text: Sequence[Claim], document: Document
) -> Iterator[tuple[Claim, Binding]]:
    """Every number of the text that is a misprint of the cell which its sentence names, or of what two lie apart.

    ``claims`` are those that are looked at, ``text`` all of the document.
    """
    known = [_table(lattice) for lattice in tables]
    beside: dict[int, list[Claim]] = defaultdict(list)
    for claim in text:
        if claim.place.cell is None and claim.quantity.value is not None:
            beside[claim.place.sentence].append(claim)
    for claim in claims:
        if claim.place.cell is not None or not _is_plain(claim):
            continue
        near = [t for t in known if _distance(t, claim) <= _NEAREST]
        if len(near) != 1:
            continue
        words, at = _sentence(claim, document)
        if _OF_ANOTHER.search(words):
            continue
        named = _named(near[0], words, at)
        if claim.cues & {"apart", "by"}:
            yield from _between(claim, near[0], named)
        elif named and claim.role in _ROLES:
            cell = _cell(claim, near[0], named)
            # Devices brought in $620 million of $1,420 million: what the row has is told beside it
            told = cell is not None and any(_meets(c, cell) for c in beside[claim.place.sentence])
            if cell is not None and not told:
                yield claim, Binding({"earlier": (cell,)}, fit=LOOSE, doubts=("loose-binding",))


def _table(lattice: Lattice) -> _Table:
    names: dict[str, int] = {}
    for number in lattice.rows:
        for cell in lattice.row(number)[:1]:
            if len(cell.row) >= (_SHORTEST if cell.row.isascii() else _SHORTEST_HAN):
                names[cell.row] = -1 if cell.row in names else number
    blocks = [c.place.block for c in lattice.cells.values()]
    return _Table(lattice, {name: row for name, row in names.items() if row >= 0}, min(blocks), max(blocks))


def _distance(table: _Table, claim: Claim) -> int:
    """The blocks between; in front of a table stand its heads, one for each column."""
    heads = len(table.lattice.columns) + 2
    here = claim.place.block
    return here - table.last if here > table.last else max(table.first - here - heads, 0)


def _is_plain(claim: Claim) -> bool:
    quantity = claim.quantity
    plain = quantity.qualifier is Qualifier.NONE and quantity.value is not None and claim.basis is None
    return plain and claim.role in _ROLES and claim.stance == "actual" and not claim.cues & _ELSEWHERE


def _sentence(claim: Claim, document: Document) -> tuple[str, int]:
    """The words of the number's sentence in small letters, and where in them it stands."""
    block, span, text = document.blocks[claim.place.block].span, claim.quantity.span, document.folded
    starts = [m.end() for m in _STOP.finditer(text, block.start, span.start)]
    start = starts[-1] if starts else block.start
    stop = _STOP.search(text, span.end, block.end)
    return text[start : stop.start() if stop else block.end].lower(), span.start - start


def _named(table: _Table, text: str, at: int) -> list[int]:
    """The rows that the sentence names, the nearest in front of the number first, then those behind."""
    found = []
    for name, row in table.rows.items():
        places = [m.start() for m in re.finditer(rf"(?<![a-z]){re.escape(name)}(?![a-z])", text)]
        if places:
            found.append((min((at - p if p < at else len(text) + p) for p in places), row))
    return [row for _, row in sorted(found)]


def _cell(claim: Claim, table: _Table, named: Sequence[int]) -> Claim | None:
    """The one cell of the nearest row that the number is a misprint of; None where a row named has just this number."""
    alike = {row: [c for c in table.lattice.row(row) if _is_of_one(claim, c)] for row in named}
    if any(_meets(claim, c) for cells in alike.values() for c in cells):
        return None
    cells = alike[named[0]]
    slips = [c for c in cells if _slipped(claim, c)]
    if len(slips) == 1 and not _is_of_another(claim, slips[0]):
        return slips[0]
    if len(cells) != 1 or len(_digits(claim)) < _FEWEST_DIGITS:
        return None
    column = table.lattice.column(table.lattice.place(cells[0])[1])
    swapped = [c for c in column if c not in cells and c.quantity.value is not None and _meets(claim, c)]
    return cells[0] if swapped and not any(_is_sum(c, column) for c in swapped) else None


def _is_sum(cell: Claim, column: Sequence[Claim]) -> bool:
    """Something like the sum of the others: a total, which a sentence on any row may speak of."""
    others = sum((base(c) for c in column if c is not cell), Fraction(0))
    return abs(others - base(cell)) * _TENTH <= abs(base(cell))


def _is_of_one(claim: Claim, cell: Claim) -> bool:
    """Unit and period agree, as far as they are told."""
    if cell.role not in _ROLES or cell.basis is not None or cell.quantity.value is None:
        return False
    timed = claim.period is None or cell.period is None or same_time(claim.period, cell.period)
    return timed and cell.quantity.unit.comparable(claim.quantity.unit)


def _is_of_another(claim: Claim, cell: Claim) -> bool:
    measured = "measured" in claim.cues and cell.metric is not None
    return measured and claim.metric != cell.metric


def _meets(claim: Claim, cell: Claim) -> bool:
    one, other = claim.quantity, cell.quantity
    return (one.interval * one.unit.factor).meets(other.interval * other.unit.factor)


def _slipped(claim: Claim, cell: Claim) -> bool:
    """The same digits in another order, or all but one; of two digits only the former."""
    low, high = sorted((abs(base(claim)), abs(base(cell))))
    if not 0 < high <= low * _TWO:
        return False
    one, other = _digits(claim), _digits(cell)
    if len(one) != len(other) or len(one) < _FEWEST_DIGITS or one == other:
        return False
    differ = sum(a != b for a, b in zip(one, other, strict=True))
    return sorted(one) == sorted(other) or (differ == 1 and len(one) >= _TELLING)


def _digits(claim: Claim) -> str:
    printed = claim.quantity.printed
    return "" if printed is None else "".join(char for char in printed.digits if char.isdigit())


def _between(claim: Claim, table: _Table, named: Sequence[int]) -> Iterator[tuple[Claim, Binding]]:
    """What is said to lie between two rows, in the only column of its unit."""
    if len(named) != _TWO:
        return
    pairs = []
    for column in table.lattice.columns:
        cells = [c for row in named if (c := table.lattice.cells.get((row, column))) is not None]
        if len(cells) == _TWO and all(_is_of_one(claim, c) for c in cells):
            pairs.append(sorted(cells, key=base))
    if len(pairs) == 1 and is_near(base(claim), base(pairs[0][1]) - base(pairs[0][0])):
        less, more = pairs[0]
        yield claim, Binding({"first": (less,), "last": (more,)}, 1, doubts=("loose-binding",))
