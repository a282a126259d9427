"""Which values a word of an extreme is set against."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.model.claim import Claim
from claimlint.reading import read_claims, read_source
from claimlint.settings import Settings


def words_in(folder: Path, text: str) -> list[Claim]:
    path = folder / "text.md"
    path.write_text(text, encoding="utf-8")
    claims = read_claims(read_source(str(path), Settings()).document, Settings(), [])
    return [claim for claim in claims if claim.cues & {"peak", "record"}]


def texts(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.quantity.text for claim in claims]


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("2021—2023年收入分别为10亿元、15亿元、12亿元，2022年达到峰值。", ["15亿元", "10亿元", "12亿元"]),
        ("Sales were $10m in 2021, $9m in 2022 and $15m in 2023, having bottomed in 2022.", ["$9m", "$10m", "$15m"]),
        ("2019年毛利率为33%，2022年毛利率为34%。2024年毛利率为35%，创2019年以来新高。", ["35%", "34%"]),
        ("2022年利润9亿元，2019年利润8亿元。2024年利润12亿元，为近三年最高水平。", ["12亿元", "9亿元"]),
        ("In 2018 output was 12 tonnes, in 2021 output was 14 tonnes. In 2024 output was 15 tonnes, a record high.",
         ["15 tonnes", "12 tonnes", "14 tonnes"]),
    ],
)  # fmt: skip
def test_the_value_that_is_meant_comes_first(text: str, among: list[str], tmp_path: Path) -> None:
    (word,) = words_in(tmp_path, text)
    assert texts(word.among[0]) == among


@pytest.mark.parametrize(
    "text",
    [
        "2022年利润9亿元。2024年利润12亿元，距2018年以来新高仍有差距。",  # it is not called one
        "2022年四季度利润9亿元。2024年一季度利润12亿元，创2018年以来同期新高。",  # no other first quarter
        "2023年利润按不变价计算为9亿元。2024年利润12亿元，创2018年以来新高。",  # on another basis
        "2023年利润9亿元。2024年一季度利润2亿元，创2018年以来新高。",  # a quarter is no year
        "2023年利润9亿元。2024年利润12亿元，收入创2018年以来新高。",  # of something else
        "2021—2023年收入分别为10亿元、15亿元、12亿元，尚未在2022年见顶。",
        "Sales could have peaked in 2022.",
    ],
)
def test_what_cannot_be_compared_is_left_alone(text: str, tmp_path: Path) -> None:
    assert words_in(tmp_path, text) == []


def test_a_table_gives_the_row(tmp_path: Path) -> None:
    table = "| 年份 | 2021年 | 2022年 | 2023年 |\n|---|---|---|---|\n| 产量（万吨） | 31 | 35 | 38 |\n"
    (word,) = words_in(tmp_path, f"产量于2022年达到峰值。\n\n{table}")
    assert texts(word.among[0]) == ["35", "31", "38"]
