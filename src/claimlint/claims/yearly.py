"""Rates of each year: 10.4% a year, 每年22%的增速, 折合每年增长14.9%."""

from __future__ import annotations

from itertools import pairwise

from claimlint.claims.context import Context

_MOVES = frozenset({"rise", "fall", "shift"})
_DECISIVE = _MOVES | {"cagr", "average-growth", "yoy", "qoq", "share", "share-of-whole", "rate", "to", "contribution"}
_NEAR = 2


def is_yearly(context: Context, cues: frozenset[str]) -> bool:
    """10.4% a year: the words stand right behind the number; 每年22%的增速: or around it."""
    if "mean" in cues and _first(context) in _MOVES:
        return True
    if _moves_each_year(context):
        return True
    behind = context.behind[0] if context.behind else None
    yearly = behind is not None and any(m.get("cue") == "yearly" for m in behind.meanings)
    return yearly and not context.text(context.quantity.extended.end, context.behind[0].span.start).strip()


def _moves_each_year(context: Context) -> bool:
    """折合每年增长14.9%, 年均下降17.9%: a verb of change right behind the words for "a year"."""
    near = context.in_clause(context.before)
    return any(
        any(m.get("cue") == "each-year" for m in one.meanings)
        and verb.value("cue") in _MOVES
        and len(context.text(one.span.end, verb.span.start).strip()) <= _NEAR
        and "," not in context.text(one.span.end, verb.span.start)
        for one, verb in pairwise(near)
    )


def _first(context: Context) -> str | None:
    cues = (str(m["cue"]) for x in context.behind for m in x.meanings if m.get("cue") in _DECISIVE)
    return next(cues, None)
