"""The only two levels of a passage, and what is said to lie between them.

Asking price: £386,500. Price achieved: £371,200. Sellers thus gave up £15,300; A delivered 1.86 million and B 1.52
million, a lead of 340,000: nothing else of the kind is told, so nothing else can be meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.misprint import base, is_near
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_RATES = (Role.RATE, Role.SHARE, Role.LEVEL)
_BARE = frozenset({Kind.NUMBER, Kind.COUNT})
_PLAIN = (Qualifier.NONE, Qualifier.ABOUT)
# Words that say that a difference follows from what stands in front of it.
_FOLLOWS = frozenset({"concludes", "takes-up", "yields", "restates", "than", "difference", "apart"})
_COURSE = frozenset({"from", "to", "reach"})  # spending rose to $48m from $41m, so the reserve shrank by $3m
_NO_GAP = frozenset(
    {"to", "from", "prior", "total", "together", "per", "per-one", "average", "at-price", "out-of", "reach"}
)
_OTHERS = frozenset(
    {"each", "mean", "paired", "cumulative", "contribution", "of-which", "yoy", "qoq", "average-growth"}
)
_HELD_AGAINST = frozenset({"below-range", "above-range", "from", "prior"})
_NO_LEVEL = frozenset({"entering", "leaving", "plus", "minus", "out-of", "of-which", "total", "together"})
_BACK, _TWO, _FEWEST, _LONG_WORD = 2, 2, 10, 4


def lone_gap(around: Neighbourhood) -> tuple[Claim, Claim] | None:
    """The two levels that ``around.claim`` lies between, in the order that its direction gives."""
    stated = around.claim
    if stated.basis is not None or stated.cues & _OTHERS or stated.stance != "actual" or not stated.quantity.value:
        return None
    told = _told(around)
    if len(told) != _TWO or not _is_meant(stated, told) or told[0].quantity.text == told[1].quantity.text:
        return None
    less, more = sorted(told, key=base)
    if not is_near(abs(base(stated)), base(more) - base(less)):
        return None
    if stated.role is Role.LEVEL and not base(stated) < base(less):
        return None
    return (more, less) if stated.direction < 0 else (less, more)


def _told(around: Neighbourhood) -> Sequence[Claim]:
    """The levels of the sentence, with as many of those before it as it takes for two."""
    stated = around.claim
    told = [c for c in around.sentence if _is_level(c, stated)]
    if any(c.place.order > stated.place.order and not c.cues & _HELD_AGAINST for c in told):
        return ()  # what follows may begin another thought
    before = [c for c in around.near if c.place.block == stated.place.block]
    for back in range(1, _BACK + 1):
        if len(told) >= _TWO:
            break
        told = [c for c in before if stated.place.sentence - c.place.sentence == back and _is_level(c, stated)] + told
    return told


def _is_level(claim: Claim, stated: Claim) -> bool:
    """A level that may lie at an end; another difference of the kind speaks for itself, and makes three."""
    quantity, other = claim.quantity, stated.quantity
    if claim is stated or claim.basis is not None or quantity.value is None or claim.cues & _NO_LEVEL:
        return False
    if other.kind is Kind.POINTS:
        return quantity.kind is Kind.PERCENT and claim.role in _RATES
    like = quantity.unit.comparable(other.unit) or {quantity.kind, other.kind} == _BARE
    small = quantity.kind is Kind.NUMBER and abs(quantity.value) < _FEWEST
    return like and not small and claim.role in (Role.LEVEL, Role.CHANGE)


def _is_meant(stated: Claim, told: Sequence[Claim]) -> bool:
    """Both are plain levels on one basis, and the difference takes them up, or has a word of theirs."""
    if any(c.role is Role.CHANGE or (c.quantity.qualifier not in _PLAIN and "below-range" not in c.cues) for c in told):
        return False
    if len({c.stance for c in told} - {"actual", "guidance", "target"}) > 0:
        return False
    if stated.role is Role.LEVEL:
        return bool(stated.cues & {"apart", "by"}) and not stated.cues & _NO_GAP
    own = {word for word in stated.label.split() if len(word) >= _LONG_WORD}
    shared = any(own & set(c.label.split()) for c in told)
    beyond = all(c.place.sentence < stated.place.sentence for c in told)  # an increase of $27m is of who knows what
    held = any(c.place.order > stated.place.order for c in told)
    follows = stated.cues & (_FOLLOWS - ({"takes-up"} if not beyond else set()) - ({"than"} if not held else set()))
    if "named" in stated.cues and not shared:
        return bool(follows) and not any(c.cues & _COURSE for c in told)
    return bool(follows) or ("named" in stated.cues and shared)
