"""Series: a row of values goes the way that the text says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise

from claimlint.model.check import Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.ranking import signed
from claimlint.model.text import Language
from claimlint.model.verdict import Relation

ZERO = Fraction(0)
NOUGHT = Interval.point(0)
_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)


class Series(Check):
    """What rises every year must not be lower in any year than in the one before, as far as the text lists them.

    Of rates of growth (连续三年增长, beside 12%、8%、-3%) none may have the other sign. Values that are printed alike
    contradict nothing.
    """

    title = {"en": "the series does not go the way the text says", "zh": "数列走势与文字不符"}
    message = {
        "en": 'inconsistent as printed: {inputs} against "{stated}"',
        "zh": "与所列数字不一致：{inputs}，与“{stated}”不符",
    }
    slots = {
        "earlier": Slot(_VALUES, {"en": "earlier", "zh": "前期"}, many=True),
        "later": Slot(_VALUES, {"en": "later", "zh": "后期"}),
        "stated": Slot((Role.RANK,), {"en": "stated", "zh": "文中"}),
    }
    same = ("metric", "scope", "basis")
    examples = (
        Holds("2021-2023年收入分别为10亿元、12亿元、15亿元，逐年增长。"),
        Breaks("2021-2023年收入分别为10亿元、12亿元、11亿元，[[逐年]]增长。"),
        Holds("Revenue was $10m in 2021, $12m in 2022 and $15m in 2023, rising every year."),
        Breaks("Revenue was $10m in 2021, $12m in 2022 and $11m in 2023, rising [[every year]]."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The first two neighbours in the row that go the other way, or the first two."""
        trend = around.claim
        if "trend" not in trend.cues:
            return
        for row in trend.among:
            if not _is_of(trend, row[0]):
                continue
            if row[0].role is Role.CHANGE:
                against = next((c for c in row if _against(trend, signed(c))), row[0])
                yield Binding({"earlier": (), "later": (against,)})
                continue
            pairs = list(pairwise(row))
            first, last = next(((a, b) for a, b in pairs if _against(trend, _step(a, b))), pairs[0])
            yield Binding({"earlier": (first,), "later": (last,)})

    def relate(self, case: Case, values: Values) -> Relation:
        """The step from one value to the next must have the sign of the verb."""
        (later,), factor = values["later"], case.one("later").quantity.unit.factor
        step = signed(case.one("later"), later)
        if values["earlier"]:
            step = step - signed(case.one("earlier"), values["earlier"][0])
        wanted = Interval(ZERO, None) if case.stated.direction > 0 else Interval(None, ZERO)
        return Relation(step / factor, later / factor, proof=(step, wanted), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        sign = ">=" if case.stated.direction > 0 else "<="
        return f"later {sign} earlier" if case.slots["earlier"] else f"later {sign} 0"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """The two values in order of time, and which way they go."""
        later = _printed(case.one("later"))
        if not case.slots["earlier"]:
            return {
                "en": f'inconsistent as printed: {later} against "{{stated}}"',
                "zh": f"与所列数字不一致：其中{later}，与“{{stated}}”不符",
            }
        earlier = _printed(case.one("earlier"))
        return {
            "en": f'inconsistent as printed: {earlier} is followed by {later}, against "{{stated}}"',
            "zh": f"与所列数字不一致：{earlier}之后是{later}，与“{{stated}}”不符",
        }


def _is_of(trend: Claim, member: Claim) -> bool:
    """True where the words of the trend name nothing else than the row does."""
    if trend.metric is not None and (member.metric is not None or member.place.sentence != trend.place.sentence):
        return trend.metric == member.metric
    return not trend.label or trend.label in member.label or (bool(member.label) and member.label in trend.label)


def _step(first: Claim, last: Claim) -> Interval:
    return signed(last) - signed(first)


def _against(trend: Claim, step: Interval) -> bool:
    """True where a step certainly goes the other way."""
    return step.before(NOUGHT) if trend.direction > 0 else NOUGHT.before(step)


def _printed(claim: Claim) -> str:
    return claim.quantity.text.replace("{", "{{").replace("}", "}}")
