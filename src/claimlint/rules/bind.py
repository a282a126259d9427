"""Rules × Claims → Cases: for every claim that a rule judges, the plausible choices of the other numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from claimlint.checks import registry
from claimlint.frozen import dataclass
from claimlint.model.check import STATED, Binding, Case, Check, Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.editions import Elsewhere
from claimlint.model.text import Document
from claimlint.rules.echoes import Echoes
from claimlint.rules.load import Filter, Rule
from claimlint.rules.slots import filled
from claimlint.rules.wholes import Wholes

# Reach (SEMANTICS §4): the sentence, two sentences before it and one behind.
BEFORE, BEHIND = 2, 1
# A run of numbers longer than this is a table pulled into a line; nothing is bound across it.
LONGEST = 60
# Of the sentences around, this many numbers on either side.
NEAREST = 20
# A fact is told in so many places at most.
MOST_TOLD = 3
# What is only told again was told so many sentences before, of something with a name or at a time.
LAST_TOLD, SHORTEST_NAME = 4, 4
# Rates of exchange are facts of no subject: they belong to the sentence with the amounts.
_RATES = "fx-window"
_RETOLD = frozenset({"in-summary", "in-body", "again"})
_TOLD = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE)
_STEPS = frozenset({"yoy", "qoq", "cagr", "average-growth", "cumulative"})
_Key = tuple[object, ...] | None
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
    """Every claim of ``document`` that a rule judges, with its plausible cases.

    That there are none is told only where the words promise a relation: of most rules it says nothing.
    """
    index = _Index(rules)
    surroundings = _Surroundings(claims, facts, document)
    checks = registry()
    for claim in claims:
        fitting = index.of(claim)
        if not fitting:
            continue
        around = surroundings.of(claim)
        for rule, promised in fitting:
            check = checks[rule.check]
            bindings = filled(rule, around) if rule.expect else check.propose(around, rule.params)
            cases = tuple(_cases(rule, claim, bindings))
            if cases or (promised and claim.role is not Role.RATE):
                yield Candidate(rule, check, claim, cases, around)
    if all(claim.place.cell is None for claim in claims):
        return
    from claimlint.rules.cells import in_tables

    for rule, claim, binding in in_tables(rules, claims, document):
        cases = tuple(_cases(rule, claim, [binding]))
        yield Candidate(rule, checks[rule.check], claim, cases, surroundings.of(claim))


def bind_across(rules: Sequence[Rule], told: Iterable[Elsewhere]) -> Iterator[Candidate]:
    """Every number that is told elsewhere too, under the rule that holds such together."""
    wanted = [rule for rule in rules if rule.across is not None]
    for one in told:
        for rule in wanted:
            if rule.across == one.kind and rule.stated.accepts(one.stated):
                around = Neighbourhood(one.stated, (one.stated,))
                cases = tuple(_cases(rule, one.stated, [one.binding]))
                yield Candidate(rule, registry()[rule.check], one.stated, cases, around)


def _cases(rule: Rule, stated: Claim, bindings: Iterable[Binding]) -> Iterator[Case]:
    for binding in islice(bindings, MOST):
        slots = {STATED: (stated,), **binding.slots}
        yield Case(rule.id, slots, binding.fit, binding.years, binding.doubts, rule.params)


class _Index:
    """The rules that judge a claim; claims of which the same words are said are judged by the same rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._by_role: dict[Role, list[tuple[Filter, tuple[Rule, bool]]]] = defaultdict(list)
        self._known: dict[_Key, list[tuple[Rule, bool]]] = {}
        for rule in rules:
            for role in (rule.stated.roles or tuple(Role)) if rule.table is None and rule.across is None else ():
                self._by_role[role].append((rule.stated, (rule, rule.expects_inputs)))

    def of(self, claim: Claim) -> list[tuple[Rule, bool]]:
        """Each rule with whether the words of what it judges promise a relation."""
        unit = claim.quantity.unit
        key = (claim.role, claim.metric, unit.id, unit.kind, claim.cues)  # what a filter asks for
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = [rule for asked, rule in self._by_role[claim.role] if asked.accepts(claim)]
        return found


class _Surroundings:
    """Looks up what stands around a claim; built once for a document, linear in its claims."""

    def __init__(self, claims: Sequence[Claim], facts: Sequence[Claim], document: Document) -> None:
        self._claims = [c for c in claims if c.role is not Role.PERIOD and not c.states]
        self._sentences = [c.place.sentence for c in self._claims]
        self._here = -1  # the sentence that was asked for last, with what stands inside of it and around it
        self._inside: Sequence[Claim] = ()
        self._outside: Sequence[Claim] = ()
        self._document = document
        self._facts = _Aliases(facts)
        self._rates: dict[int, list[Claim]] = defaultdict(list)
        for fact in facts:
            if fact.path == document.path and _RATES in fact.cues:
                self._rates[fact.place.sentence].append(fact)
        self._echoes = Echoes(self._claims, document)
        self._wholes = Wholes(self._claims, document)
        # A list item says "Target price: …" of what its heading names; alike words there are not one fact.
        prose = [c for c in self._claims if document.blocks[c.place.block].kind != "item"]
        several = {c.metric for c in self._claims if c.subject is not None}
        self._twins = _grouped([c for c in prose if c.subject is not None or c.metric not in several], _key)
        self._retold = _grouped([c for c in self._claims if _RETOLD & c.cues], _wording)
        self._all = _grouped(self._claims, _wording) if any("again" in c.cues for c in self._claims) else {}

    def of(self, claim: Claim) -> Neighbourhood:
        """The neighbourhood of ``claim``."""
        here = claim.place.sentence
        if here != self._here:
            before = self._between(here - BEFORE, here - 1)[-NEAREST:]
            behind = self._between(here + 1, here + BEHIND)[:NEAREST]
            self._here, self._inside, self._outside = here, self._between(here, here), [*reversed(before), *behind]
        inside = self._inside
        if len(inside) > LONGEST:
            inside = [c for c in inside if abs(c.place.order - claim.place.order) <= LONGEST // 2]
        near = [c for c in self._outside if _reachable(c, claim, self._document)]
        facts = self._facts.named((claim.of, claim.subject, claim.label, *(c.subject for c in inside)))
        facts += self._rates.get(claim.place.sentence, ())
        found = (*self._twins.get(_key(claim), ())[:1], *self._told(claim))
        twins = [c for c in dict.fromkeys(found) if c.place.order < claim.place.order]
        return Neighbourhood(claim, inside, near, facts, twins, self._echoes.of(claim), self._wholes.of(claim))

    def _told(self, claim: Claim) -> Sequence[Claim]:
        """Where the fact was told before; what stands in many places is a list of things, not one fact."""
        if not _RETOLD & claim.cues:
            return ()
        # 市长随后表示: what is told again need not have been announced the first time
        known = "again" in claim.cues and ("period-said" in claim.cues or len(claim.subject or "") >= SHORTEST_NAME)
        found = (self._all if known else self._retold).get(_wording(claim), ())
        if known:
            found = [c for c in found if claim.place.sentence - c.place.sentence <= LAST_TOLD]
        return [c for c in found if c.place.sentence < claim.place.sentence] if len(found) <= MOST_TOLD else ()

    def _between(self, first: int, last: int) -> list[Claim]:
        return self._claims[bisect_left(self._sentences, first) : bisect_right(self._sentences, last)]


def _reachable(claim: Claim, stated: Claim, document: Document) -> bool:
    """Across blocks only a claim of the same metric and subject is near; table cells are near to nothing."""
    here, there = document.blocks[stated.place.block], document.blocks[claim.place.block]
    if here.cell or there.cell:
        return False
    if claim.place.block == stated.place.block:
        return True
    if stated.cues & {
        "each",
        "paired",
    }:  # 营收及净利润增速分别约30%、66%: of what stands beside them
        return False
    named = claim.metric is not None and claim.metric == stated.metric and claim.subject == stated.subject
    return named and here.section == there.section


def _key(claim: Claim) -> tuple[object, ...] | None:
    """What makes two claims one fact; None where too little is known."""
    if claim.metric is None or claim.period is None or not claim.label:
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


def _wording(claim: Claim) -> tuple[object, ...] | None:
    """What makes two claims one fact that is told twice (in the summary, in the body): the words in front of them."""
    named = claim.label or claim.metric  # the words of a rate are its cue: 毛利率为32.5%
    if not named or claim.role not in _TOLD or claim.of is not None:
        return None
    period = claim.period.id if claim.period is not None else None
    words = " ".join(sorted(claim.label.replace("-", " ").split()))
    change = (claim.direction, *sorted(_STEPS & claim.cues)) if claim.role is Role.CHANGE else ()
    return words, claim.metric, claim.role, change, period, claim.scope, claim.basis, claim.quantity.unit.dimension


def _grouped(claims: Sequence[Claim], key_of: Callable[[Claim], _Key]) -> Mapping[_Key, Sequence[Claim]]:
    found: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = key_of(claim)
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

    def named(self, words: Iterable[str | None]) -> list[Claim]:
        """The facts whose subject ``words`` name."""
        if self._pattern is None:
            return []
        text = " ".join(filter(None, words))
        found: dict[int, Claim] = {}
        for match in self._pattern.finditer(text.lower()):
            for fact in self._by_name[match.group()]:
                found[id(fact)] = fact
        return list(found.values())
