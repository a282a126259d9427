from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

import pytest

from claimlint.model.check import STATED, Case, Check, Sense, Values
from claimlint.model.judge import holds, judge, values_under
from claimlint.model.quantity import Qualifier, Reading
from claimlint.model.unit import PERCENT
from claimlint.model.verdict import Relation, Status
from tests.building import claim, rounded, span


class Difference(Check):
    """``last - first == stated``; a fall may have been written as a rise."""

    def relate(self, case: Case, values: Values) -> Relation:
        (first,), (last,), (stated,) = values["first"], values["last"], values[STATED]
        return Relation(last - first, stated)

    def senses(self, case: Case, values: Values) -> Iterable[Sense]:
        yield Sense("fall", {**values, STATED: tuple(-value for value in values[STATED])})


class Ratio(Check):
    def relate(self, case: Case, values: Values) -> Relation:
        (part,), (whole,), (stated,) = values["part"], values["whole"], values[STATED]
        return Relation(part / whole, stated)


class Order(Check):
    def relate(self, case: Case, values: Values) -> Relation:
        (small,), (stated,) = values["small"], values[STATED]
        return Relation(small - stated, stated, proof=(small - stated, span("(-∞, 0]")), one_sided=True)


def case(**slots: object) -> Case:
    return Case("test", {name: (slot,) for name, slot in slots.items()})  # type: ignore[misc]


def difference(first: str, last: str, stated: str, **more: object) -> Case:
    return case(first=rounded(first), last=rounded(last), stated=rounded(stated, **more))


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("50", Status.CONSISTENT),
        ("51", Status.CONSISTENT),
        ("49", Status.CONSISTENT),
        ("52", Status.INCONSISTENT),
        ("48", Status.INCONSISTENT),
    ],
)
def test_two_sided_claims_need_only_meet(stated: str, status: Status) -> None:
    verdict = judge(Difference(), difference("100", "150", stated))
    assert verdict.status is status
    assert verdict.failed is (status is Status.INCONSISTENT)
    assert verdict.relation is not None
    assert verdict.relation.recomputed == span("[49, 51]")
    assert verdict.relation.point == 50


THRESHOLDS = [
    ("(40, ∞)", Qualifier.MORE_THAN, Status.CONSISTENT, None),
    ("(50, ∞)", Qualifier.MORE_THAN, Status.UNDECIDABLE, "straddles-bound"),
    ("[51, ∞)", Qualifier.AT_LEAST, Status.UNDECIDABLE, "straddles-bound"),
    ("(51, ∞)", Qualifier.MORE_THAN, Status.INCONSISTENT, None),
    ("(-∞, 51]", Qualifier.AT_MOST, Status.CONSISTENT, None),
    ("(-∞, 51)", Qualifier.LESS_THAN, Status.UNDECIDABLE, "straddles-bound"),
    ("[0, 49)", Qualifier.LESS_THAN, Status.INCONSISTENT, None),
]


@pytest.mark.parametrize(("bound", "qualifier", "status", "reason"), THRESHOLDS)
def test_one_sided_claims_must_hold_throughout(
    bound: str, qualifier: Qualifier, status: Status, reason: str | None
) -> None:
    bounded = case(first=rounded("100"), last=rounded("150"), stated=claim(bound, qualifier=qualifier))
    verdict = judge(Difference(), bounded)
    assert (verdict.status, verdict.reason) == (status, reason)


@pytest.mark.parametrize(
    ("reading", "denoted"), [(Reading.ROUND_NUMBER, "[1980, 2020]"), (Reading.TRUNCATED, "[2000, 2020)")]
)
def test_one_lenient_reading_downgrades(reading: Reading, denoted: str) -> None:
    loose = difference("1000", "3015", "2000")
    loose = replace(loose, slots={**loose.slots, STATED: (rounded("2000", lenient={reading: denoted}),)})
    verdict = judge(Difference(), loose)
    assert (verdict.status, verdict.reading) == (Status.AMBIGUOUS, reading.value)
    assert verdict.failed


def test_lenient_readings_are_taken_one_at_a_time() -> None:
    both = case(
        first=rounded("1000", lenient={Reading.TRUNCATED: "[1000, 1001)"}),
        last=rounded("3022", lenient={Reading.TRUNCATED: "[3022, 3023)"}),
        stated=rounded("2000", lenient={Reading.ROUND_NUMBER: "[1980, 2020]"}),
    )
    # needs the first number cut off and the stated one round
    assert judge(Difference(), both).status is Status.INCONSISTENT


def test_another_sense_downgrades() -> None:
    verdict = judge(Difference(), difference("150", "100", "50"))
    assert (verdict.status, verdict.reading) == (Status.AMBIGUOUS, "fall")


def test_doubts_downgrade_last() -> None:
    doubtful = replace(difference("100", "150", "70"), doubts=("undated", "forecast"))
    verdict = judge(Difference(), doubtful)
    assert (verdict.status, verdict.reading) == (Status.AMBIGUOUS, "undated")


def test_an_undefined_recomputation_abstains() -> None:
    verdict = judge(Ratio(), case(part=rounded("3"), whole=claim("[-1, 1]"), stated=rounded("50", PERCENT)))
    assert (verdict.status, verdict.reason, verdict.relation) == (Status.UNDECIDABLE, "division-by-zero", None)


def test_an_unbounded_recomputation_that_merely_reaches() -> None:
    over = claim("(100, ∞)", qualifier=Qualifier.MORE_THAN)
    reaching = case(first=rounded("10"), last=over, stated=rounded("120"))
    verdict = judge(Difference(), reaching)
    assert (verdict.status, verdict.reason) == (Status.UNDECIDABLE, "unbounded")
    disjoint = case(first=rounded("10"), last=over, stated=rounded("80"))
    assert judge(Difference(), disjoint).status is Status.INCONSISTENT


@pytest.mark.parametrize(("stated", "status"), [("108", Status.UNDECIDABLE), ("130", Status.AMBIGUOUS)])
def test_beyond_the_soft_ceiling(stated: str, status: Status) -> None:
    over = claim("(100, ∞)", qualifier=Qualifier.MORE_THAN, lenient={Reading.SOFT_CEILING: "(100, 120)"})
    verdict = judge(Difference(), case(first=rounded("1"), last=over, stated=rounded(stated)))
    assert verdict.status is status
    assert verdict.reading == (Reading.SOFT_CEILING.value if status is Status.AMBIGUOUS else None)


def test_low_power_is_no_pass() -> None:
    weak = case(part=claim("[0.05, 0.15]"), whole=claim("[0.5, 1.5]"), stated=rounded("10", PERCENT))
    verdict = judge(Ratio(), weak)
    assert (verdict.status, verdict.reason) == (Status.UNDECIDABLE, "low-power")


def test_a_printed_zero_has_no_half_or_double() -> None:
    assert judge(Difference(), difference("100", "100", "0")).status is Status.CONSISTENT


@pytest.mark.parametrize(
    ("small", "stated", "status", "reason"),
    [
        ("[1, 2]", "[2, 3]", Status.CONSISTENT, None),
        ("[1, 2.1]", "[2, 3]", Status.UNDECIDABLE, "straddles-bound"),
        ("[3.1, 4]", "[2, 3]", Status.INCONSISTENT, None),
        ("[1, 2]", "[500, 600]", Status.CONSISTENT, None),  # far apart is not a lack of power
    ],
)
def test_orders(small: str, stated: str, status: Status, reason: str | None) -> None:
    verdict = judge(Order(), case(small=claim(small), stated=claim(stated)))
    assert (verdict.status, verdict.reason) == (status, reason)


def test_values_are_in_base_units() -> None:
    shares = case(part=rounded("3"), whole=rounded("20"), stated=rounded("15", PERCENT))
    values = values_under(replace(shares, years=Fraction(3, 2)), Reading.INTERVAL)
    assert values[STATED] == (span("[0.145, 0.155]"),)
    assert values["years"] == (span("1.5"),)
    assert values_under(shares, Reading.STATED)[STATED] == (span("0.15"),)


def test_no_point_without_printed_values() -> None:
    vague = case(first=claim("[20, 100)", stated="[20, 100)"), last=rounded("150"), stated=rounded("100"))
    verdict = judge(Difference(), vague)
    assert verdict.relation is not None
    assert verdict.relation.point is None


def test_holds_is_false_where_nothing_can_be_computed() -> None:
    shares = case(part=rounded("3"), whole=claim("[-1, 1]"), stated=rounded("15", PERCENT))
    assert holds(Ratio(), shares, values_under(shares, Reading.INTERVAL)) is False
