"""For people: what each number is said of, as a table."""

from __future__ import annotations

from itertools import groupby

from claimlint.lexicon.phrases import phrases
from claimlint.model.claim import Claim
from claimlint.model.text import Document
from claimlint.reporters.claims import said
from claimlint.reporters.extract import Extracted, period_of
from claimlint.reporters.extract.table import columns, place_of, words_of
from claimlint.reporters.terminal.listing import Row, listing

_COLUMNS = ("place", "text", "role", "about", "period", "more")


def report(value: Extracted, *, color: bool, width: int, quiet: bool = False) -> str:
    """One row for each claim: number, role, subject and metric, period, then scope, basis, stance, whole and cues."""
    tables = []
    for path, claims in groupby(said(value), key=lambda claim: claim.path):
        source = value.documents[path]
        rows = [Row(_row(claim, source)) for claim in claims]
        tables.append((path, columns(_COLUMNS, source.language), rows))
    return listing(tables, color=color, width=width)


def _row(claim: Claim, source: Document) -> tuple[str, ...]:
    about = dict.fromkeys(part for part in (claim.id, claim.subject, claim.metric) if part)
    return (
        place_of(claim, source),
        words_of(claim, source),
        phrases(source.language).say(f"role_{claim.role.value}"),
        " · ".join(about) or claim.label,
        period_of(claim) or "",
        _more(claim, source),
    )


def _more(claim: Claim, source: Document) -> str:
    words = phrases(source.language)
    parts = [
        claim.scope and words.say("claim_scope", scope=claim.scope),
        claim.basis and words.say("claim_basis", basis=claim.basis),
        claim.stance != "actual" and words.say(f"stance_{claim.stance}"),
        claim.of and words.say("claim_of", whole=claim.of),
        claim.cues and words.say("claim_cues", cues=", ".join(sorted(claim.cues))),
    ]
    return "; ".join(part for part in parts if part)
