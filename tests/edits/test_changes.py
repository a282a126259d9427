"""Which places of two texts are one place, and how long it takes to find out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType

from hypothesis import given
from hypothesis import strategies as st

from claimlint.edits.align import aligned, gaps
from claimlint.edits.changes import Changes, compared
from claimlint.model.text import Block, Document, Span

DIGITS = re.compile(r"[0-9.]+")
LISTS = st.lists(st.integers(0, 6), max_size=30)


def page(text: str) -> Document:
    return Document("r.md", text, text, (Block(Span(0, len(text))),))


def numbers(text: str) -> list[Span]:
    return [Span(*match.span()) for match in DIGITS.finditer(text)]


def changes(old: str, new: str) -> Changes:
    return compared(page(old), page(new), numbers(old), numbers(new))


def became(old: str, new: str) -> list[tuple[str, str]]:
    found = changes(old, new).numbers
    return [(old[a.start : a.end], new[b.start : b.end]) for a, b in sorted(found.items())]


@given(LISTS, LISTS)
def test_aligned_elements_are_equal_and_in_order(old: list[int], new: list[int]) -> None:
    pairs = aligned(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    covered = sum(last - first for first, last, _, _ in gaps(pairs, len(old), len(new)))
    assert covered + len(pairs) == len(old)


@given(LISTS)
def test_what_is_equal_is_aligned_throughout(items: list[int]) -> None:
    assert aligned(items, items) == [(i, i) for i in range(len(items))]


def test_a_number_is_found_again_whatever_it_is_now() -> None:
    assert became("a 1\nb 2 c 3\nd 4\n", "a 1\nb 5 c 3\nd 4\n") == [("1", "1"), ("2", "5"), ("3", "3"), ("4", "4")]
    assert became("sales of 12 and costs of 7", "sales rose to 14, costs of 8") == [("12", "14"), ("7", "8")]
    assert became("x 1\ny 2\n", "y 2\nx 1\n") == [("1", "1"), ("2", "2")]


def test_a_passage_that_was_written_anew_has_new_numbers() -> None:
    assert became("sales of 12 and costs of 7", "in March, 3 plants of another maker closed") == []
    assert became("", "1\n") == []
    assert became("1 2\n", "") == []


def test_rows_without_words_keep_to_their_order() -> None:
    old = "| a | 1 | 2 |\n| b | 3 | 4 |\n| c | 5 | 6 |\n"
    new = "| a | 1 | 2 |\n| b | 3 | 9 |\n| x | 7 | 7 |\n| c | 8 | 6 |\n"
    assert became(old, new) == [("1", "1"), ("2", "2"), ("3", "3"), ("4", "9"), ("5", "8"), ("6", "6")]


def test_lines_that_changed_and_places_that_moved() -> None:
    old, new = "one\ntwo 2\nthree\r\nfour\n", "zero\none\ntwo 3\nthree\n"
    found = changes(old, new)
    assert found.lines == {1, 3}
    assert new[found.place(old.index("three")) :].startswith("three")
    assert new[found.place(old.index("2")) :].startswith("two 3")
    assert found.place(old.index("four")) == len(new) - 1  # the end of the last line
    assert not found.touch(page(new), new.index("one"), new.index("one") + 3)
    assert found.touch(page(new), new.index("one"), new.index("two") + 3)


def test_long_texts_take_as_many_steps_as_they_are_long() -> None:
    def steps(lines: int) -> int:
        # The worst for difflib: a few lines over and over, all of them changed here and there.
        old = "".join(f"| {i % 7} | row {i % 3} | {i % 5} |\n" for i in range(lines))
        new = "".join(f"| {i % 6} | row {i % 3} | {i % 11} |\n" for i in range(lines))
        return _steps(lambda: changes(old, new))

    assert steps(2_000) < 6 * steps(500)


def _steps(work: Callable[[], object]) -> int:
    """How many lines of Python ``work`` runs through, which no other program disturbs."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_one_long_line_is_compared_by_its_words() -> None:
    old = "".join(f"第{i}项为{i}元，" for i in range(3000))
    new = old.replace("第1500项为1500元", "第1500项为1600元")
    assert ("1500", "1600") in became(old, new)
    worst = "的1" * 20_000
    assert changes(worst, "了1" * 20_000).numbers == {}
