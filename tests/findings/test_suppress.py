"""Marks: what they suppress, and what is found where they are idle, expired or broken."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from claimlint.model.finding import Finding
from claimlint.pipeline import check
from claimlint.settings import Settings

WRONG = "2019年收入{}亿元，2023年收入146亿元，复合增长率7.9%。"
A, B = WRONG.format(100), "2024年利润8亿元，2023年利润4亿元，同比增长30%。"
YOY = "<!-- claimlint: ignore[yoy] why -->"
START = "<!-- claimlint: ignore-start[yoy] why -->"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(text: str, name: str = "r.md", settings: Settings | None = None) -> list[Finding]:
    Path(name).write_text(text, encoding="utf-8")
    report = check([name], settings)
    assert report.failures == ()
    return list(report.findings)


def left(text: str, name: str = "r.md", settings: Settings | None = None) -> list[str]:
    """What is reported, with its line."""
    return [f"{f.location.line} {f.rule}" for f in found(text, name, settings) if f.suppressed is None]


def test_without_marks_all_is_reported() -> None:
    assert left(f"{A}\n\n{B}\n") == ["1 cagr", "3 yoy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<!-- claimlint: ignore[cagr] why -->\n{A}\n\n{B}\n", ["4 yoy"]),
        (f"<!-- claimlint: ignore[cagr] why -->\n\n\n{A}\n", []),
        (f"<!-- claimlint: ignore[growth] why -->\n{A}\n", []),  # the check
        (f"<!-- claimlint: ignore[*] why -->\n{A}\n", []),
        (f"<!-- claimlint: ignore[cagr, yoy] why -->\n{A}\n{B}\n", []),  # one paragraph
        (f"{A} <!-- claimlint: ignore[cagr] why -->\n\n{B}\n", ["3 yoy"]),
        # beside text, a mark is for its own line
        (f"Intro. {YOY}\n{B}\n", ["1 unused-suppression", "2 yoy"]),
        (f"<!-- claimlint: ignore[cagr] why -->\n{YOY}\n{A}\n{B}\n", []),  # marks may be stacked
        (f"> {YOY}\n>\n> {B}\n", []),
        (f"- one\n  {YOY}\n- {B}\n", []),
        (f"{YOY}\n```\ncode\n```\n\n{B}\n", ["1 unused-suppression", "6 yoy"]),
        (
            f"{START}\n{B}\n\n{B.replace('8', '9')}\n<!-- claimlint: ignore-end -->\n",
            [],
        ),
        (f"<!-- claimlint: ignore-start[yoy] a -->\n{B}\n<!-- claimlint: ignore-end[yoy] -->\n\n{A}\n", ["5 cagr"]),
        (f"{B}\n\n{A}\n\n<!-- claimlint: ignore-file[growth] why -->\n", []),
        ("", []),
        ("<!-- claimlint: ignore[yoy] why -->", ["1 unused-suppression"]),
    ],
)
def test_where_a_mark_applies_in_markdown(text: str, expected: list[str]) -> None:
    assert left(text) == expected


def test_a_mark_above_a_table_is_for_the_whole_table() -> None:
    table = (
        "| 年份 | 收入（亿元） | 同比 |\n|---|---|---|\n| 2022 | 100 | |\n| 2023 | 110 | 10% |\n| 2024 | 121 | 30% |\n"
    )
    (finding,) = found(table)
    assert (finding.location.line, finding.check) == (5, "growth")
    assert left(f"<!-- claimlint: ignore[{finding.rule}] why -->\n{table}") == []
    beside = table.replace("30% |", f"30% <!-- claimlint: ignore[{finding.rule}] why --> |")
    assert left(beside) == []


def test_in_a_report_a_mark_reaches_over_the_claim_below_it() -> None:
    first = f"  # claimlint: ignore[cagr] why\n  - >\n    {A[:20]}\n    {A[20:]}\n"
    report = f"report: x\nclaims:\n{first}  - {B} # claimlint: ignore[yoy] why\n"
    assert left(report, "r.yaml") == []


def test_a_mark_above_a_key_does_not_reach_what_is_under_it() -> None:
    report = f"report: x\n# claimlint: ignore[cagr] why\nclaims:\n  - {A}\n"
    assert left(report, "r.yaml") == ["2 unused-suppression", "4 cagr"]


def test_in_text_a_mark_may_stand_bare() -> None:
    assert left(f"claimlint: ignore[cagr] why\n{A}\n\n{B} // claimlint: ignore[yoy] why\n", "r.txt") == []


def test_the_rules_of_a_report_may_be_named() -> None:
    report = "report: x\nclaims:\n  - 占比为[15%]{{#s}}。{}\nrules:\n  - {{id: half, expect: s == 0.5}}\n"
    assert left(report.format(""), "r.yaml") == ["3 half"]
    assert left(report.format(" # claimlint: ignore[half] why"), "r.yaml") == []


def test_facts_may_be_marked() -> None:
    fact = "facts:\n  # claimlint: ignore[stale-fact, half] no newer one\n  - {{id: x, value: 5%, source: s{}}}\n"
    age = ", as_of: 2020-01-01, max_age: 1d"
    Path("f.yaml").write_text(fact.format(age), encoding="utf-8")
    settings = Settings(facts=("f.yaml",))
    assert left("5%\n", settings=settings) == ["2 bad-suppression"]  # no report asks for "half"
    report = "report: x\nclaims:\n  - 占比为[15%]{#s}。\nrules:\n  - {id: half, expect: s == x}\n"
    assert left(report, "r.yaml", settings) == []  # both findings are at the fact
    Path("f.yaml").write_text(fact.format(""), encoding="utf-8")
    assert left(report, "r.yaml", settings) == ["2 unused-suppression"]


def test_the_reason_and_its_author_are_kept() -> None:
    (finding,) = found(f"<!-- claimlint: ignore[cagr]：口径，已重述。 -->\n{A}\n")
    assert finding.suppressed is not None
    assert (finding.suppressed.by, finding.suppressed.reason) == ("inline", "口径，已重述")


@pytest.mark.parametrize(
    "mark",
    [
        "ignore[cagr] until 2026-12-31 waiting",
        "ignore[cagr] until 2026-12-31: waiting",
        "ignore[cagr]: until 2026-12-31, waiting",
        "ignore[cagr] waiting until 2026-12-31",
        "ignore[cagr] waiting (until 2026-12-31)",
    ],
)
def test_a_mark_holds_through_its_last_day(mark: str) -> None:
    import datetime

    text = f"<!-- claimlint: {mark} -->\n{A}\n"
    last = datetime.date(2026, 12, 31)
    (finding,) = found(text, settings=Settings(as_of=last))
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "waiting"
    after = left(text, settings=Settings(as_of=last + datetime.timedelta(days=1)))
    assert after == ["1 expired-suppression", "2 cagr"]
    dated = f"---\ndate: 2027-03-01\n---\n{text}"
    assert left(dated) == ["4 expired-suppression", "5 cagr"]  # the document's own day


@pytest.mark.parametrize(
    ("mark", "rule", "message"),
    [
        ("ignore[cagr]", "unreasoned-suppression", "此标记没有写明理由"),
        ("ignore[cagr] until 2030-01-01", "unreasoned-suppression", "此标记没有写明理由"),
        ("ignore[cagr] reason", "unreasoned-suppression", "此标记没有写明理由"),
        ("ignore[cagr] until 2030-01-01 理由", "unreasoned-suppression", "此标记没有写明理由"),
        ("ignore[cagr] ---", "unreasoned-suppression", "此标记没有写明理由"),
        ("ignore[carg] why", "bad-suppression", "没有名为 carg 的规则；是否为 cagr？"),
        ("ignore why", "bad-suppression", "此标记没有指明规则"),
        ("ignore[] why", "bad-suppression", "此标记没有指明规则"),
        ("ignore[cagr] until 2026-02-30 why", "bad-suppression", "2026-02-30 不是日期"),
        ("disable[cagr] why", "bad-suppression", "disable 不是标记"),
        ("ingore[cagr] why", "bad-suppression", "ingore 不是标记"),
        ("Ignore cagr", "bad-suppression", "Ignore 不是标记"),
        ("disable-line cagr", "bad-suppression", "disable-line 不是标记"),
        ("ignore-line[cagr] why", "bad-suppression", "ignore-line 不是标记"),
        ("ignore-start[cagr] why", "bad-suppression", "这一段没有 ignore-end"),
        ("ignore-end", "bad-suppression", "没有尚未结束的 ignore-start"),
    ],
)
def test_a_mark_without_effect_is_a_finding(mark: str, rule: str, message: str) -> None:
    about, finding = found(f"<!-- claimlint: {mark} -->\n{A}\n")
    assert (about.rule, about.check, about.severity.value, about.language) == (rule, "suppression", "warning", "zh")
    assert message in about.message
    assert about.location.text == f"claimlint: {mark}"
    assert (about.verdict, about.stated, about.formula, bool(about.fingerprint)) == (None, None, None, True)
    assert (finding.rule, finding.suppressed) == ("cagr", None)


@pytest.mark.parametrize("remark", ["figures by J. Li", "checked in March", "", "核对过", "2026 edition"])
def test_other_remarks_are_let_be(remark: str) -> None:
    assert left(f"<!-- claimlint: {remark} -->\n{A}\n") == ["2 cagr"]


def test_each_rule_of_a_mark_must_be_of_use() -> None:
    about, finding = found(f"<!-- claimlint: ignore[cagr, yoy, carg] why -->\n{A}\n")[:2]
    assert [about.rule, finding.rule] == ["bad-suppression", "unused-suppression"]
    assert "没有 yoy 的问题" in finding.message


def test_rules_that_do_not_run_are_passed_over() -> None:
    text = f"<!-- claimlint: ignore[yoy, growth, *] why -->\n{A}\n"
    chosen = ("cagr", "unused-suppression")
    assert left(text, settings=Settings(select=chosen)) == []
    assert left(f"{YOY}\n5%\n", settings=Settings(ignore=("unused-suppression",))) == []


def test_findings_about_marks_are_suppressed_only_by_name() -> None:
    assert left(f"<!-- claimlint: ignore-file[*] why -->\n\n{A}\n\n{YOY}\n") == ["5 unused-suppression"]
    named = "<!-- claimlint: ignore-file[unused-suppression] kept for the next edition -->"
    assert left(f"{named}\n\n{YOY}\n") == []
    assert left(f"{named}\n\n5%\n") == ["1 unused-suppression"]


def test_the_nearest_mark_is_the_one_that_counts() -> None:
    text = f"<!-- claimlint: ignore-file[cagr] far -->\n\n<!-- claimlint: ignore[cagr] near -->\n{A}\n"
    (far, finding) = found(text)
    assert far.rule == "unused-suppression"
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "near"


def test_a_source_that_is_quoted_is_judged_with_itself() -> None:
    Path("source.md").write_text(f"应用市场占比为15%。{YOY}\n", encoding="utf-8")
    assert left("report: x\nsource: source.md\nclaims:\n  - 应用市场占比为15%。\n", "r.yaml") == []


def test_many_marks_are_read_in_linear_time() -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        found(
            "\n".join(f"<!-- claimlint: ignore-start[{'yoy' if n % 2 else '*'}] why -->\n{YOY}\n" for n in range(times))
        )
        return time.process_time() - start

    seconds(10)
    assert seconds(1_600) < 16 * seconds(200) + 0.5
