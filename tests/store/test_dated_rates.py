"""Rates as facts, for the amounts that a document converts."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from claimlint.pipeline import check
from claimlint.reading import read_claims, read_source
from claimlint.settings import Settings
from claimlint.store.dated_rates import rate_facts
from claimlint.store.rates import _converter


def facts_in(folder: Path, text: str, day: date | None = None) -> list[str]:
    path = folder / "text.md"
    path.write_text(text, encoding="utf-8")
    document = read_source(str(path), Settings()).document
    facts = rate_facts(read_claims(document, Settings(), []), day, document.language)
    return [f"{fact.quantity.unit.id} {fact.period.id if fact.period else None}" for fact in facts]


@pytest.mark.parametrize(
    ("text", "day", "rates"),
    [
        ("2024年3月15日，公司以12.5亿美元（约合人民币90亿元）收购。", None, ["CNY/USD 2024-03"]),
        ("2023年收入12.5亿美元（约合人民币88亿元）。", date(2024, 1, 9),
         ["CNY/USD 2023", "CNY/USD 2024-01", "CNY/USD 2023-12"]),
        ("公司以12.5亿美元（约合人民币90亿元）收购。", None, []),
        ("FY2023 revenue was $1.25 billion (about RMB 9 billion).", None, []),
        ("2024年3月，甲以12.5亿美元（约合人民币80亿元）、乙以25.0亿美元（约合人民币160亿元）成交。", None, []),
        ("2024年3月收入90亿元，利润12亿元。", None, []),
    ],
)  # fmt: skip
def test_rates_of_the_time(text: str, day: date | None, rates: list[str], tmp_path: Path) -> None:
    assert facts_in(tmp_path, text, day) == rates


def test_without_the_extra_a_reference_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "currency_converter", None)
    _converter.cache_clear()
    path = tmp_path / "text.md"
    path.write_text("2024年3月15日，公司以12.5亿美元（约合人民币80亿元）收购。", encoding="utf-8")
    report = check([str(path)])
    _converter.cache_clear()
    assert (report.findings, report.failures) == ((), ())
    assert report.coverage.undecidable == {"needs-reference": 1}
