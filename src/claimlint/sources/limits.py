"""What no report holds: lines without end and numbers of thousands of digits."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.cache.compiled import compiled
from claimlint.model.finding import Failure, InputError
from claimlint.model.text import Document

# A book whose line breaks were lost is shorter.
LONGEST_LINE = 1_000_000
MOST_DIGITS = 4_000
_DIGITS = compiled("[0-9][0-9]*+")


def refuse_endless_line(path: str, text: str) -> None:
    """Raise :class:`InputError` for the first line of more than ``LONGEST_LINE`` characters."""
    start, line = 0, 1
    while len(text) - start > LONGEST_LINE:
        end = text.find("\n", start)
        length = (len(text) if end < 0 else end) - start
        if length > LONGEST_LINE:
            what = f"a line of {length:,} characters; at most {LONGEST_LINE:,} are read: break it into paragraphs"
            raise InputError(Failure(path, what, line))
        start, line = end + 1, line + 1


def endless_numbers(document: Document) -> Iterator[Failure]:
    """A number that nobody can read is said to be unread, each once."""
    for match in _DIGITS.finditer(document.folded):
        digits = match.end() - match.start()
        if digits > MOST_DIGITS:
            line, column = document.position(match.start())
            what = f"a number of {digits:,} digits; at most {MOST_DIGITS:,} are read"
            yield Failure(document.path, what, line, column)
