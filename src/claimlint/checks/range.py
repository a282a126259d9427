"""Range: the ends of a range stand in rising order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimlint.model.check import Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot
from claimlint.model.claim import Role
from claimlint.model.verdict import Relation, Status, Verdict


class Range(Check):
    """The first end of a range must not exceed the second.

    A falling range of positive numbers is nearly always a slip (or a lost scale word: 500-1亿); where a fall is meant,
    as in -1~-2%, both ends are negative and nothing is said.
    """

    title = {"en": "the ends of the range are in falling order", "zh": "区间上下限颠倒"}
    message = {
        "en": "inconsistent as printed: the range {stated} begins above its end",
        "zh": "区间{stated}的下限大于上限",
    }
    slots = {"stated": Slot((Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE), {"en": "stated", "zh": "文中"})}
    examples = (
        Holds("毛利率在5%-7%之间。"),
        Breaks("毛利率在[[37%-25%]]之间。", severity="warning"),
        Holds("同比变动-1~-2%。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """A range needs no other number."""
        # 同比降14%~5%: behind a word for a fall the smaller one may stand last
        if around.claim.quantity.reversed and around.claim.direction >= 0:
            yield Binding({})

    def verdict(self, case: Case) -> Verdict:
        """A falling range may be meant as one."""
        interval = case.stated.quantity.interval
        return Verdict(Status.AMBIGUOUS, Relation(interval, interval, equation=False), reading="falling-range")

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "low <= high"
