"""What was read, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim
from claimlint.model.finding import Failure
from claimlint.model.text import Document


@dataclass(frozen=True, slots=True)
class Extraction:
    """Every number that was read, as a claim (periods included)."""

    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    failures: tuple[Failure, ...] = ()
