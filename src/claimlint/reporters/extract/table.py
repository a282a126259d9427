"""For people: what was read, as a table."""

from __future__ import annotations

from io import StringIO
from itertools import groupby

from claimlint.lexicon.number import interval, number
from claimlint.model.claim import Claim
from claimlint.model.quantity import Quantity
from claimlint.model.text import Document, Language
from claimlint.model.unit import Kind
from claimlint.reporters.extract import Extracted, period_of
from claimlint.reporters.terminal.cells import printable

_HEADINGS = ("place", "text", "kind", "reads as", "period", "about")
_DIGITS = 8  # so many that what was printed is not rounded
_UNBROKEN = ("place", "period")
# Of these the kind says all.
_WITHOUT_UNIT = (Kind.PERCENT, Kind.POINTS, Kind.PERIOD, Kind.NUMBER, Kind.ORDINAL)
# Their readings are dates and places in a list, of no use in a table.
_WITHOUT_READINGS = (Kind.PERIOD, Kind.ORDINAL)


def report(value: Extracted, *, color: bool, width: int, quiet: bool = False) -> str:
    """One row for each quantity: its place, words, readings, period, and the subject and metric it speaks of."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    page = StringIO()
    console = Console(
        file=page,
        width=width,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
    )
    for path, claims in groupby(value.claims, key=lambda claim: claim.path):
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for heading in _HEADINGS:
            table.add_column(heading, no_wrap=heading in _UNBROKEN, overflow="fold")
        for claim in claims:
            table.add_row(*(Text(printable(cell)) for cell in _row(claim, value.documents[path])))
        console.print(Text(printable(path), style="bold"), table, "", sep="\n")
    return "".join(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _row(claim: Claim, source: Document) -> tuple[str, ...]:
    quantity = claim.quantity
    line, column = source.position(quantity.span.start)
    return (
        f"{line}:{column}",
        source.text[quantity.extended.start : quantity.extended.end],
        quantity.kind.value if quantity.kind in _WITHOUT_UNIT else f"{quantity.kind.value} {quantity.unit.id}".rstrip(),
        "" if quantity.kind in _WITHOUT_READINGS else _reading(quantity, source.language),
        period_of(claim) or "",
        " · ".join(part for part in (claim.subject, claim.metric) if part),
    )


def _reading(quantity: Quantity, language: Language) -> str:
    """The stated set and how far it reaches: with ± where the interval lies evenly around a point."""
    unit, stated, wider = quantity.unit.id, quantity.stated, quantity.interval
    first = interval(stated, unit, language, _DIGITS)
    if stated == wider:
        return first
    if stated.width == 0 and stated.low == wider.middle and wider.width is not None:
        return f"{first} ±{number(wider.width / 2, unit, language, _DIGITS)}"
    return f"{first} ({interval(wider, unit, language, _DIGITS)})"
