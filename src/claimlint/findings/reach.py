"""How far a mark reaches: over its own lines, or, where it stands alone, over the block below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from claimlint.cache.compiled import compiled
from claimlint.model.text import Document, Span

# A scalar of YAML whose text begins on the next line, or an item with nothing beside its dash.
_ANNOUNCES = compiled(r"(?:[|>][0-9+-]{0,2}|[ \t]-)[ \t\r]*\n?$")
_LONGEST_SIGN = 40


def stretches(document: Document, marks: Sequence[Span]) -> Mapping[Span, tuple[Span, ...]]:
    """The stretches over which each of ``marks`` (places of whole comments) reaches.

    A mark beside other text is for its lines.  One that stands alone is for the next line that is not empty, and for
    the paragraph, the item or the whole table that begins there.
    """
    reach = _Reach(document)
    return {mark: tuple(reach.over(mark)) for mark in reversed(marks)}


class _Reach:
    """Looks up lines and blocks; marks are asked for from the last to the first, so no line is looked at twice."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.outers = [remark.outer for remark in document.remarks]
        self.ends: dict[int, int] = {}  # where each table ends
        for block in document.blocks:
            if block.cell is not None:
                self.ends[block.cell.table] = block.span.end
        self.filled: dict[int, int] = {}  # line → the first at or below it that is not empty

    def over(self, mark: Span) -> Iterator[Span]:
        line_of, position = self.document.line_span, self.document.position
        first, last = position(mark.start)[0], position(mark.end)[0]
        own = Span(line_of(first).start, line_of(last).end)
        if not self.is_empty(own):
            yield own
            return
        line = self.next_filled(last + 1)
        if line <= self.document.lines:
            yield line_of(line)
            yield from self.block(line)

    def block(self, line: int) -> Iterator[Span]:
        """The block that begins on a line, or on the next one where the line only announces it, as "- >" does."""
        blocks, here = self.document.blocks, self.document.line_span(line)
        index = bisect_left(blocks, here.start + 1, key=lambda block: block.span.end)
        announces = _ANNOUNCES.search(self.document.text, max(here.start, here.end - _LONGEST_SIGN), here.end)
        last = self.document.line_span(min(line + 1, self.document.lines)).end if announces else here.end
        if index < len(blocks) and blocks[index].span.start < last:
            span, cell = blocks[index].span, blocks[index].cell
            yield span if cell is None else Span(span.start, self.ends[cell.table])

    def next_filled(self, line: int) -> int:
        passed = []
        found = line
        while found <= self.document.lines and found not in self.filled:
            if not self.is_empty(self.document.line_span(found)):
                break
            passed.append(found)
            found += 1
        found = self.filled.get(found, found)
        self.filled.update(dict.fromkeys((*passed, line), found))
        return found

    def is_empty(self, lines: Span) -> bool:
        """True where there is nothing but comments to claimlint."""
        index = bisect_left(self.outers, lines.start + 1, key=lambda outer: outer.end)
        done, left = lines.start, []
        while index < len(self.outers) and self.outers[index].start < lines.end:
            left.append(self.document.text[done : self.outers[index].start])
            done = max(done, self.outers[index].end)
            index += 1
        left.append(self.document.text[done : lines.end])
        return not "".join(left).strip(" \t\r\n>")
