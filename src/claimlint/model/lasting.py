"""How long a stock lasts: 340万吨的储量，每年20万吨，还能维持17年; cash of 7.8 and an outflow of 2.6 in half a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.misprint import base
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind

_KINDS = (Kind.PHYSICAL, Kind.COUNT, Kind.MONEY)
_YEAR, _HALF, _QUARTER, _MONTH = Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 12)
_PERIODS = {
    PeriodKind.YEAR: _YEAR,
    PeriodKind.HALF: _HALF,
    PeriodKind.QUARTER: _QUARTER,
    PeriodKind.MONTH: _MONTH,
}
_OUT = frozenset({"difference", "leaving", "deficit"})
_NO_STOCK = frozenset({"from", "to", "prior", "aside", "of-which"})


@dataclass(frozen=True, slots=True)
class Lasting:
    """A stock, what is used of it, and in how many years that is."""

    stock: Claim
    use: Claim
    years: Fraction


def used_up(stated: Claim, sentence: Sequence[Claim], near: Sequence[Claim]) -> Iterator[Lasting]:
    """The only stock and the only use of it, in the sentence or in the one in front."""
    if stated.quantity.kind is not Kind.DURATION or stated.quantity.value is None:
        return
    place = stated.place
    before = [c for c in near if c.place.block == place.block and c.place.sentence == place.sentence - 1]
    numbers = _numbers(sentence) or _numbers(before)
    uses = [(c, years) for c in numbers if (years := _years_of(c, stated)) is not None]
    stocks = [c for c in numbers if c not in [use for use, _ in uses]]
    if len(uses) != 1 or len(stocks) != 1 or stocks[0].role is not Role.LEVEL or stocks[0].cues & _NO_STOCK:
        return
    (use, years), (stock,) = uses[0], stocks
    if use.quantity.unit.comparable(stock.quantity.unit) and base(stock) <= base(use):
        return  # 6 tonnes of hay a day, and 150 tonnes left
    if use.quantity.unit.dimension.partition("/")[0] == stock.quantity.unit.dimension:
        yield Lasting(stock, use, years)


def _numbers(claims: Sequence[Claim]) -> list[Claim]:
    return [c for c in claims if c.role in (Role.LEVEL, Role.CHANGE) and c.quantity.kind in _KINDS]


def _years_of(claim: Claim, stated: Claim) -> Fraction | None:
    """The length of the time in which so much is used; of a day only where days are told."""
    if "per-one" in claim.cues and "day" in (claim.of or ""):
        return stated.quantity.unit.factor if stated.quantity.unit.id == "day" else None
    if "monthly" in claim.cues or ("per-one" in claim.cues and "month" in (claim.of or "")):
        return _MONTH
    if "quarterly" in claim.cues:
        return _QUARTER
    if "mean" in claim.cues or claim.quantity.unit.id.endswith("/year"):
        return _YEAR
    period = claim.period if "period-said" in claim.cues and claim.cues & _OUT else None
    return _PERIODS.get(period.kind) if period is not None else None
