"""Relations that held before an edit and do not hold after it: one of their numbers was changed, another was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from claimlint.checks import registry
from claimlint.edits.judged import Judged, Pair, changed
from claimlint.model.check import STATED, Case, Check
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Severity
from claimlint.model.judge import judge
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation, Status, Verdict
from claimlint.rules.run import CERTAIN, Outcome, severity_of

# A looser binding is believed where it was met so exactly that this is no accident.
_SHARP = Fraction(1, 50)
# Numbers with so many digits (zeros behind them not counted) are told twice rather than met twice.
_TELLING, _UNMISTAKABLE = 3, 5
_MOST_TOLD = 4
_NAMED = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE)


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
    verdict = _verdict(outcome.check, there, tuple(changes.values()), tuple(left.values()))
    if verdict is None:
        return None
    rule = next((rule for rule in pair.new.rules if rule.id == outcome.rule.id), outcome.rule)
    severity = severity_of(Outcome(rule, outcome.check, there.stated, there, verdict))
    if case.fit > CERTAIN and severity is Severity.ERROR:
        severity = Severity.WARNING
    return Broken(outcome.check, there, verdict, severity, tuple(changes.values()), tuple(left.values()))


def _verdict(check: Check, case: Case, changes: Sequence[tuple[Claim, Claim]], left: Sequence[Claim]) -> Verdict | None:
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


def repeats(pairs: Sequence[Pair], others: Sequence[Judged]) -> Iterator[Broken]:
    """Numbers that stood in several places of the old texts, and were changed in some of them only.

    ``others`` are files that did not change.  Only numbers with several digits count, and only where nothing that is
    said of the two tells them apart.
    """
    told: dict[tuple[object, ...], list[tuple[Claim, Pair | None]]] = {}
    for pair in pairs:
        for claim in pair.old.claims:
            if _digits(claim) >= _TELLING:
                told.setdefault(_value(claim), []).append((claim, pair))
    for other in others if told else ():
        for claim in other.claims:
            if _digits(claim) >= _TELLING and _value(claim) in told:
                told[_value(claim)].append((claim, None))
    for places in told.values():
        if 1 < len(places) <= _MOST_TOLD:
            yield from _repeated(places)


def _repeated(places: Sequence[tuple[Claim, Pair | None]]) -> Iterator[Broken]:
    now = [(claim, claim if pair is None else pair.now(claim)) for claim, pair in places]
    moved = [(old, new) for old, new in now if new is not None and changed(old, new)]
    left = [(old, new) for old, new in now if new is not None and not changed(old, new)]
    check = registry()["repeated"]
    for old, kept in left:
        for before, after in moved:
            if after.path == kept.path and after.place.sentence == kept.place.sentence:
                continue
            if not _one_fact(before, old):
                continue
            case = Case("left-behind", {STATED: (kept,), "earlier": (after,)})
            verdict = _verdict(check, case, [(before, after)], [kept])
            if verdict is not None:
                yield Broken(check, case, verdict, Severity.WARNING, ((before, after),), (kept,))
                break


def _value(claim: Claim) -> tuple[object, ...]:
    stated = claim.quantity.stated
    return claim.quantity.unit.id, stated.low, stated.high, claim.role


def _digits(claim: Claim) -> int:
    """How many digits tell a number from others; 0 for what is no plain amount."""
    quantity = claim.quantity
    if quantity.printed is None or quantity.qualifier is not Qualifier.NONE or claim.trusted:
        return 0
    if claim.role not in _NAMED or quantity.kind in (Kind.PERIOD, Kind.DURATION, Kind.ORDINAL):
        return 0
    return len("".join(char for char in quantity.printed.digits if char.isdigit()).strip("0"))


def _one_fact(one: Claim, other: Claim) -> bool:
    """True where the words speak for one fact that is told twice, and none of them against it."""
    said, also_said = ((c.metric, _period(c), c.scope, c.basis, c.of) for c in (one, other))
    pairs = zip(said, also_said, strict=True)
    if any(a is not None and b is not None and a != b for a, b in pairs) or one.direction * other.direction < 0:
        return False
    first, second = (one.subject or "").lower(), (other.subject or "").lower()
    if first not in second and second not in first:  # research, the company's research
        return False
    cells = [claim.place.cell for claim in (one, other)]
    if cells[0] is not None and cells[1] is not None and cells[0].table == cells[1].table and one.path == other.path:
        return False
    if one.metric is not None and one.metric == other.metric:
        return True
    names = [" ".join(filter(None, (claim.label, claim.row))) for claim in (one, other)]
    return bool(set(_words(names[0])) & set(_words(names[1]))) or _digits(one) >= _UNMISTAKABLE


def _period(claim: Claim) -> str | None:
    return None if claim.period is None else claim.period.id


def _words(name: str) -> Iterator[str]:
    """Latin words, and pairs of Chinese characters."""
    for word in name.split():
        if word.isascii():
            yield from (word,) if len(word) > 2 else ()
        else:
            yield from (word[index : index + 2] for index in range(len(word) - 1))
