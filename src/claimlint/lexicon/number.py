"""Exact numbers, printed for people: few digits, and the words of the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from claimlint.lexicon.phrases import Affix, Phrases, Scale, phrases
from claimlint.lexicon.unit_names import is_sign, unit_name
from claimlint.model.interval import Interval
from claimlint.model.text import Language

DIGITS = 4  # significant digits, unless more are needed to tell two values apart
MOST_DIGITS = 15
# Below this, a scale word is used only where no digit is lost by it: 65万, but 20,651.
_ALWAYS_SCALED = 10**6
_NO_SCALE = Scale(Fraction(1), "")


def number(value: Fraction, unit: str, language: Language, digits: int = DIGITS) -> str:
    """``value`` (in ``unit``) as a reader would print it: ``15.45%``, ``1,142亿元``, ``$1.2bn``."""
    return interval(Interval.point(value), unit, language, digits)


def interval(values: Interval, unit: str, language: Language, digits: int = DIGITS) -> str:
    """A set of values: ``9.7%–10.2%``, ``11.4–20.3×``; one-sided sets with a sign of comparison: ``>1,100亿元``."""
    words = phrases(language)
    affix = affix_of(unit, language)
    scale = _scale([end for end in (values.low, values.high) if end is not None], affix, words)
    if values.low is None or values.high is None:
        end = values.high if values.low is None else values.low
        return _sign(values) if end is None else _sign(values) + _dressed(_digits(end, scale, digits), scale, affix)
    low, high = _digits(values.low, scale, digits), _digits(values.high, scale, digits)
    if values.low == values.high:
        return _dressed(low, scale, affix)
    if low.startswith("-") or high.startswith("-"):  # -2–-1 is hard to read
        return f"{_dressed(low, scale, affix)} … {_dressed(high, scale, affix)}"
    return f"{affix.before}{low}{affix.each}–{high}{affix.each}{scale.word}{affix.after}"


@lru_cache(maxsize=1024)
def affix_of(unit: str, language: Language) -> Affix:
    """How a number is printed in ``unit``: ``$``, 个百分点, "regions", and 美元/100万token for a rate."""
    words = phrases(language)
    if not unit or unit in words.units:
        return words.affix(unit)
    name = unit_name(unit, language)
    if name is not None:
        return Affix(after=name if is_sign(name) else f" {name}")
    above, slash, below = unit.rpartition("/")
    if not slash or not above:
        return words.affix(unit)
    top = affix_of(above, language)
    count, blank, of_what = below.partition(" ")
    if blank and count.replace("e", "").replace(".", "").isdigit():
        return replace(top, after=f"{top.after}/{number(Fraction(count), of_what, language)}")
    return replace(top, after=f"{top.after}/{_one(below, language)}")


def _one(unit: str, language: Language) -> str:
    affix = phrases(language).units.get(unit)
    return unit_name(unit, language, one=True) or (affix.after.strip() if affix else "") or unit


def digits_apart(values: Iterable[Fraction | None]) -> int:
    """The number of significant digits at which different values also look different (at least ``DIGITS``)."""
    distinct = {value for value in values if value is not None}
    for digits in range(DIGITS, MOST_DIGITS):
        context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
        if len({_rounded(value, context) for value in distinct}) == len(distinct):
            return digits
    return MOST_DIGITS


def _sign(values: Interval) -> str:
    """The sign of comparison of a set with an unbounded end."""
    if values.low is not None:
        return ">" if values.low_open else "≥"
    if values.high is not None:
        return "<" if values.high_open else "≤"
    return "-∞ … ∞"


def _dressed(digits: str, scale: Scale, affix: Affix) -> str:
    return f"{affix.before}{digits}{affix.each}{scale.word}{affix.after}"


def _scale(ends: list[Fraction], affix: Affix, words: Phrases) -> Scale:
    """The greatest scale word that fits; ratios and plain short numbers have none."""
    if affix.each or not ends:
        return _NO_SCALE
    greatest = max(abs(end) for end in ends)
    for scale in words.scales:
        lossless = all((end * 100 / scale.value).denominator == 1 for end in ends)
        if greatest >= scale.value and (greatest >= _ALWAYS_SCALED or lossless):
            return scale
    return _NO_SCALE


def _digits(value: Fraction, scale: Scale, digits: int) -> str:
    """``value / scale`` rounded to ``digits`` significant digits; digits before the point are never rounded away."""
    scaled = value / scale.value
    whole = len(str(abs(scaled.numerator) // scaled.denominator))
    text = f"{_rounded(scaled, Context(prec=max(digits, whole), rounding=ROUND_HALF_EVEN)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Fraction, context: Context) -> Decimal:
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))
