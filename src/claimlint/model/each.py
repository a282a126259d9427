"""What one of something is: a price (US$1,098 a head, 0.55元/Wh) or a level that words call one (人均2.3万元)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

ONE = "per-one"
# Words that say that a number follows from those before it.
FOLLOWS = frozenset({"restates", "yields"})
_TIMES = frozenset({"day", "month"})
_DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Each:
    """What a level is per: ``units`` are ids that the words allow, ``dimension`` the one that its own unit prints."""

    numerator: str
    units: frozenset[str] = frozenset()
    dimension: str = ""

    @property
    def timed(self) -> bool:
        """True where it is per day, month or year."""
        return self.dimension.startswith(_DURATION) or bool(self.units & _TIMES)

    @property
    def of_people(self) -> bool:
        """True where it is per head."""
        return self.dimension in _PEOPLE or "person" in self.units

    def counts(self, claim: Claim) -> bool:
        """True where ``claim`` says how many of them there are."""
        unit = claim.quantity.unit
        if claim.role is not Role.LEVEL or "/" in unit.dimension or ONE in claim.cues:
            return False
        people = self.dimension in _PEOPLE and unit.dimension in _PEOPLE
        return unit.id in self.units or (bool(self.dimension) and (unit.dimension == self.dimension or people))


_PEOPLE = frozenset(
    f"count:{who}"
    for who in (
        "person", "head", "employee", "user", "customer", "visitor", "visit", "member", "subscriber", "patient",
        "student", "passenger", "consumer", "tourist", "player",
    )
)  # fmt: skip


def each_of(claim: Claim) -> Each | None:
    """What ``claim`` is per; None where it is a plain level."""
    if claim.role is not Role.LEVEL:
        return None
    above, _, below = claim.quantity.unit.dimension.partition("/")
    if below.startswith("money:"):  # a rate of exchange is not the price of a thing
        return None
    if below:
        return Each(above, dimension=below.partition("/")[0])
    if ONE in claim.cues and claim.of is not None:
        return Each(above, units=frozenset(claim.of.split(", ")))
    return None


def is_amount(claim: Claim) -> bool:
    """A plain level of money, things or a measure."""
    return claim.role is Role.LEVEL and claim.quantity.kind in (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.NUMBER)


def one_matter(claim: Claim, stated: Claim) -> bool:
    """The same period and scope as far as both say one, and the same basis."""
    said = "period-said" in claim.cues and "period-said" in stated.cues  # or one of them only follows in the text
    same_period = claim.period is None or stated.period is None or claim.period == stated.period or not said
    prior = "prior" in claim.cues and "prior" not in stated.cues
    return same_period and not prior and claim.basis == stated.basis and claim.scope in (None, stated.scope)


def ends_of(claim: Claim, value: Interval) -> tuple[Interval, Interval]:
    """The lower and the upper end of a range, each with its rounding; of a single number, that number twice."""
    if claim.quantity.qualifier is not Qualifier.RANGE or not claim.quantity.stated.bounded:
        return value, value
    factor, stated = claim.quantity.unit.factor, claim.quantity.stated
    low, high = (Fraction(end or 0) * factor for end in (stated.low, stated.high))
    rounding = [abs((end or known) - known) for end, known in ((value.low, low), (value.high, high))]
    return Interval.around(low, rounding[0]), Interval.around(high, rounding[1])


def is_worked_by(sentence: Iterable[Claim], stated: Claim, sign: str) -> bool:
    """$4 × 10 ÷ 200 = $0.20: whether ``sign`` stands in the working in front of what comes out of it."""
    here = stated.place
    return any(sign in c.cues and c.place.clause == here.clause and c.place.order <= here.order for c in sentence)
