"""The numbers of a text that are no quantities, each with the reason why it was left alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimlint.cache.compiled import compiled
from claimlint.lexicon.origin import longest, origins_of
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import Kind
from claimlint.model.why import NotRead, Unread
from claimlint.quantities import cells, names
from claimlint.quantities.amount import read_amount
from claimlint.quantities.parse import Reader, time_phrases
from claimlint.quantities.words import tables

# What is shown with the digits of a name: GPT-4V, 600519.SH, 1,35212.5433.80.
_GROWN = compiled(r"[0-9A-Za-z][0-9A-Za-z.,_/:-]*")
_GROWN_SIGN = compiled(r"[0-9A-Za-z.,_/:-]")
_FURTHEST = 20


def unread(document: Document, taken: Sequence[Span], *, bare: bool) -> Iterator[Unread]:
    """The numbers of ``document`` outside the quantities at ``taken`` (in order), in order of place.

    ``bare``: what a reading with ``bare`` left, number words included; else only digits.
    """
    for block in document.blocks:
        phrases = [phrase.span for phrase in time_phrases(document, block.span.start, block.span.end)]
        inside = taken[bisect_left(taken, Span(block.span.start, 0)) : bisect_left(taken, Span(block.span.end, 0))]
        yield from _block(document, block, sorted([*phrases, *inside]), bare=bare)


def _block(document: Document, block: Block, taken: Sequence[Span], *, bare: bool) -> Iterator[Unread]:
    text, span = document.folded, block.span
    words = tables(document.language, bare=bare)
    reader = Reader(text, span.start, span.end, words, document.language, cells.brackets(text, block), bare)
    following, floor = 0, span.start
    for hit in words.hit.finditer(text, span.start, span.end):
        while following < len(taken) and taken[following].start <= hit.start():
            floor = max(floor, taken[following].end)
            following += 1
        if hit.start() < floor or (not bare and not text[hit.start()].isdigit()):
            continue
        if following < len(taken) and taken[following].start < hit.end():
            continue
        end = min(span.end, max(taken[following].start, hit.end())) if following < len(taken) else span.end
        reason = _reason(replace(reader, end=end), hit.start(), hit.end(), floor)
        shown = _shown(text, span, hit)
        floor = max(floor, shown.end) if reason is not NotRead.WORD else floor
        yield Unread(shown, document.text[shown.start : shown.end], reason, _place(text, hit, reason))


def _reason(reader: Reader, start: int, end: int, floor: int) -> NotRead:
    named = names.why_name(reader, start, end)
    if named is not None:
        return named
    if names.is_denominator(reader, start):
        return NotRead.DENOMINATOR
    amount = read_amount(reader, start, end, floor)
    if amount is None:
        return NotRead.MALFORMED if reader.text[start].isdigit() else NotRead.WORD
    if names.is_damaged(reader, amount):
        return NotRead.DAMAGED
    digits = reader.text[start].isdigit()
    return NotRead.BARE if digits and amount.unit.kind is Kind.NUMBER else NotRead.VAGUE


def _shown(text: str, block: Span, hit: re.Match[str]) -> Span:
    """The digits with the letters and signs that they are grown together with."""
    if not hit.group()[0].isascii():
        return Span(*hit.span())
    start = hit.start()
    while start > max(block.start, hit.start() - _FURTHEST) and _GROWN_SIGN.match(text[start - 1]):
        start -= 1
    while not text[start].isalnum() and start < hit.start():
        start += 1
    match = _GROWN.match(text, start, min(block.end, hit.end() + _FURTHEST))
    end = hit.end() if match is None else max(hit.end(), start + len(match.group().rstrip(".,:/-_")))
    return Span(start, end)


def _place(text: str, hit: re.Match[str], reason: NotRead) -> str:
    """The line of the lexicon that lists a name which holds the numeral."""
    if reason is not NotRead.WORD:
        return ""
    for start in range(hit.start(), max(-1, hit.start() - _FURTHEST), -1):
        for end in range(start + longest(), hit.start(), -1):
            place = next((o.place for o in origins_of(text[start:end]) if o.role == "name"), None)
            if place is not None:
                return place
    return ""
