"""How much of a document was understood: a number that was not understood is not a number that passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Coverage, Number
from claimlint.model.text import Span
from claimlint.model.verdict import Status
from claimlint.rules.run import Outcome


def numbers(claims: Sequence[Claim], outcomes: Sequence[Outcome]) -> tuple[Number, ...]:
    """Each number that might be checked: whether it took part in a decided relation, an undecided one, or none."""
    counted = {id(c): c for c in claims if c.role not in (Role.PERIOD, Role.RANK, Role.COUNT)}
    checked: dict[int, dict[str, None]] = {}
    undecided: dict[int, str] = {}
    for outcome in outcomes:
        decided = outcome.verdict.status is not Status.UNDECIDABLE
        members = [claim for _, claim in outcome.case.claims()] if outcome.case else [outcome.stated]
        if decided:
            for claim in members:
                checked.setdefault(id(claim), {})[outcome.rule.id] = None
        elif id(outcome.stated) in counted and (outcome.case is not None or outcome.rule.expects_inputs):
            undecided.setdefault(id(outcome.stated), outcome.verdict.reason or "unknown")
    found = (_number(claim, checked.get(key), undecided.get(key)) for key, claim in counted.items())
    return tuple(sorted(found, key=lambda number: number.span))


def with_checked(numbers: Sequence[Number], outcomes: Iterable[Outcome], path: str) -> tuple[Number, ...]:
    """``numbers`` of the document at ``path`` with those that ``outcomes`` over several documents have decided."""
    rules: dict[Span, dict[str, None]] = {}
    for outcome in outcomes:
        if outcome.case is not None and outcome.verdict.status is not Status.UNDECIDABLE:
            for _, claim in outcome.case.claims():
                if claim.path == path:
                    rules.setdefault(claim.quantity.extended, {})[outcome.rule.id] = None
    return tuple(
        Number(n.span, "checked", rules=tuple(sorted({*n.rules, *rules[n.span]}))) if n.span in rules else n
        for n in numbers
    )


def _number(claim: Claim, rules: dict[str, None] | None, reason: str | None) -> Number:
    span = claim.quantity.extended
    if rules is not None:
        return Number(span, "checked", rules=tuple(sorted(rules)))
    return Number(span, "unchecked") if reason is None else Number(span, "undecidable", reason)


def coverage(found: Sequence[Number]) -> Coverage:
    """How many of the numbers were decided, how many not (by reason), and of how many no rule speaks."""
    standings = Counter(number.standing for number in found)
    reasons = Counter(number.reason for number in found if number.reason is not None)
    return Coverage(
        len(found), standings["checked"], MappingProxyType(dict(sorted(reasons.items()))), standings["unchecked"]
    )
