"""Rates of the text that follow from a table: 营业收入同比增长11.0% beside the row 营业收入, 毛利率29.4% beside two.

Only where the sentence does not bring the levels itself, one row bears exactly its words, and the periods say which
columns are meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.cache.compiled import compiled
from claimlint.checks import registry
from claimlint.frozen import dataclass
from claimlint.model.check import STATED, Binding, Case
from claimlint.model.claim import Claim, Role
from claimlint.model.judge import holds, values_under
from claimlint.model.period import Period, PeriodKind, years_between
from claimlint.model.quantity import Reading
from claimlint.model.text import Document
from claimlint.model.unit import Kind
from claimlint.rules.beside import same_time
from claimlint.rules.lattice import Lattice, printed_alike
from claimlint.rules.load import Rule

_STEPS: Mapping[str, tuple[Fraction, ...]] = {"yoy": (Fraction(1),), "qoq": (Fraction(1, 4), Fraction(1, 12))}
_COMPOUND = frozenset({"cagr", "average-growth"})
_STOP = compiled(r"[\u3002\uff1b\uff01\uff1f;!?\n]|\.\s")
_REACH = 120
# A paragraph stands so many blocks from a table whose columns it need not name; in front of it stand its heads.
_BESIDE, _HEADS = 2, 12
_MARGINS = frozenset({"gross_margin", "net_margin", "operating_margin", "ebitda_margin"})
Row = Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The numbers of each sentence of the text, and its words in front of one of them."""

    document: Document
    claims: Mapping[int, Sequence[Claim]]
    periods: Mapping[int, frozenset[Period]]

    def moment(self, claim: Claim) -> Period | None:
        """The claim's period, or the only one that its sentence names ("rose 18% year over year in FY2024")."""
        named = self.periods.get(claim.place.sentence, frozenset())
        return claim.period or (next(iter(named)) if len(named) == 1 else None)

    def beside(self, claim: Claim) -> Sequence[Claim]:
        return self.claims.get(claim.place.sentence, ())

    def lead(self, claim: Claim) -> str:
        end = claim.quantity.span.start
        start = max(self.document.blocks[claim.place.block].span.start, end - _REACH)
        text = self.document.folded[start:end].lower()
        ends = [match.end() for match in _STOP.finditer(text)]
        return text[ends[-1] :] if ends else text


def _sentences(claims: Sequence[Claim], document: Document) -> _Sentences:
    found: dict[int, list[Claim]] = defaultdict(list)
    periods: dict[int, frozenset[Period]] = defaultdict(frozenset)
    for claim in claims:
        if claim.role is Role.PERIOD and claim.period is not None:
            periods[claim.place.sentence] |= {claim.period}
        elif document.blocks[claim.place.block].cell is None:
            found[claim.place.sentence].append(claim)
    return _Sentences(document, found, periods)


def grown(tables: Sequence[Lattice], claims: Sequence[Claim], document: Document) -> Iterator[tuple[Claim, Binding]]:
    """Every rate of growth in the text with the two cells of the row that bears its words."""
    rows = _rows(tables)
    text = _sentences(claims, document)
    for inside in text.claims.values() if rows else ():
        for claim in inside:
            row = rows.get(claim.label) if _is_change(claim) else None
            if row is None or any(c.cues & {"from", "prior"} for c in inside):
                continue
            binding = _across(claim, text.moment(claim), row)
            if binding is not None:
                yield claim, binding


def _is_change(claim: Claim) -> bool:
    cued = bool(claim.cues & (_COMPOUND | _STEPS.keys()))
    plain = claim.basis is None and not claim.quantity.qualifier.threshold and not claim.cues & {"each", "of-which"}
    return claim.role is Role.CHANGE and claim.quantity.kind is Kind.PERCENT and cued and plain


def _rows(tables: Sequence[Lattice]) -> Mapping[str, list[Claim]]:
    """Rows of levels by their words; those whose words stand twice tell nothing."""
    found: dict[str, list[Claim]] = {}
    for lattice in tables:
        for number in lattice.rows:
            cells = [c for c in lattice.row(number) if c.role is Role.LEVEL and c.period is not None and not c.column]
            if len(cells) > 1 and cells[0].label and all(c.basis is None for c in cells):
                found[cells[0].label] = [] if cells[0].label in found else cells
    return {label: cells for label, cells in found.items() if cells}


def _across(claim: Claim, told: Period | None, row: Sequence[Claim]) -> Binding | None:
    """The two cells of ``row`` that a rate connects by its period ``told`` and its cue."""
    pairs = [(a, b) for a in row for b in row if a is not b and printed_alike(a, b)]
    apart = [(a, b, years) for a, b in pairs if (years := _years(a, b)) is not None and years > 0]
    if claim.cues & _COMPOUND:
        if told is None or told.kind is not PeriodKind.RANGE:
            return None
        apart = [(a, b, n) for a, b, n in apart if _ends(a.period, b.period) == (told.year, told.last_year)]
    else:
        steps = {step for cue, found in _STEPS.items() if cue in claim.cues for step in found}
        apart = [(a, b, n) for a, b, n in apart if n in steps and told and same_time(told, b.period)]
    if len(apart) != 1:
        return None
    first, last, length = apart[0]
    return Binding({"first": (first,), "last": (last,)}, years=length if claim.cues & _COMPOUND else Fraction(1))


def _years(first: Claim, last: Claim) -> Fraction | None:
    return years_between(first.period, last.period) if first.period and last.period else None


def _ends(first: Period | None, last: Period | None) -> tuple[int, int] | None:
    return (first.year, last.last_year) if first is not None and last is not None else None


def computed(
    rules: Sequence[Rule], tables: Sequence[Lattice], claims: Sequence[Claim], document: Document
) -> Iterator[tuple[Rule, Claim, Binding]]:
    """Every ratio of the text that a formula computes from two cells of one column."""
    formulas = [rule for rule in rules if is_plain(rule)]
    text = _sentences(claims, document)
    for inside in text.claims.values() if formulas else ():
        for claim in inside:
            if claim.subject is not None or claim.basis is not None or claim.quantity.qualifier.threshold:
                continue
            for rule in formulas:
                if rule.stated.accepts(claim) and not _all_there(rule, inside):
                    dated = replace(claim, period=text.moment(claim))
                    found = [b for lattice in tables for b in _columns(rule, dated, lattice, text.lead(claim))]
                    if not found and dated.period is None:
                        found = _newest(rule, claim, tables)
                    if len(found) == 1:
                        yield rule, claim, found[0]


def _newest(rule: Rule, claim: Claim, tables: Sequence[Lattice]) -> list[Binding]:
    """The margin widened to 16.0%, beside 2022 and 2023: the last of the only table right by, if no other has it."""
    found, telling = [], set()
    for lattice in [t for t in tables if _is_beside(claim, t)]:
        for number in lattice.columns:
            column = [c for c in lattice.column(number) if c.role is Role.LEVEL]
            period = column[0].period if column else None
            slots = _slots(rule, claim, column) if period is not None else None
            if slots is not None and period is not None:
                found.append((period.start, Binding(slots)))
                telling.add(id(lattice))
    if len(telling) != 1 or "from" in claim.cues or "prior" in claim.cues:
        return []
    check = registry()[rule.check]
    cases = [Case(rule.id, {STATED: (claim,), **binding.slots}, params=rule.params) for _, binding in found]
    if any(holds(check, case, values_under(case, Reading.INTERVAL)) for case in cases):
        return []
    return [max(found, key=lambda one: one[0])[1]]


def _is_beside(claim: Claim, lattice: Lattice) -> bool:
    blocks = [c.place.block for c in lattice.cells.values()]
    return 0 < claim.place.block - max(blocks) <= _BESIDE or 0 < min(blocks) - claim.place.block <= _BESIDE + _HEADS


def is_plain(rule: Rule) -> bool:
    """A margin, whose two levels are what their names say; a return on equity may be one of a mean equity."""
    return bool(rule.expect) and rule.table is None and _by_metric(rule) and rule.stated.metrics <= _MARGINS


def _by_metric(rule: Rule) -> bool:
    return len(rule.given) > 1 and all(wanted.metrics for wanted in rule.given.values())


def _all_there(rule: Rule, inside: Sequence[Claim]) -> bool:
    slots = [wanted for slot, wanted in rule.given.items() if slot != STATED]
    return all(any(wanted.accepts(c) for c in inside) for wanted in slots)


def _columns(rule: Rule, claim: Claim, lattice: Lattice, lead: str) -> Iterator[Binding]:
    for number in lattice.columns:
        column = [c for c in lattice.column(number) if c.role is Role.LEVEL]
        if column and _is_meant(claim, column[0], lead):
            slots = _slots(rule, claim, column)
            if slots is not None:
                yield Binding(slots)


def _is_meant(claim: Claim, cell: Claim, lead: str) -> bool:
    if cell.period is not None:
        return claim.period is not None and same_time(claim.period, cell.period)
    return claim.period is None and bool(cell.column) and cell.column in lead


def _slots(rule: Rule, claim: Claim, line: Sequence[Claim]) -> dict[str, tuple[Claim, ...]] | None:
    """The only number of a line for each slot of a formula; None where one is missing or there are several."""
    slots: dict[str, tuple[Claim, ...]] = {}
    for slot, wanted in rule.given.items():
        if slot == STATED:
            continue
        fitting = [c for c in line if c is not claim and wanted.accepts(c) and c.basis == claim.basis]
        if len(fitting) != 1:
            return None
        slots[slot] = (fitting[0],)
    return slots


def by_formula(rules: Sequence[Rule], lattice: Lattice) -> Iterator[tuple[Rule, list[tuple[Claim, Binding]]]]:
    """For every formula over metrics: the cells of a table that it computes from others of their column or row."""
    for rule in rules:
        if not rule.expect or rule.table is not None or not _by_metric(rule):
            continue
        for lines, other in ((lattice.column, "row"), (lattice.row, "column")):
            bound: dict[str, list[tuple[Claim, Binding]]] = defaultdict(list)
            for number in lattice.columns if other == "row" else lattice.rows:
                line = lines(number)
                for claim in line:
                    slots = _slots(rule, claim, line) if rule.stated.accepts(claim) else None
                    if slots is not None:
                        bound[claim.row if other == "row" else claim.column].append((claim, Binding(slots)))
            yield from ((rule, found) for found in bound.values())
