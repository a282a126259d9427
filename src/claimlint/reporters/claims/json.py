"""For machines: every claim, as one JSON document.

This format belongs to claimlint alone; nothing in it is promised to stay, apart from the keys that ``extract`` has.
"""

from __future__ import annotations

from typing import Any

from claimlint.model.claim import Claim
from claimlint.model.text import Document
from claimlint.reporters.claims import said
from claimlint.reporters.document import document
from claimlint.reporters.extract import Extracted, period_of
from claimlint.reporters.extract.json import quantity

_OF_THE_CLAIM = ("period", "subject", "metric", "scope", "stance")


def report(value: Extracted, *, color: bool, width: int, quiet: bool = False) -> str:
    """The claims in the order of their places."""
    return document(claims=[_claim(claim, value.documents[claim.path]) for claim in said(value)])


def _claim(claim: Claim, source: Document) -> dict[str, Any]:
    number = quantity(claim, source)
    return {
        "id": claim.id,
        "subject": claim.subject,
        "metric": claim.metric,
        "period": period_of(claim),
        "scope": claim.scope,
        "basis": claim.basis,
        "stance": claim.stance,
        "role": claim.role.value,
        "direction": claim.direction,
        "cues": sorted(claim.cues),
        "label": claim.label,
        "of": claim.of,
        "quantity": {key: said for key, said in number.items() if key not in _OF_THE_CLAIM},
    }
