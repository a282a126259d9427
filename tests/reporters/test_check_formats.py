"""The formats that other programs and review pages read: whole texts of a Chinese report, and their structure."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import samples
from jsonschema import Draft202012Validator

from claimlint.model.baseline import Known
from claimlint.model.finding import Coverage, Failure, Finding, Report, Suppression
from claimlint.reporters import reporter
from claimlint.reporters.statistics import statistics

SARIF = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0.schema.json").read_text("utf-8"))
KNOWN = replace(samples.PAGE, suppressed=Suppression("baseline", "known.json"))


def said(name: str, value: Report) -> str:
    return reporter("check", name)(value, color=True, width=40)


def of(*findings: Finding, failures: tuple[Failure, ...] = ()) -> Report:
    documents = {each.path: each for each in (samples.ZH, samples.EN, samples.LONG)}
    run = {path: frozenset({"cagr", "yoy"}) for path in documents}
    whys = {"cagr": {"zh": "首末两年改了", "en": "The years changed."}, "yoy": {"": "Typed once."}}
    return Report(findings, samples.COVERAGE, failures, documents, len(documents), run=run, whys=whys)


@pytest.mark.parametrize("name", ["concise", "github", "gitlab", "jsonl", "junit", "markdown", "sarif"])
def test_whole_report(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"reporters/{name}-zh.txt", said(name, samples.report("zh")))


@pytest.mark.parametrize("name", ["github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "sarif"])
def test_the_same_twice_and_never_coloured(name: str) -> None:
    value = of(samples.CAGR, samples.YOY, samples.SUM, samples.UNUSED, failures=samples.FAILURES)
    text = said(name, value)
    assert text == said(name, value)
    assert "\x1b" not in text
    assert text.endswith("\n")


# -- GitHub -----------------------------------------------------------------------------------------------------------


def test_github_says_where_and_escapes_what_would_end_the_command() -> None:
    where = replace(samples.CAGR.location, path="a,b:c%.md")
    finding = replace(samples.CAGR, location=where, message="50%\r\nno")
    (line,) = said("github", of(finding)).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25.md,line=7,endLine=7,col=37,endColumn=42,title=claimlint cagr::")
    assert "::50%25%0D%0Ano%0A" in line


def test_github_has_columns_only_within_a_line() -> None:
    finding = replace(samples.CAGR, location=replace(samples.CAGR.location, end_line=8))
    assert "col=" not in said("github", of(finding)).lower()


def test_github_tells_the_severities_and_the_failures() -> None:
    note = replace(samples.UNUSED, suppressed=None)
    lines = said("github", of(samples.CAGR, samples.SUM, note, KNOWN, failures=samples.FAILURES)).splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice", "::error"]
    assert lines[-1] == (
        "::error file=reports/broken.yaml,line=3,col=7,title=claimlint::this is not YAML; is a quotation mark missing?"
    )


# -- GitLab -----------------------------------------------------------------------------------------------------------


def test_gitlab_tells_alike_findings_apart_and_leaves_out_suppressed_ones() -> None:
    issues = json.loads(said("gitlab", of(samples.CAGR, samples.CAGR, samples.SUM, KNOWN, failures=samples.FAILURES)))
    assert [issue["severity"] for issue in issues] == ["major", "major", "minor", "blocker"]
    assert len({issue["fingerprint"] for issue in issues}) == 4
    assert issues[0]["location"] == {"path": "reports/大模型.md", "lines": {"begin": 7, "end": 7}}
    assert json.loads(said("gitlab", of())) == []


def test_gitlab_fingerprints_do_not_follow_the_line() -> None:
    moved = replace(samples.CAGR, location=replace(samples.CAGR.location, line=40, end_line=40))
    before, after = (json.loads(said("gitlab", of(each)))[0] for each in (samples.CAGR, moved))
    assert before["fingerprint"] == after["fingerprint"]


# -- JSON Lines -------------------------------------------------------------------------------------------------------


def test_jsonl_has_an_object_on_each_line_and_ends_with_the_run() -> None:
    value = of(samples.CAGR, KNOWN, failures=samples.FAILURES)
    lines = [json.loads(line) for line in said("jsonl", value).splitlines()]
    assert [line["type"] for line in lines] == ["finding", "finding", "error", "run"]
    findings = json.loads(said("json", value))["findings"]
    assert [{key: each for key, each in line.items() if key != "type"} for line in lines[:2]] == findings
    assert (lines[-1]["files"], lines[-1]["coverage"]["checked"]) == (3, 40)


# -- JUnit ------------------------------------------------------------------------------------------------------------


def test_junit_counts_what_fails_what_is_skipped_and_what_cannot_be_read() -> None:
    note = replace(samples.UNUSED, suppressed=None)
    value = of(samples.CAGR, KNOWN, samples.SUM, note, failures=samples.FAILURES)
    root = ElementTree.fromstring(said("junit", value))
    assert {key: root.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "5",
        "failures": "2",
        "errors": "1",
    }
    kinds = {suite.get("name"): [[child.tag for child in case] for case in suite] for suite in root}
    assert kinds == {
        "reports/大模型.md": [["failure"]],
        "reports/cloud.md": [["failure"], ["system-out"]],
        "reports/page.txt": [["skipped"]],
        "reports/broken.yaml": [["error"]],
    }


def test_a_clean_file_passes_in_junit() -> None:
    root = ElementTree.fromstring(said("junit", of()))
    assert [(case.get("name"), len(case)) for case in root.iter("testcase")] == [("consistent", 0)] * 3


def test_junit_is_xml_whatever_the_text() -> None:
    finding = replace(samples.CAGR, message='<a> & "b" \x00\x1b\ud800 \uffff')
    (failure,) = ElementTree.fromstring(said("junit", of(finding))).iter("failure")
    assert failure.get("message") == '<a> & "b" \ufffd\ufffd\ufffd \ufffd'


# -- Markdown ---------------------------------------------------------------------------------------------------------


def test_markdown_quotes_the_line_and_calls_nobody() -> None:
    source = samples.document("a.md", "1. see @team, #12: <b>*1*</b> $5 rose 25% | y $6\n", "en")
    finding = replace(samples.YOY, location=samples.place(source, "25%"), message="@team: 5 < 6", related=())
    text = said("markdown", Report((finding,), Coverage(), (), {"a.md": source}, 1))
    quoted = r"> 1\. see @<!-- -->team, #<!-- -->12: &lt;b&gt;\*1\*&lt;/b&gt; \$5 rose <b>25%</b> \| y \$6"
    assert quoted in text.splitlines()
    assert "@<!-- -->team: 5 &lt; 6</summary>" in text
    assert text.startswith("<!-- claimlint -->\n\n### claimlint: 1 error in 1 file\n")


def test_markdown_cuts_a_long_line_between_words() -> None:
    source = samples.document("a.md", "1,234,567 " * 9 + "rose 25% to " + "7,654,321 " * 9 + "\n", "en")
    finding = replace(samples.YOY, location=samples.place(source, "25%"), related=())
    text = said("markdown", Report((finding,), Coverage(), (), {"a.md": source}, 1))
    (quoted,) = (line for line in text.splitlines() if line.startswith("> "))
    assert set(re.findall(r"[\d,]+", quoted)) == {"1,234,567", "25", "7,654,321"}


def test_markdown_fits_into_a_comment() -> None:
    text = said("markdown", of(*[samples.CAGR] * 500))
    assert len(text) < 65_536
    shown = text.count("<details>")
    assert text.count("</details>") == shown > 50
    assert f"另有 {500 - shown} 个问题" in text


def test_markdown_leaves_out_what_is_suppressed() -> None:
    assert "18.6%" not in said("markdown", of(samples.CAGR, KNOWN))


# -- SARIF ------------------------------------------------------------------------------------------------------------


def sarif(value: Report) -> dict[str, Any]:
    log = json.loads(said("sarif", value))
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SARIF)


def test_sarif_says_where_in_code_points_from_the_root() -> None:
    run = sarif(of(samples.CAGR))
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {
        "uri": "reports/%E5%A4%A7%E6%A8%A1%E5%9E%8B.md",
        "uriBaseId": "%SRCROOT%",
    }
    region = location["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (7, 37, 42)
    assert region["snippet"]["text"] == "60.7%"
    assert [each["message"]["text"] for each in result["relatedLocations"]][:2] == ["起点 107亿元", "终点 2,065亿元"]
    assert result["partialFingerprints"] == {"claimlint/v1": "9f2c41d0"}
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["fullDescription"]["text"]) == ("cagr", "首末两年改了")
    assert "baselineState" not in result


def test_sarif_places_outside_the_folder_are_whole_addresses() -> None:
    finding = replace(samples.CAGR, location=replace(samples.CAGR.location, path="/data/a b.md"), fixes=())
    (result,) = sarif(of(finding))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "file:///data/a%20b.md"}


def test_sarif_has_the_fixes_by_line_and_column() -> None:
    (result,) = sarif(of(samples.CAGR))["results"]
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "80.8%"}
    region = {"startLine": 7, "startColumn": 37, "endLine": 7, "endColumn": 42}
    assert replacement["deletedRegion"] == region


def test_sarif_marks_what_is_suppressed_and_what_is_known() -> None:
    results = sarif(of(samples.CAGR, KNOWN, samples.UNUSED))["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged", "new"]
    assert [result.get("suppressions") for result in results] == [
        None,
        [{"kind": "external", "justification": "known.json"}],
        [{"kind": "inSource", "justification": "kept for the next edition"}],
    ]


def test_sarif_tells_a_baseline_of_which_nothing_is_left() -> None:
    value = replace(of(samples.CAGR), gone=(Known("a.md", "yoy", "00"),))
    assert [result["baselineState"] for result in sarif(value)["results"]] == ["new"]


def test_sarif_tells_what_could_not_be_read() -> None:
    (invocation,) = sarif(of(failures=(*samples.FAILURES, Failure("b.md", "empty"))))["invocations"]
    assert invocation["executionSuccessful"] is False
    first, second = invocation["toolExecutionNotifications"]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in second["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("name", ["github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "sarif"])
def test_a_file_name_that_is_no_utf8(name: str) -> None:
    path = "a\udcff.md"
    source = replace(samples.EN, path=path)
    finding = replace(samples.YOY, location=samples.place(source, "25%"), related=())
    value = Report((finding,), Coverage(), (), {path: source}, 1, run={path: frozenset({"yoy"})})
    text = said(name, value).encode("utf-8", "backslashreplace").decode("utf-8")
    if name == "sarif":
        assert json.loads(text)["runs"][0]["artifacts"][0]["location"]["uri"] == "a%FF.md"
    assert "does not follow from the two levels" in text


# -- Statistics -------------------------------------------------------------------------------------------------------


def test_statistics_count_by_rule_the_most_first() -> None:
    value = of(samples.SUM, samples.CAGR, samples.CAGR, KNOWN)
    rows = [re.split(r"  +", line) for line in statistics(value, color=False).splitlines()]
    assert rows == [
        ["2", "cagr", "error", "见于 1 个文件"],
        ["1", "sum", "warning", "见于 1 个文件"],
        ["1", "yoy", "已忽略", "见于 1 个文件"],
    ]
    assert statistics(of(), color=False) == ""
