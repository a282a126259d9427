"""Which periods do not suit the day of the document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claimlint.pipeline import check
from claimlint.settings import Settings


def told(folder: Path, text: str, day: date | None = date(2025, 3, 31)) -> list[tuple[str, str, str]]:
    path = folder / "text.md"
    path.write_text(text, encoding="utf-8")
    found = check([str(path)], Settings(as_of=day, select=("forecast-as-fact", "stale-estimate"))).findings
    return [(f.rule, f.severity.value, f.location.text) for f in found]


@pytest.mark.parametrize(
    ("text", "severity", "period"),
    [
        ("2026年公司营业收入达到了120亿元。", "error", "2026年"),
        ("2026年公司营业收入120亿元。", "warning", "2026年"),
        ("2025年二季度公司营业收入达到了12亿元。", "warning", "2025年二季度"),  # of a fiscal year, perhaps
        ("2025年4月2日，公司股价收于12.3元。", "error", "2025年4月2日"),
        ("In 2026 revenue rose 12% to $3.4 billion.", "error", "2026"),
        ("Revenue was $12m in April 2025.", "error", "April 2025"),
    ],
)
def test_a_later_period_told_as_a_fact(text: str, severity: str, period: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == [("forecast-as-fact", severity, period)]


@pytest.mark.parametrize(
    "text",
    [
        "2025年全年公司营业收入已达到120亿元。",  # the year has begun
        "我们预计营业收入将增长。2026年公司营业收入120亿元。",
        "# 展望\n\n2026年公司营业收入120亿元。",
        "到2030年，非化石能源占比达到25%。",
        "2026财年第一季度收入12亿元。",
        "2026年一季度收入达到了12亿元，2025财年收入达到了40亿元。",
        "公司2028年产能为12万吨。",
        "> 2026年公司营业收入达到了120亿元。",
        "Revenue is due to reach $12m in 2027.",
        "The satellite market grows from $2.4bn in 2023 to $5.1bn in 2030, a CAGR of 11.5%.",
        "By 2026 it reached $20m.",
        'The chief executive said: "In 2027 revenue was $12m, I want to read one day."',
        "On 2026 earnings of $4.10 the shares trade on 12x.",
    ],
)
def test_what_is_open_is_silent(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []


def test_without_a_day_nothing_is_judged(tmp_path: Path) -> None:
    assert told(tmp_path, "2026年公司营业收入达到了120亿元。2019E净利润12亿元。", None) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022E净利润为12亿元。", "2022E"),
        ("We project that revenue will reach $12m in 2022.", "2022"),
        ("| | 2022E | 2026E |\n|---|---|---|\n| 净利润（亿元） | 10 | 15 |", "2022E"),
    ],
)
def test_an_estimate_of_a_year_long_past(text: str, period: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == [("stale-estimate", "warning", period)]


@pytest.mark.parametrize(
    "text",
    [
        "2024E净利润为12亿元。",
        "此前我们的2022E净利润为12亿元。",
        "2022E净利润12亿元，2022A净利润11亿元。",
        "| | 2021E | 2022E |\n|---|---|---|\n| 净利润（亿元） | 10 | 15 |",
        "原预测：\n\n| | 2022E | 2026E |\n|---|---|---|\n| 净利润（亿元） | 10 | 15 |",
        "Our previous estimate for 2022E was $12m.",
    ],
)
def test_old_forecasts_that_are_called_so(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []
