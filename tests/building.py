"""Claims made from interval notation, for tests that start after extraction."""

from __future__ import annotations

from fractions import Fraction

from claimlint.model.claim import Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.period import Period
from claimlint.model.quantity import Qualifier, Quantity, Reading
from claimlint.model.text import Span
from claimlint.model.unit import MULTIPLE, NUMBER, PERCENT, POINTS, YEARS, Kind, Unit

CNY = Unit("CNY", Kind.MONEY, "money:CNY")
USD = Unit("USD", Kind.MONEY, "money:USD")
TOKEN = Unit("token", Kind.COUNT, "count:token")
CARS = Unit("car", Kind.COUNT, "count:car")
TOKEN_PRICE = Unit("USD/1e6 token", Kind.PRICE, "money:USD/count:token", Fraction(1, 1_000_000))
TONNE = Unit("tonne", Kind.PHYSICAL, "[mass]", Fraction(1000))
__all__ = ["CARS", "CNY", "MULTIPLE", "NUMBER", "PERCENT", "POINTS", "TOKEN", "TOKEN_PRICE", "TONNE", "USD", "YEARS"]


def exact(text: str) -> Fraction:
    return Fraction(text)


def span(text: str) -> Interval:
    """``[1, 2)``, ``(5, ∞)``, ``7``."""
    if text[0] not in "[(":
        return Interval.point(exact(text))
    low, high = (part.strip() for part in text[1:-1].split(","))
    return Interval(
        None if low == "-∞" else exact(low), None if high == "∞" else exact(high), text[0] == "(", text[-1] == ")"
    )


def quantity(
    interval: Interval | str,
    unit: Unit = CNY,
    stated: Interval | str | None = None,
    qualifier: Qualifier = Qualifier.NONE,
    lenient: dict[Reading, str] | None = None,
) -> Quantity:
    """A quantity that denotes ``interval``, printed as its middle unless ``stated`` says otherwise."""
    denoted = span(interval) if isinstance(interval, str) else interval
    printed = span(stated) if isinstance(stated, str) else stated
    if printed is None:
        printed = denoted if denoted.middle is None else Interval.point(denoted.middle)
    others = tuple((reading, span(text)) for reading, text in (lenient or {}).items())
    return Quantity(Span(0, 1), Span(0, 1), "?", unit, qualifier, printed, denoted, None, None, lenient=others)


def claim(
    interval: Interval | str,
    unit: Unit = CNY,
    *,
    period: Period | None = None,
    role: Role = Role.LEVEL,
    stated: Interval | str | None = None,
    qualifier: Qualifier = Qualifier.NONE,
    lenient: dict[Reading, str] | None = None,
) -> Claim:
    number = quantity(interval, unit, stated, qualifier, lenient)
    return Claim("t.md", number, role, Place(0, 0, 0, 0), period=period)


def rounded(text: str, unit: Unit = CNY, **more: object) -> Claim:
    """A plain printed number: ± half its last digit."""
    decimals = len(text.partition(".")[2])
    half = Fraction(1, 2 * 10**decimals)
    return claim(Interval.around(exact(text), half), unit, **more)  # type: ignore[arg-type]
