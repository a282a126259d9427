"""Comments that speak to claimlint: ``<!-- claimlint: … -->`` in Markdown, ``# claimlint: …`` in YAML, both in text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.model.text import Remark, Span

if TYPE_CHECKING:
    from claimlint.sources.yaml_tree import Node, Tree

_NAME = "claimlint"
_CLOSE = "-->"
_OPEN = compiled(r"<!--\s*+(?=claimlint[ \t]*:)")
_HASH = compiled(r"#[ \t]*(?P<said>claimlint[ \t]*:[^\n]*)")
# Text has no comments, so only what cannot be prose is taken for one.
_LINE = compiled(r"claimlint[ \t]*:[ \t]*ignore(?:-[a-z]+)?[ \t]*(?:\[|(?<=-end))[^\n]*")
_LEAD = compiled(r"(?:<!--|[#/%;]{1,6})[ \t]*$")
_LONGEST_LEAD = 20


def in_markdown(
    folded: str, shown: Sequence[Span], comments: Iterable[Span], code: Sequence[Span]
) -> tuple[Remark, ...]:
    """The comments of Markdown that speak to claimlint.

    ``shown`` are the blocks, in order, ``comments`` what is hidden inside them, ``code`` the blocks of code: what looks
    like a comment in code is an example of one.
    """
    if _NAME not in folded:
        return ()
    hidden = set(comments)
    return tuple(
        remark
        for remark in _comments(folded)
        if remark.outer in hidden or not (_inside(remark.outer, shown) or _inside(remark.outer, code))
    )


def _comments(folded: str) -> Iterator[Remark]:
    for match in _OPEN.finditer(folded):
        close = folded.find(_CLOSE, match.end())
        if close < 0:
            return
        yield _remark(folded, match.end(), close, Span(match.start(), close + len(_CLOSE)))


def in_yaml(folded: str, tree: Tree) -> tuple[Remark, ...]:
    """The comments of YAML that speak to claimlint: they stand outside of all scalars."""
    if _NAME not in folded:
        return ()
    scalars = sorted(_scalars(tree.root))
    return tuple(
        _remark(folded, *match.span("said"), Span(*match.span()))
        for match in _HASH.finditer(folded)
        if not _inside(Span(*match.span()), scalars)
    )


def in_text(folded: str) -> tuple[Remark, ...]:
    """The lines, or the ends of lines, that speak to claimlint."""
    if _NAME not in folded:
        return ()
    return tuple(_in_line(folded, match) for match in _LINE.finditer(folded))


def _in_line(folded: str, match: re.Match[str]) -> Remark:
    start, end = match.span()
    before = max(folded.rfind("\n", 0, start) + 1, start - _LONGEST_LEAD)
    lead = _LEAD.search(folded[before:start])
    begin = start if lead is None else before + lead.start()
    close = folded.find(_CLOSE, start, end)
    if close < 0:
        return _remark(folded, start, end, Span(begin, end))
    return _remark(folded, start, close, Span(begin, close + len(_CLOSE)))


def _remark(folded: str, start: int, end: int, outer: Span) -> Remark:
    said = folded[start:end].rstrip()
    return Remark(said, Span(start, start + len(said)), outer)


def _inside(span: Span, blocks: Sequence[Span]) -> bool:
    """True where one of ``blocks``, which are in order, holds the beginning of ``span``."""
    index = bisect_right(blocks, Span(span.start, 1 << 62)) - 1
    return index >= 0 and span.start < blocks[index].end


def _scalars(root: Node | None) -> Iterator[Span]:
    from claimlint.sources.yaml_tree import Items, Scalar, Table

    nodes: list[Node] = [] if root is None else [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Scalar):
            yield node.span
        elif isinstance(node, Items):
            nodes.extend(node.items)
        elif isinstance(node, Table):
            for key, value in node.entries:
                nodes += [key, value]
