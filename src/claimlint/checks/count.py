"""Count: a list has as many members as the text says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Role
from claimlint.model.interval import Interval, exact_string
from claimlint.model.text import Language
from claimlint.model.verdict import Relation


class Count(Check):
    """Who announces six judgements must list six.

    What is listed is counted from the text: items of a list, 一是…二是…三是…, names joined by 、 or commas. A word
    that may join two members or stand inside one (医药与健康) leaves a choice; 等, "such as" and "etc." leave the end
    open, so that only too many members contradict the number. Marks that count (一是…二是…) prove it; of other lists
    the author may have left out a member on purpose, so that a difference is a warning.
    """

    title = {"en": "the list is not as long as announced", "zh": "所列项数与所说的不符"}
    message = {
        "en": "inconsistent as printed: {stated} announced, {range} listed",
        "zh": "与所列项数不一致：文中说{stated}，列出的是{range}项",
    }
    slots = {
        "listed": Slot((Role.COUNT,), {"en": "listed", "zh": "所列"}),
        STATED: Slot((Role.COUNT,), {"en": "announced", "zh": "所说"}),
    }
    examples = (
        Holds("报告提出三点建议：一是扩大内需；二是稳定预期；三是改善环境。"),
        Breaks("报告提出[[四点]]建议：一是扩大内需；二是稳定预期；三是改善环境。"),
        Holds("公司有三大业务，分别是芯片、软件和服务。"),
        Breaks("公司有[[五大]]业务，分别是芯片、软件和服务。", severity="warning"),
        Holds("We operate in three segments: retail, wholesale and online."),
        Breaks("We operate in [[four segments]]: retail, wholesale and online.", severity="warning"),
        Holds("We operate in six segments, including retail, wholesale and online."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The list that stands with the number."""
        stated = around.claim
        for (listed,) in stated.among:
            if "certain" not in stated.cues and _far(listed.quantity.stated, stated.quantity.stated):
                continue
            fewer = listed.quantity.stated.before(stated.quantity.stated)
            doubt = "partial-list" if fewer else "other-members"
            yield Binding({"listed": (listed,)}, doubts=() if "certain" in stated.cues else (doubt,))

    def wording(self, case: Case) -> Mapping[Language, str]:
        """With the length of the list as a bare number, for the unit of the stated one may be odd there (3大)."""
        length = _spelled(case.one("listed").quantity.stated)
        return {language: text.replace("{range}", length) for language, text in self.message.items()}

    def relate(self, case: Case, values: Values) -> Relation:
        """The length of the list against the number."""
        factor = case.stated.quantity.unit.factor
        return Relation(values["listed"][0] / factor, values[STATED][0] / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "listed"


def _far(listed: Interval, stated: Interval) -> bool:
    """A list less than half as long as the number, or more than twice, is another list."""
    return (listed * 2).before(stated) or (stated * 2).before(listed)


def _spelled(length: Interval) -> str:
    """3, 3–4 or ≥3."""
    low = exact_string(length.low or Fraction(0))
    if length.high is None:
        return f"≥{low}"
    return low if length.high == length.low else f"{low}–{exact_string(length.high)}"
