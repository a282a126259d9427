"""A number's digits, written anew in the style in which they stand: 80.7 → 80.8, １，２３４ → １，１９８, 三 → 四.

Only the digits: sign, qualifier, scale word and unit stay as they are.  A way of writing counts only where it writes
the old number exactly as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor

from claimlint.lexicon.spelled import spelled
from claimlint.model.interval import exact_string
from claimlint.model.quantity import Quantity
from claimlint.model.unit import Kind

HALF = Fraction(1, 2)
_WIDE = 0xFEE0  # from an ASCII sign to its full-width twin

Writer = Callable[[Fraction], str]


def nearest(value: Fraction, like: Quantity) -> Fraction | None:
    """The value nearest to ``value`` (in the unit of ``like``) that may be printed in its style.

    None where two are equally near, and where another sign or none at all would be needed.
    """
    printed, old = like.printed, like.value
    if printed is None or not old:
        return None
    grain = printed.scale * Fraction(1, 10**printed.decimals)
    if like.ulp is not None and like.ulp > grain:
        grain = like.ulp  # 三千八百九十六万: the last digit is worth ten thousand
    count = abs(value) / grain
    whole = floor(count + HALF)
    if count + HALF == whole or not whole or (value < 0) != (old < 0):
        return None
    return grain * (whole if value > 0 else -whole)


def rewritten(value: Fraction, like: Quantity, raw: str) -> str | None:
    """``value``, one that :func:`nearest` gave, in the style of ``raw``, the digits of ``like`` as they stand.

    None where the style is not known.
    """
    printed, old = like.printed, like.value
    if printed is None or old is None:
        return None
    new, known = abs(value / printed.scale), abs(old / printed.scale)
    if not any(char.isdigit() for char in printed.digits):
        counted = printed.scale != 1 or like.kind is not Kind.PERCENT
        return spelled(new, raw, known, counted=counted)
    for writer in _writers(raw, printed.decimals):
        if writer(known) == raw:
            return writer(new)
    return None


def _writers(raw: str, decimals: int) -> Iterator[Writer]:
    """The ways to write digits: without groups, in groups of three, as in India; wide as ``raw`` is."""
    wide = {chr(ord(char) - _WIDE) for char in raw if ord(char) > _WIDE}
    separator = next((char for char in raw if not char.isdigit() and char not in ".\uff0e"), "")
    for grouped in (_plain, _thousands, _lakhs) if separator else (_plain, _headless):
        yield lambda value, grouped=grouped: _dressed(grouped(value, decimals), wide, separator)  # type: ignore[misc]


def _plain(value: Fraction, decimals: int) -> str:
    whole, _, rest = exact_string(Fraction(floor(value * 10**decimals), 10**decimals)).partition(".")
    return f"{whole}.{rest.ljust(decimals, '0')}" if decimals else whole


def _headless(value: Fraction, decimals: int) -> str:
    """.5"""
    return _plain(value, decimals).removeprefix("0")


def _thousands(value: Fraction, decimals: int) -> str:
    whole, point, rest = _plain(value, decimals).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _lakhs(value: Fraction, decimals: int) -> str:
    whole, point, rest = _plain(value, decimals).partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(end - 2, 0) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail]) + point + rest


def _dressed(text: str, wide: set[str], separator: str) -> str:
    text = text.replace(",", separator) if separator and separator not in wide else text
    if not wide:
        return text
    return "".join(chr(ord(char) + _WIDE) if char.isdigit() or char in wide or char == "," else char for char in text)
