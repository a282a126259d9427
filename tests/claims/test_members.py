"""How many members a list has, by the examples of the lexicon."""

from __future__ import annotations

import pytest

from claimlint.claims.members import members
from claimlint.claims.ranks import is_summary
from claimlint.lexicon.load import document
from claimlint.sources.fold import fold

EXAMPLES = [example for language in ("zh", "en") for example in document(language, "lists")["examples"]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_a_list_is_as_long_as_its_example_says(example):
    found = members(fold(example["text"]))
    assert found is not None
    high = "" if found.high is None else str(found.high)
    assert example["listed"] == (str(found.low) if high == str(found.low) else f"{found.low}-{high}")


@pytest.mark.parametrize("text", [text for language in ("zh", "en") for text in document(language, "lists")["not"]])
def test_what_is_no_list(text):
    assert members(fold(text)) is None


@pytest.mark.parametrize(("name", "expected"), [("合计", True), ("Total", True), ("其他地区", True), ("华东", False)])
def test_rows_that_sum_up(name, expected):
    assert is_summary(name) is expected
