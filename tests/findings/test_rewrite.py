"""Digits written anew in the style in which they stand, and read back."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.findings.rewrite import nearest, rewritten
from claimlint.model.quantity import Quantity
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain


def the_number(text: str) -> Quantity:
    (quantity,) = read(read_plain("a.txt", text))
    return quantity


def renewed(text: str, value: str) -> str | None:
    """``text`` with its number's digits those of ``value``."""
    quantity = the_number(text)
    assert quantity.printed is not None
    span = quantity.printed.span
    wanted = nearest(Fraction(value), quantity)
    digits = None if wanted is None else rewritten(wanted, quantity, text[span.start : span.end])
    return None if digits is None else text[: span.start] + digits + text[span.end :]


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("同比增长18.6%", "15.447", "同比增长15.4%"),
        ("同比增长１８．６％", "15.447", "同比增长１５．４％"),
        ("增长15％", "16.51", "增长17％"),
        ("百分之十八点六", "2.06", "百分之二点一"),
        ("增长三成", "41", "增长四成"),
        ("增长三成", "21", "增长两成"),
        ("百分之三", "2.2", "百分之二"),
        ("约十二亿元", "1640000000", "约十六亿元"),
        ("三千八百九十六万元", "12344000", "一千二百三十四万元"),
        ("1,234.5亿元", "98765432109", "987.7亿元"),
        ("1,234.5亿元", "998765432109", "9,987.7亿元"),
        ("987亿元", "198765432109", "1988亿元"),
        ("１，２３４万元", "22345678", "２，２３５万元"),
        ("12 345 tonnes", "9876", "9 876 tonnes"),
        ("12,34,567 people", "23456789", "2,34,56,789 people"),
        ("$1.2bn", "1449000000", "$1.4bn"),
        ("a loss of .5 million dollars", "760000", "a loss of .8 million dollars"),
        ("eighteen percent", "25.4", "twenty-five percent"),
        ("亏损-1.2亿元", "-345678900", "亏损-3.5亿元"),
        ("12.00%", "7", "7.00%"),
    ],
)
def test_only_the_digits_change(text: str, value: str, expected: str) -> None:
    assert renewed(text, value) == expected
    quantity, again = the_number(text), the_number(expected)
    assert (again.unit, again.qualifier, again.ulp) == (quantity.unit, quantity.qualifier, quantity.ulp)
    assert again.value == nearest(Fraction(value), quantity)


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("15%", "15.5", "two values are equally near"),
        ("-5%", "3.6", "the sign would have to change"),
        ("5%", "0.2", "nothing would be left"),
        ("一千三百三亿元", "140000000000", "an informal way of writing"),
        ("grew 2.5e6 tonnes", "3100000", "an exponent"),
        ("3½ miles", "4", "a sign for a half"),
    ],
)
def test_what_cannot_be_written_is_left_alone(text: str, value: str, why: str) -> None:
    assert renewed(text, value) is None, why
