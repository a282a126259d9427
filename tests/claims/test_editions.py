"""Which facts of two documents are one, and which paragraphs of two languages belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.claims.translations import name_in
from claimlint.model.finding import Report
from claimlint.pipeline import check
from claimlint.settings import Settings


def checked(folder: Path, named: tuple[str, ...] = (), **texts: str) -> Report:
    for name, text in texts.items():
        (folder / f"{name.replace('_', '.')}.md").write_text(text, encoding="utf-8")
    paths = [str(folder / name) for name in named] or [str(folder)]
    return check(paths, Settings())


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/report.zh.md", ("a/report.md", "zh")),
        ("a/report-EN.md", ("a/report.md", "en")),
        ("report_zh-CN.md", ("/report.md", "zh")),
        ("report.md", None),
        ("zh.md", None),
        ("gen.md", None),
    ],
)
def test_the_language_in_a_name(path: str, name: tuple[str, str] | None) -> None:
    assert name_in(path) == name


def test_the_previous_edition_is_read_where_it_is_not_in_the_run(tmp_path: Path) -> None:
    report = checked(
        tmp_path,
        ("new.md",),
        old="2023年公司营业收入为24.86亿元。另有2.1亿元到4亿元。",
        new="---\nprevious: old.md\n---\n\n2023年公司营业收入为24.68亿元。",
    )
    (found,) = report.findings
    assert (found.rule, found.location.text) == ("other-edition", "24.68亿元")
    assert found.related[0].location.path.endswith("old.md")
    assert report.files == 1
    assert report.coverage.checked == 1


def test_a_previous_edition_that_there_is_not_is_told(tmp_path: Path) -> None:
    report = checked(tmp_path, new="---\nprevious: old.md\n---\n\n2023年公司营业收入为24.68亿元。")
    assert [failure.path.endswith("old.md") for failure in report.failures] == [True]


def test_what_was_still_a_forecast_may_change(tmp_path: Path) -> None:
    old = "---\ndate: 2024-10-30\n---\n\n| 项目 | 2023A | 2025E |\n|---|---|---|\n| 营业收入（亿元） | 24.86 | 36.0 |\n"
    new = old.replace("2024-10-30", "2025-03-30\nprevious: old.md").replace("36.0", "34.0")
    assert checked(tmp_path, old=old, new=new).findings == ()
    (found,) = checked(tmp_path, old=old, new=new.replace("24.86", "24.68")).findings
    assert found.location.text == "24.68"


def test_paragraphs_are_paired_section_by_section(tmp_path: Path) -> None:
    chinese = "# 一\n\n收入22亿元，增长12%。\n\n附注。\n\n# 二\n\n利润3.1亿元，占比31%，员工3,210人。"
    english = "# One\n\nRevenue rose 14% to RMB 2.6bn.\n\n# Two\n\nProfit of RMB 31m was 31%; 3,210 people."
    (found,) = checked(tmp_path, report_zh=chinese, report_en=english).findings
    assert (found.rule, found.severity.value, found.location.text) == ("translation", "error", "RMB 31m")
    assert found.likely_cause is not None
    assert "scale" in found.likely_cause


def test_texts_that_are_no_translations_of_each_other_are_left_alone(tmp_path: Path) -> None:
    chinese = "收入22亿元，增长12%。\n\n利润3.1亿元。\n\n员工3,210人。"
    english = "Revenue rose 14% to RMB 2.6bn.\n\nProfit was RMB 5bn.\n\nIt has 800 people."
    assert checked(tmp_path, report_zh=chinese, report_en=english).findings == ()


def test_items_in_two_languages_are_no_pairs(tmp_path: Path) -> None:
    text = "- 出货4.1亿平米，均价0.15元\n- Unit shipments of 4.1bn sqm at RMB 0.15\n"
    assert checked(tmp_path, text=text).findings == ()
