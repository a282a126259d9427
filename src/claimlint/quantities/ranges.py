"""The far end of a range: what joins it to the near one, and what makes two numbers a change or a list instead."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.unit import Kind
from claimlint.quantities.blanks import back, skip
from claimlint.quantities.ends import End, read_end
from claimlint.quantities.words import Connector

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# What makes a hyphen between two bare numbers part of a code or a list: 400-800-1234, 2-3/4.
_CODED = compiled(r"[-/.:A-Za-z_]")
_LEAP = 5  # the ends of a range lie closer together than a change and the level that it leads to


def other_end(reader: Reader, first: End) -> End | None:
    """The far end of a range: a connector, then a number whose unit fits."""
    text, words = reader.text, reader.words
    start = skip(text, first.end, reader.end)
    found = words.connectors.at(text, start) or _between(reader, first, start)
    closed = words.closed.at(text, start) if found is None else None
    found = found or closed
    if found is None:
        return None
    connector, behind = found
    if behind - start > 1 and (start > first.end or text[behind : behind + 1] == " ") and text[start] == "-":
        return None  # "385 -- 3.85 %": a dash of speech
    if connector.change and _opens_change(reader, first):
        return None
    if first.sign < 0 and text[start:behind] == "--":  # -5%--3%: the second hyphen is a minus
        behind -= 1
    second = skip(text, behind, reader.end)
    negative = text.startswith("-", second)
    hit = _hit(reader, second + negative)
    priced = first.unit is not None and first.unit.kind is Kind.MONEY
    last = None if hit is None else read_end(reader, hit.start(), hit.end(), second + negative, priced=priced)
    last = None if last is None else replace(last, dashed=not text[start].isalpha())
    if last is None or not _fits(first, last):
        return None
    if closed is not None and last.scale is None and words.tails.at(text, last.number.end) is not None:
        last = replace(last, unit=None, end=last.number.end)  # 10000与20000间: not so many rooms
    if closed is not None and words.tails.at(text, skip(text, last.end, reader.end)) is None:
        return None  # 10000与20000: two numbers; 10000与20000之间: a range
    last = replace(last, sign=-1 if negative else last.sign, dashed=text[start] in "-~")
    if connector.change and _is_change(reader, first, last):
        return None
    if start > first.end and _signs(text, start, behind) and not _rises(first, last):
        return None  # 22.1% -13.4%: two cells of a row, the second with its sign
    if text[behind : behind + 1] == " " and start > first.end and _is_whole(first, last) and not _rises(first, last):
        return None  # a deficit of $15bn \u2014 $7bn more than before: a dash of speech
    if first.unit is None and last.unit is None and last.scale is None:
        bare = reader.bare and first.sign * first.numeral.value < last.sign * last.numeral.value
        plain = bare or closed is not None or (not connector.change and _is_bare_range(reader, first, last))
        opened = connector.change and _between(reader, first, start) is not None  # aged 25 to 29
        return last if plain or opened else None
    return last


def _signs(text: str, start: int, behind: int) -> bool:
    """Whether the connector at ``start``–``behind`` is a hyphen that is glued to the number behind it."""
    return text[start:behind] == "-" and behind < len(text) and text[behind].isdigit()


def _is_whole(first: End, last: End) -> bool:
    """Each end has its currency and its scale word."""
    return None not in (first.unit, first.scale, last.unit, last.scale)


def _rises(first: End, last: End) -> bool:
    return first.scale != last.scale or first.sign * first.numeral.value < last.numeral.value


def _hit(reader: Reader, start: int) -> re.Match[str] | None:
    """The numeral at ``start``, or behind a currency there."""
    text, hit = reader.text, reader.words.hit
    found = hit.match(text, start, reader.end)
    if found is None:
        money = reader.words.currencies.at(text, start)
        found = hit.match(text, skip(text, money[1], reader.end), reader.end) if money else None
    return found


def _fits(first: End, last: End) -> bool:
    if first.unit and last.unit and first.unit.unit != last.unit.unit:
        return False
    if first.unit and last.unit is None and (not first.unit.symbol or (first.unit.ratio and not last.dashed)):
        return False  # rose 42% to 3,100
    if first.scale is not None and last.scale is None and last.unit is not None and last.unit.ratio and not first.unit:
        return False  # 9.31 million \u2014 6.5% more: a dash of speech
    return last.numeral.words is first.numeral.words


def _is_bare_range(reader: Reader, first: End, last: End) -> bool:
    """PE of 20-25: digits without a unit are a range where they rise and belong to no code, date or list."""
    if first.numeral.words or first.numeral.value >= last.numeral.value or first.sign < 0:
        return False
    if len(last.numeral.digits) > len(first.numeral.digits) + 1:  # 8-70231
        return False
    if reader.words.labels.at(reader.text, last.end) is not None or _CODED.match(reader.text, last.end):
        return False
    return reader.text[first.end] in "-~"


def _between(reader: Reader, first: End, start: int) -> tuple[Connector, int] | None:
    text = reader.text
    opened = reader.words.between.before(text, back(text, first.start, reader.start))
    if opened is None:
        return None
    for connector in opened[0]:
        if text.startswith(connector, start):
            return Connector(), start + len(connector)
    return None


def _opens_change(reader: Reader, first: End) -> bool:
    """从30%到36%, from 5% to 7%: a change, not a range."""
    return reader.words.origins.before(reader.text, back(reader.text, first.start, reader.start)) is not None


@cache
def _moves() -> Table[bool]:
    return Table((word, True) for e in entries("cues") if e.get("cue") in ("rise", "fall") for word in e["words"])


def _is_change(reader: Reader, first: End, last: End) -> bool:
    """Rose by $3 million to $20 million: each end is complete in itself, and a verb of change stands in front.

    Of verbs that may also take a range (上涨20元至50元) the size tells: 上涨5元至840元/瓶.
    """
    if first.unit is None or last.unit is None or first.unit.ratio or (first.scale is None) is not (last.scale is None):
        return False
    front = back(reader.text, first.start, reader.start)
    if reader.words.amounts.before(reader.text, front) is not None:
        return True
    leaps = first.scale == last.scale and last.numeral.value >= _LEAP * first.numeral.value
    return leaps and _moves().before(reader.text, front) is not None
