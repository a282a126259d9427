"""The values of one number that make a relation hold, by bisection."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.checks import registry
from claimlint.model.check import STATED, Case
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.judge import judge
from claimlint.model.repair import repairing
from claimlint.model.unit import Unit
from claimlint.model.verdict import Status
from tests.building import CNY, PERCENT, claim, rounded

GROWTH = registry()["growth"]


def growth(first: str, last: str, rate: str, years: int = 1) -> Case:
    slots: dict[str, tuple[Claim, ...]] = {"first": (rounded(first),), "last": (rounded(last),)}
    return Case("cagr", {STATED: (number(rate, PERCENT),), **slots}, years=Fraction(years))


def number(text: str, unit: Unit) -> Claim:
    return rounded(text, unit, role=Role.CHANGE)


@pytest.mark.parametrize(
    ("slot", "low", "high"),
    [("first", "153.5", "154.5"), ("last", "129.5", "130.5"), (STATED, "7.1", "8.1")],
)
def test_the_values_that_repair_a_growth(slot: str, low: str, high: str) -> None:
    """Each of the three numbers can be the wrong one."""
    case = growth("130", "140", "-9.1") if slot == "first" else growth("108", "140", "20.4")
    case = growth("130", "140", "20.4") if slot == STATED else case
    found = repairing(GROWTH, case, case.one(slot))
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    middle = found.middle
    assert middle is not None
    assert Fraction(low) < middle < Fraction(high)


def test_every_value_between_the_ends_holds() -> None:
    case = growth("98", "170", "9.2")
    found = repairing(GROWTH, case, case.one("last"))
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    step = (found.high - found.low) / 7
    for part in range(8):
        value = found.low + step * part
        changed = Case("yoy", {**case.slots, "last": (rounded_to(value),)}, years=Fraction(1))
        assert judge(GROWTH, changed).status is Status.CONSISTENT


def rounded_to(value: Fraction) -> Claim:
    return claim(Interval.point(value), CNY)


def test_nothing_repairs_what_no_value_can() -> None:
    """A base below zero has no growth, whatever the last value is."""
    case = growth("-50", "140", "20")
    assert repairing(GROWTH, case, case.one("last")) is None
