"""The phrases of time of one document, found once: reading looks for them in blocks, understanding in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.model.text import Document, Span
from claimlint.quantities.periods import TimePhrase, find_periods

# A sentence that ends with one of these signs cuts no phrase, and nothing behind the sign bears on one in front of it.
_STOPS = frozenset("。！？；!?;.")


class Times:
    """The phrases of time in the blocks of a document; what is kept is let go with the document's claims."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: dict[int, tuple[TimePhrase, ...]] = {}  # by where a block begins

    def of_block(self, block: Span) -> tuple[TimePhrase, ...]:
        """The phrases of a whole block."""
        found = self._found.get(block.start)
        if found is None:
            found = self._found[block.start] = self._between(block.start, block.end)
        return found

    def of_part(self, block: Span, part: Span) -> Sequence[TimePhrase]:
        """The phrases of a part of a block: those of the block, unless the part may cut one that is none then."""
        whole = self.of_block(block)
        inside = tuple(p for p in whole if part.start < p.span.end and p.span.start < part.end)
        ends = part.end == block.end or self._document.folded[part.end - 1] in _STOPS
        if ends and all(part.covers(phrase.span) for phrase in inside):
            return inside
        return self._between(part.start, part.end)

    def _between(self, start: int, end: int) -> tuple[TimePhrase, ...]:
        return tuple(find_periods(self._document.folded, start, end))
