"""English numbers in words: one hundred and sixty-one, two and a half, one point two billion, three quarters.

A phrase is read as far as it goes.  A scale word at its very end (two and a half *million*) is left to the reader of
scales, so that both ends of a range can share it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.quantities.english_words import Token
from claimlint.quantities.english_words import tokens as read_tokens
from claimlint.quantities.numerals import LONGEST, Numeral, last_step, parse_digits

_DIGITS_ORDINAL = compiled(r"([0-9][0-9,]{0,12})(?:st|nd|rd|th)\b", re.IGNORECASE)
_ENDED = compiled(r" ?[A-Za-z]")
# A part (a half, two thirds) is no measurement; a tenth of what it is a part of is as fine as it means.
_PART = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of tokens that was read: its value, the token behind it, and the last scale word in it."""

    value: Fraction
    stop: int
    scale: Fraction = Fraction(0)
    ends_in_scale: bool = False
    scales: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number in words, and where it ends; ``part`` marks halves and thirds, ``ordinal`` first, 21st."""

    numeral: Numeral
    end: int
    part: bool = False
    ordinal: bool = False


def _sort(tokens: list[Token], index: int) -> str:
    return tokens[index].word.sort if index < len(tokens) else ""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A cardinal as far as it was read: what earlier scales closed, the section that is open, the scale named last."""

    total: Fraction = Fraction(0)
    section: Fraction | None = None
    scale: Fraction = Fraction(0)
    scales: int = 0


def _cardinal(tokens: list[Token], start: int, *, joined: bool = True) -> _Part | None:
    """Two hundred and two thousand: ``joined`` says whether "and" may stand inside."""
    read, index, last = _Sum(), start, ""
    while index < len(tokens):
        sort = tokens[index].word.sort
        if sort == "and":
            if not joined or last not in ("hundred", "scale"):
                break
            if last == "scale":
                rest = _rest(tokens, index + 1, read)
                if rest is not None:
                    return rest
                break
            if not _follows_hundred(tokens, index + 1):
                break
        else:
            more = _added(tokens, index, read, last, first=index == start)
            if more is None:
                break
            read = more
        last, index = sort, index + 1
        if sort == "times":
            break
    if read.section is None and not read.scales:
        return None
    behind_scale = _sort(tokens, index - 1) == "scale"
    return _Part(read.total + (read.section or 0), index, read.scale, behind_scale, read.scales)


def _added(tokens: list[Token], index: int, read: _Sum, last: str, *, first: bool) -> _Sum | None:
    """``read`` with one word more; None where the word does not go on with the number."""
    sort, value = tokens[index].word.sort, tokens[index].word.value
    if sort in ("digit", "number"):
        section = _with_digit(read.section, value, sort, last)
        return None if section is None else replace(read, section=section)
    if sort == "article" and first and _sort(tokens, index + 1) in ("hundred", "scale", "times"):
        return replace(read, section=Fraction(1))
    if read.section is None:
        return None
    if sort == "times" or (sort == "hundred" and read.section < 100):
        return replace(read, section=read.section * (100 if sort == "hundred" else value))
    if sort != "scale":
        return None
    whole = read.total + read.section
    total = whole * value if read.scale and value > read.scale else read.total + read.section * value
    return _Sum(total, None, value, read.scales + 1)


def _rest(tokens: list[Token], start: int, read: _Sum) -> _Part | None:
    """Twenty-one trillion and *three hundred*: what "and" adds is smaller than the scale in front of it."""
    rest = _cardinal(tokens, start)
    if rest is None or rest.value >= read.scale or _proper(tokens, start) is not None:
        return None
    return _Part(read.total + rest.value, rest.stop, rest.scale or Fraction(1), False, read.scales + 1)


def _with_digit(section: Fraction | None, value: Fraction, sort: str, last: str) -> Fraction | None:
    """Sixty behind one hundred, one behind sixty; None where the two are two numbers."""
    if section is None:
        return value
    if last in ("hundred", "and") and section % 100 == 0 and value < 100:
        return section + value
    fits = sort == "digit" and last == "digit" and section % 10 == 0 and 20 <= section % 100 <= 90 and 0 < value < 10
    return section + value if fits else None


def _follows_hundred(tokens: list[Token], index: int) -> bool:
    if _sort(tokens, index) not in ("digit", "number") or tokens[index].word.value >= 100:
        return False
    behind = index + 1
    if _sort(tokens, behind) == "digit":
        behind += 1
    return _sort(tokens, behind) != "hundred" and _proper(tokens, index) is None


def _proper(tokens: list[Token], start: int) -> _Part | None:
    """A half, three quarters, one third: a part smaller than one."""
    if _sort(tokens, start) == "article" and _sort(tokens, start + 1) in ("part", "ordinal"):
        value = tokens[start + 1].word.value
        return _Part(1 / value, start + 2) if value > 1 and not tokens[start + 1].word.denominator else None
    if _sort(tokens, start) == "part" and not tokens[start].word.denominator:
        return _Part(1 / tokens[start].word.value, start + 1)
    above = _cardinal(tokens, start, joined=False)
    below = None if above is None else _denominator(tokens, above.stop, above.value)
    if above is None or below is None or above.value >= below.value:
        return None
    return _Part(above.value / below.value, below.stop)


def _denominator(tokens: list[Token], index: int, above: Fraction) -> _Part | None:
    """Quarters, fifths, twenty firsts; singular only behind one."""
    front = Fraction(0)
    first = _cardinal(tokens, index)
    if first is not None and _sort(tokens, first.stop) == "ordinal":
        front, index = first.value, first.stop
    elif _sort(tokens, index) not in ("part", "ordinal"):
        return None
    word = tokens[index].word
    if (word.value <= 2 and word.sort == "ordinal" and not front) or (above != 1 and not word.denominator):
        return None
    return _Part(front + word.value if word.value < front or not front else front * word.value, index + 1)


def english_at(text: str, start: int, end: int, *, parts: bool) -> Phrase | None:
    """The number in words (or of digits and words: 3 hundred and 21) at ``start``.

    ``parts`` says whether a part that stands alone (three quarters) is a number.
    """
    tokens = read_tokens(text, start, end)
    if not tokens:
        return None
    tokens = _without_and(tokens) if parts else tokens
    between = text[max(0, start - 8) : start].lower().endswith("between ")
    read = _quotient(tokens, text, end) if parts else None
    read = read or _mixed(tokens, joined=not between, parts=parts)
    if read is None:
        return None
    value, stop, decimals, part = read
    if tokens[stop - 1].end - start > 3 * LONGEST:
        return None
    stop_at = tokens[stop - 1].end
    ulp = _PART if part else Fraction(1, 10**decimals)
    if _sort(tokens, stop - 1) == "scale":  # a million is said to the million
        ulp = tokens[stop - 1].word.value
    numeral = Numeral(value, ulp, last_step(value, ulp), text[start:stop_at], decimals, 1, words=True)
    return Phrase(numeral, stop_at, part)


_Read = tuple[Fraction, int, int, bool]


def _quotient(tokens: list[Token], text: str, end: int) -> _Read | None:
    """One over three, two out of five hundred, one in five."""
    above = _cardinal(tokens, 0)
    if above is None or _sort(tokens, above.stop) != "over":
        return None
    below = _cardinal(tokens, above.stop + 1)
    if below is None or not below.value:
        return None
    printed = _sort(tokens, 0) == _sort(tokens, above.stop + 1) == "number"
    joint = tokens[above.stop]
    if printed and joint.end - joint.start == len("over") and _ENDED.match(text, tokens[below.stop - 1].end, end):
        return None  # $10000 over 3 years
    if above.value > below.value and joint.end - joint.start != len("over"):  # 12 out of 10, 3 in 1
        return None
    return above.value / below.value, below.stop, 0, True


def _mixed(tokens: list[Token], *, joined: bool, parts: bool) -> _Read | None:
    part = _leading_part(tokens, parts)
    if part is not None:
        return part
    whole = _cardinal(tokens, 0, joined=joined)
    if whole is None:
        return None
    if _sort(tokens, whole.stop) == "point":
        return _decimals(tokens, whole)
    if _sort(tokens, whole.stop) == "and":
        added = _proper(tokens, whole.stop + 1)
        if added is not None and (parts or _sort(tokens, added.stop - 1) in ("part", "ordinal")):
            return _sum(tokens, whole, added)
    if parts:
        below = _denominator(tokens, whole.stop, whole.value)
        if below is not None:
            return whole.value / below.value, below.stop, 0, True
    if whole.ends_in_scale and whole.scales == 1 and whole.stop > 1 and _sort(tokens, whole.stop - 2) != "article":
        return whole.value / whole.scale, whole.stop - 1, 0, False
    return whole.value, whole.stop, 0, False


def _leading_part(tokens: list[Token], parts: bool) -> _Read | None:
    """Half a million, a quarter million, half a dozen; alone only with ``parts``."""
    if _sort(tokens, 0) not in ("part", "article", "digit"):
        return None
    part = _proper(tokens, 0)
    if part is None:
        return None
    stop = part.stop
    if _sort(tokens, stop) == "of" and _sort(tokens, stop + 1) == "article":  # three quarters of a million
        stop += 1
    stop += _sort(tokens, stop) == "article"
    if _sort(tokens, stop) == "times":
        return part.value * tokens[stop].word.value, stop + 1, 0, False
    if _sort(tokens, stop) == "scale":
        return part.value, stop, 0, True
    return (part.value, part.stop, 0, True) if parts else None


def _sum(tokens: list[Token], whole: _Part, added: _Part) -> _Read:
    """Two and a half; one million and a half; one billion and a half million."""
    scaled = _sort(tokens, added.stop) == "scale" and tokens[added.stop].word.value <= whole.scale
    if scaled:
        return whole.value + added.value * tokens[added.stop].word.value, added.stop + 1, 0, False
    halved = _sort(tokens, added.stop - 1) == "part" or added.value.numerator == 1
    if whole.ends_in_scale and halved:  # one million and a half; but four thousand and three fifths
        return whole.value + added.value * whole.scale, added.stop, 0, False
    return whole.value + added.value, added.stop, 0, True


def _decimals(tokens: list[Token], whole: _Part) -> _Read:
    """Nine point nought four; nought point eleven; two point seventy-one."""
    digits, index = "", whole.stop + 1
    while _sort(tokens, index) == "digit" and (len(digits) < 12):
        value = tokens[index].word.value
        ones = tokens[index + 1].word.value if _sort(tokens, index + 1) == "digit" else Fraction(0)
        tens = value >= 20 and value % 10 == 0 and 0 < ones < 10
        digits += str(value + ones if tens else value)
        index += 2 if tens else 1
    if not digits:
        return whole.value, whole.stop, 0, False
    return whole.value + Fraction(int(digits), 10 ** len(digits)), index, len(digits), False


def _without_and(tokens: list[Token]) -> list[Token]:
    """Twenty and three, but not twenty and three fifths."""
    sorts = [_sort(tokens, index) for index in range(4)]
    if sorts[:3] != ["digit", "and", "digit"] or sorts[3] in ("part", "ordinal", "hundred", "scale", "digit"):
        return tokens
    tens, ones = tokens[0].word.value, tokens[2].word.value
    return [tokens[0], *tokens[2:]] if tens >= 20 and tens % 10 == 0 and 0 < ones < 10 else tokens


def ordinal_at(text: str, start: int, end: int) -> Phrase | None:
    """21st, twenty-fifth, two hundredth: a place in an order."""
    match = _DIGITS_ORDINAL.match(text, start, end)
    if match is not None:
        numeral = parse_digits(match[1])
        return None if numeral is None else Phrase(numeral, match.end(), ordinal=True)
    tokens = read_tokens(text, start, end)
    front = _cardinal(tokens, 0)
    index = 0 if front is None else front.stop
    if _sort(tokens, index) == "and" and front is not None:
        index += 1
    if _sort(tokens, index) != "ordinal" or tokens[index].word.denominator:
        return None
    value = tokens[index].word.value
    if front is not None:
        value = front.value * value if value >= 100 else front.value + value
    stop = tokens[index].end
    return Phrase(Numeral(value, Fraction(1), Fraction(1), text[start:stop], words=True), stop, ordinal=True)
