"""A document as a reader of the page sees it: its own words, in the shape of the page, with its numbers marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from claimlint.lexicon.phrases import Phrases, phrases
from claimlint.model.finding import Finding, Number
from claimlint.model.text import Block, Document, Span
from claimlint.reporters.markup import escaped
from claimlint.reporters.page.marks import Mark, inside

_TAGS = {"heading": "h3", "paragraph": "p", "item": "p", "caption": "p", "quote": "p", "cell": "p"}
_ONE_LINE = 40  # a number is not broken over lines; a quotation is
_HEADING = re.compile(r"#{1,6}")


class Text:
    """Writes the text of one document; the id of a marked place is ``name``, a hyphen and its offset."""

    def __init__(self, document: Document, marks: Sequence[Mark], findings: Sequence[Finding], name: str) -> None:
        self._document = document
        self._marks = marks
        self._findings = findings
        self._name = name
        self._words: Phrases = phrases(document.language)

    def html(self) -> Iterator[str]:
        """The blocks, and between them whatever else stands in the file, dimmed."""
        at = 0
        blocks = sorted(self._document.blocks, key=lambda block: block.span)
        for table, group in groupby(blocks, key=lambda block: block.cell.table if block.cell else None):
            members = [block for block in group if block.span.start >= at]
            if not members:
                continue
            if table is None:
                for block in members:
                    if block.span.start >= at:
                        yield from self._block(block, at)
                        at = block.span.end
            else:
                yield from self._gap(Span(at, self._line_start(members[0].span.start)))
                yield from self._table(members)
                at = self._line_end(members[-1].span.end)
        yield from self._gap(Span(at, len(self._document.text)))

    def _line_start(self, offset: int) -> int:
        return self._document.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self._document.text.find("\n", offset)
        return len(self._document.text) if end < 0 else end

    def _block(self, block: Block, at: int) -> Iterator[str]:
        """A block with what stands before it on its line (a list's sign, a heading's #)."""
        start = max(at, self._line_start(block.span.start))
        yield from self._gap(Span(at, start))
        before = self._document.text[start : block.span.start]
        level = _HEADING.match(before.lstrip())
        depth = f" h{len(level.group())}" if level else ""
        tag = _TAGS[block.kind]
        line = self._document.position(block.span.start)[0]
        sign = f'<span class="sign">{escaped(before)}</span>' if before.strip() else ""
        body = "".join(self._words_of(block.span))
        yield f'<{tag} class="block {block.kind}{depth}" data-line="{line}">{sign}{body}</{tag}>\n'

    def _gap(self, span: Span) -> Iterator[str]:
        text = self._document.text[span.start : span.end]
        if not text.strip():
            return
        lead = len(text) - len(text.lstrip("\n\r"))
        inner = Span(span.start + lead, span.start + len(text.rstrip()))
        line = self._document.position(inner.start)[0]
        yield f'<pre class="block rest" data-line="{line}">{"".join(self._words_of(inner))}</pre>\n'

    def _table(self, blocks: Sequence[Block]) -> Iterator[str]:
        cells = {(block.cell.row, block.cell.column): block for block in blocks if block.cell}
        rows = sorted({row for row, _ in cells})
        columns = range(max(column for _, column in cells) + 1)
        line = self._document.position(blocks[0].span.start)[0]
        yield f'<div class="block" data-line="{line}"><div class="cells"><table>\n'
        for row in rows:
            tag = "th" if row == 0 else "td"
            found = (cells.get((row, column)) for column in columns)
            said = ("".join(self._words_of(block.span)) if block else "" for block in found)
            yield "<tr>" + "".join(f"<{tag}>{words}</{tag}>" for words in said) + "</tr>\n"
        yield "</table></div></div>\n"

    def _words_of(self, span: Span) -> Iterator[str]:
        for piece, mark in inside(self._marks, span):
            words = "".join(self._dimmed(piece))
            yield words if mark is None else self._marked(words, mark, piece.start == mark.span.start)

    def _dimmed(self, span: Span) -> Iterator[str]:
        """Words as they are, signs of markup dimmed."""
        text, folded = self._document.text, self._document.folded
        whole = text[span.start : span.end]
        if len("".join(whole.split())) == len("".join(folded[span.start : span.end].split())):  # as most pieces are
            yield escaped(whole)
            return
        places = range(span.start, span.end)
        for markup, group in groupby(places, key=lambda i: folded[i].isspace() and not text[i].isspace()):
            run = list(group)
            words = escaped(text[run[0] : run[-1] + 1])
            yield f'<span class="markup">{words}</span>' if markup else words

    def _marked(self, words: str, mark: Mark, first: bool) -> str:
        related = f' data-related="{" ".join(map(str, mark.related))}"' if mark.related else ""
        standing = f"{mark.number.standing if mark.number else 'part'}{' long' if len(words) > _ONE_LINE else ''}"
        title = f' title="{escaped(self._standing(mark.number))}"' if mark.number else ""
        spoken_of = mark.finding is not None or mark.related
        name = f' id="{self._name}-{mark.span.start}"' if first and spoken_of else ""
        if mark.finding is None:
            return f'<span class="n {standing}"{name}{related}{title}>{words}</span>'
        finding = self._findings[mark.finding]
        wide = " wide" if mark.wide and mark.number is None else ""
        kind = f"{finding.severity.value}{' suppressed' if finding.suppressed else ''}{wide}"
        return (
            f'<a class="n {standing} {kind}"{name} href="#f{mark.finding}" data-finding="{mark.finding}"{related} '
            f'title="{escaped(f"{finding.rule}: {finding.message}")}">{words}</a>'
        )

    def _standing(self, number: Number) -> str:
        if number.standing == "checked":
            return self._words.say("page_decided", rules=self._words.say("list_separator").join(number.rules))
        if number.standing == "undecidable":
            return self._words.say("page_open", reason=self._words.reason(number.reason or ""))
        return self._words.say("page_unchecked")
