"""Other values in the style in which a number was printed: 80.7% → 80.8%, 107亿美元 → 105.2–108.4亿美元.

This is the one place where a finding's values become words; only a number that nobody printed (a fact's ``amount``,
数千万) is worded by the lexicon.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.number import interval as worded
from claimlint.model.interval import Interval, exact_string
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Language
from claimlint.model.unit import Kind

HALF = Fraction(1, 2)
DASH = "–"
# A value is shown one digit finer than the number beside it, and a small one with at least this many digits.
_FINER, _LEAST_DIGITS, _MOST_DECIMALS = 1, 2, 15
# What sets digits and unit apart (**18.6**%) is no part of how a value is written.
_MARKUP = compiled(r"[*_~`\\]+|</?[A-Za-z][^<>]*>")
_WITHOUT_DIGITS = (Qualifier.SOME, Qualifier.OVER_STEP)


@dataclass(frozen=True, slots=True)
class Style:
    """How a number was printed: what stands before and behind its digits, and the worth of its scale word."""

    before: str
    after: str
    scale: Fraction
    decimals: int
    grouped: bool

    def digits(self, value: Fraction, decimals: int) -> str:
        """The digits of ``value``, which is in the number's unit, rounded half up, without its sign."""
        count = floor(abs(value / self.scale) * 10**decimals + HALF)
        whole, _, rest = exact_string(Fraction(count, 10**decimals)).partition(".")
        whole = f"{int(whole):,}" if self.grouped else whole
        return f"{whole}.{rest.ljust(decimals, '0')}" if decimals else whole

    def one(self, value: Fraction, decimals: int) -> str:
        """A single value, dressed."""
        digits = self.digits(value, decimals)
        sign = "-" if value < 0 and digits.strip("0.,") else ""
        return f"{sign}{self.before}{digits}{self.after}"

    def several(self, low: Fraction, high: Fraction, decimals: int) -> str:
        """A range; its unit stands once (206–208亿元), a percent sign twice (9.7%–10.2%)."""
        first, last = self.one(low, decimals), self.one(high, decimals)
        if first == last:
            return first
        if low < 0 or high < 0:  # -2–-1 is hard to read
            return f"{first} … {last}"
        if self.after[:1] in ("%", "％"):
            return f"{first}{DASH}{last}"
        return f"{self.before}{self.digits(low, decimals)}{DASH}{self.digits(high, decimals)}{self.after}"


def style_of(like: Quantity) -> Style | None:
    """The style of a printed number; None for one that has none."""
    printed = like.printed
    if printed is None or like.qualifier in _WITHOUT_DIGITS:
        return None
    in_words = not any(char.isdigit() for char in like.text)
    if printed.span == like.span and in_words:  # a third is shown in percent, doubled as a multiple
        if like.kind is Kind.MULTIPLE:
            return Style("", "×", Fraction(1), 0, grouped=False)
        if like.unit.dimension == "ratio" and like.kind is Kind.NUMBER:
            return Style("", "%", Fraction(1, 100), 0, grouped=False)
    start = printed.span.start - like.span.start
    after = _MARKUP.sub("", like.text[start + printed.span.end - printed.span.start :])
    before = _MARKUP.sub("", like.text[:start]).rstrip("-−－")
    return Style(before, after.rstrip(), printed.scale, printed.decimals, "," in printed.digits)


def point(value: Fraction, like: Quantity, language: Language) -> str:
    """A recomputed value, one digit finer than ``like``; finer still where it would look like the stated value."""
    style = style_of(like)
    if style is None:
        return worded(Interval.point(value), like.unit.id, language)
    decimals, stated = _decimals(style, [value]), like.value
    while stated not in (None, value) and _alike(stated, value, style, decimals) and decimals < _MOST_DECIMALS:
        decimals += 1
    grain = style.scale / 10**decimals
    return style.one(value, _needed([floor(value / grain + HALF) * grain], style, decimals))


def shown(values: Interval, like: Quantity, language: Language) -> str:
    """A recomputed set, one digit finer than ``like`` and rounded outward."""
    style = style_of(like)
    if style is None or (values.low is None and values.high is None):
        return worded(values, like.unit.id, language)
    decimals = _decimals(style, [end for end in (values.low, values.high) if end is not None])
    grain = style.scale / 10**decimals
    low = None if values.low is None else floor(values.low / grain) * grain
    high = None if values.high is None else ceil(values.high / grain) * grain
    decimals = _needed([end for end in (low, high) if end is not None], style, decimals)
    if low is not None and high is not None:
        return style.several(low, high, decimals)
    if low is not None:
        return (">" if values.low_open else "≥") + style.one(low, decimals)
    return ("<" if values.high_open else "≤") + style.one(high or Fraction(0), decimals)


def would_pass(recomputed: Interval, like: Quantity, *, finer: bool = False) -> str | None:
    """The values that may be printed instead, to the same place, as their ends; None where that is not clear.

    ``finer`` has a value of which that place would leave one digit (22 billion for 2.2) printed to the next one.
    """
    style = style_of(like)
    if like.ulp is None or style is None or like.qualifier not in (Qualifier.NONE, Qualifier.ABOUT):
        return None
    ulp, decimals = like.ulp, style.decimals
    if finer and not like.exact and recomputed.middle is not None and abs(recomputed.middle) < 10 * ulp:
        ulp, decimals = ulp / 10, decimals + 1
    first = None if recomputed.low is None else _first(recomputed.low, ulp, recomputed.low_open)
    last = None if recomputed.high is None else _last(recomputed.high, ulp, recomputed.high_open)
    if first == last == 0 and 0 not in recomputed:  # what would vanish ($32,700 among millions) has no such form
        return None
    if first is not None and last is not None:
        return style.several(first * ulp, last * ulp, decimals) if first <= last else None
    if first is not None:
        return "≥" + style.one(first * ulp, decimals)
    return "≤" + style.one(last * ulp, decimals) if last is not None else None


def printable(recomputed: Interval, like: Quantity, most: int) -> tuple[tuple[str, ...], int | None]:
    """Every value that may be printed in the style of ``like`` and to its last place, and how many there are.

    Of more than ``most`` only the first and the last ones; none, and None, where they have no end.
    """
    style, ulp, ends = style_of(like), like.ulp, _ends(recomputed, like)
    if style is None or ulp is None or ends is None:
        return (), None
    first, last = ends
    count = max(last - first + 1, 0)  # more, perhaps, than a range may have
    head = range(first, first + (count if count <= most else most // 2))
    tail = range(last + 1 - most // 2, last + 1) if count > most else ()
    return tuple(style.one(number * ulp, style.decimals) for number in (*head, *tail)), count


def _ends(recomputed: Interval, like: Quantity) -> tuple[int, int] | None:
    """The first and the last value that may be printed, in units of the last place."""
    if like.ulp is None or recomputed.low is None or recomputed.high is None:
        return None
    first = _first(recomputed.low, like.ulp, recomputed.low_open)
    return first, _last(recomputed.high, like.ulp, recomputed.high_open)


def _alike(one: Fraction | None, other: Fraction, style: Style, decimals: int) -> bool:
    return one is not None and style.one(one, decimals) == style.one(other, decimals)


def _decimals(style: Style, values: list[Fraction]) -> int:
    """One more than was printed, and so many that a small value does not become nought."""
    decimals = style.decimals + _FINER
    smallest = min((abs(value / style.scale) for value in values if value), default=Fraction(1))
    while decimals < _MOST_DECIMALS and smallest * 10**decimals < 10 ** (_LEAST_DIGITS - 1):
        decimals += 1
    return decimals


def _needed(values: list[Fraction], style: Style, decimals: int) -> int:
    """Decimals without the noughts that all ``values`` end in: 206.0–208.0 is 206–208."""
    while decimals and all((value / style.scale * 10 ** (decimals - 1)).denominator == 1 for value in values):
        decimals -= 1
    return decimals


def _first(low: Fraction, ulp: Fraction, low_open: bool) -> int:
    """The first multiple of ``ulp`` whose rounding interval reaches up to ``low``."""
    count = ceil(low / ulp - HALF)
    return count + 1 if low_open and count + HALF == low / ulp else count


def _last(high: Fraction, ulp: Fraction, high_open: bool) -> int:
    """The last multiple of ``ulp`` whose rounding interval reaches down to ``high``."""
    count = floor(high / ulp + HALF)
    return count - 1 if high_open and count - HALF == high / ulp else count
