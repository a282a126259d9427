"""Quotes: found whatever the spacing and width, and when missing, what was changed."""

import time

from claimlint.claims.nearest import nearest
from claimlint.claims.quotes import find_quotes
from claimlint.model.finding import Severity
from claimlint.sources.markdown import read_markdown
from claimlint.sources.plain import read_plain
from claimlint.sources.report import read_report

SOURCE = """\
行业规模

在用户付费意愿提升的驱动下，全球大模型市场（按基

于模型的收入口径计) 迎来爆发式增长。据测算, 2024 年该市场规模为 107 亿美元, 预计 2029 年将增至 ２,065 亿美元,
年复合增长率 (CAGR) 达 80.7%。
其中，应用市场占比为15%，服务市场占比为2.5%。应用市场占比为15%，与上年持平。
"""
ENGLISH = "Revenue grew to $1.2 billion in\n2024, up 12% from the prior year. Costs fell 5% as planned."


def look_up(claims, source=SOURCE, read=read_plain):
    text = "report: x\nclaims:\n" + "".join(f"  - {claim}\n" for claim in claims)
    document = read("s.txt", source)
    outcome = find_quotes(read_report("r.yaml", text).document, document)
    places = {}
    for quote in outcome.quotes:
        places[quote.mark or len(places)] = [document.text[place.start : place.end] for place in quote.places]
    return places, outcome.findings


def test_a_passage_is_found_in_any_width_and_spacing():
    places, findings = look_up(
        [
            "2024年该市场规模为[107亿美元]{#m24}，预计2029年将增至[2,065亿美元]{#m29}，年复合增长率（CAGR）达[80.7%]{#g}。"
        ]
    )
    assert findings == ()
    assert places["m24"] == ["107 亿美元"]
    assert places["m29"] == ["２,065 亿美元"]
    assert places["g"] == ["80.7%"]


def test_a_passage_is_found_over_a_page_break():
    places, findings = look_up(["全球大模型市场（按基于模型的收入口径计）迎来爆发式增长"])
    assert findings == ()
    assert places[0] == ["全球大模型市场（按基\n\n于模型的收入口径计) 迎来爆发式增长"]


def test_a_passage_is_bound_to_all_its_places():
    places, findings = look_up(["应用市场占比为[15%]{#s}"])
    assert findings == ()
    assert len(places[0]) == 2
    assert places["s"] == ["15%", "15%"]


def test_english_words_keep_apart():
    places, findings = look_up(
        ["Revenue grew to [$1.2 billion]{#r} in 2024, up [12%]{#g} from the prior year."], ENGLISH
    )
    assert findings == ()
    assert places["r"] == ["$1.2 billion"]
    _, findings = look_up(["Revenue grewto $1.2 billion in 2024"], ENGLISH)
    assert len(findings) == 1


def test_markdown_markup_in_the_source_does_not_matter():
    source = "2024年该市场规模为**107亿美元**，预计[将增至](http://a.cn/1)2,065亿美元。"
    places, findings = look_up(["2024年该市场规模为[107亿美元]{#m}，预计将增至2,065亿美元。"], source, read_markdown)
    assert findings == ()
    assert places["m"] == ["107亿美元"]


def test_changed_digits_are_named_at_the_mark():
    _, (finding,) = look_up(
        ["2024年该市场规模为[170亿美元]{#m24}，预计2029年将增至2,065亿美元，年复合增长率（CAGR）达80.7%。"]
    )
    assert (finding.rule, finding.check, finding.severity, finding.verdict) == ("quote", "quote", Severity.ERROR, None)
    assert finding.language == "zh"
    assert finding.location.text == "170亿美元"
    assert finding.location.line == 3
    assert "原文为“107亿美元”，此处为“170亿美元”" in finding.message
    (related,) = finding.related
    assert related.location.path == "s.txt"
    assert "2024 年该市场规模为 107 亿美元" in related.location.text


def test_changed_digits_without_a_mark_and_in_english():
    _, (finding,) = look_up(["Revenue grew to $1.2 billion in 2024, up 21% from the prior year."], ENGLISH)
    assert finding.language == "en"
    assert finding.location.text == "21%"
    assert 'source says "12%", here "21%"' in finding.message


def test_every_changed_number_is_listed():
    _, (finding,) = look_up(
        ["2024年该市场规模为[106亿美元]{#a}，预计2029年将增至[2,056亿美元]{#b}，年复合增长率（CAGR）达80.7%。"]
    )
    assert "107亿美元" in finding.message
    assert len(finding.notes) == 1
    assert "2,065亿美元" in finding.notes[0]


def test_changed_words_are_shown_too():
    _, (finding,) = look_up(["其中，应用市场比重为15%，服务市场占比为2.5%。"])
    assert "占比" in finding.message
    assert "比重" in finding.message


def test_what_is_nowhere_has_no_nearest_passage():
    _, (finding,) = look_up(["一段完全无关的话：香蕉的产地在热带。"])
    assert finding.message == "原文中找不到这段话"
    assert finding.related == ()


def test_a_mark_of_a_missing_passage_is_not_found_inside_a_longer_number():
    places, _ = look_up(["服务市场份额达到了[5%]{#a}，也就是[2.5%]{#b}。"])
    assert places["a"] == []
    assert places["b"] == ["2.5%"]


def test_an_empty_source():
    places, findings = look_up(["增长[5%]{#g}"], "")
    assert places == {0: [], "g": []}
    assert len(findings) == 1


def test_many_missing_passages_in_a_long_source_take_linear_time():
    source = "".join(f"第{n}家公司的营业收入为{n * 37 % 1000}亿元，同比增长{n % 90}%。\n" for n in range(40_000))
    claims = [f"第{n}家公司的营业收入为{n * 37 % 1000 + 1}亿元，同比增长{n % 90}%。" for n in range(0, 2000, 10)]
    start = time.process_time()
    _, findings = look_up(claims, source)
    assert time.process_time() - start < 30
    assert len(findings) == 200


def test_nearest_needs_some_likeness():
    assert nearest(["abcdefgh"], "zzzzzzzz") == [None]
    assert nearest(["abc"], "") == [None]
