"""Text as it is compared with a quote of it, and the way back to where it stands.

Widths are folded, markup is gone, and white space is dropped except between two letters or digits of Latin script, so
that a line break or a blank beside a Chinese character does not matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.text import Document, Span

_GAP = compiled(r"\s+")
# Signs that a writer of Chinese types in either width.
_EITHER_WIDTH = str.maketrans("\uff0c\uff1b\uff01\uff1f\u201c\u201d\u2018\u2019", ",;!?\"\"''")


@dataclass(frozen=True, slots=True)
class Normal:
    """A text without what does not matter, and the way back: ``at[i]`` of ``text`` is ``raw_at[i]`` of the document."""

    text: str
    at: Sequence[int]
    raw_at: Sequence[int]

    def raw(self, start: int, end: int) -> Span:
        """The stretch of the document that ``text[start:end]`` (not empty) was made of."""
        return Span(self._back(start), self._back(end - 1) + 1)

    def offset(self, raw: int) -> int:
        """Where the document's ``raw`` offset, or what follows it, is in ``text``."""
        index = bisect_right(self.raw_at, raw) - 1
        if index < 0:
            return 0
        here = self.at[index] + raw - self.raw_at[index]
        return min(here, self.at[index + 1] if index + 1 < len(self.at) else len(self.text))

    def _back(self, offset: int) -> int:
        index = bisect_right(self.at, offset) - 1
        return self.raw_at[index] + offset - self.at[index]


def normalise(document: Document, span: Span | None = None) -> Normal:
    """``document`` (or the stretch ``span`` of it) without what does not matter when quotes are compared."""
    whole = span or Span(0, len(document.folded))
    folded = document.folded[whole.start : whole.end].translate(_EITHER_WIDTH)
    pieces: list[str] = []
    at: list[int] = [0]
    raw_at: list[int] = [whole.start]
    length = done = 0
    for gap in _GAP.finditer(folded):
        start, end = gap.span()
        if start > done:
            pieces.append(folded[done:start])
            length += start - done
        if _parts_words(folded, start, end) and _is_space(document.text, whole.start + start, whole.start + end):
            pieces.append(" ")
            at.append(length)
            raw_at.append(whole.start + start)
            length += 1
        at.append(length)
        raw_at.append(whole.start + end)
        done = end
    pieces.append(folded[done:])
    return Normal("".join(pieces), at, raw_at)


def _parts_words(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _is_space(text: str, start: int, end: int) -> bool:
    """True unless the gap is markup alone, as the stars in ``1**0**``."""
    return any(char.isspace() for char in text[start:end])
