"""Reading never fails, and what is printed in any style is read back."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.model.interval import Interval
from claimlint.model.text import Block, Cell, Document, Span
from claimlint.quantities.parse import read
from claimlint.sources.fold import fold
from claimlint.sources.plain import read_plain

PIECES = st.sampled_from(
    [
        *"0123456789,.-+~%$¥€()（）[]/x×:：，。、 \n\t'",
        *"年月日成倍个点亿万千百十一二两三五〇零半数几余多约近超至到每占从第",
        *(
            "亿元",
            "万美元",
            "百分之",
            "分之",
            "以上",
            "左右",
            "不足",
            "超过",
            "每百万",
            "token",
            "2024",
            "19年",
            "年末",
            "上半年",
        ),
        *(
            "million",
            " per ",
            "between ",
            " and ",
            "several ",
            "two-thirds",
            " of ",
            "kWh",
            "bps",
            "USD ",
            " and a half ",
            "hundred",
            "twenty-",
            "one ",
            " dozen",
            "third",
            "more than ",
            " less than ",
            "minus ",
            "from ",
            " to ",
        ),
        *("億", "萬", "元/吨", "×10^", "Q3", "FY24", "½", "①", "١", "𝟙", "²", "\x00", "\u200b", "\ufeff"),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(["zh", "en"]), st.booleans(), st.booleans())
def test_any_text_can_be_read(text, language, in_cell, bare):
    block = Block(Span(0, len(text)), "cell" if in_cell else "paragraph", cell=Cell(0, 1, 1) if in_cell else None)
    document = Document("t.txt", text, fold(text), (block,), language=language)
    found = read(document, bare=bare)
    assert found == read(document, bare=bare)
    last = 0
    for quantity in found:
        assert last <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.text == text[quantity.span.start : quantity.span.end]
        assert quantity.extended.covers(quantity.span)
        assert 0 <= quantity.extended.start < quantity.extended.end <= len(text)
        last = quantity.span.end


SCALES = {
    "zh": [(1, ""), (10**4, "万"), (10**8, "亿"), (10**12, "万亿"), (10**4, "萬"), (10**8, "億")],
    "en": [(1, ""), (10**6, " million"), (10**9, " billion"), (10**9, "bn"), (10**6, " mln"), (10**12, " trillion")],
}
MONEY = {
    "zh": [
        ("", "元", "CNY"),
        ("", "美元", "USD"),
        ("", "港元", "HKD"),
        ("", "歐元", "EUR"),
        ("人民币", "元", "CNY"),
    ],
    "en": [
        ("$", "", "$"),
        ("USD ", "", "USD"),
        ("€", "", "EUR"),
        ("", " euros", "EUR"),
        ("£", "", "GBP"),
        ("US$", "", "USD"),
    ],
}
BLANKS = st.sampled_from(["", " "])


@st.composite
def printed(draw):
    """A value, and one of the ways in which it may be printed: (language, text, unit, value, ulp)."""
    language = draw(st.sampled_from(["zh", "en"]))
    decimals = draw(st.integers(0, 3))
    digits = draw(st.integers(1, 10**7))
    value = Fraction(digits, 10**decimals)
    whole, rest = divmod(digits, 10**decimals)
    number = f"{whole:,}" if draw(st.booleans()) else str(whole)
    if decimals:
        number += f".{rest:0{decimals}d}"
    factor, scale = draw(st.sampled_from(SCALES[language]))
    before, after, unit = draw(st.sampled_from(MONEY[language]))
    gap = draw(BLANKS) if language == "zh" else ""
    minus = draw(st.sampled_from(["", "", "-"]))
    text = f"{minus}{before}{number}{gap}{scale}{after}".rstrip()
    if language == "zh" and draw(st.booleans()):
        text = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    sign = -1 if minus else 1
    return language, text, unit, sign * value * factor, Fraction(factor, 10**decimals)


@settings(max_examples=400, deadline=None)
@given(printed(), st.sampled_from(["收入为", "其中，", ""]), st.sampled_from(["Revenue was ", "it spent ", ""]))
def test_what_is_printed_is_read_back(case, before_zh, before_en):
    language, text, unit, value, ulp = case
    front, back = (before_zh, "。") if language == "zh" else (before_en, " last week.")
    (quantity,) = read(read_plain("t.txt", front + text + back))
    assert quantity.text == text
    assert quantity.unit.id == unit
    assert quantity.stated == Interval.point(value)
    assert quantity.interval == Interval.around(value, ulp / 2)
    assert quantity.ulp == ulp


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 900),
    st.integers(1, 90),
    st.sampled_from(["-", "~", "至", "到", "～", "–", "—"]),
    st.sampled_from(["万元", "亿美元", "%", "吨"]),
)
def test_ranges_are_read_back(low, more, connector, unit):
    text = f"{low}{connector}{low + more}{unit}"
    (quantity,) = read(read_plain("t.txt", f"在{text}之间"))
    assert quantity.text == text
    assert quantity.stated.high - quantity.stated.low == more * quantity.ulp
    assert quantity.stated.low == low * quantity.ulp
    half = quantity.ulp / 2
    assert quantity.interval == Interval(quantity.stated.low - half, quantity.stated.high + half)
