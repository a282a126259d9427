"""The words beside a number: qualifiers before and behind it, hedges, orders of magnitude."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.table import Table
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.amount import Amount
from claimlint.quantities.blanks import back, skip
from claimlint.quantities.han import is_unsaid
from claimlint.quantities.names import CLAUSE_ENDS
from claimlint.quantities.words import QualifierWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# How far in front of a number a word like 大约 may stand, in characters of its clause.
REACH = 16
_ENDS = CLAUSE_ENDS | {" ", "."}
_THAN = "than"
# Behind a plus sign: the rest of a sum up to its sign of equality.
_SUM = compiled(r"[^=,，。；;\n]{1,80}=")


@dataclass(frozen=True, slots=True)
class Qualified:
    """What the words beside a number say of it; ``extended`` holds them and the number."""

    qualifier: Qualifier
    extended: Span
    hedge: str | None = None
    magnitude: bool = False
    order_of_magnitude: bool = False
    core_end: int = 0  # end of a sign that belongs to the number itself (500+)


def qualify(reader: Reader, amount: Amount, floor: int) -> Qualified:
    """Qualifier, hedge and magnitude words around ``amount``; nothing left of ``floor`` is touched."""
    compared = _compared(reader, amount, floor)
    if compared is not None:
        return compared
    start, front = _before(reader, amount, floor)
    end, behind, magnitude, core_end = _behind(reader, amount)
    qualifier = _joined(front, behind)
    if qualifier is Qualifier.NONE:
        distant = _distant(reader, start, floor)
        if distant is not None:
            qualifier, start = distant
    hedge, start = _hedge(reader, start, floor)
    order = reader.words.orders.at(reader.text, skip(reader.text, end, reader.end))
    if order is not None and not magnitude and amount.unit.kind is Kind.MULTIPLE:  # 以十倍幅度
        end = order[1]
    return Qualified(qualifier, Span(start, end), hedge, magnitude, order is not None, core_end)


def _compared(reader: Reader, amount: Amount, floor: int) -> Qualified | None:
    """比5%低 is below five percent; 比3亿元多2000万元 says by how much, and 比5%高的 may say so further on."""
    text = reader.text
    front = reader.words.compared.before(text, back(text, amount.span.start, floor))
    if front is None or front[1] < floor:
        return None
    place = skip(text, amount.span.end, reader.end)
    for word, qualifier in front[0]:
        end = place + len(word)
        behind = reader.words.hit.match(text, skip(text, end, reader.end), reader.end)
        if text.startswith(word, place) and behind is None and (end >= reader.end or text[end] in _ENDS):
            return Qualified(qualifier, Span(front[1], end))
    return None


def _joined(front: Qualifier, back: Qualifier) -> Qualifier:
    """约5%左右 is one "about"; a bound outweighs it (约30%以上 is at least 30 %)."""
    if back is Qualifier.NONE or (front.threshold and back is Qualifier.ABOUT):
        return front
    if front is Qualifier.NEARLY and back is Qualifier.ABOUT:
        return front
    return back


def _before(reader: Reader, amount: Amount, floor: int) -> tuple[int, Qualifier]:
    start, qualifier = amount.span.start, Qualifier.NONE
    while True:
        end = back(reader.text, start, floor)
        found = reader.words.before.before(reader.text, end)
        if found is None or found[1] < floor or _excepted(reader, found[0], found[1], end):
            return start, qualifier
        if amount.unit.kind in found[0].not_of or (found[0].all_scale and not _is_all_scale(amount)):
            return start, qualifier
        if qualifier is Qualifier.NONE or qualifier is Qualifier.ABOUT:
            qualifier = found[0].qualifier
        start = found[1]


def _is_all_scale(amount: Amount) -> bool:
    """百 and 千万, which say no number of their own."""
    return amount.first.words and not amount.first.digits[0].isascii() and is_unsaid(amount.first.digits)


def _excepted(reader: Reader, word: QualifierWord, start: int, end: int) -> bool:
    """True where the qualifier is only a part of another word: 最近, 不超过, 超市."""
    text = reader.text
    for exception in word.exceptions:
        offset = exception.find(text[start:end])
        if offset >= 0 and text.startswith(exception, max(start - offset, 0)):
            return True
    return False


def _behind(reader: Reader, amount: Amount) -> tuple[int, Qualifier, bool, int]:
    text, words, end = reader.text, reader.words, amount.span.end
    qualifier, magnitude, core_end = Qualifier.NONE, False, 0
    for _ in range(3):
        start = skip(text, end, reader.end)
        found = words.after.at(text, start)
        if (
            found is not None
            and found[1] <= reader.end
            and not _speaks_of_next(reader, found[1])
            and (not found[0].core or _is_core(text, amount, start, found[1]))
        ):
            qualifier, end = found[0].qualifier, found[1]
            core_end = end if found[0].core else core_end
            continue
        extra = words.magnitudes.at(text, start) or (words.tails.at(text, start) if amount.last else None)
        if extra is None or extra[1] > reader.end:
            break
        magnitude = magnitude or words.magnitudes.at(text, start) is not None
        end = extra[1]
    return end, qualifier, magnitude, core_end


def _speaks_of_next(reader: Reader, end: int) -> bool:
    """5000 or less than 6000: the words belong to the number behind them."""
    text, following = reader.text, skip(reader.text, end, reader.end)
    if text[following : following + 5].lower() == _THAN + " ":  # more than 10% or less | than 5%
        return True
    compared = text[end - len(_THAN) : end].lower() == _THAN
    return following > end and compared and reader.words.hit.match(text, following, reader.end) is not None


def _is_core(text: str, amount: Amount, start: int, end: int) -> bool:
    """500+ is at least 500; "5+3", "2 + 1" and 合同价1,240万元+签证86万元=… are sums."""
    following = skip(text, end, min(end + 2, len(text)))
    if start != amount.span.end or text[following : following + 1].isdigit():
        return False
    return _SUM.match(text, following) is None


def _distant(reader: Reader, start: int, floor: int) -> tuple[Qualifier, int] | None:
    """大约占百度收入的12%: the hedge stands in front of the whole phrase."""
    table: Table[QualifierWord] = reader.words.distant
    for position in range(start - 1, max(floor, start - REACH) - 1, -1):
        if reader.text[position] in CLAUSE_ENDS:
            return None
        found = table.at(reader.text, position)
        if found is not None:
            whole = table.before(reader.text, position + 1)  # 大约占: its 约占 is a word too
            return found[0].qualifier, position if whole is None else max(whole[1], floor)
    return None


def _hedge(reader: Reader, start: int, floor: int) -> tuple[str | None, int]:
    for position in range(start, max(floor, start - 8), -1):
        if reader.text[position - 1] in CLAUSE_ENDS:
            break
        found = reader.words.hedges.before(reader.text, position)
        if found is not None and found[1] >= floor:
            return found[0], start if position < start - 1 else found[1]
    return None, start
