"""Which numbers around a share are its part and its whole?  Language-free: only the cues that claims carry.

The words tie the two in three ways: they name the whole beside its part (57 of 142, 其中), they lead the share with the
whole (占总收入52.1亿元的38%), or the whole stands before and its name says so (营收120亿元，海外收入36亿元，占比30%).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import is_bare, levels, may_share
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

# A length of time has no parts; a bare number only where it counts.
_WHOLES = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER})
COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_NO_WHOLE = frozenset({"from", "to", "prior"})
PROPORTIONS = (Role.SHARE, Role.RATE)
_MANY, SHORT_RATE = 10, 2  # words of an English name, "rate" included
_SHORT_NAME, _LONGEST_ACRONYM, NEAR = 3, 5, 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A part and its whole; ``fit`` counts the leaps that binding them takes."""

    part: Claim
    whole: Claim
    fit: int


def amounts(claims: Sequence[Claim], roles: tuple[Role, ...] = (Role.LEVEL,)) -> list[Claim]:
    """The numbers that can be a part or a whole, in order."""
    return [
        c
        for c in levels(claims, roles=roles)
        if c.quantity.kind in _WHOLES and c.metric != "age" and c.quantity.qualifier is not Qualifier.RANGE
    ]


def matched(part: Claim, whole: Claim, *, tied: bool = False) -> bool:
    """True where ``part`` can be a part of ``whole``; ``tied`` where words say so, whatever is counted."""
    if part is whole or part.basis != whole.basis or not _same_period(part, whole):
        return False
    if lacks_scale(part, whole) or lacks_scale(whole, part) or _value(whole).before(_value(part)):
        return False
    if part.quantity.text == whole.quantity.text:  # 前五家公司 here and there
        return False
    if not tied and whole.quantity.qualifier.threshold:
        return False
    one, other = part.quantity, whole.quantity
    if one.unit.comparable(other.unit):
        return True
    if {one.kind, other.kind} <= COUNTS:
        return tied or Kind.NUMBER in (one.kind, other.kind) or _same_classifier(part, whole)
    return False


def _same_classifier(part: Claim, whole: Claim) -> bool:
    """360个 of 480个基站: the unit is said in full once."""
    short, long = sorted((_unit_text(part), _unit_text(whole)), key=len)
    return bool(short) and long.startswith(short)


def _unit_text(claim: Claim) -> str:
    printed = claim.quantity.printed
    return "" if printed is None else claim.quantity.text[printed.span.end - claim.quantity.span.start :].strip()


def _value(claim: Claim) -> Interval:
    return claim.quantity.interval * claim.quantity.unit.factor


def _same_period(part: Claim, whole: Claim) -> bool:
    return part.period is None or whole.period is None or part.period == whole.period


def lacks_scale(claim: Claim, other: Claim) -> bool:
    """$36,313m … of $70,329 total: the scale word is said once and meant twice; nothing can be judged."""
    scales = [c.quantity.printed.scale for c in (claim, other) if c.quantity.printed is not None]
    return claim.quantity.kind is Kind.MONEY and len(scales) == 2 and scales[0] == 1 < scales[1]


def tied(stated: Claim, sentence: Sequence[Claim]) -> Iterator[Pair]:
    """The pairs that the words tie together, nearest to ``stated`` first: 57 of 142, 142例中57例."""
    inside = amounts(sentence, (Role.LEVEL, Role.CHANGE))  # added 2.15 million of the 5.81 million
    found = [pair for here, whole in enumerate(inside) for pair in _tied_to(whole, here, inside, stated)]
    found = [pair for pair in found if _speaks_of(stated, pair, sentence) and not _is_shared(stated, pair, sentence)]
    found = [pair for pair in found if _is_behind(stated, pair)] or found
    # efficacy: 10 of 200 against 40 of 200
    loose = len(found) > 1 and all("expounds" in pair.part.cues for pair in found)
    found = [replace(pair, fit=1) if loose else pair for pair in found]
    yield from sorted(found, key=lambda pair: abs(pair.part.place.order - stated.place.order))


def _tied_to(whole: Claim, here: int, inside: Sequence[Claim], stated: Claim) -> Iterator[Pair]:
    if "out-of" in whole.cues and here and inside[here - 1].place.clause >= whole.place.clause - 1:
        part = inside[here - 1]
        between = part.place.order < stated.place.order < whole.place.order
        if not between and matched(part, whole, tied=True):
            yield Pair(part, whole, 0)
    if "among" in whole.cues:
        parts = [c for c in inside[here + 1 :] if matched(c, whole, tied=True) and "out-of" not in c.cues]
        before = [c for c in parts if c.place.order < stated.place.order][-1:]
        if "divides" in whole.cues and stated.place.order == whole.place.order + 1:  # 86.2万辆，在203.5万辆里占42.4%
            before = [c for c in inside[:here] if matched(c, whole, tied=True)][-1:]
        yield from (Pair(part, whole, 0) for part in (before or parts[:1]))


def _speaks_of(stated: Claim, pair: Pair, sentence: Sequence[Claim]) -> bool:
    """The share says the same as the pair, and no other share stands between them or right beside the pair."""
    if stated.metric == "share" and "together" in stated.cues and "among" in pair.whole.cues:
        return False  # 前十名中有七家，七家合计市占率83%: a market is not shared by the number of its members
    places = {id(c): place for place, c in enumerate(sentence)}
    first, last = sorted((places[id(pair.part)], places[id(pair.whole)]))
    here = places[id(stated)]
    low, high = min(here, first - 1), max(here, last + 1)
    if any(c.role in PROPORTIONS and c is not stated for c in sentence[max(low, 0) : high + 1]):
        return here == first - 1
    if here < first:
        told_again = bool((pair.part.cues | pair.whole.cues) & {"apposed", "expounds"})
        return told_again or stated.place.clause == pair.part.place.clause
    if stated.cues & {"apposed", "total"} or here < last:
        return True
    if stated.role is Role.RATE and (pair.part.quantity.kind not in COUNTS or "own-rate" in stated.cues):
        return False  # 3 of its 12 hotels reopened, with an occupancy rate of 85%
    if stated.of is None:
        return stated.role is Role.SHARE or "named" not in stated.cues or _is_brief(stated)
    return bool(pair.whole.label) and may_share(stated.of, pair.whole.label)


def _is_behind(stated: Claim, pair: Pair) -> bool:
    """156 of 172 (91%) and 124 of 131 (95%): what stands in brackets is of the pair in front of them."""
    return "aside" in stated.cues and stated.place.order == max(pair.part.place.order, pair.whole.place.order) + 1


def _is_shared(stated: Claim, pair: Pair, sentence: Sequence[Claim]) -> bool:
    """38% of the segment's $5.0bn and 14% of the group's $13.6bn: another share stands in front of its own whole."""
    return any(
        c.role in PROPORTIONS and c is not stated and pair.part.place.order < c.place.order < pair.whole.place.order
        for c in sentence
    )


def _is_brief(rate: Claim) -> bool:
    """ORR, 覆盖率, "the response rate" are of what was said before; "the pass rate in the food segment" is not."""
    name = rate.label
    if not name.isascii():
        return "rate" in rate.cues and len(name) <= _SHORT_NAME
    return len(name) <= _LONGEST_ACRONYM or ("rate" in rate.cues and len(name.split()) <= SHORT_RATE)


def led(stated: Claim, before: Sequence[Claim]) -> Iterator[Pair]:
    """占总收入52.1亿元的38%: the word of the share leads the whole, which stands right in front of the share."""
    if len(before) < 2:
        return
    last = before[-1]
    if "of-aside" in stated.cues:  # 占汽车板块（88.1亿元）的63.9%
        outside = [c for c in before[:-1] if "aside" not in c.cues and matched(c, last)]
        yield from (Pair(part, last, 0) for part in outside[-1:] if "aside" in last.cues)
        return
    # 其中快充占27.43亿美元，占比10.97%: what is led by 其中 is the part, though 占 stands in front of it
    led = bool(last.cues & {"share", "share-of-whole"}) or "of-modified" in stated.cues
    is_led = led and not last.cues & {"from", "to"}
    is_part = "of-which" in last.cues and "of-which" not in before[-2].cues
    # 广告占62亿元，会员占38亿元，广告收入比重为62%: each of them is a part
    is_part = is_part or (last.place.clause != stated.place.clause and "share" in before[-2].cues)
    if is_led and not is_part and last.place.order == stated.place.order - 1:
        for part in [c for c in before[:-1] if _alike_in_kind(c, last)][-1:]:
            if "each" not in part.cues & last.cues:  # 规模和占比分别为16和18亿美元: two of one list
                yield Pair(part, last, 0)


def _alike_in_kind(part: Claim, whole: Claim) -> bool:
    """312人，占780名受访者的四成: what is counted may have a measure word of its own; 三家 are no part of 三家门店."""
    many = min(c.quantity.value or 0 for c in (part, whole)) >= _MANY
    return part.quantity.unit.comparable(whole.quantity.unit) or (many and matched(part, whole, tied=True))


def of_which(
    stated: Claim, before: Sequence[Claim], behind: Sequence[Claim], earlier: Sequence[Claim]
) -> Iterator[Pair]:
    """总收入200亿元，其中云业务收入30亿元，占比15%; 其中 may open a sentence, and the share stand before the part."""
    next_to_it = bool(behind) and behind[0].place.order == stated.place.order + 1
    if before and before[-1].cues & {"of-which", "including"}:
        part, others = before[-1], list(before[:-1])
    elif next_to_it and _is_said_again(stated, behind[0]):
        part, others = behind[0], list(before)
    else:
        return
    if stated.role is Role.RATE and "named" in stated.cues and stated.place.order > part.place.order + 1:
        return  # 其中782万件调解成功，增长30.1%，自动履行率为94.5%: a name of its own, and more told between
    if of_another(stated, part) or not may_be_share(stated, part):
        return
    inside = [c for c in others if "of-which" not in c.cues and c.quantity.unit.comparable(part.quantity.unit)]
    if stated.metric == "budget":  # 占预算数的97%: of the part's own budget
        return
    for whole in [c for c in inside[-1:] if matched(part, c)] if inside else _opened(part, earlier):
        named = stated.of is None or not whole.label or is_named(stated.of, whole) or may_share(stated.of, whole.label)
        if named or "including" in part.cues:
            yield Pair(part, whole, 1)


def _opened(part: Claim, earlier: Sequence[Claim]) -> list[Claim]:
    """The wholes of which a 其中 that opens a sentence may speak, the first one of the sentence before it first.

    销量1,286万辆，上年949万辆。其中纯电动772万辆: the year that was said last is not the part's.
    """
    part = part if "period-said" in part.cues else replace(part, period=None)
    found = [c for c in earlier if matched(part, c)]
    nearest = max((c.place.sentence for c in found), default=0)
    return sorted((c for c in found if c.place.sentence == nearest), key=lambda c: c.place.order)


def _is_said_again(stated: Claim, part: Claim) -> bool:
    """小麦约占三成，为360万吨; 披露率80%，即240家."""
    if part.place.clause != stated.place.clause + 1 or "out-of" in part.cues:
        return False
    return "apposed" in part.cues or ("of-which" in stated.cues and part.label == stated.label)


def of_another(stated: Claim, part: Claim) -> bool:
    """研发人员600人，本科以上学历占比75%: the share has a name of its own; 占比12%的北京门店 has one behind it."""
    if "modifies" in stated.cues:
        return True
    if "named" not in stated.cues & part.cues or not stated.label or not part.label:
        return False
    if "apposed" in stated.cues and "aside" not in stated.cues:
        return False
    own = stated.label.replace(stated.of or "", "")
    return bool(own) and not (may_share(own, part.label) and set(own) & set(part.label))


def may_be_share(stated: Claim, part: Claim) -> bool:
    """26万瓶（387%） is a growth; "rejected 43, or 5%" is a share: only what is counted is told so barely."""
    if "modifies" in stated.cues or stated.quantity.interval.before(Interval.point(0)):
        return False
    bare = "apposed" in stated.cues and is_bare(part)
    return stated.role is Role.SHARE or "rate" in stated.cues or bare


def is_named(of: str | None, whole: Claim) -> bool:
    """True where the wording of a whole (占营业收入的…) names ``whole``: 农业税收入 is not what 占收入 speaks of."""
    if not of or not whole.label:
        return False
    if whole.label.isascii():
        return set(of.split()) <= set(whole.label.split()) or whole.label in of
    return whole.label in of or (of in whole.label and whole.subject is None)


def behind_it(stated: Claim, before: Sequence[Claim], behind: Sequence[Claim]) -> Iterator[Pair]:
    """ "$19.8 million, or 38% of the $52.1 million in sales": the whole follows the share."""
    if not behind or behind[0].place.order != stated.place.order + 1:
        return
    whole = behind[0]
    # three quarters of the 24 analysts, 18 in all
    part = _shared(before) if before else behind[1] if len(behind) > 1 else None
    if part is None or (not before and ("out-of" not in whole.cues or not _tells_again(stated, part))):
        return
    led = stated.of is not None or ("share" in stated.cues and "named" not in whole.cues)
    in_clause = led and whole.place.clause == stated.place.clause
    # $64 million or 0.86% of total loans … to $65 million: what a "to" leads to is no whole
    if (in_clause or "out-of" in whole.cues) and not whole.cues & _NO_WHOLE and _comparable(part, whole):
        yield Pair(part, whole, 0)
    elif (
        "aside" in whole.cues
        and not {"aside", "restates"} <= part.cues & whole.cues  # solar 5.5% (1,631 TWh) and wind 7.8% (2,304 TWh)
        and _comparable(part, whole)
        and (whole.cues & {"total", "group"} or is_named(stated.of, whole) or _is_noun_of(stated, whole))
    ):
        yield Pair(part, whole, 1)


def _shared(before: Sequence[Claim]) -> Claim:
    """3.2 TWh, 5.5% of what was made (58.4 TWh) and 5.8% of the 54.9 TWh left: brackets are wholes."""
    last = before[-1]
    bracketed = len(before) > 1 and "aside" in last.cues and last.place.order == before[-2].place.order + 2
    return before[-2] if bracketed else last


def _tells_again(stated: Claim, part: Claim) -> bool:
    """Half of the 26 million live in six countries: what is told in the same breath is not the half."""
    return part.place.clause != stated.place.clause or bool(part.cues & {"apposed", "restates", "total", "together"})


def _is_noun_of(stated: Claim, whole: Claim) -> bool:
    """42% of sales ($450m): the brackets tell how much that is."""
    return bool(stated.of) and "named" not in whole.cues and {"aside", "closed"} <= whole.cues


def _comparable(part: Claim, whole: Claim) -> bool:
    one_scale = not lacks_scale(whole, part) and not lacks_scale(part, whole)
    same_unit = part.quantity.unit.comparable(whole.quantity.unit)
    counted = {part.quantity.kind, whole.quantity.kind} <= COUNTS
    return one_scale and (same_unit or counted) and _same_period(part, whole)
