"""One root cause, one finding: the number whose change would repair several failed relations at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.repair import repairing
from claimlint.model.verdict import Status
from claimlint.rules.run import Outcome

_IDLE = frozenset({Role.PERIOD, Role.RANK})


@dataclass(frozen=True, slots=True)
class Root:
    """A number that breaks every one of ``outcomes``; with a value in ``repaired`` (its unit) they all hold."""

    claim: Claim
    outcomes: tuple[Outcome, ...]
    repaired: Interval


def roots(outcomes: Sequence[Outcome]) -> tuple[Root, ...]:
    """The numbers that explain more than one failure, those that explain most first; no failure has two roots.

    A smallest set of numbers to change is sought greedily.  What a relation that holds says of a number is kept: it
    must still hold.
    """
    failed, held = _by_number(outcomes)
    found: list[Root] = []
    done: set[int] = set()
    for claim, broken in sorted(failed.values(), key=lambda entry: _suspicion(entry[0], entry[1], held), reverse=True):
        rest = tuple(outcome for outcome in broken if id(outcome.stated) not in done)
        if len({id(outcome.stated) for outcome in rest}) < 2 or claim.trusted:
            continue
        repaired = _repaired(claim, [*rest, *held[id(claim)]])
        if repaired is not None:
            found.append(Root(claim, rest, repaired))
            done |= {id(outcome.stated) for outcome in rest}
    return tuple(found)


def _by_number(
    outcomes: Sequence[Outcome],
) -> tuple[dict[int, tuple[Claim, list[Outcome]]], dict[int, list[Outcome]]]:
    failed: dict[int, tuple[Claim, list[Outcome]]] = {}
    held: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.case is None:
            continue
        for claim in _numbers(outcome):
            if outcome.verdict.failed:
                failed.setdefault(id(claim), (claim, []))[1].append(outcome)
            elif outcome.verdict.status is Status.CONSISTENT:
                held[id(claim)].append(outcome)
    return failed, held


def _numbers(outcome: Outcome) -> Iterator[Claim]:
    """Every number of a case, once."""
    members = outcome.case.claims() if outcome.case else ()
    seen: dict[int, Claim] = {id(claim): claim for _, claim in members if claim.role not in _IDLE}
    yield from seen.values()


def _suspicion(claim: Claim, broken: Sequence[Outcome], held: dict[int, list[Outcome]]) -> tuple[int, int, int]:
    """How many failures a number has a part in; of two, the one that no other relation confirms; then the later one."""
    return len({id(outcome.stated) for outcome in broken}), -len(held[id(claim)]), claim.place.order


def _repaired(claim: Claim, outcomes: Sequence[Outcome]) -> Interval | None:
    """The values of ``claim`` under which every outcome holds."""
    common: Interval | None = None
    for outcome in outcomes:
        assert outcome.case is not None  # noqa: S101 (only outcomes with a case name numbers)
        values = repairing(outcome.check, outcome.case, claim)
        if values is None or (common is not None and not common.meets(values)):
            return None
        common = values if common is None else _both(common, values)
    return common


def _both(one: Interval, other: Interval) -> Interval:
    lows, highs = (one.low, other.low), (one.high, other.high)
    return Interval(max(low for low in lows if low is not None), min(high for high in highs if high is not None))
