"""Share: a stated share must be the part over the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.likeness import levels, may_share
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

# A bare number (11 of 图表11) and a length of time have no parts.
_WHOLES = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL})


class Share(Check):
    """A stated share must equal the part divided by the whole that the words name.

    The whole stands in the sentence (占总收入52.1亿元的38%), in front of 其中, or is a fact about the subject named
    (占华为收入5%).  A share without a period beside a dated fact is ambiguous at most.
    """

    title = {"en": "the share does not follow from part and whole", "zh": "占比与分子分母不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "part": Slot((Role.LEVEL,), {"en": "part", "zh": "分子"}),
        "whole": Slot((Role.LEVEL,), {"en": "whole", "zh": "分母"}),
        STATED: Slot((Role.SHARE,), {"en": "stated", "zh": "文中"}),
    }
    same = ("period", "scope", "basis")
    examples = (
        Holds("创新药收入19.8亿元，占总收入52.1亿元的38%。"),
        Breaks("创新药收入19.8亿元，占总收入52.1亿元的[[48%]]。"),
        Holds("总收入200亿元，其中云业务收入30亿元，占比15%。"),
        Breaks("总收入200亿元，其中云业务收入30亿元，占比[[25%]]。"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The whole that the words name, with the nearest part in front of the share."""
        stated = around.claim
        if stated.basis is not None or "each" in stated.cues:
            return
        before = [
            c for c in levels(around.sentence) if c.place.order < stated.place.order and c.quantity.kind in _WHOLES
        ]
        yield from self._stated_whole(stated, before)
        yield from self._behind(stated, before, around)
        yield from self._fact(stated, before, around.facts)

    def _stated_whole(self, stated: Claim, before: list[Claim]) -> Iterator[Binding]:
        """…，占总收入52.1亿元的38%, or 总收入200亿元，其中…30亿元，占比15%."""
        if len(before) < 2:
            return
        *others, last = before
        # 其中快充占27.43亿美元，占比10.97%: what is led by 其中 is the part, though 占 stands in front of it
        led_by_share = bool(last.cues & {"share", "share-of-whole"}) and not last.cues & {"of-which", "from", "to"}
        if led_by_share and last.place.order == stated.place.order - 1:
            parts = [c for c in others if c.quantity.unit.comparable(last.quantity.unit)][-1:]
            for part in parts:
                yield Binding({"part": (part,), "whole": (last,)})
            return
        wholes = [c for c in others if c.quantity.unit.comparable(last.quantity.unit)]
        wholes = [c for c in wholes if "of-which" in last.cues and "of-which" not in c.cues][-1:]
        for whole in wholes:
            named = stated.of is None or not whole.label or may_share(stated.of, whole.label)
            if named and last.place.order == stated.place.order - 1 and _same_period(last, whole):
                yield Binding({"part": (last,), "whole": (whole,)}, fit=1)

    def _behind(self, stated: Claim, before: list[Claim], around: Neighbourhood) -> Iterator[Binding]:
        """ "$19.8 million, or 38% of the $52.1 million in sales": the whole follows the share."""
        if stated.of is None and "share" not in stated.cues:
            return
        after = [c for c in levels(around.sentence) if c.place.order == stated.place.order + 1]
        for whole in after:
            # $64 million or 0.86% of total loans … to $65 million: what a "to" leads to is no whole
            if whole.place.clause != stated.place.clause or not before or whole.cues & {"from", "to"}:
                continue
            part = before[-1]
            one_scale = not _lacks_scale(whole, part) and not _lacks_scale(part, whole)
            if one_scale and part.quantity.unit.comparable(whole.quantity.unit) and _same_period(part, whole):
                yield Binding({"part": (part,), "whole": (whole,)})

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

    def relate(self, case: Case, values: Values) -> Relation:
        """part ÷ whole, in percent."""
        (part,), (whole,), (stated,) = values["part"], values["whole"], values[STATED]
        factor = case.stated.quantity.unit.factor
        share = part / whole
        return Relation(_at_most_all(share, part, whole) / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "part / whole"


def _at_most_all(share: Interval, part: Interval, whole: Interval) -> Interval:
    """超过1100亿 of a known whole cannot be more than all of it."""
    return share if share.bounded or part.high is not None else share.clipped(high=Fraction(1))


def _lacks_scale(claim: Claim, other: Claim) -> bool:
    """$36,313m … of $70,329 total: the scale word is said once and meant twice; nothing can be judged."""
    scales = [c.quantity.printed.scale for c in (claim, other) if c.quantity.printed is not None]
    return claim.quantity.kind is Kind.MONEY and len(scales) == 2 and scales[0] == 1 < scales[1]


def _same_period(part: Claim, whole: Claim) -> bool:
    return part.period is None or whole.period is None or part.period == whole.period


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
