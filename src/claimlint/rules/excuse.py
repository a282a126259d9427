"""Charity at large: is a stated number what some other simple relation of the numbers around it gives?

A loose binding accuses only where nothing near explains the number (SEMANTICS §4: no plausible binding makes the
sentence true).  The relations are those that prose states in passing: a ratio, a growth, a difference, a sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from claimlint.model.check import Case, Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval, Undefined
from claimlint.model.unit import Kind

# So many of the nearest numbers are tried; more would explain anything by accident.
NEAREST = 12
_LONGEST_LIST = 6
_PROPORTIONS = frozenset({Kind.PERCENT, Kind.MULTIPLE})
_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_IDLE = frozenset({Role.PERIOD, Role.RANK})


def explained(case: Case, around: Neighbourhood) -> bool:
    """True where another relation of the numbers near the stated one gives what it says."""
    stated = case.stated
    if any(claim.trusted for _, claim in case.claims()):  # the words name the subject of a fact: that is no guess
        return False
    bound = frozenset(id(claim) for name, claim in case.claims() if claim is not stated)
    said = _set_of(stated)
    near = [c for c in (*around.sentence, *around.near) if c is not stated and _may_explain(c, stated)]
    near = sorted(near, key=lambda c: abs(c.place.order - stated.place.order))[:NEAREST]
    found = _ratios(near, stated, bound) if stated.quantity.kind in _PROPORTIONS else _amounts(near, stated, bound)
    return any(said.meets(value) for value in found)


def _may_explain(claim: Claim, stated: Claim) -> bool:
    """An adjusted profit does not explain a statutory margin, and "at least one" would explain anything."""
    return claim.role not in _IDLE and claim.basis == stated.basis and claim.quantity.interval.bounded


def _ratios(near: Sequence[Claim], stated: Claim, bound: frozenset[int]) -> Iterator[Interval]:
    """Part of a whole and of a sum, growth and fall; of two numbers that are not both in the binding that failed,
    but for the part of a sum, which no binding knows."""
    for one, two in combinations(near, 2):
        if not _alike(one, two):
            continue
        known = {id(one), id(two)} <= bound
        for first, second in ((one, two), (two, one)):
            try:
                ratio = _set_of(first) / _set_of(second)
                part = 1 / (1 + _set_of(second) / _set_of(first))  # of the two together
            except Undefined:
                continue
            yield from (part,) if known else (ratio, ratio - 1, 1 - ratio, part)


def _amounts(near: Sequence[Claim], stated: Claim, bound: frozenset[int]) -> Iterator[Interval]:
    """A sum, a difference, the sum of a list; of numbers that are not all in the binding that failed."""
    alike = [c for c in near if c.quantity.unit.comparable(stated.quantity.unit)]
    for one, two in combinations(alike, 2):
        if not {id(one), id(two)} <= bound:
            first, second = _set_of(one), _set_of(two)
            yield from (first + second, first - second, second - first)
    yield from _lists(sorted(alike, key=lambda c: c.place.order), bound)


def _lists(alike: Sequence[Claim], bound: frozenset[int]) -> Iterator[Interval]:
    """The sums of what stands in a row."""
    breaks = [i + 1 for i, (a, b) in enumerate(pairwise(alike)) if b.place.order - a.place.order > _LONGEST_LIST]
    for start in range(len(alike)):
        end = min(start + _LONGEST_LIST, next((b for b in breaks if b > start), len(alike)))
        total = _set_of(alike[start])
        for stop in range(start + 1, end):
            total = total + _set_of(alike[stop])
            if stop > start + 1 and not {id(c) for c in alike[start : stop + 1]} <= bound:
                yield total


def _alike(one: Claim, two: Claim) -> bool:
    """Of one dimension, or both counts: 490 of 512 people."""
    units = one.quantity.unit, two.quantity.unit
    return units[0].comparable(units[1]) or ({one.quantity.kind, two.quantity.kind} == _COUNTS)


def _set_of(claim: Claim) -> Interval:
    return claim.quantity.interval * claim.quantity.unit.factor
