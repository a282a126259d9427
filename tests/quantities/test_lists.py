"""Members of a list that take the unit of its last one, and numbers beside each other that are no list."""

from __future__ import annotations

import pytest

from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain


def values(text):
    return [(str(q.stated.low), q.unit.id) for q in read(read_plain("t.txt", text)) if q.unit.id != "period"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三地收入分别为12、15和18亿元。", [("1200000000", "CNY"), ("1500000000", "CNY"), ("1800000000", "CNY")]),
        ("每股收益为1.2/1.5/1.8元。", [("6/5", "CNY"), ("3/2", "CNY"), ("9/5", "CNY")]),
        ("每股收益分别为0.5/0.6元/股。", [("1/2", "CNY/share"), ("3/5", "CNY/share")]),
        ("The two grew by 36 and 18%, respectively.", [("36", "%"), ("18", "%")]),
        ("Shares of 12, 15 and 18%.", [("12", "%"), ("15", "%"), ("18", "%")]),
        ("份额为12%、15%和18。", [("12", "%"), ("15", "%"), ("18", "%")]),
        ("市值由115.5增至173.5亿元。", [("11550000000", "CNY"), ("17350000000", "CNY")]),
        ("Sales rose from 1.5 to 2.5 billion euros.", [("1500000000", "EUR"), ("2500000000", "EUR")]),
        ("产值由9800增至1.2亿元。", [("120000000", "CNY")]),
    ],
)
def test_members_share_the_unit(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A ratio of 15.2 and 18.3% growth.",
        "第1、2和3家",
        "The S&P 500 and 3% of the Dow.",
        "2024、2025年增长3%。",
    ],
)
def test_neighbours_are_no_list(text):
    assert [unit for _, unit in values(text) if unit not in ("", "company")].count("%") <= 1
    assert values(text)[-1][0] in ("3", "183/10")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("¥17 bn of bonds", "[17000000000, 17000000000]"),
        ("guidance of $100-300B", "[100000000000, 300000000000]"),
        ("优惠占比过半", "(50, 100]"),
        ("利率比5%低", "(-∞, 5)"),
        ("不超过5-7%", "(-∞, 7]"),
        ("nearly half of revenue", "[0.45, 0.5)"),
        ("a fee of half a percentage point", "[0.5, 0.5]"),
        ("five million and a half users", "[5500000, 5500000]"),
    ],
)
def test_single_amounts(text, stated):
    (quantity,) = read(read_plain("t.txt", text))
    assert str(quantity.stated) == stated


@pytest.mark.parametrize("text", ["an hour", "another month", "half a year", "all day", "通过半年报", "半导体"])
def test_what_says_no_number_stays_unread(text):
    assert read(read_plain("t.txt", text)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值四、五十亿元", "[4000000000, 5000000000]"),
        ("用了三、四百家", "[300, 400]"),
        ("净利润(5.2)亿元", "[-520000000, -520000000]"),
        ("营业收入(1,234)万元", "[-12340000, -12340000]"),
        ("CAGR30.8%", "[154/5, 154/5]"),
        ("10^15 FLOPS", "[1000000000000000, 1000000000000000]"),
        ("12.5 GW of solar", "[25/2, 25/2]"),
        ("350 gCO2/kWh", "[350, 350]"),
        ("3/4的客户", "[3/4, 3/4]"),
        ("3/4 of the customers", "[3/4, 3/4]"),
    ],
)
def test_numbers_told_apart_in_brackets_or_as_parts(text, expected):
    (quantity,) = read(read_plain("t.txt", text))
    assert f"[{quantity.stated.low}, {quantity.stated.high}]" == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、二十万元的设备", ["200000"]),  # the first of a list
        ("净利润(2)亿元以上的企业", ["100000000"]),  # the number of a list
        ("在3/4与3/5之后", []),  # days, or rooms
    ],
)
def test_what_only_looks_so(text, expected):
    assert [str(q.stated.low) for q in read(read_plain("t.txt", text))] == expected
