"""The marks by which an author suppresses findings, read from the remarks of a document.

``ignore[cagr] reason`` is for its line, or for the block below it where it stands alone; ``ignore-start[cagr] reason``
for what follows up to ``ignore-end``; ``ignore-file[cagr] reason`` for the whole file.  The rules are ids or checks,
separated by commas, or ``*``; ``until 2026-12-31`` in front of the reason, or at its end, says how long it is good.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from claimlint.cache.compiled import compiled
from claimlint.findings.reach import stretches
from claimlint.frozen import dataclass
from claimlint.model.text import Document, Remark, Span

EVERY = "*"
LINE, START, END, FILE = "ignore", "ignore-start", "ignore-end", "ignore-file"
_SHAPE = compiled(r"claimlint[ \t]*:\s*(?P<word>[\w-]*)[ \t]*(?:\[(?P<rules>[^\]\n]{0,400})\])?(?P<rest>.*)", re.DOTALL)
_UNTIL = compiled(r"[\s:,;(]*until\s+(?P<day>[0-9][0-9/.-]*[0-9])[):,;.]*(?=\s|$)", re.IGNORECASE)
_UNTIL_AT_END = compiled(r"[\s,;(]until\s+(?P<day>[0-9][0-9/.-]*[0-9])[).;\s]*$", re.IGNORECASE)
_TAIL = 60  # characters in which a date at the end of a reason must lie
_AROUND = " \t\r\n:,;.-\u2013\u2014\uff1a\uff0c\u3002\uff1b"
# What other linters call it.
_ELSEWHERE = frozenset({"allow", "disable", "enable", "expect", "noqa", "nosem", "off", "on", "skip", "suppress"})
# How near a mark is to what it suppresses; the nearest is the one that does.
_NEARNESS = {LINE: 0, START: 1, FILE: 2}
_WORDS = (*_NEARNESS, END)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a mark: a phrase of the lexicon, and what is put into it."""

    phrase: str
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: what it says, where it applies (nowhere, if it has no effect), and what is wrong with it."""

    remark: Remark
    word: str
    rules: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    covers: tuple[Span, ...] = ()
    fault: Fault | None = None

    @property
    def nearness(self) -> int:
        """0 for a line or block, 1 for a stretch, 2 for a file."""
        return _NEARNESS.get(self.word, 0)


def marks_of(document: Document) -> tuple[Mark, ...]:
    """Every mark of ``document``, in order of place."""
    if not document.remarks:
        return ()
    marks = _paired([mark for remark in document.remarks if (mark := _read(document, remark)) is not None])
    lone = [mark.remark.outer for mark in marks if mark.word == LINE and mark.fault is None]
    reached = stretches(document, lone)
    return tuple(
        replace(mark, covers=reached[mark.remark.outer]) if mark.word == LINE and mark.fault is None else mark
        for mark in marks
    )


def _read(document: Document, remark: Remark) -> Mark | None:
    """The mark that a remark is; None for one that was hardly meant to be any (claimlint: figures by J. Li)."""
    shape = _SHAPE.match(remark.text)
    if shape is None:
        return None
    word = shape["word"]
    if word not in _WORDS:
        meant = shape["rules"] is not None or word.partition("-")[0].lower() in _ELSEWHERE
        meant = meant or bool(get_close_matches(word.lower(), _WORDS, n=1, cutoff=0.75))
        return _faulty(Mark(remark, word), "suppression_word", word=word) if meant else None
    rules = tuple(dict.fromkeys(name.strip() for name in (shape["rules"] or "").split(",") if name.strip()))
    if word == END:
        return Mark(remark, word, rules)
    if not rules:
        return _faulty(Mark(remark, word), "suppression_rules", word=word)
    # The reason is quoted as it was written; only its syntax is looked at folded.
    rest = document.text[remark.span.start + shape.start("rest") : remark.span.end]
    found = _UNTIL.match(rest) or _UNTIL_AT_END.search(rest, max(0, len(rest) - _TAIL))
    if found is not None:
        rest = rest[: found.start()] + rest[found.end() :]
    mark = Mark(remark, word, rules, " ".join(rest.split()).strip(_AROUND))
    if word == FILE:
        mark = replace(mark, covers=(Span(0, len(document.text) + 1),))
    if found is None:
        return mark
    try:
        return replace(mark, until=date.fromisoformat(found["day"]))
    except ValueError:
        return _faulty(mark, "suppression_date", until=found["day"])


def _faulty(mark: Mark, phrase: str, **places: str) -> Mark:
    return replace(mark, covers=(), fault=Fault(phrase, MappingProxyType(places)))


def _paired(marks: list[Mark]) -> list[Mark]:
    """Each start with the stretch up to its end: the next one that names its rules, or that names none."""
    paired = list(marks)
    waiting: dict[int, Mark] = {}  # the starts that are open, in order
    named: dict[frozenset[str], list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.word == START and mark.fault is None:
            waiting[index] = mark
            named.setdefault(frozenset(mark.rules), []).append(index)
        elif mark.word == END:
            start = _start_of(mark, waiting, named)
            if start is None:
                paired[index] = _faulty(mark, "suppression_unopened")
            else:
                begin = waiting.pop(start).remark.outer.start
                paired[start] = replace(paired[start], covers=(Span(begin, mark.remark.outer.end),))
    for index in waiting:
        paired[index] = _faulty(paired[index], "suppression_unclosed")
    return paired


def _start_of(end: Mark, waiting: dict[int, Mark], named: Mapping[frozenset[str], list[int]]) -> int | None:
    if not end.rules:
        return next(reversed(waiting), None)
    starts = named.get(frozenset(end.rules), [])
    while starts and starts[-1] not in waiting:
        starts.pop()
    return starts[-1] if starts else None
