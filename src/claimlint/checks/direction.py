"""Direction: a value that is said to rise must be the greater one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import alike, levels
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

ZERO = Fraction(0)


class Direction(Check):
    """A value that "rose to" X must lie above the value it rose from, and one that "fell to" X below it.

    Only a pair in one sentence that the words join (从…升至, from … to) is judged.
    """

    title = {"en": "the verb and the numbers go different ways", "zh": "升降方向与数字不符"}
    message = {
        "en": "inconsistent as printed: {inputs} and {stated} do not go the way the verb says",
        "zh": "与所列数字不一致：由{inputs}到{stated}，与所说的升降方向相反",
    }
    slots = {
        "first": Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "from", "zh": "期初"}),
        STATED: Slot((Role.LEVEL, Role.RATE, Role.SHARE), {"en": "stated", "zh": "文中"}),
    }
    same = ("subject", "metric", "scope", "basis")
    examples = (
        Holds("上下文长度从2,048 token升级至数百万 token。"),
        Breaks("上下文长度从2,048 token升级至[[数百 token]]。"),
        Holds("毛利率由32.1%降至30.4%。"),
        Breaks("毛利率由32.1%降至[[34.0%]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The nearest level in front of it that a "from" introduces."""
        stated = around.claim
        if not stated.direction and "to" not in stated.cues:
            return
        before = [c for c in around.sentence if c.place.order < stated.place.order and "from" in c.cues]
        before = [c for c in before if "aside" not in c.cues and "aside" not in stated.cues]
        before = levels(before, stated, (Role.LEVEL, Role.RATE, Role.SHARE))[-1:]
        for first in before:
            if all(c.quantity.interval.before(Interval.point(ZERO)) for c in (first, stated)):
                continue  # 由-2.0亿元收窄至-1.2亿元: the verb speaks of the size
            if not stated.direction and not _is_course(first, stated, around.sentence):
                continue
            # from … to joins the two whatever stands between: 从2,048 token限制，升级至数百万token
            joined = "to" in stated.cues and (first.metric == stated.metric or None in (first.metric, stated.metric))
            if (joined or alike(first, stated)) and first.place.order == stated.place.order - 1:
                yield Binding({"first": (first,)})

    def relate(self, case: Case, values: Values) -> Relation:
        """The difference must have the sign of the verb."""
        (first,), (last,) = values["first"], values[STATED]
        change = (last - first) if _way(case) > 0 else (first - last)
        factor = case.stated.quantity.unit.factor
        return Relation(first / factor, last / factor, proof=(change, Interval(ZERO, None)), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "stated > first" if _way(case) > 0 else "stated < first"


def _way(case: Case) -> int:
    """+1 or −1, by the verb in front of the second number, or of both."""
    return case.stated.direction or (1 if "risen" in case.one("first").cues else -1)


def _is_course(first: Claim, stated: Claim, sentence: Sequence[Claim]) -> bool:
    """Margins slipped from 31% to 33%; but the yen fell from 140 to 150 to the dollar, and a team rose from 12 to 9."""
    led = bool(first.cues & {"risen", "fallen"}) and first.of == stated.of and first.scope == stated.scope
    signed = any(c.quantity.interval.before(Interval.point(ZERO)) for c in (first, stated))
    plain = not signed and stated.quantity.kind is not Kind.NUMBER and stated.quantity.kind is not Kind.PRICE
    return led and plain and not any("fx" in c.cues for c in sentence)
