"""report.yaml: what it says, where it says it, and every way to write it wrongly."""

import json
import time
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import claimlint.sources
from claimlint.model.finding import InputError
from claimlint.sources.report import ReportRule, is_report, read_report
from claimlint.sources.report_schema import json_schema

GOOD = """\
report: 全球大模型行业
source: report.md
as_of: 2026-01-15
facts: [facts/companies.yaml]
use: [growth, totals]
claims:
  - 2024年该市场规模为[107亿美元]{#m24 metric=market_size}，年复合增长率达[80.7%]{#g}。  # a remark
  - |
    行一[5%]{#a k="v w"}
    行二
  - "他说\\"[6%]{#b}\\"。"
  - 'it''s [7%]{#c}'
rules:
  - cagr(m24, m29) == g
  - id: price-fall
    expect: "a < b"
    why: The price list.
    severity: warning
"""


def words(document, spans):
    return [document.text[span.start : span.end] for span in spans]


def test_a_whole_report():
    report = read_report("folder/r.yaml", GOOD)
    document = report.document
    assert (report.name, report.source, report.document.as_of) == (
        "全球大模型行业",
        "folder/report.md",
        date(2026, 1, 15),
    )
    assert report.facts == ("folder/facts/companies.yaml",)
    assert report.use == ("growth", "totals")
    assert document.text == GOOD
    assert document.language == "zh"
    assert words(document, [block.span for block in document.blocks]) == [
        "2024年该市场规模为[107亿美元]{#m24 metric=market_size}，年复合增长率达[80.7%]{#g}。",
        '行一[5%]{#a k="v w"}\n    行二',
        '他说\\"[6%]{#b}\\"。',
        "it''s [7%]{#c}",
    ]
    assert {mark.id: words(document, [mark.span])[0] for mark in document.marks} == {
        "m24": "107亿美元",
        "g": "80.7%",
        "a": "5%",
        "b": "6%",
        "c": "7%",
    }
    assert dict(document.marks[0].attributes) == {"metric": "market_size"}
    assert report.rules == (
        ReportRule("rule-1", "cagr(m24, m29) == g", "", report.rules[0].span),
        ReportRule("price-fall", "a < b", "The price list.", report.rules[1].span, "warning"),
    )
    assert words(document, [rule.span for rule in report.rules]) == ["cagr(m24, m29) == g", "a < b"]


def test_only_the_passages_are_prose():
    folded = read_report("r.yaml", GOOD).document.folded
    words = ["2024年该市场规模为", "107亿美元", "，年复合增长率达", "80.7%", "。", "行一", "5%", "行二"]
    assert folded.split() == [*words, "他说", '"', "6%", '"。', "it", "'s", "7%"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places_hold_with_other_line_breaks_and_emoji(newline):
    text = newline.join(["report: 😀", "claims:", "- 😀增长[5%]{#g}，", "  共[6%]{#h}", ""])
    document = read_report("r.yaml", text).document
    assert words(document, [mark.span for mark in document.marks]) == ["5%", "6%"]
    assert document.locate(document.marks[1].span).line == 4
    assert "\n" not in document.folded[document.blocks[0].span.start : document.blocks[0].span.end]


def test_scalars_stay_as_written():
    document = read_report("r.yaml", "report: no\nclaims:\n- 12:30:45\n- 1e3\n- 017\n- 2024-01-01\n- ~\n").document
    assert words(document, [block.span for block in document.blocks]) == ["12:30:45", "1e3", "017", "2024-01-01", "~"]


def test_one_name_may_stand_without_a_list():
    report = read_report("r.yaml", "report: x\nclaims: [a]\nfacts: f.yaml\nuse: growth\n")
    assert (report.facts, report.use) == (("f.yaml",), ("growth",))


def test_facts_may_stand_in_the_report_itself():
    report = read_report("d/r.yaml", "report: x\nclaims: [a]\nfacts:\n- f.yaml\n- {id: a, value: 5%, source: s}\n")
    assert report.facts == ("d/r.yaml", "d/f.yaml")


HEAD = "report: x\nclaims:\n"

BAD = [
    ("", "1:1", "needs the keys"),
    ("just text", "1:1", "needs the keys"),
    ("report: x\n", "1:1", "'claims' is missing"),
    ("claims: [a]\n", "1:1", "'report' is missing"),
    ("report: x\nclaim:\n- a\n", "2:1", "did you mean 'claims'?"),
    (HEAD + "- a\nsorce: y\n", "4:1", "did you mean 'source'?"),
    (HEAD + "- a\nrules:\n- expct: x\n", "5:3", "did you mean 'expect'?"),
    (HEAD + "- a\nrules:\n- why: x\n", "5:3", "'expect' is missing"),
    ("report: x\nreport: y\n", "2:1", "duplicate key 'report' (the first is on line 1)"),
    (HEAD + "- 预计增长: 5%\n", "3:3", "in quotes"),
    (HEAD + "- a: b: c\n", "3:7", "in quotes"),
    (HEAD + "- [107亿]{#m}，增长\n- b\n", "3:3", "in quotes"),
    (HEAD + "- [107亿]\n", "3:3", "in quotes"),
    (HEAD + "- {a}增长\n", "3:3", "in quotes"),
    (HEAD + "- %增长\n", "3:3", "in quotes"),
    (HEAD + "- @增长\n", "3:3", "in quotes"),
    (HEAD + "- `增长`\n", "3:3", "in quotes"),
    (HEAD + "- *强调*增长\n", "3:3", "in quotes"),
    (HEAD + "- !x 增长\n", "3:3", "in quotes"),
    (HEAD + "- 达[107 #1]{#m}\n", "3:9", "comment"),
    (HEAD + "-\n", "3:2", "empty claim"),
    ("report: x\nclaims: []\n", "2:9", "at least 1 item"),
    ("report: x\nclaims: text\n", "2:9", "list"),
    (HEAD + "- a\nas_of: 20260115\n", "4:8", "not a date"),
    (HEAD + "- a\nas_of: 2026-02-30\n", "4:8", "not a date"),
    (HEAD + "- a\nlanguage: de\n", "4:11", "'zh' or 'en'"),
    (HEAD + "- a\nrules:\n- expect: x\n  severity: note\n", "6:13", "'error' or 'warning'"),
    (HEAD + "- a\nrules:\n- {id: a, expect: x}\n- {id: a, expect: y}\n", "6:3", "two rules have the id 'a'"),
    (HEAD + "- a\nrules:\n- expect: [x]\n", "5:11", "valid string"),
    (HEAD + "- 数[1]{#a}[2]{#a}\n", "3:11", "two marks have the id 'a'"),
    (HEAD + "- a\n---\nreport: y\n", "4:1", "second YAML document"),
    (HEAD + '- "a\n', "4:1", "not valid YAML"),
    (HEAD + "\t- a\n", "3:1", "not valid YAML"),
    ("? [a]\n: b\nreport: x\n", "1:3", "a key must be a word"),
    ("facts:\n- id: a\n", "1:1", "a file of facts"),
    ("report: &a [x]\nclaims: *a\n", "1:9", "anchors"),
    ("a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nreport: *c\n", "1:4", "anchors"),
    ("report: " + "[" * 100_000, "1:40", "nested deeper"),
    ("report: " + "{a: " * 5_000, "1:130", "nested deeper"),
]


@pytest.mark.parametrize(("text", "place", "hint"), BAD)
def test_what_is_wrong_gets_one_line_with_its_place_and_a_hint(text, place, hint):
    with pytest.raises(InputError) as caught:
        read_report("r.yaml", text)
    message = str(caught.value)
    assert message.startswith(f"r.yaml:{place}: ")
    assert hint in message
    assert "\n" not in message


def test_a_control_character_is_one_line_too():
    with pytest.raises(InputError, match=r"^r\.yaml: not valid YAML: "):
        read_report("r.yaml", 'report: "\x01"\n')


def test_ten_megabytes_on_one_line():
    text = HEAD + "- " + "规模为[107亿]{.m}，增长5%；" * 600_000
    start = time.process_time()
    report = read_report("r.yaml", text)
    assert time.process_time() - start < 60
    assert len(report.document.blocks) == 1


def test_the_sniff_looks_at_top_level_keys():
    assert is_report("# x\nclaims:\n- a\n")
    assert is_report("report : x\n")
    assert not is_report("facts:\n- claims: x\n  report: y\n")
    assert not is_report("on: push\njobs: {}\n")


def test_the_committed_schema_is_current():
    committed = Path(claimlint.sources.__file__).with_name("report.schema.json").read_text("utf-8")
    assert committed == json_schema()


def test_the_schema_accepts_what_is_read_and_refuses_what_is_not():
    schema = json.loads(json_schema())
    good = {"report": "x", "claims": ["a"], "rules": ["a == b", {"expect": "c == d", "why": "w"}], "use": "growth"}
    jsonschema.validate(good, schema)
    for bad in ({"report": "x"}, {**good, "claim": []}, {**good, "rules": [{"expct": "x"}]}, {**good, "claims": []}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)
