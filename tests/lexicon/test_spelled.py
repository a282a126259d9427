"""Numbers in words, written and read back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.lexicon.spelled import spelled
from claimlint.quantities.han import parse_han
from claimlint.quantities.numerals import parse_english


@pytest.mark.parametrize(
    ("like", "known", "value", "expected"),
    [
        ("十八点六", "18.6", "15.4", "十五点四"),
        ("十二亿", "1200000000", "2100000000", "二十一亿"),
        ("三千八百九十六万", "38960000", "20020000", "两千零二万"),
        ("两万五千", "25000", "26000", "两万六千"),
        ("一千三百亿", "130000000000", "140500000000", "一千四百零五亿"),
        ("三点二亿", "320000000", "450000000", "四点五亿"),
        ("二〇二四", "2024", "2030", "二〇三〇"),
        ("一百一十二", "112", "110", "一百一十"),
        ("twenty-five", "25", "27", "twenty-seven"),
        ("Eighteen", "18", "20", "Twenty"),
        ("一千三", "1300", "1400", None),
        ("a dozen", "12", "13", None),
        ("eighteen", "18", "120", None),
    ],
)
def test_in_the_same_way(like: str, known: str, value: str, expected: str | None) -> None:
    assert spelled(Fraction(value), like, Fraction(known)) == expected


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**16 - 1))
def test_chinese_is_read_back(number: int) -> None:
    words = spelled(Fraction(number), "五", Fraction(5))
    assert words is not None
    read = parse_han(words)
    assert read is not None
    assert read.value == number


@pytest.mark.parametrize("number", range(1, 100))
def test_english_is_read_back(number: int) -> None:
    words = spelled(Fraction(number), "five", Fraction(5))
    assert words is not None
    assert (parse_english(words) or pytest.fail(words)).value == number
