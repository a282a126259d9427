"""A loose binding accuses only where no other simple relation of the numbers near explains the stated one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimlint.model.check import STATED, Case, Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.unit import Unit
from claimlint.rules.excuse import explained
from tests.building import CARS, CNY, PERCENT, claim


def case_of(stated: Claim, bound: list[Claim], others: list[Claim]) -> tuple[Case, Neighbourhood]:
    case = Case("rule", {STATED: (stated,), "first": (bound[0],), "last": (bound[1],)}, fit=1)
    return case, Neighbourhood(stated, [*bound, *others, stated])


@pytest.mark.parametrize(
    ("stated", "unit", "others", "expected"),
    [
        ("[24.5, 25.5]", PERCENT, [("80", CARS), ("100", CARS)], True),  # 100/80 - 1
        ("[79.5, 80.5]", PERCENT, [("80", CARS), ("100", CARS)], True),  # 80/100
        ("[19.5, 20.5]", PERCENT, [("80", CARS), ("100", CARS)], True),  # 1 - 80/100
        ("[44.4, 44.5]", PERCENT, [("80", CARS), ("100", CARS)], True),  # 80/(80 + 100)
        ("[59.5, 60.5]", PERCENT, [("80", CARS), ("100", CARS)], False),
        ("[24.5, 25.5]", PERCENT, [("80", CARS), ("100", CNY)], False),  # nothing divides money by cars
        ("[179, 181]", CARS, [("80", CARS), ("100", CARS)], True),  # a sum
        ("[19, 21]", CARS, [("80", CARS), ("100", CARS)], True),  # a difference
        ("[249, 251]", CARS, [("80", CARS), ("100", CARS), ("70", CARS)], True),  # the sum of a list
        ("[299, 301]", CARS, [("80", CARS), ("100", CARS), ("70", CARS)], False),
    ],
)  # fmt: skip
def test_numbers_nearby_explain(stated: str, unit: Unit, others: list[tuple[str, Unit]], expected: bool) -> None:
    judged = claim(stated, unit, role=Role.CHANGE if unit is PERCENT else Role.LEVEL)
    bound = [claim("[3, 3]", CNY), claim("[7, 7]", CNY)]
    case, around = case_of(judged, bound, [claim(f"[{value}, {value}]", of) for value, of in others])
    assert explained(case, around) is expected


def test_the_binding_that_failed_explains_nothing() -> None:
    """Its own numbers give 20% as a part of a whole, but the words bound them as a growth."""
    judged = claim("[19.5, 20.5]", PERCENT, role=Role.CHANGE)
    case, around = case_of(judged, [claim("[20, 20]", CNY), claim("[100, 100]", CNY)], [])
    assert explained(case, around) is False


def test_another_basis_explains_nothing() -> None:
    """An adjusted profit does not explain a statutory margin."""
    judged = claim("[24.5, 25.5]", PERCENT, role=Role.RATE)
    others = [replace(claim("[25, 25]", CARS), basis="comparable"), claim("[100, 100]", CARS)]
    case, around = case_of(judged, [claim("[3, 3]", CNY), claim("[7, 7]", CNY)], others)
    assert explained(case, around) is False
