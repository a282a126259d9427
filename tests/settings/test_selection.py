"""select, extend-select, ignore, preview and severity, over layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from claimlint.model.finding import InputError, Severity
from claimlint.settings.layers import Layer
from claimlint.settings.selection import Catalogue, selected, severities


@dataclass(frozen=True)
class Rule:
    id: str
    check: str
    pack: str
    preview: bool = False


CATALOGUE = Catalogue(
    (
        Rule("cagr", "growth", "growth"),
        Rule("yoy", "growth", "growth"),
        Rule("points", "difference", "growth"),
        Rule("range", "range", "ranks"),
        Rule("midpoint", "range", "ranks"),
        Rule("bold", "range", "ranks", preview=True),
        Rule("quote", "quote", ""),
    )
)
USUAL = {"cagr", "yoy", "points", "range", "midpoint", "quote"}


def layers(*said: dict[str, Any]) -> list[Layer]:
    return [Layer("claimlint.toml", ".", each) for each in said]


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ([], USUAL),
        ([{"select": ["cagr"]}], {"cagr"}),
        ([{"select": ["growth"]}], {"cagr", "yoy"}),  # a check's name goes before a pack's
        ([{"select": ["ranks"]}], {"range", "midpoint"}),
        ([{"select": ["range"]}], {"range"}),  # and a rule's before a check's
        ([{"select": ["all"]}], USUAL),
        ([{"ignore": ["yoy"]}], USUAL - {"yoy"}),
        ([{"ignore": ["all"]}], set()),
        ([{"select": ["growth"], "ignore": ["yoy"]}], {"cagr"}),
        ([{"select": ["cagr"], "ignore": ["growth"]}], {"cagr"}),  # the more exact word wins
        ([{"select": ["cagr"], "ignore": ["cagr"]}], set()),
        ([{"select": ["cagr"]}, {"extend-select": ["points"]}], {"cagr", "points"}),
        ([{"ignore": ["yoy"]}, {"select": ["growth"]}], {"cagr", "yoy"}),  # select begins anew
        ([{"ignore": ["yoy"]}, {"ignore": ["cagr"]}], USUAL - {"yoy", "cagr"}),
        ([{"ignore": ["growth"]}, {"extend-select": ["yoy"]}], USUAL - {"cagr"}),
        ([{"preview": True}], USUAL | {"bold"}),
        ([{"preview": True}, {"preview": False}], USUAL),
        ([{"select": ["ranks"], "preview": True}], {"range", "midpoint", "bold"}),
        ([{"extend-select": ["bold"]}], USUAL | {"bold"}),  # who names it wants it
    ],
)
def test_which_rules_run(said: list[dict[str, Any]], chosen: set[str]) -> None:
    assert selected(layers(*said), CATALOGUE) == chosen


def test_how_grave_findings_are() -> None:
    said = layers({"severity": {"cagr": "error", "growth": "note", "all": "warning"}}, {"severity": {"yoy": "error"}})
    found = severities(said, CATALOGUE)
    assert found["cagr"] is found["yoy"] is Severity.ERROR
    assert found["points"] is found["quote"] is Severity.WARNING


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"ignore": ["carg"]}, "there is no rule 'carg'; did you mean cagr?"),
        ({"extend-select": ["Growth"]}, "there is no rule 'Growth'; did you mean growth?"),
        ({"severity": {"mid_point": "note"}}, "there is no rule 'mid_point'; did you mean midpoint?"),
        ({"select": ["zzz"]}, "there is no rule 'zzz'"),
    ],
)
def test_a_rule_that_there_is_not_is_refused(said: dict[str, Any], message: str) -> None:
    resolve = severities if "severity" in said else selected
    with pytest.raises(InputError) as caught:
        resolve(layers(said), CATALOGUE)
    assert str(caught.value) == f"claimlint.toml: {message}"
