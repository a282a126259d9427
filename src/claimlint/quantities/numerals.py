"""Numerals: digits and English number words, read exactly, with the place of the last printed digit."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.model.interval import Interval

# A numeral this long is no measurement; reading it would only cost time.
LONGEST = 40

# Nobody prints more digits than this without separators: cells run together, account numbers.
_LONGEST_UNGROUPED = 11

_GROUPED = compiled(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = compiled(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_PLAIN = compiled(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_EXPONENT = compiled(r"[eE][+-]?[0-9]{1,2}$")
# 1 234 567.89 and 1,3: blanks that group, and a comma for the decimal point.
_SPACED = compiled(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_DECIMAL_COMMA = compiled(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number before its scale and unit are known.

    ``ulp`` is the place value of the last printed digit and ``step`` that of the last non-zero one.  ``spread`` is the
    set that a vague numeral (数十) denotes; ``words`` marks numerals that are spelled out.
    """

    value: Fraction
    ulp: Fraction
    step: Fraction
    digits: str
    decimals: int = 0
    significant: int = 1
    spread: Interval | None = None
    words: bool = False
    joined: bool = False  # of several amounts: 五元三毛, 一吨半

    def scaled(self, factor: Fraction) -> Numeral:
        """The numeral times a scale word."""
        if factor == 1:
            return self
        spread = None if self.spread is None else self.spread * factor
        return Numeral(
            self.value * factor, self.ulp * factor, self.step * factor, self.digits, self.decimals, self.significant,
            spread, self.words, self.joined,
        )  # fmt: skip


def last_step(value: Fraction, ulp: Fraction) -> Fraction:
    """The place value of the last non-zero digit of ``value``, which is printed to ``ulp``."""
    count = abs(value / ulp)
    if count.denominator != 1 or count == 0:
        return ulp
    digits = str(count.numerator)
    return ulp * Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


@lru_cache(maxsize=4096)
def parse_digits(blob: str, *, long: bool = False) -> Numeral | None:
    """A run of ASCII digits, commas and points; None where it is no well-formed number (1,35212.5433.80).

    ``2.5e6`` is read; ``long`` also lets numbers pass that are more likely an account's (202107211321).
    """
    if len(blob) > LONGEST:
        return None
    power = _EXPONENT.search(blob)
    digits = blob if power is None else blob[: power.start()]
    if "," in digits:
        if not (_GROUPED.fullmatch(digits) or _INDIAN.fullmatch(digits)):
            return None
    elif not _PLAIN.fullmatch(digits):
        return None
    plain = digits.replace(",", "")
    whole, _, decimals = plain.partition(".")
    if not long and (("," not in digits and len(whole) > _LONGEST_UNGROUPED) or (len(whole) > 1 and whole[0] == "0")):
        return None  # an account's number, a code: 00700, 007
    numeral = _exactly(plain, blob, decimals)
    if power is None:
        return numeral
    return replace(numeral.scaled(Fraction(10) ** int(power.group()[1:])), digits=blob)


def parse_european(blob: str) -> Numeral | None:
    """1 234 567.89, 1 234,5 and 1,3: numbers that only their surroundings tell from lists."""
    spaced = _SPACED.fullmatch(blob) is not None
    if len(blob) > LONGEST or not (spaced or _DECIMAL_COMMA.fullmatch(blob)):
        return None
    plain = blob.replace(" ", "").replace(",", ".")
    return _exactly(plain, blob, plain.partition(".")[2])


def _exactly(plain: str, blob: str, decimals: str) -> Numeral:
    value = Fraction(plain)
    ulp = Fraction(1, 10 ** len(decimals))
    significant = len(plain.replace(".", "").lstrip("0")) or 1
    return Numeral(value, ulp, last_step(value, ulp), blob, len(decimals), significant)


def significant_digits(value: Fraction, ulp: Fraction) -> int:
    """How many digits ``value`` has when it is printed to ``ulp``."""
    count = abs(value / ulp)
    return len(str(count.numerator // count.denominator))


@cache
def english_words() -> dict[str, int]:
    """English number words below a hundred, and what they are worth."""
    return {
        word: entry["digit"]
        for entry in entries("numerals")
        if entry["language"] == "en" and "digit" in entry
        for word in entry["words"]
    }


@cache
def english_vague() -> dict[str, tuple[int, int]]:
    """English words for a number that is not said (several, hundreds of), and from where to where it may lie."""
    return {
        word: (entry["vague"][0], entry["vague"][1])
        for entry in entries("numerals")
        if entry["language"] == "en" and "vague" in entry
        for word in entry["words"]
    }


def parse_english(words: str) -> Numeral | None:
    """``twenty-five``, ``a dozen``, ``three``: numbers below a hundred in words; ``several``, ``hundreds of``."""
    known, vague = english_words(), english_vague()
    lower = words.lower()
    if lower in vague:
        low, high = vague[lower]
        spread = Interval(Fraction(low), Fraction(high), high_open=True)
        return Numeral(Fraction(low), Fraction(1), Fraction(1), words, spread=spread, words=True)
    if lower in known:
        value = Fraction(known[lower])
    else:
        parts = [known.get(part) for part in re.split(r"[ -]", lower)]
        if len(parts) != 2 or parts[0] is None or parts[1] is None or parts[0] < 20 or parts[1] > 9:
            return None
        value = Fraction(parts[0] + parts[1])
    return Numeral(value, Fraction(1), last_step(value, Fraction(1)), words, significant=1, words=True)
