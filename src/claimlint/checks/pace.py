"""Pace: the yearly rate at which a thing becomes so many times what it was must follow from multiple and years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.period import PeriodKind
from claimlint.model.quantity import Qualifier
from claimlint.model.spans import told_years
from claimlint.model.unit import MULTIPLE, Kind
from claimlint.model.verdict import Relation

_REACH = 2


class Pace(Check):
    """A thing that doubles in ten years grows by about 7.2 % a year: (1 + rate)ⁿ must be the multiple.

    The years are those that the words count, or those between the two that they name.
    """

    title = {"en": "the yearly rate does not follow from multiple and years", "zh": "年均增速与倍数、年数不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "multiple": Slot((Role.MULTIPLE,), {"en": "multiple", "zh": "倍数"}),
        STATED: Slot((Role.CHANGE,), {"en": "stated", "zh": "文中"}),
    }
    same = ("scope", "basis")
    derivation = Derivation.COMPUTED
    examples = (
        Holds("To double output in fifteen years, an economy must grow by about 4.7% a year."),
        Breaks("To double output in fifteen years, an economy must grow by about [[7.4%]] a year."),
        Holds("按规划，2032年旅游收入要比2026年翻一番，六年间年均增速须达到12.2%。"),
        Breaks("按规划，2032年旅游收入要比2026年翻一番，六年间年均增速须达到[[15.6%]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The one multiple in front of the rate, in its sentence or the one before, with the years that are told."""
        stated = around.claim
        if stated.basis is not None or stated.cues & {"each", "paired", "prior"} or stated.role is not Role.CHANGE:
            return
        if stated.cues & {"to", "fall"} or stated.direction < 0:
            return  # 十年间扩大到原来的4倍，今年以来年均增速放缓至5%
        told = [c for c in (*around.sentence, *around.near) if -_REACH < c.place.sentence - stated.place.sentence <= 0]
        found = [c for c in told if c.role is Role.MULTIPLE]
        if "at-rate" not in stated.cues:  # at 9% a year, balances would double in eight years
            found = [c for c in found if c.place.order < stated.place.order]
        if len(found) != 1 or not _is_whole(found[0]):
            return
        years = next(_years(stated, found[0], told), None)
        if years is not None and years > 0:
            yield Binding({"multiple": (found[0],)}, int(found[0].place.sentence != stated.place.sentence), years)

    def relate(self, case: Case, values: Values) -> Relation:
        """multiple^(1/years) − 1; compared by powers."""
        (multiple,), (claimed,) = values["multiple"], values[STATED]
        years = case.years or Fraction(1)
        rate = (multiple**years.denominator).root(years.numerator) - 1
        unit = case.stated.quantity.unit.factor
        return Relation(
            rate / unit, claimed / unit, proof=(multiple**years.denominator, (1 + claimed) ** years.numerator)
        )

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return f"multiple ** (1 / {case.years}) - 1"


def _is_whole(multiple: Claim) -> bool:
    """Doubled, 为原来的4倍: a multiple of what was; a growth by so many times is another thing."""
    plain = multiple.quantity.qualifier in (Qualifier.NONE, Qualifier.ABOUT) and multiple.quantity.unit == MULTIPLE
    return plain and "to" in multiple.cues and multiple.direction >= 0 and multiple.basis is None


def _years(stated: Claim, multiple: Claim, told: Iterable[Claim]) -> Iterator[Fraction]:
    """So many as are counted in words; else from the first to the last of the years that are named."""
    inside = [c for c in told if c.place.sentence in (stated.place.sentence, multiple.place.sentence)]
    counted = told_years(c for c in inside if c.quantity.kind is Kind.DURATION and c.quantity.unit.id == "year")
    if counted is not None:
        yield counted
    for period in (stated.period, multiple.period):
        if counted is None and period is not None and period.kind is PeriodKind.RANGE:
            yield Fraction(period.last_year - period.year)
