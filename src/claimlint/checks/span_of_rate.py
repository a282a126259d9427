"""Span of a rate: a rate of one year is not that of two, and a three-year rate is not of five years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import alike, named_apart
from claimlint.model.period import Period, PeriodKind, of_year, years_between
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

ONE = Fraction(1)
_OVER = "over-"
_COMPOUND = frozenset({"cagr", "average-growth"})
_ELSEWHERE = frozenset({"each", "paired", "others", "from", "cumulative", "contribution"})
_NEAR = 4
_NEVER = of_year(1)
_LABEL: Mapping[Language, str] = {
    "en": "inconsistent as printed: {stated} is called the rate of {said} years, but {period} covers {years}",
    "zh": "与所写年份不一致：{stated}称为{said}年的增速，而{period}相隔{years}年",
}


class SpanOfRate(Check):
    """The length of time in a rate's name must be that of the numbers or years beside it.

    ``judge: step``: a year-over-year rate that is just the growth between two other dates (two years apart, or a half
    against a year). Only where the rate follows exactly from the two, so that nothing but the dates is at odds; a
    warning, for the year may be the misprint.
    ``judge: label``: a three-year CAGR over 2019–2024. As many years as are listed (both ends counted) are accepted.
    """

    title = {"en": "the rate is of another length of time", "zh": "增速名称与所跨时间不符"}
    message = {
        "en": "inconsistent as printed: {stated} is called a rate of one year, but it is the growth between "
        "{inputs}, which are not one year apart",
        "zh": "与所写时间不一致：{stated}称为同比，却是{inputs}之间的变动，而两者并非相隔一年的同一期间",
    }
    slots = {
        "first": Slot((Role.LEVEL,), {"en": "from", "zh": "期初"}),
        "last": Slot((Role.LEVEL,), {"en": "to", "zh": "期末"}),
        STATED: Slot((Role.CHANGE,), {"en": "stated", "zh": "文中"}),
    }
    same = ("subject", "metric", "scope", "basis")
    params = {"judge": ("step", "label")}
    examples = (
        Holds("2024年营业收入58.3亿元，2023年为50.1亿元，同比增长16.4%。"),
        Breaks("2024年营业收入58.3亿元，2022年为50.1亿元，同比增长[[16.4%]]。", severity="warning"),
        Holds("A five-year CAGR of 11.3% (2019-2024) is expected."),
        Breaks("A three-year CAGR of [[11.3%]] (2019-2024) is expected.", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The two dated levels in front of the rate; or the years that stand behind its name."""
        stated = around.claim
        if stated.quantity.kind is not Kind.PERCENT or stated.basis is not None or stated.cues & _ELSEWHERE:
            return
        if params["judge"] == "label":
            if stated.cues & _COMPOUND and _told(stated, around.sentence) and _years_of(stated.period) is not None:
                yield Binding({}, years=_told(stated, around.sentence))
            return
        if "yoy" in stated.cues and not stated.cues & _COMPOUND:
            yield from _pair(stated, around.sentence)

    def relate(self, case: Case, values: Values) -> Relation:
        """The years that are said against those that there are; or the growth that the two levels make."""
        (stated,) = values[STATED]
        factor = case.stated.quantity.unit.factor
        if case.params.get("judge") == "label":
            years = _years_of(case.stated.period) or 0
            there = Interval(Fraction(years), Fraction(years + 1))
            return Relation(stated / factor, stated / factor, proof=(there, values["years"][0]), equation=False)
        (first,), (last,) = values["first"], values["last"]
        between = years_between(*(case.one(name).period or _NEVER for name in ("first", "last"))) or Fraction(0)
        proof = (Interval.point(between), Interval.point(ONE))  # that the rate is theirs was seen when they were chosen
        return Relation((last / first - 1) / factor, stated / factor, proof=proof, equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "years == stated" if case.params.get("judge") == "label" else "last / first - 1 == stated"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """With the years that are said and those that there are."""
        if case.params.get("judge") != "label":
            return self.message
        period = case.stated.period
        told = {"{said}": str(case.years), "{period}": _spelled(period), "{years}": str(_years_of(period))}
        return {language: _put(text, told) for language, text in _LABEL.items()}


def _put(text: str, told: Mapping[str, str]) -> str:
    for place, value in told.items():
        text = text.replace(place, value)
    return text


def _spelled(period: Period | None) -> str:
    return "" if period is None else f"{period.year}\u2013{period.last_year}"


def _years_of(period: Period | None) -> int | None:
    """The years between the ends of a range of years; None for another period."""
    if period is None or period.kind is not PeriodKind.RANGE or period.id != f"{period.year}/{period.last_year}":
        return None
    return period.last_year - period.year


def _told(stated: Claim, sentence: Sequence[Claim]) -> Fraction | None:
    """A three-year CAGR of 11.3% (2019-2024); 三年CAGR（2019-2024）为11.3%."""
    if "period-said" not in stated.cues:
        return None
    said = [Fraction(cue[len(_OVER) :]) for cue in stated.cues if cue.startswith(_OVER) and cue[len(_OVER) :].isdigit()]
    front = [c for c in sentence if 0 < stated.place.order - c.place.order <= 2 and c.quantity.kind is Kind.DURATION]
    if not said and front and front[-1].period is None and front[-1].quantity.unit.id == "year":
        said = [front[-1].quantity.value or Fraction(0)]
    return said[0] if said and said[0].denominator == 1 and said[0] > 0 else None


def _pair(stated: Claim, sentence: Sequence[Claim]) -> Iterator[Binding]:
    """The only two levels in front of the rate and near it, each with a date of its own, that are no year apart."""
    before = [c for c in sentence if 0 < stated.place.order - c.place.order <= _NEAR]
    found = [c for c in before if c.role is Role.LEVEL and c.quantity.unit.comparable(before[-1].quantity.unit)]
    # two numbers in front, and nothing else: 2024年58.3亿元，2022年为50.1亿元
    if len(found) != 2 or any(c.role is Role.CHANGE for c in before):
        return
    one, two = found
    dated = one.period is not None and two.period is not None and all("period-said" in c.cues for c in found)
    if not dated or one.period is None or two.period is None or "prior" in one.cues | two.cues:
        return
    if not alike(one, two) or named_apart(one, two) or not alike(stated, one) or one.stance != two.stance:
        return
    first, last = (one, two) if one.period.start < two.period.start else (two, one)
    if _is_one_year(first.period, last.period) or not _is_theirs(stated, first, last):
        return
    yield Binding({"first": (first,), "last": (last,)})


def _is_theirs(stated: Claim, first: Claim, last: Claim) -> bool:
    """True where the rate is just the growth from the one to the other, by digits enough that this is no chance."""
    sets = [c.quantity.interval * c.quantity.unit.factor for c in (first, last, stated)]
    if sets[0].low is None or sets[0].low <= 0 or not stated.direction or (stated.quantity.ulp or ONE) >= ONE:
        return False
    return (sets[1] / sets[0] - 1).meets(sets[2] * stated.direction)


def _is_one_year(first: Period | None, last: Period | None) -> bool:
    """True for one period of two neighbouring years, and where too little is known of either."""
    if first is None or last is None or first.year <= 0 or last.year <= 0:
        return True
    years = years_between(first, last)
    if years is None:
        return first.kind is last.kind
    return years == ONE or years == 0
