"""Chain: growth over several years is the product of the rates of its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_ROLES = (Role.CHANGE, Role.RATE)
_FEWEST, _MOST = 2, 12
_ONE = Interval.point(1)


class Chain(Check):
    """A cumulative rate must be what the rates of its parts make, one upon the other: ∏(1 + gᵢ) − 1.

    The rates stand in one list right in front of it, and as many as the length of time between says, where one does.
    """

    title = {"en": "the rates do not compound to the cumulative one", "zh": "各期增速与累计增速不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} compound to {range}",
        "zh": "与所列数字不一致：累计写作{stated}，由{inputs}逐期相乘得{range}",
    }
    slots = {
        "steps": Slot(_ROLES, {"en": "step", "zh": "各期增速"}, many=True),
        STATED: Slot(_ROLES, {"en": "stated", "zh": "累计"}),
    }
    same = ("scope", "basis")
    derivation = Derivation.COMPUTED
    examples = (
        Holds("三年收入分别增长10.2%、12.1%和8.3%，累计增长33.8%。"),
        Breaks("三年收入分别增长10.2%、12.1%和8.3%，累计增长[[45.3%]]。", severity="warning"),
        Holds("Prices rose 4.1%, 6.2% and 3.0%, a cumulative 13.9%."),
        Breaks("Prices rose 4.1%, 6.2% and 3.0%, a cumulative [[17.9%]].", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The list of rates right in front."""
        stated = around.claim
        before = [c for c in around.sentence if c.place.order < stated.place.order]
        steps = tuple(_listed(stated, before))
        length = next((c for c in reversed(before) if c.quantity.kind is Kind.DURATION), None)
        behind = length is not None and steps and length.place.order > steps[-1].place.order
        if length is not None and behind and length.quantity.value != len(steps):
            return
        if _FEWEST <= len(steps) <= _MOST:
            yield Binding({"steps": steps}, doubts=("compounded",))

    def relate(self, case: Case, values: Values) -> Relation:
        """∏(1 + gᵢ) − 1; every rate is used once."""
        product = _ONE
        for claim, rate in zip(case.slots["steps"], values["steps"], strict=True):
            product = product * (1 + rate * _sign(claim))
        (stated,) = values[STATED]
        factor = case.stated.quantity.unit.factor
        return Relation((product - 1) * _sign(case.stated) / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "prod(1 + steps) - 1"


def _sign(claim: Claim) -> Fraction:
    return Fraction(-1 if claim.direction < 0 else 1)


def _listed(stated: Claim, before: Sequence[Claim]) -> Iterator[Claim]:
    """The neighbours of one list that ends in front of ``stated``, in order."""
    rates = [c for c in before if c.quantity.kind is Kind.PERCENT]
    run: list[Claim] = []
    for claim in reversed(rates):
        near = not run or run[-1].place.order == claim.place.order + 1
        if claim.role not in _ROLES or "cumulative" in claim.cues or not near or claim.metric != stated.metric:
            break
        run.append(claim)
        if not claim.cues & {"listed", "apposed"}:
            break
    return reversed(run) if run and stated.place.order - run[0].place.order <= _FEWEST else iter(())
