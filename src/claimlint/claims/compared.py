"""Comparisons in words: 12% more than, 950 fewer, three times the 30,000 of 2019, when it was 300."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimlint.claims.context import Context
from claimlint.claims.labels import normalise
from claimlint.claims.mentions import Mention
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.claim import Role
from claimlint.model.unit import Kind
from claimlint.quantities.ties import ties

_CLAUSE_ENDS = ",.;:)\u2013\u2014-"
_NOUN = 4  # words of what changed: in its steel output at
_DASHES = " ,\u2013\u2014-"
_NEAR_HAN, _NEAR_LATIN = 2, 4  # a word stands right in front of its number
_NAME_LATIN = 40  # the longest name that may stand between "from" and its number
_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER, Kind.PRICE})


def compares(context: Context) -> int:
    """12% more than, 5% below: the direction of a comparison that stands right behind the number, or 0."""
    behind = context.behind[0] if context.behind else None
    if behind is None or behind.value("cue") not in ("above", "below"):
        return 0
    glued = not context.text(context.quantity.extended.end, behind.span.start).strip()
    return int(behind.value("direction")) if glued else 0


def exceeds(context: Context) -> set[str]:
    """4.6 cents for a 13.7% over the old rate: by how much it is more, whatever "rate" says."""
    behind = context.behind[0] if context.behind else None
    if behind is None or not behind.value("base") or behind.value("cue"):
        return set()
    end = context.quantity.extended.end
    timed = any(phrase.span.start < context.trail.end and phrase.span.start > end for phrase in context.phrases)
    return {"excess"} if not timed and not context.text(end, behind.span.start).strip() else set()


def than(context: Context) -> set[str]:
    """More than …, ahead of …: what a number is compared with follows."""
    if context.behind[0].value("carries"):  # below that high: what it is compared with stands in front
        return {"than", "of-end"}
    return {"than"} if context.behind[0].value("base") else set()


def differs(context: Context) -> int:
    """950 more than the 11,800 of a year ago, £13,000 less: the direction of an amount that is a difference, or 0.

    One word alone (5 more stores, £5m above) says so only where it ends the clause.
    """
    direction = compares(context)
    if not direction or context.quantity.kind not in _AMOUNTS:
        return 0
    span = context.behind[0].span
    behind = context.text(span.end, context.sentence.span.end).lstrip()[:1]
    several = " " in context.text(span.start, span.end)
    return direction if several or not behind or behind in _CLAUSE_ENDS else 0


def is_equated(context: Context) -> bool:
    """It represents a 5.3% increase: the verb equates with the change that its number is said to be."""
    verb, noun = context.before[-1:], context.behind[:1]
    if not verb or not noun or not verb[0].value("predicate"):
        return False
    if not noun[0].value("direction") and noun[0].value("cue") not in ("yoy", "qoq"):
        return False
    between = context.text(context.quantity.extended.end, noun[0].span.start)
    return not normalise(between) and not set(between) & set(_CLAUSE_ENDS)  # representing 33% annual growth


def lands(between: str) -> set[str]:
    """Up 11% at 7.1 million; a fall of 16% in output at 83.2 million: what a change led to."""
    words = between.split()
    if not words or ties().landed.alone(words[-1]) is None or (len(words) > 1 and words[0] != "in"):
        return set()
    return {"reach"} if len(words) == 1 else {"reach", "landed"} if len(words) <= _NOUN else set()


def in_percent(context: Context) -> bool:
    """1,200 places, or 8%; up 66,000 - or 0.8%: an amount of a change is told again, as a rate."""
    if context.quantity.kind is not Kind.PERCENT or not context.restates or context.before:
        return False
    words = context.gap.strip(_DASHES).rpartition(" ")[0].strip(_DASHES).split()
    return len(words) < _NOUN and all(word.isalpha() and word.islower() for word in words)


def without_time(context: Context, start: int, end: int) -> str:
    """Text between two places without phrases of time: 比2023年的18.4%."""
    pieces, position = [], start
    for phrase in context.phrases:
        if position <= phrase.span.start < end:
            pieces.append(context.text(position, phrase.span.start))
            position = min(end, phrase.span.end)
    return "".join([*pieces, context.text(position, end)])


def is_multiplied(context: Context, previous: Role | None, between: str) -> bool:
    """Five times the 30,000 it managed in 2019: the number right behind a multiple is what was multiplied.

    ``between`` is what stands between the two but for phrases of time.
    """
    if previous is not Role.MULTIPLE or "\n" in context.gap:
        return False
    words = between.strip()
    return _of_multiples().at(words, 0) is not None and not normalise(words)


@cache
def _of_multiples() -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get("multiplied") for word in entry["words"])


def far_from(context: Context, near: Sequence[Mention]) -> bool:
    """Proceeds from the sale of two plants ended the year at $1bn: so many words further on nothing comes from it."""
    start = next((m.span.end for m in reversed(near) if m.value("cue") == "from"), context.clause_start)
    gap = without_time(context, start, context.quantity.extended.start).strip()
    return gap.isascii() and len(gap) > _NAME_LATIN


def comes_from(context: Context) -> bool:
    """rose from 30% in 2023 to 36%, 费用率由3.2%降至: nothing but a time stands between "from" and the number."""
    near = context.in_clause(context.before)
    if not near or near[-1].value("cue") != "from":
        return False
    gap = without_time(context, near[-1].span.end, context.quantity.extended.start).strip()
    return len(gap) <= (_NEAR_LATIN if gap.isascii() else _NEAR_HAN)
