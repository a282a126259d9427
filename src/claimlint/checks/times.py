"""Times: how many times one amount is another of the same time must follow from the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.gaps import is_name_of
from claimlint.model.misprint import base, may_be
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER})
# A multiple that grows, or is of a former value, is a matter of growth.
_MOVES = frozenset({"rise", "fall", "shift", "yoy", "qoq", "from", "cagr", "average-growth", "each", "paired"})
_FORMER = frozenset({"prior", "from"})
_PAIR = 2
_TRIED = 3
_NEAR = 2


class Times(Check):
    """Debt of $4.2bn at 3.5 times EBITDA of $1.2bn; profit of €276m against interest of €46m gives 6.0x.

    The words name the two: the amount that the multiple is of stands behind it and has a name of its own, or the
    multiple is said to follow from the only two amounts of its sentence.  Growth is another check's matter.
    """

    title = {"en": "the multiple does not follow from the two amounts", "zh": "倍数与两项数值不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "over": Slot((Role.LEVEL,), {"en": "amount", "zh": "被比较数"}),
        "under": Slot((Role.LEVEL,), {"en": "of", "zh": "基数"}),
        STATED: Slot((Role.MULTIPLE, Role.RATE), {"en": "stated", "zh": "文中"}),
    }
    same = ()
    examples = (
        Holds("The order book of $9.3bn is 3.1 times annual revenue of $3.0bn."),
        Breaks("The order book of $9.3bn is [[2.4 times]] annual revenue of $3.0bn."),
        Holds("EBIT of €276m against net interest of €46m gives 6.0x."),
        Breaks("EBIT of €276m against net interest of €46m gives [[8.0x]]."),
        Holds("息税前利润27.6亿元，利息支出4.6亿元，利息保障倍数6.0倍。"),
        Breaks("息税前利润27.6亿元，利息支出4.6亿元，利息保障倍数[[8.0倍]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The amount behind the multiple and the only one in front of it; or the only two in front."""
        stated = around.claim
        if stated.role is Role.RATE:  # 前者只有后者的四分之一
            yield from _only_two(around) if "ratio-of" in stated.cues and not _is_vague(stated) else ()
            return
        apposed = list(_of_modifier(stated, around.sentence)) if not _is_vague(stated) else []
        if apposed:
            yield from apposed
            return
        if stated.cues & _MOVES or stated.quantity.unit.id != "x" or stated.direction or _is_vague(stated):
            return
        line = [c for c in around.sentence if c.role is not Role.RANK and c.quantity.kind is not Kind.DURATION]
        before = [c for c in line if c.place.order < stated.place.order and _is_amount(c)]
        behind = [c for c in line if c.place.order > stated.place.order]
        named = list(_of_the_named(stated, [c for c in line if _is_amount(c)]))
        yield from named or _of_the_next(stated, before, behind)
        if not before and stated.cues & {"takes-up", "restates"}:  # … That is 14 times its EBITDA
            told = (c for c in around.near if stated.place.sentence - c.place.sentence == 1 and _is_amount(c))
            before = sorted(told, key=lambda c: c.place.order)
        pairs = list(_of_two(stated, before))
        yield from pairs or ([] if named else _only_two(around))

    def relate(self, case: Case, values: Values) -> Relation:
        """over ÷ under."""
        (over,), (under,), (stated,) = values["over"], values["under"], values[STATED]
        return Relation(over / under / case.stated.quantity.unit.factor, stated / case.stated.quantity.unit.factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "over / under"


def _is_vague(stated: Claim) -> bool:
    return stated.quantity.qualifier not in (Qualifier.NONE, Qualifier.ABOUT) or stated.basis is not None


def _is_amount(claim: Claim) -> bool:
    plain = claim.quantity.qualifier in (Qualifier.NONE, Qualifier.ABOUT)
    return claim.role is Role.LEVEL and claim.quantity.kind in _AMOUNTS and claim.quantity.value is not None and plain


def _of_modifier(stated: Claim, sentence: Sequence[Claim]) -> Iterator[Binding]:
    """坪效8.4万元，是普通门店2.1万元的4倍: what the multiple is of stands right in front of it."""
    under = next((c for c in sentence if c.place.order == stated.place.order - 1), None)
    if under is None or "modifies" not in under.cues or under.place.clause != stated.place.clause:
        return
    if stated.cues & {"yoy", "qoq"} or stated.quantity.unit.id != "x" or not _is_amount(under):
        return
    before = [c for c in sentence if c.place.order < under.place.order and _is_said_of(c, under)]
    for over in before[::-1][:_TRIED]:  # the nearest, unless another one explains it
        yield Binding({"over": (over,), "under": (under,)})


def _is_said_of(over: Claim, under: Claim) -> bool:
    """去年新增专利8.4万件，是五年前2.1万件的4倍: what came in last year is as good as a level."""
    level = over.role is Role.LEVEL or (over.role is Role.CHANGE and over.direction > 0 and "named" in over.cues)
    past = "prior" in over.cues and "prior" not in under.cues
    return (
        level and not past and over.quantity.value is not None and _is_like(over, under) and over.basis == under.basis
    )


def _only_two(around: Neighbourhood) -> Iterator[Binding]:
    """东部1,260个，西部420个，东部是西部的3倍: there are no other two; the greater over the less, if more than one."""
    stated = around.claim
    if not stated.cues & {"of-named", "ratio-of"}:
        return
    told = [c for c in around.sentence if c.place.order < stated.place.order and _is_compared(c)]
    if len(told) < _PAIR:
        near = [c for c in around.near if stated.place.sentence - c.place.sentence == 1 and _is_compared(c)]
        told = [*(c for c in near if c.place.block == stated.place.block), *told]
    pairs = [(a, b) for n, a in enumerate(told) for b in told[n + 1 :] if _is_like(a, b) and a.basis == b.basis]
    if len(pairs) != 1 or not stated.quantity.value:
        return
    small, large = sorted(pairs[0], key=base)
    over, under = (large, small) if stated.quantity.value > 1 else (small, large)
    if base(small) > 0 and may_be(base(stated), base(over) / base(under)):
        yield Binding({"over": (over,), "under": (under,)}, 1, doubts=("loose-binding",))


def _is_compared(claim: Claim) -> bool:
    length = claim.quantity.kind is Kind.DURATION and claim.quantity.qualifier is Qualifier.NONE
    return (_is_amount(claim) or length or claim.quantity.kind is Kind.PRICE) and claim.role is Role.LEVEL


def _is_like(claim: Claim, other: Claim) -> bool:
    """每平方米8.4万元 and 2.1万元: what each of them has is said once."""
    unit = claim.quantity.unit
    return unit.comparable(other.quantity.unit) or unit.id.partition("/")[0] == other.quantity.unit.id


def _of_the_named(stated: Claim, amounts: Sequence[Claim]) -> Iterator[Binding]:
    """夜间客流12万人次，白天8万人次，夜间是白天的1.5倍: the words in front of the multiple name what it is of."""
    name = stated.of or stated.label
    if not {"of-named", "named"} <= stated.cues or not name:  # 是日均的1.6倍 names nothing
        return
    unders = [c for c in amounts if c.label and is_name_of(name, c.label)]
    under = unders[0] if len(unders) == 1 else None
    if under is None or len(amounts) > _TRIED:
        return
    for over in amounts:
        if over is not under and _is_like(over, under) and over.basis == under.basis and _may_be_beside(over, under):
            yield Binding({"over": (over,), "under": (under,)})


def _may_be_beside(one: Claim, other: Claim) -> bool:
    return one.period == other.period or None in (one.period, other.period)


def _of_the_next(stated: Claim, before: Sequence[Claim], behind: Sequence[Claim]) -> Iterator[Binding]:
    """2.4 times annual revenue of $3.0bn; 2.1 times EBITDA (€300m); 5.5 times that of the old one, which had 0.8m."""
    under = behind[0] if behind else None
    if under is None or not _is_amount(under) or "skips" in under.cues or "skips-next" in stated.cues:
        return
    beside = under.place.clause == stated.place.clause or {"aside", "closed"} <= under.cues
    relative = "to" in stated.cues and under.place.clause == stated.place.clause + 1 and "named" not in under.cues
    if not stated.cues & {"loose", "to"} or not (beside or relative) or under.cues & _FORMER:
        return
    over = [c for c in before if c.quantity.unit.comparable(under.quantity.unit)]
    own = under.metric != over[-1].metric or "named" in under.cues or relative if over else False
    if len(over) == 1 and own and stated.place.order - over[0].place.order <= _NEAR:
        yield Binding({"over": (over[0],), "under": (under,)})


def _of_two(stated: Claim, before: Sequence[Claim]) -> Iterator[Binding]:
    """Profit of €276m against interest of €46m gives 6.0x; 净负债42亿元，EBITDA 12亿元，净负债/EBITDA为3.5倍."""
    if len(before) != _PAIR or before[-1].place.order != stated.place.order - 1:
        return
    one, two = before
    if not one.quantity.unit.comparable(two.quantity.unit) or not stated.cues & {"yields", "ratio-of", "takes-up"}:
        return
    if one.metric == two.metric and one.label == two.label:
        return  # 40 in March and 60 in April: one thing at two times
    leap = int(two.place.sentence != stated.place.sentence)
    yield Binding({"over": (one,), "under": (two,)}, leap)
    yield Binding({"over": (two,), "under": (one,)}, leap)
