"""Only three: an amount, a rate and a number whose units cancel, and no others beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Role
from claimlint.model.only_three import AMOUNT, NUMBER, RATE, only_three
from claimlint.model.verdict import Relation


class OnlyThree(Check):
    """An amount is a rate times a number, wherever their units say so and the passage has one of each.

    Cash of $96m at $6.4m a month lasts 15 months; at 4.28 zlotys to the euro, PLN 1,275m is €298m; 1.5 million barrels
    in 30 days are 50,000 barrels a day. No word order ties the three together, so what fails is a warning.
    """

    title = {"en": "amount, rate and number do not agree", "zh": "总量、单位量与数量不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        AMOUNT: Slot((Role.LEVEL,), {"en": "amount", "zh": "总量"}),
        RATE: Slot((Role.LEVEL,), {"en": "rate", "zh": "单位量"}),
        NUMBER: Slot((Role.LEVEL,), {"en": "number", "zh": "数量"}),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "文中"}),
    }
    same = ()
    derivation = Derivation.COMPUTED
    examples = (
        Holds("Cash stood at $96m. At $6.4m a month, the firm can carry on for 15 months."),
        Breaks("Cash stood at $96m. At $6.4m a month, the firm can carry on for [[24 months]].", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The other two, if there are no more of their kind."""
        found = only_three(around)
        if found is not None:
            others = {slot: (claim,) for slot, claim in found.items() if claim is not around.claim}
            yield Binding(others, 0, doubts=("loose-binding",))

    def relate(self, case: Case, values: Values) -> Relation:
        """amount = rate × number, for the one that is stated."""
        (stated,), factor = values[STATED], case.stated.quantity.unit.factor
        told = {name: values[name][0] for name in (AMOUNT, RATE, NUMBER) if name in case.slots}
        if AMOUNT not in told:
            made = told[RATE] * told[NUMBER]
        else:
            made = told[AMOUNT] / (told[RATE] if RATE in told else told[NUMBER])
        return Relation(made / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if AMOUNT not in case.slots:
            return "rate * number"
        return "amount / rate" if RATE in case.slots else "amount / number"
