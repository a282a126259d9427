"""Exchange: an amount that is said anew in another currency, against the rates of exchange of its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from claimlint.checks.currency import below, currency_of, is_anew, is_exchange, is_same
from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation, Status, Verdict

_MONEY = (Kind.MONEY, Kind.PRICE)
_YEN, _SIGNED = ("\u00a5", "\uffe5"), frozenset({"money:\u00a5", "money:CNY", "money:JPY"})
_WINDOW = "fx-window"
_PLACES = Decimal("0.0001")


class Exchange(Check):
    """An amount that the text says anew in another currency, without its rate, must lie between the lowest and the
    highest rate of its time.

    The rates come from the table that the extra ``fx`` brings. The time is that of the amount (the month of a day), or
    the month of the document and the one before it; an amount without either is not decided, nor is one where the
    text states its own rate (see ``conversion``). Averages and the rates of single days lie within the window, so that
    what fails is at odds with all of them; but a contract may have another rate, and a failure is a warning.
    """

    title = {"en": "the conversion does not fit the rates of its time", "zh": "折算金额与当时的汇率不符"}
    message = {
        "en": "inconsistent as printed: {stated} stated, but {inputs} gives {range}",
        "zh": "与当时的汇率不符：文中为{stated}，由{inputs}推得{range}",
    }
    slots = {
        "amount": Slot((Role.LEVEL,), {"en": "amount", "zh": "原币金额"}, kinds=_MONEY),
        "rate": Slot((Role.LEVEL,), {"en": "rate then", "zh": "当时汇率"}),
        STATED: Slot((Role.LEVEL,), {"en": "stated", "zh": "文中"}, kinds=_MONEY),
    }
    examples = (
        Holds("2024年3月，公司以12.5亿美元（约合人民币90亿元）完成收购。"),
        Breaks("2024年3月，公司以12.5亿美元（约合[[人民币80亿元]]）完成收购。", severity="warning"),
        Holds("公司以12.5亿美元（约合人民币80亿元）完成收购。"),
        Holds("In March 2024 it paid $1.25 billion (about RMB 9.0 billion)."),
        Breaks("In March 2024 it paid $1.25 billion (about [[RMB 8.0 billion]]).", severity="warning"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The amount in front, with each window of rates that may hold for it; without one where none is known."""
        stated, sentence = around.claim, around.sentence
        if stated.place.cell is not None or stated.basis is not None or not currency_of(stated):
            return
        if not is_anew(stated, sentence) or any(_is_rate(c) for c in (*sentence, *around.near)):
            return
        before = [c for c in sentence if c.place.order < stated.place.order and c.role is Role.LEVEL]
        amount = next((c for c in reversed(before) if currency_of(c)), None)
        if amount is None or _are_one_currency(amount, stated) or below(amount) != below(stated):
            return
        rates = [c for c in around.facts if _WINDOW in c.cues and c.place == amount.place and c.path == amount.path]
        yield from (Binding({"amount": (amount,), "rate": (rate,)}) for rate in rates)
        if not rates:
            yield Binding({"amount": (amount,)})

    def verdict(self, case: Case) -> Verdict | None:
        """Without a rate nothing is decided."""
        return None if "rate" in case.slots else Verdict(Status.UNDECIDABLE, reason="needs-reference")

    def relate(self, case: Case, values: Values) -> Relation:
        """The amount at every rate of the window."""
        (amount,), (rate,), (stated,) = values["amount"], values["rate"], values[STATED]
        factor = case.stated.quantity.unit.factor
        return Relation(amount * rate / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols, with the rates in numbers: nobody printed them."""
        return f"amount * {_window(case.one('rate'))}" if "rate" in case.slots else "amount * rate"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """The two amounts, with the rates and their time."""
        if "rate" not in case.slots:
            return self.message
        rate, amount = case.one("rate"), case.one("amount").quantity.text.replace("{", "{{").replace("}", "}}")
        time = rate.period.id if rate.period is not None else ""
        window = _window(rate)
        return {
            "en": f"inconsistent as printed: {{stated}} stated, but {amount} at the rates of {time} ({window}) "
            "is {range}",
            "zh": f"与当时的汇率不符：文中为{{stated}}，{amount}按{time}的汇率（{window}）折算为{{range}}",
        }


def _are_one_currency(amount: Claim, stated: Claim) -> bool:
    """True also of ¥850 and 850日元 in a Chinese text, where the sign is read as the yuan's."""
    codes = currency_of(amount), currency_of(stated)
    signed = any(sign in claim.quantity.text for sign in _YEN for claim in (amount, stated))
    return is_same(*codes) or (signed and {*codes} <= _SIGNED)


def _is_rate(claim: Claim) -> bool:
    """按7.18的汇率, 7.15元/美元: the text has a rate of its own."""
    number = claim.quantity.kind is Kind.NUMBER and "fx" in claim.cues
    return number or (is_exchange(claim) and "fx-window" not in claim.cues)


def _window(rate: Claim) -> str:
    """The lowest and the highest rate, to four places, as markets print them."""
    ends = (rate.quantity.stated.low, rate.quantity.stated.high)
    shown = [(Decimal(end.numerator) / end.denominator).quantize(_PLACES) for end in ends if end is not None]
    return "–".join(str(end) for end in dict.fromkeys(shown))
