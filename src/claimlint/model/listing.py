"""A list of numbers and what they make together: which number may be a part, and which comes or goes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.unit import Kind

NEAR = 2  # places between neighbours of one list: nothing but a phrase of time stands between them
_PROPORTIONS = (Role.SHARE, Role.RATE)
_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
# A list that no word calls complete is held against the total only where it nearly makes it.
_LEAST, _MOST = Fraction(4, 5), Fraction(5, 4)


@dataclass(frozen=True, slots=True)
class Listing:
    """What adds up and what is taken off; ``whole`` where words say that nothing is missing."""

    parts: tuple[Claim, ...]
    less: tuple[Claim, ...] = ()
    fit: int = 0
    whole: bool = True


def addable(claim: Claim, total: Claim) -> bool:
    """True where ``claim`` may be a part of ``total``: alike in unit and basis, of a time within the total's."""
    if claim is total or claim.basis != total.basis or claim.quantity.kind is Kind.DURATION:
        return False
    one, other = claim.quantity, total.quantity
    alike = one.unit.comparable(other.unit) or ({one.kind, other.kind} == _COUNTS)
    if one.kind is Kind.PERCENT:
        return alike and claim.role in _PROPORTIONS and total.role in _PROPORTIONS
    flow = claim.role is Role.CHANGE and bool(claim.direction) and not claim.cues & {"yoy", "qoq", "each", "mean"}
    return alike and (claim.role is Role.LEVEL or flow)


def sign(claim: Claim) -> int:
    """+1 for what is added to a stock (新开3,140家), −1 for what is taken off, 0 for the rest and for +28%."""
    if claim.quantity.kind is Kind.PERCENT:
        return 0
    if claim.cues & {"minus", "leaving"}:
        return -1
    if claim.cues & {"plus", "entering"}:
        return 1
    return claim.direction if claim.role is Role.CHANGE else 0


def is_near(total: Claim, parts: Sequence[Claim], least: Fraction = _LEAST, most: Fraction = _MOST) -> bool:
    """True where the parts make something like the total: so much of it at least and at most."""
    stated = total.quantity.value or total.quantity.interval.middle  # 近12亿元
    values = [(c.quantity.value, c) for c in parts]
    if not stated or any(value is None for value, _ in values):
        return False
    signed = [(-1 if sign(c) < 0 else 1) * (value or 0) * c.quantity.unit.factor for value, c in values]
    return least <= sum(signed) / (stated * total.quantity.unit.factor) <= most


def in_a_row(claims: Sequence[Claim]) -> bool:
    """True where nothing but a phrase of time stands between neighbours."""
    return all(b.place.order - a.place.order <= NEAR for a, b in pairwise(claims))


def signed(members: Sequence[Claim], fit: int = 0, *, whole: bool = True) -> Listing:
    """What is added and what is taken off, by the signs of the members."""
    parts, less = tuple(c for c in members if sign(c) >= 0), tuple(c for c in members if sign(c) < 0)
    return Listing(parts, less, fit, whole)


def in_common(one: str, other: str) -> set[str]:
    """The pairs of neighbouring characters, or the words, that two names have in common."""
    return _pieces(one) & _pieces(other)


def _pieces(name: str) -> set[str]:
    if name.isascii():
        return set(name.split())
    return {name[i : i + 2] for i in range(len(name) - 1)}
