"""Lists whose length the text states: 六个判断 and the items behind it, "six assets: A, B, C, D and E", 一是…二是….

The number becomes a claim of role COUNT with the cue ``announced``, the counted length what it speaks of (``among``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from claimlint.cache.compiled import compiled
from claimlint.claims.markers import Run, runs
from claimlint.claims.members import Members, list_words, members
from claimlint.claims.rows import rows_behind
from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import Kind, Unit
from claimlint.quantities.parse import read
from claimlint.quantities.words import tables

LISTED = Unit("listed", Kind.ORDINAL, "listed")
_FEWEST, _MOST = 2, 30
# So far in front of its list a number stands, and so long a list is read.
_HEAD, _LONGEST = 120, 600
# What may stand between the number and its list, in Chinese characters or English words: the name of what is counted.
_TAIL_HAN, _TAIL_WORDS = 8, 10
_SHOWN = 24  # of the last item of a list that goes over several blocks

_LEAD = compiled(r":|\(|\s-\s")
_DASH = compiled(r"\s[-\u2013\u2014]+\s")
_SENTENCE_END = compiled(r"[。！？!?\n]|\.(?=\s|$)")
_HAN = compiled(r"[\u3400-\u9fff]")
_WORD = compiled(r"[A-Za-z0-9][\w'&/-]*")
_MARKER = compiled(r"^[\s>]*(?:(?:[-*+]|[0-9]{1,3}[.)])\s+(?:\[[ xX]\]\s+)?)+$")
_FIRST = compiled(r"[-*+]|0*1[.)]")
# What "are" and 为 lead is a list of names where it begins so: Alpha, Beta and …; 甲、乙
_NAME = r"[A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*){0,3}"
_NAMES = compiled(rf"\s*(?:{_NAME}(?:, (?!and|or)|,? and [A-Z])|[^、，,。；;:]{{1,12}}、)")
_NOUN = compiled(r"[ -][a-z]|\s[A-Z][a-z]")
_FEW = compiled(r"(?:[2-9]|[12][0-9]|30)(?![0-9]|\.[0-9])")  # a number between _FEWEST and _MOST
_BREAK = compiled(r"[,，;；(]")
_DIGIT = compiled(r"\s*[$¥]?[0-9]")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in a document: where its words end that speak of it, its length, and how sure it is that this is all."""

    head: Span  # the words in front of it
    span: Span
    low: int
    high: int | None
    certain: bool


def list_claims(document: Document, lower: str, opened: Mapping[int, int]) -> list[Claim]:
    """Every number that announces a list, with the counted length of the list.

    ``lower`` is the folded text in small letters; ``opened`` tells the number of the first sentence of each block.
    """
    claims: list[Claim] = []
    for index, block in enumerate(document.blocks):
        if block.cell is not None:
            continue
        for listing in _listings(document, lower, index):
            claims.extend(_announced(document, index, listing, opened))
    return claims


def _listings(document: Document, lower: str, index: int) -> Iterator[Listing]:
    block = document.blocks[index]
    told = False
    for run in runs(document, lower, index):
        told = True
        yield _of_run(document, run)
    items = _items(document, index)
    table = rows_behind(document, index)
    if table is not None:
        yield Listing(_last_sentence(document, block.span), table[0], table[1], table[1], certain=False)
    elif items:
        last = document.blocks[items[-1]].span
        shown = Span(last.start, min(last.end, last.start + _SHOWN))
        yield Listing(_last_sentence(document, block.span), shown, len(items), len(items), certain=False)
    elif not told:
        yield from _inline(document.folded, lower, block.span)


def _of_run(document: Document, run: Run) -> Listing:
    head = _last_sentence(document, Span(max(run.floor, run.first.start - _HEAD), run.first.start))
    return Listing(head, run.last, run.length, run.length + run.more, certain=run.closed)


def _last_sentence(document: Document, span: Span) -> Span:
    """The last sentence of a stretch; a mark that ends the stretch ends none before it."""
    text = document.folded
    start = max(span.start, span.end - _HEAD)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, start, span.end) if text[m.end() : span.end].strip()]
    return Span(ends[-1] if ends else start, span.end)


def _items(document: Document, index: int) -> list[int]:
    """The items of the list right behind a block, those of the first level only."""
    blocks, block = document.blocks, document.blocks[index]
    text = document.folded[block.span.start : block.span.end].rstrip()
    if not text.endswith(":") and block.kind != "heading":
        return []
    found: list[int] = []
    level: int | None = None
    for number in range(index + 1, min(len(blocks), index + 1 + 4 * _MOST)):
        if blocks[number].kind != "item":
            break
        marker = _marker(document, blocks[number])
        if marker is None:  # a second paragraph of an item
            continue
        if level is None:
            if block.kind == "item" and len(marker) <= len(_marker(document, block) or ""):
                break
            if not _FIRST.match(marker.strip()):
                break
            level = len(marker) - len(marker.lstrip())
        depth = len(marker) - len(marker.lstrip())
        if depth < level:
            break
        if depth == level:
            found.append(number)
    return found


def _marker(document: Document, block: Block) -> str | None:
    """What stands in front of an item on its line, where that is the sign of a list."""
    start = document.text.rfind("\n", 0, block.span.start) + 1
    front = document.text[start : block.span.start]
    return front if _MARKER.match(front) else None


def _inline(text: str, lower: str, block: Span) -> Iterator[Listing]:
    """Lists that a colon, a bracket, a dash or a word like 分别是 leads."""
    start = block.start
    for match in _LEAD.finditer(text[block.start : block.end]):
        lead = Span(block.start + match.start(), block.start + match.end())
        if lead.start < start:
            continue
        stop = _end_of_list(text, lead, block.end)
        found = members(text[lead.end : stop])
        if found is not None and text[lead.start] == "(" and found.joined:
            found = replace(found, low=found.low - 1)  # (A, B, C and D) may be three, the last of them "C and D"
        if found is not None:
            yield _listing(text, block, lead, found, certain=False)
    for kind, opened, opens in list_words().opener.find(lower, block.start, block.end):
        lead = Span(opened, opens)
        stop = _end_of_list(text, lead, block.end)
        if _DIGIT.match(text, lead.end) or (kind == "names" and not _NAMES.match(text, lead.end, stop)):
            continue
        found = members(text[lead.end : stop])
        if found is not None:
            listing = _listing(text, block, lead, found, certain=False)
            yield replace(listing, high=None) if kind == "some" else listing


def _end_of_list(text: str, lead: Span, end: int) -> int:
    end = min(end, lead.end + _LONGEST)
    if text[lead.start] == "(":
        closing = text.find(")", lead.end, end)
        return closing if closing >= 0 else lead.end
    found = _SENTENCE_END.search(text, lead.end, end)
    if text[lead.start].isspace():  # Three states - A, B and C - have agreed
        found = _DASH.search(text, lead.end, found.start() if found else end) or found
    return found.start() if found else end


def _listing(text: str, block: Span, lead: Span, found: Members, *, certain: bool) -> Listing:
    start = lead.end + len(text[lead.end : lead.end + 4]) - len(text[lead.end : lead.end + 4].lstrip())
    opening = max(block.start, lead.start - _HEAD)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, opening, lead.start)]
    head = Span(ends[-1] if ends else opening, lead.start)
    return Listing(head, Span(start, lead.end + found.end), found.low, found.high, certain)


def _announced(document: Document, index: int, listing: Listing, opened: Mapping[int, int]) -> Iterator[Claim]:
    number = _number(document, index, listing)
    sentence = opened.get(index)
    if number is None or sentence is None:
        return
    place = Place(index, sentence, 0, -1)
    length = Interval(Fraction(listing.low), None if listing.high is None else Fraction(listing.high))
    text = document.text[listing.span.start : listing.span.end]
    counted = Quantity(
        listing.span, listing.span, text, LISTED, Qualifier.NONE, length, length, Fraction(1), Fraction(1), exact=True
    )
    listed = Claim(document.path, counted, Role.COUNT, place)
    cues = frozenset({"announced"}) | ({"certain"} if listing.certain else set())
    yield Claim(document.path, number, Role.COUNT, place, cues=cues, among=((listed,),))


def _number(document: Document, index: int, listing: Listing) -> Quantity | None:
    """The number in the words in front of a list that says how long it is."""
    if not _may_count(document, listing.head):
        return None
    part = replace(document, blocks=(Block(listing.head),))
    found = [q for q in read(part, bare=True) if q.span.start >= listing.head.start]
    if not found:
        return None
    number = found[-1]
    between = document.folded[found[-2].span.end : number.span.start].strip() if len(found) > 1 else ""
    if between and list_words().inner.fullmatch(between):
        number = found[-2]
    if list_words().limit.search(document.folded, listing.head.start, number.span.start):
        return None  # 最多选三项：…: so many answers each of them may give
    tail = document.folded[number.span.end : listing.head.end]
    return number if _counts(document.folded, number) and _names_what(tail) else None


def _may_count(document: Document, head: Span) -> bool:
    """Whether a number that may count is the last one with digits in ``head``: reading takes longer than to look."""
    may = False
    for hit in tables(document.language, bare=True).hit.finditer(document.folded, head.start, head.end):
        digits = hit[0][0].isdigit()
        may = _FEW.match(hit[0]) is not None if digits else True
    return may


def _counts(text: str, number: Quantity) -> bool:
    """三大, six judgements, "six clinical-stage assets"; not Filter 5, 三、 or 图表14."""
    value, quantity = number.value, text[number.span.start : number.span.end]
    if number.kind is Kind.NUMBER:
        behind = text[number.span.end : number.span.end + 6]
        ahead = (
            text[max(0, number.span.start - _HEAD) : number.span.start].rsplit(maxsplit=1)[-1:]
            if quantity.isdigit()
            else ["x"]
        )
        spelled = quantity.isascii() and quantity.isalnum() and _NOUN.match(behind) and ahead and ahead[0][0].islower()
        if not spelled and not list_words().counter.match(behind):
            return False
    plain = number.kind in (Kind.COUNT, Kind.NUMBER) and number.qualifier is Qualifier.NONE
    return plain and value is not None and value.denominator == 1 and _FEWEST <= value <= _MOST


def _names_what(tail: str) -> bool:
    """Only the name of what is counted stands between the number and its list."""
    if len(_HAN.findall(tail)) > _TAIL_HAN or any(char.isdigit() for char in tail):
        return False
    if len([word for word in _WORD.findall(tail) if word.isascii()]) > _TAIL_WORDS:
        return False
    inner = tail.strip().rstrip(" :。.,，-(")
    return not list_words().aside.search(inner) and not _BREAK.search(inner)
