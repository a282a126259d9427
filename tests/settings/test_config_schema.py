"""The schema for editors is current, and says of a file what claimlint says of it."""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from claimlint.model.finding import InputError
from claimlint.settings.layers import validated
from claimlint.settings.schema import KEYS, json_schema
from claimlint.settings.toml_file import read_toml

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def plain(value: Any) -> Any:
    """As JSON has it: dates are strings there."""
    return json.loads(json.dumps(value, default=datetime.date.isoformat))


def test_the_schema_is_current() -> None:
    shown = (ROOT / "rules" / "claimlint.schema.json").read_text(encoding="utf-8")
    assert shown == json_schema(), "run: python -m claimlint.settings.schema > rules/claimlint.schema.json"


def test_the_page_explains_every_key() -> None:
    assert [key for key in KEYS if f"| `{key}` |" not in PAGE] == []


def test_the_examples_of_the_page_are_sound() -> None:
    examples = [part.partition("```")[0] for part in PAGE.split("```toml\n")[1:]]
    assert examples
    for text in examples:
        tool = tomllib.loads(text)
        entry = tool["tool"]["claimlint"] if "tool" in tool else tool
        jsonschema.validate(plain(entry), json.loads(json_schema()))
        assert validated(entry, read_toml("c.toml", text))


@pytest.mark.parametrize(
    "text",
    [
        "selct = []",
        "select = 'a'",
        "preview = 1",
        "about = 2",
        "severity = {cagr = 'fatal'}",
        "rounding = 'up'",
        "facts = ['']",
    ],
)
def test_schema_and_claimlint_refuse_alike(text: str) -> None:
    entry = tomllib.loads(text)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(entry), json.loads(json_schema()))
    with pytest.raises(InputError):
        validated(entry, read_toml("c.toml", text))
