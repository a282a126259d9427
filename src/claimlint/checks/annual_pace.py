"""Annual pace: a rate at an annual pace is that of its quarter or month, compounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import speaks_of_another
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_QUARTERS, _MONTHS = Fraction(4), Fraction(12)
_KINDS: Mapping[PeriodKind, Fraction] = {PeriodKind.QUARTER: _QUARTERS, PeriodKind.MONTH: _MONTHS}
_CUES: Mapping[str, Fraction] = {"monthly": _MONTHS, "quarterly": _QUARTERS}
_NO_STEP = frozenset({"annualised", "yoy", "cagr", "average-growth", "share", "prior", "from"})


class AnnualPace(Check):
    """A rate at an annual pace must be that of its quarter (to the fourth power) or month (to the twelfth).

    Four or twelve times the rate is accepted too: some offices count so.
    """

    title = {"en": "the annualised rate does not follow from the quarter or month", "zh": "折年率与季度、月度增速不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} gives {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "step": Slot((Role.CHANGE, Role.RATE), {"en": "of the part of the year", "zh": "季度或月度"}),
        STATED: Slot((Role.CHANGE, Role.RATE, Role.SHARE), {"en": "stated", "zh": "文中"}),
    }
    same = ("scope", "basis")
    examples = (
        Holds("Output grew 0.5% in the second quarter, or 2.0% at an annualised rate."),
        Breaks("Output grew 0.5% in the second quarter, or [[3.0%]] at an annualised rate.", expected="1.8%–2.2%"),
        Holds("Wages rose 0.3% on the month, an annualised pace of 3.7%."),
        Breaks("Wages rose 0.3% on the month, an annualised pace of [[1.2%]].", expected="3.0%–4.3%"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The rate right in front, of the sentence or of the one before."""
        stated = around.claim
        step = next(_rates(around), None)
        if step is None or not _is_step(step, stated):
            return
        for times in _times(step, stated):
            yield Binding({"step": (step,)}, years=times)

    def relate(self, case: Case, values: Values) -> Relation:
        """(1 + step)ⁿ − 1, or n × step."""
        (step,), (stated,) = values["step"], values[STATED]
        times = case.years or _QUARTERS
        sign = -1 if case.one("step").direction < 0 else 1
        compound = ((1 + step * sign) ** times.numerator - 1) * sign
        factor = case.stated.quantity.unit.factor
        return Relation(Interval.hull([compound, step * times]) / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        times = (case.years or _QUARTERS).numerator
        return f"1 - (1 - step) ** {times}" if case.one("step").direction < 0 else f"(1 + step) ** {times} - 1"


def _rates(around: Neighbourhood) -> Iterator[Claim]:
    """The percentages in front of the stated one, nearest first."""
    stated = around.claim
    before = [c for c in (*around.sentence, *around.near) if c.place.order < stated.place.order]
    before = [c for c in before if stated.place.sentence - c.place.sentence <= 1]
    before.sort(key=lambda c: -c.place.order)
    return (c for c in before if c.quantity.kind is Kind.PERCENT)


def _is_step(step: Claim, stated: Claim) -> bool:
    one, other = step.quantity.value, stated.quantity.value
    if one is None or other is None or step.cues & _NO_STEP or step.role not in (Role.CHANGE, Role.RATE):
        return False
    if step.quantity.text == stated.quantity.text:  # told again
        return False
    said = {"period-said"} & stated.cues
    if said and step.place.sentence != stated.place.sentence and step.period != stated.period:
        return False  # 三季度环比2.1%，折年率8.7%。二季度的折年率是3.2%
    # 环比0.9%，按复利折年率3.7%: behind the step of a quarter, such words name nothing else
    another = speaks_of_another(stated, step) and not ("qoq" in step.cues and "measured" not in stated.cues)
    same = step.basis == stated.basis and not another
    return same and step.place.block == stated.place.block and stated.direction in (0, step.direction)


def _times(step: Claim, stated: Claim) -> list[Fraction]:
    """How many such steps a year has, by the words; where they say only that it is a step, both are tried."""
    said = [times for claim in (step, stated) for cue, times in _CUES.items() if cue in claim.cues]
    said += [_KINDS[c.period.kind] for c in (step, stated) if c.period is not None and c.period.kind in _KINDS]
    if said:
        return said[:1]
    return [_QUARTERS, _MONTHS] if "qoq" in step.cues else []
