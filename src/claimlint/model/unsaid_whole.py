"""The whole of a share that nothing ties to it: it stands before, and its name says that it is one.

营收120亿元，海外收入36亿元，占比30%; 抽检860批次，不合格43批次，不合格率5.0%; and a part that is named again later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.model.claim import Claim, Role
from claimlint.model.likeness import is_bare, may_share
from claimlint.model.portion import (
    COUNTS,
    NEAR,
    PROPORTIONS,
    SHORT_RATE,
    Pair,
    is_named,
    matched,
    may_be_share,
    of_another,
)
from claimlint.model.unit import Kind

# 57例达到缓解，客观缓解率（ORR）为: so many clauses may lie between a part and its share.
_CLAUSES = 3
_PAIR = 2
_NOUN = 4  # characters of a name of which the first two are a noun
_OF_MANY = frozenset({"each", "paired", "of-which"})
_PRONOUNS = frozenset({"them", "these", "those"})


def before_it(
    stated: Claim, before: Sequence[Claim], earlier: Sequence[Claim], shares: Sequence[Claim]
) -> Iterator[Pair]:
    """营收120亿元，海外收入36亿元，占比30%; "170 completed, a completion rate of 80%" after "212 were randomised"."""
    part = before[-1] if before else None
    if part is None or part.place.clause < stated.place.clause - _CLAUSES or not _may_be_share(stated, part):
        return
    if _is_listed(stated, shares) or any(part.place.order < c.place.order < stated.place.order for c in shares):
        return  # 16和18亿美元，占比7%和8%; 253万，占53%，主要来自甲(21%)
    others = [c for c in (*reversed(before[:-1]), *earlier) if not c.quantity.qualifier.threshold]
    parts = [_before(share, others) for share in shares if share is not stated]
    for whole in others:
        if whole in parts or "each" in whole.cues:  # a level with a share of its own is a part
            continue
        for one, all_ in ((part, whole), (whole, part)):
            inside = whole.place.sentence == part.place.sentence
            if (one is part or inside) and matched(one, all_):
                if _is_of_that(stated, one, all_):
                    yield Pair(one, all_, int(_is_of_others(stated, one, all_, others)))
                    return
                if stated.role is Role.SHARE and of_another(stated, one):
                    return
                fit = _fit(stated, one, all_)
                if fit is not None:
                    yield Pair(one, all_, 0 if _is_elliptical(stated, one, all_) else fit + (not inside))
                return


def _is_listed(stated: Claim, shares: Sequence[Claim]) -> bool:
    """True where a list of shares goes on without a word: each of them has a part of its own."""
    return any(c.place.order == stated.place.order + 1 and c.label == stated.label for c in shares)


def _may_be_share(stated: Claim, part: Claim) -> bool:
    """ "Salaries take $416m of that, or 65%" says of what."""
    return may_be_share(stated, part) or ("of-which-next" in part.cues and {"apposed", "restates"} <= stated.cues)


def _is_of_that(stated: Claim, part: Claim, whole: Claim) -> bool:
    """Spending is put at $640m. Salaries take $416m of that, or 65%; 28,000 voted: 15,400, or 55% of those cast."""
    beside = whole.place.block == part.place.block and part.place.sentence - whole.place.sentence in (0, 1)
    of_them = "of-which-next" in part.cues | stated.cues and "apposed" in stated.cues
    of_them = of_them and not _names_another(stated.of, whole)
    return beside and of_them and whole.place.order < part.place.order and "out-of" not in whole.cues


def _names_another(of: str | None, whole: Claim) -> bool:
    """30bn of this was lost in the city, nearly 12% of the water supplied there: the share says of what it is."""
    several = of is not None and len(of.split()) > 1 and "named" in whole.cues
    return several and not set((of or "").split()) & set(whole.label.split())


def _is_of_others(stated: Claim, part: Claim, whole: Claim, near: Sequence[Claim]) -> bool:
    """512 enrolled; 498 completed it, 490 of these were analysed, 95.7% of those enrolled: another may be meant."""
    named = stated.of is None or (whole.label and may_share(stated.of, whole.label))
    return not named and any(c is not whole and matched(part, c) for c in near)


def _is_elliptical(stated: Claim, part: Claim, whole: Claim) -> bool:
    """212 patients were randomised; 170 completed, a rate of 80%: only what was just named can be left out."""
    bare = is_bare(part) and whole.quantity.kind in COUNTS
    beside = whole.place.sentence >= part.place.sentence - 1 and whole.place.block == part.place.block
    said = bool(stated.cues & {"rate", "restates"}) and "named" not in part.cues | stated.cues - {"rate"}
    if "rate" in stated.cues and whole.quantity.kind is Kind.COUNT:
        said = True
    return bare and beside and stated.role is Role.RATE and "apposed" in stated.cues and said


def _before(share: Claim, amounts_: Sequence[Claim]) -> Claim | None:
    """The amount right in front of a share: 26万瓶(+1066%)，占42%."""
    found = [c for c in amounts_ if 0 < share.place.order - c.place.order <= NEAR]
    return max(found, key=lambda c: c.place.order, default=None)


def _fit(stated: Claim, part: Claim, whole: Claim) -> int | None:
    """How sure it is that a share without a tie is of this whole; None where nothing says so."""
    if {"prior", "to"} & (part.cues | whole.cues):
        return None
    total = "total" in stated.cues and (stated.of or " ") in whole.label  # 占代表总数的
    named = is_named(stated.of, whole) or total
    if stated.of and not named and "total" not in stated.cues:
        return None
    if stated.role is Role.RATE:
        return _fit_of_rate(stated, part, whole)
    inner = bool(whole.label) and bool(part.label) and _names_kind(whole.label, part.label)
    market = stated.metric == "share" and part.metric == whole.metric
    if stated.metric == "share":  # 收入120亿元，净利润12亿元，市占率30%: a market is no sum of these
        return 1 if market else None
    general = bool(whole.cues & {"total", "group"}) or (whole.subject is None and whole.metric is not None)
    if named or inner or (general and whole.metric == part.metric):
        return 0 if named and stated.of == whole.label else 1
    bare = "apposed" in stated.cues and is_bare(part)
    return 1 if bare or general else None


def _is_kind_of(name: str, whole: str) -> bool:
    """不良贷款余额 are of 贷款总额: the noun that opens the whole's name stands in the part's."""
    return whole in name or (not whole.isascii() and len(whole) >= _NOUN and whole[:_PAIR] in name)


def _names_kind(whole: str, part: str) -> bool:
    """贷款 and 不良贷款余额, 营收 and 海外收入: the part's name holds that of the whole."""
    return whole != part and whole in part


def _fit_of_rate(stated: Claim, part: Claim, whole: Claim) -> int | None:
    """录取率 is of 录取900人; another rate is only of counts that it follows at once."""
    stem, name = stated.label, part.label
    bases = {stem, stem[:-1]}  # 录取, 不合格率
    if set(stem) & (set(name) - set(whole.label)) and set(stem) & (set(whole.label) - set(name)):
        return None  # 调解211件，撤诉97件，调撤率70%: of the two together
    if {part.quantity.kind} - COUNTS:  # 不良率: of 不良贷款 among 贷款
        is_kind = "named" in stated.cues and any(len(base) > 1 and base in name for base in bases)
        return 1 if whole.label and is_kind and _is_kind_of(name, whole.label) else None
    # behind a number that is skipped (教师52万人，巩固率[5]96%) the name of the rate is asked, too
    if (stated.cues & {"apposed", "echoes"} and "skips" not in stated.cues) or name in bases:
        return 1
    if "rate" not in stated.cues:
        return None
    if "elliptic" in part.cues and stated.place.order == part.place.order + 1:
        return 1  # 接种2.4万人，出现轻微反应的360人，发生率1.5%
    alike = part.quantity.unit == whole.quantity.unit and part.quantity.unit.dimension != "number"
    if "sampled" in stated.cues and alike and stated.place.order == part.place.order + 1 == whole.place.order + 2:
        return 1  # 发出问卷1,260份，剔除后剩1,197份，有效率95%
    if stem.isascii():
        return 1 if len(stem.split()) <= SHORT_RATE else None
    shared = set(stem) & set(name + whole.label)
    own = set(stem) - set(whole.label)
    if own and not own & set(name):  # 义务教育在校生1.2亿人，教师800万人，义务教育巩固率95%: of no number told here
        return None
    return 1 if name not in stem and 2 * len(shared) >= len(set(stem)) else None


def by_name(stated: Claim, near: Sequence[Claim]) -> Iterator[Pair]:
    """ "Arrivals reached 14.3 million: Bali 6.6 million … Bali's share comes to 46.2%": the part is named again."""
    if not stated.label:
        return
    parts = [
        c
        for c in near
        if c.label and len(c.label) > 1 and stated.label.startswith(c.label)  # 公立医院床位 are no 医院
        if c.place.order < stated.place.order and not _is_one_of(c, stated)
    ]
    for part in parts[:1]:
        inside = [c for c in near if c.place.sentence == part.place.sentence and c.place.order < part.place.order]
        inside = [c for c in inside if not c.cues & {"of-which", "each"}]  # those are parts themselves
        # 毛利436万元，上年391万元；毛利率20.4%: what has one name twice is compared, and is no part of itself
        inside = [c for c in inside if c.label != part.label and "prior" not in part.cues | c.cues]
        wholes = [c for c in sorted(inside, key=lambda c: c.place.order) if matched(part, c)]
        said = part.label == stated.label.removesuffix("'s")
        for whole in wholes[:1]:
            yield Pair(part, whole, 0 if said and stated.place.sentence == part.place.sentence + 1 else 1)


def _is_one_of(part: Claim, stated: Claim) -> bool:
    """The share of solar and wind is to reach 20%: not that of wind, whose name stands last."""
    return stated.of is not None and stated.of != part.label and stated.of.endswith(part.label)


def sampled(stated: Claim, behind: Sequence[Claim]) -> Iterator[Pair]:
    """两成的司机……——样本1,500人，符合条件者300人: the share is said first, what it was taken from last."""
    wholes = [c for c in behind if c.metric == "sample"][:1]
    for whole in wholes:
        parts = [c for c in behind if c is not whole and matched(c, whole, tied=True)]
        yield from (Pair(part, whole, 1) for part in parts[:1] if len(parts) == 1)


def said_so(stated: Claim, before: Sequence[Claim], behind: Sequence[Claim]) -> Iterator[Pair]:
    """The audit sampled 1,250 invoices and found errors in 8% of them, namely 100: the part is told anew."""
    part, whole = behind[0] if behind else None, before[-1] if before else None
    if part is None or whole is None or part.place.order != stated.place.order + 1 or "restates" not in part.cues:
        return
    referred = stated.of is not None and (stated.of in _PRONOUNS or stated.of in whole.quantity.text.lower())
    said = stated.role is Role.SHARE
    if "of-which" in stated.cues and "of-which-next" in whole.cues and "rate" not in stated.cues:  # 其中六成即900人
        referred = said = True
    counted = {part.quantity.kind, whole.quantity.kind} <= COUNTS and not whole.cues & {"prior", "from", "to"}
    if referred and counted and said and matched(part, whole, tied=True):
        yield Pair(part, whole, 0)


def concluded(stated: Claim, earlier: Sequence[Claim]) -> Iterator[Pair]:
    """It made 286 TWh, 103 TWh of it from wind. Wind thus supplied 36%: part and whole are all that was told before."""
    told = sorted((c for c in earlier if c.place.sentence == stated.place.sentence - 1), key=lambda c: c.place.order)
    if "yields" not in stated.cues or len(told) != 2 or told[0].place.block != stated.place.block:
        return
    whole, part = told
    if part.cues & {"of-which", "of-which-next"} and matched(part, whole, tied=True):
        yield Pair(part, whole, 0)


def told_by_name(stated: Claim, inside: Sequence[Claim]) -> Iterator[Pair]:
    """研发投入9.6亿元，营业收入80亿元，研发投入占营收比重为12%: both stand in front, each under its own name."""
    if stated.role is not Role.SHARE or not stated.of or not stated.label or stated.cues & _OF_MANY:
        return
    name = stated.label.removesuffix(stated.of)
    parts = [c for c in inside if name and c.label == name]
    wholes = [c for c in inside if c.label and (is_named(stated.of, c) or _is_measured_so(stated, c, parts))]
    if len(parts) == len(wholes) == 1 and matched(parts[0], wholes[0]):
        yield Pair(parts[0], wholes[0], 0)


def _is_measured_so(stated: Claim, whole: Claim, parts: Sequence[Claim]) -> bool:
    """营收 and 营业收入 are one metric; a subject that is carried from the part is none of its own."""
    carried = {None, *(c.subject for c in parts)}
    measured = "measured" in stated.cues & whole.cues and stated.metric == whole.metric
    return measured and whole.subject in carried and "of-which" not in whole.cues


def reckoned(stated: Claim, earlier: Sequence[Claim]) -> Iterator[Pair]:
    """可评估251例；达到终点的有113例。按可评估人群计，应答率为45%: the whole is named, and the part told last."""
    if not stated.of or stated.metric is not None or not earlier:
        return
    told = sorted((c for c in earlier if c.place.block == stated.place.block), key=lambda c: c.place.order)
    told = [c for c in told if stated.place.sentence - c.place.sentence <= _PAIR and c.quantity.kind in COUNTS]
    wholes = [c for c in told[:-1] if c.label and len(c.label) > 1 and c.label in stated.of]
    if len(wholes) == 1 and told[-1].place.order == stated.place.order - 1 and matched(told[-1], wholes[0], tied=True):
        yield Pair(told[-1], wholes[0], 1)


def in_the_next(stated: Claim, near: Sequence[Claim]) -> Iterator[Pair]:
    """每100名新生里有27名来自农村。新生6,400人，农村生源1,728人: the only two counts of the next sentence."""
    told = [c for c in near if c.place.sentence == stated.place.sentence + 1 and c.place.block == stated.place.block]
    told = sorted((c for c in told if c.role is Role.LEVEL), key=lambda c: c.place.order)
    if len(told) != _PAIR or not stated.of:
        return
    whole, part = told
    shared = (set(stated.of) & set(part.label)) - set(whole.label)
    told_again = len(set(stated.label) & set(whole.label)) >= _PAIR  # 每100名新入职员工里; 全年入职8,260人
    if told_again and len(shared) >= _PAIR and matched(part, whole, tied=True):
        yield Pair(part, whole, 1)


def wholes_of(sentence: Sequence[Claim]) -> frozenset[int]:
    """The places of numbers that the words make the whole of the share in front of them: 38% of the $5.0bn."""
    shares = {c.place.order for c in sentence if c.role in PROPORTIONS}
    return frozenset(c.place.order for c in sentence if "out-of" in c.cues and c.place.order - 1 in shares)


def named_before(stated: Claim, before: Sequence[Claim], wholes: Sequence[Claim]) -> Iterator[Pair]:
    """民营企业进出口10.59万亿元，增长8.9%，占进出口总值的52.7%: the whole was told by that very name, some way before.

    The part is the level in front of the share, with nothing but its changes between the two.
    """
    part = before[-1] if before else None
    if part is None or stated.label != stated.of or stated.cues & {"each", "paired", "aside"}:
        return
    if part.cues & {"prior", "from", "each", "paired"} or part.label == stated.of or "named" not in part.cues:
        return
    same = [c for c in wholes if matched(part, c) and c.scope == part.scope]
    yield from (Pair(part, whole, 1) for whole in same[:1])
