"""TOML with places: every key and element is found where it stands, and what is no TOML is one line."""

from __future__ import annotations

import pytest

from claimlint.model.finding import InputError
from claimlint.settings.toml_file import read_toml

TEXT = '''\
# a comment with [brackets] = and "quotes"
title = "a = b # [c]"
list = ["one", 'two', # two
  [3, 4], {five = 5},
]
long = """
[not.a.table]
key = 1
"""
dotted.key."with space" = 2026-01-15

[table]
"*.md" = ["a", "b"]
inline = {x = 1, "y.z" = [1.5, 2]}

[[several]]
name = "first"
[[several]]
name = "second"
[tool.claimlint]
ignore = ["yoy"]
'''


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (("title",), (2, 1)),
        (("list", 0), (3, 9)),
        (("list", 1), (3, 16)),
        (("list", 2, 1), (4, 7)),
        (("list", 3, "five"), (4, 12)),
        (("long",), (6, 1)),
        (("dotted", "key", "with space"), (10, 12)),
        (("table",), (12, 2)),
        (("table", "*.md", 1), (13, 16)),
        (("table", "inline", "y.z", 1), (14, 32)),
        (("several", 1, "name"), (19, 1)),
        (("tool", "claimlint", "ignore", 0), (21, 11)),
        (("tool", "claimlint", "nothing"), (20, 7)),  # as far as the way leads
        (("nothing",), None),
    ],
)
def test_every_key_knows_its_place(key: tuple[str | int, ...], place: tuple[int, int] | None) -> None:
    assert read_toml("c.toml", TEXT).position(key) == place


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = \n", "c.toml:1:5: not valid TOML: invalid value"),
        ("a = 1\na = 2\n", "c.toml:2:6: not valid TOML: cannot overwrite a value"),
        ("a = [1,\n", "c.toml:2: not valid TOML: invalid value"),
        ("a = " + "[" * 5000, "c.toml: not valid TOML: nested too deep"),
        ("a = " + "9" * 5000, "c.toml: not valid TOML: nested too deep, or a number is too long"),
    ],
)
def test_what_is_no_toml_is_one_line_with_its_place(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_toml("c.toml", text)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
