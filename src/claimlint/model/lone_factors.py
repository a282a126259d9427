"""The only amount and the only number around what is said for one of them, or around what they make together.

Wages of £96m went to 24 players, an average of £4m each; 15,000 tickets at £28 took £420,000: one amount, one number,
and nothing else of their kinds in the passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.misprint import base, is_near
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_AMOUNTS = frozenset({Kind.MONEY, Kind.PHYSICAL, Kind.COUNT, Kind.NUMBER})
_OF_ONE = frozenset({"each", "per-one", "per"})
_PRICES = ("price", "arpu")
_PLAIN = ("price", "cost", None)
_SAID_SO = frozenset({"apposed", "yields", "restates", "concludes", "takes-up"})
_NOT_ONE = frozenset({"prior", "from", "paired", "to", "total", "together", "middle", "rise", "fall"})
_NOT_THOSE = frozenset({"average", "mean", "per-one", "aside", "of-which"})
_UNREAD = frozenset({"skips", "skips-next"})
_FEWEST = 3
_PAIR = 2


def parted(around: Neighbourhood) -> tuple[Claim, Claim] | None:
    """Amount and number of which ``around.claim`` is what falls to one: the only ones in front of it."""
    stated = around.claim
    if not _is_of_one(stated) or stated.quantity.kind is Kind.PERCENT or _is_listed(stated, around.sentence):
        return None
    told = _told(around)
    above, _, below = stated.quantity.unit.dimension.partition("/")
    if below.startswith(("money:", "duration")):  # a rate of exchange, and what is paid by the year
        return None
    amounts = [c for c in told if c.quantity.unit.dimension == above and c.quantity.kind in _AMOUNTS]
    others = [c for c in told if c not in amounts]
    numbers = [c for c in others if (c.quantity.unit.dimension == below if below else c.quantity.kind in _COUNTS)]
    if below.startswith("count:") and not numbers:  # 1.6万名: a measure word says no more than that they are counted
        numbers = [c for c in others if c.quantity.kind is Kind.COUNT and not c.quantity.unit.id.isascii()]
    if not amounts and stated.quantity.kind is Kind.COUNT:  # 8,640 vans: of something that is no unit
        amounts = [c for c in numbers if c.quantity.kind is Kind.NUMBER]
        numbers = [c for c in numbers if c.quantity.kind is Kind.COUNT]
    if len(amounts) != 1 or len(numbers) != 1:
        return None
    amount, number = amounts[0], numbers[0]
    if _is_price_of(stated) and (
        stated.label.isascii() or stated.subject not in (None, amount.subject, number.subject)
    ):
        return None  # of a private home, where the others are of all that was sold
    if any(c.cues & _UNREAD for c in (amount, number, stated)):
        return None  # 412 vehicles. Another 90 sets were ordered for £318m, £3.53m per vehicle
    if "measured" in stated.cues and stated.metric not in (amount.metric, *_PLAIN):
        return None  # GDP of $48bn, 6.0 million people: disposable income per head is another thing
    made = base(amount) / (base(number) if below else number.quantity.value or 1)
    return (amount, number) if is_near(base(stated), made) and made < base(amount) else None


def _is_listed(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """三个品牌分别售出15.2万台、9.6万台和6.4万台: one number for each, not for one of them."""
    unit = stated.quantity.unit
    return any("each" in c.cues and c is not stated and c.quantity.unit.comparable(unit) for c in sentence)


def _is_of_one(stated: Claim) -> bool:
    """An average of £4m each, 16 students per lecturer; and, where words say so, a yield of 7 tonnes per hectare."""
    said = bool(stated.cues & _SAID_SO)
    rate = "/" in stated.quantity.unit.dimension and said
    words = (
        _is_price_of(stated)
        or rate
        or "per" in stated.cues
        or (bool(stated.cues & _OF_ONE) and (said or "named" not in stated.cues))
    )
    return words and not stated.cues & _NOT_ONE and _is_plain(stated)


def _is_price_of(stated: Claim) -> bool:
    """A mean price, which no other word calls that of one."""
    plain = not stated.cues & (_OF_ONE | {"per"}) and "/" not in stated.quantity.unit.dimension
    return plain and stated.metric in _PRICES and "measured" in stated.cues and stated.quantity.kind is Kind.MONEY


def multiplied(around: Neighbourhood) -> tuple[Claim, Claim] | None:
    """Price and number of which ``around.claim`` is what they make: the only money and the only count in front."""
    stated = around.claim
    if (
        stated.quantity.kind is not Kind.MONEY
        or not _is_plain(stated)
        or stated.cues & (_NOT_ONE - {"total", "together"})
    ):
        return None
    told = [c for c in around.sentence if c.place.order < stated.place.order and _is_factor(c)]
    money = [c for c in told if c.quantity.unit.dimension.partition("/")[0] == stated.quantity.unit.dimension]
    numbers = [c for c in told if c.quantity.kind in (Kind.COUNT, Kind.PHYSICAL)]
    if len(money) != 1 or len(numbers) != 1 or len(told) != _PAIR or not _is_price(money[0], numbers[0]):
        return None
    price, number = money[0], numbers[0]
    if "measured" in stated.cues and price.metric not in (stated.metric, *_PLAIN) and "measured" in price.cues:
        return None
    counted = base(number) if "/" in price.quantity.unit.id else number.quantity.value or 0
    made = base(price) * counted
    return (price, number) if is_near(base(stated), made) and base(price) < made else None


def _is_factor(claim: Claim) -> bool:
    """杯均16.5元, 日均380杯: a mean is a factor as good as any."""
    plain = _is_plain(claim) and claim.quantity.kind is not Kind.DURATION
    return plain and not claim.cues & (_NOT_THOSE - {"average", "mean", "per-one"})


def _is_price(price: Claim, number: Claim) -> bool:
    """What is paid for one: by its unit, which is that of the number, or by words."""
    below = price.quantity.unit.dimension.partition("/")[2]
    if below:
        return number.quantity.unit.dimension == below
    said = bool(price.cues & {"each", "at-price", "per", "per-one", "average"})
    return said or (price.metric in _PRICES and "measured" in price.cues)


def _told(around: Neighbourhood) -> Sequence[Claim]:
    """The plain levels in front, in the sentence and where they are fewer than two there, in the one before it."""
    stated = around.claim
    inside = [c for c in around.sentence if c.place.order < stated.place.order and _is_level(c)]
    if len(inside) > 1:
        return inside
    near = [c for c in around.near if stated.place.sentence - c.place.sentence == 1 and _is_level(c)]
    return [*(c for c in near if c.place.block == stated.place.block), *inside]


def _is_level(claim: Claim) -> bool:
    small = (claim.quantity.value or 0) < _FEWEST and claim.quantity.kind in _COUNTS
    return _is_plain(claim) and not claim.cues & _NOT_THOSE and not small and claim.quantity.kind is not Kind.DURATION


def _is_plain(claim: Claim) -> bool:
    known = bool(claim.quantity.value) and claim.quantity.qualifier in (Qualifier.NONE, Qualifier.ABOUT)
    return claim.role is Role.LEVEL and known and claim.basis is None and claim.stance == "actual"
