"""Relations that held before an edit and do not hold after it: one of their numbers was changed, another was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.edits.judged import Pair, changed
from claimlint.frozen import dataclass
from claimlint.model.check import STATED, Case, Check
from claimlint.model.claim import Claim
from claimlint.model.finding import Severity
from claimlint.model.judge import judge
from claimlint.model.verdict import Relation, Status, Verdict
from claimlint.rules.run import CERTAIN, Outcome, severity_of

# A looser binding is believed where it was met so exactly that this is no accident.
_SHARP = Fraction(1, 50)


@dataclass(frozen=True, slots=True)
class Broken:
    """A relation that held: ``changes`` are its numbers that were changed, before and after, ``left`` the others."""

    check: Check
    case: Case
    verdict: Verdict
    severity: Severity
    changes: tuple[tuple[Claim, Claim], ...]
    left: tuple[Claim, ...]


def broken(pair: Pair, ran: frozenset[str]) -> Iterator[Broken]:
    """The relations of the old text that the edit broke; ``ran`` are the rules that are still looked for."""
    now = {(each.rule.id, id(each.stated)): each for each in pair.new.outcomes if each.case is not None}
    for outcome in pair.old.outcomes:
        if outcome.verdict.status is Status.CONSISTENT and outcome.case is not None and outcome.rule.id in ran:
            found = _carried(outcome, outcome.case, pair)
            if found is not None and _is_telling(outcome):
                yield from _weighed(found, now.get((outcome.rule.id, id(found.case.stated))))


def _carried(outcome: Outcome, case: Case, pair: Pair) -> Broken | None:
    """The relation between the same places of the new text, where it fails."""
    slots: dict[str, tuple[Claim, ...]] = {}
    changes: dict[int, tuple[Claim, Claim]] = {}
    left: dict[int, Claim] = {}
    for slot, claims in case.slots.items():
        carried = tuple(claim for old in claims if (claim := pair.now(old)) is not None)
        if len(carried) < len(claims):
            return None
        slots[slot] = carried
        for old, new in zip(claims, carried, strict=True):
            if changed(old, new):
                changes[id(new)] = (old, new)
            elif not new.trusted or slot == STATED:
                left[id(new)] = new
    if not changes or not left:
        return None
    there = replace(case, slots=slots)
    verdict = failure(outcome.check, there, tuple(changes.values()), tuple(left.values()))
    if verdict is None:
        return None
    rule = next((rule for rule in pair.new.rules if rule.id == outcome.rule.id), outcome.rule)
    severity = severity_of(Outcome(rule, outcome.check, there.stated, there, verdict))
    if case.fit > CERTAIN and severity is Severity.ERROR:
        severity = Severity.WARNING
    return Broken(outcome.check, there, verdict, severity, tuple(changes.values()), tuple(left.values()))


def failure(check: Check, case: Case, changes: Sequence[tuple[Claim, Claim]], left: Sequence[Claim]) -> Verdict | None:
    """Why the relation fails now; None where it holds, or cannot be asked any more."""
    kept = {claim.quantity.unit.dimension for claim in left}
    for old, new in changes:
        before, after = old.quantity.unit.dimension, new.quantity.unit.dimension
        if before != after and before in kept:
            return Verdict(Status.INCONSISTENT)
    if any(slot in check.slots and not check.slots[slot].accepts(claim) for slot, claim in case.claims()):
        return None
    verdict = judge(check, case)
    return verdict if verdict.failed else None


def _is_telling(outcome: Outcome) -> bool:
    """True where the old relation was no accident: the words say it, or the numbers do."""
    if outcome.case is None or outcome.case.fit <= CERTAIN:
        return outcome.case is not None
    relation = outcome.verdict.relation
    return relation is not None and not relation.one_sided and _is_sharp(relation)


def _is_sharp(relation: Relation) -> bool:
    width, middle = relation.recomputed.width, relation.recomputed.middle
    return width is not None and middle is not None and width <= abs(middle) * _SHARP


def _weighed(found: Broken, now: Outcome | None) -> Iterator[Broken]:
    """Other numbers may say today what is stated: new ones explain it, old ones make it doubtful."""
    if now is None or now.verdict.status is not Status.CONSISTENT or now.case is None:
        yield found
        return
    fresh = {id(new) for _, new in found.changes}
    if not any(id(claim) in fresh for slot, claim in now.case.claims() if slot != STATED):
        yield replace(found, severity=min(found.severity, Severity.WARNING, key=_GRAVITY.index))


_GRAVITY = (Severity.NOTE, Severity.WARNING, Severity.ERROR)
