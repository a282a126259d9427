"""Word orders that leave no doubt which two levels a change connects: "$10m, up 5% from $9.5m", 由A增至B，增长5%.

A frame is found by what stands next to the change, never by trying pairs: "next" skips other changes, as in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimlint.frozen import dataclass
from claimlint.model.claim import METRIC_BASIS, Claim, Role
from claimlint.model.gaps import is_year_before
from claimlint.model.likeness import (
    alike,
    is_earlier,
    is_expected,
    named_apart,
    only_dated,
    precedes,
    speaks_of_another,
)
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind

LEVELS = (Role.LEVEL, Role.RATE, Role.SHARE)
# So many numbers may stand between a change and the level it is of.
_SKIPPED = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """The two levels that the words around a change name; ``joined`` where they also join the two (from … to)."""

    first: Claim
    last: Claim
    joined: bool = False

    @property
    def swings(self) -> bool:
        """True from a loss to a profit or back: of such a change there is an amount, but no rate."""
        return ("loss" in self.first.cues) is not ("loss" in self.last.cues)


@dataclass(frozen=True, slots=True)
class _Scene:
    """The numbers of a sentence around a change: the levels in front of it (nearest first) and behind it."""

    stated: Claim
    line: Sequence[Claim]
    here: int
    before: Sequence[Claim]
    behind: Sequence[Claim]

    def follows(self, claim: Claim) -> bool:
        """True for the number right behind the change."""
        return self.line[self.here + 1 : self.here + 2] == [claim]

    def precedes(self, claim: Claim) -> bool:
        """True for the number right in front of it."""
        return self.here > 0 and self.line[self.here - 1] is claim


def frames(stated: Claim, sentence: Sequence[Claim], kinds: Sequence[Kind] = ()) -> Iterator[Frame]:
    """The frame of ``stated`` in its sentence, if it has one (``kinds``: those that its levels may be of)."""
    skipped = (Kind.ORDINAL,) if _is_of_lengths(sentence) else (Kind.DURATION, Kind.ORDINAL)
    line = [c for c in sentence if c.role is not Role.RANK and c.quantity.kind not in skipped]
    here = next((i for i, claim in enumerate(line) if claim is stated), None)
    if here is None:
        return
    # 42万辆，增加6万辆，是2020年（14万辆）的3倍: what stands in the brackets is the base of the multiple alone
    bases = {id(c) for c, after in pairwise(line) if "of-aside" in after.cues and after is not stated}
    behind = _levels([c for c in line[here + 1 : here + 1 + _SKIPPED] if id(c) not in bases], kinds)
    before = _levels([c for c in reversed(line[max(0, here - _SKIPPED) : here]) if id(c) not in bases], kinds)
    scene = _Scene(stated, line, here, before, behind)
    shapes = (_behind(scene), _around(scene), _before(scene))
    found = [frame for frame in shapes if frame is not None and _fits(frame, scene)]
    # 从114万人增长至148万人，增长率为29%，从170家增长至1000家: the pair in front is nearer than the one behind
    found.sort(key=lambda frame: not (frame.joined and scene.precedes(frame.last)))
    yield from found[:1]


def _is_of_lengths(sentence: Sequence[Claim]) -> bool:
    """由47分钟缩短到32分钟; 利用小时数596小时，上年同期615小时: lengths of time are the levels, one the former."""
    lengths = [c for c in sentence if c.quantity.kind is Kind.DURATION and c.role is Role.LEVEL]
    if any("from" in c.cues for c in lengths) and any("to" in c.cues for c in lengths):
        return True
    beside = len({c.quantity.unit.id for c in lengths}) == 1 and len(lengths) == 2
    return beside and {"prior" in c.cues for c in lengths} == {True, False} and any("named" in c.cues for c in lengths)


def _is_retold(first: Claim, last: Claim) -> bool:
    """$2.72 an hour (June: $2.72 an hour, +3.7%): one number told twice is no pair."""
    apart = first.period is not None and last.period is not None and first.period != last.period
    return first.quantity.text == last.quantity.text and not apart and "from" not in first.cues


def is_base(claim: Claim) -> bool:
    """True for a level that the words call the former one: from $9.5m, 去年同期9.5亿元."""
    return bool(claim.cues & {"from", "prior"})


def _levels(claims: list[Claim], kinds: Sequence[Kind]) -> list[Claim]:
    return [c for c in claims if c.role in LEVELS and (not kinds or c.quantity.kind in kinds)]


def _behind(scene: _Scene) -> Frame | None:
    """up 12% to $1.2bn from $1.07bn; dropped by 15.8%, from 48,200 to 44,900."""
    if len(scene.behind) < 2:
        return None
    one, two = scene.behind[:2]
    if "aside" in one.cues and "aside" in two.cues and "aside" not in scene.stated.cues and scene.follows(one):
        return Frame(one, two) if precedes(one, two) and one.period != two.period else None
    if is_earlier(one, two) and scene.follows(one) and _unnamed(one) and _unnamed(two) and not scene.before:
        return Frame(one, two)  # rose fivefold between 2010, when there were 40, and 2020, when there were 200
    if "when" in one.cues and "yoy" in scene.stated.cues and not (scene.before or is_base(two)) and scene.follows(one):
        return Frame(one, two)  # up 19% from a year ago, when it earned $2.60, it posted $3.10
    if "named" in one.cues and not one.cues & {"colon", "landed"}:  # of the next statement
        return None
    dated = scene.follows(one) and not _named(two) and is_year_before(two, scene.stated)
    if _leads_to(one) and (dated or (is_base(two) and "to" not in two.cues)):
        return Frame(two, one, joined=is_base(two))  # 2025年增长20%至72亿元，2024年为60亿元
    # growth of 15%, margins of 20% (up from 18%): a list goes on
    linked = one.place.clause == scene.stated.place.clause or _leads_to(one) or "colon" in one.cues
    outside = "aside" not in one.cues and "aside" not in scene.stated.cues and scene.follows(one)
    if "aside" in two.cues and outside and linked:
        return Frame(two, one) if is_earlier(two, one) or only_dated(two, one) or is_base(two) else None
    if "from" in one.cues and _leads_to(two):
        return Frame(one, two, joined=True)
    spelled = "colon" in one.cues or (_unnamed(one) and _unnamed(two) and scene.follows(one))
    if spelled and is_base(two) and not is_base(one) and "to" not in two.cues and "aside" not in two.cues:
        return Frame(two, one)  # four times as much: 4.5 Tb/s against 1.5 Tb/s
    return None


def _around(scene: _Scene) -> Frame | None:
    """$1.2bn, up 12% from $1.07bn; 186亿元，同比增长30.1%（去年三季度143亿元）; from 48,200 it fell 15.8% to 44,900."""
    stated = scene.stated
    last = next((c for c in scene.before if "aside" not in c.cues or "aside" in stated.cues), None)
    alone = not any(c.role is Role.CHANGE for c in scene.line[: scene.here])
    if last is None and alone and "than" in stated.cues and all("aside" in c.cues for c in scene.behind[:1]):
        last = next(filter(scene.precedes, scene.before), None)  # their number (32) was 28% higher than in 2014 (25)
    if last is None or not scene.behind:
        return None
    other = scene.behind[0]
    if "signed" in stated.cues and {"from", "prior"} <= other.cues and scene.follows(other) and scene.precedes(last):
        return Frame(other, last)  # $912m (+14%), against $800m a year ago
    if "aside" in stated.cues and "aside" not in other.cues:
        return None  # 4.1亿平米（同比+58%、环比+17%），高于此前3.8亿平米的指引
    if "of-which" in other.cues and "of-which" not in last.cues:
        return None  # 83.9亿人次，同比增长7.2%（其中，自驾71.7亿人次）: a part of the level is not what it was
    if stated.role is Role.MULTIPLE and not (scene.precedes(last) and _is_only_multiple(scene)):
        return None  # $289m, more than double the $122m of June and three times the $95m of a year earlier
    if _leads_to(other) and not is_base(other) and (is_base(last) or _compared(stated, last, other)):
        return Frame(last, other, joined="from" in last.cues)
    if _leads_to(other) and scene.follows(other) and scene.precedes(last) and is_year_before(last, stated):
        return Frame(last, other)  # 2023年增长40%至420万人次，2024年再增长10%至462万人次
    is_former = (is_base(other) or _is_when(scene, other)) and not is_base(last) and "to" not in other.cues
    if is_former and (scene.follows(other) or not _named(other)):
        return Frame(other, last)
    if is_earlier(other, last) and scene.follows(other) and _unnamed(other) and not _parted(other, stated):
        return Frame(other, last)  # 4.4m in the third quarter, up 10% on the second quarter's 4.0m
    if "aside" in other.cues and "aside" not in stated.cues and scene.follows(other):
        compared = bool(stated.cues & {"above", "below"})  # 5% more than in 2023 ($1.20bn)
        return Frame(other, last) if compared or precedes(other, last) or only_dated(other, last) else None
    return None


def _is_when(scene: _Scene, other: Claim) -> bool:
    """12% more than in 2022, when it was 21,000; has trebled since 2018, when it was £1.2m."""
    since = scene.stated.period is not None and scene.stated.period.kind is PeriodKind.SINCE
    return (since or "than" in scene.stated.cues) and "when" in other.cues and scene.follows(other)


def _is_only_multiple(scene: _Scene) -> bool:
    return not any(claim.role is Role.MULTIPLE for claim in scene.line[: scene.here])


def _before(scene: _Scene) -> Frame | None:
    """由A增至B，增长5%; $1.2bn against $1.07bn a year earlier, up 12%."""
    if len(scene.before) < 2:
        return None
    two, one = scene.before[:2]
    if {"signed", "aside"} <= scene.stated.cues:  # $237m, compared to $217m (+9.1%) and $201m (+18.0%)
        one = next((c for c in scene.before[1:] if not _has_sign(scene, c)), two)
    if scene.stated.role is Role.MULTIPLE and not _is_only_multiple(scene):
        return None
    if "signed" in scene.stated.cues and "to" in one.cues:
        return None  # $3,333M → $1,792M → $1,533M (-54%): of which two?
    if _leads_to(two) and (is_base(one) or _arrow(scene, one, two)) and not is_base(two):
        return Frame(one, two, joined=True)
    if is_base(two) and not is_base(one) and "to" not in two.cues:
        return Frame(two, one, joined="held" in two.cues and scene.precedes(two))
    if "of-end" in scene.stated.cues and one.cues & {"highest", "lowest"} and scene.precedes(two):
        return Frame(one, two, joined=True)  # peaked at $128 a tonne, fell to $96, 25% below that high
    told_inside = "aside" not in scene.stated.cues or "signed" in scene.stated.cues
    if "aside" in two.cues and "aside" not in one.cues and told_inside:
        return Frame(two, one) if is_earlier(two, one) or only_dated(two, one) else None
    if is_earlier(two, one) and scene.precedes(two) and alike(one, two):
        return Frame(two, one)
    if (is_earlier(one, two) or _is_less(scene)) and _is_row(scene, one, two):
        return Frame(one, two)  # 40,000 tonnes in 2012, 160,000 in 2022, a fourfold rise
    if is_base(one) and not is_base(two) and _parted(one, two) and precedes(one, two):
        return Frame(one, two)
    return None


def _has_sign(scene: _Scene, level: Claim) -> bool:
    """True where a signed change in brackets is its own."""
    return any(c is level and {"signed", "aside"} <= after.cues for c, after in pairwise(scene.line))


def _is_less(scene: _Scene) -> bool:
    """The budget was $50m and $43m was spent, $7m less."""
    return bool(scene.stated.cues & {"above", "below"}) and "than" not in scene.stated.cues


def _parted(one: Claim, two: Claim) -> bool:
    return (one.place.sentence, one.place.clause) != (two.place.sentence, two.place.clause)


def _is_row(scene: _Scene, one: Claim, two: Claim) -> bool:
    """Two levels right in front of the change, neither with a change of its own."""
    if scene.stated.cues & {"signed", "aside", "each", "paired"} or not scene.precedes(two):
        return False
    if any(c.quantity.unit.comparable(two.quantity.unit) for c in scene.before[2:]):
        return False
    return scene.here > 1 and scene.line[scene.here - 2] is one and not _named(two)


def _compared(stated: Claim, first: Claim, last: Claim) -> bool:
    """与2023年的18亿元相比，2024年增长25%至22.5亿元: the time of the rate is that of the level it leads to."""
    said = "period-said" in first.cues and "period-said" in stated.cues
    if stated.role is Role.MULTIPLE and "period-said" in first.cues and "period-said" not in last.cues:
        return "to" in last.cues  # there were 250 in 2021, and a 3.5-fold increase to 875
    return is_earlier(first, last) or (said and last.period == stated.period and precedes(first, last))


def _leads_to(claim: Claim) -> bool:
    return bool(claim.cues & {"to", "reach"})


def _arrow(scene: _Scene, first: Claim, last: Claim) -> bool:
    """2,445亿元→5,165亿元, 2023年12亿元增至2024年15亿元: no word in front of the first says from.

    Another name may stand between the two (大麦降至2230元/吨 铝锭下降100元至20710元/吨), and is carried to the last.
    """
    follows = "to" in last.cues and "named" not in last.cues and first.place.clause == last.place.clause
    between = [c for c in scene.line if first.place.order < c.place.order < last.place.order and "named" in c.cues]
    return follows and all(c.label == first.label for c in between)


def _unnamed(claim: Claim) -> bool:
    return "named" not in claim.cues


def _named(claim: Claim) -> bool:
    return "measured" in claim.cues and "named" in claim.cues


def _fits(frame: Frame, scene: _Scene) -> bool:
    first, last, stated = frame.first, frame.last, scene.stated
    ratios = stated.quantity.kind is Kind.PERCENT and first.quantity.kind is Kind.PERCENT
    if ratios and not (frame.joined and scene.precedes(last) and "shift" not in stated.cues):
        return False  # up 2% in dollars and 5% in local currencies: a rate of rates needs the plainest of words
    if not first.quantity.unit.comparable(last.quantity.unit):
        return False
    if "than" in stated.cues and scene.follows(first) and scene.precedes(last):
        return first.basis == last.basis == stated.basis  # £22m over its budget of £120m
    if _disputed(frame, stated):
        return False
    if is_expected(first, last) or _is_retold(first, last):
        return False  # $240m, ahead of the $230m consensus
    if _is_a_step(scene, first, last):
        return False
    if precedes(last, first) and first.period != last.period:
        return False
    if frame.joined or (frame.swings and scene.precedes(first)):
        return not (first.metric and last.metric and first.metric != last.metric and _named(last))
    return alike(first, last) or not named_apart(first, last)


def _is_a_step(scene: _Scene, first: Claim, last: Claim) -> bool:
    """2024年100亿元，2025年增长20%，2026年增长15%，达138亿元: each of two rates is of a part of the way."""
    stated = scene.stated
    if stated.role is not Role.CHANGE or "period-said" not in stated.cues or first.period is None:
        return False
    others = [c for c in scene.line if c is not stated and c.role is Role.CHANGE and "period-said" in c.cues]
    steps = [c for c in others if c.quantity.kind is stated.quantity.kind and c.period != stated.period]
    starts = [c.period.start for c in steps if c.period is not None and c.period.start > first.period.start]
    return bool(starts) and (last.period is None or min(starts) <= last.period.start)


def _disputed(frame: Frame, stated: Claim) -> bool:
    """The change has words of its own (not "an outflow of 2.4%"), which name something else than the levels."""
    again = "apposed" in stated.cues and not stated.cues & {"aside", "measured"}
    own = not again and all(speaks_of_another(stated, c) for c in (frame.last, frame.first))
    basis = {c.basis for c in (frame.first, frame.last)}
    other = stated.basis is not None and (stated.basis != METRIC_BASIS or basis != {METRIC_BASIS})
    return own or other or len(basis) > 1
