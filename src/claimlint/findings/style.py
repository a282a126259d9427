"""Other values in the style in which a number was printed: 80.7% → 80.8%, 107亿美元 → 105.2亿美元."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from claimlint.model.interval import Interval, exact_string
from claimlint.model.quantity import Qualifier, Quantity

HALF = Fraction(1, 2)
DASH = "–"
# A list of admissible values is shown by its ends.
_PLACES = 3


def in_style(value: Fraction, like: Quantity, decimals: int | None = None) -> str:
    """``value`` (in the unit of ``like``) printed as ``like`` is; ``decimals`` overrides its number of decimals."""
    printed = like.printed
    if printed is None:
        return _plain(value, _PLACES if decimals is None else decimals)
    places = printed.decimals if decimals is None else decimals
    digits = _plain(value / printed.scale, places)
    if "," in printed.digits:
        digits = _grouped(digits)
    offset = printed.span.start - like.span.start
    tail = offset + printed.span.end - printed.span.start
    return like.text[:offset].rstrip("-") + digits + like.text[tail:]


def shown(interval: Interval, like: Quantity) -> str:
    """A recomputed set, one decimal finer than ``like`` and rounded outward."""
    decimals = (like.printed.decimals if like.printed else 1) + 1
    scale = like.printed.scale if like.printed else Fraction(1)
    grain = scale / 10**decimals
    low = None if interval.low is None else in_style(floor(interval.low / grain) * grain, like, decimals)
    high = None if interval.high is None else in_style(ceil(interval.high / grain) * grain, like, decimals)
    if low is None or high is None:
        return f"> {low}" if low else f"< {high}" if high else DASH
    return low if low == high else f"{low}{DASH}{high}"


def would_pass(recomputed: Interval, like: Quantity) -> str | None:
    """The values that may be printed instead, to the same place, as their ends; None where that is not clear."""
    if like.ulp is None or like.printed is None or like.qualifier not in (Qualifier.NONE, Qualifier.ABOUT):
        return None
    ulp = like.ulp
    first = None if recomputed.low is None else _first(recomputed.low, ulp, recomputed.low_open)
    last = None if recomputed.high is None else _last(recomputed.high, ulp, recomputed.high_open)
    if first is None or last is None:
        bound = first if first is not None else last
        if bound is None:
            return None
        return f"{'≥' if first is not None else '≤'} {in_style(bound * ulp, like)}"
    if first > last:
        return None
    low, high = in_style(first * ulp, like), in_style(last * ulp, like)
    return low if low == high else f"{low}{DASH}{high}"


def _first(low: Fraction, ulp: Fraction, low_open: bool) -> int:
    """The first multiple of ``ulp`` whose rounding interval reaches up to ``low``."""
    count = ceil(low / ulp - HALF)
    return count + 1 if low_open and count + HALF == low / ulp else count


def _last(high: Fraction, ulp: Fraction, high_open: bool) -> int:
    """The last multiple of ``ulp`` whose rounding interval reaches down to ``high``."""
    count = floor(high / ulp + HALF)
    return count - 1 if high_open and count - HALF == high / ulp else count


def _plain(value: Fraction, decimals: int) -> str:
    """``value`` rounded half up to ``decimals`` places."""
    count = floor(abs(value) * 10**decimals + HALF)
    text = exact_string(Fraction(count, 10**decimals))
    whole, _, rest = text.partition(".")
    body = f"{whole}.{rest.ljust(decimals, '0')}" if decimals else whole
    return f"-{body}" if value < 0 and count else body


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
