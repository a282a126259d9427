"""What needs the whole sentence: units that are said once, and the years of a rate and of the ends it lies between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from claimlint.claims.when import span_of_years
from claimlint.model.claim import Claim, Role
from claimlint.model.period import PeriodKind, of_year
from claimlint.model.quantity import Quantity
from claimlint.model.unit import Kind
from claimlint.quantities.parse import carry_unit

_TEN = 10  # five times the 30,000 it managed in 2019; fewer than ten are as often something else
_ORDERS = 20  # what is listed in one unit is of a like size
_TEMPERATURES = frozenset({"celsius", "fahrenheit"})
_ROLLED = frozenset({"entering", "leaving"})


def finished(claims: list[Claim], earlier: Sequence[Claim] = ()) -> Iterator[Claim]:
    """What needs the whole sentence: carried units (20美元 per token → 0.1美元) and the years of a rate."""
    claims = _alike_in_time(_opened(claims))
    levels = [c for c in claims if c.role is Role.LEVEL]
    prices = [c for c in (*_just_before(claims, earlier), *levels) if c.quantity.kind is Kind.PRICE]
    periods = [c.period for c in levels if c.period is not None]
    compound = any(c.cues & {"cagr", "average-growth"} for c in claims)
    divided = any("partition" in c.cues for c in claims)
    respective = any("paired" in c.cues for c in claims)
    previous: Claim | None = _last_of(claims, earlier)
    beside: Claim | None = None
    for claim in claims:
        if beside is not None and (_goes_without(claim, beside) or _is_in_degrees(claim, beside)):
            claim = replace(claim, quantity=carry_unit(claim.quantity, beside.quantity.unit))
        if previous is not None and _lacks_unit(claim, previous):
            claim = replace(claim, quantity=carry_unit(claim.quantity, previous.quantity.unit))
        beside = claim
        previous = claim if claim.role is Role.LEVEL and claim.quantity.kind is not Kind.DURATION else previous
        claim = _as_it_began(claim) if compound else claim
        claim = _at_an_end(claim, claims)
        if divided and claim.role is Role.LEVEL:
            claim = replace(claim, cues=claim.cues | {"partition"})
        claim = _like_the_next(claim, claims)
        if respective:  # the word may stand behind the last number
            claim = replace(claim, cues=claim.cues | {"paired"})
        claim = _of_a_year(claim, levels)
        carried = _carried(claim, prices)
        if carried is not None:
            claim = replace(claim, quantity=carried)
        if claim.role is Role.CHANGE and claim.cues & {"cagr", "average-growth"}:
            spanned = span_of_years(periods)
            if spanned is not None and (claim.period is None or claim.period.kind is not PeriodKind.RANGE):
                claim = replace(claim, period=spanned, cues=claim.cues - {"period-said"})
        yield claim


def _of_a_year(claim: Claim, levels: Sequence[Claim]) -> Claim:
    """Pay is £38,400 for women and £43,900 for men, a gap of £5,500 a year: as plain as the two it lies between."""
    above, _, below = claim.quantity.unit.id.partition("/")
    plain = next((c.quantity.unit for c in levels if c.quantity.unit.id == above), None)
    if (
        claim.role is not Role.CHANGE
        or below != "year"
        or plain is None
        or any("/" in c.quantity.unit.id for c in levels)
    ):
        return claim
    return replace(claim, quantity=carry_unit(claim.quantity, plain))


def _opened(claims: list[Claim]) -> list[Claim]:
    """年初6,580家，新开3,140家，关闭412家: a sum begins with the first of them, which is no value compared with."""
    first = next((i for i, c in enumerate(claims) if c.role is Role.LEVEL), None)
    if first is None or not any(c.cues & _ROLLED for c in claims):
        return claims
    opening = replace(claims[first], cues=claims[first].cues - {"prior"})
    return [*claims[:first], opening, *claims[first + 1 :]]


def _alike_in_time(claims: list[Claim]) -> list[Claim]:
    """与上年的133972万人(13.3972亿人)相比: what is said of one of two wordings of a value holds for the other."""
    found = list(claims)
    for at, (one, other) in enumerate(pairwise(claims)):
        same = {"restates", "aside"} <= other.cues and one.quantity.unit.id == other.quantity.unit.id
        if same and one.role is other.role is Role.LEVEL and "prior" in one.cues ^ other.cues:
            found[at] = replace(one, cues=one.cues | {"prior"})
            found[at + 1] = replace(other, cues=other.cues | {"prior"})
    return found


def _last_of(claims: Sequence[Claim], earlier: Sequence[Claim]) -> Claim | None:
    """In 2014 they handled 8.7m TEU; in 2023, 12.5m: the last level of the sentence right in front, in one block."""
    last = earlier[-1] if earlier else None
    if last is None or not claims or last.place.block != claims[0].place.block:
        return None
    near = claims[0].place.sentence - last.place.sentence == 1
    return last if near and last.role is Role.LEVEL and last.quantity.kind is not Kind.MONEY else None


def _just_before(claims: Sequence[Claim], earlier: Sequence[Claim]) -> list[Claim]:
    """$0.24/kWh in 2022. In 2024 it was $0.31: the last number of the sentence right in front, in one block."""
    last = [c for c in earlier[-1:] if claims and c.place.block == claims[0].place.block]
    return [c for c in last if claims[0].place.sentence - c.place.sentence == 1 and c.role is Role.LEVEL]


def _as_it_began(claim: Claim) -> Claim:
    """since 2014, when it handled 8.7m: a level is of the year from which the text counts."""
    told = claim.period
    if (
        claim.role is not Role.LEVEL
        or told is None
        or told.kind is not PeriodKind.SINCE
        or "period-said" not in claim.cues
    ):
        return claim
    return replace(claim, period=of_year(told.year))


def _at_an_end(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """2019-2023年复合增速20%（由A增至B）: A is of the first year, B of the last."""
    told = claim.period
    if claim.role is not Role.LEVEL or told is None or told.id != f"{told.year}/{told.last_year}":
        return claim
    pair = [c for c in claims if c.role is Role.LEVEL and c.period == told]
    if len(pair) != 2 or "to" not in pair[1].cues or not pair[0].quantity.unit.comparable(pair[1].quantity.unit):
        return claim
    return replace(claim, period=of_year(told.year if claim is pair[0] else told.last_year))


def _like_the_next(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """从1,520万增至6,300万元: the unit is said with the second of the two."""
    bare = claim.role is Role.LEVEL and claim.quantity.unit.dimension == "number"
    if not bare:
        return claim
    following = [c for c in claims if c.quantity.span.start > claim.quantity.span.start and c.role is not Role.PERIOD]
    other = following[0] if following else claim
    divided = "out-of" in other.cues and other.quantity.kind in (Kind.MONEY, Kind.PHYSICAL) and other.role is Role.LEVEL
    if divided and (claim.quantity.value or 0) >= _TEN:
        return replace(claim, quantity=carry_unit(claim.quantity, other.quantity.unit))  # 1,402 of the 3,010 megawatts
    if not claim.cues & {"from", "lowest"}:
        return claim
    kinds = (Kind.MONEY, Kind.COUNT) if "from" in claim.cues else (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.DURATION)
    if other.role is not Role.LEVEL or "to" not in other.cues or other.quantity.kind not in kinds:
        return claim
    return replace(claim, quantity=carry_unit(claim.quantity, other.quantity.unit))


def _lacks_unit(claim: Claim, previous: Claim) -> bool:
    """From 48,200 students to 44,900: the unit is said once."""
    if _is_elliptic(claim, previous):
        return True
    bare = claim.role is Role.LEVEL and claim.quantity.unit.dimension == "number"
    if bare and _scaled_alike(claim, previous):
        return True
    beyond = claim.place.sentence > previous.place.sentence
    if bare and beyond and "takes-up" in claim.cues and "named" not in claim.cues and _has_scale(claim):
        return True  # 41,000 tonnes a year; last year it made 63,000
    if bare and "out-of" in claim.cues and previous.cues & {"apposed", "expounds", "aside"} and _has_scale(claim):
        return previous.quantity.kind in (Kind.COUNT, Kind.PHYSICAL, Kind.MONEY)  # 13.8m tonnes out of 18.6m
    ended = ("to" in claim.cues and "from" in previous.cues) or ("from" in claim.cues and "to" in previous.cues)
    beside = "aside" in claim.cues or claim.cues & {
        "from",
        "prior",
        "now",
    }  # 52.5 million (50.0 million in March)
    if _has_scale(claim) and previous.quantity.kind in (Kind.COUNT, Kind.PHYSICAL):
        elliptic = bare or (claim.role is Role.CHANGE and claim.quantity.unit.dimension == "number")
        if (ended and bare) or (elliptic and _is_like(claim, previous)):  # from 88 million tonnes to 79 million
            return True
    plain = _has_scale(claim) or (claim.quantity.value or 0) >= _TEN
    return bare and bool(ended or (beside and plain)) and previous.quantity.unit.dimension.startswith("count")


def _goes_without(claim: Claim, previous: Claim) -> bool:
    """Oats took 310 hectares, rye 240 and flax 75: nothing behind the number says of what it is."""
    kinds = (Kind.PHYSICAL, Kind.COUNT, Kind.DURATION)
    plain = "unsaid" in claim.cues and not claim.cues & {"concludes", "takes-up", "restates", "total", "together"}
    one, other = (abs(c.quantity.value or Fraction(0)) for c in (claim, previous))
    sizes = 0 < one <= _ORDERS * other and other <= _ORDERS * one
    bare = claim.role is Role.LEVEL and claim.quantity.unit.dimension == "number"
    return (
        bare
        and previous.quantity.kind in kinds
        and plain
        and sizes
        and previous.role is Role.LEVEL
        and "/" not in previous.quantity.unit.id
    )


def _is_in_degrees(claim: Claim, previous: Claim) -> bool:
    """From -11 °C to 4 °C, a spread of 15 degrees."""
    bare = claim.quantity.unit.dimension == "number" and "degrees" in claim.cues
    return bare and previous.quantity.unit.id in _TEMPERATURES


def _is_elliptic(claim: Claim, previous: Claim) -> bool:
    """五个省份增长，三个下降: of what was counted with the same measure word."""
    short, long = claim.quantity.text, previous.quantity.text
    counted = claim.quantity.kind is previous.quantity.kind is Kind.COUNT and claim.quantity.unit.id == short[-1:]
    carried = previous.quantity.unit != claim.quantity.unit and long[-1:] == short[-1:]
    return counted and (carried or (len(long) > len(short) and short[-1:] in long)) and not short.isascii()


def _has_scale(claim: Claim) -> bool:
    printed = claim.quantity.printed
    return printed is not None and (printed.scale != 1 or "," in printed.digits)


def _is_like(claim: Claim, previous: Claim) -> bool:
    """Heathrow handled 83.9m passengers and Gatwick 43.2m: the same sort, and no unit of its own."""
    metrics = claim.metric is None or claim.metric == previous.metric
    printed, other = claim.quantity.printed, previous.quantity.printed
    alike = printed is not None and other is not None and printed.scale == other.scale != 1
    return metrics and alike and claim.basis == previous.basis


def _scaled_alike(claim: Claim, previous: Claim) -> bool:
    """2015年993亿元，预计2019年达到1700亿规模: the same metric, at a later time, in the same unit."""
    printed = claim.quantity.printed
    led = bool(claim.cues & {"to", "reach"}) and claim.metric == previous.metric and claim.period != previous.period
    money = previous.quantity.kind is Kind.MONEY
    return led and money and printed is not None and printed.scale != 1


def _goes_on(claim: Claim) -> bool:
    """6月每吨8,000美元，7月8,400美元: another time, and no words but those."""
    return "period-said" in claim.cues and not claim.cues & {"named", "total"}


def _carried(claim: Claim, prices: list[Claim]) -> Quantity | None:
    """The per-unit that the other end of a change prints: 每百万token 20美元降至0.1美元, from $20 to $0.1 per …"""
    if claim.role is not Role.LEVEL or claim.quantity.kind is not Kind.MONEY:
        return None
    linked = claim.cues & {"from", "to", "rise", "fall", "prior", "middle"} and "restates" not in claim.cues
    if claim.cues & {"total", "together"}:  # 去年合计发放152亿元，平均每家4亿元
        return None
    for price in prices:
        if _has_scale(claim) and price.quantity.unit.dimension.partition("/")[2].startswith("money:"):
            continue  # at 90 rupees to the dollar into 7.2 billion rupees
        numerator = price.quantity.unit.id.partition("/")[0]
        before = price.quantity.span.start < claim.quantity.span.start
        if (linked or (before and _goes_on(claim))) and numerator == claim.quantity.unit.id:
            return carry_unit(claim.quantity, price.quantity.unit)
    return None
