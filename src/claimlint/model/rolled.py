"""What adds up to a total, and what is taken off: lists, stocks with what came and went, and two flows that make a net.

Language-free: only what the claims carry.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from claimlint.model import misprint
from claimlint.model.claim import Claim, Role
from claimlint.model.unit import Kind

# A list that no word calls complete is held against the total only where it nearly makes it.
_LEAST, _MOST = Fraction(4, 5), Fraction(5, 4)
# Words by which a level follows from those in front of it.
CONCLUDES = frozenset({"concludes", "yields"})
# Of a stock, and what comes and goes in a while.
_MOST_ROLLED, _ROLLED = 6, (Fraction(1, 2), Fraction(2))


@dataclass(frozen=True, slots=True)
class Listing:
    """What adds up and what is taken off; ``whole`` where words say that nothing is missing."""

    parts: tuple[Claim, ...]
    less: tuple[Claim, ...] = ()
    fit: int = 0
    whole: bool = True


def sign(claim: Claim) -> int:
    """+1 for what is added to a stock (新开3,140家), −1 for what is taken off, 0 for the rest and for +28%."""
    if claim.quantity.kind is Kind.PERCENT:
        return 0
    if claim.cues & {"minus", "leaving"}:
        return -1
    if claim.cues & {"plus", "entering"}:
        return 1
    return claim.direction if claim.role is Role.CHANGE else 0


def rolled(total: Claim, run: Sequence[Claim]) -> Iterator[Listing]:
    """Began with 512; 64 joined, 41 left and 6 retired, so it ended with 549: a stock, and what came or went.

    Where no word says which of them came, any signs may be meant.
    """
    if not 1 < len(run) <= _MOST_ROLLED or not total.cues & CONCLUDES or total.cues & {"together", "disjoint"}:
        return
    stock, *moves = run
    if sign(stock) or stock.role is not Role.LEVEL or total.role is not Role.LEVEL:
        return
    least, most = _ROLLED
    small = all(misprint.base(c) * 2 < misprint.base(stock) for c in moves)
    if not small or not is_near(total, [stock], least, most):
        return
    made: list[tuple[Fraction, Listing]] = []
    for signs in product(*((sign(c),) if sign(c) else (1, -1) for c in moves)):
        less = tuple(c for c, one in zip(moves, signs, strict=True) if one < 0)
        parts = (stock, *(c for c in moves if c not in less))
        off = sum(map(misprint.base, parts)) - sum(map(misprint.base, less)) - misprint.base(total)
        made.append((abs(off), Listing(parts, less, 1, whole=False)))
    yield from (one for _, one in sorted(made, key=lambda pair: pair[0]))


def net_of(total: Claim, flows: Sequence[Claim]) -> Iterator[Listing]:
    """1.2 million arrived and 0.5 million left, so net migration was 0.7 million: the greater less the other."""
    less, more = sorted(flows, key=misprint.base)
    if misprint.is_near(abs(misprint.base(total)), misprint.base(more) - misprint.base(less)):
        yield Listing((more,), (less,), 1, whole=False)


def is_near(total: Claim, parts: Sequence[Claim], least: Fraction = _LEAST, most: Fraction = _MOST) -> bool:
    """True where the parts make something like the total: so much of it at least and at most."""
    stated = total.quantity.value or total.quantity.interval.middle  # 近12亿元
    values = [(c.quantity.value, c) for c in parts]
    if not stated or any(value is None for value, _ in values):
        return False
    signed = [(-1 if sign(c) < 0 else 1) * (value or 0) * c.quantity.unit.factor for value, c in values]
    return least <= sum(signed) / (stated * total.quantity.unit.factor) <= most
