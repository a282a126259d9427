"""Total: parts add up to the whole, or at least do not exceed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import REACH, levels
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

ZERO = Fraction(0)
_EXCEEDS: Mapping[Language, str] = {
    "en": "inconsistent as printed: {inputs} cannot be part of {stated}",
    "zh": "与所列数字不一致：{inputs}不可能包含在{stated}之中",
}


class Total(Check):
    """The parts that a text lists must add up to the total it states.

    ``relation: equal`` is for words that say the parts are all (合计, 由…组成, total); ``at-most`` for 其中 and "of
    which", where parts may be missing and only their excess over the whole is a contradiction.
    """

    title = {"en": "the parts do not add up to the total", "zh": "分项之和与合计不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} add up to {range}",
        "zh": "与所列数字不一致：合计写作{stated}，分项{inputs}相加得{range}",
    }
    slots = {
        "parts": Slot((Role.LEVEL,), {"en": "part", "zh": "分项"}, many=True),
        STATED: Slot((Role.LEVEL,), {"en": "total", "zh": "合计"}),
    }
    same = ("period", "scope", "basis")
    params = {"relation": ("equal", "at-most")}
    examples = (
        Holds("集成电路收入1515亿元，分立器件收入550亿元，合计2065亿元。"),
        Breaks("集成电路收入1515亿元，分立器件收入550亿元，合计[[2165亿元]]。", expected="2064–2066亿元"),
        Holds("2029年市场规模2065亿元，其中应用1515亿元，服务550亿元。"),
        Breaks("2029年市场规模[[2000亿元]]，其中应用1515亿元，服务550亿元。", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Runs of levels right before or behind the total."""
        if around.claim.basis is not None:
            return iter(())
        return self._listed(around) if params["relation"] == "equal" else self._of_which(around)

    def wording(self, case: Case) -> Mapping[Language, str]:
        """Of 其中 nothing is added up: a part is greater than its whole."""
        return self.message if case.params["relation"] == "equal" else _EXCEEDS

    def _listed(self, around: Neighbourhood) -> Iterator[Binding]:
        stated = around.claim
        if stated.cues & {"overlap", "out-of"}:
            return
        inside = levels(around.sentence, stated)
        before = [c for c in inside if c.place.order < stated.place.order and _fits(c, stated)][-REACH:]
        behind = [c for c in inside if c.place.order > stated.place.order and _fits(c, stated)][:REACH]
        if len(before) > 1 and _is_run(before, stated):
            for length in range(len(before), 1, -1):  # the longest list first; a shorter one may be what is meant
                yield Binding({"parts": tuple(before[-length:])}, len(before) - length)
        partition = any("partition" in c.cues for c in around.sentence)
        if "total" not in stated.cues and ("parted" in stated.cues or levels(around.sentence)[0] is not stated):
            return  # 由两部分组成，水泥…、熟料…: what follows the word, or the whole, is a part
        if len(behind) > 1 and partition and _is_run(behind, stated):
            for length in range(len(behind), 1, -1):
                yield Binding({"parts": tuple(behind[:length])}, len(behind) - length)

    def _of_which(self, around: Neighbourhood) -> Iterator[Binding]:
        """2065亿元，其中A…，B… — or a new sentence that begins with 其中 and is of the same period."""
        stated = around.claim
        if stated.cues & {"of-which", "paired", "from"}:
            return
        inside = [c for c in around.sentence if c.place.order > stated.place.order]
        if "of-which-next" in stated.cues:
            later = inside
        else:
            later = [c for c in around.near if c.place.sentence == stated.place.sentence + 1]
            if any(c.role is Role.LEVEL and _fits(c, stated) for c in levels(inside, stated)):
                return  # a nearer number is the whole that 其中 speaks of
            if not later or "of-which" not in later[0].cues or not _same_thing(stated, later[0]):
                return
        parts = [c for c in levels(later, stated) if "of-which" in c.cues and _fits(c, stated)]
        parts = [c for c in parts if not c.cues & {"from", "aside"}]
        # 五年资本支出2250亿美元，其中设备1350亿美元，预计2029年市场规模3000亿美元: the last is of another time
        parts = [c for c in parts if c.period == stated.period or "period-said" not in c.cues]
        if not parts or len(parts) > REACH:
            return
        complete = any("partition" in c.cues for c in (stated, *parts))
        doubts = () if complete or len(parts) == 1 else ("overlapping-parts",)
        yield Binding({"parts": tuple(parts)}, doubts=doubts)

    def relate(self, case: Case, values: Values) -> Relation:
        """The sum of the parts against the total."""
        total = sum(values["parts"], Interval.point(0))
        (stated,) = values[STATED]
        factor = case.stated.quantity.unit.factor
        if case.params.get("relation") == "at-most":
            return Relation(
                total / factor, stated / factor, proof=(stated - total, Interval(ZERO, None)), equation=False
            )
        return Relation(total / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "sum(parts) <= stated" if case.params.get("relation") == "at-most" else "sum(parts)"


def _fits(part: Claim, total: Claim) -> bool:
    same_period = part.period is None or total.period is None or part.period == total.period
    return same_period and part.basis == total.basis and part.quantity.kind is not Kind.DURATION


def _same_thing(whole: Claim, part: Claim) -> bool:
    """Over the end of a sentence, 其中 speaks of the number with the same metric and period."""
    return whole.metric is not None and whole.metric == part.metric and whole.period == part.period


def _is_run(parts: list[Claim], total: Claim) -> bool:
    """A list, and nothing but a list: neighbours in order, none of them a total or a bare repetition."""
    orders = sorted([*(c.place.order for c in parts), total.place.order])
    unbroken = all(b - a <= 2 for a, b in pairwise(orders))
    distinct = len({(c.label, c.quantity.text) for c in parts}) == len(parts)
    # 由A、B与C三部分组成: the 由 opens a list, not a change
    change = {"to", "prior"} if any("partition" in c.cues for c in parts) else {"from", "to", "prior"}
    return unbroken and distinct and not any(c.cues & (change | {"total"}) for c in parts)
