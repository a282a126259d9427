"""Comparisons in words: 12% more than, 950 fewer, three times the 30,000 of 2019, when it was 300."""

from __future__ import annotations

from functools import cache

from claimlint.claims.beside import is_set_against
from claimlint.claims.context import Context
from claimlint.claims.mentions import Mention
from claimlint.claims.wording import normalise
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.claim import Role
from claimlint.model.period import PeriodKind
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.quantities.ties import ties
from claimlint.quantities.words import tables

_CLAUSE_ENDS = ",.;:)\u2013\u2014-"
_NOUN = 4  # words of what changed: in its steel output at
_DASHES = " ,\u2013\u2014-"
_LONGEST_NAME = 40  # what may stand between a comparison and its number
_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER, Kind.PRICE})


def compares(context: Context) -> int:
    """12% more than, 5% below: the direction of a comparison that stands right behind the number, or 0."""
    behind = context.behind[0] if context.behind else None
    if behind is None or not (behind.value("cue") in ("above", "below") or _goes_on_from(behind)):
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


def _goes_on_from(mention: Mention) -> bool:
    """18.5% up from the 3.1 million of 2022."""
    return mention.value("cue") == "from" and bool(mention.value("direction"))


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


def ends_a_noun(context: Context, base: Mention) -> bool:
    """拨贷比2.5%，环比提升2bp: what is compared has its verb in the clause; a name that ends in 比 has none."""
    start, end = base.span.start, base.span.end
    glued = start > context.clause_start and context.text(start - 1, start).strip(_CLAUSE_ENDS + " ") != ""
    if end - start > 1 or not glued or end < context.quantity.extended.start:
        return False
    return not context.text(context.trail.start, context.trail.end).strip(_CLAUSE_ENDS + " \u3002\uff0c\uff1b\u3001")


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


def is_past(context: Context, near: tuple[Mention, ...], cue: str) -> bool:
    """$120m to firms and $80m to households: what the first "to" leads to is not the second number."""
    ends = [m.span.end for m in near if m.value("cue") == cue]
    return bool(ends) and " and " in context.text(ends[-1], context.quantity.extended.start)


def is_far_from(context: Context, near: tuple[Mention, ...]) -> bool:
    """Proceeds from the sale of two plants ended the year at $1bn: so many words further on nothing comes from it."""
    start = next((m.span.end for m in reversed(near) if m.value("cue") == "from"), context.clause_start)
    gap = without_time(context, start, context.quantity.extended.start).strip()
    return gap.isascii() and len(gap) > _LONGEST_NAME


def is_multiplied(context: Context, previous: Role | None, between: str) -> bool:
    """Five times the 30,000 it managed in 2019: the number right behind a multiple is what was multiplied.

    ``between`` is what stands between the two but for phrases of time.
    """
    if previous is not Role.MULTIPLE or "\n" in context.gap:
        return False
    words = between.strip()
    return _of_multiples().at(words, 0) is not None and not normalise(words)


def opens_multiplied(context: Context, place: int) -> bool:
    """Three times the, twice that of: at ``place``, behind a multiple, begins what is multiplied."""
    text = context.document.folded
    return _of_multiples().at(text, place + (text[place : place + 1] == " ")) is not None


def opens_a_stretch(context: Context, base: Mention) -> bool:
    """CAGR over 2019-24 is 18.3%: how long it took, not what it is held against."""
    phrase = next((p for p in context.phrases if p.span.start >= base.span.end), None)
    if base.value("cue") or phrase is None or normalise(context.text(base.span.end, phrase.span.start)):
        return False
    return phrase.period is not None and phrase.period.kind is PeriodKind.RANGE


@cache
def _of_multiples() -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get("multiplied") for word in entry["words"])


def is_base(context: Context, near: tuple[Mention, ...]) -> bool:
    """较上年同期的3.82%下降3.1个基点: the number right behind the comparison is that of the year before."""
    if is_set_against(context):
        return True
    if context.quantity.qualifier is Qualifier.RANGE:
        return False  # above the guidance range of $1.1 billion to $1.2 billion
    base = next((m for m in reversed(near) if m.value("cue") or m.value("base")), None)
    if base is None or not base.value("base") or base.span.end > context.quantity.extended.start:
        return False
    gap = without_time(context, base.span.end, context.quantity.extended.start).strip()
    # "over the prior year amount of $230m" names the value again
    gap = gap.removeprefix("'s").removeprefix("\u2019s").strip()
    if ends_a_noun(context, base) or opens_a_stretch(context, base) or any(w in tables().lists for w in gap.split()):
        return False  # 95% higher than in the third quarter and $478m higher than in the second
    if gap.isascii() and "," in gap:
        return False  # doubled over the decade, an average of 7.2% a year
    named = gap.isascii() and len(gap) < _LONGEST_NAME and gap.endswith(" of") and gap[0].isalpha()
    return len(gap) <= 1 or not normalise(gap) or named
