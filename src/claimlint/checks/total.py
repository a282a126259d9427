"""Total: parts add up to the whole, or at least do not exceed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model import listed
from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import REACH, levels
from claimlint.model.listing import addable, in_a_row, sign
from claimlint.model.stocks import CONCLUDES
from claimlint.model.text import Language
from claimlint.model.tiled import tiled
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

ZERO = Fraction(0)
_MEANS = frozenset({"mean", "average", "per-one"})
_SUMMED = (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER)
_STEPS_OF_YEAR = (4, 12)
_LEAST_AGAIN = 3
_FEWEST_ENDS, _LITTLE_MORE = 3, Fraction(9, 8)
_NO_SUM = frozenset({"average", "mean", "each", "per-one", "prior", "from", "aside", "middle", "annual"})
_ROLES = (Role.LEVEL, Role.SHARE, Role.RATE, Role.CHANGE)
_EXCEEDS: Mapping[Language, str] = {
    "en": "inconsistent as printed: {inputs} cannot be part of {stated}",
    "zh": "与所列数字不一致：{inputs}不可能包含在{stated}之中",
}


class Total(Check):
    """The parts that a text lists must add up to the total it states.

    ``relation: equal`` is for words that say the parts are all (合计, 由…组成, total); ``at-most`` for 其中 and "of
    which", where parts may be missing and only their excess over the whole is a contradiction.
    """

    title = {"en": "the parts do not add up to the total", "zh": "分项之和与合计不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} add up to {range}",
        "zh": "与所列数字不一致：合计写作{stated}，分项{inputs}相加得{range}",
    }
    slots = {
        "parts": Slot(_ROLES, {"en": "part", "zh": "分项"}, many=True),
        "less": Slot(_ROLES, {"en": "less", "zh": "减项"}, many=True),
        STATED: Slot(_ROLES, {"en": "total", "zh": "合计"}),
    }
    same = ("period", "scope", "basis")
    params = {"relation": ("equal", "at-most")}
    examples = (
        Holds("集成电路收入1515亿元，分立器件收入550亿元，合计2065亿元。"),
        Breaks("集成电路收入1515亿元，分立器件收入550亿元，合计[[2165亿元]]。", expected="2064–2066亿元"),
        Holds("2029年市场规模2065亿元，其中应用1515亿元，服务550亿元。"),
        Breaks("2029年市场规模[[2000亿元]]，其中应用1515亿元，服务550亿元。", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Runs of levels right before or behind the total."""
        if around.claim.basis is not None:
            return iter(())
        return self._listed(around) if params["relation"] == "equal" else self._of_which(around)

    def wording(self, case: Case) -> Mapping[Language, str]:
        """Of 其中 nothing is added up: a part is greater than its whole."""
        return self.message if case.params["relation"] == "equal" else _EXCEEDS

    def _listed(self, around: Neighbourhood) -> Iterator[Binding]:
        stated = around.claim
        if stated.cues & {"overlap", "out-of"} or stated.of is not None:
            return
        before, behind = _sides(around)
        if "equals" in stated.cues:
            found = list(listed.shown(stated, before))
        elif _is_closing(stated, before):
            found = list(listed.closing(stated, before))
        else:
            found = list(listed.of_the_year(stated, before))
        divided = any(c.cues & {"partition", "comprises", "complete"} for c in around.sentence)
        # 由两部分组成，水泥…、熟料…: what follows the word is a part
        first = not [c for c in before if addable(c, stated)]
        heads = "total" in stated.cues or (first and not stated.cues & {"parted", "from"})
        if not found and heads:
            found = list(listed.opening(stated, behind, divided=divided))
        if not found:
            row = tiled(stated, [c for c in (*around.sentence, *around.near) if _beside(c, stated)])
            found = [row] if row is not None else []
        # 摘要：收入12.5亿元。正文：一季度3.1亿元，全年12.5亿元: the same amount, told again
        found = [one for one in found if all(c.quantity.text != stated.quantity.text for c in one.parts)]
        for one in found:
            slots = {"parts": one.parts} | ({"less": one.less} if one.less else {})
            yield Binding(slots, one.fit, doubts=() if one.whole else ("incomplete-list",))

    def _of_which(self, around: Neighbourhood) -> Iterator[Binding]:
        """2065亿元，其中A…，B… — or a new sentence that begins with 其中 and is of the same period."""
        stated = around.claim
        # 汽车52辆，比上年多3辆，其中新能源9辆: what is told of last year is not what the parts are of
        if stated.cues & {"of-which", "paired", "from", "average", "prior"} or _is_of_each(stated):
            return
        inside = [c for c in around.sentence if c.place.order > stated.place.order]
        opposed = listed.opposed(stated, inside)
        if opposed:
            yield Binding({"parts": opposed})
            return
        ended = _ended(stated, inside)
        if ended:
            yield Binding({"parts": tuple(ended)}, 1, doubts=("overlapping-parts",))
            return
        if "of-which-next" in stated.cues:
            later = inside
        else:
            later = [c for c in around.near if c.place.sentence == stated.place.sentence + 1]
            if any(c.role is Role.LEVEL and _fits(c, stated) for c in levels(inside, stated)):
                return  # a nearer number is the whole that 其中 speaks of
            if not later or "of-which" not in later[0].cues or not _same_thing(stated, later[0]):
                return
        parts = [c for c in levels(later, stated) if "of-which" in c.cues and _fits(c, stated)]
        parts = [c for c in parts if not c.cues & {"from", "aside", "total"} and not _is_of_another(c, stated)]
        # 月均收入4432元，其中外出农民工月均收入5013元: the mean of some is no part of the mean of all
        parts = [c for c in parts if not _MEANS & c.cues & stated.cues]
        # 五年资本支出2250亿美元，其中设备1350亿美元，预计2029年市场规模3000亿美元: the last is of another time
        parts = [c for c in parts if c.period == stated.period or "period-said" not in c.cues]
        if not parts or len(parts) > REACH:
            return
        parts = _all_told(_smaller(parts, stated), stated)
        complete = any("partition" in c.cues for c in (stated, *parts))
        doubts = () if complete or len(parts) == 1 else ("overlapping-parts",)
        yield Binding({"parts": tuple(parts)}, doubts=doubts)

    def derived(self, case: Case) -> Derivation:
        """Where parts may be missing, nothing says what the whole is."""
        return Derivation.GIVEN if case.params.get("relation") == "at-most" else Derivation.ADDED

    def relate(self, case: Case, values: Values) -> Relation:
        """The sum of the parts against the total."""
        less = sum((_size(each) for each in values.get("less", ())), Interval.point(0))
        total = sum(values["parts"], Interval.point(0)) - less
        (stated,) = values[STATED]
        factor = case.stated.quantity.unit.factor
        if case.params.get("relation") == "at-most":
            return Relation(
                total / factor, stated / factor, proof=(stated - total, Interval(ZERO, None)), equation=False
            )
        return Relation(total / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if case.params.get("relation") == "at-most":
            return "sum(parts) <= stated"
        return "sum(parts) - sum(less)" if "less" in case.slots else "sum(parts)"


def _size(taken_off: Interval) -> Interval:
    """Eliminations of minus €23m are taken off once, and not added."""
    return -taken_off if taken_off.before(Interval.point(0)) else taken_off


def _ended(whole: Claim, inside: list[Claim]) -> list[Claim]:
    """Of the 27 applications, 16 were granted, 9 refused and 4 withdrawn: each of them ended in one way only."""
    counted = (Kind.COUNT, Kind.NUMBER)
    parts = [c for c in inside if c.quantity.kind in counted]
    plain = all("ended" in c.cues and c.role is Role.LEVEL and not c.cues & {"out-of", "overlap"} for c in parts)
    if "among" not in whole.cues or not plain or len(parts) < _FEWEST_ENDS or not in_a_row([whole, *parts]):
        return []
    total = sum((c.quantity.value or Fraction(0) for c in parts), ZERO)
    return parts if total <= (whole.quantity.value or ZERO) * _LITTLE_MORE else []


def _smaller(parts: list[Claim], whole: Claim) -> list[Claim]:
    """10公里5300人，其中600人兼报，实际参赛12,900人: behind a part, what is more than the whole speaks of another."""
    value = whole.quantity.interval * whole.quantity.unit.factor
    more = [n for n, c in enumerate(parts) if n and value.before(c.quantity.interval * c.quantity.unit.factor)]
    return parts[: more[0]] if more else parts


def _all_told(parts: list[Claim], whole: Claim) -> list[Claim]:
    """共22家，其中主板10家、创业板8家、科创板4家，18家上涨: three make the whole, and the rest divides it anew."""
    total = Fraction(0)
    for index, part in enumerate(parts):
        total += (part.quantity.value or 0) * part.quantity.unit.factor
        if index and total == (whole.quantity.value or 0) * whole.quantity.unit.factor:
            return parts[: index + 1]
    return parts


def _beside(claim: Claim, stated: Claim) -> bool:
    """In its sentence, or the next one."""
    return abs(claim.place.sentence - stated.place.sentence) <= 1


def _fits(part: Claim, total: Claim) -> bool:
    same_period = part.period is None or total.period is None or part.period == total.period
    return same_period and part.basis == total.basis and part.quantity.kind is not Kind.DURATION


def _is_of_each(stated: Claim) -> bool:
    """单产5515公斤/公顷，其中小麦5863公斤/公顷: what is had by each hectare is a mean of its parts, not their sum."""
    return stated.quantity.kind is Kind.PHYSICAL and "/" in stated.quantity.unit.id


def _is_of_another(part: Claim, whole: Claim) -> bool:
    """均价15万元，其中出口2万辆，贡献收入35亿元: an income is no part of a price."""
    apart = "measured" in part.cues & whole.cues and part.metric != whole.metric
    return apart and "price" in (part.metric, whole.metric)


def _same_thing(whole: Claim, part: Claim) -> bool:
    """Over the end of a sentence, 其中 speaks of the number with the same metric and period."""
    return whole.metric is not None and whole.metric == part.metric and whole.period == part.period


def _sides(around: Neighbourhood) -> tuple[list[Claim], list[Claim]]:
    """The numbers before and behind the total, those of the neighbouring sentences included; ranks left out."""
    stated = around.claim
    near = [c for c in around.near if abs(c.place.sentence - stated.place.sentence) == 1]
    every = sorted((c for c in (*near, *around.sentence) if c.role in _ROLES), key=lambda c: c.place.order)
    before = [c for c in every if c.place.order < stated.place.order]
    behind = [c for c in every if c.place.order > stated.place.order]
    return before, behind


def _is_closing(stated: Claim, before: list[Claim]) -> bool:
    """Words of a total; or 新开…，关闭…，期末9,308家: what stands behind what was added and taken off."""
    if stated.quantity.kind is Kind.PERCENT:  # 前五家公司合计占62%: more than the two that were named
        between = [c for c in before if c.place.order == stated.place.order - 1 and c.quantity.kind is Kind.COUNT]
        return "together" in stated.cues and not between
    if "cumulative" in stated.cues and not stated.cues & {"together", "whole-year"}:
        return False
    if stated.cues & {"total", "together", "disjoint"}:
        return True
    if _is_total_by_name(stated, before):
        return True
    if _concludes(stated, before):
        return True
    if "yoy" in stated.cues:  # 存款减少0.17万亿元，贷款增加2.85万亿元，同比多增1.16万亿元: against last year, no sum
        return False
    flows = [c for c in before if addable(c, stated)]
    if not flows or not sign(flows[-1]):
        return False
    if "net" in stated.label.split() and {sign(c) for c in flows} == {1, -1}:  # took in $620m and paid out $475m
        return True
    if "of-which" in flows[-1].cues and "of-which-next" in stated.cues:
        return False  # 住户贷款增加1.2万亿元，其中短期…、长期…；企业贷款增加6.0万亿元，其中: the next whole
    if sign(stated) and stated.role is Role.CHANGE and _is_item(stated, flows):
        return False
    return stated.role is Role.CHANGE or not sign(stated)


def _is_total_by_name(stated: Claim, before: list[Claim]) -> bool:
    """造价分别是3.6亿元、2.9亿元、4.1亿元，总造价10.6亿元: the noun of its parts, in a word for all of it."""
    names = {c.label for c in before if addable(c, stated)}
    name = next(iter(names)) if len(names) == 1 else ""
    told = bool(name) and not name.isascii() and stated.label.endswith(name) and stated.label != name
    return "group" in stated.cues and told and all("each" in c.cues for c in before if addable(c, stated))


def _concludes(stated: Claim, before: list[Claim]) -> bool:
    """A, B and C; revenue was therefore D: a level that is said to follow from several in front of it."""
    alike = [c for c in before if addable(c, stated)]
    plain = stated.role is Role.LEVEL and stated.quantity.kind in _SUMMED and not stated.cues & _NO_SUM
    listed_so = [c for c in alike if c.place.sentence in (stated.place.sentence, stated.place.sentence - 1)]
    again = "restates" in stated.cues and len(listed_so) >= _LEAST_AGAIN  # books, films and records, i.e. 20,000 items
    said = bool(stated.cues & CONCLUDES) or again or ("whole-year" in stated.cues and _is_row(alike))
    return (
        plain
        and said
        and len(alike) > 1
        and alike[0].role is Role.LEVEL
        and not any(c.cues & {"including", "of-which"} for c in alike)  # $112m, including $26m in China
        and {c.stance for c in alike} == {stated.stance}
    )


def _is_row(alike: list[Claim]) -> bool:
    """By quarter: 3.4, 3.6, 3.3, 3.9. The year: 14.2."""
    row = [c for c in alike if "listed" in c.cues]
    return len(row) + 1 in _STEPS_OF_YEAR and in_a_row(row)


def _is_item(stated: Claim, flows: list[Claim]) -> bool:
    """短期贷款减少3亿元，票据融资增加9亿元；同业贷款增加4亿元: a change with a name of its own is one more of them."""
    names = {c.label for c in flows if c.label and _beside(c, stated)}
    return "of-which" in stated.cues or ("named" in stated.cues and bool(names) and stated.label not in names)
