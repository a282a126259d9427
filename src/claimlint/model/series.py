"""Levels in a row, each with its own time: 一季度A，二季度B，三季度C; $742m, versus $618m in Q2 2024 and $695m in Q1.

A rate that follows such a row connects the two of its members that are as far apart as its words say.  Rates in a row
go with the steps between them: 后两个季度分别上涨x%和y%.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import Neighbourhood
from claimlint.model.claim import METRIC_BASIS, Claim, Role
from claimlint.model.frames import Frame
from claimlint.model.likeness import levels, may_share, speaks_of_another
from claimlint.model.period import Period, PeriodKind, years_between
from claimlint.model.unit import Kind

# A row is told within this many numbers in front of the rate.
_LONGEST = 12
# So many rates are a list without a word that says so.
_FEW = 3
# Cues that are of one number, not of the list it stands in.
_OWN = frozenset({"prior", "period-said", "colon", "listed", "apposed", "plus"})


def steps(near: Neighbourhood, spans: Sequence[Fraction], years: Fraction | None) -> Iterator[Frame]:
    """The two levels that the rate ``near.claim`` connects by its place in a row, or by their periods.

    ``spans`` are the lengths of time that its words allow (a quarter, a year), ``years`` the length that a CAGR names.
    """
    stated = near.claim
    row = _row(near)
    if len(row) < 2 or speaks_of_another(stated, row[-1]) or _interrupted(near, row[-1]):
        return
    in_turn = _in_turn(near, row, spans)
    if in_turn is not None:
        yield in_turn
        return
    if any("listed" in claim.cues for claim in _rates(near)[1:]):
        return  # one of several, and the row does not say of which step
    if spans and stated.role is Role.CHANGE and "each" not in stated.cues:
        yield from _apart(stated, row, spans)
    elif not spans:
        yield from _ends(stated, row, years)


def respective(near: Neighbourhood) -> Frame | None:
    """A、B分别为a、b，上年同期分别为c、d，分别增长x%和y%: the n-th rate is of the n-th level of either list."""
    rates, stated = _rates(near), near.claim
    levels_of = [c for c in levels(near.sentence) if c.place.order < rates[0].place.order]
    if len(rates) < 2 or len(levels_of) != 2 * len(rates):
        return None
    place = next(i for i, claim in enumerate(rates) if claim is stated)
    one, two = levels_of[: len(rates)], levels_of[len(rates) :]
    first, last = (two, one) if two[0].cues & {"from", "prior"} else (one, two)
    told = bool(first[0].cues & {"from", "prior"}) and not last[0].cues & {"from", "prior"}
    pair = Frame(first[place], last[place])
    return pair if told and pair.first.quantity.unit.comparable(pair.last.quantity.unit) else None


def is_list(near: Neighbourhood) -> bool:
    """True for one of several rates that the text tells one by one."""
    rates = _rates(near)
    told = bool(near.claim.cues & {"each", "paired"}) and len(rates) > 1
    return told or (len(rates) >= _FEW and all("listed" in claim.cues for claim in rates[1:]))


def _row(near: Neighbourhood) -> list[Claim]:
    """The levels of one kind that stand in a row in front of the stated number, in order of place."""
    stated = near.claim
    before = [c for c in (*near.sentence, *near.near) if c.place.order < stated.place.order]
    before.sort(key=lambda c: -c.place.order)
    row: list[Claim] = []
    for claim in levels(before[:_LONGEST], roles=(Role.LEVEL,)):
        if row and not _goes_on(claim, row[-1]):
            break
        row.append(claim)
    row.reverse()
    own = [c for c in row if c.place.sentence == stated.place.sentence]
    return own if len(own) > 1 else row


def _interrupted(near: Neighbourhood, last: Claim) -> bool:
    """A number of another sort stands between the row and the rate: the rate may well be of that."""
    here = near.claim.place.order
    between = (c for c in (*near.sentence, *near.near) if last.place.order < c.place.order < here)
    return any(
        (c.role not in (Role.CHANGE, Role.RANK) or "signed" in c.cues) and c.quantity.kind is not Kind.DURATION
        for c in between
    )


def _goes_on(claim: Claim, following: Claim) -> bool:
    """Of one unit, and not of another metric or subject."""
    if not claim.quantity.unit.comparable(following.quantity.unit):
        return False
    if claim.metric is not None and following.metric is not None and claim.metric != following.metric:
        return False
    apart = claim.place.sentence != following.place.sentence and "measured" in following.cues
    if apart and "named" in claim.cues & following.cues and not may_share(claim.subject, following.subject):
        return False  # the industry in one country was worth $0.3bn; another is to reach a size of $0.5bn
    named = "measured" in claim.cues and "measured" in following.cues
    return not named or may_share(claim.subject, following.subject)


def _in_turn(near: Neighbourhood, row: list[Claim], spans: Sequence[Fraction]) -> Frame | None:
    """Rates in a row behind levels in a row, one more level than rates: the n-th rate is that of the n-th step."""
    rates = _rates(near)
    place = next(i for i, claim in enumerate(rates) if claim is near.claim)
    if len(rates) >= _FEW and len(row) == len(rates) and place:  # 分别为A、B、C，增长x、y、z: the base of x is not told
        row = [row[0], *row]
    if len(rates) < 2 or len(row) <= len(rates):
        return None
    first, last = row[len(row) - len(rates) - 1 + place], row[len(row) - len(rates) + place]
    years = _between(first, last)
    return Frame(first, last) if years is not None and years > 0 and (not spans or years in spans) else None


def _rates(near: Neighbourhood) -> list[Claim]:
    """The rates that stand in one list with the stated one: 分别上涨16.7%和32.9%."""
    stated = near.claim
    line = [c for c in near.sentence if c.role is not Role.RANK]
    here = next(i for i, claim in enumerate(line) if claim is stated)
    start, end = here, here + 1
    while start > 0 and _listed(line[start - 1], stated):
        start -= 1
    while end < len(line) and _listed(line[end], stated):
        end += 1
    return line[start:end]


def _listed(claim: Claim, stated: Claim) -> bool:
    same = claim.role is stated.role and claim.quantity.unit == stated.quantity.unit
    return same and claim.cues - _OWN == stated.cues - _OWN and claim.direction == stated.direction


def _apart(stated: Claim, row: list[Claim], spans: Sequence[Fraction]) -> Iterator[Frame]:
    """同比 and 环比 behind a row: the newest level, and the one that lies a year or a quarter before it."""
    told = [c for c in row if c.place.sentence == row[-1].place.sentence]
    dated = [c for c in told if c.period is not None and _may_be_on(stated, c)]
    if not dated or (len({c.period for c in dated}) < len(dated) and stated.basis is None):
        return
    last = max(dated, key=lambda c: (c.period.start if c.period else 0, -c.place.order))
    found = [c for c in dated if _between(c, last) in spans]
    if stated.basis is not None:
        found = [c for c in found if stated.basis in (c.basis, last.basis)]
    if len(found) == 1:
        yield Frame(found[0], last)


def _ends(stated: Claim, row: list[Claim], years: Fraction | None) -> Iterator[Frame]:
    """A CAGR that names its years, or how many: the levels of the first and of the last."""
    by_year: Mapping[int, list[Claim]] = {
        year: [c for c in row if c.period is not None and c.period.last_year == year and _is_year(c.period)]
        for year in {c.period.last_year for c in row if c.period is not None}
    }
    told = _range(stated)
    if told is not None:
        start, end = told
    elif years is None:
        yield from _since(row)
        return
    else:
        newest = row[-1].period
        if newest is None or years.denominator != 1 or not _is_year(newest):
            return
        start, end = newest.last_year - years.numerator, newest.last_year
    first, last = by_year.get(start, []), by_year.get(end, [])
    if len(first) == 1 and len(last) == 1 and start < end and _may_be_on(stated, first[0]):
        yield Frame(first[0], last[0])


def _since(row: list[Claim]) -> Iterator[Frame]:
    """$1.9bn in 2028 is 5.7% compound: from one of the levels of earlier years that the text has named before."""
    last = row[-1]
    for first in reversed(row[:-1]):
        years = _between(first, last)
        if first.place.sentence != last.place.sentence and years is not None and years > 0:
            yield Frame(first, last)


def _range(stated: Claim) -> tuple[int, int] | None:
    """The first and the last year that the rate's own words name."""
    told = stated.period if "period-said" in stated.cues else None
    return (told.year, told.last_year) if told is not None and told.kind is PeriodKind.RANGE else None


def _may_be_on(stated: Claim, level: Claim) -> bool:
    """A rate on the basis of a metric may connect a restated level with one that was never restated."""
    return level.basis is None or level.basis == stated.basis == METRIC_BASIS


def _between(first: Claim, last: Claim) -> Fraction | None:
    return years_between(first.period, last.period) if first.period and last.period else None


def _is_year(period: Period) -> bool:
    return period.kind in (PeriodKind.YEAR, PeriodKind.FISCAL_YEAR, PeriodKind.DAY)


def is_whole_row(stated: Claim, first: Claim, last: Claim) -> bool:
    """2022—2024年分别为6.2亿元、7.4亿元和9.1亿元，年均增长21.2%: from the first year of the rate to its last."""
    told, one, other = stated.period, first.period, last.period
    if told is None or told.kind is not PeriodKind.RANGE or one is None or other is None:
        return False
    return "each" in first.cues & last.cues and (one.year, other.last_year) == (told.year, told.last_year)
