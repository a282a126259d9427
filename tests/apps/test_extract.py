"""``claimlint extract`` from end to end: the machine interface field by field, and what the options add."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claimlint.apps.cli import main

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "contract.schema.json").read_text("utf-8"))


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Extracts ``text`` from a file of the given name, and returns the answer."""
    monkeypatch.chdir(tmp_path)

    def extract(text: str, *options: str, name: str = "r.md") -> Any:
        Path(name).write_text(text, encoding="utf-8")
        assert main(["extract", name, "--output-format", "json", *options]) == 0
        return json.loads(capsys.readouterr().out)

    return extract


def only(answer):
    return [number for number in answer["quantities"] if number["kind"] != "period"]


def one(answer):
    (number,) = only(answer)
    return number


def test_a_quantity_field_by_field(run):
    answer = run("# 标题\n\n华为预计2025年营业收入基本超过1100亿元。\n")
    Draft202012Validator(SCHEMA["$defs"]["extract"] | {"$defs": SCHEMA["$defs"]}).validate(answer)
    assert one(answer) == {
        "path": "r.md",
        "start": 23,
        "end": 29,
        "line": 3,
        "column": 18,
        "text": "1100亿元",
        "extended": {"start": 19, "end": 29},
        "kind": "money",
        "unit": "CNY",
        "qualifier": "more_than",
        "hedge": "基本",
        "stated": {"low": "110000000000", "high": None, "low_open": True, "high_open": False},
        "interval": {"low": "110000000000", "high": None, "low_open": True, "high_open": False},
        "ulp": "100000000",
        "period": "2025",
        "subject": "华为",
        "metric": "revenue",
        "scope": None,
        "stance": "forecast",
    }


@pytest.mark.parametrize(
    ("text", "kind", "unit", "ulp"),
    [
        ("收入107亿美元。", "money", "USD", "100000000"),
        ("收入1.1千亿元。", "money", "CNY", "10000000000"),
        ("占比80.7%。", "percent", "%", "0.1"),
        ("提高3.2个百分点。", "points", "pp", "0.1"),
        ("增长到2.5倍。", "multiple", "x", "0.1"),
        ("It falls 10x per year.", "multiple", "x/year", "1"),
        ("拥有2,048家门店。", "count", "store", "1"),
        ("产量3.20万吨。", "physical", "tonne", "100"),
        ("It costs $2 per million tokens.", "price", "$/1e6 token", "1"),
        ("历时三年。", "duration", "year", "1"),
        ("收入3000-6000万元。", "money", "CNY", "10000"),
        ("收入数千万元。", "money", "CNY", None),
    ],
)
def test_kinds_units_and_place_values(run, text, kind, unit, ulp):
    number = one(run(text))
    assert (number["kind"], number["unit"], number["ulp"]) == (kind, unit, ulp)


def test_all_reads_what_nothing_links(run):
    text = "公司排名第三，三百二十一不错。They scored 3/4 and 350."
    assert only(run(text)) == []
    found = {number["text"]: (number["kind"], number["stated"]["low"]) for number in only(run(text, "--all"))}
    assert found == {
        "第三": ("ordinal", "3"),
        "三百二十一": ("number", "321"),
        "3/4": ("number", "0.75"),
        "350": ("number", "350"),
    }


def test_all_keeps_what_is_read_without_it(run):
    text = "2024年收入超过1100亿元，毛利率约15%，同比提高3.2个百分点，GPT-4与600519.SH不算。"
    plain, everything = run(text), run(text, "--all")
    assert [number["text"] for number in everything["quantities"]] == [number["text"] for number in plain["quantities"]]
    assert plain == everything


RELATIVE = [
    ("近三年收入5亿元。", "5亿元", "2022-04/2025-03"),
    ("去年收入4亿元。", "4亿元", "2024"),
    ("前年收入4亿元。", "4亿元", "2023"),
    ("明年投资2亿元。", "2亿元", "2026"),
    ("明年2亿元用于投资。", "2亿元", "2026"),
    ("上季度收入1亿元。", "1亿元", "2024-Q4"),
    ("本月销量1万辆。", "1万辆", "2025-03"),
    ("年初至今收入6亿元。", "6亿元", "2025-Q1"),
    ("未来两年投资9亿元。", "9亿元", "2025-04/2027-03"),
    ("Over the past three years revenue was $5 million.", "$5 million", "2022-04/2025-03"),
    ("Last year it sold 300 cars.", "300 cars", "2024"),
    ("Last quarter it earned $2 million.", "$2 million", "2024-Q4"),
    ("Sales YTD were $3 million.", "$3 million", "2025-Q1"),
    ("Year to date it earned $9 million.", "$9 million", "2025-Q1"),
    ("In the next two years it will invest $9 million.", "$9 million", "2025-04/2027-03"),
    ("TTM revenue was $8 million.", "$8 million", "2024-04/2025-03"),
]


@pytest.mark.parametrize(("text", "number", "period"), RELATIVE, ids=[row[0] for row in RELATIVE])
def test_relative_words_count_from_as_of(run, text, number, period):
    asked = {row["text"]: row["period"] for row in only(run(text, "--as-of", "2025-03-31"))}
    assert asked[number] == period


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: x\ndate: 2025-03-31\n---\n\n",
        "---\nas_of: 2025-03-31\ndate: 2026-01-01\n---\n\n",
        '---\ndate: "2025/3/31 10:30"\n---\n\n',
        "---\r\ndate: 2025年3月31日\r\n...\r\n\r\n",
    ],
)
def test_a_document_may_say_its_own_day(run, front):
    assert one(run(f"{front}去年收入4亿元。\n"))["period"] == "2024"
    assert one(run(f"{front}去年收入4亿元。\n", "--as-of", "2020-01-01"))["period"] == "2019"


@pytest.mark.parametrize(
    "front", ["", "---\ndate: today\n---\n\n", "---\ndate: 2025-13-01\n---\n\n", "date: 2025-03-31\n\n"]
)
def test_without_a_day_nothing_is_guessed(run, front):
    assert one(run(f"{front}去年收入4亿元。\n"))["period"] is None


def test_a_report_says_its_day(run):
    text = "report: x\nas_of: 2025-03-31\nclaims:\n  - 去年收入4亿元。\n"
    assert one(run(text, name="r.yaml"))["period"] == "2024"


def test_claims(run):
    answer = run("2024年毛利率约15%，预计2025年收入同比增长20%。", "--claims")
    assert set(answer) == {"schema", "claims"}
    margin, growth = answer["claims"]
    assert set(margin) == {
        "id", "subject", "metric", "period", "scope", "basis", "stance", "role", "direction", "cues", "label", "of",
        "quantity",
    }  # fmt: skip
    assert (margin["metric"], margin["period"], margin["role"]) == ("gross_margin", "2024", "rate")
    assert (growth["metric"], growth["period"], growth["role"]) == ("revenue", "2025", "change")
    assert (growth["stance"], growth["direction"]) == ("forecast", 1)
    assert "yoy" in growth["cues"]
    assert margin["quantity"]["qualifier"] == "about"
    assert margin["quantity"]["extended"] == {"start": 8, "end": 12}


def test_claims_carry_the_ids_of_marks(run):
    (claim,) = run("该市场规模为[107亿美元]{#m24}。", "--claims")["claims"]
    assert (claim["id"], claim["metric"]) == ("m24", "market_size")


TABLE = """2024年该市场规模为107亿美元，预计2029年将增至2,065亿美元。

公司在2个地区有1,234名员工，从约每百万token 20美元降至0.1美元以下，排名第三。
"""


@pytest.mark.parametrize("mode", ["table", "claims", "explain"])
@pytest.mark.parametrize("color", ["never", "always"])
def test_what_people_see(tmp_path, monkeypatch, capsys, golden, mode, color):
    monkeypatch.chdir(tmp_path)
    Path("r.md").write_text(TABLE, encoding="utf-8")
    options = {"table": ["--all"], "claims": ["--claims"], "explain": ["--explain", "--all"]}[mode]
    assert main(["extract", "r.md", "--color", color, *options]) == 0
    said = capsys.readouterr().out
    if color == "never":
        from rich.cells import cell_len

        assert max(map(cell_len, said.splitlines())) <= 80 or mode == "explain"
        assert "\x1b" not in said
    golden(f"reporters/extract-{mode}-{color}.txt", re.sub(r"(?<=yaml:)[0-9]+", "N", said))
