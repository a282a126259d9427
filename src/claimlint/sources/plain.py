"""Plain text → Document.

A block is a line, or the lines of one paragraph.  A line break ends the block unless the line clearly goes on
(:func:`continues`); text pulled from a PDF has hard breaks inside sentences, even with an empty line at a page's end.
In ``folded`` a break inside a block is a space.  A short line without final punctuation is a heading.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.text import Block, BlockKind, Document, Span
from claimlint.sources.fold import PLACEHOLDER, URL, blank, fold, outside
from claimlint.sources.language import detect
from claimlint.sources.pipes import is_ruler, pipe_cells
from claimlint.sources.remarks import in_text

_LINE = compiled(r"[^\n]*\n|[^\n]+")
_WIDE = compiled(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_FINAL = frozenset(".!?;:\u3002\uff01\uff1f\uff1b\u2026")
_CLOSING = "\"')]}\u201d\u2019\u300b\u300d\u300f\u3011"
_PAUSE = frozenset(",\uff0c\u3001")
_OPENING = frozenset("([{\u201c\u300a\u3010\u300c")
# 1. 1) （一） 一、 • - * # |: the next line begins something of its own.
_ITEM = compiled(
    r"[-*+#>|\u2022\u25cf\u25a0\u25c6\u00b7]"
    r"|\(?[0-9]{1,3}(?:[.)\u3001](?![0-9])|(?:\.[0-9]+)+\s)"
    r"|\(?[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]{1,3}[)\u3001]"
)
_LONG = 25  # display cells; a shorter line was not broken for want of room
_HEADING = 60  # display cells; a longer line without final punctuation is an unfinished paragraph


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int  # without trailing space and break
    text: str  # folded


def read_plain(path: str, text: str) -> Document:
    """The plain text at ``path``.  Bracketed spans mean nothing here."""
    folded = fold(text)
    remarks = in_text(folded)
    folded = blank(folded, [remark.outer for remark in remarks])
    blocks = tuple(_blocks(folded))
    spans = [block.span for block in blocks]
    hidden = outside(spans, len(folded))
    hidden.extend(Span(*match.span()) for pattern in (URL, PLACEHOLDER) for match in pattern.finditer(folded))
    shown = blank(folded, hidden)
    joined = "".join(join(shown, spans))
    return Document(path, text, joined, blocks, language=detect(text), remarks=remarks)


def join(folded: str, spans: list[Span]) -> Iterator[str]:
    """``folded`` in pieces, with the line breaks inside ``spans`` (in order, disjoint) as spaces."""
    done = 0
    for span in spans:
        yield folded[done : span.start]
        yield folded[span.start : span.end].replace("\n", " ").replace("\r", " ")
        done = span.end
    yield folded[done:]


def width(text: str) -> int:
    """The display cells of ``text``: Chinese characters and full-width signs take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def unfinished(line: str) -> bool:
    """True where the folded ``line`` does not end a sentence."""
    bare = line.rstrip().rstrip(_CLOSING)
    return bool(bare) and bare[-1] not in _FINAL


def continues(line: str, following: str, gap: bool = False) -> bool:
    """True where the sentence of the folded ``line`` clearly goes on in ``following``; ``gap``: over an empty line.

    It does where the line is long, has no final punctuation, and the next begins neither a list item nor a heading,
    and either stops at a pause or inside a bracket, or (without a gap) filled its row: no shorter than the next one,
    which is no heading either.
    """
    line, following = line.strip(), following.strip()
    cells = width(line[:400])
    if cells < _LONG or not unfinished(line) or _ITEM.match(following) or "\t" in line:
        return False
    if line[-1] in _PAUSE or _inside_bracket(line, following):
        return True
    next_cells = width(following[:400])
    if gap or cells * 5 < next_cells * 4 or (unfinished(following) and next_cells * 2 < cells):
        return False
    first = following[0]
    if first.isdigit() or first in "$\u00a5\u20ac\u00a3":
        return line[-1].isalpha()
    return unicodedata.category(first) in ("Lo", "Ll")


def _inside_bracket(line: str, following: str) -> bool:
    opened = line.rfind("(")
    if line[-1] in _OPENING:
        return True
    closing = following.find(")")
    if opened <= line.rfind(")") or closing < 0:
        return False
    return "(" not in following[:closing]


def _blocks(folded: str) -> Iterator[Block]:
    section, index, tables = -1, 0, 0
    groups = list(_paragraphs(folded))
    number = 0
    while number < len(groups):
        rows = _table(groups, number)
        if rows:
            for block in pipe_cells(folded, [(line.start, line.end) for line in rows], tables, section):
                yield block
                index += 1
            number, tables = number + len(rows), tables + 1
            continue
        lines = groups[number]
        span = Span(lines[0].start, lines[-1].end)
        kind: BlockKind = "heading" if len(lines) == 1 and _is_heading(lines[0].text) else "paragraph"
        if kind == "heading":
            section = index
        yield Block(span, kind) if kind == "heading" else Block(span, kind, section)
        index, number = index + 1, number + 1


def _table(groups: list[list[_Line]], number: int) -> list[_Line]:
    """The lines of a table of pipes that begins here: one of heads, one of dashes, and those behind them."""
    if number + 1 >= len(groups) or not is_ruler(groups[number + 1][0].text) or "|" not in groups[number][0].text:
        return []
    rows: list[_Line] = []
    for group in groups[number:]:
        if len(group) > 1 or not group[0].text.startswith("|"):
            break
        rows.append(group[0])
    return rows


def _is_heading(line: str) -> bool:
    return unfinished(line) and line[-1] not in _PAUSE and "\t" not in line and width(line[:400]) <= _HEADING


def _paragraphs(folded: str) -> Iterator[list[_Line]]:
    """The lines of each block.  Only the last line of a block is compared with the next: linear."""
    current: list[_Line] = []
    empty = 0
    for line in _lines(folded):
        if line is None:
            empty += 1
            continue
        if current and not (empty <= 1 and continues(current[-1].text, line.text, gap=empty > 0)):
            yield current
            current = []
        current.append(line)
        empty = 0
    if current:
        yield current


def _lines(folded: str) -> Iterator[_Line | None]:
    """Every line without the space around it; None for an empty one."""
    for match in _LINE.finditer(folded):
        raw = match[0]
        bare = raw.strip()
        if not bare:
            yield None
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        yield _Line(start, start + len(bare), bare)
