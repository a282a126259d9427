"""How much more or less one number is than another: 比去年国庆的276.9万人次多41.6万人次, 前者比后者多5500万元."""

from __future__ import annotations

from claimlint.claims.beside import is_elliptic, is_of_named
from claimlint.claims.compared import without_time
from claimlint.claims.context import Context
from claimlint.claims.mentions import Mention
from claimlint.claims.wording import normalise
from claimlint.frozen import dataclass
from claimlint.model.unit import Kind
from claimlint.quantities.ties import ties

_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER, Kind.PRICE, Kind.DURATION})
_MOVES = frozenset({"rise", "fall"})
_FLOWS = ("entering", "leaving")
_LONGEST_NAME = 16  # of what is compared with
_SHORT_NAME = 8
_LONGEST_VERB = 3  # 多招收, 少用: between the word and its number
_GLUED = 2
_BREAKS = frozenset(",\uff0c:\uff1a(\uff08)\uff09\u3001")


@dataclass(frozen=True, slots=True)
class Contrast:
    """``direction`` of a number that says how much more or less; ``rival`` is what it is compared with, by name.

    ``dated`` where that is a former time or a number.
    """

    direction: int
    dated: bool
    rival: str = ""


def is_held_beside(context: Context, near: tuple[Mention, ...]) -> bool:
    """比去年国庆的276.9万人次多出41.6万人次: nothing but a name ties the number to the word of the comparison."""
    base = next((m for m in reversed(near) if m.value("base")), None)
    start = context.quantity.extended.start
    if base is None or base.span.end > start:
        return False
    gap = context.text(base.span.end, start).rstrip()
    tied = ties().modifies.before(gap, len(gap)) is not None
    if len(gap) > (_LONGEST_NAME if tied else _SHORT_NAME) or set(gap) & _BREAKS:
        return False
    if not tied and (any(m.value("direction") and m.span.start >= base.span.end for m in near) or gap.isascii()):
        return False  # 比上年增长20%, but 比反对率39%高9个百分点
    behind = context.text(context.trail.start, context.trail.end)
    ends = context.following_end >= context.sentence.clauses[context.clause].end
    return (
        not ends
        and len(behind.strip()) <= _LONGEST_VERB + _GLUED
        and (_moves(context) or _word(context, behind) is not None)
    )


def _moves(context: Context) -> bool:
    first = context.behind[0] if context.behind else None
    return first is not None and first.value("cue") in _MOVES and first.span.start - context.trail.start <= _GLUED


def _word(context: Context, text: str) -> tuple[int, int] | None:
    """The direction of the word of more or less that ends ``text``, but for a short verb, and where it begins."""
    bare = text.rstrip()
    # 相较2021年8月高点4.38元: a high is no word of more, and has no verb behind it
    longest = 0 if any(m.value("end") for m in context.near) else min(_LONGEST_VERB, len(bare))
    for length in range(longest + 1):
        front, verb = bare[: len(bare) - length], bare[len(bare) - length :]
        if set(verb) & _BREAKS or (verb and verb.isascii()):
            return None
        for direction, words in ((1, ties().more), (-1, ties().fewer)):
            found = words.before(front, len(front))
            if found is not None and (not length or len(front) - found[1] == 1):
                return direction, found[1]
    return None


def contrast_of(context: Context) -> Contrast | None:
    """How much more or less the number says that something is, where a word of comparison opens the clause."""
    if context.quantity.kind not in _AMOUNTS and context.quantity.kind is not Kind.PERCENT:
        return None
    bases = [m for m in context.in_clause(context.earlier) if m.value("base")]
    begins = bases[-1].span.end if bases else context.clause_start
    start, end = max(begins, context.lead.start), context.quantity.extended.start
    front = context.text(start, end)
    if set(front) & _BREAKS or any(_covers(m, end) for m in context.before):
        return None
    found = _word(context, front)
    if found is None or not (bases or _is_plain(front, found[1]) or _is_named_before(context, front[: found[1]])):
        return None
    told = bool(bases) and begins <= context.lead.start  # the number in front is what is compared with
    dated = told or (bool(bases) and (bool(bases[-1].value("cue")) or _is_dated(context, begins)))
    referred = any(m.value("refer") for m in context.before if m.span.start >= start)
    named = not told and not referred
    return Contrast(found[0], dated, normalise(without_time(context, start, start + found[1])) if named else "")


def _is_plain(front: str, start: int) -> bool:
    """女性高出5.5岁: without a word of comparison 高出 says so, and 高 does not."""
    word = front[start:].rstrip()
    return bool(front[:start].strip()) and len(word) > 1 and (word in ties().more or word in ties().fewer)


def _is_named_before(context: Context, front: str) -> bool:
    """甲厂3,420元，乙厂3,275元，甲厂高145元: the sentence has told of it before, under that very name."""
    name = normalise(front)
    told = context.text(context.sentence.span.start, context.clause_start)
    return _GLUED <= len(name) <= _SHORT_NAME and not name.isascii() and name in told


def rival_of(context: Context) -> str | None:
    """The name of what the number compares something with, if it has one (not 后者)."""
    found = contrast_of(context)
    return (found.rival or None) if found is not None else None


def _covers(mention: Mention, end: int) -> bool:
    return bool(mention.value("cue")) and mention.span.end > end - _GLUED and mention.value("cue") not in _FLOWS


def standing(context: Context) -> set[str]:
    """How a number stands to what is named beside it, and that a list behind a colon divides something."""
    said = {
        "held": context.says("base") and is_held_beside(context, context.near),
        "of-named": is_of_named(context),
        "of-modified": is_of_modified(context),
        "elliptic": is_elliptic(context),
        "breakdown": context.says("breakdown") and _is_divided(context),
    }
    return {flag for flag, is_so in said.items() if is_so}


def is_of_modified(context: Context) -> bool:
    """完成计划65亿元的80%: nothing but the word of belonging stands between an amount and its percentage."""
    gap = context.gap.strip()
    return context.quantity.kind is Kind.PERCENT and len(gap) == 1 and ties().modifies.alone(gap) is not None


def _is_divided(context: Context) -> bool:
    return any(m.get("cue") == "breakdown" for mention in context.earlier for m in mention.meanings)


def _is_dated(context: Context, start: int) -> bool:
    end = context.quantity.extended.start
    return any(start <= p.span.start < end for p in context.phrases) or any(
        m.value("prior") for m in context.before if m.span.start >= start
    )
