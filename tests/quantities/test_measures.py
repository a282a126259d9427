"""Units in the heads and captions of tables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.quantities.measures import measure_of

MEASURES = [
    ("$m", "$", 10**6),
    ("$ thousands", "$", 1000),
    ("$\u2019000", "$", 1000),
    ("in thousands", "", 1000),
    ("In thousands, except percentages", "", 1000),
    ("Shares in thousands", "share", 1000),
    ("thousands of U.S. dollars", "USD", 1000),
    ("RMB\u2019Million", "CNY", 10**6),
    ("亿元", "CNY", 10**8),
    ("单位:人民币千元", "CNY", 1000),
    ("单位:万元 币种:人民币", "CNY", 10**4),
    ("万辆", "vehicle", 10**4),
    ("元/吨", "CNY/tonne", 1),
    ("%", "%", 1),
    ("倍", "x", 1),
]


@pytest.mark.parametrize(("words", "unit", "scale"), MEASURES, ids=[words for words, _, _ in MEASURES])
def test_measure(words, unit, scale):
    measure = measure_of(words, "zh")
    assert measure is not None
    assert (measure.unit.id, measure.scale) == (unit, Fraction(scale))


@pytest.mark.parametrize("words", ["2019", "see note 2", "restated", "期末", "% of total", "a", ""])
def test_no_measure(words):
    assert measure_of(words, "en") is None
