"""Growth: a stated rate or multiple must follow from the levels it connects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Sense, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval, Undefined
from claimlint.model.likeness import (
    REACH,
    against,
    alike,
    around,
    distance,
    joined,
    levels,
    named_apart,
    pairs,
    speaks_of_another,
)
from claimlint.model.period import PeriodKind, years_between
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

ONE = Fraction(1)
QUARTER = Fraction(1, 4)
# A year's growth over several years is tried too: "同比" beside 2017 and 2020 is read as said, and shown as such.
_SPANS: Mapping[str, tuple[Fraction, ...]] = {"year": (ONE,), "quarter": (QUARTER, Fraction(1, 12))}


class Growth(Check):
    """A stated rate of growth, or multiple, must follow from the two levels that it connects.

    The rate of n years is proved by powers: first × (1 + g)ⁿ meets last for some members of the printed sets.  A fall
    by a factor N a year means first ÷ last = Nⁿ.  ``span`` says which length of time the words name: ``years`` (CAGR),
    ``year`` (year over year), ``quarter``, ``whole`` (from–to, whatever lies between) and ``yearly`` (N-fold a year).
    """

    title = {"en": "growth does not follow from its levels", "zh": "增速与首末值不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "first": Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "from", "zh": "期初"}),
        "last": Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "to", "zh": "期末"}),
        STATED: Slot((Role.CHANGE, Role.MULTIPLE), {"en": "stated", "zh": "文中"}),
    }
    same = ("subject", "metric", "scope", "basis")
    params = {"span": ("years", "year", "quarter", "whole", "yearly")}
    examples = (
        Holds("2019年收入100亿元，2023年收入146亿元，复合增长率9.9%。"),
        Breaks("2019年收入100亿元，2023年收入146亿元，复合增长率[[7.9%]]。", expected="9.7%–10.2%"),
        Holds("公司收入由2022年的12.3亿元增至2023年的15.1亿元，同比增长22.8%。"),
        Breaks("公司收入由2022年的12.3亿元增至2023年的15.1亿元，同比增长[[25%]]。"),
        Holds("Revenue grew from $12.3 million in 2022 to $15.1 million in 2023, up 22.8% year over year."),
        Breaks("Revenue grew from $12.3 million in 2022 to $15.1 million in 2023, up [[25%]] year over year."),
        Holds("由300吨增加到900吨，增长到3倍。"),
        Breaks("销量由2021年的310吨增加到2023年的930吨，增长到[[5倍]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Pairs of levels in the sentence, then around it, whose order in time the words give."""
        stated = around.claim
        if stated.basis is not None or "each" in stated.cues:
            return
        # 从30%提高到36%, 提高20%: rates too have a relative growth, where the words say from and to.
        inside = [c for c in _candidates(around.sentence, stated) if c.place.order < stated.place.order + 4]
        span, told = params["span"], _told_years(around.sentence)
        found = list(self._bound(stated, inside, span, told))
        if not found and span != "whole":
            found = list(self._bound(stated, inside + _candidates(around.near, stated), span, told))
        yield from sorted(found, key=lambda binding: binding.fit)

    def _bound(self, stated: Claim, candidates: list[Claim], span: str, told: Fraction | None) -> Iterator[Binding]:
        for first, last in pairs(candidates):
            if _far_apart(first, last):
                continue
            apart = not joined(first, last) and (not alike(first, last) or named_apart(first, last))
            apart = apart or not alike(last, stated) or speaks_of_another(stated, last)
            if (apart and not (span == "years" and _only_pair(stated, first, last, candidates))) or against(
                stated.direction, first, last
            ):
                continue
            if span in ("whole", *_SPANS) and not _stands_by(stated, first, last, candidates):
                continue
            years = _years(stated, first, last, span)
            if years is None and span in ("years", "yearly") and "from" in first.cues and "to" in last.cues:
                years = told
            if years is None:
                continue
            between = sum(1 for c in candidates if _between(c, first, last))
            fit = apart + between + 2 * max(distance(stated, last) - 1, 0) + max(distance(stated, first) - 1, 0)
            doubts = ("forecast-beside-actual",) if stated.stance != last.stance and span == "yearly" else ()
            yield Binding({"first": (first,), "last": (last,)}, fit, years, doubts)

    def relate(self, case: Case, values: Values) -> Relation:
        """(last/first)^(1/years) − 1, or the multiple; compared by powers."""
        (first,), (last,), (claimed,) = values["first"], values["last"], values[STATED]
        years = values["years"][0].low or ONE
        if (first.low is not None and first.low < 0) or (first.high is not None and first.high <= 0):
            raise Undefined("base-not-positive")
        stated = case.stated
        falling = _is_falling(case, first, last)
        if stated.quantity.kind is Kind.MULTIPLE:
            ratio = first / last if falling else last / first
            by = "rise" in stated.cues and "to" not in stated.cues and "year" not in stated.quantity.unit.id
            factor = claimed + 1 if by else claimed
            back = ratio.root(years.numerator) if years.denominator == 1 else ratio**years.denominator
            return Relation(back - 1 if by else back, claimed, proof=_powers(ratio, factor, years))
        ratio = last / first
        factor = 1 - claimed if falling else 1 + claimed
        annual = (ratio**years.denominator).root(years.numerator)
        rate = 1 - annual if falling else annual - 1
        return Relation(rate * 100, claimed * 100, proof=_powers(ratio, factor, years))

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        years = case.years or ONE
        levels_of = (case.one(name).quantity for name in ("first", "last"))
        falling = _is_falling(case, *(q.interval * q.unit.factor for q in levels_of))
        if case.stated.quantity.kind is Kind.MULTIPLE:
            ratio = "first / last" if falling else "last / first"
            by = (
                "rise" in case.stated.cues
                and "to" not in case.stated.cues
                and "year" not in case.stated.quantity.unit.id
            )
            return f"{ratio} - 1" if by else (ratio if years == 1 else f"({ratio}) ** (1 / {years})")
        ratio = "last / first" if years == 1 else f"(last / first) ** (1 / {years})"
        return f"1 - {ratio}" if falling else f"{ratio} - 1"

    def senses(self, case: Case, values: Values) -> Iterable[Sense]:
        """增长N倍 for 增长到N倍; % for points; an open-ended fall for "at least N-fold"."""
        claimed = values[STATED][0]
        if case.stated.quantity.kind is Kind.MULTIPLE:
            if "rise" in case.stated.cues:
                yield Sense("growth-to", {**values, STATED: (claimed - 1,)})
                yield Sense("growth-by", {**values, STATED: (claimed + 1,)})
            if not values["last"][0].bounded or values["last"][0].low == 0:
                yield Sense("at-least", {**values, STATED: (Interval(claimed.low, None, claimed.low_open),)})
        elif case.one("first").quantity.kind is Kind.PERCENT:
            first, last = values["first"][0], values["last"][0]
            growth = (last - first) if case.stated.direction >= 0 else (first - last)
            if growth.meets(claimed):
                yield Sense(
                    "percentage-points", {**values, "first": (Interval.point(1),), "last": (1 + (last - first),)}
                )

    def slips(self, case: Case, values: Values) -> Iterable[Sense]:
        """n ± 1 periods, the new value as base, simple for compound growth, a total for a yearly rate."""
        years = case.years or ONE
        first, last = values["first"], values["last"]
        if years > 1:
            for name, other in (("n-1 periods", years - 1), ("n+1 periods", years + 1)):
                yield Sense(name, {**values, "years": (Interval.point(other),)})
            yield Sense("total growth given as a yearly rate", {**values, "years": (Interval.point(ONE),)})
            if case.stated.quantity.kind is Kind.PERCENT and first[0].low is not None and first[0].low > 0:
                simple = (last[0] / first[0] - 1) / years
                yield Sense(
                    "simple instead of compound growth",
                    {**values, "first": (Interval.point(1),), "last": (1 + simple,), "years": (Interval.point(ONE),)},
                )
        yield Sense("base swapped", {**values, "first": last, "last": first, STATED: (-values[STATED][0],)})


def _candidates(claims: Iterable[Claim], stated: Claim) -> list[Claim]:
    found = levels(claims) + [c for c in claims if c.role in (Role.RATE, Role.SHARE) and c.cues & {"from", "to"}]
    return sorted((c for c in found if c is not stated), key=lambda c: abs(c.place.order - stated.place.order))[:REACH]


def _between(claim: Claim, first: Claim, last: Claim) -> bool:
    low, high = sorted((first.place.order, last.place.order))
    return low < claim.place.order < high and claim.quantity.unit.comparable(first.quantity.unit)


def _told_years(claims: Iterable[Claim]) -> Fraction | None:
    """两年间由20美元降至0.1美元: the one length of time that a sentence without dates names, in years."""
    lengths = [c.quantity for c in claims if c.quantity.kind is Kind.DURATION]
    if len(lengths) != 1 or lengths[0].value is None:
        return None
    years = lengths[0].value * lengths[0].unit.factor
    return years if years > 0 and (years * 12).denominator == 1 else None


def _is_falling(case: Case, first: Interval, last: Interval) -> bool:
    """By the verb; a bare "10x per year" goes the way the levels go."""
    bare = case.stated.quantity.kind is Kind.MULTIPLE and not case.stated.direction
    return last.before(first) if bare else case.stated.direction < 0


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


def _far_apart(first: Claim, last: Claim) -> bool:
    """Over the end of a sentence only levels of one metric are a pair."""
    return first.place.sentence != last.place.sentence and first.metric != last.metric


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


def _powers(ratio: Interval, factor: Interval, years: Fraction) -> tuple[Interval, Interval]:
    """(1+g)^p against ratio^q for a span of p/q years: no root is ever taken to decide."""
    if factor.low is not None and factor.low < 0:
        factor = factor.clipped(low=Fraction(0))
    return ratio**years.denominator, factor**years.numerator


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
