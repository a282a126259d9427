"""Notation: one value, said in two notations (€4.3bn (€4,300m), 22亿元 and 2.2 billion), must be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_KINDS = (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.PRICE, Kind.NUMBER)
# A slip of scale is out by a power of ten, give or take what rounding hides.
_POWERS = tuple(Fraction(10) ** n for n in range(-12, 13) if n)
_NEAR = Fraction(1, 20)


class Notation(Check):
    """A value that the text says anew, in the same unit on another scale, must be the value in front of it.

    Only a slip of scale is told: where the two are apart by something else than a power of ten, the second is another
    value (the former year's, in brackets).
    """

    title = {"en": "one value is said on two scales that do not agree", "zh": "同一数值的两种写法差了数量级"}
    message = {
        "en": "inconsistent as printed: {stated} is said for {inputs}, which is off by a power of ten",
        "zh": "前后不一致：{stated}与{inputs}说的是同一数值，却差了数量级",
    }
    slots = {
        "earlier": Slot((Role.LEVEL,), {"en": "earlier", "zh": "前文"}, kinds=_KINDS),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "此处"}, kinds=_KINDS),
    }
    same = ("unit",)
    examples = (
        Holds("The bid values the equity at €4.3bn (€4,300m), excluding net debt."),
        Breaks("The bid values the equity at €4.3bn ([[€430m]]), excluding net debt.", expected="€4250–4350m"),
        Holds("英文版写作RMB 386 billion，中文版对应3,860亿元。"),
        Breaks("英文版写作RMB 386 billion，中文版对应[[386亿元]]。"),
        Holds("Revenue was €4.3bn (€3.9bn)."),
        Holds("Revenue was £4.35bn (£435m from services)."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The number right in front, where the words say it anew."""
        stated = around.claim
        # £4.35bn (£435m from services): what is told of in brackets is a part
        if "restates" not in stated.cues or not _is_plain(stated) or {"aside", "closed"} & stated.cues == {"aside"}:
            return
        for other in around.sentence:
            if other.place.order == stated.place.order - 1 and _is_plain(other) and _is_one_value(other, stated):
                yield Binding({"earlier": (other,)})

    def relate(self, case: Case, values: Values) -> Relation:
        """The two sets must meet."""
        (earlier,), (stated,) = values["earlier"], values[STATED]
        factor = case.stated.quantity.unit.factor
        return Relation(earlier / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "earlier"


def _is_plain(claim: Claim) -> bool:
    quantity = claim.quantity
    return bool(quantity.value) and quantity.qualifier in (Qualifier.NONE, Qualifier.ABOUT)


def _is_one_value(first: Claim, second: Claim) -> bool:
    """Alike but for the scale: the same unit, at least two digits, another scale word, a power of ten between."""
    one, other = first.quantity, second.quantity
    if not one.unit.comparable(other.unit) or one.printed is None or other.printed is None:
        return False
    if first.role is not Role.LEVEL or min(_digits(first), _digits(second)) < 2:
        return False
    if one.printed.scale * one.unit.factor == other.printed.scale * other.unit.factor:  # 120万元（12万元） are two
        return False
    ratio = abs((other.value or 0) * other.unit.factor / ((one.value or 1) * one.unit.factor))
    return abs(ratio - 1) <= _NEAR or any(abs(ratio / power - 1) <= _NEAR for power in _POWERS)


def _digits(claim: Claim) -> int:
    printed = claim.quantity.printed
    digits = "" if printed is None else "".join(char for char in printed.digits if char.isdigit())
    return len(digits.strip("0"))
