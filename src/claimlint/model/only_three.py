"""The only amount, rate and number of a passage whose units cancel.

$96m, $6.4m a month, 15 months; €34m, $1.10 to the euro, $37.4m; 420,000 ounces at $1,950 an ounce.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimlint.model import misprint
from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.misprint import base
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

AMOUNT, RATE, NUMBER = "amount", "rate", "number"
_PLAIN = (Qualifier.NONE, Qualifier.ABOUT)
_OTHERS = frozenset({"each", "paired", "others", "prior", "from", "rise", "fall", "of-which", "cumulative"})
# The words make the stated number the outcome, or the rate what holds for all.
_FOLLOWS = frozenset({"takes-up", "concludes", "yields", "restates", "lasting"})
_MEAN = frozenset({"average", "mean", "at-price"})
_EXTREME = frozenset({"highest", "lowest"})  # 南岛人均花费最高达1468元: of one of many
_BACK = 2
_SIGN = frozenset({"money:$", "money:USD"})


def only_three(around: Neighbourhood) -> Mapping[str, Claim] | None:
    """The two that ``around.claim`` must follow from, by slot, with itself; None where more or fewer are told."""
    stated = around.claim
    if not _is_plain(stated) or (stated.cues & _OTHERS and stated.quantity.kind is not Kind.DURATION):
        return None
    for told in _passages(around):
        found = _three([*told, stated])
        if found is not None:
            return found if _is_meant(found, stated) else None
    return None


def _passages(around: Neighbourhood) -> list[list[Claim]]:
    """What stands in front of the stated number: in its sentence, and with one and two of those before."""
    stated = around.claim
    here = [c for c in around.sentence if c.place.order < stated.place.order]
    if _follows(stated):  # 50,000 barrels a day, over the 30 days of June
        here += [c for c in around.sentence if c.place.order == stated.place.order + 1 and _is_length(c)]
    if _is_length(stated):  # 90,000 tonnes will last 36 days at 2,500 tonnes a day
        here += [c for c in around.sentence if c.place.order > stated.place.order and "/" in c.quantity.unit.dimension]
    near = [c for c in around.near if c.place.block == stated.place.block]
    back = [[c for c in near if stated.place.sentence - c.place.sentence == n] for n in range(1, _BACK + 1)]
    return [here, back[0] + here, back[1] + back[0] + here]


def _is_length(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.DURATION


def _follows(claim: Claim) -> bool:
    return bool(claim.cues & _FOLLOWS) and "/" in claim.quantity.unit.dimension


def _is_plain(claim: Claim) -> bool:
    quantity = claim.quantity
    plain = claim.role is Role.LEVEL and claim.basis is None and not claim.cues & _EXTREME
    return plain and bool(quantity.value) and (quantity.value or 0) > 0 and quantity.qualifier in _PLAIN


def _three(claims: Sequence[Claim]) -> Mapping[str, Claim] | None:
    levels = [c for c in claims if _is_plain(c)]
    told = [c for c in claims if c.quantity.kind is Kind.PRICE or "/" in c.quantity.unit.dimension]
    rates = [c for c in told if c in levels]
    if len(rates) != 1 or any(c.role is Role.LEVEL for c in told if c is not rates[0]):
        return None
    above, _, below = rates[0].quantity.unit.dimension.partition("/")
    amounts = [c for c in levels if c is not rates[0] and _is_of(c, above)]
    numbers = [c for c in levels if c is not rates[0] and _is_of(c, below)]
    if len(amounts) != 1 or len(numbers) != 1 or amounts[0] is numbers[0]:
        return None
    found = {AMOUNT: amounts[0], RATE: rates[0], NUMBER: numbers[0]}
    return found if claims[-1] in found.values() else None


def _is_of(claim: Claim, dimension: str) -> bool:
    own = claim.quantity.unit.dimension
    return own == dimension or {own, dimension} <= _SIGN


def _is_meant(found: Mapping[str, Claim], stated: Claim) -> bool:
    rate, number = found[RATE], found[NUMBER]
    if any(map(_is_length, found.values())) and _is_length(stated) is _follows(rate):
        return False  # the length of time is what follows, unless words say that the rate does
    exchange = rate.quantity.unit.dimension.partition("/")[2].startswith("money:")
    lasts = stated.quantity.kind is Kind.DURATION
    said = exchange or lasts or bool(stated.cues & _FOLLOWS) or bool(rate.cues & _MEAN)
    made = base(found[AMOUNT]) / base(number)
    return said and misprint.is_near(base(rate), made)
