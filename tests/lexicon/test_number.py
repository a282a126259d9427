"""Numbers for people."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.lexicon.number import digits_apart, interval, number
from claimlint.model.interval import Interval


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        ("15.447", "%", "15.45%", "15.45%"),
        ("15.40", "%", "15.4%", "15.4%"),
        ("-3", "%", "-3%", "-3%"),
        ("0", "%", "0%", "0%"),
        ("0.00012345", "%", "0.0001234%", "0.0001234%"),
        ("3.2", "pp", "3.2个百分点", "3.2 pp"),
        ("2.5", "x", "2.5倍", "2.5×"),
        ("10", "x/year", "10倍/年", "10× a year"),
        ("114200000000", "CNY", "1,142亿元", "CNY 114.2bn"),
        ("1200000000", "USD", "12亿美元", "$1.2bn"),
        ("1250000000000", "CNY", "1.25万亿元", "CNY 1.25tn"),
        ("650000", "CNY", "65万元", "CNY 650,000"),
        ("20651", "CNY", "20,651元", "CNY 20,651"),
        ("2065", "", "2,065", "2,065"),
        ("12345678", "tonne", "1,235万吨", "12.35m tonnes"),
        ("999950", "CHF", "999,950瑞士法郎", "999,950 CHF"),
        ("5", "year", "5年", "5 years"),
    ],
)
def test_number(value: str, unit: str, zh: str, en: str) -> None:
    assert number(Fraction(value), unit, "zh") == zh
    assert number(Fraction(value), unit, "en") == en


@pytest.mark.parametrize(
    ("values", "unit", "zh", "en"),
    [
        (Interval(Fraction("9.7"), Fraction("10.2")), "%", "9.7%–10.2%", "9.7%–10.2%"),
        (Interval(Fraction("11.4"), Fraction("20.3")), "x", "11.4–20.3倍", "11.4–20.3×"),
        (
            Interval(Fraction(1250 * 10**9), Fraction(1530 * 10**9)),
            "CNY",
            "1.25–1.53万亿元",
            "CNY 1.25–1.53tn",
        ),
        (Interval(Fraction(110 * 10**9), None, low_open=True), "CNY", ">1,100亿元", ">CNY 110bn"),
        (Interval(Fraction(5), None), "%", "≥5%", "≥5%"),
        (Interval(None, Fraction(5), high_open=True), "%", "<5%", "<5%"),
        (Interval(None, Fraction(5)), "x", "≤5倍", "≤5×"),
        (Interval(Fraction(-2), Fraction(-1)), "%", "-2% … -1%", "-2% … -1%"),
        (Interval(None, None), "%", "-∞ … ∞", "-∞ … ∞"),
    ],
)
def test_interval(values: Interval, unit: str, zh: str, en: str) -> None:
    assert interval(values, unit, "zh") == zh
    assert interval(values, unit, "en") == en


FRACTIONS = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6)


@given(FRACTIONS)
def test_a_printed_number_is_right_to_its_digits(value: Fraction) -> None:
    printed = Fraction(number(value, "%", "en").rstrip("%").replace(",", ""))
    assert abs(printed - value) <= abs(value) / 2000


@given(st.lists(FRACTIONS, min_size=1, max_size=4))
def test_digits_apart_tells_values_apart(values: list[Fraction]) -> None:
    digits = digits_apart([*values, None])
    assert 4 <= digits <= 15
    if digits < 15:
        assert len({number(value, "%", "en", digits) for value in values}) == len(set(values))
