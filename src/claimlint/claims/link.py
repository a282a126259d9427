"""Names of one thing: claims whose subjects are other names of one get one subject.

A document says so in brackets (阿里云（Alibaba Cloud）), spells one name in two ways (Alibaba-Cloud), or uses two names
that facts list as aliases.  Nothing else is taken for one: 中国银行 is not 中国建设银行.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.similar import is_slip
from claimlint.claims.wording import normalise
from claimlint.lexicon.load import entries
from claimlint.model.claim import Claim
from claimlint.model.text import Document

_BRACKET = compiled(r"[(（]([^()（）\n]{2,40})[)）]")
_NAME = 40  # no name is longer
_LEAST = 8  # letters of a name that may have a slip
_BLOCK = 40  # more names than this with one beginning are not compared
_SPELLING = compiled(r"[\W_]+")


def link(document: Document, claims: Sequence[Claim], aliases: Iterable[frozenset[str]] = ()) -> tuple[Claim, ...]:
    """``claims`` with one subject for all names of one thing, the one that stands first; ``aliases`` are known ones."""
    names = list(dict.fromkeys(claim.subject for claim in claims if claim.subject is not None))
    if len(names) < 2:
        return tuple(claims)
    known = set(names)
    pairs = [*_listed(known, aliases), *_spelled(names), *_said(document, known)]
    if not pairs:
        return tuple(claims)
    first = _joined(names, pairs)
    return tuple(replace(c, subject=first[c.subject]) if c.subject and c.subject in first else c for c in claims)


def _joined(names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Each name that another one stands for, with that one: the first of its group."""
    place = {name: index for index, name in enumerate(names)}
    head: dict[str, str] = {}

    def top(name: str) -> str:
        while name in head:
            name = head[name]
        return name

    for one, other in pairs:
        first, second = sorted((top(one), top(other)), key=place.__getitem__)
        if first != second:
            head[second] = first
    return {name: top(name) for name in head}


def _said(document: Document, known: set[str]) -> Iterator[tuple[str, str]]:
    """阿里云（以下简称云智能）: both are names that numbers have."""
    for match in _BRACKET.finditer(document.folded):
        other = normalise(_alias_words().sub(" ", match[1]))
        if other not in known:
            continue
        before = normalise(document.folded[max(0, match.start() - _NAME) : match.start()])
        starts = range(len(before) - 1) if not before.isascii() else _word_starts(before)
        one = next((before[start:] for start in starts if before[start:] in known), None)
        if one is not None and one != other:
            yield one, other


def _word_starts(text: str) -> list[int]:
    return [0, *(index + 1 for index, char in enumerate(text) if char == " ")]


def _spelled(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Alibaba-Cloud, AlibabaCloud, and a slip of one letter."""
    blocks: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        key = _SPELLING.sub("", name)
        blocks[key[:3]].append((key, name))
    for block in blocks.values():
        if 1 < len(block) <= _BLOCK:
            for index, (key, name) in enumerate(block):
                for other_key, other in block[index + 1 :]:
                    if key == other_key or _is_slip(key, other_key):
                        yield name, other


def _is_slip(one: str, other: str) -> bool:
    digits = [re.sub(r"\D", "", key) for key in (one, other)]
    long = min(len(one), len(other)) >= _LEAST and one.isascii() and other.isascii()
    return long and digits[0] == digits[1] and is_slip(one, other)


def _listed(known: set[str], aliases: Iterable[frozenset[str]]) -> Iterator[tuple[str, str]]:
    for group in aliases:
        inside = sorted(known & {normalise(name) for name in group})
        yield from ((inside[0], other) for other in inside[1:])


@cache
def _alias_words() -> re.Pattern[str]:
    words = sorted((word for e in entries("links") if e.get("alias") for word in e["words"]), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
