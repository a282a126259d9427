"""Words by which a number takes up what was told before it, or says that it is of the past or of today."""

from __future__ import annotations

from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.context import Context
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.unit import Kind

_CHANGES = frozenset({"rise", "fall", "shift", "difference"})
# Points back to what was told, in front of any noun but one of time.
_TIMES = "year|quarter|month|week|day|morning|season|summer|winter|spring|autumn|decade|half|time"
_POINTS = compiled(
    rf"\b(?:this|these|such) (?!(?:{_TIMES})s?\b)[a-z]|\bof (?:this|that)\b"
    r"|\b(?:that|those) (?:mark|target|goal|level|figure|sum|amount|total|number|pace|rate|price|size)\b"
)
# Down by 12% on the 2019 baseline of 502 kt.
_BASE_OF = compiled(r" on (?:the|its|their|a|an|last|that|[0-9])\b[^,;:()]{0,40}$")
# At the 9% annual growth rate that they have guided to, balances would double in eight years.
_AT_RATE = compiled(r"(?:^|[^a-z])(?:at|growing by|rising by) (?:an? |the |this |that )?(?:[a-z]+ ){0,2}$")
_DETERMINED = compiled(r"(?:^|[^a-z])(?:the|that|this|these|those|such|its|their|an?) (?:[a-z-]+ )?$")
_SIGNS = ("\u00d7", "*")
_OF_ONE = compiled(
    r" ?(?:per|an?|each|apiece|every|for (?:every|each)) (?!(?:year|month|week|day|quarter|further)\b)[a-z]"
)
_OF_ONE_THING = compiled(
    r"(?:^|[.;:,] )(?:an?|each|every|one) (?:[a-z'-]{2,20} ){1,5}"
    r"(?:costs?|sells for|sold for|is sold at|holds|weighs|carries|earns|pays|uses|needs|takes) $"
)
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
    if _POINTS.search(lead) is not None or _is_that_change(context):
        found.add("takes-up")
    if _AT_RATE.search(lead) is not None and context.says("yearly", "annual", "yoy", "average-growth"):
        found.add("at-rate")
    if _BASE_OF.match(context.gap) is not None and context.quantity.kind is not Kind.PERCENT:
        found.add("from")
    if _OF_ONE.match(trail) or _OF_ONE_THING.search(lead):
        found.add("per")  # 22 students per lecturer, $19 a crate; a season ticket costs €340
    if context.gap.strip()[-1:] in _SIGNS:
        found.add("factor")  # 38.4 litres × £1.459
    if lead.rstrip().endswith(" at") and context.gap != "\n":
        found.add("at-price")  # 15,000 tickets at £28
    return found | ({"relative", "shift"} if _holds("relative", lead) or _holds("relative", trail[:end]) else set())


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
