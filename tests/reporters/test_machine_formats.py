"""JSON against the schema of the machine interface; the concise format line by line."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import samples
from jsonschema import Draft202012Validator

from claimlint import __version__
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.finding import Coverage, Failure, Report
from claimlint.model.interval import Interval
from claimlint.model.period import Period, of_year, year_end, years
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Span
from claimlint.model.unit import PERCENT, Kind, Unit
from claimlint.reporters import reporter
from claimlint.reporters.pages import plain

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "contract.schema.json").read_text("utf-8"))


def valid(text: str, answer: str) -> Any:
    data = json.loads(text)
    Draft202012Validator(SCHEMA["$defs"][answer] | {"$defs": SCHEMA["$defs"]}).validate(data)
    return data


def check_json(report: Report) -> Any:
    return valid(reporter("check", "json")(report, color=True, width=80), "check")


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_check(language: str) -> None:
    data = check_json(samples.report(language))
    assert data["version"] == __version__
    assert data["coverage"]["undecidable"] == {"needs-reference": 6, "division-by-zero": 1, "some-new-reason": 2}
    assert len(data["findings"]) == len(samples.report(language).findings)


def test_a_finding() -> None:
    (finding,) = check_json(Report((samples.CAGR,), Coverage()))["findings"]
    assert finding["location"] == {
        "path": "reports/大模型.md",
        "start": 101,
        "end": 106,
        "line": 7,
        "column": 37,
        "end_line": 7,
        "end_column": 42,
        "text": "60.7%",
    }
    assert finding["recomputed"] == {
        "low": "80.5846",
        "high": "80.9402",
        "low_open": False,
        "high_open": False,
        "point": "80.762",
    }
    assert [related["label"] for related in finding["related"]] == ["first", "last", "years"]
    assert finding["fixes"][0]["edits"] == [{"path": "reports/大模型.md", "start": 101, "end": 106, "text": "80.8%"}]
    assert finding["suppressed"] is None


def test_what_does_not_terminate_is_a_quotient() -> None:
    (finding,) = check_json(Report((samples.YOY,), Coverage()))["findings"]
    assert (finding["recomputed"]["high"], finding["recomputed"]["point"]) == ("600/23", "50/3")


def test_a_finding_without_a_relation() -> None:
    (finding,) = check_json(Report((samples.UNUSED,), Coverage()))["findings"]
    assert [finding[key] for key in ("verdict", "stated", "recomputed", "formula")] == [None] * 4
    assert finding["suppressed"] == {"by": "inline", "reason": "kept for the next edition"}


def test_an_unbounded_end_is_null() -> None:
    finding = replace(samples.YOY, stated=Interval(Fraction(5), None, low_open=True), point=None)
    (data,) = check_json(Report((finding,), Coverage()))["findings"]
    assert data["stated"] == {"low": "5", "high": None, "low_open": True, "high_open": False}
    assert data["recomputed"]["point"] is None


def test_failures() -> None:
    data = check_json(Report((), Coverage(), (*samples.FAILURES, Failure("b.md", "empty"))))
    assert data["findings"] == []
    assert data["errors"] == [
        {"path": "reports/broken.yaml", "message": "this is not YAML; is a quotation mark missing?", "line": 3},
        {"path": "b.md", "message": "empty", "line": None},
    ]


class Extraction:
    def __init__(self, *claims: Claim) -> None:
        self.claims = claims
        self.documents = {samples.ZH.path: samples.ZH}
        self.failures = ()


def claim(words: str, unit: Unit, period: Period | None = None, of: Period | None = None) -> Claim:
    where = samples.place(samples.ZH, words)
    span = Span(where.start, where.end)
    value = Interval.point(Fraction(1, 3))
    quantity = Quantity(span, span, words, unit, Qualifier.NONE, value, value, Fraction(1, 1000), None, period=of)
    return Claim(samples.ZH.path, quantity, Role.LEVEL, Place(0, 0, 0, 0), metric="revenue", period=period)


@pytest.mark.parametrize(
    ("made", "period"),
    [
        (claim("60.7%", PERCENT), None),
        (claim("107亿元", Unit("CNY", Kind.MONEY, "CNY"), of_year(2019)), "2019"),
        (claim("2019-2024年", Unit("", Kind.PERIOD, "period"), of_year(2019), of=years(2019, 2024)), "2019/2024"),
        (claim("2024年", Unit("", Kind.PERIOD, "period"), of=year_end(2024)), "2024-12-31"),
    ],
)
def test_extract(made: Claim, period: str | None) -> None:
    text = reporter("extract", "json")(Extraction(made), color=False, width=80)
    (quantity,) = valid(text, "extract")["quantities"]
    assert quantity["period"] == period
    assert quantity["text"] == samples.ZH.text[quantity["start"] : quantity["end"]]
    assert (quantity["ulp"], quantity["stated"]["low"]) == ("0.001", "1/3")


def test_extract_nothing() -> None:
    assert valid(reporter("extract", "json")(Extraction(), color=False, width=80), "extract")["quantities"] == []


def test_concise() -> None:
    text = reporter("check", "concise")(samples.report("en"), color=True, width=20)
    assert text.splitlines() == [
        "reports/cloud.md:3:9: error[yoy] inconsistent as printed: the rate does not follow from the two levels",
        "reports/cloud.md:3:16: warning[sum] the parts do not add up to the total",
        "reports/broken.yaml:3:7: this is not YAML; is a quotation mark missing?",
    ]


def test_concise_is_one_line_each() -> None:
    finding = replace(samples.YOY, message="two\nlines")
    text = reporter("check", "concise")(Report((finding,), Coverage()), color=False, width=80)
    assert text == "reports/cloud.md:3:9: error[yoy] two lines\n"


def test_the_table_has_no_readings_for_periods() -> None:
    made = claim("2019-2024年", Unit("", Kind.PERIOD, "period"), of=years(2019, 2024))
    text = reporter("extract", "table")(Extraction(made), color=False, width=80)
    assert text.splitlines()[2].split() == ["7:21", "2019-2024年", "期间", "2019/2024", "revenue"]
    assert "\x1b[1m" in reporter("extract", "table")(Extraction(made), color=True, width=80)


def test_the_table_shows_precision_as_plus_minus() -> None:
    made = claim("107亿元", Unit("CNY", Kind.MONEY, "CNY"))
    point = Interval.point(Fraction(107 * 10**8))
    rounded = Interval.around(Fraction(107 * 10**8), Fraction(5 * 10**7))
    cells = []
    for stated, wider in (
        (point, rounded),
        (point, point),
        (rounded, rounded),
        (point, Interval(Fraction(10**10), None)),
    ):
        quantity = replace(made.quantity, stated=stated, interval=wider)
        text = reporter("extract", "table")(Extraction(replace(made, quantity=quantity)), color=False, width=120)
        cells.append(text.splitlines()[2].partition("金额")[2].split("  ")[1].strip())
    assert cells == [
        "107亿元 ±5,000万元",
        "107亿元",
        "106.5–107.5亿元",
        "107亿元 (≥100亿元)",
    ]


@dataclass(frozen=True)
class Wanted:
    roles: tuple[str, ...] = ()
    cues: frozenset[str] = frozenset()
    limit: int = 0


def test_what_a_rule_asks_is_shown_without_its_defaults() -> None:
    assert plain({"stated": Wanted(("change",), frozenset({"yoy", "cagr"}))}) == {
        "stated": {"roles": ["change"], "cues": ["cagr", "yoy"]}
    }
    assert plain([Fraction(1, 3), True, None]) == ["1/3", True, None]
