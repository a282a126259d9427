"""YAML as a tree whose every part knows its place, without YAML's own conversions.

Scalars stay the text that was written: ``12:30:45``, ``1e3`` and ``017`` are no numbers here.  The tree is built from
libyaml's events, so nesting in the input is no recursion here; anchors, aliases and tags are refused (a few aliases can
stand for gigabytes), and so are duplicate keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, InputError
from claimlint.model.text import Span, clipped

if TYPE_CHECKING:
    import yaml

DEEPEST = 32
_LONGEST_MESSAGE = 400  # what is quoted may be a key of ten megabytes
_QUOTE_IT = "put the whole sentence in quotes"
# A plain sentence may not begin with these in YAML.
_BAD_START = compiled(r"[ ]*(?:-[ ]+)+(?P<sign>[\[{%@`*&!|>#])")
# - Revenue: [1 million]{#a}: the bracket behind ": " begins a list
_BRACKET_BEHIND_COLON = compiled(r"[ ]*-[ ]+[^\s\"'\[{][^\n:]*:(?=[ ]+\[)")
_LONGEST_HEAD = 2_000
_BLOCK_HEAD = compiled(r"[|>][^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar: its value as a string, the place of the whole node, and of the text in it without quotes."""

    value: str
    span: Span
    inner: Span
    style: str  # "" for a plain scalar, else one of ' " | >


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, in the order of the file; its keys are distinct."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value of ``key``, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


Node: TypeAlias = Scalar | Items | Table


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML file with one document; ``root`` is None where it is empty."""

    path: str
    text: str
    root: Node | None

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both 1-based."""
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def refuse(self, span: Span, message: str) -> NoReturn:
        """Raise :class:`InputError` at the start of ``span``."""
        line, column = self.position(span.start)
        raise InputError(Failure(self.path, clipped(message, _LONGEST_MESSAGE), line, column))

    def place(self, path: Sequence[int | str], *, key: bool = False) -> Span:
        """The node at ``path``, or with ``key`` the key that names it; as far down as the path leads."""
        node, span = self.root, Span(0, 0)
        for part in path:
            if isinstance(node, Table):
                found = next(((name, value) for name, value in node.entries if name.value == part), None)
                if found is None:
                    break
                node = found[1]
                span = found[0].span if key else node.span
            elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
                node = node.items[part]
                span = node.span
            else:
                break
        return span

    def plain(self, node: Node | None) -> object:
        """Strings, lists and dicts, for validation."""
        if isinstance(node, Scalar):
            return node.value
        if isinstance(node, Items):
            return [self.plain(item) for item in node.items]
        if isinstance(node, Table):
            return {key.value: self.plain(value) for key, value in node.entries}
        return None


def read_tree(path: str, text: str) -> Tree:
    """The one document in ``text``.  Raises :class:`InputError`, with line and column, for whatever is not accepted."""
    import yaml

    tree = Tree(path, text, None)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(tree)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        _explain(tree, error)
    except (yaml.YAMLError, UnicodeError) as error:
        what = str(error).splitlines()[0]
        raise InputError(Failure(path, f"not valid YAML: {what}")) from None
    return Tree(path, text, builder.root)


def unknown_key(key: str, known: Sequence[str], what: str = "key") -> str:
    """The message for a key (or ``what`` else has a name) that is not known, with the nearest that is."""
    from difflib import get_close_matches

    key = clipped(key)
    near = get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "known are " + ", ".join(known)
    return f"unknown {what} {key!r}: {hint}"


class _Builder:
    """Events → nodes, with an explicit stack."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.root: Node | None = None
        self.documents = 0
        self.stack: list[tuple[int, bool, list[Node]]] = []  # start, is a mapping, children so far

    def take(self, event: yaml.Event) -> None:
        name = type(event).__name__
        if name in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
            self._guard(event, name)
        if name == "ScalarEvent":
            self._put(self._scalar(event))
        elif name in ("SequenceStartEvent", "MappingStartEvent"):
            self.stack.append((_span(event).start, name == "MappingStartEvent", []))
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            self._close(_span(event).end)
        elif name == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.tree.refuse(_span(event), "a second YAML document begins here (---): one file holds one document")

    def _guard(self, event: yaml.Event, name: str) -> None:
        span = _span(event)
        if name == "AliasEvent" or getattr(event, "anchor", None):
            what = "YAML anchors (&) and aliases (*) are not accepted: write the value out, or " + _QUOTE_IT
            self.tree.refuse(span, what)
        if getattr(event, "tag", None):
            self.tree.refuse(span, "YAML tags (!) are not accepted: " + _QUOTE_IT)
        if len(self.stack) >= DEEPEST:
            self.tree.refuse(span, f"nested deeper than {DEEPEST} levels")

    def _scalar(self, event: yaml.Event) -> Scalar:
        whole = _span(event)
        start, end = whole.start, whole.end
        style = getattr(event, "style", None) or ""
        value = getattr(event, "value", "")
        text = self.tree.text
        inner = Span(start, end)
        if style in ("'", '"'):
            inner = Span(start + 1, end - 1)
        elif style:
            head = _BLOCK_HEAD.match(text, start, end)
            body = start if head is None else head.end()
            part = text[body:end]
            begin = body + len(part) - len(part.lstrip())
            inner = Span(begin, max(begin, body + len(part.rstrip())))
        return Scalar(value, whole, inner, style)

    def _put(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][2].append(node)
        else:
            self.root = node

    def _close(self, end: int) -> None:
        start, is_table, children = self.stack.pop()
        span = Span(start, end)
        self._put(Table(tuple(self._entries(children)), span) if is_table else Items(tuple(children), span))

    def _entries(self, children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Scalar] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.tree.refuse(key.span, "a key must be a word: " + _QUOTE_IT)
            if key.value in seen:
                first = self.tree.position(seen[key.value].span.start)[0]
                self.tree.refuse(key.span, f"duplicate key {key.value!r} (the first is on line {first})")
            seen[key.value] = key
            yield key, value


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.index if start else 0, end.index if end else 0)


def _explain(tree: Tree, error: yaml.MarkedYAMLError) -> NoReturn:
    """One line for a syntax error; a sentence that YAML cannot take unquoted gets the hint that it needs."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        raise InputError(Failure(tree.path, f"not valid YAML: {error.problem}")) from None
    offset = min(mark.index, len(tree.text))
    begin = tree.text.rfind("\n", 0, offset) + 1
    # A flow sequence that never closes is noticed on a later line than the one that opened it.
    for start in (begin, error.context_mark.index if error.context_mark else begin):
        line = tree.text.rfind("\n", 0, start) + 1
        found = _BAD_START.match(tree.text, line)
        if found:
            span = Span(found.start("sign"), found.end("sign"))
            tree.refuse(span, f"YAML cannot read a sentence that begins with {found['sign']!r}: {_QUOTE_IT}")
    message = f"not valid YAML: {error.problem or error.context}"
    inside = _BRACKET_BEHIND_COLON.match(tree.text, begin, begin + _LONGEST_HEAD)
    if inside:
        offset = inside.end() - 1
    if inside or "mapping values" in message:
        message = f'": " in an unquoted text makes it a key: {_QUOTE_IT}'
    tree.refuse(Span(offset, offset), message)
