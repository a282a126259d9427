"""Of which set of things a number speaks: the five largest, a whole that is made of two, a number of whole things."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from claimlint.claims.context import Context
from claimlint.claims.labels import Label, before_link
from claimlint.claims.roles import Part
from claimlint.claims.wording import normalise
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.claim import Role
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.quantities.blanks import back
from claimlint.quantities.words import tables

# Cues of a share: of the n largest (top-5), of what (top-of:…), in which field (top-in:…), by definition (top-ratio).
TOP, OF, IN, RATIO, FEW = "top-", "top-of:", "top-in:", "top-ratio", "top-few"
RISEN, FALLEN = "risen", "fallen"
_REACH = 24
_AROUND = 80  # 其中并购带来的收入…: the next sentence may say that the whole is another
# The cues that a rule may ask for.
CUES = frozenset({FEW, RATIO, RISEN, FALLEN, "broken", "below-zero", "weighted", "perimeter", "scoped"})
_MOVES = frozenset({"rise", "fall", "shift", "yoy", "qoq"})
_NATURAL = (Kind.COUNT, Kind.NUMBER, Kind.PHYSICAL, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class _Top:
    """The words that name the largest few, and where they stand."""

    many: int
    ratio: bool
    start: int
    end: int


@cache
def _tops() -> Table[tuple[int, bool]]:
    found = (entry for entry in entries("sets") if "top" in entry)
    return Table((word, (entry["top"], entry.get("ratio", False))) for entry in found for word in entry["words"])


@cache
def _joins() -> Table[bool]:
    return Table((word, True) for entry in entries("links") if entry.get("join") for word in entry["words"])


@cache
def _said(key: str) -> Table[Any]:
    return Table((word, entry[key]) for entry in entries("sets") if key in entry for word in entry["words"])


def of_level(context: Context, part: Part) -> Part:
    """行业集中度提升，CR3为45.2%: the ratio itself, whatever a verb in front of its name says."""
    if part.role is not Role.CHANGE or context.quantity.kind is not Kind.PERCENT:
        return part
    top = _top(context)
    moved = top is None or any(
        m.value("cue") in _MOVES for m in (*context.before, *context.behind) if m.span.start >= top.end
    )
    return part if moved else replace(part, role=Role.RATE, cues=part.cues - _MOVES, direction=0)


def set_cues(context: Context, part: Part, label: Label) -> set[str]:
    """The cues that say of which set a number speaks."""
    course = _course(context) if "from" in part.cues else set()
    if context.quantity.kind is Kind.PERCENT:
        return course | (_shares(context) if part.role is not Role.CHANGE else _growth(context, label))
    return course | (_things(context) if part.role is Role.LEVEL else set())


def _course(context: Context) -> set[str]:
    """Margins slipped from 31% to 33%: the verb right in front of "from" says which way the two ends lie."""
    start = next((m.span.start for m in reversed(context.before) if m.value("cue") == "from"), None)
    front = "" if start is None else context.text(max(context.sentence.span.start, start - _REACH), start).rstrip(" ")
    found = _said("course").before(front, len(front))
    if next(_said("money").find(front, 0, len(front)), None) is not None:
        return set()  # the yen fell from ¥140 to ¥150
    return set() if found is None else {RISEN if found[0] > 0 else FALLEN}


def _top(context: Context) -> _Top | None:
    """前五大客户占比42.0%: the last such words in the clause, with no other percentage between."""
    text, here = context.document.folded, context.quantity.extended.start
    found = None
    for (many, ratio), start, end in _tops().find(text, context.clause_start, here):
        found = _Top(many, ratio, start, end)
    if found is None or not found.many or "%" in text[found.end : here] or text[found.end : found.end + 1].isdigit():
        return None
    return found


def _shares(context: Context) -> set[str]:
    top, span = _top(context), context.sentence.span
    if top is None:
        said = next(_said("weighted").find(context.document.folded, span.start, span.end), None)
        return set() if said is None else {"weighted"}
    cues = {FEW, f"{TOP}{top.many}"}
    if top.ratio:
        cues.add(RATIO)
    front = _named(context, _start_of_name(context, top), top.start)
    noun = _named(context, top.end, max(top.end, before_link(context)))
    if front:
        cues.add(IN + front)
    return cues | {OF + noun} if noun else cues


def _start_of_name(context: Context, top: _Top) -> int:
    """The top five had 42% of revenue and the top ten 38%: what stands in front of "and" names the one before."""
    start = context.text(context.clause_start, top.start).rfind("%") + 1 + context.clause_start
    joins = [end for _, _, end in _joins().find(context.document.folded, start, top.start)]
    return joins[-1] if joins else start


def _named(context: Context, start: int, end: int) -> str:
    """The words of a stretch that name something: without times, cues and the ending of the plural."""
    holes = [p.span for p in context.phrases] + [m.span for m in context.before if m.value("cue") and not _measures(m)]
    pieces, position = [], start
    for hole in sorted((h for h in holes if start <= h.start and h.end <= end), key=lambda span: span.start):
        pieces.append(context.text(position, max(position, hole.start)))
        position = max(position, hole.end)
    words = normalise(" ".join((*pieces, context.text(position, end)))).split()
    return " ".join(word.removesuffix("s") for word in words)


def _measures(mention: Any) -> bool:
    return mention.value("metric") is not None and mention.value("cue") not in ("share", "share-of-whole")


def _growth(context: Context, label: Label) -> set[str]:
    """Whether a rate of growth may be held against those of its parts, and of how many parts the sentence speaks."""
    text, span = context.document.folded, context.sentence.span
    if label.metric is None:
        return set()
    found = {f"parts-{many}" for many, *_ in _said("parts").find(text, span.start, context.quantity.span.start)}
    block = context.document.blocks[context.sentence.block].span
    start, end = max(block.start, span.start - _AROUND), min(block.end, span.end + _AROUND)
    if next(_said("perimeter").find(text, start, end), None) is not None:
        found.add("perimeter")
    scoped = [m for m in context.near if m.value("scope")]
    if scoped and label.subject in (None, *(normalise(context.text(m.span.start, m.span.end)) for m in scoped)):
        found.add("scoped")  # 海外收入增长18%: of all that is abroad
    return found


def _things(context: Context) -> set[str]:
    """``broken``: two and a half factories; ``below-zero``: fewer than none, where the sign is no dash."""
    quantity, text = context.quantity, context.document.folded
    printed, value = quantity.printed, quantity.value
    if printed is None or value is None or context.document.blocks[context.sentence.block].cell is not None:
        return set()
    if quantity.kind in _NATURAL and value < 0 and _is_linked(context):
        lead = _said("flux").find(text, context.sentence.span.start, quantity.span.start)
        return {"below-zero"} if next(lead, None) is None else set()
    plain = quantity.kind is Kind.COUNT and quantity.qualifier is Qualifier.NONE and printed.scale == 1
    if not plain or value.denominator == 1 or value < 1:
        return set()
    span = context.sentence.span
    return set() if next(_said("apiece").find(text, span.start, span.end), None) is not None else {"broken"}


def _is_linked(context: Context) -> bool:
    """门店数为-12家, was -12: a word of equality stands right in front of the sign; 门店-12家 may be a dash."""
    text = context.document.folded
    return tables().links.before(text, back(text, context.quantity.span.start, 0)) is not None
