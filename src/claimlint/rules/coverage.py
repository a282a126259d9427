"""How much of a document was understood: a number that was not understood is not a number that passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from types import MappingProxyType

from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Coverage
from claimlint.model.verdict import Status
from claimlint.rules.run import Outcome


def coverage(claims: Sequence[Claim], outcomes: Sequence[Outcome]) -> Coverage:
    """How many numbers took part in a decided relation, how many in an undecided one (by reason), how many in none."""
    numbers = {id(c) for c in claims if c.role not in (Role.PERIOD, Role.RANK, Role.COUNT)}
    checked: set[int] = set()
    undecided: dict[int, str] = {}
    for outcome in outcomes:
        decided = outcome.verdict.status is not Status.UNDECIDABLE
        members = [claim for _, claim in outcome.case.claims()] if outcome.case else [outcome.stated]
        if decided:
            checked |= {id(claim) for claim in members}
        elif id(outcome.stated) in numbers and (outcome.case is not None or outcome.rule.expects_inputs):
            undecided.setdefault(id(outcome.stated), outcome.verdict.reason or "unknown")
    checked &= numbers
    reasons = Counter(reason for number, reason in undecided.items() if number not in checked)
    unchecked = len(numbers) - len(checked) - sum(reasons.values())
    return Coverage(len(numbers), len(checked), MappingProxyType(dict(sorted(reasons.items()))), unchecked)
