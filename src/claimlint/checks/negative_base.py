"""Negative base: from a loss there is no rate of growth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_PROFITS = frozenset(
    {"profit", "net_profit", "operating_profit", "pretax_profit", "ebitda", "net_loss", "operating_loss"}
)
_LOSSES = frozenset({"net_loss", "operating_loss"})
_STEPS = frozenset({"yoy", "qoq", "rise", "fall"})
_ELSEWHERE = frozenset({"each", "paired", "cagr", "average-growth", "contribution", "others", "share"})
_ZERO = Interval.point(0)
_NEAR = 4


class NegativeBase(Check):
    """A percentage of growth needs a base above zero: from a loss to a profit there is none.

    由亏损2亿元转为盈利1.2亿元，同比增长160% divides by a loss; what can be said is 扭亏为盈, or the amount.
    The same holds where the base is printed with its sign (-2亿元).  A loss that grew, both printed without a sign, is
    a growth of the loss and is judged as one.
    """

    title = {"en": "a rate of growth from a loss", "zh": "以亏损为基数的增速"}
    message = {
        "en": "{stated} is a rate on {inputs}, which is a loss: from zero or less there is no rate of growth; "
        "say that it turned to profit, or by how much",
        "zh": "{stated}以{inputs}为基数，而基数为亏损：基数不大于零时增速无意义，可写“扭亏为盈”或增减额",
    }
    slots = {
        "first": Slot((Role.LEVEL,), {"en": "base", "zh": "基数"}),
        STATED: Slot((Role.CHANGE,), {"en": "stated", "zh": "文中"}),
    }
    same = ("basis",)
    examples = (
        Holds("公司由上年亏损2.0亿元转为盈利1.2亿元，同比扭亏为盈。"),
        Breaks("公司由上年亏损2.0亿元转为盈利1.2亿元，同比增长[[160%]]。", severity="warning"),
        Holds("Net income was $1.2 million, against $1.0 million a year earlier, an increase of 20%."),
        Breaks(
            "Net income was $1.2 million, against a loss of $2.0 million a year earlier, an increase of [[160%]].",
            severity="warning",
        ),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The loss among the two levels right in front of the rate, where it is the former one."""
        stated = around.claim
        if stated.quantity.kind is not Kind.PERCENT or not stated.cues & _STEPS or stated.cues & _ELSEWHERE:
            return
        if stated.metric not in _PROFITS or stated.basis is not None:
            return
        pair = _pair(stated, around.sentence)
        if pair is None or not _is_loss(pair[0]) or _is_of_the_loss(stated, *pair):
            return
        if _is_negative(pair[0]) or not _is_loss(pair[1]):
            yield Binding({"first": (pair[0],)})

    def relate(self, case: Case, values: Values) -> Relation:
        """The base must be above zero; what the rate should be, nothing says."""
        (base,), (stated,) = values["first"], values[STATED]
        factor = case.stated.quantity.unit.factor
        sign = base if _is_negative(case.one("first")) else -base
        return Relation(stated / factor, stated / factor, proof=(sign, Interval(_ZERO.low, None)), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "first > 0" if _is_negative(case.one("first")) else "0 - first > 0"


def _is_negative(claim: Claim) -> bool:
    return claim.quantity.interval.before(_ZERO)


def _is_of_the_loss(stated: Claim, first: Claim, last: Claim) -> bool:
    """-2.0亿元, then -1.2亿元，减亏40%: the loss fell while the profit rose."""
    if not (_is_negative(first) and _is_negative(last)):
        return False
    higher = first.quantity.interval.before(last.quantity.interval)
    return higher is (stated.direction < 0)


def _is_loss(claim: Claim) -> bool:
    return _is_negative(claim) or "loss" in claim.cues or claim.metric in _LOSSES


def _pair(stated: Claim, sentence: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The only two amounts of profit in front of the rate and near it: the former, then the latter."""
    before = [c for c in sentence if 0 < stated.place.order - c.place.order <= _NEAR]
    found = [c for c in before if c.role is Role.LEVEL and c.quantity.kind is Kind.MONEY]
    if len(found) != 2 or any(c.metric not in _PROFITS or c.basis is not None for c in found):
        return None
    if any(c.role is Role.CHANGE for c in before):
        return None  # the rate that stands between has its own pair
    former = [c for c in found if c.cues & {"from", "prior"}]
    if len(former) == 1:
        return former[0], next(c for c in found if c is not former[0])
    one, two = found
    dated = one.period is not None and two.period is not None and one.period != two.period
    if former or not dated or one.period is None or two.period is None:
        return None
    return (one, two) if one.period.start < two.period.start else (two, one)
