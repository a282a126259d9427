"""Tense: what a document calls a fact must lie before its day, and what it calls an estimate not long behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.text import Language
from claimlint.model.verdict import Relation

_JUDGE, _AHEAD, _OUTDATED = "judge", "ahead", "outdated"
# The doubts under which a later period could be meant so after all.
_DOUBTS = {"unsaid": "unsaid-forecast", "fiscal": "fiscal-year"}
_YEAR = 12


class Tense(Check):
    """A number of a period that begins behind the day of the document cannot be a fact; one of a year that ended more
    than twelve months before it is no estimate any more.

    The day is what the front matter says (``as_of:`` or ``date:``), or ``--as-of``; without one nothing is judged.
    ``judge: ahead`` fails as an error only where words of fact stand by the number (已, 了, "was") and nothing in the
    paragraph or its headings speaks of plans, forecasts, contracts or what falls due; a later period without any such
    word is a warning. Fiscal periods, whose months nobody knows, are left alone. ``outdated`` looks for marks of an
    estimate (2023E) and for forecasts of the text's own; old forecasts that are called so, or stand beside what came,
    are silent.
    """

    title = {"en": "the period does not suit the day of the document", "zh": "期间与文件日期不符"}
    message = {
        "en": "inconsistent as printed: {stated} lies behind the day of the document",
        "zh": "与文件日期不符：{stated}晚于文件日期",
    }
    slots = {
        "value": Slot(tuple(Role), {"en": "told as a fact", "zh": "作为事实的数字"}),
        STATED: Slot((Role.PERIOD,), {"en": "period", "zh": "期间"}),
    }
    params = {_JUDGE: (_AHEAD, _OUTDATED)}
    examples = (
        Holds("---\ndate: 2025-03-31\n---\n\n2024年公司营业收入已达到120亿元。"),
        Breaks("---\ndate: 2025-03-31\n---\n\n[[2027年]]公司营业收入已达到120亿元。"),
        Holds("---\ndate: 2026-02-28\n---\n\nWe value the shares on 2026E earnings of $4.10."),
        Breaks(
            "---\ndate: 2026-02-28\n---\n\nOn [[2023E]] net profit of $41 million the shares are cheap.",
            severity="warning",
        ),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The number that is told of the period."""
        stated = around.claim
        if params[_JUDGE] not in stated.cues or not stated.among:
            return ()
        doubts = tuple(doubt for cue, doubt in _DOUBTS.items() if cue in stated.cues)
        return (Binding({"value": stated.among[0]}, doubts=doubts),)

    def relate(self, case: Case, values: Values) -> Relation:
        """The months of the period against that of the document: none behind it, or none a year before it."""
        period, now = case.stated.period, case.stated.among[1][0].quantity.stated
        end = Fraction(0) if period is None or period.end is None else Fraction(period.end)
        start = end - 1 if period is None or period.end == period.start else Fraction(period.start)
        today = now.low or Fraction(0)
        if _AHEAD in case.stated.cues:
            # A day is known to be later by its date; on the axis of months it may share the document's own.
            first = max(start, today + 1)
            proof = (Interval(first, None), Interval(None, today))
            return Relation(now, Interval(first, None), proof=proof, equation=False)
        return Relation(now, Interval.point(end), proof=(now, Interval(None, end + _YEAR - 1)), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        day = case.stated.among[1][0].quantity.text
        return f"stated <= {day}" if _AHEAD in case.stated.cues else f"stated >= {day}"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """The period, the day of the document, and the number."""
        number = _braced(case.one("value"))
        day = case.stated.among[1][0].quantity.text
        if _AHEAD in case.stated.cues:
            return {
                "en": f"inconsistent as printed: {number} for {{stated}} is told as a fact in a document of {day}",
                "zh": f"与文件日期不符：文件日期为{day}，{{stated}}尚未开始，{number}却写成了既成事实",
            }
        return {
            "en": f"{{stated}} is still an estimate ({number}) in a document of {day}",
            "zh": f"文件日期为{day}，{{stated}}早已结束，{number}仍写作预测",
        }


def _braced(claim: Claim) -> str:
    return claim.quantity.text.replace("{", "{{").replace("}", "}}")
