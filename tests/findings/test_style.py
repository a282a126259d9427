"""Values in the style of a printed number: its scale, unit and separators, one digit finer, the unit once."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.findings.style import point, shown, would_pass
from claimlint.model.interval import Interval
from claimlint.model.quantity import Quantity
from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain


def quantity(text: str) -> Quantity:
    """The number in ``text``."""
    (found,) = (q for q in read(read_plain("t.txt", text)) if q.kind is not Kind.PERIOD)
    return found


def between(low: str | None, high: str | None, low_open: bool = False, high_open: bool = False) -> Interval:
    return Interval(Fraction(low) if low else None, Fraction(high) if high else None, low_open, high_open)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("增长80.7%。", between("80.5846", "80.9402"), "80.58%–80.95%"),  # outward, one digit finer
        ("合计2,065亿元。", between("206400000000", "206600000000"), "2,064–2,066亿元"),  # the unit once, no noughts
        ("合计217亿元。", between("20650000000", "20850000000"), "206.5–208.5亿元"),
        ("Total $217 million.", between("206500000", "208500000"), "$206.5–208.5 million"),
        ("增加1493万户。", between("13920000", "13940000"), "1392–1394万户"),
        ("提高9个百分点。", between("5", "7"), "5–7个百分点"),
        ("每年下降10倍。", between("11.4018", "20.2485"), "11.4–20.3倍"),
        ("每年下降10倍。", between("12.1", None), "≥12.1倍"),
        ("每年下降10倍。", between("13.41", None, low_open=True), ">13.4倍"),
        ("占比110%。", between(None, "100"), "≤100%"),
        ("占比110%。", between(None, "100", high_open=True), "<100%"),
        ("增长2%。", between("-2.04", "-1"), "-2.1% … -1.0%"),
        ("员工290人。", between("312", "312"), "312人"),
        ("占比5-7%左右。", between("9.625", "9.64"), "9.625%–9.64%"),  # a range has two numbers: the lexicon's words
        ("占比5%。", between("0.00123", "0.00456"), "0.0012%–0.0046%"),  # small values keep their digits
        ("收入数千万元。", between("100000000", "200000000"), "1–2亿元"),  # vague: the lexicon's words
    ],
)
def test_a_recomputed_set(text: str, values: Interval, expected: str) -> None:
    assert shown(values, quantity(text), "zh") == expected


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("增长80.7%。", "80.762", "80.76%"),
        ("合计2165亿元。", "206500000000", "2065亿元"),
        ("每年以十倍幅度下降。", "14.142", "14.1倍"),
        ("员工100人。", "100.004", "100.004人"),  # never like the stated value where it is another
        ("增长5%。", "-3", "-3%"),
        ("收入数千万元。", "120000000", "1.2亿元"),
    ],
)
def test_a_recomputed_value(text: str, value: str, expected: str) -> None:
    assert point(Fraction(value), quantity(text), "zh") == expected


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("增长7.9%。", between("9.69", "10.16"), "9.7%–10.2%"),
        ("合计2165亿元。", between("206400000000", "206600000000"), "2064–2066亿元"),
        ("占比12%。", between("16.34", "16.41"), "16%"),
        ("每年下降10倍。", between("12.1", None), "≥12倍"),
        ("占比110%。", between(None, "100"), "≤100%"),
        ("占比5-7%。", between("9.6", "9.7"), None),  # a range may be mended in many ways
        ("超过1100亿元。", between("100000000000", "100500000000"), None),
        ("占比9%。", between(None, None), None),
        ("合计2165亿元。", between("206460000000", "206465000000"), "2065亿元"),
        ("合计3.27亿元。", between("32650", "32750"), None),
        ("增长7.9%。", between("-0.01", "0.01"), "0.0%"),
    ],
)
def test_what_would_pass(text: str, values: Interval, expected: str | None) -> None:
    assert would_pass(values, quantity(text)) == expected
