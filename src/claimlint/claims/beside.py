"""What stands right beside a number and says its part: a sign in brackets, the end of a comparison."""

from __future__ import annotations

from claimlint.claims.context import Context
from claimlint.claims.mentions import Mention
from claimlint.claims.wording import normalise
from claimlint.model.unit import Kind
from claimlint.quantities.ties import ties
from claimlint.quantities.words import tables

_BRACKETS, _ENDS_CLAUSE = "(（", "，,；;。"
_COMMAS = ", \uff0c"
_CLOSED = " )\uff09"
_FLOWS = frozenset({"entering", "leaving"})
_SIGNS = ("+", "-", "\u2212")


def is_signed_aside(context: Context) -> bool:
    """$3.47bn, versus $3.27bn a year earlier (+6%): in brackets, a sign makes a change of a percentage."""
    front = context.text(context.sentence.span.start, context.quantity.extended.start).rstrip()
    number = context.text(context.quantity.extended.start, context.quantity.extended.end).lstrip()
    signed = number[:1] in _SIGNS or front[-1:] in _SIGNS
    return signed and front.rfind("(") > front.rfind(")")


def is_set_against(context: Context) -> bool:
    """与一季度的12.6亿元相比，: the word of the comparison stands between its number and the end of the clause.

    Brackets may close in front of it: 与133972万人(13.3972亿人)相比.
    """
    behind = context.behind[0] if context.behind else None
    stop = context.trail.end
    if behind is None and context.following:  # the brackets end the number's clause
        behind, stop = context.following[0], context.following[0].span.end + 1
    if behind is None or not behind.value("base") or behind.value("cue"):
        return False
    ends = behind.span.end >= stop or not context.text(behind.span.end, stop).strip(_COMMAS)
    glued = not context.text(context.quantity.extended.end, behind.span.start).strip(_CLOSED)
    return ends and glued and not context.text(behind.span.start, behind.span.end).isascii()


def signs(context: Context) -> frozenset[str]:
    """+10%/+12%: a sign in front of a rate adds nothing up."""
    return frozenset({"plus"}) if context.quantity.kind in (Kind.PERCENT, Kind.POINTS) else frozenset()


def listing(context: Context) -> frozenset[str]:
    """The cue of a number that goes on with a list."""
    return frozenset({"listed"}) if context.listed else frozenset()


def follows_brackets(context: Context) -> bool:
    """2020年（14万辆）的3倍: nothing but the word of belonging stands between brackets and the number."""
    gap = context.gap.strip()
    return gap[:1] in tuple(")）") and ties().modifies.at(gap, 1) is not None


def is_times_bracketed(context: Context) -> bool:
    """是2020年（14万辆）的3倍, but not 不足, 约为 or 高于 that: a word in front of the base is said of the multiple."""
    if not follows_brackets(context):
        return False
    text, opening = context.document.folded, context.sentence.span.start
    end = max(text.rfind(sign, opening, context.lead.start) for sign in _BRACKETS)
    start = max(opening, 1 + max(text.rfind(sign, opening, max(opening, end)) for sign in _ENDS_CLAUSE))
    said = tables(context.document.language).before
    return end > opening and not any(said.at(text, place) is not None for place in range(start, end))


def of_bracketed(context: Context) -> bool:
    """占汽车板块（88.1亿元）的63.9%: the word of the share stands in front of the brackets."""
    if not follows_brackets(context) or not context.earlier:
        return False
    opening = context.sentence.span.start
    front = context.text(opening, context.lead.start)
    start = opening + max(front.rfind(sign) for sign in _BRACKETS)
    shares = [m for m in context.earlier if m.span.end <= start and m.value("cue") in ("share", "share-of-whole")]
    last = shares[-1] if shares else None
    return last is not None and not set(context.text(last.span.end, start)) & set(_ENDS_CLAUSE)


def spelled_sign(context: Context) -> int:
    """€1,180 in Q1 and €1,239 in Q2, that is, plus 5%: the word of the sign opens the clause."""
    near = context.near
    sign = {"plus": 1, "minus": -1}.get(str(near[-1].value("cue")) if near else "", 0)
    glued = sign and not context.text(near[-1].span.end, context.quantity.extended.start).strip()
    opens = glued and not normalise(context.text(context.clause_start, near[-1].span.start))
    return sign if opens and context.clause_start > context.sentence.span.start else 0


def comes_or_goes(context: Context, cues: frozenset[str]) -> frozenset[str]:
    """85 enrolled and 62 moved out: a verb of what comes or goes that stands right behind its number."""
    there, left = context.quantity.extended.end, context.lead.start
    if context.before and not context.text(left, context.before[0].span.start).strip() and context.gap != "\n":
        cues -= _flows(context.before)
    first = context.behind[:1]
    cues = cues | _flows(first) if first and first[0].span.start - there <= 1 else cues
    behind = context.text(there, context.trail.end).lstrip()
    came, went = ties().comes.at(behind, 0), ties().goes.at(behind, 0)  # 64 joined and 41 left; births, deaths
    return cues | ({"entering"} if came else set()) | ({"leaving"} if went else set())


def _flows(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(m["cue"] for mention in mentions[:1] for m in mention.meanings if m.get("cue") in _FLOWS)


def is_of_named(context: Context) -> bool:
    """是白天的1.5倍: the words right in front of a multiple name what it is of."""
    front = context.text(context.lead.start, context.quantity.extended.start).rstrip()
    named = context.quantity.kind is Kind.MULTIPLE and ties().modifies.before(front, len(front)) is not None
    return named and not any(m.value("cue") in ("to", "rise", "fall") for m in context.in_clause(context.before))


def is_elliptic(context: Context) -> bool:
    """表示满意的有612人: a number of those of whom the words in front say something, and no noun."""
    end = context.quantity.extended.start
    front = context.text(context.clause_start, end).rstrip() if context.clause_start < end else ""
    linked = tables().links.before(front, len(front)) if front else None
    while linked is not None and linked[1] > 0:
        front = front[: linked[1]].rstrip()
        linked = tables().links.before(front, len(front)) if front else None
    return context.quantity.kind is Kind.COUNT and ties().modifies.before(front, len(front)) is not None
