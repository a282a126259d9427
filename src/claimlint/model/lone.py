"""The only two levels around a change that no word order ties to it.

Kilns released 214 kt when …; they now release 131 kt.  The reduction, 38.8%, …: where a passage has just two numbers of
one kind, one of them in the past, and the change takes them up, nothing else can be meant; but what is far from their
change is of something else all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimlint.model import misprint
from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.frames import Frame
from claimlint.model.groups import groups
from claimlint.model.likeness import is_expected, may_share, precedes, speaks_against
from claimlint.model.misprint import FURTHEST, base
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind

_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.PRICE, Kind.NUMBER})
_BARE = frozenset({Kind.NUMBER, Kind.COUNT})
_MOVES = (Role.CHANGE, Role.MULTIPLE)
# Of a change with these cues the words say something else.
_OTHERS = frozenset({"each", "paired", "share", "share-of-whole", "others", "contribution", "cumulative", "of-aside"})
_NO_LEVEL = frozenset(
    {"others", "above-range", "below-range", "minus", "plus", "out-of", "highest", "lowest", "landmark"}
)
# Names of what is measured that say no more than "the figure".
_COMPOUND = frozenset({"cagr", "average-growth"})
_PLAIN = frozenset({"price", "cost", "amount", "sales_volume", "output", "market_size", "spending"})
_FEWEST = 10
_BACK = 2
_ONE = Fraction(1)
# Nothing grows so far: 63 museums, 8.4 million visitors.
_WIDEST = 200
_LONG_WORD = 4


def lone(near: Neighbourhood) -> Iterator[Frame]:
    """The two levels that ``near.claim`` connects because there are no others."""
    stated = near.claim
    compound = bool(stated.cues & _COMPOUND)  # what grows by 6% a year will reach so much
    if stated.basis is not None or stated.cues & _OTHERS or (stated.stance != "actual" and not compound):
        return
    told = _told(near)
    found = _only_two(told, stated)
    if found is None or not _takes_up(stated, found, told):
        return
    frame = _in_order(*found)
    if frame is None or is_expected(frame.first, frame.last) or frame.swings or _is_of_the_first(stated, frame):
        return
    if not speaks_against(stated, frame.first, frame.last):
        yield frame


def _is_of_the_first(stated: Claim, frame: Frame) -> bool:
    """2019年1.2亿台，同比增长11%，2020年将达1.3亿台: the change led to the former level, not from it to the latter."""
    former, latter = frame.first.period, frame.last.period
    ahead = frame.last.place.order > stated.place.order
    return ahead and stated.period is not None and former != latter and stated.period == former


def _told(near: Neighbourhood) -> Sequence[Claim]:
    """The sentence, with as many of those before it as it takes for two levels of one kind."""
    stated = near.claim
    before = [c for c in near.near if c.place.block == stated.place.block]
    told: list[Claim] = list(near.sentence)
    for back in range(1, _BACK + 1):
        if _groups(told, stated):
            break
        if back == 1 and not any(_is_level(c, stated) for c in told) and stated.cues & _COMPOUND:
            behind = [c for c in near.near if c.place.sentence == stated.place.sentence + 1]
            if _groups(behind, stated) and all(c.cues & {"takes-up", "from"} for c in behind[:1]):
                return sorted((*told, *behind), key=lambda c: c.place.order)
        told = [c for c in before if stated.place.sentence - c.place.sentence == back] + told
    return sorted(told, key=lambda c: c.place.order)


def _groups(told: Sequence[Claim], stated: Claim) -> list[list[Claim]]:
    return groups((c for c in told if c is not stated and _is_level(c, stated)), _are_alike)


def _only_two(told: Sequence[Claim], stated: Claim) -> tuple[Claim, Claim] | None:
    groups = _groups(told, stated)
    if len(groups) != 1 or len(groups[0]) != 2:
        return None
    one, two = groups[0]
    if stated.stance == "actual" and "actual" not in (one.stance, two.stance) and not stated.cues & _COMPOUND:
        return None  # saving 40% of income: who makes $10,000 would keep $4,000
    return None if one.quantity.text == two.quantity.text else (one, two)


def _is_level(claim: Claim, stated: Claim) -> bool:
    """An amount, but for small numbers of this and that; of points and of what is said of a rate, a percentage."""
    if claim.cues & _NO_LEVEL or claim.basis is not None or claim.quantity.value is None:
        return False
    if claim.quantity.kind is Kind.PERCENT:
        relative = stated.quantity.kind is Kind.POINTS or "relative" in stated.cues
        return relative and claim.role in (Role.RATE, Role.SHARE, Role.LEVEL)
    if claim.role is not Role.LEVEL or claim.quantity.kind not in _AMOUNTS:
        return False
    printed = claim.quantity.printed
    small = printed is None or (not printed.decimals and printed.scale == 1 and abs(claim.quantity.value) < _FEWEST)
    return not (small and claim.quantity.kind is Kind.NUMBER)


def _are_alike(one: Claim, two: Claim) -> bool:
    if not one.quantity.unit.comparable(two.quantity.unit) and {one.quantity.kind, two.quantity.kind} != _BARE:
        return False
    low, high = sorted(abs(c.quantity.value or Fraction(0)) * c.quantity.unit.factor for c in (one, two))
    return high <= low * _WIDEST


def _takes_up(stated: Claim, pair: Sequence[Claim], told: Sequence[Claim]) -> bool:
    """The change has no words of its own, or words of the levels, or such as take up what was said."""
    metrics = {c.metric for c in pair if "measured" in c.cues} - _PLAIN
    if len(metrics) > 1 or _are_of_two(*pair):
        return False
    here = stated.place
    again = stated.cues & {"relative", "restates"}  # that is 1.2 points, or 25% less in relative terms
    others = [c for c in told if c.role in _MOVES and c is not stated and c.place.order < here.order]
    if any(not again or c.quantity.kind is stated.quantity.kind for c in others):
        return any(c.place.sentence == here.sentence for c in pair) and "takes-up" in stated.cues
    ahead = all(c.place.sentence > here.sentence for c in pair)  # ARR grows by 12% for four years. Starting from …
    if "measured" in stated.cues and stated.metric not in _PLAIN:
        return stated.metric in metrics or (not metrics and (ahead or any(_share_words(stated, c) for c in pair)))
    if "named" not in stated.cues or stated.cues & {"takes-up", "yields", "restates"}:
        return True
    return ahead or any(_share_words(stated, c) for c in pair)


def _are_of_two(one: Claim, two: Claim) -> bool:
    """The market of the region, and that of its second largest economy."""
    named = all({"measured", "named"} <= c.cues for c in (one, two))
    return named and one.subject != two.subject and not may_share(one.subject, two.subject)


def _share_words(one: Claim, two: Claim) -> bool:
    words = set(one.label.split()) & set(two.label.split())
    return any(len(word) >= _LONG_WORD for word in words)


def _in_order(one: Claim, two: Claim) -> Frame | None:
    """By their times; or by words that say of one that it was, or of one that it is."""
    for first, last in ((one, two), (two, one)):
        if precedes(first, last):
            return Frame(first, last)
    if one.period is not None and two.period is not None and one.period != two.period:
        return _by_year(one, two)
    if one.stance == "actual" != two.stance:
        return Frame(one, two)
    if "to" in two.cues and "to" not in one.cues and one.place.order < two.place.order == one.place.order + 1:
        return Frame(one, two)  # £10,000 will have grown to £19,700
    past = ["past" in c.cues and not c.cues & {"now", "present"} for c in (one, two)]
    now = [bool(c.cues & {"now", "present"}) for c in (one, two)]
    if past == [True, False] or (now == [False, True] and not past[1]):
        return Frame(one, two)
    if past == [False, True] or (now == [True, False] and not past[0]):
        return Frame(two, one)
    return None


def _by_year(one: Claim, two: Claim) -> Frame | None:
    """到2030年12万张，眼下（2024年末）6万张: by the end of a year, though only one of them says so."""
    for first, last in ((one, two), (two, one)):
        former, latter = first.period, last.period
        if former is None or latter is None or {former.kind, latter.kind} != {PeriodKind.DAY, PeriodKind.YEAR}:
            return None
        if 0 < former.last_year < latter.year:
            return Frame(first, last)
    return None


def is_near(stated: Claim, frame: Frame, years: Fraction = _ONE) -> bool:
    """What is stated is something like the change of the two, by the year where it took several."""
    first, last, said = base(frame.first), base(frame.last), abs(base(stated))
    if not said or first <= 0 or last <= 0:
        return False
    if stated.role is Role.MULTIPLE:
        made = max(last / first, first / last)
    elif stated.quantity.kind is Kind.PERCENT and years > 1:
        ratio, whole = max(last / first, first / last), -(-years.numerator // years.denominator)
        return (1 + said / FURTHEST) ** whole <= ratio <= (1 + said * FURTHEST) ** whole
    elif stated.quantity.kind is Kind.PERCENT:
        made = abs(last / first - 1)
    else:
        made = abs(last - first)
    return misprint.is_near(said, made)
