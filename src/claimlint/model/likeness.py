"""When do two claims speak of the same thing?  Language-free: only what the claims carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.period import PeriodKind, years_between
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

# How many levels around a stated number are tried: keeps binding linear in the length of a document.
REACH = 10
# In Chinese, a name has at least this many characters.
SHORTEST_NAME = 3
# Digits that two numbers do not share by chance.
_TELLING = 2
_BARE = (Kind.NUMBER, Kind.COUNT)
# GDP and value added grow at constant prices by convention, while their levels are told at current ones.
AT_CONSTANT_PRICES = frozenset({"gdp", "value_added"})


def levels(claims: Iterable[Claim], like: Claim | None = None, roles: tuple[Role, ...] = (Role.LEVEL,)) -> list[Claim]:
    """The claims that state a level, comparable with ``like`` where one is given."""
    return [
        c
        for c in claims
        if c.role in roles
        and c.quantity.kind is not Kind.DURATION
        and (like is None or c.quantity.unit.comparable(like.quantity.unit))
    ]


def has_pair(claims: Sequence[Claim]) -> bool:
    """True where two of the claims may be compared (bare numbers with counts, too): most numbers have no such two."""
    return len({_BARE if c.quantity.kind in _BARE else c.quantity.unit.dimension for c in claims}) < len(claims)


def has_range(claims: Iterable[Claim]) -> bool:
    """True where one of the claims is a range, or bounds one."""
    return any(c.quantity.qualifier is Qualifier.RANGE or "bounded" in c.cues for c in claims)


def is_bare(part: Claim) -> bool:
    """24 members, 15 of whom are women: what is counted was said before."""
    return part.quantity.kind is Kind.NUMBER or "unsaid" in part.cues


def may_share(first: str | None, second: str | None) -> bool:
    """True where two names may mean one thing: equal, one inside the other, or one that says too little."""
    if first is None or second is None or _is_weak(first) or _is_weak(second):
        return True
    return first in second or second in first or _abridged(first, second)


def _abridged(first: str, second: str) -> bool:
    """True where one Chinese name is the other with characters left out: 白内障手术量, 全国白内障年手术量."""
    short, long = sorted((first, second), key=len)
    if short.isascii() or len(short) <= SHORTEST_NAME:
        return False
    rest = iter(long)
    return all(char in rest for char in short)


def pieces(name: str) -> set[str]:
    """The words of a name; of a Chinese one each two characters that stand together."""
    return set(name.split()) if name.isascii() else {name[i : i + 2] for i in range(len(name) - 1)}


def _is_weak(name: str) -> bool:
    """One or two Chinese characters left over from a clause (扩, 原来) name nothing."""
    return not name.isascii() and len(name) < SHORTEST_NAME


def alike(first: Claim, second: Claim) -> bool:
    """True where two claims may be about the same metric and subject on the same basis."""
    same_metric = first.metric is None or second.metric is None or first.metric == second.metric
    return (
        same_metric
        and may_share(first.subject, second.subject)
        and first.basis == second.basis
        and first.scope == second.scope
    )


def named_apart(first: Claim, second: Claim) -> bool:
    """True where the words in front of the two numbers name different things."""
    if not first.label or not second.label:
        return False
    if first.metric is not None and second.metric is not None:
        return first.metric != second.metric or not may_share(first.subject, second.subject)
    return not may_share(first.label, second.label)


def speaks_of_another(stated: Claim, last: Claim) -> bool:
    """True where a rate has words of its own in front of it, and they name something else than the level's do."""
    if "measured" in stated.cues:
        if stated.metric == last.metric:
            return not may_share(stated.subject, last.subject)
        return bool(last.cues & {"measured", "named"})
    if "named" not in stated.cues or _is_weak(stated.label):
        return False
    # 目标价上调至248港元，上调EPS预测10%: the metric is carried to the rate, but its own words name another
    return not may_share(stated.label, last.label) if "measured" in last.cues else named_apart(stated, last)


def around(stated: Claim, first: Claim, last: Claim) -> bool:
    """$1.77 billion, up 14.3% from $1.55 billion: the change stands between its levels."""
    between = last.place.order + 1 == stated.place.order == first.place.order - 1
    return between and "from" in first.cues and first.place.sentence == last.place.sentence


def is_expected(first: Claim, last: Claim) -> bool:
    """True where what was expected stands against what came: nothing grows from an expectation."""
    return "others" in first.cues - last.cues or (first.stance != "actual" and last.stance == "actual")


def joined(first: Claim, last: Claim) -> bool:
    """从A增至B, from A to B: neighbours that the words bind together, whatever is said around them."""
    neighbours = last.place.order == first.place.order + 1 and last.place.sentence == first.place.sentence
    return neighbours and "from" in first.cues and bool(last.cues & {"to", "reach"})


def against(direction: int, first: Claim, last: Claim) -> bool:
    """True where two levels certainly go the other way than the verb: the verb then speaks of something else."""
    low, high = (first, last) if direction > 0 else (last, first)
    return bool(direction) and _base(high).before(_base(low))


def speaks_against(stated: Claim, first: Claim, last: Claim) -> bool:
    """True where two levels go the other way than the verb, and not by just what the number says.

    31.6%, 较上年的34.2%上升2.6个百分点: the number is theirs, and only the verb is wrong.
    """
    return against(stated.direction, first, last) and not (
        _is_in_order(first, last) and _is_turned(stated, first, last)
    )


def _is_in_order(first: Claim, last: Claim) -> bool:
    """True where the words leave no doubt which one is the former ("in 2023 …, up 11% last year at" does)."""
    said = "period-said" in last.cues
    dated = said and "period-said" in first.cues and first.period != last.period
    # last year counts from who knows when; but 4,210 in August after 4,560 in July says it twice
    dated = dated and "prior" not in last.cues and ("prior" not in first.cues or precedes(first, last))
    return joined(first, last) or dated or ("prior" in first.cues and not said and "prior" not in last.cues)


def _is_turned(stated: Claim, first: Claim, last: Claim) -> bool:
    """True for the very change of the two levels, but for its sign; of numbers with too few digits that is chance."""
    printed = stated.quantity.printed
    digits = "" if printed is None else printed.digits.replace(",", "").replace(".", "").lstrip("0")
    if (
        len(digits if printed and printed.decimals else digits.rstrip("0")) < _TELLING
        or stated.quantity.qualifier is not Qualifier.NONE
    ):
        return False
    change = stated.quantity.interval * stated.quantity.unit.factor * -stated.direction
    if stated.quantity.kind is not Kind.PERCENT:
        return (_base(last) - _base(first)).meets(change)
    start = _base(first)
    return start.low is not None and start.low > 0 and (_base(last) / start - 1).meets(change)


def _base(claim: Claim) -> Interval:
    return claim.quantity.interval * claim.quantity.unit.factor


def distance(first: Claim, second: Claim) -> int:
    """0 inside one clause, then 1 inside one sentence, then more for each sentence between."""
    sentences = abs(first.place.sentence - second.place.sentence)
    return 1 + sentences if sentences else int(first.place.clause != second.place.clause)


def pairs(claims: list[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Every (earlier, later) pair in time that the words allow."""
    for first in claims:
        for last in claims:
            if first is not last and first.quantity.unit.comparable(last.quantity.unit) and precedes(first, last):
                yield first, last


def precedes(first: Claim, last: Claim) -> bool:
    """True where ``first`` is the earlier value: by its period, or by from/to and 去年同期."""
    if first.period is not None and last.period is not None and first.period != last.period:
        years = years_between(first.period, last.period)
        undated = (first.period.year <= 0) is not (last.period.year <= 0)
        if years is not None or not undated:
            return years is not None and years > 0
    from_to = "from" in first.cues and "from" not in last.cues
    prior = "prior" in first.cues and "prior" not in last.cues
    # 现在的500亿元五年后将变为735亿元
    from_to = from_to or ("now" in first.cues and "to" in last.cues - first.cues and last.stance == "forecast")
    return from_to or prior or is_now(first, last)


def is_now(first: Claim, last: Claim) -> bool:
    """9,000 in 2010, and it is now 5,400: today is later than any time that is named."""
    told = bool(first.cues & {"period-said", "prior", "highest", "lowest"}) and "now" not in first.cues
    return told and "now" in last.cues and "period-said" not in last.cues


def is_earlier(first: Claim, last: Claim) -> bool:
    """True where the words give both a time of its own, and the first an earlier one."""
    if is_now(first, last):
        return alike(first, last)
    said = "period-said" in first.cues and "period-said" in last.cues
    return said and first.period != last.period and precedes(first, last) and alike(first, last)


def only_dated(first: Claim, last: Claim) -> bool:
    """8.41 cents, 11.2% lower than in the same quarter of 2023 (8.97 cents): only the former one has a date."""
    if "period-said" not in first.cues:
        return False
    if last.period is None or "period-said" not in last.cues:
        return True
    # for the nine months: 47.2 cents (2023: 40.9 cents): a year in brackets is that of the same months
    bare = first.period is not None and first.period.kind is PeriodKind.YEAR and first.period.year > 0
    if first.period is not None and "aside" in first.cues and last.period.year <= 0 < first.period.year:
        months = first.period.start % 12, last.period.start % 12  # 上半年1,286亿（2023年上半年1,193亿）
        return first.period.kind is last.period.kind is not PeriodKind.YEAR and months[0] == months[1]
    return bare and {"aside", "colon"} <= first.cues and last.period.year <= 0


def renamed(first: Claim, last: Claim) -> bool:
    """PC出货量3.03亿台。PC（含平板电脑）总出货量4.97亿台: another sentence, and other words for what is measured."""
    other = first.subject != last.subject or first.label != last.label
    return first.place.sentence != last.place.sentence and other


def are_sums(first: Claim, last: Claim) -> bool:
    """“十三五”期间6.7亿元，是“十二五”时期3.9亿元的1.7倍，年均增长6%: of five years each, and of no year."""
    return first.period != last.period and all(
        c.period is not None and c.period.kind is PeriodKind.RANGE and c.period.last_year > c.period.year
        for c in (first, last)
    )
