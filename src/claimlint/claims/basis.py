"""On which basis a number stands, and other things that words near it say of it: stance, one by one, a metric."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.claims.context import Context
from claimlint.claims.labels import Label
from claimlint.claims.mentions import Mention
from claimlint.claims.roles import Part
from claimlint.model.claim import METRIC_BASIS, Role
from claimlint.model.unit import Kind

_NEAR = 6  # " in each of"


def basis_of(context: Context, part: Part, label: Label, carried: str | None) -> str | None:
    """The basis that a number is on: said around it, carried with the words of its metric (adjusted EBITDA rose 5% to
    $10m), or, of a change, said anywhere in front of it (in constant currency, sales …).
    """
    if not context.says("basis", "sampled") and carried is None:
        return None
    sampled = any(m.get("cue") == "sampled" for mention in context.following for m in mention.meanings)
    if sampled and context.quantity.kind is Kind.COUNT and part.role is Role.LEVEL:
        return None  # 剔除作答过短者后剩1,197份: what is left, and no other way to count
    found = said(context, "basis", context.near)
    if found is None and part.role in (Role.CHANGE, Role.MULTIPLE):
        found = said(context, "basis", [m for m in context.earlier if not _put_aside(context, m)])
        found = None if found == METRIC_BASIS else found
    if found is None:
        found = said(context, "basis", context.before)
        found = found if found == METRIC_BASIS else None
    if found is None and carried == METRIC_BASIS and (not label.own or not names_a_metric(context)):
        found = carried
    return found


def names_a_metric(context: Context) -> bool:
    """True where the words in front of the number name what is measured."""
    return context.says("metric") and any(m.value("metric") for m in context.before)


def _put_aside(context: Context, mention: Mention) -> bool:
    """B (excluding devices) has 38 and 105, or 15.6% a year: what brackets say in front of every number is of all."""
    start, first = context.sentence.span.start, context.first
    front = context.text(start, mention.span.start)
    return mention.span.end <= first and front.rfind("(") > front.rfind(")")


def is_each(context: Context) -> bool:
    """分别增长10%和20%, 55% in each of the two years: what is said of several things one by one."""
    if not context.says("each"):
        return False
    if any(m.value("each") for m in context.before):
        return True
    there = context.quantity.extended.end
    return any(m.value("each") and m.span.start - there <= _NEAR for m in context.behind)


def said(context: Context, key: str, before: Sequence[Mention]) -> str | None:
    """A basis or stance named in one of the mentions ``before`` the number, or right behind it."""
    if not context.says(key):
        return None
    # 12% on the baseline of 502 kt, for the target of minus 50%: what "of" leads on to is the next number's
    behind = [m for m in context.behind if not context.text(m.span.end, m.span.end + 4).startswith(" of ")]
    for mention in (*reversed(before), *behind):
        value = mention.value(key)
        if value:
            return str(value)
    return None
