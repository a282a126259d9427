"""Translation: a number in one language must be the number that the other language prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier
from claimlint.model.verdict import Relation

_ROLES = (Role.LEVEL, Role.CHANGE, Role.RATE, Role.SHARE, Role.MULTIPLE)


class Translation(Check):
    """In two versions of one text, Chinese and English, each number must be the same: 22亿 is 2.2 billion.

    Versions are files with the same name but for the language (report.zh.md, report.en.md), a file and what it is a
    ``translation_of:``, or the paragraphs of one document that come in both languages. Paragraphs are paired only where
    the versions have as many of the same kinds, and a number is judged only where nearly all others of the two
    texts meet: the same digits on another scale, or the only number of a paragraph that has no counterpart.
    """

    title = {"en": "the two language versions print different values", "zh": "中英文版本的数值不一"}
    message = {
        "en": "inconsistent as printed: {stated} here, {inputs} in the other language",
        "zh": "两种语言的数值不一：此处为{stated}，另一版本为{inputs}",
    }
    slots = {
        "earlier": Slot(_ROLES, {"en": "the other language", "zh": "另一版本"}),
        STATED: Slot(_ROLES, {"en": "stated", "zh": "此处"}),
    }
    examples = (
        Holds("公司2024年营业收入22亿元，同比增长12%。\n\nRevenue grew 12% to RMB 2.2 billion in 2024."),
        Breaks(
            "公司2024年营业收入22亿元，同比增长12%，净利润3亿元。\n\n"
            "In 2024 the company had revenue of [[RMB 22 billion]], up 12%, and net profit of RMB 0.3 billion."
        ),
    )

    finer = True

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Nothing: which numbers stand against each other is known before anything is bound."""
        return ()

    def relate(self, case: Case, values: Values) -> Relation:
        """The two sets must meet, the two values be equal where they are printed to one place; a fall has no sign."""
        (one,), (other,) = values["earlier"], values[STATED]
        first, second = case.one("earlier").quantity, case.stated.quantity
        factor = second.unit.factor
        one, other = _size(one), _size(other)
        places = [None if q.ulp is None else q.ulp * q.unit.factor for q in (first, second)]
        plain = first.qualifier is second.qualifier is Qualifier.NONE
        if plain and places[0] is not None and places[0] == places[1]:
            one, other = Interval.point(one.middle or Fraction(0)), Interval.point(other.middle or Fraction(0))
        return Relation(one / factor, other / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "stated == earlier"


def _size(values: Interval) -> Interval:
    return -values if values.high is not None and values.high < 0 else values
