"""Stretches of time that make a longer one: 上半年39.8亿辆 and 三季度21.7亿辆 of 前三季度61.5亿辆."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from claimlint.model.claim import Claim, Role
from claimlint.model.likeness import alike
from claimlint.model.listing import Listing, is_near
from claimlint.model.period import PeriodKind
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_STRETCHES = (
    PeriodKind.YEAR, PeriodKind.FISCAL_YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH,
    PeriodKind.YEAR_TO_DATE, PeriodKind.RANGE,
)  # fmt: skip
_FLOWS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL})
_OTHERS = frozenset({"from", "prior", "mean", "average", "per-one", "yoy", "qoq", "aside", "annualised", "parted"})
_YEAR, _MOST = 12, 12
# Two quarters of a stock, or of a price, would make twice that of the half-year.
_LEAST, _GREATEST = Fraction(3, 5), Fraction(3, 2)


def tiled(total: Claim, near: Sequence[Claim]) -> Listing | None:
    """The numbers around ``total`` whose times follow each other and make its own; None where there is no such row."""
    whole = _stretch(total)
    if whole is None or not _flows(total):
        return None
    parts: dict[tuple[int, int], Claim] = {}
    for claim in near:
        own = _stretch(claim)
        if own is None or claim is total or not _flows(claim) or not _is_of_one(claim, total):
            continue
        own = _in_year(own, whole)
        if own != whole and whole[0] <= own[0] and own[1] <= whole[1]:
            parts.setdefault(own, claim)
    row: list[Claim] = []
    place = whole[0]
    while place < whole[1] and len(row) < _MOST:
        following = [span for span in parts if span[0] == place]
        if len(following) != 1:
            return None
        row.append(parts[following[0]])
        place = following[0][1]
    found = len(row) > 1 and place == whole[1] and is_near(total, row, _LEAST, _GREATEST)
    return Listing(tuple(row), whole=True) if found else None


def _stretch(claim: Claim) -> tuple[int, int] | None:
    period = claim.period
    if period is None and "whole-year" in claim.cues:
        return 0, _YEAR
    if period is None or period.end is None or period.kind not in _STRETCHES or "period-said" not in claim.cues:
        return None
    return (period.start, period.end) if period.end > period.start else None


def _in_year(own: tuple[int, int], whole: tuple[int, int]) -> tuple[int, int]:
    """A quarter without its year is that of the year that the whole is in."""
    if own[0] >= _YEAR or whole[0] < _YEAR:
        return own
    base = whole[0] - whole[0] % _YEAR
    return own[0] + base, own[1] + base


def _flows(claim: Claim) -> bool:
    plain = claim.role is Role.LEVEL and (claim.quantity.kind in _FLOWS or _counts(claim)) and not claim.cues & _OTHERS
    return plain and claim.quantity.qualifier is Qualifier.NONE


def _counts(claim: Claim) -> bool:
    """4,318 in January, 3,902 in February: numbers that are great or scaled count something, without its name."""
    printed = claim.quantity.printed
    return claim.quantity.kind is Kind.NUMBER and printed is not None and (printed.scale != 1 or "," in printed.digits)


def _is_of_one(claim: Claim, total: Claim) -> bool:
    units = claim.quantity.unit.comparable(total.quantity.unit)
    return units and alike(claim, total) and claim.stance == total.stance
