"""The JSON of a real check: as the contract says, the same every time, in the order of the places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimlint.apps.cli import main

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "tests" / "data" / "contract.schema.json").read_text(encoding="utf-8"))
CASES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "claims").glob("*/*/report.*"))


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["check", *arguments, "--output-format", "json", "--exit-zero"])
    return capsys.readouterr().out


def order(finding: dict[str, Any]) -> tuple[str, int, int]:
    return finding["location"]["path"], finding["location"]["start"], finding["location"]["end"]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_contract_is_kept_and_the_output_is_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    first = checked(capsys, "claims")
    assert checked(capsys, "claims") == first
    report = json.loads(first)
    jsonschema.validate(report, SCHEMA)
    assert [order(each) for each in report["findings"]] == sorted(order(each) for each in report["findings"])
    paths = {each["location"]["path"] for each in report["findings"]}
    assert paths <= {*CASES, "claims/facts/companies.yaml"}
    assert report["errors"] == []


def test_every_place_is_where_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    for finding in json.loads(checked(capsys, "claims"))["findings"]:
        for place in (finding["location"], *(related["location"] for related in finding["related"])):
            text = (ROOT / place["path"]).read_bytes().decode("utf-8")
            assert text[place["start"] : place["end"]] == place["text"]
            line = text.count("\n", 0, place["start"]) + 1
            assert (place["line"], place["column"]) == (line, place["start"] - text.rfind("\n", 0, place["start"]))


def test_every_number_of_the_relation_is_related(capsys: pytest.CaptureFixture[str]) -> None:
    (finding,) = (
        each
        for each in json.loads(checked(capsys, "claims/zh/large-models/report.yaml"))["findings"]
        if each["rule"] == "sum"
    )
    assert [related["location"]["text"] for related in finding["related"]] == ["38亿元", "31亿元", "29亿元"]
    assert {related["label"] for related in finding["related"]} == {"parts"}


def test_a_relation_says_what_was_stated_and_what_follows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "r.md").write_text("营业收入200亿元，毛利60亿元，毛利率32%。\n", encoding="utf-8")
    (finding,) = json.loads(checked(capsys, "folder"))["findings"]
    assert finding["location"]["path"] == "folder/r.md"
    assert finding["stated"] == {"low": "31.5", "high": "32.5", "low_open": False, "high_open": False}
    assert finding["recomputed"]["point"] == "30"
    assert finding["formula"] == "profit / sales == stated"
    assert finding["would_pass"] == "30%"


def test_a_quote_that_is_found_twice_is_bound_to_both_places(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("source.md").write_text("应用市场占比为 15%。\n\n后来，应用市场占比为15%。\n", encoding="utf-8")
    claims = "report: x\nsource: source.md\nclaims:\n  - 应用市场占比为[15%]{#s}。\nrules: [s == 0.5]\n"
    Path("report.yaml").write_text(claims, encoding="utf-8")
    report = json.loads(checked(capsys, "report.yaml"))
    jsonschema.validate(report, SCHEMA)
    (finding,) = report["findings"]
    places = [(each["label"], each["location"]["path"], each["location"]["line"]) for each in finding["related"]]
    assert places == [("source", "source.md", 1), ("source", "source.md", 3)]


def test_a_quote_that_is_missing_has_no_relation(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("source.md").write_text("应用市场占比为15%，服务市场占比为25%。\n", encoding="utf-8")
    claims = "report: x\nsource: source.md\nclaims:\n  - 应用市场占比为[51%]{#s}，服务市场占比为25%。\n"
    Path("report.yaml").write_text(claims, encoding="utf-8")
    report = json.loads(checked(capsys, "report.yaml"))
    jsonschema.validate(report, SCHEMA)
    (finding,) = report["findings"]
    assert (finding["rule"], finding["severity"], finding["location"]["text"]) == ("quote", "error", "51%")
    assert [finding[key] for key in ("verdict", "stated", "recomputed", "formula")] == [None] * 4
    assert finding["fingerprint"]
    assert "原文为“15%”，此处为“51%”" in finding["message"]
    marked = claims.replace("  - 应用", "  # claimlint: ignore[quote] the source is a draft\n  - 应用")
    Path("report.yaml").write_text(marked, encoding="utf-8")
    (ignored,) = json.loads(checked(capsys, "report.yaml"))["findings"]
    assert ignored["suppressed"] == {"by": "inline", "reason": "the source is a draft"}
    assert ignored["fingerprint"] == finding["fingerprint"]
