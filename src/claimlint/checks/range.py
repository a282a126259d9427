"""Range: its ends stand in order, and what is said to lie in it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval, Undefined
from claimlint.model.likeness import has_range, may_share
from claimlint.model.quantity import Qualifier
from claimlint.model.range_ends import pairs, spans, told_before
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation, Status, Verdict

ZERO, HALF = Fraction(0), Fraction(1, 2)
_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)
_EXTREMES = frozenset({"lowest", "highest"})
# Two ends so far apart are not of one range, unless a scale word was left out.
_SCALES = 10_000
_MESSAGES: Mapping[str, Mapping[Language, str]] = {
    "ends": {
        "en": "inconsistent as printed: {stated} is called the high, but {inputs} the low",
        "zh": "与所列数字不一致：{stated}写作最高，{inputs}却写作最低",
    },
    "within": {
        "en": "inconsistent as printed: {stated} does not lie in the range that {inputs} gives",
        "zh": "与所列数字不一致：{stated}不在{inputs}给出的区间之内",
    },
    "unit": {
        "en": "the low end of {stated} seems to lack its scale word: as printed, the ends are far apart",
        "zh": "区间{stated}的下限似乎漏了数量级，按字面两端相差过大",
    },
    "beyond": {
        "en": "inconsistent as printed: {stated} is not on the side of {inputs} that the words say",
        "zh": "与所列数字不一致：{stated}与{inputs}的高低关系与文字相反",
    },
    "middle": {
        "en": "inconsistent as printed: {stated} is called the midpoint, but {inputs} gives {range}",
        "zh": "与所列数字不一致：中值写作{stated}，由{inputs}推得{range}",
    },
}
# Without one of these a number has to do with no range, unless one stands beside it.
_LEADS = frozenset({"highest", "middle", "average", "beyond-range", "lies-within"})


class Range(Check):
    """The ends of a range stand in order, and a value, an average or a midpoint lies where the words put it.

    ``judge: order`` looks at ranges that fall as printed (37%-25%): most of them are slips, but who writes a decline
    may mean to, so this one only warns. ``ends`` holds a high against the low beside it, ``within`` a value against
    the range that it is said to lie in (or an average against the low and the high), ``beyond`` one that is said to be
    above or below a range, ``middle`` a midpoint against its ends.
    """

    title = {"en": "the number does not fit its range", "zh": "数值与区间不符"}
    message = {
        "en": "inconsistent as printed: the range {stated} begins above its end",
        "zh": "区间{stated}的下限大于上限",
    }
    slots = {
        "low": Slot(_VALUES, {"en": "low", "zh": "最低"}, many=True),
        "high": Slot(_VALUES, {"en": "high", "zh": "最高"}, many=True),
        "range": Slot(_VALUES, {"en": "range", "zh": "区间"}, many=True),
        STATED: Slot(_VALUES, {"en": "stated", "zh": "文中"}),
    }
    params = {"judge": ("order", "unit", "ends", "within", "beyond", "middle")}
    examples = (
        Holds("毛利率在5%-7%之间。"),
        Breaks("毛利率在[[37%-25%]]之间。", severity="warning"),
        Holds("同比变动-1~-2%。"),
        Holds("煤价最低640元/吨，最高815元/吨，均价722元/吨。"),
        Breaks("煤价最低640元/吨，最高815元/吨，均价[[832元/吨]]。"),
        Holds("Margin was 6.2%, within our guidance of 5%-7%."),
        Breaks("Margin was [[7.6%]], within our guidance of 5%-7%."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The ends, or the range, that the words of the sentence put beside the stated number."""
        judge, stated = params["judge"], around.claim
        if judge == "order":
            return _falling(stated)
        if judge == "unit":
            return [Binding({})] if _lacks_scale(stated) else []
        if _LEADS.isdisjoint(stated.cues) and not has_range((*around.sentence, *around.near)):
            return ()
        near = [c for c in around.sentence if c is not stated and _alike(c, stated)]
        wide = (*near, *(c for c in around.near if _alike(c, stated)))
        if judge == "ends":
            return _low_of(near, stated) if "highest" in stated.cues else ()
        if judge == "middle":
            if "middle" in stated.cues:  # growth of 1.8% to 2.6%, with a midpoint of 2.2%
                like = replace(stated, role=Role.CHANGE)
                wide += tuple(c for c in around.sentence if c is not stated and _alike(c, like))
                if stated.basis is None:  # adjusted EPS is guided; its midpoint is a midpoint
                    wide += tuple(c for c in around.near if c.basis and _alike(c, replace(stated, basis=c.basis)))
            return _middle(wide, stated)
        if judge == "beyond":
            return (*_past_the_end(wide, stated),) if "beyond-range" in stated.cues else _beyond(near, stated)
        if _is_an_end(stated, around.sentence):
            return _bounded(near, stated)
        if "average" in stated.cues and "in-that-range" not in stated.cues:
            return (*pairs(near), *spans(near, stated)) or tuple(pairs(wide))
        if (
            "lies-within" in stated.cues and stated.basis is None
        ):  # adjusted EPS is guided, and the consensus lies within
            wide += tuple(c for c in around.near if c.basis and _alike(c, replace(stated, basis=c.basis)))
        return _holding(wide, stated)

    def wording(self, case: Case) -> Mapping[Language, str]:
        """What the words say of the number."""
        return _MESSAGES.get(case.params.get("judge", ""), self.message)

    def verdict(self, case: Case) -> Verdict | None:
        """A falling range may be meant as one."""
        judge, interval = case.params.get("judge", "order"), case.stated.quantity.interval
        if judge not in ("order", "unit"):
            return None
        reading = "falling-range" if judge == "order" else "ends-of-two-scales"
        return Verdict(Status.AMBIGUOUS, Relation(interval, interval, equation=False), reading=reading)

    def derived(self, case: Case) -> Derivation:
        """A midpoint follows from its ends; what only lies between them does not."""
        return Derivation.COMPUTED if case.params["judge"] == "middle" else Derivation.GIVEN

    def relate(self, case: Case, values: Values) -> Relation:
        """The stated number against the range between the ends."""
        judge = case.params["judge"]
        factor = case.stated.quantity.unit.factor
        (stated,) = values[STATED]
        low, high = _ends(values)
        if judge == "middle":
            if low is None or high is None or None in (low.low, high.high):
                raise Undefined("unbounded")
            return Relation((low + high) * HALF / factor, stated / factor)
        span = Interval(None if low is None else low.low, None if high is None else high.high)
        if judge == "beyond":
            above = _is_above(case)
            span = Interval(high.low if high else None, None) if above else Interval(None, low.high if low else None)
        return Relation(span / factor, stated / factor, proof=(stated, span), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        judge = case.params.get("judge", "order")
        if judge == "unit":
            return "low <= high"
        if judge == "middle":
            return "range / 2" if "range" in case.slots else "(low + high) / 2"
        if judge == "beyond":
            return "stated > range" if _is_above(case) else "stated < range"
        if "range" in case.slots:
            return "stated in range"
        return {"ends": "stated >= low", "within": "low <= stated <= high"}.get(judge, "low <= high")


def _lacks_scale(stated: Claim) -> bool:
    """500-1亿元: the low end has no scale word of its own, and cannot have that of the high one."""
    quantity = stated.quantity
    low, high = quantity.stated.low, quantity.stated.high
    if quantity.qualifier is not Qualifier.RANGE or len(quantity.numerals) != 2 or low is None or high is None:
        return False
    between = quantity.numerals[1].start - quantity.numerals[0].end
    # only a dash or one word between: "100元至5万元" names the unit of either end
    return between == 1 and low > 0 and low * _SCALES <= high


def _falling(stated: Claim) -> Iterator[Binding]:
    """A range needs no other number."""
    # 同比降14%~5%: behind a word for a fall the smaller one may stand last
    if stated.quantity.reversed and stated.direction >= 0 and "falling" not in stated.cues:
        yield Binding({})


def _low_of(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """The low nearest to a high; where several stand there, each is a reading."""
    lows = [c for c in near if "lowest" in c.cues and c.quantity.qualifier is not Qualifier.RANGE]
    for low in sorted(lows, key=lambda c: abs(c.place.order - stated.place.order)):
        yield Binding({"low": (low,)}, int(abs(low.place.order - stated.place.order) > 1))


def _middle(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """100-120亿元，中值110亿元; the midpoint of the $2.10–$2.30 range is $2.20."""
    if "middle" in stated.cues:
        here = [c for c in near if c.place.sentence == stated.place.sentence]
        yield from (*spans(here, stated), *pairs(here)) or (*told_before(near, stated), *pairs(near))
        return
    for binding in spans(near, stated):
        (span,) = binding.slots["range"]
        between = span.place.order < stated.place.order and span.place.sentence == stated.place.sentence
        if "middle" in span.cues and between and span.place.clause == stated.place.clause:
            yield binding


def _holding(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """6.2%，处于5%-7%: the range behind a number, which a word like 处于 leads; or the guidance before it."""
    if stated.quantity.qualifier is Qualifier.RANGE:
        return
    if "lies-within" in stated.cues and "aside" not in stated.cues:
        rising = [c for c in near if c.quantity.qualifier is Qualifier.RANGE and not c.quantity.reversed]
        guided = [c for c in rising if _is_guided(c)]
        before = [c for c in rising if c.place.order < stated.place.order]
        if not guided and "in-that-range" in stated.cues and len(before) == 1:  # 4.8 to 5.2 mm. At 5.4 it is within it
            yield Binding({"range": (before[0],)}, 1, doubts=("loose-binding",))
        ends = list(pairs(near)) if not spans(near, stated) and "in-that-range" in stated.cues else []
        if len(ends) == 1:  # forecasts range from 1.2% to 2.4%. The ministry, at 1.9%, is within that range
            yield replace(ends[0], fit=1, doubts=("loose-binding",))
        yield from (Binding({"range": (span,)}) for span in guided[:1] if not span.quantity.reversed)
    for binding in spans(near, stated):
        (span,) = binding.slots["range"]
        if "within" in span.cues and span.place.order > stated.place.order and not stated.cues - span.cues & {"aside"}:
            yield binding


def _is_above(case: Case) -> bool:
    return "above-range" in (case.stated if "beyond-range" in case.stated.cues else case.one("range")).cues


def _past_the_end(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """指引收入80亿-90亿元，实际93亿元，超出指引上限: the guided range in front."""
    spans = [c for c in near if c.quantity.qualifier is Qualifier.RANGE and _is_guided(c) and not c.quantity.reversed]
    before = [c for c in spans if c.place.order < stated.place.order]
    if len(before) == 1 and stated.quantity.qualifier is Qualifier.NONE:
        yield Binding({"range": (before[0],)})


def _is_an_end(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """最高为71; or 最高的一天为71, where a length of time stands between the word and its number."""
    if stated.quantity.qualifier is not Qualifier.NONE or stated.cues & {"bounded", "average"}:
        return False
    led = [c for c in sentence if c.place.order == stated.place.order - 1 and c.quantity.kind is Kind.DURATION]
    return any(c.cues & _EXTREMES and c.place.clause == stated.place.clause for c in (stated, *led))


def _bounded(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """介于18—63之间，最高的一天为71: the highest lies in the range that all lie in."""
    for low in near:
        own = "named" in stated.cues and not may_share(stated.label, low.label)  # the highest price of any rival
        if "bounded" not in low.cues or low.place.order > stated.place.order or own:
            continue
        if low.quantity.qualifier is Qualifier.RANGE and not low.quantity.reversed:
            yield Binding({"range": (low,)})
        high = next((c for c in near if c.place.order == low.place.order + 1 and "to" in c.cues), None)
        if high is not None:
            yield Binding({"low": (low,), "high": (high,)})


def _is_guided(claim: Claim) -> bool:
    return claim.stance in ("guidance", "target") or "span" in claim.cues


def _beyond(near: Sequence[Claim], stated: Claim) -> Iterator[Binding]:
    """$1.25bn was above the guided range of $1.1bn to $1.2bn."""
    for binding in spans(near, stated):
        (span,) = binding.slots["range"]
        said = span.cues & {"above-range", "below-range"} and _is_guided(span)
        if said and span.place.order > stated.place.order and stated.quantity.qualifier is not Qualifier.RANGE:
            yield binding


def _alike(claim: Claim, stated: Claim) -> bool:
    """Of one unit, one period, one metric and one thing, as far as the words say."""
    quantity = claim.quantity
    if claim.role not in _VALUES or not quantity.unit.comparable(stated.quantity.unit):
        return False
    if quantity.kind in (Kind.DURATION, Kind.ORDINAL):
        return False
    metrics = None in (claim.metric, stated.metric) or claim.metric == stated.metric
    periods = None in (claim.period, stated.period) or claim.period == stated.period
    change = (claim.role is Role.CHANGE) is (stated.role is Role.CHANGE)
    return metrics and periods and change and claim.basis == stated.basis and claim.scope == stated.scope


def _ends(values: Values) -> tuple[Interval | None, Interval | None]:
    """Low and high, each as the set of what it may be."""
    if "range" in values:
        span = values["range"][0]
        low = None if span.low is None else Interval.point(span.low)
        return low, None if span.high is None else Interval.point(span.high)
    lows, highs = values.get("low", ()), values.get("high", ())
    return (lows[0] if lows else None), (highs[0] if highs else None)
