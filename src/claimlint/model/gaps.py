"""Percentages that points are said to lie apart: two rates of growth, or a rate and what it is held against.

Only where the sentence has no third one: 增速比上年的8.1%提高4.2个百分点, 5.2%，高于5.0%的目标0.2个百分点.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import precedes
from claimlint.model.period import PeriodKind
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_RATES = (Role.RATE, Role.SHARE, Role.CHANGE)
_COMPOUND = frozenset({"cagr", "average-growth", "cumulative", "contribution", "each", "paired", "mean"})
_BEYOND = frozenset({"above-range", "below-range"})
_FLOWS = frozenset({"rise", "difference"})
_STEPS = frozenset({"yoy", "qoq"})
_PARTS = frozenset({"of-which", "total", "prior", "aside"})
_FEW = 3  # levels of which a sentence that compares two may tell
# So near stands what points are of.
_NEAR = 2


def gaps(stated: Claim, sentence: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """The two percentages of the sentence that ``stated``, in points, lies between; the former first."""
    numbers = [c for c in sentence if c.role in _RATES and c is not stated]
    rates = [c for c in numbers if c.quantity.kind is Kind.PERCENT]
    if stated.quantity.kind is not Kind.POINTS or len(rates) != 2 or len(numbers) != 2:
        return
    if any(c.cues & _COMPOUND or c.basis is not None for c in rates):
        return
    one, other = (_compared(c) for c in rates)
    if {one.quantity.qualifier, other.quantity.qualifier} != {Qualifier.NONE}:
        return
    if max(abs(c.place.order - stated.place.order) for c in rates) > _NEAR + 1:
        return
    if one.direction < 0 or other.direction < 0:  # 下降3.1%、降幅扩大: the greater fall is the smaller number
        return
    if (stated.cues | one.cues | other.cues) & _BEYOND:
        rising = one.quantity.interval.before(other.quantity.interval)
        yield (one, other) if rising is (stated.direction >= 0) else (other, one)
    elif stated.direction:
        yield from _steps(stated, one, other)
    elif "difference" in stated.cues:  # 净值增长12.0%，基准收益率7.5%，跑赢4.5个百分点
        yield (one, other) if one.quantity.interval.before(other.quantity.interval) else (other, one)


def flows(stated: Claim, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """新增1.86万亿元，上年为1.72万亿元，同比多增1,400亿元; 顺差: the former of two flows first."""
    if not stated.direction or not stated.cues & _STEPS or stated.cues & {"named", "aside", "each", "paired"}:
        return
    here = stated.place.order
    pair = [c for c in claims if here - 2 <= c.place.order < here]
    if len(pair) != 2:
        return
    last, first = sorted(pair, key=lambda c: c.place.order)
    if "prior" not in first.cues or "prior" in last.cues or _COMPOUND & (first.cues | last.cues):
        return
    # 顺差1,527亿元；上年同期顺差为1,610亿元: over a semicolon only what is named again
    if first.place.sentence != stated.place.sentence or _is_far(last, first):
        return
    if not all(_is_flow(c) and c.quantity.unit.comparable(stated.quantity.unit) for c in pair):
        return
    said = bool(last.cues & _FLOWS) and (first.role is Role.LEVEL or bool(first.cues & last.cues & _FLOWS))
    if said and ("deficit" in first.cues) is ("deficit" in last.cues) and first.basis == last.basis == stated.basis:
        yield first, last


def contrasted(stated: Claim, sentence: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """甲车间430台，乙车间365台，前者比后者多65台: the two that are named, or the two right in front; the less first."""
    levels = [c for c in sentence if c.role is Role.LEVEL and c.quantity.unit.comparable(stated.quantity.unit)]
    levels = [c for c in levels if c is not stated and not c.cues & _PARTS]
    if stated.of is None:
        pair = [c for c in levels if c.place.order < stated.place.order][-2:]
        pairs = [(pair[0], pair[1])] if len(pair) == 2 and len(levels) == 2 else []
    else:
        meant = [c for c in levels if c.label and is_name_of(stated.of, c.label)]
        others = [c for c in levels if c not in meant]
        pairs = [(one, other) for one in meant for other in others] if len(levels) <= _FEW else []
    for one, other in pairs:
        if one.basis == other.basis and one.period == other.period:
            yield (one, other) if one.quantity.interval.before(other.quantity.interval) else (other, one)


def is_name_of(name: str, label: str) -> bool:
    """西部 of 西部地区 and 西部人均藏书量: a name of two characters begins or ends the other."""
    return name == label or (len(name) > 1 and (label.startswith(name) or label.endswith(name)))


def _is_far(last: Claim, first: Claim) -> bool:
    apart = first.place.sentence - last.place.sentence
    return apart > 1 or (apart == 1 and ("difference" not in first.cues & last.cues or "named" in first.cues))


def _is_flow(claim: Claim) -> bool:
    return claim.role in (Role.LEVEL, Role.CHANGE) and claim.direction >= 0 and "loss" not in claim.cues


def _compared(claim: Claim) -> Claim:
    """低于5.5%的目标: of what something is held against, the word is no bound."""
    quantity = claim.quantity
    if not quantity.qualifier.threshold or not claim.cues & _BEYOND or quantity.value is None or quantity.ulp is None:
        return claim
    point, near = Interval.point(quantity.value), Interval.around(quantity.value, quantity.ulp / 2)
    plain = replace(quantity, qualifier=Qualifier.NONE, stated=point, interval=near, lenient=())
    return replace(claim, quantity=plain)


def _steps(stated: Claim, one: Claim, other: Claim) -> Iterator[tuple[Claim, Claim]]:
    """Growth that quickened: of two rates of growth the former is told by its time, or by the words of a base."""
    if Role.CHANGE not in (one.role, other.role) or one.place.order > stated.place.order:
        return
    first, last = (one, other) if precedes(one, other) else (other, one)
    if "qoq" in stated.cues and not (last.period and first.period):
        return  # 环比提高1.2个百分点: of another former value than that of the year before
    known = first.period is not None and last.period is not None and "period-said" in first.cues
    if last.role is Role.CHANGE and precedes(first, last) and ("prior" in first.cues or known):
        yield first, last


def is_year_before(first: Claim, stated: Claim) -> bool:
    """True where the change names its year, and the level is of the year in front of it."""
    if first.period is None or stated.period is None or "period-said" not in stated.cues:
        return False
    one, other = first.period, stated.period
    years = one.kind is PeriodKind.YEAR is other.kind and stated.role is Role.CHANGE and "cagr" not in stated.cues
    return years and one.year > 0 and other.year - one.year == 1
