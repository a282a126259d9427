"""Markdown → Document, with tree-sitter's block grammar for the structure and :mod:`.inline` for what is inside.

The block grammar looks at ASCII only, so it is given one ASCII letter for every other code point: its byte offsets then
*are* code points, and no map is needed.  In ``folded`` everything that is no prose is blank, a line break inside a
block is a space, and a break that the author set (``<br>``, two spaces, a backslash) stays a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.text import Block, BlockKind, Cell, Document, Span
from claimlint.sources.fold import blank, fold, outside
from claimlint.sources.front_matter import as_of, changed, kin
from claimlint.sources.inline import Markup, scan
from claimlint.sources.language import detect
from claimlint.sources.marks import refuse_twice
from claimlint.sources.plain import unfinished, width
from claimlint.sources.remarks import in_markdown

if TYPE_CHECKING:
    from tree_sitter import Node

_OTHER = compiled(r"[^\x00-\x7f]")
# Signs that mean nothing to the block grammar would only make it build nodes.
_PLAIN = bytes.maketrans(b"$%&,;@^{}?", b"xxxxxxxxxx")
# Pandoc's fenced divs are no part of the grammar; as empty lines they part the blocks that they wrap.
_FENCED_DIV = compiled(r"^[ >]*:{3,}[^\n]*", re.MULTILINE)
_TABLE_CAPTION = compiled(r"(?:Table)?:\s")
_BLOCK_TAG = compiled(
    r"</?(?:td|th|tr|table|p|div|li|ul|ol|h[1-6]|caption|section|article|figcaption)\b[^<>]*>", re.IGNORECASE
)
_NO_PROSE = compiled(r"\s*<(?:script|style|pre|!--|\?|!\[)", re.IGNORECASE)
_HARD_BREAK = compiled(r"(?:\\| {2,})\r?\n")
_SOFT_BREAK = compiled(r"\r?\n")
_NARROW = 25  # display cells; a shorter line that ends without a full stop stands for itself


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block as found, before its section is known; ``inside`` are markers of lists and quotes in it."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    cell: Cell | None = None
    inside: tuple[Span, ...] = ()


def read_markdown(path: str, text: str) -> Document:
    """The Markdown at ``path``.  Raises :class:`InputError` where two marks have one id."""
    pieces, labels, code = _pieces(text)
    blocks = tuple(_with_sections(pieces))
    markups = [scan(text, piece.start, piece.end, labels) for piece in pieces]
    # Pandoc takes {#id} at the end of a heading as the heading's own; scan() sees brackets only, so it is no mark.
    hidden = outside([block.span for block in blocks], len(text))
    for piece, markup in zip(pieces, markups, strict=True):
        hidden.extend(piece.inside)
        hidden.extend(markup.hidden)
        if piece.kind == "heading":
            hidden.extend(_heading_attributes(text, piece))
    plain = fold(text)
    folded = "".join(_joined(blank(plain, hidden), text, pieces, markups))
    marks = tuple(mark for markup in markups for mark in markup.marks)
    remarks = in_markdown(plain, [block.span for block in blocks], hidden, code)
    document = Document(
        path, text, folded, blocks, marks, detect(text), as_of(text), remarks, kin(path, text), changed(text)
    )
    refuse_twice(document)
    return document


def _pieces(text: str) -> tuple[list[_Piece], frozenset[str], list[Span]]:
    """The blocks of ``text`` in order, the labels of its link definitions, and where its blocks of code stand."""
    import tree_sitter
    import tree_sitter_markdown

    grammar = tree_sitter.Language(tree_sitter_markdown.language())
    source = _FENCED_DIV.sub(_as_spaces, text)
    if not source.isascii():
        source = _OTHER.sub("x", source)
    data = source.encode("ascii").translate(_PLAIN)
    tree = tree_sitter.Parser(grammar).parse(data)
    pieces: list[_Piece] = []
    labels: set[str] = set()
    code: list[Span] = []
    tables = 0
    # An explicit stack: nesting in the input must not become recursion here.
    stack: list[tuple[Node, BlockKind]] = [(tree.root_node, "paragraph")]
    while stack:
        node, kind = stack.pop()
        what = node.type
        if what in _CODE:
            code.append(Span(node.start_byte, node.end_byte))
        if what in _SKIPPED:
            continue
        if what in ("paragraph", "atx_heading", "setext_heading"):
            pieces.extend(_prose(node, text, kind))
        elif what == "pipe_table":
            pieces.extend(_cells(node, text, tables))
            tables += 1
        elif what == "html_block":
            pieces.extend(_html(node, text))
        elif what == "link_reference_definition":
            labels.add(text[node.start_byte : node.end_byte].partition("]")[0].lstrip(" [").casefold())
        else:
            inner = _INNER.get(what, kind)
            stack.extend((child, inner) for child in reversed(node.named_children))
    return pieces, frozenset(labels), code


_CODE = frozenset({"fenced_code_block", "indented_code_block"})
_SKIPPED = _CODE | {"minus_metadata", "plus_metadata", "thematic_break", "inline"}
_INNER: Mapping[str, BlockKind] = {"block_quote": "quote", "list_item": "item"}
_LEVEL = compiled(r"(?:atx|setext)_h([1-6])_")


def _prose(node: Node, text: str, kind: BlockKind) -> Iterator[_Piece]:
    level = 0
    inline: Node | None = None
    for child in node.named_children:
        if child.type == "inline":
            inline = child
        elif child.type == "paragraph":  # the text of a setext heading
            inline = next((part for part in child.named_children if part.type == "inline"), None)
        elif found := _LEVEL.match(child.type):
            level = int(found[1])
    if inline is None:
        return
    inside: tuple[Span, ...] = ()
    if inline.start_point[0] != inline.end_point[0]:
        markers = (part for part in inline.named_children if part.type == "block_continuation")
        inside = tuple(Span(part.start_byte, part.end_byte) for part in markers)
    if level:
        kind = "heading"
    elif kind == "paragraph" and _TABLE_CAPTION.match(text, inline.start_byte, inline.end_byte):
        kind = "caption"
    yield _Piece(inline.start_byte, inline.end_byte, kind, level, inside=inside)


def _cells(node: Node, text: str, table: int) -> Iterator[_Piece]:
    row = -1
    for line in node.named_children:
        if line.type not in ("pipe_table_header", "pipe_table_row"):
            continue
        row += 1
        begin = max(text.rfind("\n", 0, line.start_byte) + 1, node.start_byte)
        column = 0 if "|" in text[begin : line.start_byte] or text.startswith("|", line.start_byte) else 1
        done = begin
        for cell in line.named_children:
            if cell.type != "pipe_table_cell":
                continue
            column += text.count("|", done, cell.start_byte)
            done = cell.end_byte
            start, end = _stripped(text, cell.start_byte, cell.end_byte)
            if start < end:
                yield _Piece(start, end, "cell", cell=Cell(table, row, column - 1))


def _html(node: Node, text: str) -> Iterator[_Piece]:
    """The prose in a block of HTML, parted at the tags of paragraphs, cells and the like."""
    if _NO_PROSE.match(text, node.start_byte, node.end_byte):
        return
    done = node.start_byte
    for tag in _BLOCK_TAG.finditer(text, node.start_byte, node.end_byte):
        start, end = _stripped(text, done, tag.start())
        if start < end:
            yield _Piece(start, end, "paragraph")
        done = tag.end()
    start, end = _stripped(text, done, node.end_byte)
    if start < end:
        yield _Piece(start, end, "paragraph")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _as_spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _with_sections(pieces: list[_Piece]) -> Iterator[Block]:
    """A heading's own section is the heading of the next higher level above it."""
    above: list[tuple[int, int]] = []  # level and index of the headings that hold here
    for index, piece in enumerate(pieces):
        while piece.kind == "heading" and above and above[-1][0] >= piece.level:
            above.pop()
        section = above[-1][1] if above else -1
        yield Block(Span(piece.start, piece.end), piece.kind, section, piece.cell)
        if piece.kind == "heading":
            above.append((piece.level, index))


_AT_END = compiled(r"\{[^{}\n]*\}\s*$")


def _heading_attributes(text: str, piece: _Piece) -> Iterator[Span]:
    found = _AT_END.search(text[piece.start : piece.end])
    if found:
        yield Span(piece.start + found.start(), piece.start + found.end())


def _joined(folded: str, text: str, pieces: list[_Piece], markups: list[Markup]) -> Iterator[str]:
    """``folded`` in pieces, the soft line breaks in its blocks as spaces."""
    done = 0
    for piece, markup in zip(pieces, markups, strict=True):
        yield folded[done : piece.start]
        part = folded[piece.start : piece.end]
        if "\n" in part:
            part = _soften(part, text[piece.start : piece.end])
        for offset in markup.breaks:
            at = offset - piece.start
            part = f"{part[:at]}\n{part[at + 1 :]}"
        yield part
        done = piece.end
    yield folded[done:]


def _soften(part: str, raw: str) -> str:
    hard = {found.end() - 1 for found in _HARD_BREAK.finditer(raw)}
    out: list[str] = []
    done = 0
    for found in _SOFT_BREAK.finditer(part):
        line = part[done : found.start()]
        # 营业收入：100亿元⏎净利润：20亿元: short lines are a list in all but name
        kept = found.end() - 1 in hard or (width(line[:400]) < _NARROW and unfinished(line))
        out.append(line)
        out.append(found[0] if kept else " " * len(found[0]))
        done = found.end()
    out.append(part[done:])
    return "".join(out)
