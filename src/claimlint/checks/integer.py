"""Integer: what is counted one by one is a whole number of things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Role
from claimlint.model.interval import Interval
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_OTHER = frozenset(
    {"average", "mean", "each", "paired", "per-one", "annual", "annualised", "monthly", "quarterly", "middle",
     "restates", "share", "difference", "shift", "fx", "per-hundred", "per-ten"}
)  # fmt: skip


class Integer(Check):
    """A company has no 3.5 stores: a number of things that are whole, printed with a fraction, is a slip.

    Usually a scale word was lost (3.5万家), or a mean lost its "on average".  Numbers with a scale word, means, numbers
    for each of something, conversions, estimates and what stands beside 约 or "about" are left alone.
    """

    title = {"en": "a fraction of a whole thing", "zh": "整数个体出现小数"}
    message = {
        "en": "{stated} is no whole number of things: a scale word or the words of a mean are missing, "
        "or it lies in {range}",
        "zh": "{stated}不是整数：可能漏了“万”等数量级或“平均”字样，也可能应为{range}",
    }
    slots = {STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "文中"}, kinds=(Kind.COUNT,))}
    examples = (
        Holds("公司新建3家工厂。"),
        Breaks("公司新建[[3.5家]]工厂。", severity="warning"),
        Holds("The group operates 2 factories."),
        Breaks("The group operates [[2.5 factories]].", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Nothing but the number itself is needed."""
        stated = around.claim
        if stated.place.cell is None and stated.stance == "actual" and not stated.cues & _OTHER:
            yield Binding({})

    def relate(self, case: Case, values: Values) -> Relation:
        """Some whole number must lie in the printed set."""
        (stated,) = values[STATED]
        low = (stated.low or Fraction(0)).__floor__()
        high = (stated.high or Fraction(0)).__ceil__()
        ends = Interval.hull([Interval.point(low), Interval.point(high)])
        inside = [n for n in range(low, high + 1) if n in stated]
        proof = (stated, Interval.point(inside[0] if inside else low))
        return Relation(ends, stated, proof=proof, equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "round(stated) == stated"
