"""The catalogue of checks names every rule that is shipped, and none that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from claimlint.model.finding import LOOKUPS
from claimlint.rules.load import load_rules

PAGE = Path(__file__).resolve().parents[1] / "docs" / "catalogue.md"
_ROW = re.compile(r"^\| (?P<row>[A-Z][A-Z0-9-]+) \| (?P<relation>[^|]+) \| (?P<rules>[^|]+) \| (?P<remark>[^|]*)\|$")
_RULE = re.compile(r"`([a-z]+(?:-[a-z0-9]+)*)`")


def rows() -> Iterator[re.Match[str]]:
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        match = _ROW.match(line)
        if match is not None:
            yield match


def test_every_row_of_a_table_is_read_and_stands_once() -> None:
    names = [match["row"] for match in rows()]
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [A-Z]", line)]
    assert len(names) == len(lines) == len(set(names))
    assert len(names) > 90


def test_the_rules_that_are_named_exist() -> None:
    known = {rule.id for rule in load_rules()} | set(LOOKUPS)
    named = {name for match in rows() for name in _RULE.findall(match["rules"])}
    told = {name for match in rows() for name in _RULE.findall(match["remark"])} - {"max_age"}
    assert named <= known
    assert told <= known


def test_every_shipped_rule_is_named() -> None:
    named = {name for match in rows() for name in _RULE.findall(match["rules"])}
    missing = {rule.id for rule in load_rules()} - named
    assert not missing, "docs/catalogue.md names no row for these rules"


def test_a_row_without_a_rule_says_why() -> None:
    silent = [match["row"] for match in rows() if not _RULE.findall(match["rules"]) and not match["remark"].strip()]
    assert silent == []
