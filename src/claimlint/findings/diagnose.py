"""The likely cause of a failure: the single slip that would explain it (SEMANTICS §5)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from claimlint.frozen import dataclass
from claimlint.model.check import STATED, Case, Check, Values
from claimlint.model.claim import Claim
from claimlint.model.interval import Interval, Undefined
from claimlint.model.judge import holds, values_under
from claimlint.model.quantity import Reading

_POWERS = (4, 8, 3, 6, 1, 2, 9)  # 万 and 亿 first: they are what is lost most often


@dataclass(frozen=True, slots=True)
class Slip:
    """A single slip that explains a failure; ``claim`` is the number that slipped, None where the reckoning did."""

    name: str
    claim: Claim | None = None


def likely_cause(check: Check, case: Case) -> str | None:
    """The name of the first single slip under which the relation would hold, or None."""
    slip = likely_slip(check, case)
    return None if slip is None else slip.name


def likely_slip(check: Check, case: Case) -> Slip | None:
    """The first single slip under which the relation would hold, those of the stated number before those of others."""
    try:
        values = values_under(case, Reading.INTERVAL)
        for slip in check.slips(case, values):
            if holds(check, case, slip.values):
                return Slip(slip.name)
        for found, changed in (*_transposed(case, values), *_scaled(case, values)):
            if holds(check, case, changed):
                return found
    except Undefined:
        return None
    return None


def _transposed(case: Case, values: Values) -> Iterator[tuple[Slip, Values]]:
    """Two neighbouring digits of one number change places: 170 for 107."""
    for slot, index, claim in _numbers(case):
        printed = claim.quantity.printed
        if printed is None or not printed.digits.replace(",", "").replace(".", "").isascii():
            continue
        for digits in _swaps(printed.digits):
            value = Fraction(digits.replace(",", "")) * printed.scale
            shift = (value - (claim.quantity.value or Fraction(0))) * claim.quantity.unit.factor
            name = f"digits transposed ({digits} → {printed.digits})"
            yield Slip(name, claim), _replaced(values, slot, index, values[slot][index] + shift)


def _swaps(digits: str) -> Iterator[str]:
    places = [i for i, char in enumerate(digits) if char.isdigit()]
    if not all(char.isdigit() or char in ",." for char in digits):
        return
    for left, right in pairwise(places):
        if digits[left] != digits[right]:
            swapped = list(digits)
            swapped[left], swapped[right] = swapped[right], swapped[left]
            if swapped[0] != "0" or digits[0] == "0" or swapped[1] == ".":  # nobody prints 0,248
                yield "".join(swapped)


def _scaled(case: Case, values: Values) -> Iterator[tuple[Slip, Values]]:
    """A scale word lost or gained on one number."""
    for slot, index, claim in _numbers(case):
        for power in _POWERS:
            for sign in (1, -1):
                factor = Fraction(10) ** (sign * power)
                exponent = f"10^{power}" if sign > 0 else f"10^-{power}"
                name = f"scale slip ({claim.quantity.text} × {exponent})"
                yield Slip(name, claim), _replaced(values, slot, index, values[slot][index] * factor)


def _numbers(case: Case) -> Iterator[tuple[str, int, Claim]]:
    for slot in sorted(case.slots, key=lambda name: name != STATED):
        for index, claim in enumerate(case.slots[slot]):
            if claim.quantity.value is not None:
                yield slot, index, claim


def _replaced(values: Values, slot: str, index: int, changed: Interval) -> Values:
    sets = list(values[slot])
    sets[index] = changed
    return {**values, slot: tuple(sets)}
