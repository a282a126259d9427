"""Mixed sum: amounts in two currencies do not add up to an amount in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_TOTALS = frozenset({"total", "together"})
_FEWEST, _MOST, _NEAR = 2, 12, 2


class MixedSum(Check):
    """18亿元 and 27亿美元 are not 45亿元: a total of bare digits, over amounts in unlike currencies or units.

    Judged only where the digits that are printed add up to those of the total, which shows that the units were passed
    over; what was converted first adds up otherwise and is left alone. A warning: one of the units may be the misprint.
    """

    title = {"en": "amounts in unlike units are added", "zh": "不同货币或单位的数值直接相加"}
    message = {
        "en": "{stated} adds the digits of {inputs}, which are not in one currency or unit",
        "zh": "{stated}只是把{inputs}的数字相加，而它们并非同一货币或单位",
    }
    slots = {
        "parts": Slot((Role.LEVEL,), {"en": "part", "zh": "分项"}, many=True),
        STATED: Slot((Role.LEVEL,), {"en": "total", "zh": "合计"}),
    }
    same = ("period",)
    examples = (
        Holds("软件收入18亿元，硬件收入27亿美元，合计212亿元。"),
        Breaks("软件收入18亿元，硬件收入27亿美元，合计[[45亿元]]。", severity="warning"),
        Holds("Software brought in $18m and hardware $27m, for a total of $45m."),
        Breaks("Software brought in $18m and hardware €27m, for a total of [[$45m]].", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The run of amounts right in front of the total, of which one at least is in another unit."""
        stated = around.claim
        if not stated.cues & _TOTALS or stated.quantity.kind is not Kind.MONEY or stated.quantity.value is None:
            return
        run: list[Claim] = []
        following = stated
        for claim in reversed([c for c in around.sentence if c.place.order < stated.place.order]):
            if following.place.order - claim.place.order > _NEAR or not _is_part(claim):
                break
            run.insert(0, claim)
            following = claim
        unlike = {claim.quantity.unit.dimension for claim in run} - {stated.quantity.unit.dimension}
        if unlike and _FEWEST <= len(run) <= _MOST and _digits(run) == stated.quantity.value:
            yield Binding({"parts": tuple(run)})

    def relate(self, case: Case, values: Values) -> Relation:
        """The digits make the total, and the amounts do not: there is nothing to compare it with."""
        (stated,) = values[STATED]
        factor = case.stated.quantity.unit.factor
        mixed = Interval.point(
            len({c.quantity.unit.dimension for c in case.slots["parts"]} | {case.stated.quantity.unit.dimension})
        )
        return Relation(stated / factor, stated / factor, proof=(mixed, Interval.point(1)), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "sum(parts) == stated"


def _is_part(claim: Claim) -> bool:
    plain = claim.role is Role.LEVEL and claim.quantity.kind is Kind.MONEY and claim.quantity.value is not None
    return plain and not claim.cues & {"restates", "total", "together", "aside", "of-which", "equals", "prior"}


def _digits(run: Sequence[Claim]) -> Fraction:
    return sum((claim.quantity.value or Fraction(0) for claim in run), Fraction(0))
