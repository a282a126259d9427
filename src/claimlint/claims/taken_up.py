"""Words by which a number takes up what was told before it, or says that it is of the past or of today."""

from __future__ import annotations

from functools import cache

from claimlint.claims.context import Context
from claimlint.claims.turns import turns_around
from claimlint.lexicon.load import entries
from claimlint.lexicon.shapes import shape
from claimlint.lexicon.table import Table
from claimlint.model.unit import Kind

_CHANGES = frozenset({"rise", "fall", "shift", "difference"})
# Down by 12% on the 2019 baseline of 502 kt.
_BASE_OF = shape("base-of")
_DETERMINED = shape("determined")
_SIGNS = ("\u00d7", "*")
# What the keys of the lexicon become.
_CUES = {
    "takes_up": "takes-up",
    "concludes": "concludes",
    "rewrites": "rewrites",
    "once": "past",
    "today": "present",
    "relative": "relative",
}


def taken_up(context: Context) -> set[str]:
    """The cues of those words in the number's clause, or in one that opens the sentence for it."""
    start = max(context.lead.start, context.sentence.span.start)
    lead = context.text(start, context.quantity.extended.start).lower()
    trail = context.text(context.quantity.extended.end, context.following_end).lower()
    end = next((i for i, char in enumerate(trail) if char in ",;:"), len(trail))
    found = {_CUES[key] for key in ("takes_up", "concludes", "rewrites", "once", "today") if _holds(key, lead)}
    found |= {_CUES[key] for key in ("rewrites", "once", "today") if _holds(key, trail[:end])}
    if _is_that_change(context):
        found.add("takes-up")
    return found | _turns(context, lead, trail) | _by_place(context, trail) | _relative(lead, trail[:end])


def _relative(lead: str, trail: str) -> set[str]:
    return {"relative", "shift"} if _holds("relative", lead) or _holds("relative", trail) else set()


def _turns(context: Context, lead: str, trail: str) -> set[str]:
    found = turns_around(lead, trail)
    if not context.says("yearly", "annual", "yoy", "average-growth"):
        found.discard("at-rate")
    if context.quantity.unit.dimension != "number":
        found.discard("unsaid")
    return found


def _by_place(context: Context, trail: str) -> set[str]:
    """What stands right beside the number."""
    found: set[str] = set()
    if _BASE_OF.match(context.gap) is not None and context.quantity.kind is not Kind.PERCENT:
        found.add("from")
    if context.gap.strip()[-1:] in _SIGNS:
        found.add("factor")  # 38.4 litres × £1.459
    if _table("landmark").at(trail, len(trail) - len(trail.lstrip(" -"))) is not None:
        found.add("landmark")  # the $17,000 barrier
    return found


def _is_that_change(context: Context) -> bool:
    """The sequential decline, declines of this size: a noun of change with an article, or with what points back."""
    nouns = [m for m in context.near if m.value("cue") in _CHANGES]
    front = context.text(context.clause_start, nouns[-1].span.start).lower() if nouns else ""
    return _DETERMINED.search(front) is not None


def _holds(key: str, text: str) -> bool:
    return next(iter(_table(key).find(text, 0, len(text))), None) is not None


@cache
def _table(key: str) -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get(key) for word in entry["words"])
