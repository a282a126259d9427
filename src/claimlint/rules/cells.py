"""Rules of tables × the tables of a document → bindings: what the structure of a table asks of its numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimlint.checks import registry
from claimlint.model.check import Binding
from claimlint.model.claim import Claim
from claimlint.model.text import Document
from claimlint.model.unit import Kind
from claimlint.rules import derived, induced
from claimlint.rules.beside import repeated
from claimlint.rules.lattice import Lattice, lattices
from claimlint.rules.load import Rule
from claimlint.rules.misprinted import misprinted
from claimlint.rules.restated import by_formula, computed, grown, is_plain
from claimlint.rules.stepped import stepped
from claimlint.rules.sums import sums

_RATES = frozenset({Kind.PERCENT})
_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER, Kind.PRICE, Kind.POINTS})


def in_tables(
    rules: Sequence[Rule], claims: Sequence[Claim], document: Document
) -> Iterator[tuple[Rule, Claim, Binding]]:
    """What every rule with ``table`` judges in ``document``: the rule, the claim, the numbers that it follows from."""
    wanted = {rule.table: rule for rule in rules if rule.table is not None}
    tables = list(lattices(claims, document)) if wanted else []
    if not tables:
        return
    for lattice in tables:
        found = [(rule, *bound) for name, rule in wanted.items() for bound in _bindings(name, rule, lattice)]
        for rule, cells in by_formula(rules, lattice):
            attempt = derived.Attempt(cells, len(cells) == 1 and is_plain(rule))
            found += [(rule, *bound) for bound in derived.settled(registry()[rule.check], rule, [attempt])]
        yield from _roots(found)
    if "text" in wanted:
        told = set()
        for claim, binding in repeated(tables, claims, document):
            told.add(id(claim))
            yield wanted["text"], claim, binding
        others = [c for c in claims if id(c) not in told]
        for claim, binding in misprinted(tables, others, claims, document):
            name = "text" if "earlier" in binding.slots else "changes"
            if name in wanted:
                yield wanted[name], claim, binding
        yield from computed(rules, tables, claims, document)
    done: set[int] = set()
    if "growth" in wanted:
        for claim, binding in grown(tables, claims, document):
            done.add(id(claim))
            yield wanted["growth"], claim, binding
    for claim, binding in stepped(tables, claims, document):
        name = "growth" if claim.quantity.kind is Kind.PERCENT else "changes"
        if name in wanted and id(claim) not in done:
            yield wanted[name], claim, binding


def _roots(found: Sequence[tuple[Rule, Claim, Binding, bool]]) -> Iterator[tuple[Rule, Claim, Binding]]:
    """Without what another failure explains: a number computed from one that is accused.

    Of two numbers that accuse each other (a cost by its profit) the last one is kept, which is the computed one; but a
    total is accused before what is only found by induction.
    """
    accused = {id(claim): _rank(rule, claim) for rule, claim, _, fails in found if fails}
    inputs: dict[int, set[int]] = defaultdict(set)
    for _, claim, binding, fails in found:
        if fails:
            inputs[id(claim)] |= {id(c) for claims in binding.slots.values() for c in claims}
    for rule, claim, binding, fails in found:
        rivals = [id(c) for claims in binding.slots.values() for c in claims if id(c) in accused] if fails else []
        if all(id(claim) in inputs[rival] and accused[rival] < _rank(rule, claim) for rival in rivals):
            yield rule, claim, binding


def _rank(rule: Rule, claim: Claim) -> tuple[bool, int]:
    return rule.table == "totals", claim.place.order


def _bindings(name: str, rule: Rule, lattice: Lattice) -> Iterator[tuple[Claim, Binding, bool]]:
    if name == "totals":
        yield from sums(lattice)
        return
    for attempts in _attempts(name, lattice):
        yield from derived.settled(registry()[rule.check], rule, attempts)


def _attempts(name: str, lattice: Lattice) -> Iterator[list[derived.Attempt]]:
    if name == "shares":
        yield from derived.shares(lattice)
    elif name == "growth":
        yield from derived.changes(lattice, _RATES)
        yield from derived.growth_rows(lattice, _RATES)
        yield from derived.growth_rows(lattice.turn(), _RATES)
    elif name == "changes":
        yield from derived.changes(lattice, _AMOUNTS)
        yield from derived.growth_rows(lattice, _AMOUNTS)
        yield from derived.growth_rows(lattice.turn(), _AMOUNTS)
        yield from induced.differences(lattice)
    elif name == "ratios":
        yield from induced.ratios(lattice)
