"""Dated rates of exchange, from a table of four days."""

from __future__ import annotations

import sys
from datetime import date
from fractions import Fraction

import pytest

from claimlint.model.finding import InputError
from claimlint.model.interval import Interval
from claimlint.store.rates import _converter, rate

TABLE = """Date,USD,CNY,
2024-03-01,1.08,7.80,
2024-03-04,1.10,7.92,
2024-03-29,1.09,N/A,
2024-05-02,1.07,7.70,
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
    assert rate("CNY", "USD", date(2024, 5, 31), table=table) == Interval.point(Fraction(107, 770))


def test_no_rate_is_none(table):
    assert rate("EUR", "USD", date(2024, 4, 15), table=table) is None
    assert rate("EUR", "XAU", date(2024, 3, 15), table=table) is None
    assert rate("EUR", "USD", date(1999, 3, 15), table=table) is None


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
