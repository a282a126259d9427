"""Who and what a number speaks of: the metric, the subject in front of it, and the wording of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimlint.claims.context import Context
from claimlint.claims.mentions import Mention
from claimlint.claims.wording import WORD, normalise, stop
from claimlint.frozen import dataclass
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.ties import ties
from claimlint.quantities.words import tables

COMMAS = ", \uff0c"
_LONGEST = 48
_IN_NET = 12  # "in total net"
# What words of these kinds say is held elsewhere than in the label.
_NAMELESS = ("rank", "stance", "basis", "prior")


@dataclass(frozen=True, slots=True)
class Label:
    """``text`` is the normalised wording in front of a number; ``subject`` that without the metric's name.

    ``scope`` is the part of the world or of the books that is meant (domestic, overseas, parent); None where none is
    said; ``own`` is True where the number's own clause says so, False where its words are carried from the number
    before; ``measured`` where they name a metric.
    """

    text: str = ""
    subject: str | None = None
    metric: str | None = None
    of: str | None = None
    scope: str | None = None
    own: bool = False
    measured: bool = False


def label_of(context: Context, previous: Label | None) -> Label:
    """The label of the number of ``context``; what its own words leave open is carried from the number before."""
    end = before_link(context)
    lead = Span(min(end, _at_a_word(context, max(context.lead.start, end - _LONGEST))), end)
    metric = _metric(context, previous.metric if previous is not None else None)
    name = next((m.value("metric") for m in [metric] if m), None)
    wording = _wording(context, lead)
    of = _whole(context)
    if not wording:
        carried = previous or Label()
        own = carried.own and context.listed  # 预测7%、10%、10%: the words are those of the whole list
        measured = name is not None or carried.measured
        scope = _scope(context) or carried.scope
        return Label(carried.text, carried.subject, name or carried.metric, of, scope, own, measured)
    subject = _subject(context, lead, metric)
    if subject is None and previous is not None and name is not None:
        subject = previous.subject
    measured = name is not None
    if name is None and previous is not None and not _names_a_rate(context):
        name = previous.metric
    return Label(wording, subject, name, of, _scope(context), own=True, measured=measured)


def _at_a_word(context: Context, place: int) -> int:
    """``place``, or where the next word begins: no half of "industry" is a name."""
    text, end = context.document.folded, context.quantity.extended.start
    while context.lead.start < place < end and _is_letter(text[place - 1]) and _is_letter(text[place]):
        place += 1
    return place


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _names_a_rate(context: Context) -> bool:
    """毛利率由30%升至36%，费用率下降2个百分点: the second is a metric of its own, though none that we know."""
    return context.says("rate") and any(m.value("cue") == "rate" and not _is_cue(m) for m in context.before)


def referred(context: Context, label: Label, heard: Sequence[Label]) -> Label:
    """前者, the latter: the first or the second of the two names that were heard last; else ``label`` as it is."""
    if len(heard) < 2 or not context.says("refer"):
        return label
    word = next((str(m.value("refer")) for m in reversed(context.before) if m.value("refer")), None)
    if word is None:
        return label
    meant = heard[-2] if word == "former" else heard[-1]
    metric = label.metric if label.measured else meant.metric
    return replace(meant, metric=metric, of=label.of, measured=label.measured or meant.measured)


def before_link(context: Context) -> int:
    """Where the wording ends: in front of the word that links it with the number (为, 达, was)."""
    end = context.quantity.extended.start
    while end > context.lead.start:
        if context.document.folded[end - 1] == " ":
            end -= 1
            continue
        found = tables().links.before(context.document.folded, end)
        if found is None or found[1] < context.lead.start:
            break
        end = found[1]
    return end


def _scope(context: Context) -> str | None:
    if not context.says("scope"):
        return None
    return next((str(m.value("scope")) for m in reversed(context.before) if m.value("scope")), None)


def _metric(context: Context, carried: str | None = None) -> Mention | None:
    """The mention that names what is measured; one far behind the number only where no name is ``carried`` to it."""
    there = context.quantity.extended.end
    behind = next((m for m in context.behind if m.value("metric")), None)
    gap = "" if behind is None else context.text(there, behind.span.start).strip()
    led = ("in", "of") if context.quantity.kind is Kind.MONEY else ("in",)
    if behind is not None and gap.partition(" ")[0] in led and len(gap) <= _IN_NET:
        return behind  # the production segment made $439 million in revenue
    found = [m for m in context.before if m.value("metric")]
    if found:
        return found[-1]
    if gap.startswith("for ") and context.quantity.kind is Kind.MONEY:
        return None  # $74m for agency staff
    return None if carried is not None and len(gap) > _IN_NET else behind


def _wording(context: Context, lead: Span) -> str:
    """The lead without phrases of time and without cues, clause by clause from the number outwards."""
    ends = [c.start for c in context.sentence.clauses if lead.start < c.start <= context.clause_start]
    starts = [*([lead.start] if not ends or ends[0] > lead.start else []), *ends]
    if ends and context.gap != "\n" and starts[0] == context.lead.start:
        starts = starts[1:]  # a dividend of $0.57 per share of common stock, an increase of 12%: the stock is of $0.57
    end = lead.end
    for start in reversed(starts):
        if start < context.clause_start and context.text(start - 1, start) == "(":
            end = start  # FY26 (Ind AS), up 16%: what stands in brackets names nothing outside of them
            continue
        if start < context.clause_start and _names_nothing(context.text(start, end).strip(COMMAS)):
            end = start  # 以年初价格为基数，跌幅为22%; support, according to the latest wave, has climbed to 54%
            continue
        wording = normalise(_without(context, start, end))
        if wording and _is_pronominal(context, max(start, context.clause_start), end, wording):
            return ""
        if wording:
            return wording
        end = start
    return ""


def _names_nothing(clause: str) -> bool:
    """How a number was reckoned, or who says so."""
    last = clause.rpartition(" ")[2]
    return (last if last.isascii() else clause).endswith(stop().reckoned) or clause.lower().startswith(stop().sources)


def _is_pronominal(context: Context, start: int, end: int, wording: str) -> bool:
    """It costs, they sold: a verb alone behind a pronoun names nothing new."""
    if not wording.isascii() or " " in wording:
        return False
    words = [word.lower() for word in WORD.findall(context.text(start, end))]
    found = [place for place, word in enumerate(words) if word in stop().pronouns]
    return bool(found) and wording in words[found[-1] + 1 :]


def _without(context: Context, start: int, end: int) -> str:
    """Text between two places with phrases of time and cue words blanked."""
    holes = [p.span for p in context.phrases if start < p.span.end and p.span.start < end]
    holes += [m.span for m in context.before if _is_cue(m) or any(map(m.value, _NAMELESS)) or _annual(m)]
    pieces, position = [], start
    for hole in sorted(holes, key=lambda span: span.start):
        if hole.end <= position or hole.start >= end:
            continue
        pieces.append(context.text(position, max(position, hole.start)))
        position = hole.end
    pieces.append(context.text(position, max(position, end)))
    return " ".join(pieces)


def _is_cue(mention: Mention) -> bool:
    """不合格率 names what it measures; of 录取率 the 率 alone is the word of a rate."""
    return bool(mention.value("cue")) and not (
        mention.value("cue") == "rate" and mention.span.end - mention.span.start > 1
    )


def _subject(context: Context, lead: Span, metric: Mention | None) -> str | None:
    if metric is None:
        return _wording(context, lead) or None
    if metric.span.start >= lead.end:
        return None
    end, resumed = metric.span.start, _resumed(context, metric)
    if resumed:
        return resumed
    for clause in reversed([c.start for c in context.sentence.clauses if c.start <= metric.span.start]):
        wording = normalise(_without(context, max(lead.start, clause), end))
        if wording or clause <= lead.start:
            return wording or None
        end = clause
    return None


def _resumed(context: Context, metric: Mention) -> str:
    """China, the second largest of them, is to reach a market size of: the verb takes up what stands in front."""
    start, clauses = context.clause_start, context.sentence.clauses
    verb = start + (context.text(start, start + 1) == " ")
    if context.clause < 2 or context.gap != "\n" or ties().resumes.at(context.document.folded, verb) is None:
        return ""
    front = clauses[context.clause - 2]
    named = next((m.span.start for m in context.before if m.value("metric") and front.covers(m.span)), front.end)
    return normalise(_without(context, front.start, named)) if metric.span.start >= start else ""


def _whole(context: Context) -> str | None:
    """占华为收入5% → 华为收入; 15% of group revenue → group revenue."""
    shares = [m for m in context.near if m.value("cue") == "share"] if context.says("share") else []
    if shares:
        end = shares[-1].span.start if len(shares) > 1 else context.quantity.extended.start  # 占营业收入的比重为
        wording = normalise(_without(context, shares[0].span.end, end))
        if len(wording) > 1 or not context.text(end, context.quantity.extended.end).isascii():
            return wording if len(wording) > 1 else None  # 比例为40%
    behind = context.text(context.trail.start, context.trail.end).strip()
    if behind.startswith("of "):
        return normalise(behind[3 : 3 + _LONGEST]) or None
    return _bracketed(context)


def _bracketed(context: Context) -> str | None:
    """占比（国产白蛋白）21.64%: brackets between the word of a share and its number name the whole."""
    number, text = context.quantity.extended.start, context.document.folded
    if not context.says("share") or context.clause < 1 or text[number - 1 : number] != ")":
        return None
    inside = context.sentence.clauses[context.clause - 1]
    opened = text.rfind("(", context.sentence.span.start, number)
    if inside.start < opened or not any(m.value("cue") == "share" and m.span.end == opened for m in context.before):
        return None
    return normalise(_without(context, opened + 1, number - 1)) or None


def _annual(mention: Mention) -> bool:
    """An annualised figure has the name of what it is made from."""
    return str(mention.value("end")).startswith("annualis")
