"""On which side of an alternative what is counted stands: 22家盈利、12家亏损, "15 are owned and 9 are franchised".

What stands on both sides of one alternative cannot overlap, so that the two are no more than their whole.
"""

from __future__ import annotations

from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.claims.context import Context
from claimlint.lexicon.load import LANGUAGES, document
from claimlint.lexicon.table import Table
from claimlint.model.unit import Kind

SIDE, OF, SET = "side:", "side-of:", "set:"
_HAN = compiled(r"[\u3400-\u9fff]+")
_REACH = 24
# The alternatives that have no third side.
_WHOLE = frozenset({"sex"})


@cache
def _sides() -> Table[str]:
    found = [entry for place in LANGUAGES for entry in document(place, "lists").get("entries", ()) if "side" in entry]
    return Table((word, str(entry["side"])) for entry in found for word in entry["words"])


@cache
def _sets() -> Table[str]:
    found = [entry for place in LANGUAGES for entry in document(place, "lists").get("entries", ()) if "set" in entry]
    return Table(
        (word, f"{entry['set']}:{place}:{len(entry['words'])}")
        for entry in found
        for place, word in enumerate(entry["words"])
    )


def member_of_set(context: Context) -> set[str]:
    """第一产业, 城镇, women: the one of so few that its name says it is, where a percentage is told of it."""
    if context.quantity.kind is not Kind.PERCENT:
        return set()
    start = max(context.clause_start, context.lead.start, context.quantity.extended.start - _REACH)
    found = [name for name, *_ in _sets().find(context.document.folded, start, context.quantity.extended.start)]
    sides_ = [side for side, *_ in _sides().find(context.document.folded, start, context.quantity.extended.start)]
    both = {f"{SET}{side[:-1]}:{side[-1]}:2" for side in sides_[-1:] if side[:-1] in _WHOLE}
    return both or {SET + name for name in found[-1:]}


def sides(context: Context) -> set[str]:
    """The side that is named right behind a number of things, or else in front of it."""
    counted = context.quantity.kind in (Kind.COUNT, Kind.NUMBER)
    if not counted and context.quantity.kind not in (Kind.MONEY, Kind.PHYSICAL):
        return set()
    text = context.document.folded
    end = min(context.trail.end, context.trail.start + _REACH)
    behind = next(iter(_sides().find(text, context.trail.start, end)), None) if counted else None
    if behind is not None:
        between = _HAN.findall(text[context.trail.start : behind[1]])
        return {SIDE + behind[0], *(OF + word for word in between if len(word) > 1)}
    start = max(context.clause_start, context.lead.start, context.quantity.extended.start - _REACH)
    before = [side for side, *_ in _sides().find(text, start, max(start, context.quantity.extended.start))]
    return {SIDE + found for found in before[-1:]}
