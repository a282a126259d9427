"""Numbers that markup cuts in two."""

from __future__ import annotations

import pytest

import claimlint

LEVELS = "2023年收入10.0亿元，2024年收入12.0亿元，同比增长"


@pytest.mark.parametrize("stated", ["**18**.6%", "18<b>.6</b>%", "18.**6%**", "1**8.6%**"])
def test_the_second_half_is_no_number_of_its_own(stated: str) -> None:
    report = claimlint.check(f"{LEVELS}{stated}。", name="a.md")
    assert report.findings == ()


def test_markup_is_no_part_of_what_is_shown() -> None:
    (finding,) = claimlint.check(f"{LEVELS}**18.6**%。", name="a.md").findings
    assert "18.90%–21.11%" in finding.message
    assert finding.fixes[0].title == "将18.6%改为20.0%"
    assert finding.fixes[0].edits[0].text == "20.0"
