"""Verbs further in front: rose 4% for large firms and 7% for small ones, beating the old record by 5 tonnes."""

from __future__ import annotations

from functools import cache

from claimlint.claims.context import Context
from claimlint.claims.roles import DECISIVE, Part
from claimlint.lexicon.load import entries
from claimlint.model.claim import Role
from claimlint.model.quantity import Quantity
from claimlint.quantities.ties import ties
from claimlint.quantities.words import tables


def with_its_verb(context: Context, part: Part, previous: Part | None, before: Quantity | None) -> Part:
    """``part``, or that of the number before where the two are alike and a verb stands in front of the first alone.

    Alike are up 3.7 points from May and 3.2 points from last year: one unit, and the same word leads on from each.
    A level that something was left behind by is a change of which nothing more is known.
    """
    if part.role is Role.LEVEL and _outdone(context):
        return Part(Role.CHANGE, frozenset())
    if previous is None or before is None or previous.role is not Role.CHANGE or part.role is Role.CHANGE:
        return part
    if before.unit.id != context.quantity.unit.id or not _alike(context):
        return part
    said = {m["cue"] for mention in context.before for m in mention.meanings if "cue" in m}
    return part if said & DECISIVE else Part(Role.CHANGE, previous.cues, previous.direction)


def _alike(context: Context) -> bool:
    """Whether the words between the two numbers begin as those behind the second do, and end with an "and"."""
    gap = context.gap.lower().split()
    behind = context.text(context.quantity.extended.end, context.sentence.span.end).lower().split(maxsplit=1)
    led = gap[0] in _words("parallel") if len(gap) > 2 else False
    return led and bool(behind) and gap[-1] in tables().lists and gap[0] == behind[0]


def _outdone(context: Context) -> bool:
    """Surpassing last year's record by 5 tonnes: the verb and its "by" stand between this number and the one before."""
    words = context.gap.lower().split()
    led = bool(words) and ties().moved_by.alone(words[-1]) is not None
    return led and not _words("outdoes").isdisjoint(words)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for entry in entries("links") if entry.get(kind) for word in entry["words"])
