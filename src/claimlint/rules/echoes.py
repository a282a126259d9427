"""A number that is told again with its digits in another order: 75座 in the summary, 57座 in the text.

Equal words must stand around both, and the second may bring in no name that the first does not know.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from claimlint.cache.compiled import compiled
from claimlint.model.claim import Claim, Role
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Document
from claimlint.model.unit import Kind

_ROLES = (Role.LEVEL, Role.RATE, Role.SHARE)
_KINDS = (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.PERCENT)
_OTHERS = frozenset({"from", "prior", "each", "paired", "of-which", "aside", "minus", "plus", "mean"})
# So many sentences lie between the two at most; so far around a number its words are looked for.
_LAST, _BEFORE, _BEHIND, _MOST = 5, 60, 45, 2
_LATIN = compiled(r"[A-Za-z][A-Za-z'-]{4,}")
_WORD = compiled(r"[A-Za-z]+")
_NAME = compiled(r"(?<![.!?:] )(?<!^)\b[A-Z][A-Za-z]+")
_HAN = compiled(r"[\u3400-\u9fff]+|[A-Za-z]+[\u3400-\u9fff]+")
# Long words that every text has.
_EMPTY = frozenset({"about", "which", "their", "there", "these", "would", "after", "where", "while", "under", "other"})
_LEAST_WORDS, _LEAST_HAN, _HEAD = 2, 4, 2
_Key = tuple[object, ...]


class Echoes:
    """The numbers of a document by their digits in any order."""

    def __init__(self, claims: Sequence[Claim], document: Document) -> None:
        self._document = document
        self._bounds: dict[int, tuple[int, int]] = {}
        self._numbers = Counter((c.place.sentence, c.quantity.unit.dimension) for c in claims)
        self._found: Mapping[_Key, list[Claim]] = defaultdict(list)
        self._changes: dict[int, str] = {}
        for before, claim in pairwise(claims):
            if before.role is Role.CHANGE and before.place.sentence == claim.place.sentence:
                self._changes[claim.quantity.span.start] = before.quantity.text
        self._keys: dict[int, _Key] = {}
        for claim in claims:
            place, span = claim.place.sentence, claim.quantity.extended
            first, last = self._bounds.get(place, (span.start, span.end))
            self._bounds[place] = min(first, span.start), max(last, span.end)
            key = _key(claim)
            if key is not None:
                self._keys[id(claim)] = key
                self._found[key].append(claim)

    def of(self, claim: Claim) -> tuple[Claim, ...]:
        """The last earlier number that ``claim`` repeats with its digits in another order."""
        key = self._keys.get(id(claim))
        found = self._found[key] if key is not None else ()
        if len(found) < 2:
            return ()
        here = claim.place.sentence
        first, last = (bisect_left(found, place, key=lambda c: c.place.sentence) for place in (here - _LAST, here))
        told = [c for c in found[first:last] if _digits(c) != _digits(claim) and self._is_one(c, claim)]
        return tuple(told[-1:])

    def _is_one(self, first: Claim, second: Claim) -> bool:
        for claim in (first, second):
            if self._numbers[claim.place.sentence, claim.quantity.unit.dimension] > _MOST:
                return False  # a list, where numbers meet by chance
        changes = {self._changes.get(claim.quantity.span.start) for claim in (first, second)}
        if len(changes) > 1 and None not in changes:
            return False  # growth of 14% to €4.26bn, growth of 1% to €2.64bn
        said = "period-said" in first.cues and "period-said" in second.cues
        if (said and first.period != second.period) or _is_course(first, second):
            return False
        one, other = self._around(first), self._around(second)
        if self._document.language == "zh" or _HAN.search(other):
            return _is_one_in_han(one, other, second.label or other)
        words = [{w.lower() for w in _LATIN.findall(text)} - _EMPTY for text in (one, other)]
        names = set(_NAME.findall(self._sentence(second))) - set(_WORD.findall(self._sentence(first)))
        counted = int(second.quantity.kind is Kind.COUNT)  # jobs, stores: the unit is a word, too
        return len(words[0] & words[1]) + counted >= _LEAST_WORDS and not names

    def _around(self, claim: Claim) -> str:
        """The words around a number in its block, without the number."""
        block = self._document.blocks[claim.place.block].span
        span, text = claim.quantity.span, self._document.folded
        counted = claim.quantity.kind is Kind.COUNT or not claim.quantity.numerals
        end = span.end if counted else claim.quantity.numerals[-1].end
        front = text[max(block.start, span.start - _BEFORE) : span.start]
        return f"{re.split(_STOP, front)[-1]} {re.split(_STOP, text[end : min(block.end, end + _BEHIND)])[0]}"

    def _sentence(self, claim: Claim) -> str:
        start, end = self._bounds[claim.place.sentence]
        block = self._document.blocks[claim.place.block].span
        return self._document.folded[max(block.start, start - _BEFORE) : min(block.end, end + _BEHIND)]


def _is_course(first: Claim, second: Claim) -> bool:
    """It has climbed to 54%; in January it was 45%: the two ends of one course."""
    moved = any(claim.direction or claim.cues & {"from", "to"} for claim in (first, second))
    return moved and "period-said" in first.cues ^ second.cues and first.place.block == second.place.block


_STOP = r"[\u3002\uff01\uff1f\uff1b;\n]|[.!?]\s"


def _key(claim: Claim) -> _Key | None:
    quantity = claim.quantity
    if claim.role not in _ROLES or quantity.kind not in _KINDS or quantity.printed is None or claim.place.cell:
        return None
    if quantity.qualifier is not Qualifier.NONE or claim.cues & _OTHERS or claim.basis is not None:
        return None
    digits = _digits(claim)
    if len(digits) < 2 or len(set(digits)) < 2:
        return None
    if claim.role is Role.SHARE and claim.of is not None and claim.label == claim.of:
        return None  # 1733元，占可支配收入的16.7%: the words name the whole alone, which other parts have, too
    printed = quantity.printed
    return quantity.unit.id, printed.scale, printed.decimals, "".join(sorted(digits))


def _digits(claim: Claim) -> str:
    printed = claim.quantity.printed
    return "" if printed is None else "".join(filter(str.isdigit, printed.digits))


def _is_one_in_han(one: str, other: str, label: str) -> bool:
    """The words in front of the second begin as something around the first does, and enough of them are equal."""
    head = next(iter(_HAN.findall(label)), "")[:_HEAD].lower()
    if len(head) < _HEAD or head not in one.lower():
        return False
    shared = _longest(one.lower(), other.lower())
    return shared >= (_LEAST_HAN if not head[0].isascii() else _HEAD)


def _longest(one: str, other: str) -> int:
    """The length of the longest stretch of words that stands in both; the texts are short."""
    best = 0
    for piece in _HAN.findall(other):
        for start, _ in enumerate(piece):
            while start + best < len(piece) and piece[start : start + best + 1] in one:
                best += 1
    return best
