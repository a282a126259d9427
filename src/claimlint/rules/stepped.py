"""Changes of the text between two columns of a table: 资产负债率较上期下降3.4个百分点 beside the row's 本期 and 上期.

The row is the one whose label the words contain and leave nothing else to be said; the two cells are now and before by
their heads, or by the only two periods that the row has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.period import years_between
from claimlint.model.text import Document
from claimlint.model.unit import Kind
from claimlint.rules.beside import Names, lead, same_time
from claimlint.rules.lattice import Lattice, printed_alike

_STEPS = {"yoy": (Fraction(1),), "qoq": (Fraction(1, 4), Fraction(1, 12))}
_ELSEWHERE = frozenset({"each", "paired", "of-which", "mean", "aside", "cagr", "average-growth", "cumulative", "total"})
_LEVELS = {Kind.POINTS: (Role.RATE, Role.SHARE), Kind.PERCENT: (Role.LEVEL,)}
# Characters that may be left of a label: 期末, 较.
_LEFT_HAN = 3
_LINKS = frozenset({"in", "the", "of", "rate", "on", "was", "has"})


def stepped(tables: Sequence[Lattice], claims: Sequence[Claim], document: Document) -> Iterator[tuple[Claim, Binding]]:
    """Every change told in the text, in points or percent, with the two cells of the row that bears its words."""
    names = Names()
    for lattice in tables:
        for number in lattice.rows:
            for cell in lattice.row(number)[:1]:
                names.add(cell.row, cell)
    rows = {id(row[0]): row for lattice in tables for number in lattice.rows if (row := lattice.row(number))}
    for claim in claims:
        if not rows or not _is_change(claim):
            continue
        inside = names.inside(claim.label) or names.inside(lead(claim, document))
        found = names.cells[inside[0]] if inside else []
        if len(found) != 1:
            continue
        pair = _pair(claim, rows[id(found[0])])
        if pair is not None:
            yield claim, Binding({"first": (pair[0],), "last": (pair[1],)}, years=Fraction(1))


def _is_change(claim: Claim) -> bool:
    plain = claim.basis is None and claim.stance == "actual" and not claim.quantity.qualifier.threshold
    known = claim.role is Role.CHANGE and claim.quantity.kind in _LEVELS and bool(claim.direction)
    return known and plain and claim.place.cell is None and not claim.cues & _ELSEWHERE


def _pair(claim: Claim, row: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The former and the latter cell that the change lies between; None where the table leaves a choice."""
    roles = _LEVELS[claim.quantity.kind]
    cells = [c for c in row if c.role in roles and c.basis is None and c.quantity.value is not None]
    pairs = [(a, b) for a in cells for b in cells if a is not b and printed_alike(a, b) and _says_no_more(claim, a, b)]
    before = [(a, b) for a, b in pairs if "column-prior" in a.cues and "column-prior" not in b.cues]
    if before:
        return before[0] if len(cells) == 2 else None
    told = claim.period if "period-said" in claim.cues else None
    steps = [step for cue, found in _STEPS.items() if cue in claim.cues for step in found]
    dated = [
        (a, b)
        for a, b in pairs
        if a.period and b.period and (years := years_between(a.period, b.period)) is not None and years > 0
        if not steps or years in steps
        if told is None or same_time(told, b.period)
    ]
    return dated[0] if len(dated) == 1 and (len(cells) == 2 or (told is not None and bool(steps))) else None


def _says_no_more(claim: Claim, first: Claim, last: Claim) -> bool:
    """The label without the names of the row and of the two columns is empty, or a small word."""
    rest = claim.label
    shared = _ending(first.column, last.column)
    for name in sorted({first.row, first.column, last.column, shared}, key=len, reverse=True):
        rest = rest.replace(name, " ") if name else rest
    words = [word for word in rest.split() if word not in _LINKS]
    if "column-prior" not in first.cues and first.column != last.column:
        return False  # of two columns with other names than times, one is no former value of the other
    return not words or (not "".join(words).isascii() and len("".join(words)) <= _LEFT_HAN)


def _ending(first: str, last: str) -> str:
    """What two heads end with: 客流 of 上月客流 and 本月客流."""
    length = 0
    while length < min(len(first), len(last)) and first[-1 - length] == last[-1 - length]:
        length += 1
    return first[len(first) - length :] if length > 1 else ""
