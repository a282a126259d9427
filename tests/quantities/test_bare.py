"""Bare reading: every number of a text, whether or not anything links it to something."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain


def values(text):
    return [q.value for q in read(read_plain("t.txt", text), bare=True)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It counted one hundred and sixty-one.", 161),
        ("It counted twenty-one trillion and three hundred.", 21_000_000_000_300),
        ("two hundred and two thousand", 202_000),
        ("half a dozen", 6),
        ("one million and a half", 1_500_000),
        ("three quarters", Fraction(3, 4)),
        ("one over three", Fraction(1, 3)),
        ("nine point nought four", Fraction("9.04")),
        ("2 1/4", Fraction(9, 4)),
        ("2½", Fraction(5, 2)),
        (".08", Fraction(8, 100)),
        ("1 234 567.89", Fraction("1234567.89")),
        ("100k", 100_000),
        ("2^5", 32),
        ("二百五", 250),
        ("百三", 130),
        ("三千 八百 九十六 万", 38_960_000),
        ("四万万", 400_000_000),
        ("四十五亿四千零四万", 4_540_040_000),
        ("负一又二分之一", Fraction(-3, 2)),
        ("1千零20", 1020),
        ("十打", 120),
    ],
)
def test_bare_numbers(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(("text", "value"), [("第三", 3), ("第3万", 30_000), ("21st", 21), ("the twenty-fifth", 25)])
def test_ordinals(text, value):
    (quantity,) = read(read_plain("t.txt", text), bare=True)
    assert (quantity.kind, quantity.value) == (Kind.ORDINAL, value)


@pytest.mark.parametrize("text", ["which one", "GPT-4", "百度", "一般", "美味十足"])
def test_names_are_no_numbers_even_so(text):
    assert values(text) == []


@pytest.mark.parametrize("text", ["It counted twenty.", "二百五", "the third", "2^5", "three quarters"])
def test_what_nothing_links_is_left_alone_when_checking(text):
    assert [q for q in read(read_plain("t.txt", text)) if q.kind is Kind.NUMBER] == []


def test_the_places_of_the_numbers():
    text = "收入为30亿元至50亿元"
    (quantity,) = read(read_plain("t.txt", text))
    assert [text[span.start : span.end] for span in quantity.numerals] == ["30亿", "50亿"]
