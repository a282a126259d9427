"""Order: what is called the highest must not be exceeded by what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import REACH
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation, Status, Verdict

ZERO = Fraction(0)


class Order(Check):
    """In a ranking that the text asserts (最高, 其次, largest, followed by), no later item may exceed an earlier one.

    ``judge: currency`` only says where the items are in different currencies, so that nothing can be ranked.
    """

    title = {"en": "the ranking contradicts its values", "zh": "排序与数值不符"}
    message = {
        "en": "inconsistent as printed: {stated} is ranked ahead of {inputs}",
        "zh": "与所列数字不一致：{stated}排在{inputs}之前",
    }
    slots = {
        "others": Slot((Role.LEVEL,), {"en": "ranked behind", "zh": "排在其后"}, many=True),
        STATED: Slot((Role.LEVEL,), {"en": "ranked first", "zh": "排在首位"}),
        "rank": Slot((Role.RANK,), {"en": "rank", "zh": "名次"}),
    }
    same = ("metric", "period", "scope", "basis")
    params = {"judge": ("values", "currency")}
    examples = (
        Holds("甲公司收入最高，达1100亿元。其次是乙公司，收入688亿元。"),
        Breaks("甲公司收入最高，达[[600亿元]]。其次是乙公司，收入688亿元。"),
        Breaks("甲公司收入最高，达[[1100亿元]]。其次是乙公司，收入688亿美元。", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The item is the number right behind the word; the others follow it, led by another word of the order."""
        return self._ranked(around, params["judge"] == "currency")

    def _ranked(self, around: Neighbourhood, mixed: bool) -> Iterator[Binding]:
        item = around.claim
        ordered = sorted((*around.sentence, *around.near), key=lambda c: c.place.order)
        ranks = [c for c in ordered if c.role is Role.RANK and c.place.order == item.place.order - 1]
        if not ranks or ranks[0].quantity.value != 1:
            return
        behind = [c for c in ordered if c.place.order > item.place.order][: 2 * REACH]
        second = next((c for c in behind if c.role is Role.RANK), None)
        if second is None or second.quantity.value != 2:
            return
        others = [c for c in behind if c.role is Role.LEVEL and c.place.order > second.place.order]
        others = [c for c in others if c.place.sentence == second.place.sentence and c.metric == item.metric]
        currencies = [c for c in others if c.quantity.kind is item.quantity.kind is Kind.MONEY]
        chosen = (
            [c for c in currencies if not _comparable(c, item)]
            if mixed
            else [c for c in others if _comparable(c, item)]
        )
        if chosen and all(c.basis == item.basis and c.period == item.period for c in chosen):
            yield Binding({"others": tuple(chosen), "rank": (ranks[0],)})

    def verdict(self, case: Case) -> Verdict | None:
        """Unlike currencies cannot be ranked."""
        if case.params.get("judge") == "currency":
            return Verdict(Status.AMBIGUOUS, reading="one-currency")
        return None

    def relate(self, case: Case, values: Values) -> Relation:
        """The item less the greatest of the others must not be negative."""
        (item,) = values[STATED]
        greatest = _greatest(values["others"])
        factor = case.stated.quantity.unit.factor
        return Relation(greatest / factor, item / factor, proof=(item - greatest, Interval(ZERO, None)), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "stated >= max(others)"


def _comparable(claim: Claim, item: Claim) -> bool:
    return claim.quantity.unit.comparable(item.quantity.unit)


def _greatest(sets: tuple[Interval, ...]) -> Interval:
    """The set of the maximum: both ends are maxima of the ends."""
    lows = [s.low for s in sets if s.low is not None]
    highs = [s.high for s in sets]
    high = None if None in highs else max(h for h in highs if h is not None)
    return Interval(max(lows) if lows else None, high)
