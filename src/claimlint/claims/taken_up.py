"""Words by which a number takes up what was told before it, or says that it is of the past or of today."""

from __future__ import annotations

from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.context import Context
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table

_SIGNS = ("\u00d7", "*")
_OF_ONE = compiled(
    r" ?(?:per|an?|each|apiece|every|for (?:every|each)) (?!(?:year|month|week|day|quarter|further)\b)[a-z]"
)
_APART = compiled(
    r" ?(?:[a-z]{2,12} ){0,2}(?:short|too (?:much|many|few|little)|to spare|apart|adrift|in hand"
    r"|behind|ahead|clear|(?:over|under) budget)\b"
    r"| (?:more|fewer|less|longer|shorter|higher|lower|taller|heavier|lighter|older|younger|cheaper|dearer|bigger"
    r"|smaller|wider|deeper|faster|slower)(?=[.,;)]|$)"
)
_IN_RANGE = compiled(
    r"\b(?:within|inside|(?:lies|lie|lay|falls|fall|fell|sits|sat|is|was|stays) in) "
    r"(?:(?:that|this|the|its|these|those|both|our|their) )?(?:[a-z]+ )?"
    r"(?:range|band|limits?|bracket|corridor|interval|bounds|tolerance|estimates?|window)\b"
    r"|\b(?:within|inside) it\b|\bbetween the two\b"
)
_ENDED = compiled(
    r" (?:(?:were|was|had been|have been|been|then|later|simply) )*(?:[a-z]{2,12}ed|withdrawn|lost|won|left|sold|sent"
    r"|kept|taken|given|drawn|gone|quit|rebuilt|shut|cut|chosen|frozen|born|broken|thrown out|let go)\b"
)
_UNSAID = compiled(r"$|[.,;:)]| (?:and|in|at|for|from|on|of|by|during|after|before|last|this|while|but|against|to)\b")
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
    if _OF_ONE.match(trail) or _OF_ONE_THING.search(lead):
        found.add("per")  # 22 students per lecturer, $19 a crate; a season ticket costs €340
    if _APART.match(trail):
        found.add("apart")  # 75 short, $9m too much
    if lead.endswith((" by ", " by about ", " by some ")):
        found.add("by")  # women outlive men by 6.5 years
    if _IN_RANGE.search(trail):
        found |= {"lies-within", "in-that-range"}  # inside that band, well within the limits
    if _ENDED.match(trail):
        found.add("ended")  # 16 were granted, 9 refused and 4 withdrawn: none of them twice
    if trail.startswith((" degree", "-degree")):
        found.add("degrees")  # from -11 °C to 4 °C, a spread of 15 degrees
    if context.quantity.unit.dimension == "number" and _UNSAID.match(trail):
        found.add("unsaid")  # 310 hectares of oats, 240 of rye and 75 of flax
    if context.gap.strip()[-1:] in _SIGNS:
        found.add("factor")  # 38.4 litres × £1.459
    if lead.rstrip().endswith(" at") and context.gap != "\n":
        found.add("at-price")  # 15,000 tickets at £28
    return found | ({"relative", "shift"} if _holds("relative", lead) or _holds("relative", trail[:end]) else set())


def _holds(key: str, text: str) -> bool:
    return next(iter(_table(key).find(text, 0, len(text))), None) is not None


@cache
def _table(key: str) -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get(key) for word in entry["words"])
