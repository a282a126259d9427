"""For machines: every quantity with its readings and what is said of it, as one JSON document."""

from __future__ import annotations

from typing import Any

from claimlint.model.claim import Claim
from claimlint.model.text import Document
from claimlint.reporters.document import document, exact, interval
from claimlint.reporters.extract import Extracted, period_of


def report(value: Extracted, *, color: bool, width: int, quiet: bool = False) -> str:
    """The quantities in the order in which they were read."""
    return document(quantities=[_quantity(claim, value.documents[claim.path]) for claim in value.claims])


def _quantity(claim: Claim, source: Document) -> dict[str, Any]:
    quantity = claim.quantity
    line, column = source.position(quantity.span.start)
    return {
        "path": claim.path,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "line": line,
        "column": column,
        "text": quantity.text,
        "extended": {"start": quantity.extended.start, "end": quantity.extended.end},
        "kind": quantity.kind.value,
        "unit": quantity.unit.id,
        "qualifier": quantity.qualifier.value,
        "hedge": quantity.hedge,
        "stated": interval(quantity.stated),
        "interval": interval(quantity.interval),
        "ulp": exact(quantity.ulp),
        "period": period_of(claim),
        "subject": claim.subject,
        "metric": claim.metric,
        "scope": claim.scope,
        "stance": claim.stance,
    }
