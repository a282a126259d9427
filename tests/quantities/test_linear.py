"""Hostile lengths: whatever stands in a document, reading it ends, and takes work in proportion to its length."""

from __future__ import annotations

import sys

import pytest

from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain

HUGE = 200_000
PIECES = [
    "一",
    "1,1,1,",
    "((((((",
    "1-",
    "1%",
    "每",
    "约",
    "一至",
    "1 ",
    "2024 ",
    "2024年",
    "百分之",
    "$",
    "per ",
    "a ",
    "one ",
    "one and ",
    "half a ",
    "1 000 ",
    "1万",
    "一 ",
    "1/",
    "大于1",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("bare", [False, True])
def test_repeated(piece, bare):
    length = HUGE // 10 if bare else HUGE // 2
    read(read_plain("t.txt", piece * (length // len(piece.encode()))), bare=bare)


@pytest.mark.parametrize("piece", ["一", "1,1,1,", "((((((", "1-1", "每一", "约1", "2024 ", "1 / ", "20年至", "从1到"])
def test_work_grows_with_the_length(piece):
    """Calls of functions are counted, for clocks lie: four times the text takes about four times the calls."""
    short, long = (_calls(piece * count) for count in (500, 2000))
    assert long <= 5 * short + 2000


def _calls(text):
    calls = 0

    def count(frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    document = read_plain("t.txt", text)
    read(document)  # tables are built once
    sys.setprofile(count)
    try:
        read(document)
    finally:
        sys.setprofile(None)
    return calls


def test_a_million_digits():
    assert read(read_plain("t.txt", "9" * 1_000_000)) == ()
    assert read(read_plain("t.txt", "收入" + "9" * 1_000_000 + "元")) == ()


def test_a_number_behind_a_million_blanks():
    found = read(read_plain("t.txt", "收入" + " " * 1_000_000 + "5%"))
    assert [q.text for q in found] == ["5%"]


def test_ten_megabytes_on_one_line():
    sentence = "The quick brown fox jumps over the lazy dog while nobody counts. " * 150
    text = (sentence + "Revenue was $5 million. ") * (10_000_000 // (len(sentence) + 24))
    found = read(read_plain("t.txt", text))
    assert len(found) == text.count("$")
