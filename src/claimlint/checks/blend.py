"""Blend: the whole grows no faster than the fastest of its parts, and no slower than the slowest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import SHORTEST_NAME
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

# What adds up and is never negative; profits do not, and a mean is no sum.
_SUMS = frozenset(
    {"revenue", "output", "sales_volume", "exports", "imports", "trade", "orders", "headcount", "stores", "users",
     "capacity", "market_size", "investment", "demand", "value_added", "pay", "spending"}
)  # fmt: skip
_SIDES = (frozenset({"domestic", "overseas"}), frozenset({"online", "offline"}))
_TRADE = {"trade": frozenset({"exports", "imports"})}
_TOTALS = frozenset({"total", "group", "whole-year", "together", "of-which-next"})
_ELSEWHERE = frozenset(
    {"each", "paired", "cagr", "average-growth", "contribution", "annualised", "cumulative", "per-one", "mean",
     "average", "share", "perimeter", "prior", "others", "to", "from", "unlike", "signed"}
)  # fmt: skip
_STEPS = frozenset({"yoy", "qoq"})
_PARTS = "parts-"
_WITHIN_YEAR = {PeriodKind.HALF: 2, PeriodKind.QUARTER: 4}


class Blend(Check):
    """The growth of a whole is a mean of the growth of its parts, weighted by what they were: it lies among them.

    Judged only where the parts are all there is: at home and abroad, online and offline, exports and imports of trade,
    the halves or quarters of a year, or as many as the text says the whole is made of. Only of sums that cannot be
    negative; a take-over, a currency, an elimination or another basis in the sentence silences it.
    """

    title = {"en": "the whole does not grow like its parts", "zh": "合计增速超出各部分增速的范围"}
    message = {
        "en": "inconsistent as printed: the whole is said to have changed by {stated}, "
        "all of its parts by {inputs}, so that it must lie in {range}",
        "zh": "与所列数字不一致：合计增速写作{stated}，而全部组成部分分别为{inputs}，合计应在{range}之内",
    }
    slots = {
        "parts": Slot((Role.CHANGE,), {"en": "part", "zh": "组成部分"}, many=True),
        STATED: Slot((Role.CHANGE,), {"en": "stated", "zh": "文中"}),
    }
    same = ("metric", "basis")
    examples = (
        Holds("国内收入增长12%，海外收入增长18%，总收入增长15%。"),
        Breaks("国内收入增长12%，海外收入增长18%，总收入增长[[25%]]。"),
        Holds("Domestic sales grew 12% and international sales grew 18%; total sales grew 14%."),
        Breaks("Domestic sales grew 12% and international sales grew 18%; total sales grew [[25%]]."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The rates of all parts, in the sentence or the one beside it."""
        stated = around.claim
        if not _may_be_held(stated) or stated.metric not in _SUMS:
            return
        near = [c for c in around.near if abs(c.place.sentence - stated.place.sentence) == 1]
        near = [c for c in near if c.place.block == stated.place.block]
        everything = sorted((*around.sentence, *near), key=lambda c: c.place.order)
        rates = [c for c in everything if c is not stated and _may_be_held(c) and _is_like(c, stated)]
        if any("perimeter" in c.cues for c in everything):
            return
        for parts in (_by_side(stated, rates), _of_trade(stated, rates), _of_year(stated, rates), _told(stated, rates)):
            if parts:
                yield Binding(
                    {"parts": tuple(parts)}, int(any(c.place.sentence != parts[0].place.sentence for c in parts))
                )
                return

    def relate(self, case: Case, values: Values) -> Relation:
        """min(parts) ≤ stated ≤ max(parts)."""
        (stated,) = values[STATED]
        rates = [rate * _sign(claim) for claim, rate in zip(case.slots["parts"], values["parts"], strict=True)]
        sign, factor = _sign(case.stated), case.stated.quantity.unit.factor
        return Relation(Interval.hull(rates) * sign / factor, stated / factor, equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "min(parts) <= stated <= max(parts)"


def _sign(claim: Claim) -> Fraction:
    return Fraction(-1 if claim.direction < 0 else 1)


def _may_be_held(claim: Claim) -> bool:
    """A plain rate of growth of something that is named."""
    plain = claim.role is Role.CHANGE and claim.quantity.kind is Kind.PERCENT and claim.basis is None
    return plain and claim.metric is not None and not claim.cues & _ELSEWHERE and bool(claim.direction)


def _is_like(part: Claim, stated: Claim) -> bool:
    """One stance, one kind of growth: 环比 beside 同比 is another."""
    steps = part.cues & _STEPS, stated.cues & _STEPS
    return part.stance == stated.stance and ("qoq" in steps[0]) is ("qoq" in steps[1])


def _is_whole(claim: Claim, parts: Sequence[Claim]) -> bool:
    """总收入, 公司收入, 其中 behind it: the words call it the whole, and name nothing else (会员收入)."""
    names = {None, *(part.subject for part in parts)}
    left = claim.subject is not None and len(claim.subject) == 1 and not claim.subject.isascii()  # 总 of 总销售额
    called = bool(claim.cues & _TOTALS) and (left or claim.subject in names)
    return called or (claim.scope is None and claim.subject is None)


def _bare(subject: str | None) -> bool:
    return subject is None or (not subject.isascii() and len(subject) < SHORTEST_NAME)


def _by_side(stated: Claim, rates: Sequence[Claim]) -> list[Claim]:
    """国内收入增长12%，海外收入增长18%，总收入增长25%: each side once, of all that is on it."""
    if "scoped" in stated.cues:
        return []
    parts = [c for c in rates if "scoped" in c.cues and c.metric == stated.metric and c.period == stated.period]
    scopes = frozenset(str(c.scope) for c in parts)
    return parts if scopes in _SIDES and len(parts) == len(scopes) and _is_whole(stated, parts) else []


def _of_trade(stated: Claim, rates: Sequence[Claim]) -> list[Claim]:
    """进出口增长9%，其中出口增长7%，进口增长6%."""
    wanted = _TRADE.get(str(stated.metric))
    parts = [
        c for c in rates if wanted and c.metric in wanted and c.period == stated.period and c.scope == stated.scope
    ]
    once = wanted is not None and len(parts) == len(wanted) and {c.metric for c in parts} == wanted
    names = {c.subject for c in (stated, *parts) if not _bare(c.subject)}
    return parts if once and len(names) < 2 and all(c.place.sentence == stated.place.sentence for c in parts) else []


def _of_year(stated: Claim, rates: Sequence[Claim]) -> list[Claim]:
    """上半年收入增长10%，下半年增长12%，全年增长15%: all halves or quarters of the very year."""
    year = stated.period
    if year is None or year.kind is not PeriodKind.YEAR or "period-said" not in stated.cues:
        return []
    parts = [c for c in rates if c.metric == stated.metric and c.subject == stated.subject and c.scope == stated.scope]
    parts = [c for c in parts if c.period is not None and c.period.kind in _WITHIN_YEAR and c.period.year == year.year]
    kinds = {c.period.kind for c in parts if c.period is not None}
    complete = len(kinds) == 1 and len({c.period for c in parts}) == len(parts) == _WITHIN_YEAR[kinds.pop()]
    return parts if complete and all("yoy" in c.cues for c in (stated, *parts)) else []


def _told(stated: Claim, rates: Sequence[Claim]) -> list[Claim]:
    """Revenue is made up of two segments: hardware grew 12% and services grew 18%; total revenue grew 25%."""
    parts = [c for c in rates if c.period == stated.period and "partition" in c.cues and "total" not in c.cues]
    own = [c for c in parts if "named" in c.cues and c.metric in (stated.metric, None)]
    many = {int(cue[len(_PARTS) :]) for c in parts for cue in c.cues if cue.startswith(_PARTS)}
    names = {c.subject for c in own}
    complete = many == {len(parts)} and len(own) == len(parts) == len(names)
    return own if complete and stated.cues & {"total", "group"} else []
