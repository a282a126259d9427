"""Cells of tables: where a number needs no word to be one, and where brackets are a minus."""

from __future__ import annotations

from claimlint.cache.compiled import compiled
from claimlint.model.text import Block, Span

# What may stand beside the number of a cell that holds nothing else: signs, brackets, a currency, a footnote mark.
_BESIDE = compiled(
    r"(?:\(|\[)(?:[0-9]{1,2}|[a-z])(?:\)|\])|[\u00b9\u00b2\u00b3\u2070-\u2079\u2020\u2021\u2460-\u2473#^]"
    r"|[\s()%+\-~*$€£¥₩₹.]|[A-Z]{1,3}(?=\s*\$)|\b[A-Z]{3}\b"
)
_BRACKETS = compiled(r"\s*(?:[$€£¥]|[A-Z]{1,3}\$|[A-Z]{3})?\s*(\([^()]*\))\s*%?\s*")
# A small whole number in the first column counts the rows.
_INDEX = compiled(r"[0-9]{1,3}")
# A longer cell holds prose.
_LONGEST = 60


def is_alone(text: str, block: Block, number: Span) -> bool:
    """True where the cell ``block`` holds ``number`` and nothing else of weight."""
    if block.cell is None or block.span.end - block.span.start > _LONGEST:
        return False
    if block.cell.column == 0 and _INDEX.fullmatch(text, number.start, number.end):
        return False
    rest = text[block.span.start : number.start] + " " + text[number.end : block.span.end]
    return not _BESIDE.sub("", rest)


def brackets(text: str, block: Block) -> Span | None:
    """Where the brackets of ``(25,853)`` and ``$ (1,473)`` stand, which make the number of a cell negative."""
    if block.cell is None or block.span.end - block.span.start > _LONGEST:
        return None
    match = _BRACKETS.fullmatch(text, block.span.start, block.span.end)
    return None if match is None else Span(*match.span(1))
