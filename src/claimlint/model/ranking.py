"""What an order compares: which member of a list its words name, and what stands before what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.cache.compiled import compiled
from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

RATIOS = (Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE)
VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)
# So close behind the word the first number that it compares with stands.
_BESIDE = 40
_WORD = compiled(r"[a-z]{4,}")
_STEM = 5
_FEWEST_HAN = 2


def suits(rank: Claim, listed: tuple[Claim, ...]) -> bool:
    """Growth is fast, size is not; a fall is found among falls."""
    changes = all(c.role is Role.CHANGE for c in listed)
    ratios = all(c.quantity.kind in RATIOS for c in listed)
    if "fall" in rank.cues:
        return are_falls(listed)
    if "speed" in rank.cues:
        return ratios
    return not (changes and "size" in rank.cues)


def are_falls(listed: Sequence[Claim]) -> bool:
    """All are certainly negative, and the size may be meant: the biggest fall (-16%), followed by (-10%)."""
    return all((high := signed(c).high) is not None and high < 0 for c in listed)


def is_said(head: str, text: str) -> bool:
    """True where the words of a head stand in the sentence."""
    words = _WORD.findall(head)
    if words:
        return all(word[:_STEM] in text for word in words)
    return len(head) >= _FEWEST_HAN and head in text


def named(text: str, listed: tuple[Claim, ...]) -> Claim | None:
    """The one member of ``listed`` whose name stands in ``text``."""
    found = in_order(text, listed)
    return found[0] if len(found) == 1 else None


def in_order(text: str, listed: tuple[Claim, ...]) -> list[Claim]:
    """The members whose names stand in ``text``, as they stand there; of names inside one another the longest."""
    found: list[tuple[int, Claim]] = []
    rest = text
    for claim in sorted(listed, key=lambda c: -len(c.subject or "")):
        name = (claim.subject or "").lower()
        at = _at(name, rest) if len(name) > 1 or not name.isascii() else -1
        if at >= 0:
            found.append((at, claim))
            rest = f"{rest[:at]}{chr(0) * len(name)}{rest[at + len(name) :]}"
    return [claim for _, claim in sorted(found, key=lambda pair: pair[0])]


def _at(name: str, text: str) -> int:
    """Where ``name`` stands in ``text`` as a word of its own; -1 where it does not."""
    if not name:
        return -1
    at = text.find(name)
    while at >= 0:
        before, behind = text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1]
        inside = (name[0].isascii() and _joins(before)) or (name[-1].isascii() and _joins(behind))
        if not inside:
            return at
        at = text.find(name, at + 1)
    return -1


def _joins(char: str) -> bool:
    return char.isascii() and char.isalnum()


def place_of(claim: Claim) -> int:
    """The place that a claim of an order states: from the greatest, or (negative) from the least."""
    return int(claim.quantity.value or 0)


def signed(claim: Claim, values: Interval | None = None) -> Interval:
    """The value (or another set of ``values`` that it denotes) with the sign of its change: 下降5% is -5%."""
    base = _half_open(claim, claim.quantity.interval * claim.quantity.unit.factor if values is None else values)
    falls = claim.role is Role.CHANGE and claim.direction < 0 and base.low is not None and base.low >= 0
    return -base if falls else base


def _half_open(claim: Claim, values: Interval) -> Interval:
    """Without its upper end: whatever the rule of rounding, what prints as 11 is less than what prints as 12."""
    rounded = claim.quantity.qualifier is Qualifier.NONE and not claim.quantity.exact and values.width
    return Interval(values.low, values.high, values.low_open, True) if rounded and values.bounded else values


def measure(rank: Claim, claim: Claim, values: Interval | None = None) -> Interval:
    """What is compared: the size of a fall, or the value."""
    return -signed(claim, values) if "fall" in rank.cues else signed(claim, values)


def stands_before(rank: Claim, other: Claim, item: Claim) -> bool:
    """True where ``other`` certainly stands before ``item`` in the order of ``rank``."""
    return goes_before(rank, measure(rank, other), measure(rank, item))


def goes_before(rank: Claim, other: Interval, item: Interval) -> bool:
    """True where every value of ``other`` stands before every one of ``item`` in the order of ``rank``."""
    return item.before(other) if place_of(rank) > 0 else other.before(item)


def against_others(rank: Claim, sentence: Sequence[Claim]) -> Iterator[Binding]:
    """增长7.6%，仅次于甲市（8.1%）和乙市（7.9%）: the number in front against those in brackets behind the word."""
    word, last = rank.quantity.span, rank.quantity.extended.end
    if "around" not in rank.cues:
        return
    values = [c for c in sentence if c.role in VALUES and c.quantity.kind is not Kind.DURATION]
    others = [c for c in values if word.end <= c.quantity.span.start < last and "aside" in c.cues]
    before = [c for c in values if c.quantity.span.end <= word.start and "aside" not in c.cues]
    own = [c for c in before if others and c.quantity.unit.comparable(others[0].quantity.unit)]
    others = [c for c in others if own and c.quantity.unit.comparable(own[-1].quantity.unit)]
    if not others or others[0].quantity.span.start - word.end > _BESIDE:
        return
    item = own[-1]
    if item.cues & {"from", "prior"} or word.start - item.quantity.span.end > 2 * _BESIDE:
        return
    beyond = next((c for c in others if stands_before(rank, c, item)), others[0])
    yield Binding({"item": (item,), "ahead": (beyond,), "members": ()})
