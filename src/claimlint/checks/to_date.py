"""To date: what has come in since January does not grow less from one month to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import alike, named_apart
from claimlint.model.period import Period, PeriodKind
from claimlint.model.verdict import Relation

_YEAR = 12
_POINTS = frozenset({PeriodKind.DAY, PeriodKind.FISCAL_YEAR, PeriodKind.TRAILING, PeriodKind.SINCE})
_ELSEWHERE = frozenset({"prior", "from", "each", "quarterly", "monthly", "mean"})
_NOT_NEGATIVE = Interval(Fraction(0), None)


class ToDate(Check):
    """The sum of a longer part of a year, from January on, is no smaller than that of a shorter one.

    For what cannot be negative (sales, output, deliveries); the rule names the metrics.
    """

    title = {"en": "the longer part of the year has the smaller sum", "zh": "累计值随时间减少"}
    message = {
        "en": "inconsistent as printed: {stated} cannot stand beside {inputs} for another part of the same year",
        "zh": "与所列数字不一致：同一年内累计只增不减，{stated}与{inputs}矛盾",
    }
    slots = {
        "other": Slot((Role.LEVEL,), {"en": "other part of the year", "zh": "另一累计期"}),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "文中"}),
    }
    same = ("scope", "basis")
    examples = (
        Holds("2024年上半年收入30.2亿元，前三季度收入45.6亿元。"),
        Breaks("2024年上半年收入30.2亿元，前三季度收入[[25.6亿元]]。"),
        Holds("Revenue was $30.2m in the first half of 2024 and $45.6m in the first nine months of 2024."),
        Breaks("Revenue was $30.2m in the first half of 2024 and [[$25.6m]] in the first nine months of 2024."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The nearest earlier number of the same thing, for a part of another length of the same year."""
        stated = around.claim
        if stated.cues & _ELSEWHERE:
            return ()
        others = [c for c in (*reversed(around.sentence), *around.near) if c.place.order < stated.place.order]
        found = next((c for c in others if _is_sum_beside(c, stated)), None)
        return () if found is None else (Binding({"other": (found,)}),)

    def relate(self, case: Case, values: Values) -> Relation:
        """longer − shorter ≥ 0."""
        (other,), (stated,) = values["other"], values[STATED]
        longer = _months(case.stated) > _months(case.one("other"))
        rest = stated - other if longer else other - stated
        factor = case.stated.quantity.unit.factor
        return Relation(other / factor, stated / factor, proof=(rest, _NOT_NEGATIVE), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "stated >= other" if _months(case.stated) > _months(case.one("other")) else "stated <= other"


def _months(claim: Claim) -> int:
    period = claim.period
    return 0 if period is None or period.end is None else period.end - period.start


def _is_to_date(period: Period | None) -> bool:
    """True of a part of a year that begins in January, and of the year."""
    if period is None or period.end is None or period.kind in _POINTS or period.id.startswith("FY"):
        return False
    return period.start % _YEAR == 0 and 0 < period.end - period.start <= _YEAR


def _is_sum_beside(other: Claim, stated: Claim) -> bool:
    if other.role is not Role.LEVEL or not other.quantity.unit.comparable(stated.quantity.unit):
        return False
    if not (_is_to_date(other.period) and _is_to_date(stated.period)) or _months(other) == _months(stated):
        return False
    one, two = other.period, stated.period
    same_year = one is not None and two is not None and one.year == two.year
    said = {"period-said", "measured"} <= other.cues & stated.cues
    said = said and not other.cues & _ELSEWHERE
    told = other.stance == stated.stance == "actual" and other.metric == stated.metric
    return same_year and said and told and alike(other, stated) and not named_apart(other, stated)
