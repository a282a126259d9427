"""Order: what is called the highest must not be exceeded by what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import REACH
from claimlint.model.ranking import (
    RATIOS,
    against_others,
    are_falls,
    goes_before,
    in_order,
    is_said,
    measure,
    named,
    place_of,
    stands_before,
    suits,
)
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation, Status, Verdict

ZERO = Fraction(0)
_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)
# Numbers told in a row are a list that may be ranked where there are so many of them.
_LEAST_TOLD = 3
_LEAST_IN_ORDER = 2
_RIGHT_BEHIND = 8
# The number of what is named stands so close behind its name: 涂胶显影最低，仅10.9%.
_BESIDE = 24
# From here on the column is carried from other words of the sentence.
_CARRIED = 2


class Order(Check):
    """In a ranking that the text asserts (最高, 其次, largest, followed by), no later item may exceed an earlier one.

    ``judge: values`` looks at a number beside its rank and the items that follow it; ``list`` at what the text says of
    a member of a list or of a column of a table (武汉最快, "Vietnam ranked second"), against all members. ``currency``
    only says where the items are in different currencies, so that nothing can be ranked.
    """

    title = {"en": "the ranking contradicts its values", "zh": "排序与数值不符"}
    message = {
        "en": "inconsistent as printed: {stated} is ranked ahead of {inputs}",
        "zh": "与所列数字不一致：{stated}排在{inputs}之前",
    }
    slots = {
        "others": Slot(_VALUES, {"en": "ranked behind", "zh": "排在其后"}, many=True),
        STATED: Slot((*_VALUES, Role.RANK), {"en": "ranked first", "zh": "排在首位"}),
        "rank": Slot((Role.RANK,), {"en": "rank", "zh": "名次"}),
        "item": Slot(_VALUES, {"en": "its value", "zh": "该项"}),
        "ahead": Slot(_VALUES, {"en": "beyond it", "zh": "超出者"}, many=True),
        "beside": Slot(_VALUES, {"en": "in the text", "zh": "文中"}, many=True),
        "members": Slot(_VALUES, {"en": "compared with", "zh": "相比者"}, many=True),
    }
    same = ("metric", "period", "scope", "basis")
    params = {"judge": ("values", "currency", "list")}
    examples = (
        Holds("甲公司收入最高，达1100亿元。其次是乙公司，收入688亿元。"),
        Breaks("甲公司收入最高，达[[600亿元]]。其次是乙公司，收入688亿元。"),
        Breaks("甲公司收入最高，达[[1100亿元]]。其次是乙公司，收入688亿美元。", severity="warning"),
        Holds("上海收入12亿元，北京收入15亿元，深圳收入9亿元，其中北京最高。"),
        Breaks("上海收入12亿元，北京收入15亿元，深圳收入9亿元，其中上海[[最高]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The item is the number right behind the word, or the member of a list that its words name."""
        if params["judge"] == "list":
            told = _sequence(around) if "sequence" in around.claim.cues else _asserted(around)
            return sorted(told, key=lambda binding: binding.fit)
        return _ranked(around, params["judge"] == "currency")

    def verdict(self, case: Case) -> Verdict | None:
        """Unlike currencies cannot be ranked."""
        if case.params.get("judge") == "currency":
            return Verdict(Status.AMBIGUOUS, reading="one-currency")
        return None

    def relate(self, case: Case, values: Values) -> Relation:
        """The item less the greatest of the others must not be negative; of a list, the place of its member."""
        if case.params.get("judge") == "list":
            return _place(case, values)
        (item,) = values[STATED]
        greatest = _greatest(values["others"])
        factor = case.stated.quantity.unit.factor
        return Relation(greatest / factor, item / factor, proof=(item - greatest, Interval(ZERO, None)), equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if case.params.get("judge") != "list":
            return "stated >= max(others)"
        first = place_of(case.stated) > 0
        if "sequence" in case.stated.cues:
            return "item >= ahead" if first else "item <= ahead"
        if abs(place_of(case.stated)) == 1:
            return "item >= max(ahead)" if first else "item <= min(ahead)"
        return "rank(item)"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """Of a member of a list, what it is called and what stands beyond it."""
        return _wording(case) if case.params.get("judge") == "list" else self.message


def _ranked(around: Neighbourhood, mixed: bool) -> Iterator[Binding]:
    """The item is the number right behind the word; the others follow it, led by another word of the order."""
    item, near = around.claim, (*around.sentence, *around.near)
    ranks = [c for c in near if c.role is Role.RANK and c.place.order == item.place.order - 1]
    if not ranks or ranks[0].quantity.value != 1 or not _follows(ranks[0], item):
        return
    ordered = sorted(near, key=lambda c: c.place.order)
    behind = [c for c in ordered if c.place.order > item.place.order][: 2 * REACH]
    second = next((c for c in behind if c.role is Role.RANK), None)
    if second is None or second.quantity.value != 2:
        return
    others = [c for c in behind if c.role in _VALUES and c.place.order > second.place.order]
    others = [c for c in others if c.place.sentence == second.place.sentence and _same_matter(c, item)]
    others = [c for c in others if c.quantity.kind is not Kind.PERCENT or _follows(second, c)]
    currencies = [c for c in others if c.quantity.kind is item.quantity.kind is Kind.MONEY]
    chosen = (
        [c for c in currencies if not _comparable(c, item)] if mixed else [c for c in others if _comparable(c, item)]
    )
    if chosen and all(c.basis == item.basis and c.period == item.period for c in chosen):
        yield Binding({"others": tuple(chosen), "rank": (ranks[0],)})


def _follows(rank: Claim, claim: Claim) -> bool:
    """A percentage stands right behind its rank; in front of it (占比48%排名第一，汽车占比22%) is that of another."""
    gap = claim.quantity.extended.start - rank.quantity.span.end
    return claim.quantity.kind is not Kind.PERCENT or gap <= _RIGHT_BEHIND


def _same_matter(claim: Claim, item: Claim) -> bool:
    """Of one metric; a percentage may leave it to the one before (市占率最高，为25%；乙公司次之，为28%)."""
    left = claim.metric is None
    return (left or claim.metric == item.metric) and (claim.role is Role.CHANGE) is (item.role is Role.CHANGE)


def _asserted(around: Neighbourhood) -> Iterator[Binding]:
    """For the lists near a word of an order: the member that the words name, and those that it is compared with.

    Of the columns of a table only those count that the sentence speaks of most clearly.
    """
    rank = around.claim
    if "scoped" in rank.cues:
        return
    found = [(listed, named(rank.label, listed)) for listed in rank.among if suits(rank, listed)]
    columns = [listed for listed in rank.among if _is_column(rank, listed)]
    doubts = [
        _doubt(around, item, len(columns)) if _is_column(rank, listed) else _of_told(rank, listed)
        for listed, item in found
        if item is not None
    ]
    best = min((doubt for doubt in doubts if doubt is not None), default=None)
    chosen = [(listed, item) for listed, item in found if item is not None]
    for (listed, item), doubt in zip(chosen, doubts, strict=True):
        others = [c for c in listed if c is not item]
        if doubt is None or doubt != best or not all(_comparable(c, item) for c in others):
            continue
        ahead = tuple(c for c in others if stands_before(rank, c, item))
        rest = tuple(c for c in others if c not in ahead)
        beside = _beside(around, item) if listed in columns else ()
        slots = {"item": (item,), "beside": beside, "ahead": ahead, "members": rest}
        yield Binding(slots, int(doubt >= _CARRIED))


def _sequence(around: Neighbourhood) -> Iterator[Binding]:
    """收入由高到低依次为甲、乙和丙: of the members in the order of the words the first two that stand otherwise."""
    rank = around.claim
    if "scoped" in rank.cues:
        return
    columns = [listed for listed in rank.among if _is_column(rank, listed)]
    yield from against_others(rank, around.sentence)
    for listed in rank.among:
        if listed in columns:
            members = in_order(rank.label, listed)
            doubt = min((2 if is_said(c.label.lower(), rank.of or "") else 3 for c in members[:1]), default=3)
            if len(members) < _LEAST_IN_ORDER or (doubt == 3 and len(columns) > 1):
                continue
        else:
            words = rank.quantity.extended
            members = [c for c in listed if words.start <= c.quantity.span.start < words.end]
            if len(members) < max(_LEAST_IN_ORDER, len(listed) - 1):
                continue
            one, word, other = (c.quantity.span.start for c in (members[0], rank, members[-1]))
            if "around" in rank.cues and (are_falls(members) or not one < word < other):
                continue  # "growth of 5% put Alpha ahead of Beta (4%)": Alpha's number is no member
        first, last = next((p for p in pairwise(members) if stands_before(rank, *p[::-1])), tuple(members[:2]))
        slots = {"item": (first,), "ahead": (last,), "members": ()}
        yield Binding(slots, int(listed in columns), doubts=("any-order",) if "loose" in rank.cues else ())


def _is_column(rank: Claim, listed: tuple[Claim, ...]) -> bool:
    return listed[0].place.block != rank.place.block


def _of_told(rank: Claim, listed: tuple[Claim, ...]) -> int | None:
    """Numbers told in one sentence before the word, or in the sentence before."""
    counted = rank.label.partition(rank.quantity.text.lower())[2] if "noun" in rank.cues else ""
    if counted.strip() and not is_said(counted, f"{listed[0].label} {listed[0].quantity.unit.id}"):
        return None  # costs per ounce of A, B and C; C produced the most gold
    if len(listed) < _LEAST_TOLD or (None not in (rank.metric, listed[0].metric) and rank.metric != listed[0].metric):
        return None
    return _CARRIED if rank.place.sentence > listed[0].place.sentence else 0


def _beside(around: Neighbourhood, item: Claim) -> tuple[Claim, ...]:
    """The number of the item as it stands by its name in the sentence: 杭州(4.8%)垫底."""
    words = around.claim.quantity.extended
    found = [c for c in around.sentence if words.start <= c.quantity.span.start < words.end + _BESIDE]
    return tuple(c for c in found if _comparable(c, item) and c.quantity.interval.meets(item.quantity.interval))[:1]


def _doubt(around: Neighbourhood, item: Claim, columns: int) -> int | None:
    """How clearly a column is meant: the number beside the name is from it (0), the words around the order name it (1),
    the sentence does (2), or it is the only one (3); None where nothing says so.
    """
    rank = around.claim
    if _beside(around, item):
        return 0
    for doubt, text in ((1, rank.label), (_CARRIED, rank.of or "")):
        if is_said(item.label.lower(), text):
            return doubt
    return 3 if columns == 1 and not ("size" in rank.cues and item.quantity.kind in RATIOS) else None


def _place(case: Case, values: Values) -> Relation:
    """Of a sequence the two members that stand beside each other, else the place of the item among all."""
    rank = case.stated
    sets = {name: _measured(case, values, name) for name in ("item", "ahead", "members")}
    (item,) = sets["item"]
    if "sequence" in rank.cues:
        (last,) = sets["ahead"]
        factor = case.one("item").quantity.unit.factor
        rising = Interval(ZERO, None) if place_of(rank) > 0 else Interval(None, ZERO)
        return Relation(last / factor, item / factor, proof=(item - last, rising), equation=False)
    others = sets["ahead"] + sets["members"]
    ahead = sum(goes_before(rank, other, item) for other in others)
    behind = sum(goes_before(rank, item, other) for other in others)
    place = Interval(Fraction(1 + ahead), Fraction(1 + len(others) - behind))
    return Relation(place * (1 if place_of(rank) > 0 else -1), values[STATED][0], equation=False)


def _measured(case: Case, values: Values, slot: str) -> list[Interval]:
    found = zip(case.slots[slot], values[slot], strict=True)
    return [measure(case.stated, claim, value) for claim, value in found]


def _wording(case: Case) -> Mapping[Language, str]:
    item, ahead = case.one("item"), case.slots["ahead"]
    own = _called(case.stated, item)
    if "sequence" in case.stated.cues:
        after = _called(case.stated, ahead[0])
        return {
            "en": f'inconsistent as printed: {after} comes behind {own}, against "{{stated}}"',
            "zh": f"与所列数字不一致：{after}排在{own}之后，与“{{stated}}”不符",
        }
    if abs(place_of(case.stated)) == 1 and ahead:
        first = place_of(case.stated) > 0
        most = max(ahead, key=lambda c: (measure(case.stated, c).low or ZERO) * (1 if first else -1))
        beyond = _called(case.stated, most)
        more = "greater" if first else "less"
        return {
            "en": f'inconsistent as printed: {own} is called "{{stated}}", but {beyond} is {more}',
            "zh": f"与所列数字不一致：{own}称为“{{stated}}”，但{beyond}更{'高' if first else '低'}",
        }
    place = len(ahead) + 1
    return {
        "en": f'inconsistent as printed: {own} is called "{{stated}}", but its value puts it in place {place}',
        "zh": f"与所列数字不一致：{own}称为“{{stated}}”，按数值应排第{place}位",
    }


def _called(rank: Claim, claim: Claim) -> str:
    """A member with its name, where a table prints one: 量测 7.8%."""
    name = claim.subject if claim.place.block != rank.place.block else None
    return _braced(f"{name} {claim.quantity.text}" if name else claim.quantity.text)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _comparable(claim: Claim, item: Claim) -> bool:
    return claim.quantity.unit.comparable(item.quantity.unit)


def _greatest(sets: tuple[Interval, ...]) -> Interval:
    """The set of the maximum: both ends are maxima of the ends."""
    lows = [s.low for s in sets if s.low is not None]
    highs = [s.high for s in sets]
    high = None if None in highs else max(h for h in highs if h is not None)
    return Interval(max(lows) if lows else None, high)
