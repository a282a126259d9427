"""How many rows the table behind a paragraph lists: "The table lists four companies.", 下表列出4家公司."""

from __future__ import annotations

from functools import cache

from claimlint.claims.members import list_words
from claimlint.lexicon.load import entries
from claimlint.model.text import Document, Span


def rows_behind(document: Document, index: int) -> tuple[Span, int] | None:
    """The last row of the table right behind block ``index`` and the number of its rows, totals left out.

    None where no table follows, where the block does not speak of what it lists, and where a row is told in parts.
    """
    blocks = document.blocks
    block = blocks[index]
    following = blocks[index + 1].cell if index + 1 < len(blocks) else None
    if following is None or not list_words().rows.search(document.folded, block.span.start, block.span.end):
        return None
    labels: dict[int, Span] = {}
    for number in range(index + 1, len(blocks)):
        other = blocks[number]
        if other.cell is None or other.cell.table != following.table:
            break
        if other.cell.row and other.cell.column == 0:
            labels.setdefault(other.cell.row, other.span)
    named = [span for span in labels.values() if document.folded[span.start : span.end].strip()]
    members = [span for span in named if not _is_total(document.folded[span.start : span.end])]
    if not members or len(named) < len(labels):
        return None
    return members[-1], len(members)


def _is_total(label: str) -> bool:
    name = label.strip(" *").lower()
    return any(name.endswith(word) for word in _totals())


@cache
def _totals() -> tuple[str, ...]:
    found = [e for e in entries("tables") if e.get("row") in ("total", "subtotal", "total-of", "mean", "apart")]
    return tuple(word.lower() for entry in found for word in entry["words"])
