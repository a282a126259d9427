"""Dated rates of exchange, from a table of four days."""

from __future__ import annotations

import sys
from datetime import date
from fractions import Fraction

import pytest

from claimlint.model.finding import InputError
from claimlint.model.interval import Interval
from claimlint.model.period import (
    fiscal_year,
    months,
    of_day,
    of_month,
    of_quarter,
    of_year,
    quarter_end,
    since,
    year_end,
)
from claimlint.store.rates import _converter, rate, rate_window

TABLE = """Date,USD,CNY,RUB,
2024-03-01,1.08,7.80,98.1,
2024-03-04,1.10,7.92,98.3,
2024-03-29,1.09,N/A,97.0,
2024-05-02,1.07,7.70,N/A,
2024-05-31,1.0712,7.71,N/A,
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def test_the_window_is_the_month(table):
    assert rate("EUR", "USD", date(2024, 3, 15), table=table) == Interval(Fraction("1.08"), Fraction("1.10"))


def test_cross_rates_are_exact(table):
    assert rate("USD", "CNY", date(2024, 3, 1), table=table) == Interval(Fraction(792, 110), Fraction(780, 108))
    window = Interval(Fraction("1.0712") / Fraction("7.71"), Fraction("1.07") / Fraction("7.70"))
    assert rate("CNY", "USD", date(2024, 5, 31), table=table) == window


def test_no_rate_is_none(table):
    assert rate("EUR", "USD", date(2024, 4, 15), table=table) is None
    assert rate("EUR", "XAU", date(2024, 3, 15), table=table) is None
    assert rate("EUR", "USD", date(1999, 3, 15), table=table) is None


def test_the_window_of_a_longer_period(table):
    spring = months(2024, 3, 5)
    assert rate_window("EUR", "USD", spring, table=table) == Interval(Fraction("1.07"), Fraction("1.10"))
    assert rate_window("CNY", "CNY", spring, table=table) == Interval.point(Fraction(1))


def test_a_day_has_one_rate_and_a_closed_one_that_of_the_day_before(table):
    assert rate_window("EUR", "USD", of_day(2024, 3, 4), table=table) == Interval.point(Fraction("1.10"))
    assert rate_window("EUR", "USD", quarter_end(2024, 1), table=table) == Interval.point(Fraction("1.09"))
    assert rate_window("EUR", "USD", of_day(2024, 3, 20), table=table) is None


@pytest.mark.parametrize("period", [of_year(2024), of_quarter(2024, 1), since(2024), fiscal_year(2024)])
def test_part_of_a_period_says_nothing_of_the_whole(table, period):
    assert rate_window("EUR", "USD", period, table=table) is None


def test_a_currency_whose_rates_stop(table):
    assert rate_window("EUR", "RUB", of_month(2024, 3), table=table) == Interval(Fraction("97.0"), Fraction("98.3"))
    assert rate_window("EUR", "RUB", of_month(2024, 5), table=table) is None


def test_the_table_that_comes_with_the_extra():
    pytest.importorskip("currency_converter")
    window = rate_window("USD", "CNY", of_year(2023))
    assert window is not None
    assert Fraction("6.72") < window.low < Fraction("6.73")
    assert Fraction("7.3") < window.high < Fraction("7.4")
    assert rate_window("USD", "TWD", of_year(2023)) is None
    assert rate_window("EUR", "USD", year_end(2023)) == Interval.point(Fraction("1.105"))


def test_one_currency_is_worth_itself(table):
    assert rate("CNY", "CNY", date(2024, 4, 15), table=table) == Interval.point(Fraction(1))


def test_a_table_that_is_none(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("Date,USD,\nyesterday,much,\n", encoding="utf-8")
    with pytest.raises(InputError, match="no table of rates"):
        rate("EUR", "USD", date(2024, 3, 1), table=str(path))


def test_without_the_extra_there_is_a_hint(monkeypatch):
    monkeypatch.setitem(sys.modules, "currency_converter", None)
    _converter.cache_clear()
    with pytest.raises(InputError, match=r"\[fx\]"):
        rate("EUR", "USD", date(2024, 3, 1))
