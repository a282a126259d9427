"""Twenty strings that number readers usually get wrong: span, what is stated, interval, unit and qualifier."""

from __future__ import annotations

import pytest

from claimlint.claims.assemble import assemble
from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain
from tests.building import span

# text, then (span, stated, interval, unit, qualifier) of each number; periods by their id.
STRINGS = [
    (
        "超过1100亿元,占集团比重15%左右",
        [
            ("1100亿元", "(110000000000, ∞)", "(110000000000, ∞)", "CNY", "more_than"),
            ("15%", "15", "[14, 16]", "%", "about"),
        ],
        [],
    ),
    (
        "收入688亿元,占华为收入5%",
        [
            ("688亿元", "68800000000", "[68750000000, 68850000000]", "CNY", "none"),
            ("5%", "5", "[4.5, 5.5]", "%", "none"),
        ],
        [],
    ),
    ("占集团收入5-7%左右", [("5-7%", "[5, 7]", "[4.5, 7.7]", "%", "about")], []),
    ("基本超2亿美元", [("2亿美元", "(200000000, ∞)", "(200000000, ∞)", "USD", "more_than")], []),
    ("3000-6000万美元之间", [("3000-6000万美元", "[30000000, 60000000]", "[29995000, 60005000]", "USD", "range")], []),
    (
        "数千万至数亿美元级别",
        [("数千万至数亿美元", "[20000000, 1000000000)", "[10000000, 1000000000)", "USD", "range")],
        [],
    ),
    (
        "2024 年该市场规模为 107 亿美元, 预计 2029 年将增至 2,065 亿美元, 年复合增长率 (CAGR) 达 80.7%",
        [
            ("107 亿美元", "10700000000", "[10650000000, 10750000000]", "USD", "none"),
            ("2,065 亿美元", "206500000000", "[206450000000, 206550000000]", "USD", "none"),
            ("80.7%", "80.7", "[80.65, 80.75]", "%", "none"),
        ],
        ["2024", "2029"],
    ),
    (
        "从 2022 年末约每百万 token 20 美元,大幅降至 2024 年末的 0.1 美元以下",
        [
            ("每百万 token 20 美元", "20", "[18, 22]", "USD/1e6 token", "about"),
            ("0.1 美元", "(-∞, 0.1]", "[0, 0.1]", "USD", "at_most"),
        ],
        ["2022-12-31", "2024-12-31"],
    ),
    ("每年以十倍幅度下降", [("十倍", "10", "[9.5, 10.5]", "x/year", "none")], []),
    ("不足5%", [("5%", "(-∞, 5)", "[0, 5)", "%", "less_than")], []),
    ("十五五规划", [], []),
    ("500+经济学家", [("500+", "[500, ∞)", "[500, ∞)", "person", "at_least")], []),
    ("阿里巴巴(09988.HK,BABA.US)", [], []),
    ("BLIP-2、GPT-4V、Claude 3.7", [], []),
    (
        "fell from $20 to under $0.1 per million tokens, roughly 10x per year",
        [
            ("$20", "20", "[19.5, 20.5]", "$", "none"),
            ("$0.1 per million tokens", "(-∞, 0.1)", "[0, 0.1)", "$/1e6 token", "less_than"),
            ("10x", "10", "[9, 11]", "x/year", "about"),
        ],
        [],
    ),
    (
        "Revenue rose 12% year over year to $1.2bn from $1.07bn",
        [
            ("12%", "12", "[11.5, 12.5]", "%", "none"),
            ("$1.2bn", "1200000000", "[1150000000, 1250000000]", "$", "none"),
            ("$1.07bn", "1070000000", "[1065000000, 1075000000]", "$", "none"),
        ],
        [],
    ),
    (
        "between $30 and $60 million",
        [("$30 and $60 million", "[30000000, 60000000]", "[29500000, 60500000]", "$", "range")],
        [],
    ),
    ("三分之二", [("三分之二", "2/3", "[19/30, 0.7]", "", "none")], []),
    ("增长了1.5倍", [("1.5倍", "1.5", "[1.45, 1.55]", "x", "none")], []),
    ("同比下降3.2个百分点", [("3.2个百分点", "3.2", "[3.15, 3.25]", "pp", "none")], []),
]


@pytest.mark.parametrize(("text", "numbers", "periods"), STRINGS, ids=[s[0][:30] for s in STRINGS])
def test_string(text, numbers, periods):
    found = read(read_plain("t.txt", text))
    shown = [q for q in found if q.kind is not Kind.PERIOD]
    assert [q.text for q in shown] == [row[0] for row in numbers]
    for quantity, (printed, stated, interval, unit, qualifier) in zip(shown, numbers, strict=True):
        assert text[quantity.span.start : quantity.span.end] == printed
        assert quantity.stated == span(stated)
        assert quantity.interval == span(interval)
        assert (quantity.unit.id, quantity.qualifier.value) == (unit, qualifier)
    assert [q.period.id for q in found if q.kind is Kind.PERIOD] == periods


# What `extract` says of the strings beyond the rows above: the words around the number, and the period.
SAID = {
    ("超过1100亿元", 0): ("超过1100亿元", None),
    ("超过1100亿元", 1): ("15%左右", None),
    ("占集团收入5-7%左右", 0): ("5-7%左右", None),
    ("基本超2亿美元", 0): ("基本超2亿美元", None),
    ("3000-6000万美元之间", 0): ("3000-6000万美元之间", None),
    ("数千万至数亿美元级别", 0): ("数千万至数亿美元级别", None),
    ("2024 年该市场", 0): ("107 亿美元", "2024"),
    ("2024 年该市场", 1): ("2,065 亿美元", "2029"),
    ("2024 年该市场", 2): ("80.7%", "2024/2029"),
    ("从 2022 年末", 0): ("约每百万 token 20 美元", "2022-12-31"),
    ("从 2022 年末", 1): ("0.1 美元以下", "2024-12-31"),
    ("每年以十倍幅度下降", 0): ("每年以十倍幅度", None),
    ("不足5%", 0): ("不足5%", None),
    ("500+经济学家", 0): ("500+", None),
    ("fell from $20", 1): ("under $0.1 per million tokens", None),
    ("fell from $20", 2): ("roughly 10x per year", None),
    ("between $30 and $60 million", 0): ("$30 and $60 million", None),
}


@pytest.mark.parametrize(("begins", "index"), SAID)
def test_its_words_and_its_period(begins, index):
    text = next(row[0] for row in STRINGS if row[0].startswith(begins))
    document = read_plain("t.txt", text)
    numbers = [claim for claim in assemble(document, read(document)) if claim.quantity.kind is not Kind.PERIOD]
    extended = numbers[index].quantity.extended
    period = numbers[index].period
    assert (text[extended.start : extended.end], period and period.id) == SAID[begins, index]


def test_the_price_of_tokens_is_carried_to_its_other_end():
    for text in (STRINGS[7][0], STRINGS[14][0]):
        document = read_plain("t.txt", text)
        prices = [c.quantity.unit.id for c in assemble(document, read(document)) if c.quantity.kind is Kind.PRICE]
        assert len(prices) == 2
        assert len(set(prices)) == 1


def test_there_are_twenty():
    assert len(STRINGS) == 20
