"""The numbers that a change may speak of: those of its sentence, or of the sentence before, which it takes up again.

"Profit advanced to $64m from $56m; the 14% increase reflects …", "In 2010 there were 12; by 2023 there were 60, five
times as many": the change, or the second of its levels, has no words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.unit import Kind

LEVELS = (Role.LEVEL, Role.RATE, Role.SHARE)
_MOVES = (Role.CHANGE, Role.MULTIPLE)
_LENGTHS = frozenset({Kind.DURATION, Kind.ORDINAL})
_LISTED = frozenset({"each", "paired", "signed", "aside"})
_BARE = frozenset({Kind.NUMBER, Kind.COUNT})
_PAIR, _FURTHEST = 2, 2


def scene(around: Neighbourhood) -> Sequence[Claim]:
    """The numbers of the sentence, with those of the one or two before where only these make a pair of levels."""
    stated, sentence = around.claim, around.sentence
    own = _levels(sentence, stated)
    if own and _opens_with(
        stated, sentence
    ):  # That was 3.5% fewer than in the third (1.71m), although 4.5% more than …
        last = [c for c in around.near if _back(c, stated) == 1 and c.place.block == stated.place.block]
        alone = _levels(last, stated)
        told = [*last, *sentence[: sentence.index(own[0]) + 1]]
        return told if len(alone) == len(last) == 1 and _is_pair([*alone, own[0]], stated) else sentence
    if len(own) >= _PAIR or not _takes_up(stated, sentence, own):
        return sentence
    before = sorted(
        (c for c in around.near if c.place.block == stated.place.block and 0 < _back(c, stated) <= _FURTHEST),
        key=lambda c: c.place.order,
    )
    last = [c for c in before if _back(c, stated) == 1]
    wanted = _PAIR - len(own)
    for told in (last, before) if wanted > 1 else (last,):
        found = _levels(told, stated)
        if any(c.role in _MOVES for c in told) or len(found) > wanted:
            return sentence
        if len(found) == wanted:
            return [*told, *sentence] if _is_pair([*found, *own], stated) else sentence
    return sentence


def _opens_with(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """The sentence opens with a comparison of what was told last, and its base follows in brackets."""
    return (
        {"takes-up", "than"} <= stated.cues
        and "named" not in stated.cues
        and len(sentence) > 1
        and sentence[0] is stated
        and "aside" in sentence[1].cues
    )


def _back(claim: Claim, stated: Claim) -> int:
    return stated.place.sentence - claim.place.sentence


def _levels(claims: Sequence[Claim], stated: Claim) -> list[Claim]:
    return [c for c in claims if c is not stated and c.role in LEVELS and c.quantity.kind not in _LENGTHS]


def _takes_up(stated: Claim, sentence: Sequence[Claim], own: Sequence[Claim]) -> bool:
    """True where neither the change nor the level beside it has a name, and no other change comes first."""
    if stated.basis is not None or stated.cues & _LISTED or "named" in stated.cues:
        return False
    if any(c.role in _MOVES and c is not stated and c.place.order < stated.place.order for c in sentence):
        return False
    if not own:
        return "than" not in stated.cues
    if "named" in own[0].cues:
        return False
    # That was 11% more than the second quarter's $633m
    based = "than" in stated.cues or bool(own[0].cues & {"prior", "from"}) or "period-said" in own[0].cues
    beside = own[0].place.clause == stated.place.clause or ("aside" in own[0].cues and "than" in stated.cues)
    follows = own[0].place.order == stated.place.order + 1 and beside  # 5.8m more than the year before (59.5m)
    return own[0].place.order < stated.place.order or (based and follows and "to" not in own[0].cues)


def _is_pair(found: Sequence[Claim], stated: Claim) -> bool:
    one, two = found
    like = one.quantity.unit.comparable(two.quantity.unit) or {one.quantity.kind, two.quantity.kind} == _BARE
    return like and all(c.stance == stated.stance and c.basis is None for c in found)
