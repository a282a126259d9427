from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.model import period as p
from claimlint.model.period import Period, PeriodKind

SPELLED = [
    (p.of_year(2024), "2024", PeriodKind.YEAR, 12),
    (p.fiscal_year(2024), "FY2024", PeriodKind.FISCAL_YEAR, 12),
    (p.of_half(2024, 2), "2024-H2", PeriodKind.HALF, 6),
    (p.of_quarter(2024, 3), "2024-Q3", PeriodKind.QUARTER, 3),
    (p.of_month(2024, 3), "2024-03", PeriodKind.MONTH, 1),
    (p.first_quarters(2024, 3), "2024-Q1/2024-Q3", PeriodKind.YEAR_TO_DATE, 9),
    (p.year_end(2024), "2024-12-31", PeriodKind.DAY, 0),
    (p.half_end(2024), "2024-06-30", PeriodKind.DAY, 0),
    (p.of_day(2024, 11, 5), "2024-11-05", PeriodKind.DAY, 0),
    (p.years(2024, 2029), "2024/2029", PeriodKind.RANGE, 72),
]


@pytest.mark.parametrize(("period", "id_", "kind", "months"), SPELLED)
def test_spelling_kind_and_length(period: Period, id_: str, kind: PeriodKind, months: int) -> None:
    assert (period.id, period.kind) == (id_, kind)
    assert period.end is not None
    assert period.end - period.start == months
    assert period.year == 2024


def test_the_last_year_of_a_stretch() -> None:
    assert p.years(2024, 2029).last_year == 2029
    assert p.of_quarter(2024, 4).last_year == 2024
    assert p.year_end(2024).last_year == 2024
    assert p.since(2023).last_year == 2023
    assert (p.since(2023).id, p.since(2023).end) == ("2023/..", None)


@given(st.integers(1900, 2100), st.integers(-50, 50))
def test_like_named_periods_are_whole_years_apart(year: int, by: int) -> None:
    for make in (
        p.of_year,
        p.fiscal_year,
        p.year_end,
        p.half_end,
        lambda y: p.of_quarter(y, 2),
        lambda y: p.of_half(y, 1),
        lambda y: p.of_month(y, 12),
        lambda y: p.first_quarters(y, 3),
        lambda y: p.of_day(y, 1, 31),
    ):
        first, last = make(year), make(year + by)
        assert p.years_between(first, last) == by
        assert first.shifted(by) == last


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (p.of_quarter(2023, 4), p.of_quarter(2024, 1), Fraction(1, 4)),
        (p.of_month(2022, 1), p.of_month(2023, 7), Fraction(3, 2)),
        (p.of_half(2023, 1), p.of_half(2023, 2), Fraction(1, 2)),
        (p.half_end(2023), p.year_end(2023), Fraction(1, 2)),
        (p.of_year(2024), p.of_year(2019), Fraction(-5)),
        (p.of_half(2024, 1), p.of_year(2024), None),
        (p.of_year(2023), p.fiscal_year(2024), None),
        (p.since(2023), p.since(2024), None),
        (p.first_quarters(2023, 2), p.first_quarters(2024, 3), None),
        (p.of_year(2023), p.year_end(2024), None),
    ],
)
def test_years_between(first: Period, last: Period, years: Fraction | None) -> None:
    assert p.years_between(first, last) == years


def test_ranges_do_not_shift() -> None:
    assert p.years(2024, 2029).shifted(1) == p.years(2024, 2029)
    assert p.since(2024).shifted(1) == p.since(2024)
