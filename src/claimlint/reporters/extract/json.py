"""For machines: every quantity with its readings and what is said of it, as one JSON document."""

from __future__ import annotations

from typing import Any

from claimlint.model.claim import Claim
from claimlint.model.text import Document
from claimlint.reporters.document import document, exact, interval
from claimlint.reporters.extract import Extracted, period_of


def report(value: Extracted, *, color: bool, width: int, quiet: bool = False) -> str:
    """The quantities in the order in which they were read."""
    return document(quantities=[quantity(claim, value.documents[claim.path]) for claim in value.claims])


def quantity(claim: Claim, source: Document) -> dict[str, Any]:
    """One quantity, as the machine interface spells it."""
    number = claim.quantity
    line, column = source.position(number.span.start)
    return {
        "path": claim.path,
        "start": number.span.start,
        "end": number.span.end,
        "line": line,
        "column": column,
        "text": number.text,
        "extended": {"start": number.extended.start, "end": number.extended.end},
        "kind": number.kind.value,
        "unit": number.unit.id,
        "qualifier": number.qualifier.value,
        "hedge": number.hedge,
        "stated": interval(number.stated),
        "interval": interval(number.interval),
        "ulp": exact(number.ulp),
        "period": period_of(claim),
        "subject": claim.subject,
        "metric": claim.metric,
        "scope": claim.scope,
        "stance": claim.stance,
    }
