"""Columns and rows that are computed from others: shares of a total, changes between two periods.

Which numbers a column of changes connects is settled by the table itself: the pair of columns for which most of its
rows hold.  A row is accused where others of its column hold under that pair; alone, only where the heads leave no
doubt.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.check import STATED, Binding, Case, Check
from claimlint.model.claim import Claim, Role
from claimlint.model.judge import holds, judge, values_under
from claimlint.model.period import PeriodKind, years_between
from claimlint.model.quantity import Reading
from claimlint.model.unit import Kind
from claimlint.model.verdict import Status
from claimlint.rules.lattice import Lattice, printed_alike
from claimlint.rules.load import Rule

# Lines of numbers in front of a computed one that are tried, and rows of a column that settle a pair.
_NEAR, _MOST = 6, 200
_LEVELS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER, Kind.PRICE})
_STEPS = {"yoy": (Fraction(1),), "qoq": (Fraction(1, 4), Fraction(1, 12))}
Bound = tuple[Claim, Binding]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to compute a line: its cells with their bindings; ``certain`` where the heads say just that."""

    bound: Sequence[Bound]
    certain: bool = False
    least: int = 1  # so many cells must hold before another is accused


def settled(check: Check, rule: Rule, attempts: Iterable[Attempt]) -> Iterator[tuple[Claim, Binding, bool]]:
    """The cells of the attempt that holds for most of them (True: they fail), without what the table cannot prove."""
    best: tuple[list[Bound], list[Bound], Attempt] | None = None
    excused: set[int] = set()
    for attempt in attempts:
        held: list[Bound] = []
        failed: list[Bound] = []
        for bound in attempt.bound[:_MOST]:
            case = _case(rule, *bound)
            (held if holds(check, case, values_under(case, Reading.INTERVAL)) else failed).append(bound)
        excused |= {id(claim) for claim, _ in held}
        if (held or failed) and (best is None or len(held) > len(best[0])):
            best = (held, failed, attempt)
        if held and not failed:
            break
    if best is None:
        return
    held, failed, chosen = best
    yield from ((claim, binding, False) for claim, binding in held)
    most = len(held) if chosen.least == 1 else 1  # what only the numbers themselves show, but one may contradict
    if (len(held) >= chosen.least and len(failed) <= most) or (chosen.certain and len(failed) == 1):
        for claim, binding in failed:
            if (
                id(claim) not in excused
                and _one_basis(claim, binding)
                and _is_proof(check, _case(rule, claim, binding))
            ):
                yield claim, binding, True


def _case(rule: Rule, claim: Claim, binding: Binding) -> Case:
    return Case(rule.id, {STATED: (claim,), **binding.slots}, 0, binding.years, (), rule.params)


def _is_proof(check: Check, case: Case) -> bool:
    """It fails under every reading, and with its sign turned: a column of changes may print falls without a sign."""
    stated = case.stated
    if judge(check, case).status is not Status.INCONSISTENT:
        return False
    turned = replace(case, slots={**case.slots, STATED: (replace(stated, direction=-stated.direction),)})
    return not stated.direction or judge(check, turned).status is not Status.CONSISTENT


def _one_basis(claim: Claim, binding: Binding) -> bool:
    """A change at constant prices beside levels in nominal ones proves nothing."""
    return any(claim.basis == c.basis for claims in binding.slots.values() for c in claims)


def shares(lattice: Lattice) -> Iterator[list[Attempt]]:
    """For every column of shares: the columns that it may be a share of, with their totals."""
    for column in lattice.columns:
        stated = [c for c in lattice.column(column) if c.role is Role.SHARE and c.quantity.kind is Kind.PERCENT]
        if len(stated) < 2:
            continue
        attempts = []
        for base in near_lines(lattice.columns, column):
            levels = [c for c in lattice.column(base) if c.role is Role.LEVEL and c.quantity.kind in _LEVELS]
            for whole in _wholes(levels):
                bound = [
                    (claim, Binding({"part": (part,), "whole": (whole,)}))
                    for claim in stated
                    if (part := _in_row(lattice, claim, base)) is not None and part is not whole
                    if printed_alike(part, whole) and part.quantity.value  # that nothing is 0.00% settles nothing
                ]
                attempts.append(Attempt(bound))
        yield attempts


def _wholes(levels: Sequence[Claim]) -> list[Claim]:
    totals = [c for c in levels if c.cues & {"row-total"} or not c.row]
    return totals[-2:] or ([max(levels, key=_size)] if len(levels) > 2 else [])


def _size(claim: Claim) -> Fraction:
    return claim.quantity.value or Fraction(0)


def changes(lattice: Lattice, kinds: frozenset[Kind]) -> Iterator[list[Attempt]]:
    """For every column and row of changes: the pairs of lines that it may connect."""
    for column in lattice.columns:
        stated = [c for c in lattice.column(column) if c.role is Role.CHANGE and c.quantity.kind in kinds]
        headed = [c for c in stated if _headed(column, lattice)]
        if not headed:
            continue
        near = [k for k in near_lines(lattice.columns, column) if _levels_of(lattice.column(k))]
        pairs = sorted(
            ((a, b) for a in near for b in near if a != b), key=lambda ab: (_adjacency(near, *ab), ab[0] < ab[1])
        )
        attempts = []
        for first, last in pairs[: 3 * _NEAR]:
            bound = [
                (claim, binding)
                for claim in headed
                if (binding := _pair(claim, _in_row(lattice, claim, first), _in_row(lattice, claim, last))) is not None
            ]
            if bound:
                attempts.append(Attempt(bound, _are_told(bound) and (len(near) == 2 or _are_cued(bound))))
        yield attempts


def growth_rows(lattice: Lattice, kinds: frozenset[Kind]) -> Iterator[list[Attempt]]:
    """For every row of growth rates: the rows above that it may be the growth of, column by column."""
    for index, row in enumerate(lattice.rows):
        stated = [c for c in lattice.row(row) if c.role is Role.CHANGE and c.quantity.kind in kinds]
        if not stated or any(_headed(lattice.place(c)[1], lattice) for c in stated):
            continue
        above = [r for r in lattice.rows[max(0, index - _NEAR) : index] if _levels_of(lattice.row(r))][::-1]
        attempts = []
        for base in above:
            bound = [(c, b) for c in stated if (b := _before(lattice, c, base)) is not None]
            if bound:
                attempts.append(Attempt(bound, base == above[0] and len(bound) == 1 and _are_told(bound)))
        yield attempts


def _headed(column: int, lattice: Lattice) -> bool:
    """The column's head says that its numbers are changes; else the row's label does."""
    return column not in lattice.level_columns


def _before(lattice: Lattice, claim: Claim, base: int) -> Binding | None:
    """The level of the row ``base`` in the column of ``claim``, and that of the period before."""
    column = lattice.place(claim)[1]
    last = lattice.cells.get((base, column))
    others = [c for k in near_lines(lattice.columns, column) if (c := lattice.cells.get((base, k))) is not None]
    if last is None:
        return None
    if last.period is not None:
        first = next((c for c in others if c.period is not None and _a_step(c, last, claim)), None)
    else:
        first = next((c for c in others if lattice.place(c)[1] < column), None)
    return None if first is None else _pair(claim, first, last)


def _a_step(first: Claim, last: Claim, stated: Claim) -> bool:
    years = years_between(first.period, last.period) if first.period and last.period else None
    if "qoq" in stated.cues:
        return years in (Fraction(1, 4), Fraction(1, 12))
    return years == 1


def _pair(claim: Claim, first: Claim | None, last: Claim | None) -> Binding | None:
    """The binding of a change to two levels, the earlier first; None where they cannot be connected."""
    if first is None or last is None or not printed_alike(first, last) or first.role is not last.role:
        return None
    if first.role not in (Role.LEVEL, Role.RATE, Role.SHARE):
        return None
    apart = years_between(first.period, last.period) if first.period and last.period else None
    if apart is not None and apart <= 0:
        return None
    kind = claim.quantity.kind
    if kind is Kind.PERCENT and first.role is not Role.LEVEL:
        return None  # a change of a rate, in points or in percent of itself
    if kind is Kind.POINTS and first.quantity.kind is not Kind.PERCENT:
        return None
    if kind not in (Kind.PERCENT, Kind.POINTS) and not printed_alike(claim, first):
        return None
    years = None
    if claim.cues & {"cagr", "average-growth"}:
        if apart is None or apart < 2 or not _spans(claim, first, last):
            return None
        years = apart
    elif apart is not None and any(apart not in steps for cue, steps in _STEPS.items() if cue in claim.cues):
        return None
    return Binding({"first": (first,), "last": (last,)}, years=years or Fraction(1))


def _spans(claim: Claim, first: Claim, last: Claim) -> bool:
    """The years that the head of a compound rate names are those of the two levels."""
    told = claim.period
    if told is None or told.kind is not PeriodKind.RANGE or first.period is None or last.period is None:
        return True
    return (told.year, told.last_year) == (first.period.year, last.period.last_year)


def _are_told(bound: Sequence[Bound]) -> bool:
    """Head and periods say what the change connects: 同比 between two years, change between two columns."""
    for claim, binding in bound:
        first, last = binding.slots["first"][0], binding.slots["last"][0]
        if first.period is None or last.period is None or claim.stance != last.stance:
            return False
    return True


def _are_cued(bound: Sequence[Bound]) -> bool:
    """同比 or 环比 in the head: only one pair of periods is that far apart."""
    return all(claim.cues & _STEPS.keys() for claim, _ in bound)


def near_lines(lines: Sequence[int], line: int) -> list[int]:
    """The lines around one, the nearest in front of it first."""
    index = bisect_left(lines, line)
    return [*reversed(lines[max(0, index - _NEAR) : index]), *lines[index + 1 : index + 1 + _NEAR]]


def _adjacency(near: Sequence[int], first: int, last: int) -> int:
    return near.index(first) + near.index(last)


def _levels_of(claims: Sequence[Claim]) -> bool:
    return any(c.role in (Role.LEVEL, Role.RATE, Role.SHARE) and c.quantity.value is not None for c in claims)


def _in_row(lattice: Lattice, claim: Claim, column: int) -> Claim | None:
    return lattice.cells.get((lattice.place(claim)[0], column))
