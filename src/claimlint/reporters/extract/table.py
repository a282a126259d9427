"""For people: what was read, as a table."""

from __future__ import annotations

from itertools import groupby

from claimlint.lexicon.number import interval, number
from claimlint.lexicon.phrases import phrases
from claimlint.model.claim import Claim
from claimlint.model.quantity import Quantity
from claimlint.model.text import Document, Language
from claimlint.model.unit import Kind
from claimlint.reporters.extract import Extracted, period_of
from claimlint.reporters.terminal.listing import Column, Row, listing

_COLUMNS = ("place", "text", "kind", "reading", "period", "about")
_UNBROKEN = ("place", "kind", "period")
_DIGITS = 8  # so many that what was printed is not rounded
# Their readings are dates and places in a list, of no use in a table.
_WITHOUT_READINGS = (Kind.PERIOD, Kind.ORDINAL)


def report(value: Extracted, *, color: bool, width: int, quiet: bool = False) -> str:
    """One row for each quantity: its place, words, readings, period, and the subject and metric it speaks of."""
    tables = []
    for path, claims in groupby(value.claims, key=lambda claim: claim.path):
        source = value.documents[path]
        rows = [Row(_row(claim, source), claim.quantity.kind is Kind.PERIOD) for claim in claims]
        tables.append((path, columns(_COLUMNS, source.language), rows))
    return listing(tables, color=color, width=width)


def columns(names: tuple[str, ...], language: Language) -> list[Column]:
    """The columns of these names, with their headings in the document's language."""
    words = phrases(language)
    return [Column(words.say(f"column_{name}"), name in _UNBROKEN) for name in names]


def place_of(claim: Claim, source: Document) -> str:
    """Line and column, as editors take them."""
    line, column = source.position(claim.quantity.span.start)
    return f"{line}:{column}"


def words_of(claim: Claim, source: Document) -> str:
    """The number as it stands, with the words that qualify it."""
    return source.text[claim.quantity.extended.start : claim.quantity.extended.end]


def reading(quantity: Quantity, language: Language) -> str:
    """The stated set and how far it reaches: with ± where the interval lies evenly around a point."""
    if quantity.kind in _WITHOUT_READINGS:
        return ""
    unit, stated, wider = quantity.unit.id, quantity.stated, quantity.interval
    first = interval(stated, unit, language, _DIGITS)
    if stated == wider:
        return first
    if stated.width == 0 and stated.low == wider.middle and wider.width is not None:
        return f"{first} ±{number(wider.width / 2, unit, language, _DIGITS)}"
    return f"{first} ({interval(wider, unit, language, _DIGITS)})"


def _row(claim: Claim, source: Document) -> tuple[str, ...]:
    quantity = claim.quantity
    return (
        place_of(claim, source),
        words_of(claim, source),
        phrases(source.language).say(f"kind_{quantity.kind.value}"),
        reading(quantity, source.language),
        period_of(claim) or "",
        " · ".join(part for part in (claim.subject, claim.metric) if part),
    )
