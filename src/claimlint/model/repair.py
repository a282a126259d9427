"""Which values of one number would make a relation hold?  Found by bisection on exact rationals, for any check."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from claimlint.model.check import Case, Check, Values
from claimlint.model.claim import Claim
from claimlint.model.interval import Interval, Undefined
from claimlint.model.judge import values_under
from claimlint.model.quantity import Reading

# A number is not moved by more than this many doublings: a slip of eight digits is the largest that is made.
_DOUBLINGS = 27
_HALVINGS = 48
_FINEST = Fraction(1, 4096)

# -1 where the recomputed set lies below the claimed one, 0 where they meet, 1 above, None where nothing is defined.
_Side = Callable[[Fraction], int | None]


def repairing(check: Check, case: Case, claim: Claim) -> Interval | None:
    """Values of ``claim``, in its own unit and near the printed one, under which ``case`` holds; None without any.

    Every value between the ends holds where the relation is monotone in this number, as those of the checks are; the
    ends are on the safe side.
    """
    printed, factor = claim.quantity.value, claim.quantity.unit.factor
    if not printed:
        return None
    values = values_under(case, Reading.INTERVAL)

    def side(value: Fraction) -> int | None:
        return _side(check, case, _with(values, case, claim, Interval.point(value)))

    start = printed * factor
    inside = start if side(start) == 0 else _reached(side, start)
    if inside is None:
        return None
    one, other = _edge(side, inside, upward=False), _edge(side, inside, upward=True)
    return Interval(min(one, other), max(one, other)) / factor


def _with(values: Values, case: Case, claim: Claim, value: Interval) -> Values:
    changed = {
        name: tuple(value if c is claim else v for c, v in zip(claims, values[name], strict=True))
        for name, claims in case.slots.items()
    }
    return {**values, **changed}


def _side(check: Check, case: Case, values: Values) -> int | None:
    try:
        recomputed, claimed = check.relate(case, values).pair
    except (Undefined, ValueError):
        return None
    if recomputed.meets(claimed):
        return 0
    return -1 if recomputed.before(claimed) else 1


def _reached(side: _Side, start: Fraction) -> Fraction | None:
    """A value that holds: the number is doubled, then halved, until the relation tips over."""
    before = side(start)
    for step in (Fraction(2), Fraction(1, 2)):
        value = start
        for _ in range(_DOUBLINGS):
            last, value = value, value * step
            now = side(value)
            if now == 0:
                return value
            if now is None:
                break
            if now != before:
                return _between(side, last, value, before)
    return None


def _between(side: _Side, first: Fraction, last: Fraction, before: int | None) -> Fraction | None:
    for _ in range(_HALVINGS):
        middle = (first + last) / 2
        now = side(middle)
        if now == 0:
            return middle
        first, last = (middle, last) if now == before else (first, middle)
    return None


def _edge(side: _Side, inside: Fraction, *, upward: bool) -> Fraction:
    """The last value in one direction that holds, to a small part of itself."""
    step, held = _FINEST, inside
    while step < 2**_DOUBLINGS:
        outside = inside * (1 + step) if upward else inside / (1 + step)
        if side(outside) != 0:
            break
        held, step = outside, step * 2
    else:
        return held
    for _ in range(_HALVINGS):
        middle = (held + outside) / 2
        held, outside = (middle, outside) if side(middle) == 0 else (held, middle)
    return held
