"""How the words around a number tie a part to its whole: "57 of 142", 142例中57例, "57, or 40%"."""

from __future__ import annotations

from claimlint.cache.compiled import compiled
from claimlint.claims.context import Context
from claimlint.claims.mentions import Mention
from claimlint.quantities.ties import ties
from claimlint.quantities.words import tables

_BREAK = compiled(r"[,，、:：()（）]")
# What may stand between a word and its number, or behind a whole: "of the group's total", 名受访者中，有
_WORD = compiled(r"[A-Za-z']+")
_FIRST_WORDS = 4
_STEM = 2  # 有效 of 有效率
_COMMAS = " ,，"
_PUNCTUATION = " ,，:：—-"


def whole_cues(context: Context) -> set[str]:
    """The cues of a number that is a whole (``out-of``, ``among``), or says what was said before (``apposed``)."""
    found = set()
    if _is_out_of(context):
        found.add("out-of")
    if _opens_among(context) or _closes_among(context):
        found.add("among")
    if _is_apposed(context):
        found.add("apposed")
    if context.says("rest") and any(m.value("cue") == "rest" and _leads(context, m) for m in context.before):
        found.add("remains")
    if context.says("unanswered") and any(m.value("cue") == "unanswered" for m in context.behind):
        found.add("unanswered")
    if _is_taken_off(context):
        found.add("minus")
    if _divides(context):
        found.add("divides")
    if context.text(context.clause_start - 1, context.clause_start) in tuple(":：—-"):
        found.add("expounds")
    if _echoes(context):
        found.add("echoes")
    if ties().modifies.at(context.document.folded, context.quantity.extended.end) is not None:
        found.add("modifies")  # 占比12%的北京门店
    return found


def _echoes(context: Context) -> bool:
    """66例有效，有效率55%: the rate is named after what stands behind the count."""
    rates = [m for m in context.before if m.value("cue") == "rate"] if context.says("rate") else []
    if not rates or context.text(rates[-1].span.start, rates[-1].span.end).isascii():
        return False
    end = rates[-1].span.end - 1
    stem = context.text(end - _STEM, end)
    return stem in context.text(context.lead.start, end - _STEM)


def _is_taken_off(context: Context) -> bool:
    """合同价1,240万元-已付930万元=310万元: a sign of subtraction, where one of equality follows."""
    sign = context.gap.lstrip()[:1]
    return sign in tuple("-\u2212\u2013\uff0d") and "=" in context.text(
        context.quantity.extended.end, context.sentence.span.end
    )


def _divides(context: Context) -> bool:
    """在203.5万辆的总销量里占到, 占全国8.91万亿千瓦时发电量的: the share of this whole stands right behind it."""
    share = context.behind[-1] if context.behind else None
    return share is not None and share.value("cue") == "share" and _closes_among(context)


def _leads(context: Context, mention: Mention) -> bool:
    """其他10%; "the rest, $0.9bn": the word stands in front of the number itself."""
    between = context.text(mention.span.end, context.quantity.extended.start)
    front = context.text(context.lead.start, mention.span.start).strip()
    if between.strip(_PUNCTUATION) and front.isalpha() and front.isascii() and front.lower() not in tables().lists:
        return False  # 6% on other goods and 5% on taxis: the word names what the number before is of
    return mention.span.start >= context.clause_start or not between.strip(_PUNCTUATION)


def _is_out_of(context: Context) -> bool:
    """6.1 Mt out of 12.2 Mt, $1.2bn of the group's $4.8bn, 35 dropouts among 500 patients."""
    gap = context.gap.lstrip(" ,)")
    if context.gap == "/" and context.quantity.unit.dimension in ("number", "count"):
        return True  # (161/642)
    if "\n" in context.gap or _BREAK.search(gap) or not gap or ties().of_these.at(gap, 0) is not None:
        return False
    if " and " in gap:
        return False  # 2,300 ha of pasture and 500 ha of lakes
    if ties().of.at(gap, 0) is not None:  # but 18% of members are under 30
        return not any(ties().acted.alone(word.group().lower()) for word in _WORD.finditer(gap))
    words = list(_WORD.finditer(gap))[:_FIRST_WORDS]
    return any(ties().among.at(gap, w.start()) is not None and not _is_of(w.group()) for w in words)


def _is_of(word: str) -> bool:
    return ties().of.alone(word.lower()) is not None


def _opens_among(context: Context) -> bool:
    """ "Of 2,400 employees, 600 …", "Among the 500 patients …": the clause opens with the word."""
    start = context.clause_start
    lead = context.text(start, context.quantity.extended.start)
    offset = len(lead) - len(lead.lstrip(_PUNCTUATION))
    opens = start == context.sentence.span.start or context.text(start - 1, start) in ":："
    found = ties().among.at(lead, offset) if opens else None
    return found is not None and lead[:1].isascii() and len(_WORD.findall(lead[found[1] :])) <= _FIRST_WORDS


def _closes_among(context: Context) -> bool:
    """1,500名受访者中，有600人: the word stands behind the whole and its noun."""
    end = context.trail.end
    share = context.behind[-1] if context.behind else None
    if share is not None and share.value("cue") == "share":  # 在203.5万辆的总销量里占到42.4%
        end = share.span.start
    trail = context.text(context.trail.start, end).rstrip(_COMMAS)
    linked = tables().links.before(trail, len(trail)) if trail else None  # 中有, 中，约有
    while linked is not None and linked[1] > 0:
        trail = trail[: linked[1]].rstrip(_COMMAS)
        linked = tables().links.before(trail, len(trail)) if trail else None
    found = ties().among.before(trail, len(trail)) if trail else None
    if found is None or trail[-1].isascii():
        return False
    place = context.trail.start + len(trail)
    return not any(m.value("cue") == "of-which" and m.span.end == place for m in context.behind)


def _is_apposed(context: Context) -> bool:
    """ "43, or 5.0%", "43 (5.0%)", "57 of 142, a response rate of 40%": the clause says the same again."""
    start = context.clause_start
    if start == context.sentence.span.start:
        return False
    if context.text(start - 1, start) in "(（":
        return True
    lead = context.text(start, context.quantity.extended.start).lstrip()
    return not lead or ties().apposed.at(lead, 0) is not None
