"""Text measured in terminal cells: a Chinese character takes two, a combining mark none."""

from __future__ import annotations

import re

from rich.cells import cell_len

from claimlint.cache.compiled import compiled

__all__ = ["cell_len", "fill", "prefix", "printable", "suffix"]

ELLIPSIS = "…"
# A cut inside a word or a number would show a wrong one; look this far for a better place.
_WORD_REACH = 15
_JOINED = compiled(r"[0-9A-Za-z.,%$€£¥]")
# Text wraps at blanks and beside wide characters; a closing sign stays with what it closes, a unit with its number.
_CLOSING = "[，。、；：！？）》”’…]*"
_PIECE = compiled(
    r"\s+|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+(?:(?<=[0-9])[\u4e00-\u9fff]{1,2})?"
    rf"{_CLOSING}|.{_CLOSING}",
    re.DOTALL,
)
_UNSEEN = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_UNSEEN |= {0x2028: "\ufffd", 0x2029: "\ufffd", ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}


def printable(text: str) -> str:
    """``text`` with every character that would move the cursor replaced by one that does not, one for one."""
    return text.translate(_UNSEEN)


def prefix(text: str, cells: int) -> str:
    """The longest beginning of ``text`` that fits in ``cells``, cut between words."""
    length = used = 0
    for char in text[: 2 * cells + 1]:
        used += cell_len(char)
        if used > cells:
            break
        length += 1
    if length == len(text):
        return text
    for cut in range(length, max(length - _WORD_REACH, 0), -1):
        if not (_JOINED.match(text[cut - 1]) and _JOINED.match(text[cut])):
            return text[:cut]
    return text[:length]


def suffix(text: str, cells: int) -> str:
    """The longest end of ``text`` that fits in ``cells``, cut between words."""
    start, used = len(text), 0
    for char in reversed(text[-2 * cells - 1 :]):
        used += cell_len(char)
        if used > cells:
            break
        start -= 1
    if start == 0:
        return text
    for cut in range(start, min(start + _WORD_REACH, len(text))):
        if not (_JOINED.match(text[cut - 1]) and _JOINED.match(text[cut])):
            return text[cut:]
    return text[start:]


def fill(text: str, cells: int) -> list[str]:
    """``text`` broken into lines of at most ``cells`` (a longer word is broken); at least one line."""
    lines, line, used = [], "", 0
    for piece in _pieces(text, max(cells, 2)):
        size = cell_len(piece)
        if used + size > cells and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
        if line or not piece.isspace():
            line, used = line + piece, used + size
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, cells: int) -> list[str]:
    pieces = []
    for piece in _PIECE.findall(text):
        while cell_len(piece) > cells:
            head = prefix(piece, cells) or piece[0]
            pieces.append(head)
            piece = piece[len(head) :]
        pieces.append(piece)
    return pieces
