"""Markdown: structure, what is blank, marks, and time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.model.finding import InputError
from claimlint.model.text import Cell
from claimlint.sources.markdown import read_markdown
from claimlint.sources.plain import read_plain


def blocks(text):
    document = read_markdown("r.md", text)
    return [(block.kind, document.folded[block.span.start : block.span.end].split()) for block in document.blocks]


def folded(text):
    return " ".join(read_markdown("r.md", text).folded.split())


def test_structure_with_sections():
    text = "# 一\n\n甲段。\n\n## 二 {#two}\n\n- 乙项\n- 丙项\n\n> 引文\n\n# 三\n\nTable: 表1\n"
    document = read_markdown("r.md", text)
    assert [(b.kind, b.section) for b in document.blocks] == [
        ("heading", -1),
        ("paragraph", 0),
        ("heading", 0),
        ("item", 2),
        ("item", 2),
        ("quote", 2),
        ("heading", -1),
        ("caption", 6),
    ]
    assert document.marks == ()  # {#two} names the heading
    assert "two" not in document.folded


def test_table_cells_know_their_place():
    text = "| 年 | 额 |\n|---|--:|\n| 2024 | [5]{#k} |\n||3|\n|  | 4 |\n\na | b\n--|--\n1 | 2\n"
    document = read_markdown("r.md", text)
    cells = {document.folded[b.span.start : b.span.end].strip(): b.cell for b in document.blocks}
    assert cells == {
        "年": Cell(0, 0, 0),
        "额": Cell(0, 0, 1),
        "2024": Cell(0, 1, 0),
        "5": Cell(0, 1, 1),
        "3": Cell(0, 2, 1),
        "4": Cell(0, 3, 1),
        "a": Cell(1, 0, 0),
        "b": Cell(1, 0, 1),
        "1": Cell(1, 1, 0),
        "2": Cell(1, 1, 1),
    }


@pytest.mark.parametrize(
    ("raw", "prose"),
    [
        ("增长`12%`了", "增长 了"),
        ("``a ` 1`` b", "b"),
        ('[报告](https://a.cn/2024 "t 5")增长', "报告 增长"),
        ("![图3](x_2024.png){width=50%} 后", "图3 后"),
        ("[a][ref] b\n\n[ref]: http://x.cn/9", "a b"),
        ("[a][1999] b", "[a][1999] b"),  # no such label is defined
        ("达**107**亿与*强*、__粗__", "达 107 亿与 强 、 粗"),
        ("**$20**至**$0.1**", "$20 至 $0.1"),
        ("3*4与2 * 3和snake_case_1", "3*4与2 * 3和snake_case_1"),
        ("从$20降至$0.1", "从$20降至$0.1"),
        ("$20 to $0.1 in A$ terms", "$20 to $0.1 in A$ terms"),
        ("令$x^2=4$，$$y=5$$ 则", "令 ， 则"),
        ("~10%和~20%", "~10%和~20%"),
        ("~~旧值5%~~新值6%", "新值6%"),
        (r"US\$20与3\*4", "US $20与3 *4"),
        ("a<br>b <b>5</b> <!-- 6 --> 7", "a b 5 7"),
        ("若a<5且b>3", "若a<5且b>3"),
        ("<https://a.cn/5> 与 https://b.cn/6/7。", "与 。"),
        ("增长[@li2020, p. 5]与[^3]。", "增长 与 。"),
        ("{{< video 5 >}} 后", "后"),
        ("收入{{ revenue_2024 }}亿元", "收入 亿元"),
        ("up {% if 5 %} to <%= 12.5 %>% and ${price[2]}", "up to % and"),
        ("增长{growth:.1f}%，{2024}年", "增长 %，{2024}年"),
        ("[5%]{.underline}高", "5% 高"),
        ("好![5%]{.x}高", "好! 5% 高"),
        ("[未闭合]{#x 高", "[未闭合]{#x 高"),
        ("---\ntitle: 2024\n---\n\n正文", "正文"),
        ("```py\n12\n```\n文", "文"),
        ("::: {.note}\n内容5%\n:::\n", "内容5%"),
        ("<!-- 12\n\n13 -->\n文", "文"),
        ("1. 甲\n2. 乙", "甲 乙"),
        ("- [x] 完成5%", "完成5%"),
        ("> 甲\n> 乙", "甲 乙"),
    ],
)
def test_what_is_no_prose_is_blank(raw, prose):
    assert folded(raw) == prose


def test_html_tables_are_parted_at_their_cells():
    assert blocks("<table><tr><td>12%</td><td>5</td></tr></table>\n") == [("paragraph", ["12%"]), ("paragraph", ["5"])]
    assert blocks("<script>\nvar a = 12;\n</script>\n") == []


def test_marks_have_words_attributes_and_places():
    text = '# 题\n\n为[107亿美元]{#m24 metric=revenue scope="a b" .x}，达[**80.7%**]{#g}。\n'
    document = read_markdown("r.md", text)
    first, second = document.marks
    assert (first.id, text[first.span.start : first.span.end]) == ("m24", "107亿美元")
    assert text[first.outer.start : first.outer.end] == '[107亿美元]{#m24 metric=revenue scope="a b" .x}'
    assert dict(first.attributes) == {"metric": "revenue", "scope": "a b"}
    assert document.folded[second.span.start : second.span.end].strip() == "80.7%"
    assert "m24" not in document.folded
    assert "[" not in document.folded


def test_nested_marks():
    document = read_markdown("r.md", "从[[1亿]{#a}到[2亿]{#b}]{#c}。")
    assert [(m.id, document.text[m.span.start : m.span.end]) for m in document.marks] == [
        ("a", "1亿"),
        ("b", "2亿"),
        ("c", "[1亿]{#a}到[2亿]{#b}"),
    ]


def test_two_marks_of_one_name_are_refused_where_the_second_stands():
    with pytest.raises(InputError) as caught:
        read_markdown("r.md", "😀[1]{#a}\r\n\r\n再[2]{#a}")
    assert str(caught.value).startswith("r.md:3:2: two marks have the id 'a'")


def test_breaks_soft_and_hard():
    document = read_markdown("r.md", "本年度公司实现营业收入合计人民币\r\n107亿元<br>甲  \n乙\\\n丙\n")
    assert document.folded.split("\n")[0].split() == ["本年度公司实现营业收入合计人民币", "107亿元"]
    assert [part.strip() for part in document.folded.split("\n")][1:4] == ["甲", "乙", "丙"]


def test_short_lines_stand_for_themselves():
    assert "\n" in read_markdown("r.md", "收入：100亿元\n净利润：20亿元").folded


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("中1a #*_[]{}()`<>!|-\n\r$~:\\\"'=.&\t😀"), max_size=80))
def test_any_text_is_read_without_moving_a_character(text):
    try:
        document = read_markdown("r.md", text)
    except InputError:
        return
    assert len(document.folded) == len(text)
    done = 0
    for block in document.blocks:
        assert done <= block.span.start <= block.span.end <= len(text)
        done = block.span.end


def test_deep_nesting_is_no_recursion():
    for text in (
        "> " * 5000 + "5%",
        "- " * 5000 + "5%",
        "[" * 20000 + "5%",
        "".join("  " * n + "- a\n" for n in range(300)),
    ):
        assert len(read_markdown("r.md", text).folded) == len(text)


PIECE = "2024年该市场规模为[107亿美元]{.x}，预计2029年将增至2,065亿美元，`x` *a* 达80.7%。"


@pytest.mark.parametrize("read", [read_markdown, read_plain])
def test_ten_megabytes_on_one_line(read):
    text = (PIECE * (10_000_000 // len(PIECE.encode()) + 1))[:10_000_000]
    start = time.process_time()
    document = read("r.md", text)
    assert time.process_time() - start < 60
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "unit", ["_a ", "*a ", "[a](", "]{", "[", "$a ", "`` ` ", "<a ", "<!-- ", "~~", "![", "[a][b", "a_"]
)
def test_time_is_linear_in_what_trips_other_parsers(unit):
    def cost(size):
        text = ("x " + unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        read_markdown("r.md", text)
        return time.process_time() - start

    cost(1000)
    small, large = cost(40_000), cost(320_000)
    assert large < 8 * small * 3 + 0.2
