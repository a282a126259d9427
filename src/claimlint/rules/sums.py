"""Totals of tables: what a total adds up is read from the labels and settled by the other columns (rows).

A total is accused only where the table itself shows what it adds up: the same rows give the total of another column,
or the labels leave no doubt (a bare "Total" below nothing but plain rows).  Subtotals stand for their rows; lines "of
which" are parts of the line above; costs and the like may be taken off.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind
from claimlint.rules.lattice import Lattice, adds_up, alike
from claimlint.rules.parts import DETAIL, Lines, Parts, counts_twice, has_cue, is_detail

# Longer runs are tried as a whole only; more lines to take off are not tried both ways.
_LONGEST, _MOST_SIGNS, _MOST_RUNS = 60, 5, 16
_LESS = frozenset({"row-less", "column-less"})
_UNCLEAR = frozenset({"row-less", "row-apart", "row-some", "row-main", "column-less", "column-apart"})


_PARTS_OF_YEAR = (PeriodKind.QUARTER, PeriodKind.HALF)
# What flows through a year, so that its quarters add up; cash at the end of each does not.
_FLOWS = frozenset(
    {"revenue", "cost", "gross_profit", "operating_profit", "net_profit", "profit", "sales_volume", "output", "orders"}
    | {"exports", "imports", "investment", "ebitda"}
)
Cells = Sequence[tuple[int, Claim]]
Bound = tuple[Claim, Binding, bool]


def sums(lattice: Lattice) -> Iterator[Bound]:
    """Every total of a table that can be judged, with its parts, and whether they fail to add up to it."""
    rows = Lines(
        lattice.rows,
        lattice.columns,
        lambda line, place: lattice.cells.get((line, place)),
        lambda line, place: (line, place) in lattice.unread,
        lattice.breaks,
    )
    yield from _totals(rows, "row")
    columns = Lines(
        lattice.columns,
        lattice.rows,
        lambda line, place: lattice.cells.get((place, line)),
        lambda line, place: (place, line) in lattice.unread,
        frozenset(),
    )
    yield from _totals(columns, "column")


def _totals(table: Lines, side: str) -> Iterator[Bound]:
    totals = [line for line in table.lines if _is_total(table, line, side)]
    known: dict[int, Parts] = {}
    found: list[tuple[int, Bound]] = []
    for line in totals:
        cells = [(p, c) for p in table.across if (c := table.at(line, p)) is not None and adds_up(c)]
        if any(c.role is Role.LEVEL for _, c in cells):  # what is wrong with a share beside its level is found there
            cells = [(p, c) for p, c in cells if c.role is not Role.SHARE]
        best = _best(table, cells, _readings(table, line, set(totals), known, side)) if cells else None
        if best is None:
            continue
        reading, held, failed = best
        if held:
            known[line] = reading
        accused = _accused(table, line, reading, held, failed, side)
        if all(sign > 0 for _, sign in reading.lines):
            told = [(p, c, False) for p, c in held] + [(p, c, True) for p, c in accused]
            found += [(p, (c, _binding(table, reading, p), fails)) for p, c, fails in told]
    yield from _without_means(found)


def _binding(table: Lines, reading: Parts, place: int) -> Binding:
    return Binding({"parts": tuple(c for n, _ in reading.lines if (c := table.at(n, place)) is not None)})


def _without_means(found: list[tuple[int, Bound]]) -> Iterator[Bound]:
    """A column of means has totals too, and none of them is a sum."""
    failures: dict[int, list[bool]] = {}
    for place, (_, _, fails) in found:
        failures.setdefault(place, []).append(fails)
    for place, bound in found:
        if not (bound[2] and len(failures[place]) > 1 and all(failures[place])):
            yield bound


def _is_total(table: Lines, line: int, side: str) -> bool:
    cells = [c for p in table.across if (c := table.at(line, p)) is not None]
    if not cells:
        return False
    if side == "row" and not any(c.row for c in cells):
        return True
    if side == "column" and _is_whole_year(table, line, cells):
        return True
    return any(f"{side}-total" in c.cues for c in cells)


def _is_whole_year(table: Lines, line: int, cells: Sequence[Claim]) -> bool:
    """A year behind its quarters or halves, by its head or by their periods."""
    before = [n for n in table.lines if n < line][-4:]
    parts = [next((c for p in table.across if (c := table.at(n, p)) is not None), None) for n in before]
    periods = [c.period for c in parts if c is not None and c.period is not None and c.period.kind in _PARTS_OF_YEAR]
    if len(periods) not in (2, 4) and not (len(before) in (2, 4) and "column-whole-year" in cells[0].cues):
        return False
    year = cells[0].period
    whole = year is not None and year.kind in (PeriodKind.YEAR, PeriodKind.FISCAL_YEAR)
    return "column-whole-year" in cells[0].cues or whole


def _readings(table: Lines, line: int, totals: set[int], known: dict[int, Parts], side: str) -> Iterator[Parts]:
    """The lines that a total may add up, the likeliest first."""
    here = bisect_left(table.lines, line)
    above = table.lines[max(0, here - _LONGEST) : here]
    details = {n for n in above if side == "row" and is_detail(table, n)}
    numbered = [n for n in above if any(table.at(n, p) is not None for p in table.across)]
    if not numbered:
        below = table.lines[here + 1 : here + 1 + _LONGEST]
        numbered = [n for n in below if n not in totals and any(table.at(n, p) is not None for p in table.across)]
        yield from _signed([n for n in numbered if not (side == "row" and is_detail(table, n))], table, side, True)
        yield from _signed(numbered, table, side, False)
        return
    if side == "column" and numbered[-1] in totals:  # Total 2024 | Total 2023: of another time, if not of totals alone
        yield from _signed([n for n in numbered if n in totals], table, side, False)
        return
    last = max((n for n in above if n in table.breaks or n in totals), default=-1)
    block = [n for n in numbered if n > last]
    lead = [n for n in block if n not in details]
    yield from _signed(lead, table, side, True)
    open_lines: list[int] = []
    for number in numbered:
        if number in known:
            inside = {n for n, _ in known[number].lines}
            open_lines = [n for n in open_lines if n not in inside]
            open_lines.append(number)
        elif number not in details:
            open_lines.append(number)
    yield from _signed(open_lines, table, side, True)
    yield from _signed([n for n in numbered if n not in totals and n not in details], table, side, False)
    yield from _signed([n for n in numbered if n in totals], table, side, False)
    yield from _signed(block, table, side, False)
    plain = [n for n in numbered if n not in totals]
    for run in (open_lines, numbered, plain, [n for n in numbered if n not in details]):
        for start in range(max(1, len(run) - _MOST_RUNS), len(run) - 1):
            yield from _signed(run[start:], table, side, False)


def _signed(lines: list[int], table: Lines, side: str, plain: bool) -> Iterator[Parts]:
    """The lines as they are, and with costs and the like taken off."""
    if len(lines) < 2:
        return
    yield Parts(tuple((n, 1) for n in lines), plain)
    less = [n for n in lines if has_cue(table, n, f"{side}-less")]
    if not less or len(less) > _MOST_SIGNS:
        if less:
            yield Parts(tuple((n, -1 if n in less else 1) for n in lines), False)
        return
    for signs in product((1, -1), repeat=len(less)):
        if -1 in signs:
            turned = dict(zip(less, signs, strict=True))
            yield Parts(tuple((n, turned.get(n, 1)) for n in lines), False)


def _best(
    table: Lines, cells: Cells, readings: Iterable[Parts]
) -> tuple[Parts, list[tuple[int, Claim]], list[tuple[int, Claim]]] | None:
    """The reading that holds in most places, the likeliest of those alike; what holds under it and what fails."""
    best: tuple[Parts, list[tuple[int, Claim]], list[tuple[int, Claim]]] | None = None
    seen: set[tuple[tuple[int, int], ...]] = set()
    excused: set[int] = set()  # places where one reading or another holds
    for reading in readings:
        if reading.lines in seen or counts_twice(table, reading):
            continue
        seen.add(reading.lines)
        held: list[tuple[int, Claim]] = []
        failed: list[tuple[int, Claim]] = []
        for place, claim in cells:
            holds = _holds(table, reading, place, claim)
            if holds is not None:
                (held if holds else failed).append((place, claim))
        if not held and not failed:
            continue
        excused |= {place for place, _ in held}
        better = best is None or (len(held), -len(failed)) > (len(best[1]), -len(best[2]))
        if best is None or (held and better):
            best = (reading, held, failed)
        if not failed:
            break
    if best is None:
        return None
    return best[0], best[1], [(place, claim) for place, claim in best[2] if place not in excused]


def _holds(table: Lines, reading: Parts, place: int, total: Claim) -> bool | None:
    """Whether the printed parts can add up to the printed total; None where that cannot be said."""
    low = high = Fraction(0)
    found = 0
    for number, sign in reading.lines:
        part = table.at(number, place)
        if part is None:
            if table.unread(number, place):
                return None
            continue
        values = part.quantity.interval
        if not alike(part, total) or values.low is None or values.high is None:
            return None
        found += 1
        low, high = (low + values.low, high + values.high) if sign > 0 else (low - values.high, high - values.low)
    stated = total.quantity.interval
    if found < 2 or stated.low is None or stated.high is None:
        return None
    return low <= stated.high and stated.low <= high


def _accused(table: Lines, line: int, reading: Parts, held: Cells, failed: Cells, side: str) -> Cells:
    """What fails where the table leaves no doubt that it should hold."""
    told = {(c.column, c.quantity.unit) for _, c in held}
    failed = [(p, c) for p, c in failed if c.quantity.value != 0]
    failed = [
        (p, c)
        for p, c in failed
        if (c.column, c.quantity.unit) in told
        or (held and "row-bare" in c.cues and _is_whole(c))  # 1,070 below 1,200 and 500 units is no mean of them
        or not _may_be_mean(table, reading, p, c)
    ]
    if side == "column" and not any("column-total" in c.cues for _, c in [*held, *failed]):
        failed = [(p, c) for p, c in failed if _exceeds(table, reading, p, c)]
    if held:
        return failed if (reading.plain or len(held) > 1) and len(failed) <= len(held) else ()
    certain = len(failed) == 1 and reading.plain and _is_certain(table, line, reading, failed[0], side)
    return failed if certain else ()


def _exceeds(table: Lines, reading: Parts, place: int, total: Claim) -> bool:
    """Beyond each of its quarters, as a sum is; a balance or a rate of the year is one of them, or between them."""
    values = [c.quantity.value for n, _ in reading.lines if (c := table.at(n, place)) is not None]
    stated = total.quantity.value
    return stated is not None and all(value is not None and 0 < value < stated for value in values)


def _is_whole(claim: Claim) -> bool:
    printed = claim.quantity.printed
    return printed is not None and printed.decimals == 0 and claim.quantity.kind is Kind.NUMBER


def _may_be_mean(table: Lines, reading: Parts, place: int, total: Claim) -> bool:
    """A number of no unit, or of a physical one, that lies between its parts may be their mean."""
    if total.quantity.kind not in (Kind.NUMBER, Kind.PHYSICAL):
        return False
    values = [c.quantity.value for n, _ in reading.lines if (c := table.at(n, place)) is not None]
    known = [value for value in values if value is not None]
    stated = total.quantity.value
    return stated is not None and bool(known) and min(known) <= stated <= max(known)


def _is_certain(table: Lines, line: int, reading: Parts, failed: tuple[int, Claim], side: str) -> bool:
    """A single place: the label must be a bare word of totals, or the last line, and all parts plain lines."""
    place, total = failed
    parts = [c for n, _ in reading.lines if (c := table.at(n, place)) is not None]
    plain = [c.quantity.value or Fraction(0) for c in parts if not c.cues & _LESS]
    added = total.quantity.value is not None and total.quantity.value > sum(plain)  # nothing was taken off
    unclear = (_UNCLEAR - _LESS if added else _UNCLEAR) | DETAIL
    if any(c.cues & unclear or c.basis for c in parts) or f"{side}-some" in total.cues:
        return False
    if side == "column" and "column-total" not in total.cues:
        return total.metric in _FLOWS
    if side == "column":
        return "column-bare" in total.cues or len({(c.metric, c.column == "") for c in parts}) == 1
    if "row-bare" in total.cues:
        return True
    return "row-total" in total.cues and line == max(table.lines) and len({c.metric for c in parts}) == 1
