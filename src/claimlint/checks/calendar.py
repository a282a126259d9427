"""Calendar: weekdays, days, spans of years and annual rates follow from the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_YEAR = 12
_AMOUNTS = (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL)
_DAYS: Mapping[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_SAID: Mapping[str, Mapping[Language, str]] = {
    "weekday": {
        "en": "inconsistent as printed: {first} is a {day}, not {{stated}}",
        "zh": "{first}是{day}，不是{{stated}}",
    },
    "day": {
        "en": "inconsistent as printed: there is no {{stated}}; that month has {count} days",
        "zh": "没有{{stated}}这一天：该月只有{count}天",
    },
    "month": {
        "en": "inconsistent as printed: there is no {{stated}}; a year has twelve months",
        "zh": "没有{{stated}}这一天：一年只有十二个月",
    },
    "span": {
        "en": "inconsistent as printed: {first} covers {count} years (or {more}, both ends counted), not {{stated}}",
        "zh": "与所写年份不一致：{first}是{count}年（首尾都算为{more}年），不是{{stated}}",
    },
    "label": {
        "en": "inconsistent as printed: {first} is {count} months long, {{stated}} is not",
        "zh": "与所写期间不一致：{first}为{count}个月，与{{stated}}长短不同",
    },
    "elapsed-days": {
        "en": "inconsistent as printed: {count} to {most} days lie between {first} and {last}, not {{stated}}",
        "zh": "与所写日期不一致：{first}到{last}相隔{count}至{most}天，不是{{stated}}",
    },
    "elapsed": {
        "en": "inconsistent as printed: {count} to {most} months lie between {first} and {last}, not {{stated}}",
        "zh": "与所写日期不一致：{first}到{last}相隔{count}至{most}个月，不是{{stated}}",
    },
}  # fmt: skip


class Calendar(Check):
    """What a text says of time must agree with the calendar, and a figure for a year with the months it is made from.

    ``judge: dates`` looks at the weekday beside a date, at days that no month has, at the number of years that stands
    beside the first and the last (2021—2024年（三年）: with or without the first year), at a half-year that is given as
    other months, and at the time between two dates. ``annual`` holds an annualised figure against the months it was
    made from: nine months of $2.1bn are $2.8bn a year.
    """

    title = {"en": "the calendar says otherwise", "zh": "与日历不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} comes to {range} a year",
        "zh": "与所列数字不一致：年化写作{stated}，由{inputs}推得{range}",
    }
    slots = {
        "first": Slot((Role.LEVEL, Role.PERIOD), {"en": "from", "zh": "依据"}, many=True),
        STATED: Slot((Role.LEVEL, Role.PERIOD), {"en": "stated", "zh": "文中"}),
    }
    same = ("metric", "basis")
    params = {"judge": ("dates", "annual")}
    examples = (
        Holds("会议定于2026年3月2日（周一）召开。"),
        Breaks("会议定于2026年3月2日（[[周二]]）召开。"),
        Holds("2021—2024年（三年）收入稳定。"),
        Breaks("2021—2024年（[[五年]]）收入稳定。"),
        Holds("Six months of sales at $2.1 billion annualise to $4.2 billion."),
        Breaks("Nine months of sales at $2.1 billion annualise to [[$4.2 billion]]."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """What the calendar says beside it; or the numbers of a part of a year near an annualised one."""
        stated = around.claim
        if params["judge"] == "dates":
            told = stated.among if stated.role is Role.PERIOD and stated.cues & _SAID.keys() else ()
            return (Binding({"first": among}) for among in told)
        return _parts(around) if "annualised" in stated.cues else ()

    def derived(self, case: Case) -> Derivation:
        """A year's figure follows from that of its months; a weekday may be as wrong as its date."""
        return Derivation.COMPUTED if case.params["judge"] == "annual" else Derivation.GIVEN

    def relate(self, case: Case, values: Values) -> Relation:
        """The value that the calendar gives; or the part of a year, over the part of a year."""
        (first, *_), (stated,) = values["first"], values[STATED]
        if case.params["judge"] == "dates":
            return Relation(first, stated, equation=False)
        factor = case.stated.quantity.unit.factor
        return Relation(first / values["years"][0] / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if case.params["judge"] == "dates":
            return "stated == calendar"
        return f"first / ({(case.years or Fraction(1)) * _YEAR} / {_YEAR})"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """What the calendar says, in words."""
        said = next((_SAID[cue] for cue in sorted(case.stated.cues) if cue in _SAID), None)
        if said is None or case.params["judge"] != "dates":
            return self.message
        inputs = case.slots["first"]
        low, high = inputs[0].quantity.stated.low, inputs[0].quantity.stated.high
        count, most = int(low or 0), int(high or 0)
        return {
            language: text.format(
                first=_braced(inputs[0]),
                last=_braced(inputs[-1]),
                count=most if "day" in case.stated.cues else count,
                more=count + 1,
                most=most,
                day=_DAYS[language][(count - 1) % len(_DAYS[language])],
            )
            for language, text in said.items()
        }


def _braced(claim: Claim) -> str:
    return claim.quantity.text.replace("{", "{{").replace("}", "}}")


def _parts(around: Neighbourhood) -> Iterator[Binding]:
    """The number right in front of an annualised one, and the length of the part of a year that it is of."""
    stated = around.claim
    if stated.quantity.qualifier is Qualifier.RANGE or stated.quantity.kind not in _AMOUNTS:
        return
    numbers = [c for c in around.sentence if c.role not in (Role.RANK, Role.PERIOD)]
    before = [c for c in numbers if c.place.order < stated.place.order and c.quantity.kind is not Kind.DURATION]
    lengths = [c for c in numbers if c.quantity.kind is Kind.DURATION]
    for part in before[-1:]:
        months = _months(part) or _told(lengths)
        if _may_be_part(part, stated) and months is not None and 0 < months < _YEAR:
            yield Binding({"first": (part,)}, 0, months / _YEAR)


def _may_be_part(claim: Claim, stated: Claim) -> bool:
    """A level about the same thing: the annualised one has no name of its own, or that of the same metric."""
    if claim.role is not Role.LEVEL or claim.cues & {"annualised", "prior", "mean", "aside"}:
        return False
    named = "named" in stated.cues and stated.metric is None and claim.label != stated.label
    metrics = None in (claim.metric, stated.metric) or claim.metric == stated.metric
    alike = claim.quantity.unit.comparable(stated.quantity.unit) and claim.basis == stated.basis
    return alike and metrics and not named and claim.quantity.qualifier is not Qualifier.RANGE


def _months(claim: Claim) -> Fraction | None:
    """The months that a figure is of: by its period, or because it is called quarterly."""
    period = claim.period
    if period is not None and period.end is not None and 0 < period.end - period.start < _YEAR:
        return Fraction(period.end - period.start)
    return next((Fraction(months) for cue, months in (("quarterly", 3), ("monthly", 1)) if cue in claim.cues), None)


def _told(lengths: list[Claim]) -> Fraction | None:
    """The one length of time that the sentence names, in months."""
    if len(lengths) != 1 or lengths[0].quantity.value is None:
        return None
    months = lengths[0].quantity.value * {"month": 1, "quarter": 3, "week": 0}.get(lengths[0].quantity.unit.id, 0)
    return Fraction(months) if months else None
