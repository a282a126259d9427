"""Plain text: lines are blocks, broken sentences are mended, short lines are headings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.sources.plain import continues, read_plain, width

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def shown(text):
    document = read_plain("r.txt", text)
    return [(block.kind, document.folded[block.span.start : block.span.end]) for block in document.blocks]


def test_lines_are_blocks_and_short_lines_head_what_follows():
    document = read_plain("r.txt", "行业概览\r\n\r\n市场规模为107亿美元。\r\n同比增长5%。\r\n")
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "paragraph"]
    assert [block.section for block in document.blocks] == [-1, 0, 0]
    assert [document.text[b.span.start : b.span.end] for b in document.blocks][1] == "市场规模为107亿美元。"


def test_a_sentence_broken_at_the_end_of_a_row_is_one_block():
    wrapped = (
        "The company reported that revenue for the fiscal year rose\nto 12.3 billion dollars, up from the prior year."
    )
    assert shown(wrapped) == [("paragraph", wrapped.replace("\n", " "))]


def test_an_empty_line_inside_a_bracket_is_a_page_break():
    text = "在用户付费意愿持续提升的驱动下，全球大模型市场（按基\n\n于模型的收入口径计) 迎来增长，规模为107亿美元。"
    assert shown(text) == [("paragraph", text.replace("\n", " ").replace("（", "("))]


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("市场规模为107亿美元。预计未来五年将保持高速增长。", "预计增长。"),
        ("收入构成", "云业务收入占比15%左右，为最大的一块业务。"),
        (
            "多模态大模型产业链全景梳理（按产业链环节）",
            "多模态大模型产业链是一个庞大而复杂的系统,涵盖了从硬件设施到软件开发的各个环节。",
        ),
        ("全年营业收入较上年同期实现了较快的增长", "1. 云业务收入增长12%"),
        ("全年营业收入较上年同期实现了较快的增长", "（一）云业务收入"),
        ("Total revenue for the year 2024 in millions 1,234", "Operating income 200"),
        ("指标\t2023年\t2024年\t同比增长率（百分比）合计", "营收\t100\t110\t10%"),
    ],
)
def test_what_does_not_go_on(line, following):
    assert not continues(line, following)


def test_addresses_are_no_prose_but_spans_stay_literal():
    document = read_plain("r.txt", "数据见 https://example.com/2024/12 ，增长[5%]{#g}。")
    assert "2024" not in document.folded
    assert "[5%]{#g}" in document.folded
    assert document.marks == ()
    assert document.language == "zh"


def test_what_a_template_fills_in_later_is_no_prose():
    document = read_plain("a.txt", "Margin of {{ margin_2024 }}% and ${cost_5}, {} or {12} {kg}.")
    assert " ".join(document.folded.split()) == "Margin of % and , {} or {12} {kg}."


def test_width_counts_cells():
    assert width("a中，") == 5


@given(st.text(alphabet=st.sampled_from("中文a1,，。（） \r\n\t增5%-."), max_size=80))
def test_blocks_are_in_order_disjoint_and_hold_every_visible_character(text):
    document = read_plain("r.txt", text)
    covered, done = set(), 0
    for block in document.blocks:
        assert done <= block.span.start < block.span.end
        done = block.span.end
        covered.update(range(block.span.start, block.span.end))
        assert "\n" not in document.folded[block.span.start : block.span.end]
    assert all(char.isspace() or index in covered for index, char in enumerate(text))


def test_the_sample_report_is_mended():
    if not SEEDS.exists():
        pytest.skip("the sample reports are not here")
    document = read_plain("cic.txt", (SEEDS / "cic.txt").read_text("utf-8"))
    joined = [
        document.folded[b.span.start : b.span.end]
        for b in document.blocks
        if "80.7%" in document.text[b.span.start : b.span.end]
    ]
    assert len(joined) == 1
    assert joined[0].startswith("在技术日趋成熟")
