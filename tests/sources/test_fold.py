"""Folding never changes a length, and tells apart what a reader of numbers must tell apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.model.text import Span
from claimlint.sources.fold import URL, blank, fold, outside

TYPICAL = st.text(alphabet=st.sampled_from("１２３，．％～－：（）。 \u3000\r\n亿元abc1,\ufeff\U0001f600"), max_size=60)


@given(st.one_of(st.text(), TYPICAL))
def test_the_length_never_changes(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("１０７．５％", "107.5%"),
        ("＋５－３", "+5-3"),
        ("＄２０、￥３０", "$20、¥30"),
        ("5–7%，5—7，−3，5－7，5‑7", "5-7%，5-7，-3，5-7，5-7"),
        ("5～7〜8∼9", "5~7~8~9"),
        ("：（甲）", ":(甲)"),
        ("。；、！？，", "。；、！？，"),
        ("１，２３４，５６７亿", "1,234,567亿"),
        ("１，２３４５", "1，2345"),  # four digits behind it: two numbers
        ("2，065", "2，065"),
        ("107\u00a0亿\u3000元\u2009x\u200by", "107 亿 元 x y"),
        ("ＧＤＰ", "GDP"),
        ("增至230万人．另有5%.其余不变", "增至230万人。另有5%。其余不变"),
        ("二.收入", "二.收入"),
        ("约翰.史密斯说。", "约翰.史密斯说。"),
    ],
)
def test_what_folds_to_what(raw, folded):
    assert fold(raw) == folded


@given(st.text(alphabet="ab\r\n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=5))
def test_blanking_keeps_lengths_line_breaks_and_the_rest(text, pairs):
    spans = [Span(min(pair), max(pair)) for pair in pairs]
    shown = blank(text, spans)
    assert len(shown) == len(text)
    for index, char in enumerate(text):
        inside = any(span.start <= index < span.end for span in spans)
        assert shown[index] == (" " if inside and char not in "\r\n" else char)


def test_outside_is_the_complement():
    assert outside([Span(2, 3), Span(5, 8)], 10) == [Span(0, 2), Span(3, 5), Span(8, 10)]
    assert outside([], 3) == [Span(0, 3)]
    assert outside([Span(0, 3)], 3) == []


def test_an_address_ends_at_chinese_text():
    assert URL.search("见https://a.cn/2024/x.html，增长5%")[0] == "https://a.cn/2024/x.html"
