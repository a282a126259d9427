"""What the author writes behind a marked number, and the one rule for all marks of a document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from claimlint.cache.compiled import compiled
from claimlint.model.finding import Failure, InputError
from claimlint.model.text import Document, Mark

_ATTRIBUTE = compiled(
    r"""#(?P<id>[^\s"'={}#]+)|\.[^\s"'={}]+|(?P<key>[^\s"'={}#.][^\s"'={}]*)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}]*))"""
)


def split_attributes(text: str) -> tuple[str | None, Mapping[str, str]]:
    """Id and key-value pairs of ``{#id .class key=value key="v v"}``."""
    name: str | None = None
    pairs: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match["id"]:
            name = name or match["id"]
        elif match["key"]:
            pairs[match["key"]] = match["double"] or match["single"] or match["bare"] or ""
    return name, MappingProxyType(pairs)


def refuse_twice(document: Document) -> None:
    """Raise :class:`InputError` at the second of two marks of ``document`` with one id."""
    seen: dict[str, Mark] = {}
    for mark in document.marks:
        if mark.id in seen:
            line, column = document.position(mark.outer.start)
            first = document.position(seen[mark.id].outer.start)[0]
            what = f"two marks have the id {mark.id!r} (the first is on line {first}): give one of them another id"
            raise InputError(Failure(document.path, what, line, column))
        seen[mark.id] = mark
