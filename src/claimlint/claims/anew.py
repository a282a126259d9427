"""What is said anew: the number before in other words, what is told elsewhere, what one of many is."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.claims.context import Context
from claimlint.claims.mentions import Mention
from claimlint.claims.roles import Part
from claimlint.model.claim import Role
from claimlint.model.unit import Kind
from claimlint.quantities.words import tables

RETOLD = ("in-summary", "in-body", "again")
_ANNUAL = ("annual", "yearly", "whole-year")
_TIMES = frozenset({"day", "month", "night"})
_CLOSES = (")", "\uff09", "]")


def said_anew(context: Context) -> set[str]:
    """How the number stands to the one before it, and to what is told elsewhere."""
    exchange = context.behind if context.quantity.kind is Kind.NUMBER else ()  # at 7.2 to the dollar
    said = {
        "unlike": context.says("unlike") and _any((*context.earlier, *context.following), ("unlike",)),
        "retold-here": context.says(*RETOLD) and _any(context.before, RETOLD),
        "restates": context.restates,
        "yields": context.yields,
        "annual": context.says(*_ANNUAL) and _any((*context.near, *context.behind), _ANNUAL),
        "closed": context.text(context.trail.start, context.trail.end).strip()[:1] in _CLOSES,  # (€430m)
        "fx": context.says("fx") and _any((*context.near, *exchange), ("fx",)),
    }
    return {flag for flag, is_so in said.items() if is_so}


def _any(mentions: Sequence[Mention], cues: tuple[str, ...]) -> bool:
    return any(mention.value("cue") in cues for mention in mentions)


def units_of_one(context: Context, part: Part) -> list[str] | None:
    """人均2.3万元, revenue per employee: the units of which the words in front of a level name one.

    Empty where they name a thing that is no unit (每车300吨), None where nothing is said to be of one.
    """
    if part.role is not Role.LEVEL:
        return None
    return (_units_named(context) if context.says("per") else None) or _unit_of_each(context)


def _units_named(context: Context) -> list[str] | None:
    behind = [m for m in context.behind[:1] if not context.text(context.quantity.extended.end, m.span.start).strip()]
    far = [m for m in context.behind[:1] if m not in behind]
    # $42 per seat per month costs $147,000: right behind a number it is that number's
    before = [m for m in context.near if not _is_glued(context, m)]
    near = [*reversed(before), *behind, *far]
    found = ((mention, m) for mention in near for m in mention.meanings if "per" in m)
    # 8.5m subscribers imply monthly revenue: a time that stands apart is of what follows it
    return next((list(m["per"]) for mention, m in found if mention not in far or not _TIMES & {*m["per"]}), None)


def _unit_of_each(context: Context) -> list[str] | None:
    """平均每名医生接诊6,000人次, 每公里造价6亿元: the unit behind the word; empty where a noun stands there (每车)."""
    if "/" in context.quantity.unit.id:
        return None
    text, words = context.document.folded, tables()
    start = max(context.clause_start, context.lead.start)
    found = list(words.per.find(text, start, context.quantity.extended.start))
    if not found or text[found[-1][1]].isascii() or context.text(found[-1][2], found[-1][2] + 1).isspace():
        return None
    end = found[-1][2]
    unit = words.units.at(text, end)
    if text[end : end + 1].isdigit():  # 每10股
        return None
    if end >= context.quantity.extended.start or any(m.value("cue") == "per-one" for m in context.near):
        return None
    if unit is not None and unit[1] > context.quantity.extended.start:
        return None
    if unit is None:
        return []
    return [unit[0].unit] if unit[0].kind in (Kind.COUNT, Kind.PHYSICAL) else None


def _is_glued(context: Context, mention: Mention) -> bool:
    """True right behind the number before, with a word of its own for "per" (a night, per month; not 日均)."""
    between = context.text(context.lead.start, mention.span.start)
    led = context.text(mention.span.start, mention.span.end).startswith(("per ", "a ", "each ", "for each "))
    return led and context.gap != "\n" and not between.strip()
