"""Share of few: a percentage of a small number of things is that of a whole number of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_MOST = 1000
_ELSEWHERE = frozenset(
    {"mean", "average", "rate", "modifies", "share-of-whole", "of-which", "remains", "rise", "fall", "yoy",
     "from", "prior", "overlap", "weighted", "contribution", "named", "measured", "proportion"}
)  # fmt: skip


class ShareOfFew(Check):
    """71 % of 43 people cannot be: 30 of them are 69.8 %, and 31 are 72.1 %.

    k ÷ n must meet the printed share for some whole k (the GRIM test). Only of what the words count one by one, right
    behind their number, and only where the printed digits leave gaps; weighted surveys and means are left alone.
    """

    title = {"en": "no whole number of them makes this share", "zh": "没有整数个体能得出这一占比"}
    message = {
        "en": "inconsistent as printed: no whole number of {inputs} is {stated}; the nearest are {range}",
        "zh": "与所列数字不一致：{inputs}中没有整数个能占{stated}，最接近的是{range}",
    }
    slots = {
        "whole": Slot((Role.LEVEL,), {"en": "whole", "zh": "总数"}),
        STATED: Slot((Role.SHARE, Role.RATE), {"en": "stated", "zh": "文中"}),
    }
    same = ("period",)
    examples = (
        Holds("43名受访者中，72%表示同意。"),
        Breaks("43名受访者中，[[71%]]表示同意。", severity="warning"),
        Holds("Of the 43 respondents, 72% agreed."),
        Breaks("Of the 43 respondents, [[71%]] agreed.", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The number of things right in front, of which the words say that the share is."""
        stated = around.claim
        plain = stated.quantity.kind is Kind.PERCENT and stated.quantity.qualifier is Qualifier.NONE
        if not plain or stated.cues & _ELSEWHERE or stated.of is not None or stated.metric is not None:
            return
        front = [c for c in around.sentence if c.place.order == stated.place.order - 1]
        for whole in front:
            if _is_few(whole, stated):
                yield Binding({"whole": (whole,)})

    def relate(self, case: Case, values: Values) -> Relation:
        """Some k of n must lie in the printed set; the nearest two are shown."""
        (stated,) = values[STATED]
        many = case.one("whole").quantity.value or Fraction(1)
        low, high = (stated.low or Fraction(0)) * many, (stated.high or Fraction(0)) * many
        first, last = low.__ceil__(), high.__floor__()
        factor = case.stated.quantity.unit.factor
        near = Interval(low.__floor__() / many, high.__ceil__() / many)
        inside = Interval.point(first / many) if first <= last else near
        proof = (stated, inside if first <= last else Interval.point(low.__floor__() / many))
        return Relation(near / factor, stated / factor, proof=proof, equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "round(stated * whole) / whole"


def _is_few(whole: Claim, stated: Claim) -> bool:
    """So few, counted exactly, that not every printed percentage is possible."""
    quantity, ulp = whole.quantity, stated.quantity.ulp
    value = quantity.value
    counted = quantity.kind is Kind.COUNT and quantity.qualifier is Qualifier.NONE and "among" in whole.cues
    if not counted or value is None or ulp is None or value.denominator != 1 or not 1 < value <= _MOST:
        return False
    return value * ulp * stated.quantity.unit.factor < 1
