"""Edits: made all at once, refused where they overlap, and where the rest is afterwards."""

from __future__ import annotations

import pytest

from claimlint.findings.edits import Shift, applied, without_overlaps
from claimlint.model.finding import SAFE, Edit, Fix
from claimlint.model.text import Span


def edit(start: int, end: int, text: str) -> Edit:
    return Edit("a.md", start, end, text)


def fix(*edits: Edit) -> Fix:
    return Fix("", SAFE, edits)


def test_edits_are_made_in_any_order_and_each_once() -> None:
    edits = [edit(8, 10, "xyz"), edit(2, 4, ""), edit(8, 10, "xyz")]
    assert applied("0123456789ab", edits) == "014567xyzab"


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at 3"):
        applied("0123456789", [edit(2, 5, "a"), edit(3, 6, "b")])


def test_of_two_fixes_that_clash_the_first_is_kept() -> None:
    first, same, clash, beside = fix(edit(2, 5, "a")), fix(edit(2, 5, "a")), fix(edit(4, 6, "b")), fix(edit(5, 7, "c"))
    assert without_overlaps([first, same, clash, beside]) == [first, same, None, beside]
    # other words for the same stretch are another repair
    assert without_overlaps([first, fix(edit(2, 5, "z"))]) == [first, None]
    # a fix of two places is made in both or in neither
    assert without_overlaps([first, fix(edit(20, 21, "x"), edit(3, 4, "y")), fix(edit(20, 22, "q"))])[1:] == [
        None,
        fix(edit(20, 22, "q")),
    ]


def test_places_move_with_what_stands_before_them() -> None:
    edits = [edit(2, 4, "long"), edit(8, 9, "")]
    moved = Shift(edits)
    text = "0123456789ab"
    after = applied(text, edits)
    for place in (0, 1, 4, 5, 7, 9, 10, 11):
        assert after[moved.offset(place)] == text[place]
    assert moved.span(edits[0]) == Span(2, 6)
