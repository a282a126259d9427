"""Rules × Claims → Cases: for every claim that a rule judges, the plausible choices of the other numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from claimlint.checks import registry
from claimlint.model.check import STATED, Binding, Case, Check, Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.likeness import alike, distance
from claimlint.model.text import Document
from claimlint.rules.cells import in_tables
from claimlint.rules.load import Rule

# Reach (SEMANTICS §4): the sentence, two sentences before it and one behind.
BEFORE, BEHIND = 2, 1
# A run of numbers longer than this is a table pulled into a line; nothing is bound across it.
LONGEST = 60
# Of the sentences around, this many numbers on either side.
NEAREST = 20
# More bindings than this are never plausible for one number.
MOST = 24


@dataclass(frozen=True, slots=True)
class Candidate:
    """One judged claim under one rule, with every plausible case, best first."""

    rule: Rule
    check: Check
    stated: Claim
    cases: tuple[Case, ...]
    around: Neighbourhood


def bind(
    rules: Sequence[Rule], claims: Sequence[Claim], facts: Sequence[Claim], document: Document
) -> Iterator[Candidate]:
    """Every claim of ``document`` that a rule judges, with its plausible cases."""
    by_role: dict[Role, list[Rule]] = defaultdict(list)
    for rule in rules:
        for role in (rule.stated.roles or tuple(Role)) if rule.table is None else ():
            by_role[role].append(rule)
    surroundings = _Surroundings(claims, facts, document)
    checks = registry()
    for claim in claims:
        fitting = [rule for rule in by_role[claim.role] if rule.stated.accepts(claim)]
        if not fitting:
            continue
        around = surroundings.of(claim)
        for rule in fitting:
            check = checks[rule.check]
            bindings = _by_filter(rule, around) if rule.expect else check.propose(around, rule.params)
            yield Candidate(rule, check, claim, tuple(_cases(rule, claim, bindings)), around)
    for rule, claim, binding in in_tables(rules, claims, document):
        cases = tuple(_cases(rule, claim, [binding]))
        yield Candidate(rule, checks[rule.check], claim, cases, surroundings.of(claim))


def _cases(rule: Rule, stated: Claim, bindings: Iterable[Binding]) -> Iterator[Case]:
    for binding in islice(bindings, MOST):
        slots = {STATED: (stated,), **binding.slots}
        yield Case(rule.id, slots, binding.fit, binding.years, binding.doubts, rule.params)


def _by_filter(rule: Rule, around: Neighbourhood) -> Iterator[Binding]:
    """The nearest claim for each slot of a formula rule, of the same period and about the same subject."""
    chosen: dict[str, tuple[Claim, ...]] = {}
    fit = 0
    for slot, wanted in rule.given.items():
        if slot == STATED:
            continue
        near = (*around.sentence, *around.near)
        fitting = [c for c in near if c is not around.claim and wanted.accepts(c) and _one_matter(c, around.claim)]
        if not fitting:
            return
        nearest = min(fitting, key=lambda c: (distance(c, around.claim), abs(c.place.order - around.claim.place.order)))
        fit += max(distance(nearest, around.claim) - 1, 0)
        chosen[slot] = (nearest,)
    inputs = [c for claims in chosen.values() for c in claims]
    if len({id(c) for c in inputs}) == len(inputs) and all(_one_subject(c, around.claim) for c in inputs):
        yield Binding(chosen, fit)


def _one_matter(claim: Claim, stated: Claim) -> bool:
    """The same period, scope and basis."""
    same_period = claim.period is None or stated.period is None or claim.period == stated.period
    return same_period and claim.basis == stated.basis and claim.scope == stated.scope


def _one_subject(claim: Claim, stated: Claim) -> bool:
    return claim.subject is None or stated.subject is None or claim.subject == stated.subject or alike(claim, stated)


class _Surroundings:
    """Looks up what stands around a claim; built once for a document, linear in its claims."""

    def __init__(self, claims: Sequence[Claim], facts: Sequence[Claim], document: Document) -> None:
        self._claims = [c for c in claims if c.role is not Role.PERIOD and not c.states]
        self._sentences = [c.place.sentence for c in self._claims]
        self._document = document
        self._facts = _Aliases(facts)
        # A list item says "Target price: …" of what its heading names; alike words there are not one fact.
        self._twins = _twins([c for c in self._claims if document.blocks[c.place.block].kind != "item"])

    def of(self, claim: Claim) -> Neighbourhood:
        """The neighbourhood of ``claim``."""
        here = claim.place.sentence
        inside = self._between(here, here)
        if len(inside) > LONGEST:
            inside = [c for c in inside if abs(c.place.order - claim.place.order) <= LONGEST // 2]
        before = self._between(here - BEFORE, here - 1)[-NEAREST:]
        behind = self._between(here + 1, here + BEHIND)[:NEAREST]
        near = [c for c in (*reversed(before), *behind) if _reachable(c, claim, self._document)]
        facts = self._facts.named(
            " ".join(filter(None, (claim.of, claim.subject, claim.label, *(c.subject for c in inside))))
        )
        twins = [c for c in self._twins.get(_key(claim), ())[:1] if c.place.order < claim.place.order]
        return Neighbourhood(claim, inside, near, facts, twins)

    def _between(self, first: int, last: int) -> list[Claim]:
        return self._claims[bisect_left(self._sentences, first) : bisect_right(self._sentences, last)]


def _reachable(claim: Claim, stated: Claim, document: Document) -> bool:
    """Across blocks only a claim of the same metric and subject is near; table cells are near to nothing."""
    here, there = document.blocks[stated.place.block], document.blocks[claim.place.block]
    if here.cell or there.cell:
        return False
    if claim.place.block == stated.place.block:
        return True
    named = claim.metric is not None and claim.metric == stated.metric and claim.subject == stated.subject
    return named and here.section == there.section


def _key(claim: Claim) -> tuple[object, ...] | None:
    """What makes two claims one fact; None where too little is known."""
    if claim.subject is None or claim.metric is None or claim.period is None:
        return None
    if claim.role not in (Role.LEVEL,) or "period-said" not in claim.cues or claim.of is not None:
        return None
    return (
        claim.subject,
        claim.metric,
        claim.period.id,
        claim.scope,
        claim.basis,
        claim.quantity.unit.dimension,
        claim.label,
    )


def _twins(claims: Sequence[Claim]) -> Mapping[tuple[object, ...] | None, Sequence[Claim]]:
    found: dict[tuple[object, ...] | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = _key(claim)
        if key is not None:
            found[key].append(claim)
    return found


class _Aliases:
    """Facts by the names of their subjects."""

    def __init__(self, facts: Sequence[Claim]) -> None:
        self._by_name: dict[str, list[Claim]] = defaultdict(list)
        for fact in facts:
            for name in {fact.subject, *fact.aliases} - {None}:
                self._by_name[str(name).lower()].append(fact)
        names = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def named(self, text: str) -> list[Claim]:
        """The facts whose subject ``text`` names."""
        if self._pattern is None:
            return []
        found: dict[int, Claim] = {}
        for match in self._pattern.finditer(text.lower()):
            for fact in self._by_name[match.group()]:
                found[id(fact)] = fact
        return list(found.values())
