"""Currency: an amount in another currency must follow from the rate of exchange that the text states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.misprint import may_be
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_MONEY = (Kind.MONEY, Kind.PRICE)
_MONEY_PREFIX = "money:"
_ONE_SIGN = ({"money:$", "money:USD"}, {"money:\u00a5", "money:JPY"}, {"money:\u00a5", "money:CNY"})
# Of how many of one currency a rate is said: 1美元兑7.2元, 100日元兑4.8元.
_BASES = frozenset({1, 100, 1000, 10000})
_FACTORS = {True: "*", False: "/"}


class Currency(Check):
    """An amount that is said anew in another currency must be the first one at the stated rate.

    The rate is a price of money (7.15元/美元, US$0.65 per Australian dollar), a pair (1英镑折9.1元), or a bare number
    beside words of exchange (按7.15折算), which may be either way round.  Without a rate nothing is judged.
    """

    title = {"en": "the conversion does not follow from the rate of exchange", "zh": "折算金额与汇率不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} give {range}",
        "zh": "与所列数字不一致：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "amount": Slot((Role.LEVEL,), {"en": "amount", "zh": "原币金额"}, kinds=_MONEY),
        "rate": Slot((Role.LEVEL,), {"en": "rate", "zh": "汇率"}),
        "base": Slot((Role.LEVEL,), {"en": "of", "zh": "汇率基数"}),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "文中"}, kinds=_MONEY),
    }
    derivation = Derivation.COMPUTED
    examples = (
        Holds("设备进口额246.2亿美元，按7.15折算为1,760亿元。"),
        Breaks("设备进口额246.2亿美元，按7.15折算为[[1,670亿元]]。", expected="1,759–1,762亿元"),
        Holds("学费3.2万英镑，按1英镑折9.1元，合29.1万元人民币。"),
        Breaks("学费3.2万英镑，按1英镑折9.1元，合[[20.1万元人民币]]。"),
        Holds("The fund raised A$940m, or about US$611m at an exchange rate of US$0.65 per Australian dollar."),
        Breaks("The fund raised A$940m, or about [[US$1,446m]] at an exchange rate of US$0.65 per Australian dollar."),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The amounts in front, nearest first, with the rates of the sentence, then those around it."""
        stated = around.claim
        only = _is_only_other(stated, around.sentence)
        if not currency_of(stated) or (not only and any(stated in one for one in _rates(around.sentence))):
            return
        if not only and not is_anew(stated, around.sentence):
            yield from _alone(around)
            return
        found: list[tuple[int, int, int, Binding]] = []
        # £120m is worth $165m today, whatever rate the sentence before names
        near = around.near if "restates" in stated.cues else ()
        for leap, claims in ((0, around.sentence), (1, near)):
            for rate in _rates([c for c in claims if c is not stated]):
                for gap, amount in enumerate(_amounts(around, rate)):
                    slots = {"amount": (amount,), "rate": (rate[0],)}
                    slots |= {"base": (rate[1],)} if rate[1] is not None else {}
                    far = leap + (gap > 0 or amount.place.sentence != stated.place.sentence)
                    found.append((far, gap, abs(rate[0].place.order - stated.place.order), Binding(slots, far)))
        yield from (one[-1] for one in sorted(found, key=lambda one: one[:3]))

    def relate(self, case: Case, values: Values) -> Relation:
        """amount × rate, or amount ÷ rate where the rate is the other way round."""
        (amount,), (rate,), (stated,) = values["amount"], values["rate"], values[STATED]
        if "base" in case.slots:  # one pound is one pound: it is not rounded
            base = case.one("base").quantity
            rate = rate / (base.stated * base.unit.factor)
        factor = case.stated.quantity.unit.factor
        converted = amount * rate if _multiplies(case) else amount / rate
        return Relation(converted / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if "base" in case.slots:
            return "amount * rate / base" if _multiplies(case) else "amount / rate * base"
        return f"amount {_FACTORS[_multiplies(case)]} rate"


def _multiplies(case: Case) -> bool:
    """Known by the rate's own unit; for a bare rate (7.15) by which way comes nearer to what is stated."""
    rate, stated = case.one("rate"), case.stated
    if "base" in case.slots:
        return is_same(currency_of(rate), currency_of(stated))
    above, _, below = rate.quantity.unit.dimension.partition("/")
    if below:
        return is_same(above, currency_of(stated))
    if above.startswith(_MONEY_PREFIX):  # 美元兑人民币7.15元
        return is_same(above, currency_of(stated))
    amount, value, wanted = (_middle(c) for c in (case.one("amount"), rate, stated))
    return _miss(amount * value, wanted) <= _miss(amount / value, wanted)


def _alone(around: Neighbourhood) -> Iterator[Binding]:
    """签下4,500万美元订单，按7.20锁汇，可收回人民币3.24亿元: two moneys, and one bare number between them."""
    stated = around.claim
    told = [c for c in around.sentence if c is not stated and c.role is not Role.PERIOD]
    money = [c for c in told if currency_of(c) and "/" not in c.quantity.unit.dimension and c.role is Role.LEVEL]
    bare = [c for c in told if c.quantity.kind is Kind.NUMBER and _is_bare_rate(c)]
    if len(money) != 1 or len(bare) != 1 or stated.role is not Role.LEVEL or stated.cues & {"prior", "from"}:
        return
    (amount,), (rate,) = money, bare
    apart = not is_same(currency_of(amount), currency_of(stated)) and "/" not in stated.quantity.unit.dimension
    between = amount.place.order < rate.place.order < stated.place.order
    if not (apart and between) or amount.basis != stated.basis:
        return
    made, said = (_middle(amount) * _middle(rate), _middle(amount) / _middle(rate)), _middle(stated)
    if any(may_be(said, one) for one in made):
        yield Binding({"amount": (amount,), "rate": (rate,)}, 1, doubts=("loose-binding",))


def _is_bare_rate(claim: Claim) -> bool:
    """7.20: with decimals and without a scale."""
    printed, value = claim.quantity.printed, claim.quantity.value
    return printed is not None and printed.scale == 1 and bool(printed.decimals) and (value or 0) > 0


def currency_of(claim: Claim) -> str:
    """``money:CNY`` of an amount or of a price in that money; empty for all else."""
    above = claim.quantity.unit.dimension.partition("/")[0]
    return above if claim.quantity.kind in _MONEY and above.startswith(_MONEY_PREFIX) else ""


def is_same(one: str, other: str) -> bool:
    """A dollar of no country is that of the United States, if of any; ¥ is the sign of two currencies."""
    return one == other or {one, other} in _ONE_SIGN


def is_anew(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """Said anew, or in brackets right behind an amount in another currency: the £85m fee (€98.6m at …)."""
    if stated.cues & {"restates", "yields"}:
        return True
    before = [c for c in sentence if c.place.order < stated.place.order]
    if before and before[-1].quantity.kind is Kind.NUMBER and "fx" in before[-1].cues:  # (按7.2折算，约10.8亿元)
        before = before[:-1]
    last = before[-1] if before else None
    outside = last is not None and "aside" not in last.cues and currency_of(last) not in ("", currency_of(stated))
    return "aside" in stated.cues and outside


def _is_only_other(stated: Claim, sentence: Sequence[Claim]) -> bool:
    """He paid 900,000 yen, which at 150 to the dollar is $6,000: two amounts and a rate, and nothing else."""
    money = [c for c in sentence if currency_of(c) and not is_exchange(c)]
    bare = [c for c in sentence if c.quantity.kind is Kind.NUMBER and "fx" in c.cues]
    return len(bare) == 1 and len(money) == 2 and money[1] is stated and len(sentence) == 3


def is_exchange(claim: Claim) -> bool:
    """7.15元/美元."""
    below = claim.quantity.unit.dimension.partition("/")[2]
    return claim.quantity.kind is Kind.PRICE and below.startswith(_MONEY_PREFIX)


def _rates(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim | None]]:
    """Each rate of exchange, with the amount of which it is said."""
    for index, claim in enumerate(claims):
        if is_exchange(claim):
            yield claim, None
            continue
        if claim.quantity.kind is Kind.NUMBER and "fx" in claim.cues and claim.quantity.value not in (None, 0, 1):
            yield claim, None
            continue
        for other in (*claims[max(index - 1, 0) : index], *claims[index + 1 : index + 2]):
            between = _is_base(other) and _is_plain(claim) and not is_same(currency_of(claim), currency_of(other))
            if between and (not _is_base(claim) or other.place.order < claim.place.order):
                yield claim, other
        if "fx" in claim.cues and "restates" not in claim.cues and _is_plain(claim) and not _is_base(claim):
            yield claim, None  # 美元兑人民币7.2


def _is_base(claim: Claim) -> bool:
    """1英镑 or 100日元: of which a rate is said."""
    return _is_plain(claim) and claim.quantity.value in _BASES


def _is_plain(claim: Claim) -> bool:
    """An amount without a scale word."""
    printed = claim.quantity.printed
    return claim.quantity.kind is Kind.MONEY and printed is not None and printed.scale == 1


def _amounts(around: Neighbourhood, rate: tuple[Claim, Claim | None]) -> list[Claim]:
    """Amounts of another currency in front of the stated one, nearest first, that the rate converts.

    One of another sentence only where it bears the same name: 首付款5亿美元。按7.18的汇率，首付款折合35.9亿元.
    """
    stated = around.claim
    named = [c for c in around.near if c.label and stated.label and c.label in stated.label]
    before = [c for c in reversed(around.sentence) if c.place.order < stated.place.order]
    earlier = [c for c in named if c.place.order < stated.place.order]
    if not before or all(c in rate for c in before):  # Bidders offered ¥930bn; at 155 yen per dollar that is $6bn
        earlier += [c for c in around.near if c.place.sentence == stated.place.sentence - 1][:1]
    return [
        c
        for c in (*before, *earlier)
        if c.role is Role.LEVEL and c not in rate
        if currency_of(c)
        and not is_exchange(c)
        and below(c) == below(stated)
        and not is_same(currency_of(c), currency_of(stated))
        and _converts(rate, currency_of(c), currency_of(stated))
    ][:3]


def below(claim: Claim) -> str:
    """Of what a price is: ``length`` of 元/米; empty for an amount."""
    return claim.quantity.unit.dimension.partition("/")[2]


def _converts(rate: tuple[Claim, Claim | None], source: str, target: str) -> bool:
    """True where the rate is one between the two currencies; a bare one may be between any."""
    quote, base = rate
    if base is not None:
        sides = (currency_of(quote), currency_of(base))
    elif is_exchange(quote):
        above, _, below = quote.quantity.unit.dimension.partition("/")
        sides = (above, below)
    else:
        own = currency_of(quote)
        return not own or is_same(own, target) or is_same(own, source)
    forward = is_same(sides[0], target) and is_same(sides[1], source)
    return forward or (is_same(sides[0], source) and is_same(sides[1], target))


def _middle(claim: Claim) -> Fraction:
    quantity = claim.quantity
    value = quantity.value if quantity.value is not None else quantity.interval.middle
    return (value or Fraction(1)) * quantity.unit.factor


def _miss(one: Fraction, other: Fraction) -> Fraction:
    """How many times the one is the other, as a number from 1 up."""
    if not one or not other:
        return Fraction(0)
    ratio = abs(one / other)
    return max(ratio, 1 / ratio)
