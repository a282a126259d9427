"""Blanks between the words of a number: markup is blank in the folded text."""

from __future__ import annotations


def skip(text: str, position: int, end: int) -> int:
    """Over blanks."""
    while position < end and text[position] == " ":
        position += 1
    return position


def back(text: str, position: int, floor: int) -> int:
    """Back over blanks."""
    while position > floor and text[position - 1] == " ":
        position -= 1
    return position
