"""The packs are strict, their schema and their page are current, and a fault is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from claimlint.claims.sets import CUES
from claimlint.lexicon.load import entries
from claimlint.model.finding import InputError
from claimlint.rules.load import load_rules, read_pack
from claimlint.rules.pages import render
from claimlint.rules.schema import json_schema, read_pack_entry

RULES = Path(__file__).resolve().parents[2] / "rules"
PACKS = sorted(RULES.glob("*.yaml"))

GOOD = """\
pack: sample
about: A sample.
rules:
  - id: margin
    expect: profit / sales == stated
    given:
      profit: {role: level, metric: gross_profit}
      sales: {role: level, metric: revenue}
      stated: {role: rate}
    why: Because.
    holds: [营业收入200亿元，毛利60亿元，毛利率30%。]
    breaks: ["营业收入200亿元，毛利60亿元，毛利率[[32%]]。"]
"""


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_pack_is_well_formed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    entry = read_pack_entry(str(path), text)
    assert entry.pack == path.stem
    assert [rule.id for rule in entry.rules] == [rule.id for rule in read_pack(str(path), text)]
    jsonschema.validate(yaml.safe_load(text), json.loads(json_schema()))


def test_the_schema_is_current() -> None:
    shown = (RULES / "schema.json").read_text(encoding="utf-8")
    assert shown == json_schema(), "run: python -m claimlint.rules.schema > rules/schema.json"


def test_the_page_is_current_and_names_every_rule() -> None:
    shown = (RULES / "README.md").read_text(encoding="utf-8")
    assert shown == render(load_rules()), "run: python -m claimlint.rules.pages > rules/README.md"
    assert all(f"### {rule.id}\n" in shown and rule.why in shown for rule in load_rules())


def test_cues_and_metrics_of_the_rules_are_words_of_the_lexicon() -> None:
    cues = {entry["cue"] for entry in entries("cues") if "cue" in entry} | {
        "signed",
        "aside",
    }  # +16%: no word, a printed sign; brackets
    cues |= CUES
    cues |= {entry["end"] for entry in entries("cues") if "end" in entry}
    cues |= {cue for entry in entries("turns") for cue in entry["cues"]}
    metrics = {entry["metric"] for entry in entries("metrics") if "metric" in entry}
    for rule in load_rules():
        for wanted in rule.given.values():
            assert wanted.cues | wanted.without <= cues, rule.id
            assert wanted.metrics <= metrics, rule.id


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("    why: Because.", "    whi: Because.", "10:5", "unknown key 'whi': did you mean 'why'?"),
        ("    why: Because.\n", "", "4:5", "the key 'why' is missing"),
        ("metric: gross_profit", "metrik: gross_profit", "7:29", "unknown key 'metrik': did you mean 'metric'?"),
        ("id: margin", "id: Gross margin", "4:9", "rules.1.id"),
        ("role: rate", "role: ratee", "9:22", "rules.1.given.stated.role"),
        ("expect: profit / sales", "expect: profit / sale", "4:5", "unknown key 'sale': did you mean 'sales'?"),
        ("expect: profit / sales == stated", "check: growht", "4:5", "unknown check 'growht': did you mean 'growth'?"),
        ("[[32%]]", "32%", "12:14", "rules.1.breaks.1"),
        ("rules:", "rule:", "3:1", "unknown key 'rule': did you mean 'rules'?"),
        ("about: A sample.", "about: [", "", "not valid YAML"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, place: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read_pack_entry("sample.yaml", GOOD.replace(old, new))
    shown = str(caught.value)
    assert message in shown or "YAML" in message
    assert shown.startswith(f"sample.yaml:{place}")


@pytest.mark.parametrize(
    "text", ["", "- a\n", "pack: x\nrules: 3\n", "pack: [\n", GOOD.replace("role: rate", "role: ratee")]
)
def test_a_broken_pack_is_one_clear_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_pack("sample.yaml", text)
    assert "\n" not in str(caught.value)


def test_two_rules_with_one_id_are_refused() -> None:
    twice = GOOD + GOOD.partition("rules:\n")[2]
    with pytest.raises(InputError, match="two rules have the id 'margin'"):
        read_pack_entry("sample.yaml", twice)
