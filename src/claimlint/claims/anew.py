"""What is said anew: the number before in other words, what is told elsewhere, what one of many is."""

from __future__ import annotations

from claimlint.claims.context import Context
from claimlint.claims.roles import Part
from claimlint.model.claim import Role
from claimlint.model.unit import Kind

RETOLD = ("in-summary", "in-body", "again")
_ANNUAL = ("annual", "yearly", "whole-year")
_CLOSES = (")", "\uff09", "]")


def said_anew(context: Context) -> set[str]:
    """How the number stands to the one before it, and to what is told elsewhere."""
    exchange = context.behind if context.quantity.kind is Kind.NUMBER else ()  # at 7.2 to the dollar
    said = {
        "unlike": any(m.value("cue") == "unlike" for m in (*context.earlier, *context.following)),
        "retold-here": any(m.value("cue") in RETOLD for m in context.before),
        "restates": context.restates,
        "yields": context.yields,
        "annual": any(m.value("cue") in _ANNUAL for m in (*context.in_clause(context.before), *context.behind)),
        "closed": context.text(context.trail.start, context.trail.end).strip()[:1] in _CLOSES,  # (€430m)
        "fx": any(m.value("cue") == "fx" for m in (*context.in_clause(context.before), *exchange)),
    }
    return {flag for flag, is_so in said.items() if is_so}


def units_of_one(context: Context, part: Part) -> list[str] | None:
    """人均2.3万元, revenue per employee: the units of which the words in front of a level name one."""
    if part.role is not Role.LEVEL:
        return None
    near = [*reversed(context.in_clause(context.before)), *context.behind[:1]]
    return next((list(m["per"]) for mention in near for m in mention.meanings if "per" in m), None)
