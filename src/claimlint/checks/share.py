"""Share: a stated share must be the part over the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model import chained, complete, portion, respective_shares, unsaid_whole
from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import distance
from claimlint.model.lone_whole import lone_whole
from claimlint.model.meant import is_meant
from claimlint.model.of_the_sum import of_the_sum
from claimlint.model.portion import Pair
from claimlint.model.text import Language
from claimlint.model.verdict import Relation

HUNDRED = Fraction(100)
_NEXT = 2  # the list stands in the sentence in front
_AMOUNTS, _PAIR = (Role.LEVEL, Role.CHANGE), 2  # a part and a whole, of which either may have been added
_LEAVES: Mapping[Language, str] = {
    "en": "inconsistent as printed: {stated} stated, but {inputs} leave {range}",
    "zh": "与所列数字不一致：文中为{stated}，而{inputs}之外应余{range}",
}


class Share(Check):
    """A stated share must equal the part divided by the whole that the words name.

    The whole stands in the sentence (占总收入52.1亿元的38%), in front of 其中, or is a fact about the subject named
    (占华为收入5%).  A share without a period beside a dated fact is ambiguous at most.  ``relation: all`` is for lists
    that are complete (其他10%, the remaining 10%, single choice): their shares make 100 %.
    """

    title = {"en": "the share does not follow from part and whole", "zh": "占比与分子分母不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "part": Slot((Role.LEVEL,), {"en": "part", "zh": "分子"}),
        "others": Slot((Role.SHARE, Role.RATE), {"en": "other share", "zh": "其余占比"}, many=True),
        "whole": Slot((Role.LEVEL,), {"en": "whole", "zh": "分母"}),
        "rest": Slot((Role.LEVEL,), {"en": "other part", "zh": "其余部分"}, many=True),
        "more": Slot((Role.LEVEL,), {"en": "with", "zh": "连同"}, many=True),
        "of": Slot((Role.SHARE, Role.RATE), {"en": "share of which", "zh": "前一占比"}),
        STATED: Slot((Role.SHARE, Role.RATE, Role.LEVEL), {"en": "stated", "zh": "文中"}),
    }
    same = ("period", "scope", "basis")
    params = {"relation": ("part", "all")}
    examples = (
        Holds("创新药收入19.8亿元，占总收入52.1亿元的38%。"),
        Breaks("创新药收入19.8亿元，占总收入52.1亿元的[[48%]]。"),
        Holds("总收入200亿元，其中云业务收入30亿元，占比15%。"),
        Breaks("总收入200亿元，其中云业务收入30亿元，占比[[25%]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The whole that the words name, with the nearest part; what is told one by one goes together so."""
        stated = around.claim
        if params["relation"] == "all":
            found = complete.others(stated, around.sentence, around.near)
            yield from [Binding({"others": found}, distance(found[0], stated) > _NEXT)] if found else []
            return
        if stated.role is Role.LEVEL:
            yield from _in_so_many(stated, around)
            return
        if not _may_be_share(stated) or not _has_two(around):
            return
        inside = portion.amounts(around.sentence)
        before = [c for c in inside if c.place.order < stated.place.order]
        behind = [c for c in inside if c.place.order > stated.place.order]
        chains = list(chained.chain(stated, around.sentence, around.near))
        if chains:
            yield from (Binding({"part": (one.part,), "whole": (one.whole,), "of": (one.of,)}) for one in chains)
            return
        summed = list(of_the_sum(stated, [before, *_sentence_before(around)]))
        yield from (Binding({"part": (one.part,), "rest": one.rest}) for one in summed)
        pairs, alone = list(respective_shares.told(stated, around.sentence)), list[Pair]()
        if not pairs and not stated.cues & {"each", "paired"}:
            pairs = list(_pairs(around, before, behind))
            if not any(pair.fit <= 1 for pair in pairs):
                alone = list(lone_whole(around))
                pairs = [*alone, *pairs]
        if stated.role is Role.SHARE and "each" not in stated.cues:
            yield from self._fact(stated, before, around.facts)
        for pair in pairs:
            if is_meant(pair, around):
                doubts = ("loose-binding",) if pair.fit and pair in alone else ()
                yield from _bound(stated, pair, before, doubts)
        for pair in () if pairs else unsaid_whole.named_before(stated, before, around.wholes):
            yield Binding({"part": (pair.part,), "whole": (pair.whole,)}, fit=pair.fit, doubts=("named-afar",))

    def _fact(self, stated: Claim, before: list[Claim], facts: Iterable[Claim]) -> Iterator[Binding]:
        """占华为收入5%: the whole is known from a reference."""
        if not before or stated.of is None:
            return
        part = before[-1]
        for fact in facts:
            if not fact.quantity.unit.comparable(part.quantity.unit):
                continue
            if fact.metric is not None and stated.metric is not None and fact.metric != stated.metric:
                continue
            if not _speaks_of(stated, part, fact):
                continue
            if stated.period is None:
                yield Binding({"part": (part,), "whole": (fact,)}, fit=1, doubts=("no-period",))
            elif fact.period is None or fact.period == stated.period:
                yield Binding({"part": (part,), "whole": (fact,)}, fit=1)

    def derived(self, case: Case) -> Derivation:
        """What other shares leave of the whole is wrong where any of them is."""
        return Derivation.ADDED if "others" in case.slots else Derivation.COMPUTED

    def relate(self, case: Case, values: Values) -> Relation:
        """part ÷ whole, or what the other shares leave of 100 %."""
        if "others" in case.slots:
            return _remainder(case, values)
        if "rest" in case.slots:  # the part is in its whole, and counted once
            (part,), (stated,), factor = values["part"], values[STATED], case.stated.quantity.unit.factor
            rest = sum(values["rest"], Interval.point(0))
            return Relation((1 + rest / part).reciprocal() / factor, stated / factor)
        (part,), (whole,), (stated,) = values["part"], values["whole"], values[STATED]
        factor = case.stated.quantity.unit.factor
        part = sum(values.get("more", ()), part)
        share = part / whole / values["of"][0] if "of" in case.slots else part / whole
        if case.stated.role is Role.LEVEL:  # 37 of every 100: a count that is rounded like a percentage
            many = Fraction(100 if "per-hundred" in case.stated.cues else 10)
            half = Interval(Fraction(-1, 2), Fraction(1, 2))
            return Relation(share * many, stated + half)
        if case.stated.role is Role.RATE and not share.meets(stated) and (1 - share).meets(stated):
            share = 1 - share  # 检出不合格87批次，合格率97.5%
        return Relation(_at_most_all(share, part, whole) / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if "others" in case.slots:
            return "sum(others)" if _is_sum(case) else "1 - sum(others)"
        if "rest" in case.slots:
            return "part / (part + sum(rest))"
        if "more" in case.slots:
            return "(part + sum(more)) / whole"
        return "part / whole / of" if "of" in case.slots else "part / whole"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """Shares of one whole leave each other what remains."""
        return _LEAVES if "others" in case.slots and not _is_sum(case) else self.message


def _bound(stated: Claim, pair: Pair, before: list[Claim], doubts: tuple[str, ...]) -> Iterator[Binding]:
    slots = {"part": (pair.part,), "whole": (pair.whole,)}
    more = _with_it(stated, pair, before)
    yield from [Binding(slots | {"more": more}, fit=pair.fit, doubts=doubts)] if more else []
    yield Binding(slots, fit=pair.fit, doubts=doubts)


def _with_it(stated: Claim, pair: Pair, before: list[Claim]) -> tuple[Claim, ...]:
    """Claims of 612m and expenses of 268m on premiums of 930m, a combined ratio of 94.6%: the others in it."""
    if "together" not in stated.cues or pair.whole.place.order > stated.place.order:
        return ()
    others = [c for c in before if c is not pair.part and portion.matched(c, pair.whole, tied=True)]
    unit = pair.part.quantity.unit
    return tuple(c for c in others if c.quantity.unit.comparable(unit) and c.place.sentence == stated.place.sentence)


def _sentence_before(around: Neighbourhood) -> list[list[Claim]]:
    place = around.claim.place
    told = [c for c in around.near if c.place.sentence == place.sentence - 1 and c.place.block == place.block]
    return [sorted(portion.amounts(told), key=lambda c: c.place.order)]


def _may_be_share(stated: Claim) -> bool:
    if "penetration" in stated.cues and (stated.quantity.interval.low or 0) > HUNDRED:
        return False  # 84 million lines, a population of 60 million, mobile penetration of 140%
    mean = "mean" in stated.cues and "modifies" not in stated.cues
    return stated.basis is None and not mean and "excess" not in stated.cues


def _has_two(around: Neighbourhood) -> bool:
    """Whether there are numbers enough for a part and a whole."""
    return bool(around.facts) or sum(c.role in _AMOUNTS for c in (*around.sentence, *around.near)) >= _PAIR


def _is_sum(case: Case) -> bool:
    """合计100%: the text adds the shares up itself."""
    return case.stated.quantity.value == HUNDRED


def _remainder(case: Case, values: Values) -> Relation:
    total = sum(values["others"], Interval.point(0))
    (stated,) = values[STATED]
    factor = case.stated.quantity.unit.factor
    if _is_sum(case):  # as many roundings as shares, and none of the 100 %
        return Relation(total / factor, Interval.point(HUNDRED))
    return Relation((1 - total) / factor, stated / factor)


def _at_most_all(share: Interval, part: Interval, whole: Interval) -> Interval:
    """超过1100亿 of a known whole cannot be more than all of it."""
    return share if share.bounded or part.high is not None else share.clipped(high=Fraction(1))


def _in_so_many(stated: Claim, around: Neighbourhood) -> Iterator[Binding]:
    """For every 100 jobs, 37 were in health care: 2.15 million of the 5.81 million total."""
    if not stated.cues & {"per-hundred", "per-ten"} or stated.quantity.kind not in portion.COUNTS:
        return
    inside = [c for c in around.sentence if c.role is not Role.PERIOD]
    if not inside or inside[0] is not stated:
        return
    beyond = list(unsaid_whole.in_the_next(stated, around.near)) if len(inside) == 1 else []
    for pair in [*beyond, *portion.tied(stated, inside), *unsaid_whole.sampled(stated, portion.amounts(inside[1:]))][
        :1
    ]:
        if stated not in (pair.part, pair.whole):
            yield Binding({"part": (pair.part,), "whole": (pair.whole,)}, fit=pair.fit)


def _pairs(around: Neighbourhood, before: list[Claim], behind: list[Claim]) -> Iterator[Pair]:
    """Best first: what words tie together, what leads or follows the share, what only stands before it."""
    stated = around.claim
    tied = list(portion.tied(stated, around.sentence))
    if _is_all_or_none(stated, before):
        return
    yield from _in_front(stated, before) if tied else ()
    yield from tied[:1]
    if tied:
        return
    earlier = [c for c in portion.amounts(around.near) if c.place.sentence < stated.place.sentence]
    if "of-which" in stated.cues:  # two in five of 850 firms export; of these exporters, 55%: of those, not of all
        wholes = unsaid_whole.wholes_of(sorted(around.near, key=lambda c: c.place.order))
        earlier = [c for c in earlier if c.place.order not in wholes]
    yield from unsaid_whole.told_by_name(stated, before)
    if stated.role is Role.SHARE:
        yield from portion.led(stated, before)
    yield from unsaid_whole.said_so(stated, before, behind)
    wholes = unsaid_whole.wholes_of(around.sentence)
    follow = [c for c in behind if c.place.order not in wholes or c is behind[0]]
    yield from portion.behind_it(stated, [c for c in before if c.place.order not in wholes], follow)
    yield from portion.of_which(stated, before, behind, earlier)
    shares = [c for c in (*around.sentence, *around.near) if c.role is Role.SHARE]
    yield from unsaid_whole.before_it(stated, before, earlier, shares)
    if not before:
        yield from unsaid_whole.reckoned(stated, [] if behind else earlier)
        yield from unsaid_whole.sampled(stated, behind)
        yield from unsaid_whole.concluded(stated, [] if behind else earlier)
        yield from unsaid_whole.by_name(stated, earlier)


def _is_all_or_none(stated: Claim, before: list[Claim]) -> bool:
    """46 of 46 (100%), 0 of 82 (0%): the share right behind two such numbers is theirs, and of no others."""
    return any(pair.part.quantity.value in (0, pair.whole.quantity.value) for pair in _in_front(stated, before))


def _in_front(stated: Claim, before: list[Claim]) -> list[Pair]:
    """In a column of them (21 of 23 91%), the pair in front of a share may be its own as well as the next."""
    orders = [c.place.order - stated.place.order for c in before[-2:]]
    return [Pair(before[-2], before[-1], 0)] if orders == [-2, -1] and "out-of" in before[-1].cues else []


def _speaks_of(stated: Claim, part: Claim, fact: Claim) -> bool:
    """The whole's wording names the fact's subject; or it says "the group", and the part's subject begins with it."""
    names = [name.lower() for name in (fact.subject, *fact.aliases) if name]
    wording = (stated.of or "").lower()
    if any(name in wording for name in names):
        return True
    if "group" not in stated.cues:
        return False
    subject = (part.subject or part.label).lower()
    # 阿里云 is of the group 阿里; a fact about 阿里云 itself is no whole of it
    return subject not in names and any(subject.startswith(name) for name in names)
