"""One value that is told in several places, and was changed in some of them only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from claimlint.checks import registry
from claimlint.edits.carried import Broken, failure
from claimlint.edits.judged import Judged, Pair, changed
from claimlint.frozen import dataclass
from claimlint.model.check import STATED, Case
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Severity
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Document
from claimlint.model.unit import Kind

# Numbers with so many digits (zeros around them not counted) are told twice rather than met twice.
_TELLING, _UNMISTAKABLE = 3, 5
_MOST_TOLD = 4
_NAMED = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE)
# The words beside a number, as far as its sentence goes; one that stands everywhere says nothing of it.
_BESIDE, _COMMON, _CHARACTERS = 48, 4, 1500
_END = re.compile(r"[\n\u3002\uff01\uff1f!?;\uff1b|]|\.(?=\s|$)")
_WORD = re.compile(r"[A-Za-z]{4,}|[\u3400-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class _Told:
    """A number of an old text, and what stands in its place now; None where that is something else."""

    claim: Claim
    now: Claim | None
    document: Document


def repeats(pairs: Sequence[Pair], others: Sequence[Judged]) -> Iterator[Broken]:
    """Numbers that stood in several places of the old texts, and were changed in some of them only.

    ``others`` are files that did not change.  Only numbers with several digits count, and only where nothing that is
    said of the two tells them apart.
    """
    told: dict[tuple[object, ...], list[_Told]] = {}
    for pair in pairs:
        for claim in pair.old.claims:
            if _digits(claim) >= _TELLING:
                told.setdefault(_value(claim), []).append(_Told(claim, pair.now(claim), pair.old.document))
    for other in others if told else ():
        for claim in other.claims:
            if _digits(claim) >= _TELLING and _value(claim) in told:
                told[_value(claim)].append(_Told(claim, claim, other.document))
    words = _Vocabulary()
    for places in told.values():
        if 1 < len(places) <= _MOST_TOLD:
            yield from _repeated(places, words)


def _repeated(places: Sequence[_Told], words: _Vocabulary) -> Iterator[Broken]:
    there = [(each, each.now) for each in places if each.now is not None]
    left = [(each, now) for each, now in there if not changed(each.claim, now)]
    moved = [(each, now) for each, now in there if changed(each.claim, now)]
    for each, kept in left:
        for other, after in moved:
            if after.path == kept.path and after.place.sentence == kept.place.sentence:
                continue
            if not _one_fact(each, other, words):
                continue
            case = Case("repeated", {STATED: (kept,), "earlier": (after,)})
            change = (other.claim, after)
            verdict = failure(registry()["repeated"], case, [change], [kept])
            if verdict is not None:
                yield Broken(registry()["repeated"], case, verdict, Severity.WARNING, (change,), (kept,))
                break


def _value(claim: Claim) -> tuple[object, ...]:
    stated = claim.quantity.stated
    return claim.quantity.unit.id, stated.low, stated.high, claim.role is Role.CHANGE


def _digits(claim: Claim) -> int:
    """How many digits tell a number from others; 0 for what is no plain amount."""
    quantity = claim.quantity
    if quantity.printed is None or quantity.qualifier is not Qualifier.NONE or claim.trusted:
        return 0
    if claim.role not in _NAMED or quantity.kind in (Kind.PERIOD, Kind.DURATION, Kind.ORDINAL):
        return 0
    return len("".join(char for char in quantity.printed.digits if char.isdigit()).strip("0"))


def _one_fact(one: _Told, other: _Told, words: _Vocabulary) -> bool:
    """True where the words speak for one fact that is told twice, and none of them against it."""
    first, second = one.claim, other.claim
    said, also_said = ((c.metric, _year(c), c.scope, c.basis, c.of) for c in (first, second))
    unlike = any(a is not None and b is not None and a != b for a, b in zip(said, also_said, strict=True))
    if unlike or first.direction * second.direction < 0:
        return False
    cells = [claim.place.cell for claim in (first, second)]
    if cells[0] is not None and cells[1] is not None and cells[0].table == cells[1].table:
        return first.path != second.path and _are_named_alike(first, second)
    # 比上年增长14.2% is said of many things
    telling = first.role is not Role.CHANGE or _digits(first) > _TELLING
    if cells == [None, None] and telling and words.tie(one, other):
        return True
    return _are_named_alike(first, second) or _digits(first) >= _UNMISTAKABLE


def _year(claim: Claim) -> int | None:
    """The year of which the words say that it is."""
    return (
        claim.period.year
        if claim.period is not None and "period-said" in claim.cues and claim.period.year > 0
        else None
    )


def _are_named_alike(one: Claim, other: Claim) -> bool:
    subjects = [(claim.subject or "").lower() for claim in (one, other)]
    if subjects[0] not in subjects[1] and subjects[1] not in subjects[0]:  # research, the company's research
        return False
    if one.metric is not None and one.metric == other.metric:
        return True
    names = [_words(f"{claim.label} {claim.row}") for claim in (one, other)]
    return bool(names[0] & names[1])


def _beside(told: _Told) -> set[str]:
    text, span = told.document.folded, told.claim.quantity.extended
    before = text[max(span.start - _BESIDE, 0) : span.start]
    behind = text[span.end : span.end + _BESIDE]
    end = _END.search(behind)
    return _words(_END.split(before)[-1]) | _words(behind[: end.start()] if end else behind)


def _words(text: str) -> set[str]:
    """Latin words, and pairs of Chinese characters."""
    return set(_each_word(text))


def _each_word(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text.lower()):
        word = match.group()
        yield from (word,) if word.isascii() else (word[index : index + 2] for index in range(len(word) - 1))


class _Vocabulary:
    """How often each word stands in a document; counted once, where it is asked for."""

    def __init__(self) -> None:
        self._counts: dict[int, Counter[str]] = {}

    def tie(self, one: _Told, other: _Told) -> bool:
        """True where a word stands beside both, and not everywhere."""
        both = _beside(one) & _beside(other)
        return any(self._is_rare(word, told.document) for word in both for told in (one, other))

    def _is_rare(self, word: str, document: Document) -> bool:
        counts = self._counts.get(id(document))
        if counts is None:
            counts = self._counts[id(document)] = Counter(_each_word(document.folded))
        return counts[word] <= max(_COMMON, len(document.folded) // _CHARACTERS)
