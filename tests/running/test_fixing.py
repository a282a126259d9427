"""Which findings have a fix, which of them are safe, and what a text says when they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimlint
from claimlint import Fix
from claimlint.checks import registry
from claimlint.model.check import Breaks
from claimlint.rules.load import load_rules

_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
YOY = "2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fixes(text: str, *, name: str = "a.md") -> list[Fix]:
    report = claimlint.check(text, name=name, isolated=True)
    assert not report.errors
    return [fix for finding in report.findings for fix in finding.fixes]


def fixed(text: str, *, unsafe: bool = False, name: str = "a.md") -> str:
    done = claimlint.fix(text, unsafe=unsafe, name=name, isolated=True)
    return done.texts.get(name, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (YOY, YOY.replace("18.6", "15.4")),
        (YOY.replace("18.6%", "１８．６％"), YOY.replace("18.6%", "１５．４％")),
        ("2024年收入100亿元，2023年收入71亿元，同比增长三成。", "2024年收入100亿元，2023年收入71亿元，同比增长四成。"),
        (
            "2024年市场规模为107亿美元，2029年将增至2,065亿美元，年复合增长率约82.7%。",
            "2024年市场规模为107亿美元，2029年将增至2,065亿美元，年复合增长率约80.8%。",
        ),
        (
            "Revenue grew from $12.3 million in 2022 to $15.1 million in 2023, up 25% year over year.",
            "Revenue grew from $12.3 million in 2022 to $15.1 million in 2023, up 23% year over year.",
        ),
        ("创新药收入19.8亿元，占总收入52.1亿元的48%。", "创新药收入19.8亿元，占总收入52.1亿元的38%。"),
        ("毛利率由30%提高到36%，提高9个百分点。", "毛利率由30%提高到36%，提高6个百分点。"),
        ("营业收入200亿元，毛利60亿元，毛利率32%。", "营业收入200亿元，毛利60亿元，毛利率30%。"),
    ],
)
def test_a_derived_number_is_repaired_in_its_own_style(text: str, expected: str) -> None:
    (fix,) = fixes(text)
    assert fix.safety == "safe"
    assert fixed(text) == expected
    assert claimlint.check(expected, name="a.md", isolated=True).at_least("warning") == ()
    assert fixed(expected) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("集成电路收入1515亿元，分立器件收入550亿元，合计2165亿元。", "an item may be the wrong one"),
        ("三年收入分别增长10.2%、12.1%和8.3%，累计增长45.3%。", "a warning"),
        ("出口3.58万亿美元，进口2.59万亿美元，顺差9,090亿美元。", "the inputs are not so precise"),
        ("$3.31bn over 11,850 staff: revenue per employee came to 363,122 dollars.", "the inputs are not so precise"),
        ("2024年收入31.2亿元，2023年收入12.0亿元，同比增长10.0%。", "13.2 in place of 31.2 would explain it"),
        ("2024年营业收入14.2亿元，同比增长超过18.6%，2023年营业收入12.3亿元。", "a bound"),
        (
            "| 项目 | 2024年 |\n|---|---|\n| 营业收入（亿元） | 24.9 |\n\n2024年营业收入为29.4亿元。",
            "the table may be the wrong one",
        ),
    ],
)
def test_what_may_be_wrong_elsewhere_is_for_review(text: str, why: str) -> None:
    found = fixes(text)
    assert {fix.safety for fix in found} <= {"review"}, why
    assert fixed(text) == text
    if found:
        assert fixed(text, unsafe=True) != text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024年销量31万台，其中出口35万台。", "of a whole and its part either may be wrong"),
        ("收入占比：东部52%，西部23%，南部35%，合计100%。", "all is all"),
        ("2024年海川股份营业收入为24.86亿元。报告期内，2024年海川股份营业收入为28.46亿元。", "two inputs"),
        ("会议定于2026年3月2日（周二）召开。", "the date may be wrong as well"),
        ("公司共有研发人员1200人，研发人员占比18%，员工总数为5,000至6,000人。", "no value is the nearest"),
        ("2024年营业收入12.0亿元，同比增长18.6%，2023年营业收入12.3亿元。", "growth would have to be a fall"),
        ("2024年营业收入14.2亿元，同比增长1**8**.6%，2023年营业收入12.3亿元。", "markup inside the digits"),
    ],
)
def test_what_says_nothing_of_its_value_has_no_fix(text: str, why: str) -> None:
    assert fixes(text) == [], why
    assert fixed(text, unsafe=True) == text


def test_a_total_is_safe_where_every_item_is_confirmed() -> None:
    table = (
        "| 业务（亿元） | 国内 | 海外 | 合计 |\n|---|---|---|---|\n| 软件 | 30 | 20 | 50 |\n"
        "| 硬件 | 24 | 16 | 40 |\n| 合计 | 54 | 36 | 95 |\n"
    )
    (fix,) = fixes(table)
    assert fix.safety == "safe"
    assert fixed(table) == table.replace("95", "90")


def test_a_rate_that_agrees_with_another_printing_is_for_review() -> None:
    text = f"摘要：公司2024年营业收入同比增长18.6%。\n\n{YOY}\n\n综上所述，如前所述，2024年营业收入同比增长18.6%。"
    for fix in fixes(text):
        done = text[: fix.edits[0].start] + fix.edits[0].text + text[fix.edits[0].end :]
        left = claimlint.check(done, name="a.md", isolated=True).at_least("warning")
        assert fix.safety == "review" or left == ()


def test_a_passage_that_stands_twice_is_repaired_twice() -> None:
    text = f"{YOY}\n\n{YOY}\n"
    (fix,) = fixes(text)
    assert len(fix.edits) == 2
    assert fixed(text) == text.replace("18.6", "15.4")


def test_what_is_suppressed_is_left_as_it_is() -> None:
    text = f"<!-- claimlint: ignore[yoy] the base was restated -->\n{YOY}\n"
    assert fixed(text, unsafe=True) == text


def test_a_report_yaml_is_repaired_where_its_text_is_plain(folder: Path) -> None:
    plain = "report: 行业\nclaims:\n  - 2024年规模为[107亿元]{#a}，2029年[2,065亿元]{#b}，年复合增长率[82.7%]{#g}。\n"
    assert fixed(plain, name="r.yaml") == plain.replace("82.7", "80.8")
    escaped = plain.replace("  - 2024", '  - "2024').replace("82.7%]{#g}。", '8\\u0032.7%]{#g}。"')
    assert fixed(escaped, unsafe=True, name="r.yaml") == escaped


def test_a_quote_is_not_safely_changed(folder: Path) -> None:
    (folder / "source.md").write_text(YOY, "utf-8")
    text = f"report: 公司\nsource: source.md\nclaims:\n  - {YOY}\n"
    (fix,) = fixes(text, name="r.yaml")
    assert fix.safety == "review"


def test_a_fix_that_spoils_another_number_is_not_safe() -> None:
    # 15.4% would no longer be within the range that the text gives
    text = f"{YOY}增速在18%至19%之间，即18.6%。"
    for fix in fixes(text):
        done = text[: fix.edits[0].start] + fix.edits[0].text + text[fix.edits[0].end :]
        assert fix.safety == "review" or not claimlint.check(done, name="a.md", isolated=True).at_least("warning")


def examples() -> Iterator[object]:
    for rule in load_rules():
        for number, text in enumerate(rule.breaks, start=1):
            yield pytest.param(text, "", id=f"{rule.id}-{number}")
    for name, check in registry().items():
        breaks = (each for each in check.examples if isinstance(each, Breaks))
        for number, each in enumerate(breaks, start=1):
            yield pytest.param(each.text, each.facts, id=f"{name}-{number}")


@pytest.mark.parametrize(("marked", "facts"), list(examples()))
def test_whatever_is_fixed_stays_fixed(marked: str, facts: str, folder: Path) -> None:
    text = _MARKED.sub(r"\1", marked)
    (folder / "facts.yaml").write_text(facts, "utf-8")
    named = ["facts.yaml"] if facts else None
    safe = claimlint.fix(text, name="a.md", isolated=True, facts=named)
    new = safe.texts.get("a.md", text)
    assert not claimlint.fix(new, name="a.md", isolated=True, facts=named).made
    if safe.made:
        assert len(safe.report.at_least("warning")) == len(safe.before.at_least("warning")) - len(safe.made)
    every = claimlint.fix(text, name="a.md", isolated=True, facts=named, unsafe=True)
    for finding in every.made:
        kept = {left.rule for left in every.report.at_least("warning")}
        assert finding.rule not in kept
