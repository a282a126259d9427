"""Which two levels a rate connects, and over how many years: by the words, then by their periods, then by nearness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model.bracketed import OF_ASIDE, multiples_of_aside
from claimlint.model.check import Binding, Neighbourhood
from claimlint.model.claim import METRIC_BASIS, Claim, Role
from claimlint.model.frames import Frame, frames
from claimlint.model.likeness import (
    REACH,
    alike,
    are_sums,
    around,
    distance,
    has_pair,
    is_expected,
    joined,
    levels,
    named_apart,
    pairs,
    renamed,
    speaks_against,
    speaks_of_another,
)
from claimlint.model.lone import is_near, lone
from claimlint.model.misprint import is_no_step
from claimlint.model.period import PeriodKind, years_between
from claimlint.model.scene import LEVELS, scene
from claimlint.model.series import is_list, is_whole_row, respective, steps
from claimlint.model.unit import MULTIPLE_PER_YEAR, Kind

ONE = Fraction(1)
QUARTER = Fraction(1, 4)
# A year's growth over several years is tried too: "同比" beside 2017 and 2020 is read as said, and shown as such.
_SPANS: Mapping[str, tuple[Fraction, ...]] = {"year": (ONE,), "quarter": (QUARTER, Fraction(1, 12))}


def bindings(near: Neighbourhood, span: str) -> Iterator[Binding]:
    """The pairs of levels that a rate may connect, best first; ``span`` is the rule's length of time."""
    for one in _bindings(near, span):
        fits = span not in ("years", "yearly") or not _is_of_another_length(near, one)
        if fits and not is_no_step(near.claim, *one.slots["first"], *one.slots["last"]):
            yield one


def _is_of_another_length(near: Neighbourhood, binding: Binding) -> bool:
    """以2021年（7.9亿元）为起点，则三年复合增速为14.6%; a five-year CAGR of 15%: not of the four years from A to B."""
    stated = near.claim
    said = [
        c for c in near.sentence if c.place.order == stated.place.order - 1 and c.place.clause == stated.place.clause
    ]
    if binding.years is None or not said or said[0].quantity.kind is not Kind.DURATION:
        return False
    return told_years(said) not in (None, binding.years)


def _bindings(near: Neighbourhood, span: str) -> Iterator[Binding]:
    stated = near.claim
    if stated.quantity.kind is Kind.NUMBER and stated.quantity.unit.dimension != "ratio":
        return  # rose by 3: an amount without its unit
    if stated.quantity.unit == MULTIPLE_PER_YEAR and span != "yearly":
        return
    if stated.role is Role.MULTIPLE and OF_ASIDE in stated.cues:
        pairs_of = multiples_of_aside(stated, near.sentence)
        yield from (Binding({"first": (one,), "last": (two,)}, n, ONE) for n, (one, two) in enumerate(pairs_of))
        return
    if not has_pair([c for c in (*near.sentence, *near.near) if c is not stated and c.role in LEVELS]):
        return
    framed: list[Binding | None] = [*_listed(near, span)]
    framed = framed or list(_framed(stated, scene(near), span)) or list(_stepped(near, span))
    if framed or stated.basis is not None or "each" in stated.cues:
        yield from (binding for binding in framed if binding is not None)
        return
    if stated.role is Role.MULTIPLE and any(c.role is Role.MULTIPLE and c is not stated for c in near.sentence):
        return  # more than double the $122m of June and three times the $95m of a year earlier
    # 从30%提高到36%, 提高20%: rates too have a relative growth, where the words say from and to.
    inside = [c for c in _candidates(near.sentence, stated) if c.place.order < stated.place.order + 4]
    told = told_years(near.sentence)
    found = list(_bound(stated, inside, span, told))
    if not found and span != "whole":
        found = list(_bound(stated, inside + _candidates(near.near, stated), span, told))
    yield from sorted(found, key=lambda binding: binding.fit) if found else _alone(near, span)


def _alone(near: Neighbourhood, span: str) -> Iterator[Binding]:
    """The only two levels around, where the time between them suits the words."""
    if span == "yearly":
        return
    for frame in lone(near):
        first, last = frame.first, frame.last
        if _of_other_years(near.claim, first, last):
            continue
        years = years_between(first.period, last.period) if first.period and last.period else None
        if span == "years":
            years = years or _told_range(near.claim, first, last) or _ago(first) or told_years(near.sentence)
            years = years or told_years((*near.near, *near.sentence))
        elif span in _SPANS and years is not None and years not in _SPANS[span]:
            continue
        years = years if span == "years" else ONE
        if years is not None and years > 0 and is_near(near.claim, frame, years):
            yield Binding({"first": (first,), "last": (last,)}, 1, years, ("loose-binding",))


def _bound(stated: Claim, candidates: list[Claim], span: str, told: Fraction | None) -> Iterator[Binding]:
    for first, last in pairs(candidates):
        summed = span in ("years", "yearly") and are_sums(first, last)
        if summed or is_expected(first, last) or first.quantity.text == last.quantity.text:
            continue  # $240m, ahead of the $230m consensus; what is printed twice is one number
        if _far_apart(stated, first, last) or (first.quantity.kind is Kind.PERCENT and not joined(first, last)):
            continue
        apart = not joined(first, last) and (not alike(first, last) or named_apart(first, last))
        apart = apart or not alike(last, stated) or speaks_of_another(stated, last)
        if apart and not (span == "years" and _only_pair(stated, first, last, candidates)):
            continue
        if speaks_against(stated, first, last):
            continue
        if span in ("whole", *_SPANS) and not _stands_by(stated, first, last, candidates):
            continue
        if span in ("years", "yearly") and _leads_shares(stated, first):
            continue
        years = _years(stated, first, last, span)
        if years is None and span in ("years", "yearly") and first.cues & {"from", "now"} and "to" in last.cues:
            years = _told_range(stated, first, last) or told
        if years is None:
            continue
        row = is_whole_row(stated, first, last)
        between = -1 if row else sum(1 for c in candidates if _between(c, first, last))
        loose = apart + between + renamed(first, last)
        fit = loose + 2 * max(distance(stated, last) - 1, 0) + max(distance(stated, first) - 1, 0)
        doubts = ("forecast-beside-actual",) if stated.stance != last.stance and span == "yearly" else ()
        yield Binding({"first": (first,), "last": (last,)}, fit, years, doubts)


def _framed(stated: Claim, sentence: Sequence[Claim], span: str) -> Iterator[Binding | None]:
    """The pair that the words around the rate name; None where it cannot be theirs."""
    told = told_years(sentence)
    for frame in frames(stated, sentence):
        first, last = frame.first, frame.last
        summed = span in ("years", "yearly") and are_sums(first, last)
        if frame.swings or speaks_against(stated, first, last) or _of_other_years(stated, first, last) or summed:
            yield None  # the words name a pair, and it is not this rate's: no other pair is tried
            return
        slots = {"first": (first,), "last": (last,)}
        years = years_between(first.period, last.period) if first.period and last.period else None
        years = years or _told_range(stated, first, last) or _ago(first) or told
        if span in ("years", "yearly"):
            if years is not None and years > 0:
                yield Binding(slots, 0, years)
        elif span not in _SPANS or years is None or years in _SPANS[span] or _misnamed(stated, frame, span):
            yield Binding(slots, 0, ONE)


def _ago(first: Claim) -> Fraction | None:
    """Ten years ago it managed €20bn: the length of time is that of the words."""
    period = first.period
    told = period is not None and period.kind is PeriodKind.YEAR and period.year < 0
    return Fraction(-period.year) if told and period is not None else None


def _listed(near: Neighbourhood, span: str) -> Iterator[Binding | None]:
    """The pair that two lists of levels give to one of a list of rates; None where a list gives no pair."""
    if not is_list(near) or span == "yearly":
        return
    pair = respective(near) if span != "years" else None
    if pair is not None:
        yield Binding({"first": (pair.first,), "last": (pair.last,)}, 0, ONE)
    elif span == "years" or not any(_stepped(near, span)):
        yield None  # 收入及净利润复合增速分别约30%、66%


def _misnamed(stated: Claim, frame: Frame, span: str) -> bool:
    """从2017年的2141家增长至2020年的4746家，同比增长40.5%: the growth of three years, called that of one."""
    return frame.joined and span == "year" and "aside" not in stated.cues


def _stepped(near: Neighbourhood, span: str) -> Iterator[Binding]:
    """The pair that a row of dated levels in front of the rate gives it."""
    stated = near.claim
    if span not in ("years", *_SPANS) or stated.basis not in (None, METRIC_BASIS):
        return
    told = told_years(near.sentence) if span == "years" else None
    for step in steps(near, _SPANS.get(span, ()), told):
        first, last = step.first, step.last
        if speaks_against(stated, first, last):
            continue
        years = years_between(first.period, last.period) if first.period and last.period else None
        # the base of a compound rate that names no years is taken from another sentence on trust
        leap = span == "years" and told is None and first.place.sentence != last.place.sentence
        yield Binding({"first": (first,), "last": (last,)}, int(leap), years if span == "years" else ONE)


def _of_other_years(stated: Claim, first: Claim, last: Claim) -> bool:
    """由2017年的0.13亿美元增至2019年的7.34亿美元，预期2019-2024年的复合增长率: the rate names years of its own."""
    told = stated.period if "period-said" in stated.cues else None
    if told is not None and told.kind is PeriodKind.YEAR and stated.role is Role.MULTIPLE:
        return told not in (first.period, last.period)  # down from last year's $694, three times the level of 2009
    if told is None or told.kind is not PeriodKind.RANGE or first.period is None or last.period is None:
        return False
    return told not in (first.period, last.period) and (first.period.year, last.period.last_year) != (
        told.year,
        told.last_year,
    )


def _told_range(stated: Claim, first: Claim, last: Claim) -> Fraction | None:
    """2019-2023年复合增速20%（由A增至B）: the years of the rate, where its levels have none of their own."""
    told = stated.period
    if told is None or told.kind is not PeriodKind.RANGE or {first.period, last.period} - {None, told}:
        return None
    return Fraction(told.last_year - told.year)


def _candidates(claims: Iterable[Claim], stated: Claim) -> list[Claim]:
    found = levels(claims) + [c for c in claims if c.role in (Role.RATE, Role.SHARE) and c.cues & {"from", "to"}]
    return sorted((c for c in found if c is not stated), key=lambda c: abs(c.place.order - stated.place.order))[:REACH]


def _between(claim: Claim, first: Claim, last: Claim) -> bool:
    low, high = sorted((first.place.order, last.place.order))
    return low < claim.place.order < high and claim.quantity.unit.comparable(first.quantity.unit)


def told_years(claims: Iterable[Claim]) -> Fraction | None:
    """两年间由20美元降至0.1美元: the one length of time that a sentence without dates names, in years."""
    lengths = [c.quantity for c in claims if c.quantity.kind is Kind.DURATION]
    if len(lengths) != 1 or lengths[0].value is None:
        return None
    years = lengths[0].value * lengths[0].unit.factor
    return years if years > 0 and (years * 12).denominator == 1 else None


def _leads_shares(stated: Claim, first: Claim) -> bool:
    """出货量CAGR 40%、全球份额由10%升至18%: a rate is told behind the percentages that it is of, not in front."""
    return first.quantity.kind is Kind.PERCENT and stated.place.order < first.place.order


def _only_pair(stated: Claim, first: Claim, last: Claim, candidates: list[Claim]) -> bool:
    """A rate behind the only two levels of its sentence is theirs, whatever words stand in front of them.

    2018年市场规模为90亿美元，预计2023年或达136亿美元，CAGR为8.61% names the market once.
    """
    inside = [c for c in candidates if c.place.sentence == stated.place.sentence]
    alone = sum(c.quantity.unit.comparable(first.quantity.unit) for c in inside) == 2
    in_order = stated.place.sentence == first.place.sentence == last.place.sentence
    in_order = in_order and first.place.order < last.place.order < stated.place.order
    same_basis = first.basis == last.basis == stated.basis
    metrics = {c.metric for c in (first, last) if c.metric is not None}
    # The rate has no words of its own: those in front of the levels are carried to it.
    carried = not stated.label or stated.label in (first.label, last.label)
    return alone and in_order and same_basis and len(metrics) < 2 and carried


def _far_apart(stated: Claim, first: Claim, last: Claim) -> bool:
    """Over the end of a sentence only levels of one metric are a pair."""
    if first.place.sentence == last.place.sentence or first.metric == last.metric:
        return False
    bare = first if first.metric is None else last
    if "named" in stated.cues and (stated.metric is None or stated.metric not in (first.metric, last.metric)):
        return True
    return bare.metric is not None or "named" in bare.cues or not bare.cues & {"prior", "period-said"}


def _stands_by(stated: Claim, first: Claim, last: Claim, candidates: list[Claim]) -> bool:
    """A rate of one step belongs to the level right in front of it, or to the pair that follows its verb.

    "Enrolment dropped by 15.8%, from 48,200 to 44,900": the pair has no words of its own, so it is the verb's.
    """
    if last.place.order > stated.place.order:
        nearest = min(first.place.order, last.place.order) == stated.place.order + 1
        unnamed = not ({"named"} & (first.cues if first.place.order < last.place.order else last.cues))
        linked = bool(last.cues & {"to", "reach"}) and bool(first.cues & {"from", "prior"})
        return nearest and unnamed and linked and last.place.sentence == stated.place.sentence
    if last.place.sentence != stated.place.sentence and "named" in stated.cues and stated.metric != last.metric:
        return False
    between = [c for c in candidates if last.place.order < c.place.order < stated.place.order]
    return all(c.cues & {"from", "prior"} for c in between)


def _years(stated: Claim, first: Claim, last: Claim, span: str) -> Fraction | None:
    """The years between two levels if they suit the words of the stated rate; None where they do not."""
    years = years_between(first.period, last.period) if first.period and last.period else None
    told = stated.period if "period-said" in stated.cues else None
    if told is not None and told.kind is PeriodKind.RANGE:
        if first.period is None or last.period is None:
            return None
        if (first.period.year, last.period.last_year) != (told.year, told.last_year):
            return None
    if span in ("years", "yearly"):
        return years if years is not None and years > 0 else None
    from_to = "from" in first.cues and bool(last.cues & {"to", "reach"})
    explicit = from_to or "prior" in first.cues or around(stated, first, last)
    if span in _SPANS:
        fits = years in _SPANS[span] if years is not None else explicit
        return ONE if fits else None
    return ONE if explicit else None
