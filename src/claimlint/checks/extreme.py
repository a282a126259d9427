"""Extreme: a peak, a trough or a record must not be exceeded by what it is set against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.ranking import signed
from claimlint.model.text import Language
from claimlint.model.verdict import Relation

ZERO = Fraction(0)
_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)
_JUDGE, _PEAK = "judge", "peak"


class Extreme(Check):
    """What the text calls a peak, a trough or a record must not be exceeded by a value that it lists itself.

    ``judge: peak`` holds a time (2021年达到峰值, "bottomed out in 2020") against the row of values that it is one of. A
    row may have several peaks, so a failure is a proof only where the value right before or right behind goes beyond.
    ``record`` holds a number (创2018年以来新高, "the highest since Q3 2019") against the values of the document between
    that time and its own: of the same metric, basis and scope, and for periods of the same length. Values that are
    printed alike contradict nothing.
    """

    title = {"en": "the values go beyond what is called the high or the low", "zh": "所列数值超出文中所称的高点或低点"}
    message = {
        "en": 'inconsistent as printed: {inputs} against "{stated}"',
        "zh": "与所列数字不一致：{inputs}，与“{stated}”不符",
    }
    slots = {
        "item": Slot(_VALUES, {"en": "called so", "zh": "所称数值"}),
        "beyond": Slot(_VALUES, {"en": "beyond it", "zh": "超出者"}),
        "others": Slot(_VALUES, {"en": "compared with", "zh": "相比者"}, many=True),
        STATED: Slot((Role.RANK,), {"en": "stated", "zh": "文中"}),
    }
    same = ("metric", "scope", "basis")
    params = {_JUDGE: (_PEAK, "record")}
    examples = (
        Holds("2020年至2023年收入分别为10亿元、15亿元、12亿元、11亿元，2021年达到峰值。"),
        Breaks("2020年至2023年收入分别为10亿元、15亿元、12亿元、11亿元，2022年[[达到峰值]]。"),
        Holds("Revenue was $10m in 2021, $9m in 2022 and $15m in 2023. Revenue bottomed out in 2022."),
        Breaks("Revenue was $10m in 2021, $9m in 2022 and $15m in 2023. Revenue [[bottomed out]] in 2021."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """For each list that the word may speak of the value that is meant, and the one that goes beyond it."""
        word = around.claim
        if params[_JUDGE] not in word.cues:
            return
        for item, *others in word.among:
            if params[_JUDGE] == _PEAK:
                yield from _peaks(word, item, others)
            else:
                found = [c for c in others if _goes_beyond(word, c, item)]
                beyond = _furthest(word, found or others)
                yield _binding(item, beyond, others)

    def relate(self, case: Case, values: Values) -> Relation:
        """The one that is called an extreme, less the one that goes beyond it, must have the sign of the word."""
        (item,), (beyond,) = values["item"], values["beyond"]
        factor = case.one("item").quantity.unit.factor
        gap = signed(case.one("item"), item) - signed(case.one("beyond"), beyond)
        wanted = Interval(ZERO, None) if case.stated.direction > 0 else Interval(None, ZERO)
        return Relation(beyond / factor, item / factor, proof=(gap, wanted), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "item >= beyond" if case.stated.direction > 0 else "item <= beyond"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """The value that is called so, with the one beyond it and the times of both."""
        item, beyond = _dated(case.one("item")), _dated(case.one("beyond"))
        high = case.stated.direction > 0
        more = {"en": "higher" if high else "lower", "zh": "高" if high else "低"}
        return {
            "en": f'inconsistent as printed: {item} is called "{{stated}}", but {beyond} is {more["en"]}',
            "zh": f"与所列数字不一致：{item}称为“{{stated}}”，但{beyond}更{more['zh']}",
        }


def _peaks(word: Claim, item: Claim, others: list[Claim]) -> Iterator[Binding]:
    """The value beside it in the row that goes beyond it, else any that does: that may be another peak.

    触底反弹 may also name the time of the turn, which comes one step behind the trough.
    """
    row = sorted((item, *others), key=lambda c: c.period.start if c.period else 0)
    places = [row.index(item), *([row.index(item) - 1] if "turning" in word.cues else [])]
    for place in places:
        if place < 0:
            continue
        own = row[place]
        beside = [row[n] for n in (place - 1, place + 1) if 0 <= n < len(row)]
        rest = [c for c in row if c is not own]
        near = [c for c in beside if _goes_beyond(word, c, own)]
        far = [c for c in rest if _goes_beyond(word, c, own)]
        doubts = () if near or not far else ("another-peak",)
        yield _binding(own, _furthest(word, near or far or rest), rest, doubts)


def _binding(item: Claim, beyond: Claim, others: list[Claim], doubts: tuple[str, ...] = ()) -> Binding:
    rest = tuple(c for c in others if c is not beyond)
    return Binding({"item": (item,), "beyond": (beyond,), "others": rest}, doubts=doubts)


def _goes_beyond(word: Claim, other: Claim, item: Claim) -> bool:
    """True where every value of ``other`` is beyond every one of ``item``."""
    one, two = signed(item), signed(other)
    return one.before(two) if word.direction > 0 else two.before(one)


def _furthest(word: Claim, claims: list[Claim]) -> Claim:
    return max(claims, key=lambda c: (signed(c).low or ZERO) * word.direction)


def _dated(claim: Claim) -> str:
    told = f"{claim.quantity.text} ({claim.period.id})" if claim.period is not None else claim.quantity.text
    return told.replace("{", "{{").replace("}", "}}")
