"""Only two: a passage with just two numbers of a kind, and a proportion that is nothing that the two make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.only_two import is_fall, only_two, relations
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation


class OnlyTwo(Check):
    """A change, a share or a multiple of the only two numbers that it can be of must be something that they make.

    No word order ties the three together: the passage has just two numbers of one kind, what is said takes them up, and
    it is neither how many times the one is the other, nor their change, nor a part of the two together. It must be near
    to what would stand there, and no other rule may have bound it. Such a binding is a doubt: a warning.
    """

    title = {"en": "the proportion follows from neither of the two numbers", "zh": "比例与仅有的两个数均不相符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "small": Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "smaller", "zh": "较小数"}),
        "large": Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "larger", "zh": "较大数"}),
        STATED: Slot((Role.CHANGE, Role.MULTIPLE, Role.SHARE, Role.RATE), {"en": "stated", "zh": "文中"}),
    }
    same = ()
    examples = (
        Holds("Crews filled 8,400 potholes in May. In June they got to 6,300, and a quarter fewer pleased nobody."),
        Holds("We wrote to 8,000 households and 2,720 let us in. A response rate of 34% is respectable."),
        Breaks(
            "We wrote to 8,000 households and 2,720 let us in. A response rate of [[43%]] is respectable.",
            severity="warning",
        ),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The two, if there are no others."""
        pair = only_two(around)
        if pair is not None:
            yield Binding({"small": (pair[0],), "large": (pair[1],)}, 0, doubts=("loose-binding",))

    def relate(self, case: Case, values: Values) -> Relation:
        """What the role of the stated number makes of the two, unless it is another of the things they make."""
        (small,), (large,), (stated,) = values["small"], values["large"], values[STATED]
        factor = case.stated.quantity.unit.factor
        if case.stated.quantity.kind is Kind.POINTS:
            return Relation((large - small) / factor, stated / factor)
        made = _made(case.stated, small, large)
        other = next((one for one in relations(small, large) if one.meets(stated)), made)
        return Relation((made if made.meets(stated) else other) / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        stated = case.stated
        if stated.quantity.kind is Kind.POINTS:
            return "large - small"
        if stated.role is Role.MULTIPLE:
            return "large / small"
        if stated.role is not Role.CHANGE:
            return "1 - small / large" if "remains" in stated.cues else "small / large"
        return "1 - small / large" if is_fall(stated) else "large / small - 1"


def _made(stated: Claim, small: Interval, large: Interval) -> Interval:
    if stated.role is Role.MULTIPLE:
        return large / small
    if stated.role is not Role.CHANGE:
        return 1 - small / large if "remains" in stated.cues else small / large
    return 1 - small / large if is_fall(stated) else large / small - 1
