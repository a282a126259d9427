"""Which end of a range a number is, that a range is what a number lies in, or that it was made a yearly figure."""

from __future__ import annotations

from claimlint.claims.context import Context
from claimlint.claims.mentions import Mention
from claimlint.claims.wording import normalise
from claimlint.model.unit import Kind

# A word like 最低 or "a high of" stands so close in front of its number.
_END_HAN, _END_LATIN = 8, 36
_COLONS, _APPOSED = (":", "\uff1a"), (",", "\uff0c")  # the new midpoint, $4.40
_LENGTHS = ("quarterly", "monthly")
_ENDS = ("lowest", "highest", "middle")
_PAST = (("above-range", "highest"), ("below-range", "lowest"))


def end_flags(context: Context) -> set[str]:
    """最低2140元, a high of $78, 处于5%-7%: which end of a range the number is, or that it is the range."""
    if not context.says("end"):
        return set()
    near = [m for m in context.near if m.value("end")]
    if not near and context.before and context.before[-1].value("end") in _ENDS:  # (midpoint: $3.50)
        near = [
            m
            for m in context.before[-1:]
            if context.text(m.span.end, context.quantity.extended.start).strip() in (*_COLONS, *_APPOSED)
        ]
    gap = context.text(near[-1].span.end, context.quantity.extended.start) if near else ""
    close = len(gap) <= (_END_LATIN if gap.isascii() and gap else _END_HAN)
    found = {str(near[-1].value("end"))} if near and close else set()
    found |= {str(m.value("end")) for m in near if m.value("end") in _LENGTHS}
    found |= {"annualised" for m in near if m.value("end") == "annualising"}
    if context.quantity.kind is Kind.PERCENT:  # 0.3% on the month
        found |= {str(m.value("end")) for m in context.behind if m.value("end") in _LENGTHS}
    behind = context.behind[:1]
    length = context.quantity.kind is Kind.DURATION  # 按四个季度折成年率，则为3.7%
    if behind and behind[0].value("end") == "annualised" and not length and not _leads(context, behind[0]):
        found.add("annualised")
    if any(m.value("end") == "annualised" and _opens(context, m) for m in (*context.before, *context.earlier[-1:])):
        found.add("annualised")
    if close:  # within the guided range of $410m to $450m
        found |= {
            str(m.value("end")) for m in near if m.value("end") in ("within", "span", "above-range", "below-range")
        }
    if behind and behind[0].value("end") in _ENDS and behind[0].span.start - context.quantity.extended.end <= 1:
        found -= {"above-range", "below-range"}  # 高于业绩预告5.62~6.03亿元中值: above its middle
    if "bounded" in found:
        found.add("within")
    found |= _beyond(context)
    inside = any(m.value("end") in ("within", "bounded") for m in context.following[-3:])
    return found | {"lies-within"} if inside else found


def _beyond(context: Context) -> set[str]:
    """93亿元，超出指引上限: what is said right behind the number, before the next one."""
    said = [str(m.value("end")) for m in context.following if m.value("end") and m.value("end") != "span"]
    return {"beyond-range", said[0]} if tuple(said[:2]) in _PAST else set()


def _opens(context: Context, mention: Mention) -> bool:
    """Annualised, that is 2.4%: nothing but words without a name stands between."""
    text = context.text(mention.span.end, context.quantity.extended.start)
    return mention.span.start < context.clause_start and len(text) <= _END_LATIN and not normalise(text)


def _leads(context: Context, mention: Mention) -> bool:
    """True where ``mention`` behind a number belongs to the next one: an annual run rate of $5 million."""
    clause = context.sentence.clauses[context.clause].end
    return context.trail.end < clause and context.trail.end - mention.span.end <= _END_HAN
