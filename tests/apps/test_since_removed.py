"""``check --since``: marks, rules, facts, sources and settings that an edit took away are findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.apps.cli import main
from tests.apps.repository import Git, put, repository, swap
from tests.apps.test_since import EN, WRONG, commit, found

__all__ = ["repository"]

PEOPLE = """  - id: people
    subject: 中国
    metric: population
    period: 2024
    value: 14.08亿人
    source: 统计公报
"""
REPORT = """report: 市场
source: source.txt
claims:
  - 2024年市场规模为[107亿美元]{#m24}。
  - 2029年将达到[160亿美元]{#m29}，是2024年的[1.5倍]{#times}。
rules:
  - id: grows
    expect: m29 / m24 == times
  - m29 > m24
facts:
  - id: gdp
    subject: 中国
    metric: gdp
    period: 2024
    value: 1349084亿元
    source: 统计公报
"""
REPORT += PEOPLE
SOURCE = "2024年市场规模为107亿美元。\n2029年将达到160亿美元，是2024年的1.5倍。\n"
GONE = [
    (
        "    expect: m29 / m24 == times\n  - m29 > m24\n",
        "    expect: m29 / m24 == times\n",
        "本报告的规则 rule-2 不见了：m29 > m24",
    ),
    ("  - id: grows\n    expect: m29 / m24 == times\n", "", "本报告的规则 grows 不见了：m29 / m24 == times"),
    ("[1.5倍]{#times}", "1.5倍", "标记的数 times 不见了：原文第 5 行的“1.5倍”"),
    ("source: source.txt\n", "", "引文不再与来源核对：原为 source.txt"),
    (
        PEOPLE,
        "",
        "参照值 people 不见了：14.08亿人",
    ),
    ("  - m29 > m24\n", "  - expect: m29 > m24\n    severity: warning\n", "规则 rule-2 降为 warning，用于 report.yaml"),
]


@pytest.fixture
def report(repository: Git) -> Git:
    put("report.yaml", REPORT)
    put("source.txt", SOURCE)
    commit(repository)
    return repository


@pytest.mark.parametrize(("old", "new", "said"), GONE, ids=[said for _, _, said in GONE])
def test_a_report_that_checks_less(
    old: str, new: str, said: str, report: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    assert found(capsys, "--since", "HEAD", "report.yaml", code=0) == []
    swap("report.yaml", old, new)
    if "#times" in old:  # what is left must be readable
        swap("report.yaml", "m29 / m24 == times", "m29 > 1.4 * m24")
    capsys.readouterr()
    findings = found(capsys, "--since", "HEAD", "report.yaml")
    assert [each["message"] for each in findings] == [said]
    assert findings[0]["check"] == "edit"
    assert findings[0]["severity"] == "error"


def test_a_mark_that_is_gone_is_told_where_its_number_is(report: Git, capsys: pytest.CaptureFixture[str]) -> None:
    put("r.md", "2024年市场规模为[107亿美元]{#a}，增长[7%]{#b}。\n")
    commit(report)
    put("r.md", "2024年市场规模为107亿美元，增长[7%]{#c}。\n")
    (finding,) = found(capsys, "--since", "HEAD", "r.md")  # b is called c now
    assert (finding["rule"], finding["location"]["text"]) == ("removed", "107亿美元")
    put("r.md", "本年增长[7%]{#b}。\n")
    put("part.md", "2024年市场规模为[107亿美元]{#a}。\n")
    assert found(capsys, "--since", "HEAD", "r.md", "part.md", code=0) == []
    put("r.md", "<!-- claimlint: ignore-file[removed] the market is another report's -->\n\n增长[7%]{#b}。\n")
    (finding,) = found(capsys, "--since", "HEAD", "r.md", code=0)
    assert finding["suppressed"]["by"] == "inline"


def test_a_report_that_was_deleted(report: Git, capsys: pytest.CaptureFixture[str]) -> None:
    put("plain.md", EN)
    commit(report)
    Path("report.yaml").unlink()
    Path("plain.md").unlink()
    for named in (".", "report.yaml"):
        (finding,) = found(capsys, "--since", "HEAD", named)
        assert finding["message"] == "report.yaml 已删除，其中有3 个标记的数、2 条规则"
    assert main(["check", "--since", "HEAD", ".", "--quiet"]) == 1
    assert "report.yaml:1:1" in capsys.readouterr().out


SETTINGS = [
    ("", "ignore = ['from-to']\n", "规则 from-to 不再用于 r.md"),
    ("", "[severity]\nfrom-to = 'note'\n", "规则 from-to 降为 note，用于 r.md"),
    ("", "[per-file-ignores]\n'*.md' = ['from-to']\n", "规则 from-to 不再用于 r.md"),
    ("fail-on = 'warning'\n", "fail-on = 'error'\n", "fail-on 由 warning 改为 error，能发现的更少了"),
    ("min-checked = 9\n", "", "min-checked 由 9 改为 0，能发现的更少了"),
    ("", "exclude = ['o*.md']\n", "不再检查 other.md"),
    ("", "rounding = 'either'\n", "rounding 由 nearest 改为 either，能发现的更少了"),
    ("rule-packs = ['own.yaml']\n", "", "规则 own-margin 不见了，原用于 other.md和r.md"),
]
PACK = """pack: own
about: margins
rules:
  - id: own-margin
    given: {profit: {metric: gross_profit}, sales: {metric: revenue}, stated: {metric: gross_margin}}
    expect: profit / sales == stated
    why: it is often carried over
    holds: [营业收入200亿元，毛利60亿元，毛利率30%。]
    breaks: ["营业收入200亿元，毛利60亿元，毛利率[[32%]]。"]
"""
RIGHT = WRONG.replace("30%", "100%")


@pytest.mark.parametrize(("old", "new", "said"), SETTINGS, ids=[said for _, _, said in SETTINGS])
def test_a_configuration_that_looks_for_less(
    old: str, new: str, said: str, repository: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    put("own.yaml", PACK)
    put("claimlint.toml", f"as-of = 2025-01-01\n{old}")
    commit(repository, r=RIGHT, other="2025年没有数字。\n")
    put("claimlint.toml", f"as-of = 2025-01-01\n{new}")
    findings = found(
        capsys, "--since", "HEAD", ".", "--config", "min-checked=0" if "min" not in said else "preview=false"
    )
    messages = [each["message"] for each in findings if each["rule"] == "weakened"]
    assert [message.replace("other.md和r.md", "r.md") for message in messages] == [
        said.replace("other.md和r.md", "r.md")
    ]


def test_a_gate_cannot_ignore_the_rule_that_guards_it(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    commit(repository, r=RIGHT)
    put("claimlint.toml", "ignore = ['edit', 'from-to']\n[severity]\nweakened = 'note'\n")
    (finding,) = found(capsys, "--since", "HEAD", ".")
    assert (finding["rule"], finding["severity"]) == ("weakened", "error")
    assert finding["location"]["path"] == "claimlint.toml"
    assert finding["location"]["line"] == 1
    assert "from-to" in finding["message"]
    repository("add", "-A")
    assert len(found(capsys, "--staged", ".")) == 1
    assert found(capsys, "--since", "HEAD", ".", "--ignore", "edit", code=0) == []


def test_facts_that_changed_speak_of_reports_that_did_not(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    fact = "subject: 海川股份, metric: revenue, period: 2024, value: 13760亿元, source: 年报"
    facts = f"facts:\n  - {{id: r, {fact}}}\n"
    put("facts.yaml", facts)
    commit(repository, r="2024年人工智能投入688亿元，占海川股份2024年收入的5%。\n", other=WRONG)
    assert found(capsys, "--since", "HEAD", "r.md", "other.md", "--facts", "facts.yaml", code=0) == []
    put("facts.yaml", facts.replace("13760", "8620.72"))
    findings = found(capsys, "--since", "HEAD", "r.md", "other.md", "--facts", "facts.yaml", "--fail-on", "warning")
    assert [each["location"]["path"] for each in findings] == ["r.md"]
    put("facts.yaml", facts.replace("id: r", "id: s"))
    (finding,) = found(capsys, "--since", "HEAD", "r.md", "--facts", "facts.yaml")
    assert "参照值 r 不见了：13760亿元" in finding["message"]


def test_two_marks_that_are_gone_from_one_place_are_two_findings(
    repository: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(repository, r="# 市场\n\n市场规模[107亿美元]{#a}，增长[7%]{#b}。\n")
    put("r.md", "# 市场\n")
    messages = [each["message"] for each in found(capsys, "--since", "HEAD", ".")]
    assert [message.partition(" 不见了")[0] for message in messages] == ["标记的数 a", "标记的数 b"]


def test_a_configuration_may_say_why_it_looks_for_less(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    put("claimlint.toml", "as-of = 2025-01-01\n")
    commit(repository, r=RIGHT)
    why = "# claimlint: ignore[weakened] profits are told in two currencies here"
    put("claimlint.toml", f"as-of = 2025-01-01\n{why}\nignore = ['from-to']\n")
    (finding,) = found(capsys, "--since", "HEAD", ".", code=0)
    assert finding["suppressed"] == {"by": "inline", "reason": "profits are told in two currencies here"}
    assert main(["check", "--since", "HEAD", "."]) == 0


def test_an_old_finding_of_two_files_is_left_out(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    old = "---\nas_of: 2024-12-31\n---\n\n2023年海川股份营业收入为24.86亿元。\n"
    new = "---\nas_of: 2025-12-31\nprevious: old.md\n---\n\n2023年海川股份营业收入为28.46亿元。\n"
    commit(repository, old=old, new=new)
    assert [each["rule"] for each in found(capsys, ".", "--fail-on", "warning")] == ["other-edition"]
    put("new.md", f"{new}\n本页没有别的数字。\n")
    assert found(capsys, "--since", "HEAD", ".", "--fail-on", "note", code=0) == []
    put("new.md", new.replace("previous: old.md\n", ""))
    (finding,) = found(capsys, "--since", "HEAD", "new.md")
    assert finding["message"] == "文件不再写明 previous，也就不再与 old.md 核对"
    put("new.md", new)
    put("old.md", old.replace("24.86", "26.48"))
    (finding,) = found(capsys, "--since", "HEAD", ".", "--fail-on", "warning")
    assert finding["rule"] == "other-edition"
    assert "old.md:5处由24.86亿元改为26.48亿元" not in finding["message"]  # it was at odds before


def test_a_pack_that_lost_a_rule_or_made_it_milder(repository: Git, capsys: pytest.CaptureFixture[str]) -> None:
    put("rules/own.yaml", PACK)
    put("claimlint.toml", "rule-packs = ['rules/own.yaml']\n")
    commit(repository, r=RIGHT)
    put("rules/own.yaml", PACK.replace("    why:", "    severity: warning\n    why:"))
    (finding,) = found(capsys, "--since", "HEAD", ".")
    assert (finding["message"], finding["location"]["path"], finding["location"]["line"]) == (
        "规则 own-margin 降为 warning，用于 r.md",
        "rules/own.yaml",
        7,
    )
    put("rules/own.yaml", PACK.replace("id: own-margin", "id: other-margin"))
    (finding,) = found(capsys, "--since", "HEAD", ".")
    assert finding["message"] == "规则 own-margin 不见了，原用于 r.md"
