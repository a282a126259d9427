"""What the words in front of a number say that it is of: 前者, the latter; 按可评估人群计."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimlint.claims.context import Context
from claimlint.claims.labels import COMMAS, Label, normalise, reckoned_words


def reckoned_by(context: Context) -> str | None:
    """按可评估人群计，应答率为45%: what the clause in front says that a proportion is of."""
    start = context.clause_start
    ends = [c for c in context.sentence.clauses if c.end <= start]
    if not ends or ends[-1].start < context.lead.start:
        return None
    clause = context.text(ends[-1].start, ends[-1].end).rstrip(COMMAS)
    word = next((w for w in reckoned_words() if clause.endswith(w)), None)
    return normalise(clause.removesuffix(word)) or None if word else None


def referred(context: Context, label: Label, heard: Sequence[Label]) -> Label:
    """前者, the latter: the first or the second of the two names that were heard last; else ``label`` as it is."""
    if len(heard) < 2 or not context.says("refer"):
        return label
    word = next((str(m.value("refer")) for m in reversed(context.before) if m.value("refer")), None)
    if word is None:
        return label
    meant = heard[-2] if word == "former" else heard[-1]
    metric = label.metric if label.measured else meant.metric
    return replace(meant, metric=metric, of=label.of, measured=label.measured or meant.measured)
