"""The only amount and the only number around what is said for one of them, or around what they make together.

Wages of £96m went to 24 players, an average of £4m each; 15,000 tickets at £28 took £420,000: one amount, one number,
and nothing else of their kinds in the passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.likeness import may_share
from claimlint.model.misprint import base, may_be
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import Kind

_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_AMOUNTS = frozenset({Kind.MONEY, Kind.PHYSICAL, Kind.COUNT, Kind.NUMBER})
_MADE = _AMOUNTS | {Kind.DURATION}
_OF_ONE = frozenset({"each", "per-one", "per"})
# Words around a price: at $28 each, an average of $28, $28 a shirt.
_PRICED = _OF_ONE | {"at-price", "average", "mean", "factor"}
_PRICES = ("price", "arpu")
_PLAIN = ("price", "cost", None)
_SAID_SO = frozenset({"apposed", "yields", "restates", "concludes", "takes-up"})
_OUTCOME = frozenset({"apposed", "yields", "restates", "total", "together", "reach", "equals"})
_PROCEEDS = frozenset({"revenue", "orders", "amount", "sales_volume", "output", "cost", "expenses"})
_NOT_ONE = frozenset({"prior", "from", "paired", "to", "total", "together", "middle", "rise", "fall"})
_NOT_THOSE = frozenset({"average", "mean", "per-one", "aside", "of-which"})
_NOT_MADE = frozenset({"prior", "from", "paired", "middle", "of-which", "out-of"})
_UNREAD = frozenset({"skips", "skips-next"})
_HANDLED = frozenset({"yoy", "qoq", "difference", "contrast", "than", "each", "mean"})
_EXTREME = frozenset({"highest", "lowest"})
_FEWEST, _FAR, _PAIR = 3, 5, 2


def parted(around: Neighbourhood) -> tuple[Claim, Claim] | None:
    """Amount and number of which ``around.claim`` is what falls to one: the only ones in front of it."""
    stated = around.claim
    if not _is_of_one(stated) or stated.quantity.kind is Kind.PERCENT or _is_listed(stated, around.sentence):
        return None
    above, _, below = stated.quantity.unit.dimension.partition("/")
    told = [c for c in _told(around, stated) if not c.cues & _NOT_THOSE]
    if below.startswith("money:") or (below and "average" not in stated.cues and below.startswith("duration")):
        return None  # a rate of exchange, and what is paid by the year
    if any("per-one" in c.cues and c.quantity.unit == stated.quantity.unit for c in around.near):
        return None  # 按此计算笔单价150元；若剔除退款，笔单价138元: the plain one has been told
    amounts = [c for c in told if c.quantity.unit.dimension == above and c.quantity.kind in _AMOUNTS]
    others = [c for c in told if c not in amounts]
    numbers = [c for c in others if (c.quantity.unit.dimension == below if below else c.quantity.kind in _COUNTS)]
    if below and not numbers:  # 64,000 crates for $1.2m, $19 a crate
        numbers = [c for c in others if below.startswith("count:") and _counts_anything(c)]
    if above == "number" and not below and len(told) == _PAIR:  # a crew of 14 laid 6,300 bricks, 450 each
        numbers, amounts = ([c] for c in sorted(told, key=base))
    if not amounts and stated.quantity.kind is Kind.COUNT:  # 8,640 vans: of something that is no unit
        amounts = [c for c in numbers if c.quantity.kind is Kind.NUMBER]
        numbers = [c for c in numbers if c.quantity.kind is Kind.COUNT]
    if len(amounts) != 1 or len(numbers) != 1:
        return None
    amount, number = amounts[0], numbers[0]
    named = stated.label.isascii() or stated.subject not in (None, amount.subject, number.subject)
    if _is_price_of(stated) and named:
        return None  # of a private home, where the others are of all that was sold
    if any(c.cues & _UNREAD for c in (amount, number, stated)):
        return None  # 412 vehicles. Another 90 sets were ordered for £318m, £3.53m per vehicle
    if "measured" in stated.cues and stated.metric not in (amount.metric, *_PLAIN):
        return None  # GDP of $48bn, 6.0 million people: disposable income per head is another thing
    plain = not below or number.quantity.unit.dimension != below
    made = base(amount) / ((number.quantity.value or 1) if plain else base(number))
    near = may_be(base(stated), made) or (
        "per" in stated.cues and made <= base(stated) * _FAR and base(stated) <= made * _FAR
    )
    return (amount, number) if near and (below or made < base(amount)) else None


def _counts_anything(claim: Claim) -> bool:
    """64,000 crates, 1.6万名: no unit, or a measure word, which says no more than that they are counted."""
    measured = claim.quantity.kind is Kind.COUNT and not claim.quantity.unit.id.isascii()
    return claim.quantity.kind is Kind.NUMBER or measured


def _is_listed(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """三个品牌分别售出15.2万台、9.6万台和6.4万台: one number for each, not for one of them."""
    unit = stated.quantity.unit
    return any("each" in c.cues and c is not stated and c.quantity.unit.comparable(unit) for c in sentence)


def _is_of_one(stated: Claim) -> bool:
    """An average of £4m each, 16 students per lecturer; and, where words say so, a yield of 7 tonnes per hectare."""
    said = bool(stated.cues & _SAID_SO)
    rate = "/" in stated.quantity.unit.dimension and bool(said or "average" in stated.cues)
    mean = "average" in stated.cues and stated.quantity.kind is Kind.MONEY and "measured" not in stated.cues
    words = _is_price_of(stated) or rate or mean or "per" in stated.cues
    words = words or (bool(stated.cues & _OF_ONE) and (said or "named" not in stated.cues))
    return words and not stated.cues & _NOT_ONE and _is_plain(stated)


def _is_price_of(stated: Claim) -> bool:
    """A mean price, which no other word calls that of one."""
    plain = not stated.cues & _OF_ONE and "/" not in stated.quantity.unit.dimension
    return plain and stated.metric in _PRICES and "measured" in stated.cues and stated.quantity.kind is Kind.MONEY


def multiplied(around: Neighbourhood) -> tuple[Claim, Claim] | None:
    """Price and number of which ``around.claim`` is what they make: the only price and the only number in front."""
    stated = around.claim
    if stated.quantity.kind not in _MADE or not _is_plain(stated) or stated.cues & _NOT_MADE:
        return None
    if {"each", "listed"} <= stated.cues:  # 三条线路分别是8.2、11.5、6.3
        return None
    if stated.quantity.kind is Kind.DURATION and not stated.quantity.text.isascii():
        return None  # 由三个部分组成：5小时续航、8小时待机
    told = [c for c in _told(around, stated) if not c.cues & {"prior", "of-which"}]
    pairs = [(price, c) for price in told for c in told if c is not price and _may_multiply(price, c, stated)]
    if len(pairs) != 1:
        return _only_factors(around)
    if any(c.cues & _UNREAD for c in (*pairs[0], stated)):
        return None
    price, number = pairs[0]
    inside = all(c.place.sentence == stated.place.sentence for c in pairs[0]) and price.metric != "arpu"
    proceeds = stated.metric in _PROCEEDS and "measured" in stated.cues and (inside or "concludes" in stated.cues)
    behind = "at-price" in price.cues and stated.place.order == price.place.order + 1  # at £28, taking £420,000
    said = _OUTCOME if stated.label.isascii() else _OUTCOME - {"reach"}  # the Chinese word only links
    if not (stated.cues & said or proceeds or behind):
        concluded = "concludes" in stated.cues  # an average of £42,000, so the £12m grant: of another matter
        return None if concluded else _only_factors(around)
    units = [c.quantity.unit for c in pairs[0]]
    alike = [c for c in told if c not in pairs[0] and any(map(c.quantity.unit.comparable, units))]
    cancels = "/" in price.quantity.unit.dimension and number.quantity.kind is not Kind.NUMBER
    made = base(price) * (base(number) if cancels else number.quantity.value or 0)
    return (price, number) if not alike and may_be(base(stated), made) else None


def _only_factors(around: Neighbourhood) -> tuple[Claim, Claim] | None:
    """售票4,200张，平均票价680元，票房285.6万元: nothing but price and number stands in front of it."""
    stated = around.claim
    told = [c for c in around.sentence if c.place.order < stated.place.order and _is_factor(c)]
    prices = [c for c in told if c.quantity.unit.dimension.partition("/")[0] == stated.quantity.unit.dimension]
    numbers = [c for c in told if c.quantity.kind in (Kind.COUNT, Kind.PHYSICAL)]
    if stated.quantity.kind is not Kind.MONEY or stated.cues & {"to", "rise", "fall"}:
        return None
    if not len(prices) == len(numbers) == 1 or len(told) != _PAIR or not _is_price(prices[0], numbers[0]):
        return None
    price, number = prices[0], numbers[0]
    if {"measured", "named"} <= price.cues & stated.cues and price.metric not in (stated.metric, *_PLAIN):
        return None
    made = base(price) * (base(number) if "/" in price.quantity.unit.id else number.quantity.value or 0)
    return (price, number) if may_be(base(stated), made) and base(price) < made else None


def _is_factor(claim: Claim) -> bool:
    """杯均16.5元, 日均380杯: a mean is a factor as good as any."""
    return _is_plain(claim) and claim.quantity.kind is not Kind.DURATION and not claim.cues & {"aside", "of-which"}


def _is_price(price: Claim, number: Claim) -> bool:
    """What is paid for one: by its unit, which is that of the number, or by words."""
    below = price.quantity.unit.dimension.partition("/")[2]
    if below:
        return number.quantity.unit.dimension == below
    return bool(price.cues & (_PRICED - {"mean"})) or (price.metric in _PRICES and "measured" in price.cues)


def _may_multiply(price: Claim, number: Claim, stated: Claim) -> bool:
    """$1,950 an ounce and 420,000 ounces; £85,000 for each of 220 rooms; 28 pupils in each of 14 classes."""
    # 海南人均最高达1588元。四川接待6782万人次: one price of many; 三部分组成：5小时续航、8小时待机: parts of one list
    if price.cues & _EXTREME or "parted" in price.cues & stated.cues:
        return False
    above, _, below = price.quantity.unit.dimension.partition("/")
    made, counted = stated.quantity.unit.dimension, number.quantity
    if below:
        matches = counted.unit.dimension == below or (below.startswith("count:") and counted.kind is Kind.NUMBER)
        worked = counted.kind is Kind.DURATION and counted.unit.dimension == below  # £18.60 an hour for 38 hours
        return above == made and matches and (worked or not below.startswith(("money:", "duration")))
    both = {price.quantity.kind, stated.quantity.kind} <= _COUNTS and stated.quantity.kind is Kind.NUMBER
    factor = "factor" in price.cues and "equals" in stated.cues  # 38.4 litres × £1.459 = £56.03
    if not (counted.kind in _COUNTS or factor) or not (price.quantity.unit.comparable(stated.quantity.unit) or both):
        return False
    if both and (price.place.order > number.place.order or not base(number) < base(stated)):
        return False  # 28 in each of 14, and 14 with 28 each: taken once
    # 三个生产厂，分别设在…，乙公司产量1775吨，丙公司产能2600吨: what has a name of its own is no product of another
    named = {"measured", "named"} <= price.cues & stated.cues and not stated.label.isascii()
    apart = named and not may_share(price.label, stated.label)  # in English, what it costs has another name anyway
    return base(price) < base(stated) and not apart and bool(price.cues & _PRICED or "each" in number.cues)


def _told(around: Neighbourhood, stated: Claim) -> Sequence[Claim]:
    """The plain levels in front, in the sentence and where they are fewer than two there, in the one before it."""
    inside = [c for c in around.sentence if c.place.order < stated.place.order and _is_level(c, stated)]
    if len(inside) > 1:
        return inside
    near = [c for c in around.near if stated.place.sentence - c.place.sentence == 1 and _is_level(c, stated)]
    return [*(c for c in near if c.place.block == stated.place.block), *inside]


def _is_level(claim: Claim, stated: Claim) -> bool:
    """A plain number; and what a verb of rising only handles (lifted 1.9m barrels), where nothing is of its kind."""
    quantity = claim.quantity
    small = (quantity.value or 0) < _FEWEST and quantity.kind in _COUNTS
    money = stated.quantity.kind is Kind.MONEY
    lasting = (
        quantity.kind is Kind.DURATION and not money and quantity.unit.dimension not in stated.quantity.unit.dimension
    )
    handled = claim.role is Role.CHANGE and quantity.kind in (Kind.COUNT, Kind.PHYSICAL) and not claim.cues & _HANDLED
    return (_is_plain(claim) or (handled and bool(quantity.value))) and not small and not lasting


def _is_plain(claim: Claim) -> bool:
    known = bool(claim.quantity.value) and claim.quantity.qualifier in (Qualifier.NONE, Qualifier.ABOUT)
    return claim.role is Role.LEVEL and known and claim.basis is None and claim.stance == "actual"
