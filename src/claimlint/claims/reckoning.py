"""What the clause in front of a proportion says that it is of."""

from __future__ import annotations

from claimlint.claims.context import Context
from claimlint.claims.labels import COMMAS
from claimlint.claims.wording import normalise, stop


def reckoned_by(context: Context) -> str | None:
    """按可评估人群计，应答率为45%: what the clause in front says that a proportion is of."""
    start = context.clause_start
    ends = [c for c in context.sentence.clauses if c.end <= start]
    if not ends or ends[-1].start < context.lead.start:
        return None
    clause = context.text(ends[-1].start, ends[-1].end).rstrip(COMMAS)
    word = next((w for w in stop().reckoned if clause.endswith(w)), None)
    return normalise(clause.removesuffix(word)) or None if word else None
