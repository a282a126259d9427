"""One root, one finding: the number whose change repairs several relations is found, and no other is blamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.model.finding import Finding
from claimlint.pipeline import check


def findings_in(folder: Path, text: str) -> list[Finding]:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8")
    return list(check([str(path)]).findings)


def test_the_root_is_named_once_with_what_it_breaks(tmp_path: Path) -> None:
    text = "2024年营业收入由98亿元增至170亿元，增长9.2%，净利润10.7亿元，净利率10%。"
    (finding,) = findings_in(tmp_path, text)
    assert finding.location.text == "170亿元"
    assert finding.would_pass == "106–108亿元"
    assert {related.location.text for related in finding.related} == {"9.2%", "10%", "98亿元", "10.7亿元"}
    assert len(finding.notes) == 2


@pytest.mark.parametrize(
    "text",
    [
        # no revenue gives both a growth of 70% and a margin of 30%
        "2024年营业收入由98亿元增至107亿元，增长70%，净利润10.7亿元，净利率30%。",
        # nor is there one number in both
        "收入由100亿元增至110亿元，增长30%。毛利20亿元，营业收入40亿元，毛利率80%。",
    ],
)
def test_two_wrong_numbers_stay_two_findings(tmp_path: Path, text: str) -> None:
    found = findings_in(tmp_path, text)
    assert len(found) == 2
    assert all(finding.location.text.endswith("%") for finding in found)


def test_a_number_that_another_relation_confirms_is_not_blamed(tmp_path: Path) -> None:
    """The margin of 10% says that 107 is right, so that growth and difference are told apart."""
    text = "2024年营业收入由98亿元增至107亿元，增长20%，增加19.6亿元，净利润10.7亿元，净利率10%。"
    found = findings_in(tmp_path, text)
    assert found
    assert not any(finding.location.text == "107亿元" for finding in found)
