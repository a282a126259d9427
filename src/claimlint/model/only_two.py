"""The only two numbers of one kind around a proportion that no word order ties to them.

8,000 households were asked and 2,720 let us in. A response rate of 43% …: nothing else in the passage can be meant, and
43% is none of the things that the two make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimlint.model import misprint
from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.groups import groups
from claimlint.model.interval import Interval, Undefined
from claimlint.model.likeness import AT_CONSTANT_PRICES, is_expected, joined, precedes, speaks_against
from claimlint.model.misprint import base
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_COUNTS = frozenset({Kind.NUMBER, Kind.COUNT})
_AMOUNTS = frozenset({Kind.MONEY, Kind.PHYSICAL, Kind.PRICE}) | _COUNTS
_PROPORTIONS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE})
_PLAIN = (Qualifier.NONE, Qualifier.ABOUT)
_NO_LEVEL = frozenset(
    {"others", "above-range", "below-range", "minus", "plus", "highest", "lowest", "each", "per-one", "landmark"}
)
# The words say that another matter is meant.
_OTHERS = frozenset(
    {"each", "paired", "others", "contribution", "cumulative", "of-aside", "own-rate", "yearly", "cagr", "annualised",
     "average-growth", "signed", "mean", "weighted", "penetration", "from", "prior", "within",
     "overlap", "top-few", "excess", "yoy", "qoq", "than", "ratio-of"}
)  # fmt: skip
# The words take up what was told.
_TAKES_UP = frozenset({"takes-up", "concludes", "yields", "restates", "relative", "expounds"})
_BESIDE = frozenset({"proportion", "aside", "rate"})
_FEWEST, _BACK, _PAIR = 10, 2, 2
_LONG_WORD = 4
_ROUNDING = Fraction(1, 50)


def only_two(around: Neighbourhood) -> tuple[Claim, Claim] | None:
    """The smaller and the larger of the two that ``around.claim`` must be of."""
    stated = around.claim
    plain = stated.quantity.qualifier in _PLAIN and stated.quantity.value is not None and stated.quantity.value > 0
    if not plain or stated.basis is not None or stated.stance != "actual" or stated.cues & _OTHERS:
        return None
    passage = _passage(around)
    groups = _groups(passage, stated)
    if len(groups) != 1 or len(groups[0]) != _PAIR:
        return None
    one, two = groups[0]
    if one.quantity.kind is two.quantity.kind is Kind.NUMBER:
        return None  # closed at 9,541 on Friday, the other at 9,845, down 1.08%: nothing says that they count one thing
    if any(c not in (stated, one, two) and _are_alike(one, c) and c.role is Role.LEVEL for c in passage):
        return None  # 61.4 TWh, exceeding last year's 56.6 TWh by 4.8 TWh or 8.5%: there are three
    small, large = (one, two) if base(one) < base(two) else (two, one)
    if (
        base(small) == base(large)
        or not _is_meant(stated, one, two, passage)
        or _is_taken(stated, small, large, passage)
    ):
        return None
    return (small, large) if _is_near(stated, small, large) else None


def is_fall(stated: Claim) -> bool:
    """True of a change downwards."""
    return stated.direction < 0 or "fall" in stated.cues


def relations(small: Interval, large: Interval) -> Iterator[Interval]:
    """Whatever two numbers make in passing: ratios, changes, parts of the two together."""
    ratio = small / large
    yield from (ratio, 1 - ratio, 1 / ratio, 1 / ratio - 1, 1 / (1 + ratio), ratio / (1 + ratio))
    yield (1 - ratio) / (1 + ratio)


def _passage(around: Neighbourhood) -> list[Claim]:
    """The sentence, with as many of those before as it takes; or the one behind, where none of them has a number."""
    stated = around.claim
    near = [c for c in around.near if c.place.block == stated.place.block]
    told = list(around.sentence)
    for back in range(1, _BACK + 1):
        if _groups(told, stated):
            break
        told = [c for c in near if stated.place.sentence - c.place.sentence == back] + told
    if not any(_is_level(c, stated) for c in told):
        told += [c for c in near if c.place.sentence == stated.place.sentence + 1]
    return sorted(told, key=lambda c: c.place.order)


def _groups(told: Sequence[Claim], stated: Claim) -> list[list[Claim]]:
    """The levels by kind; what is told again in the same words counts once."""
    once: dict[tuple[str, str], Claim] = {}
    for claim in told:
        if claim is not stated and _is_level(claim, stated):
            once.setdefault((claim.quantity.text, claim.quantity.unit.dimension), claim)
    return groups(once.values(), _are_alike)


def _is_level(claim: Claim, stated: Claim) -> bool:
    quantity = claim.quantity
    if claim.cues & _NO_LEVEL or claim.basis is not None or not quantity.value or quantity.value < 0:
        return False
    if stated.quantity.kind is Kind.POINTS:
        return quantity.kind is Kind.PERCENT and claim.role in (Role.RATE, Role.SHARE, Role.LEVEL)
    if claim.role is not Role.LEVEL or quantity.kind not in _AMOUNTS or quantity.qualifier not in _PLAIN:
        return False
    whole = quantity.printed is None or (not quantity.printed.decimals and quantity.printed.scale == 1)
    return not (whole and quantity.kind in _COUNTS and quantity.value < _FEWEST)


def _are_alike(one: Claim, two: Claim) -> bool:
    return one.quantity.unit.comparable(two.quantity.unit) or {one.quantity.kind, two.quantity.kind} <= _COUNTS


def _is_meant(stated: Claim, one: Claim, two: Claim, passage: Sequence[Claim]) -> bool:
    """Whether the words of what is stated can be those of the two, and what they say suits the role."""
    if one.stance != two.stance or is_expected(one, two) or is_expected(two, one):
        return False
    if "measured" in stated.cues and stated.metric not in {c.metric for c in (one, two)}:
        return False
    if stated.role is Role.CHANGE and stated.metric in AT_CONSTANT_PRICES and "nominal" not in stated.cues:
        return False
    others = [c for c in passage if c not in (stated, one, two) and _is_proportion(c)]
    if any(c.place.sentence == stated.place.sentence for c in others):
        return False  # each has numbers of its own
    if stated.quantity.kind is Kind.POINTS or stated.role is Role.CHANGE:
        return _is_their_change(stated, one, two)
    if stated.role is Role.MULTIPLE:
        inside = one.place.sentence == two.place.sentence == stated.place.sentence
        if {"loose", "to"} & stated.cues and inside and one.place.order < stated.place.order == two.place.order - 1:
            return True  # 420 metres, three times as tall as the cathedral, at 105
        behind = max(one.place.order, two.place.order) < stated.place.order
        return behind and (bool(stated.cues & _TAKES_UP) or _share_words(stated, one) or _share_words(stated, two))
    return not others and _is_their_share(stated, one, two)


def _is_their_change(stated: Claim, one: Claim, two: Claim) -> bool:
    ahead = min(one.place.sentence, two.place.sentence) > stated.place.sentence
    if stated.quantity.kind is Kind.POINTS and not stated.cues & _TAKES_UP:
        between = all("difference" in c.cues for c in (one, two))  # the gap between the two rates, 6.1% and 4.9%, is
        if not between and not (ahead and "takes-up" in one.cues and stated.direction):
            return False
    metrics = {c.metric for c in (one, two) if "measured" in c.cues}
    if len(metrics) > 1 or _are_apart(one, two):
        return False
    here = [c for c in (one, two) if c.place.sentence == stated.place.sentence]
    follows = bool(two.cues & {"takes-up", "concludes", "yields"})  # after a discount of 15% the $80 coat costs $68
    if any(c.place.order > stated.place.order for c in here) and not (one in here and follows):
        return False  # what stands behind a change, no word order ties to it, has one of its own
    if any("together" in c.cues or "total" in c.cues for c in (one, two)) or _is_of_the_last(stated, one, two):
        return False
    for first, last in ((one, two), (two, one)):
        told = first.place.order > last.place.order and "to" in first.cues  # by last year that had slipped to 610
        if precedes(first, last) and not told and speaks_against(stated, first, last):
            return False
    if "named" not in stated.cues or stated.cues & _TAKES_UP or ahead:
        return True
    return _share_words(stated, one) or _share_words(stated, two)


def _are_apart(one: Claim, two: Claim) -> bool:
    """Oslo had 5,200 berths and Bergen 4,100: each under a name of its own."""
    named = all("named" in c.cues for c in (one, two))
    return named and one.label != two.label and not _share_words(one, two)


def _is_of_the_last(stated: Claim, one: Claim, two: Claim) -> bool:
    """$41 billion (or 69 percent) higher: the rate of that amount alone."""
    here = [c for c in (one, two) if c.place.sentence == stated.place.sentence]
    return "aside" in stated.cues and any(c.place.order == stated.place.order - 1 for c in here)


def _is_their_share(stated: Claim, one: Claim, two: Claim) -> bool:
    if stated.cues & {"to", "rise", "fall", "shift"}:
        return False
    if joined(one, two) or joined(two, one):
        return False  # one in five is ill, and their number is to rise from 33 to 60 million
    outcome = two.place.order > stated.place.order and bool(
        two.cues & {"takes-up", "concludes", "yields"}
    )  # that makes $95m
    aside = {"restates"} if "aside" in stated.cues else set()
    said = bool((stated.cues & (_TAKES_UP | {"remains"})) - aside) or outcome or stated.quantity.kind is Kind.NUMBER
    if stated.role is Role.RATE:
        again = any(c.place.order == stated.place.order + 1 and "apposed" in c.cues for c in (one, two))
        apart = _are_apart(one, two)
        counted = one.quantity.kind in _COUNTS and not apart  # £11,500 (4.2%) higher: money may have grown
        return said or again or "proportion" in stated.cues or (bool(stated.cues & _BESIDE) and counted)
    tied = (
        one.place.sentence == stated.place.sentence and "out-of" in two.cues and two.place.clause < stated.place.clause
    )
    if tied and two.place.order == one.place.order + 1 < stated.place.order:
        return True  # with 1,402 of the 3,010 megawatts awarded, Iberia won 40% of the auction
    of = set((stated.of or "").split())
    told = {word for c in (one, two) for word in (*c.label.split(), *c.quantity.text.lower().split())}
    return said or any(len(word) >= _LONG_WORD for word in of & told)


def _share_words(one: Claim, two: Claim) -> bool:
    words = set(one.label.split()) & set(two.label.split())
    return any(len(word) >= _LONG_WORD and word.isascii() for word in words)


def _is_taken(stated: Claim, small: Claim, large: Claim, passage: Sequence[Claim]) -> bool:
    """Another proportion of the passage already says what the two make."""
    others = [c for c in passage if c is not stated and _is_proportion(c) and c not in (small, large)]
    made = list(_relations(small, large, stated.quantity.kind))
    return any(_value(c).meets(one) for c in others for one in made)


def _is_proportion(claim: Claim) -> bool:
    return claim.quantity.kind in _PROPORTIONS or claim.quantity.unit.dimension == "ratio"


def _relations(small: Claim, large: Claim, kind: Kind) -> Iterator[Interval]:
    try:
        yield from (_value(large) - _value(small),) if kind is Kind.POINTS else relations(_value(small), _value(large))
    except Undefined:
        return


def _value(claim: Claim) -> Interval:
    return claim.quantity.interval * claim.quantity.unit.factor


def _is_near(stated: Claim, small: Claim, large: Claim) -> bool:
    """What is stated is something like what its role makes of the two, and off by more than a rounding."""
    low, high, said = base(small), base(large), base(stated)
    if stated.quantity.kind is Kind.POINTS:
        made = high - low
    elif stated.role is Role.MULTIPLE:
        made = high / low
        if misprint.is_near(said * 3 / 4, made):  # fifty times for fifteen
            return abs(said / made - 1) > _ROUNDING
    elif stated.role is not Role.CHANGE:
        made = 1 - low / high if "remains" in stated.cues else low / high
    else:
        made = 1 - low / high if is_fall(stated) else high / low - 1
    return misprint.is_near(said, made) and abs(said / made - 1) > _ROUNDING
