"""The only whole around a share that nothing ties to one: "All adults (1,208). Very worried: 350, or 29%".

The share says again what stands right in front of it.  Counted things are a part of the only greater number that was
told before; amounts of money may as well have grown, unless the shares beside them are of the same whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval, Undefined
from claimlint.model.likeness import pieces
from claimlint.model.misprint import base, is_near
from claimlint.model.portion import COUNTS, PROPORTIONS, Pair, amounts, matched
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_SAID_AGAIN = frozenset({"aside", "restates", "apposed", "yields"})
_OTHERS = frozenset({"signed", "each", "paired", "prior", "from", "rise", "fall", "mean", "average", "weighted", "to"})
_NO_WHOLE = frozenset({"others", "prior", "from", "minus", "each"})
_PLAIN = (Qualifier.NONE, Qualifier.ABOUT)
_MARKETS = frozenset({"share"})  # of a market, of which the firm tells no size
_BACK, _TWO = 2, 2
_AGE = "year-old"


def lone_whole(around: Neighbourhood) -> Iterator[Pair]:
    """Part and whole of ``around.claim``, where only one whole can be meant."""
    stated = around.claim
    part = _part(stated, around.sentence)
    if part is None:
        found = [*_of_what_follows(around)] or [*_named_again(around)]
        yield from found
        return
    told = _told(around)
    siblings = [(one, share) for share in told if (one := _part(share, told)) is not None and share is not stated]
    siblings = [(one, share) for one, share in siblings if one.quantity.unit.comparable(part.quantity.unit)]
    parts = {id(one) for one, _ in siblings}
    wholes = [c for c in amounts(told) if id(c) not in parts and c.place.order < part.place.order]
    wholes = [c for c in wholes if not c.cues & _NO_WHOLE and matched(part, c, tied=True)]
    held = [c for c in wholes if any(_holds(one, c, share) for one, share in siblings)]
    if len(held) == 1:
        yield Pair(part, held[0], 0)
    elif len(wholes) == 1 and _is_counted(part) and _is_near(part, wholes[0], stated):
        yield Pair(part, wholes[0], 1)


def _named_again(around: Neighbourhood) -> Iterator[Pair]:
    """技术人员846人，而职工总数3,384人，技术队伍占两成半: the only two amounts, of which the share names one again.

    What names neither is of the amount right in front of it (外资8.4亿元，仅占15%), or of the one right behind it
    that says it again (65%的住户，即1,170户).
    """
    stated = around.claim
    told = _told(around)
    if not _may_name(stated):
        return
    yield from _of_its_rate(stated, told)
    if not (_is_share(stated) or _is_told_again(stated, told)):
        return
    others = [c for c in told if c is not stated and c.role in PROPORTIONS and _is_share(c)]
    found = [c for c in amounts(told) if not c.cues & {"others", "from", "minus", "each"}]
    found = [c for c in found if c.quantity.unit.id != _AGE]
    inside = [c for c in found if c.place.sentence == stated.place.sentence]
    for near in (inside, found):
        pairs = [(a, b) for n, a in enumerate(near) for b in near[n + 1 :] if _may_pair(a, b)]
        within = [pair for pair in pairs if _is_within(stated, *sorted(pair, key=base))]
        pairs = within if len(pairs) > 1 else pairs
        if len(pairs) > 1 or (pairs and others and not within):
            return
        for one, two in pairs:
            part, whole = sorted((one, two), key=base)
            if _names(stated, part, whole) and _is_near(part, whole, stated):
                yield Pair(part, whole, 1)
                return


def _is_within(stated: Claim, part: Claim, whole: Claim) -> bool:
    """研发人员1,482人；而在研发人员内部，硕士623人，占42.0%: the share's own subject is that of the whole."""
    name, own = whole.subject or "", stated.subject or ""
    return len(name) > 1 and name != own and name in own and part.place.order == stated.place.order - 1


def _of_its_rate(stated: Claim, told: Sequence[Claim]) -> Iterator[Pair]:
    """营业额860万元，食材成本344万元，食材成本率40.0%; 管理费用3.1亿元，费用率6.0%: of what is in front."""
    stem = stated.label if stated.label and stated.metric == "cost" else stated.label[:-1]
    if stated.role is not Role.RATE or "rate" not in stated.cues or len(stem) < _TWO or stem.isascii():
        return
    parts = [c for c in amounts(told) if c.place.order == stated.place.order - 1 and c.label.endswith(stem)]
    shares = {c.place.order for c in told if c.role in PROPORTIONS}
    wholes = [c for c in amounts(told) if c.place.order + 1 not in shares and "prior" not in c.cues]
    wholes = [c for c in wholes if parts and c is not parts[0] and _may_pair(c, parts[0])]
    if len(wholes) == 1 and base(parts[0]) < base(wholes[0]) and _is_near(parts[0], wholes[0], stated):
        yield Pair(parts[0], wholes[0], 1)


def _may_name(stated: Claim) -> bool:
    ratio = stated.quantity.kind is Kind.PERCENT or stated.quantity.unit.dimension == "ratio"
    plain = not stated.quantity.qualifier.threshold and stated.basis is None and stated.metric not in _MARKETS
    return ratio and plain and not stated.cues & (_OTHERS | {"cumulative", "contribution"})


def _is_told_again(stated: Claim, told: Sequence[Claim]) -> bool:
    """1,500名学生，有60%参加，合900人; 回收率84%，收回1,680份: the number right behind says in numbers what it is."""
    behind = next((c for c in told if c.place.order == stated.place.order + 1), None)
    again = behind is not None and ("sampled" in stated.cues or bool(behind.cues & {"restates", "yields"}))
    return stated.role is Role.RATE and again and (not stated.cues & {"rate", "named"} or "sampled" in stated.cues)


def _is_share(stated: Claim) -> bool:
    """占; or a portion of things (三分之一的网点), which no rate, growth or price of its own is."""
    if stated.role is Role.SHARE:
        return "of-plan" not in stated.cues
    return stated.role is Role.RATE and bool(stated.cues & {"modifies", "total"}) and not stated.cues & {"rate", "to"}


def _may_pair(one: Claim, two: Claim) -> bool:
    small, large = sorted((one, two), key=base)
    plain = all(c.quantity.qualifier in _PLAIN and c.basis == one.basis for c in (one, two))
    return plain and 0 < base(small) < base(large) and matched(small, large, tied=True)


def _names(stated: Claim, part: Claim, whole: Claim) -> bool:
    """Whether the words of the share take up the part, or the whole, and not the other way round."""
    if base(stated) > 1 or (stated.of and not (stated.of in whole.label or whole.label in stated.of)):
        return False  # cash flow of $78m, or 225% of net income
    if stated.period and whole.period and stated.period != whole.period:
        return False  # 二季度31.0亿元；海外17.5亿元，占上半年营收的30.0%
    own = pieces(stated.label) if "named" in stated.cues else set()
    if own & pieces(whole.label) - pieces(part.label) - pieces(stated.of or ""):
        return False
    if part.place.order == stated.place.order + 1 and (part.cues & _SAID_AGAIN or "sampled" in stated.cues):
        told = bool(stated.cues & {"modifies", "sampled"}) or "named" not in stated.cues
        return told and whole.place.order < stated.place.order
    if "modifies" in stated.cues and part.place.order > stated.place.order:
        same = "measured" in stated.cues & whole.cues and stated.metric == whole.metric
        return whole.place.order > stated.place.order and (same or bool(whole.cues & {"total", "group"}))
    if own & (pieces(part.label) - pieces(whole.label)):
        return True
    return "named" not in stated.cues and part.place.order == stated.place.order - 1


def _of_what_follows(around: Neighbourhood) -> Iterator[Pair]:
    """Farm loans total €3.6bn. This is 4.5% of the loan book (€79.4bn): the part is the one amount told before."""
    stated = around.claim
    whole = next((c for c in amounts(around.sentence) if c.place.order == stated.place.order + 1), None)
    if whole is None or stated.of is None or not {"aside", "closed"} <= whole.cues or stated.cues & _OTHERS:
        return
    plain = [c for c in amounts(_told(around)) if "aside" not in c.cues and c.place.order < stated.place.order]
    parts = [c for c in plain if c.quantity.unit.comparable(whole.quantity.unit)]
    said = "takes-up" in stated.cues or "restates" in stated.cues
    if len(parts) == 1 and said and matched(parts[0], whole, tied=True) and _is_near(parts[0], whole, stated):
        yield Pair(parts[0], whole, 1)


def _told(around: Neighbourhood) -> list[Claim]:
    """The sentence and the two before it, in order."""
    stated = around.claim.place
    near = [c for c in around.near if c.place.block == stated.block and 0 < stated.sentence - c.place.sentence <= _BACK]
    return sorted((*near, *around.sentence), key=lambda c: c.place.order)


def _part(share: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The amount right in front of a percentage that says it again: $13.1bn (33.9%), 350, or 29%."""
    if share.role not in PROPORTIONS or share.quantity.kind is not Kind.PERCENT or share.basis is not None:
        return None
    if share.cues & {"measured", "modifies"}:  # an urbanisation rate of 70.0%: a rule of its own knows of what
        return None
    if not share.cues & _SAID_AGAIN or share.cues & _OTHERS or (share.of is not None and "aside" not in share.cues):
        return None
    if share.quantity.qualifier not in (Qualifier.NONE, Qualifier.ABOUT):
        return None
    found = [c for c in amounts(claims) if c.place.order == share.place.order - 1]
    if not found or found[0].place.sentence != share.place.sentence or found[0].cues & {"prior", "from", "out-of"}:
        return None
    return found[0]


def _is_counted(part: Claim) -> bool:
    return part.quantity.kind in COUNTS


def _value(claim: Claim) -> Interval:
    return claim.quantity.interval * claim.quantity.unit.factor


def _holds(part: Claim, whole: Claim, share: Claim) -> bool:
    if part is whole or not matched(part, whole, tied=True):
        return False
    try:
        return (_value(part) / _value(whole)).meets(_value(share))
    except Undefined:
        return False


def _is_near(part: Claim, whole: Claim, stated: Claim) -> bool:
    small, large, said = base(part), base(whole), base(stated)
    if stated.quantity.value is None:  # 近六成
        said = (stated.quantity.interval.middle or 0) * stated.quantity.unit.factor
    return min(small, large, said) > 0 and is_near(said, small / large)
