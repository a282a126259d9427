"""What the command line says of itself and of its rules."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from claimlint import __version__
from claimlint.apps.cli import claimlint, main
from claimlint.model.finding import LOOKUPS
from claimlint.rules.load import load_rules


def test_help_and_version_through_click() -> None:
    runner = CliRunner()
    assert runner.invoke(claimlint, ["--version"]).output == f"claimlint {__version__}\n"
    shown = runner.invoke(claimlint, ["--help"]).output
    for name in ("check", "extract", "rules", "explain"):
        assert name in shown
    assert "--fail-on" in runner.invoke(claimlint, ["check", "-h"]).output


@pytest.mark.parametrize("name", [*LOOKUPS, *(rule.id for rule in load_rules())])
def test_every_rule_is_explained_in_both_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"{name}: ")
    why = page.partition("\nWhy\n")[2].partition("\n\n")[0]
    assert any("\u4e00" <= char <= "\u9fff" for char in why)
    assert any(char.isascii() and char.isalpha() for char in why)
    assert f"claimlint: ignore[{name}]" in page


def test_the_list_of_rules_says_why_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    table = "".join(capsys.readouterr().out.split())
    assert main(["rules", "--output-format", "json"]) == 0
    for rule in json.loads(capsys.readouterr().out)["rules"]:
        assert set(rule["why_in"]) == {"en", "zh"}
        assert rule["why"] == rule["why_in"]["en"]
        assert all("".join(why.split()) in table for why in rule["why_in"].values())
