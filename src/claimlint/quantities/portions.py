"""Parts of a whole, said in words: 三分之二, 百分之三十五, 千分之三, 一又三分之一, two-thirds of, 三成, 八折."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.lexicon.shapes import shape
from claimlint.model.interval import Interval
from claimlint.model.text import Span
from claimlint.model.unit import NUMBER, PERCENT, Kind, Unit
from claimlint.quantities.blanks import back, skip
from claimlint.quantities.english import english_at
from claimlint.quantities.figures import Figure, figure_at, glyphs
from claimlint.quantities.han import is_round
from claimlint.quantities.numerals import LONGEST, Numeral, last_step
from claimlint.quantities.scales import scale_at
from claimlint.quantities.ties import ties
from claimlint.quantities.units import PERMILLE

if TYPE_CHECKING:
    from claimlint.quantities.amount import Amount
    from claimlint.quantities.parse import Reader

_IN_DIGITS = compiled(r"(?<![0-9/.])([0-9]{1,2})/([0-9]{1,2})(?![0-9/.%])")
_ONE_IN = compiled(" (?:in|out of) ")
# A quarter down on last year, a third more than.
_MOVED = shape("moved")
_DASHED = ("- ", "\u2013 ", "\u2014 ")
_FIVE, _TEN = Fraction(5), Fraction(10)
_BEHIND = "\u7684\u4ee5\u5de6\u4e0a\u4e0b"  # 七成五的, 七成五以上, 七成五左右
# So far behind the first number of a fraction its bar may stand: a whole number, a word and a denominator.
_LONGEST = 3 * LONGEST
FRACTION = Unit("", Kind.NUMBER, "ratio")


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a whole: its size, its place, that of its digits, and % or a fraction."""

    numeral: Numeral
    span: Span
    digits: Span
    unit: Unit


@cache
def _bars() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands between the two numbers of a fraction, as it is and with blanks in it."""
    words = [word for e in entries("numerals") if e.get("fraction") for word in e["words"]]
    plain = "|".join(map(re.escape, words))
    spaced = "|".join(" {0,3}".join(word) for word in words)
    return compiled(plain), compiled(f" {{0,3}}(?:{spaced}) {{0,3}}")


def portion(reader: Reader, start: int, stop: int, floor: int) -> Portion | None:
    """The part of a whole that begins at ``start``."""
    text, words = reader.text, reader.words
    most = words.majorities.at(text, start)
    if most is not None and most[1] <= reader.end:
        said = Span(start, most[1])
        low = 100 * most[0]
        over = Interval(low, Fraction(100), low_open=True)
        return Portion(Numeral(low, _TEN, _TEN, text[start : most[1]], spread=over, words=True), said, said, PERCENT)
    found = words.portions.at(text, start)
    if found is not None and found[1] <= reader.end and _is_part(reader, start, found[1]):
        fine = found[0] / 10  # nearly half: not less than 45 %
        value = Numeral(found[0], fine, found[0], text[start : found[1]], words=True)
        return Portion(value, Span(start, found[1]), Span(start, found[1]), FRACTION)
    printed = _IN_DIGITS.match(text, start, reader.end)
    if printed is not None and int(printed[1]) < int(printed[2]) and _has_whole(reader, printed.end()):
        below, span = Fraction(1, int(printed[2])), Span(start, printed.end())
        return Portion(Numeral(int(printed[1]) * below, below, below, printed[0], words=True), span, span, FRACTION)
    half = words.discounts_of.at(text, start)
    if half is not None:
        value = Numeral(half[0], Fraction(1), half[0], text[start : half[1]], words=True)
        return Portion(value, Span(start, half[1]), Span(start, half[1]), PERCENT)
    return _in_words(reader, start, stop, floor)


def _has_whole(reader: Reader, end: int) -> bool:
    """3/4的客户, 3/4 of the customers: what the part is of stands behind it; 3/4 alone may be a day or two sizes."""
    place = skip(reader.text, end, reader.end)
    return any(table.at(reader.text, place) is not None for table in (ties().of, ties().modifies))


def _is_part(reader: Reader, start: int, stop: int) -> bool:
    """一半; a quarter of revenue, but not of 2024 (a stretch of time), of a million, nor alone (half of anything)."""
    text = reader.text
    if not text[start].isascii() and text[start] not in glyphs():
        return True
    if _ONE_IN.search(text, start, stop) is not None:  # three in ten adults, but not two out of five hundred
        below = english_at(text, text.rfind(" ", start, stop) + 1, reader.end, parts=False)
        return below is None or below.end <= stop
    if "-" in text[start:stop] and not text.startswith((" of ", " a "), stop):  # two-thirds, and nothing else
        return True
    if _is_between_dashes(text, start, stop) or _MOVED.match(text, stop) is not None:
        return True
    if not text.startswith(" of ", stop):
        return not text.startswith(" a ", stop) and _is_by(reader, start)  # half a percentage point is no half
    spoken = english_at(text, start, reader.end, parts=False)
    return not text[stop + 4 : stop + 5].isdigit() and (spoken is None or spoken.end <= stop)


def _is_between_dashes(text: str, start: int, stop: int) -> bool:
    """3,100 homes - a quarter - need roofs; 3,100 (a quarter)."""
    before, behind = text[max(0, start - 2) : start], text[stop : stop + 2]
    return (before[-1:] == "(" and behind[:1] == ")") or (before in _DASHED and behind[::-1] in _DASHED)


def _is_by(reader: Reader, start: int) -> bool:
    """fell by a third, rose by nearly half."""
    text, end = reader.text, back(reader.text, start, reader.start)
    hedge = reader.words.before.before(text, end)
    end = end if hedge is None else back(text, hedge[1], reader.start)
    return reader.words.amounts.before(text, end) is not None


def _in_words(reader: Reader, start: int, stop: int, floor: int) -> Portion | None:
    text = reader.text
    if _bars()[reader.bare].search(text, start, min(start + _LONGEST, reader.end)) is None:  # as nearly always
        return None
    front = figure_at(reader, start, stop)
    mixed = _mixed_at(reader, front)
    hit = mixed or reader.words.hit.match(text, start, reader.end)
    if hit is None:
        return None
    below = front if hit.span() == (start, stop) else figure_at(reader, hit.start(), hit.end())
    bar = _bar(reader, below)
    minus = None if bar is None else _minus(reader, bar)
    bar = bar if minus is None else minus
    part = None if bar is None else _figure(reader, bar)
    if below is None or part is None or not below.numeral.value:
        return None
    if below.numeral.spread or part.numeral.spread:
        return None
    whole = Fraction(0) if mixed is None or front is None else front.numeral.value
    sign, begin = _sign(reader, start, floor)
    sign = sign if minus is None else -sign  # 百分之负十
    digits = Span(skip(text, bar or start, reader.end), part.end)
    return _portion(below.numeral, part.numeral, whole * sign, sign, Span(begin, part.end), digits)


def _portion(below: Numeral, part: Numeral, whole: Fraction, sign: int, span: Span, digits: Span) -> Portion:
    size = below.value
    if not whole and size > 10 and is_round(below.digits.replace(" ", "")):  # 百分之, 千分之: per hundred, per thousand
        unit, factor = (PERMILLE, Fraction(1)) if size == 1000 else (PERCENT, 100 / size)
        scaled = replace(part, ulp=min(part.ulp, Fraction(1))).scaled(factor)
        return Portion(replace(scaled, value=sign * scaled.value), span, digits, unit)
    value = whole + sign * part.value / size
    return Portion(replace(part, value=value, ulp=1 / size, step=part.value / size), span, span, FRACTION)


def _mixed_at(reader: Reader, front: Figure | None) -> re.Match[str] | None:
    """The denominator behind a whole number: 一又*三*分之一."""
    text = reader.text
    joint = None if front is None else reader.words.mixed.at(text, skip(text, front.end, reader.end))
    return None if joint is None else reader.words.hit.match(text, skip(text, joint[1], reader.end), reader.end)


def _bar(reader: Reader, figure: Figure | None) -> int | None:
    """The place behind 分之, where ``figure`` is a denominator."""
    match = None if figure is None else _bars()[reader.bare].match(reader.text, figure.end, reader.end)
    return None if match is None else match.end()


def _figure(reader: Reader, start: int) -> Figure | None:
    hit = reader.words.hit.match(reader.text, start, reader.end)
    figure = figure_at(reader, hit.start(), hit.end()) if hit is not None else None
    if figure is None:
        return None
    scale, end = scale_at(reader, figure.end, beside_money=False)
    return figure if scale is None else Figure(figure.numeral.scaled(scale), end)


def _sign(reader: Reader, start: int, floor: int) -> tuple[int, int]:
    word = reader.words.minus.before(reader.text, back(reader.text, start, floor))
    return (1, start) if word is None or word[1] < floor else (-1, word[1])


def _minus(reader: Reader, bar: int) -> int | None:
    """The place behind a minus at ``bar``."""
    start = skip(reader.text, bar, reader.end)
    word = reader.words.minus.at(reader.text, start)
    return word[1] if word is not None else start + 1 if reader.text.startswith("-", start) else None


def _is_discount(value: Fraction) -> bool:
    return 0 < value < 10 or 10 < value < 100


def _hundredths(reader: Reader, place: int) -> tuple[int, int] | None:
    """The five of 七成五 and 七成半, and where it ends; 七成五金 has none."""
    text = reader.text
    hit = reader.words.hit.match(text, place, reader.end)
    if reader.words.halved.at(text, place) is not None and reader.words.half.at(text, place) is not None:
        value, end = 5, place + 1
    elif hit is not None and hit.end() == place + 1 and not text[place].isascii():
        figure = figure_at(reader, place, place + 1)
        whole = figure is not None and figure.numeral.spread is None and 0 < figure.numeral.value < 10
        if figure is None or not whole:
            return None
        value, end = int(figure.numeral.value), figure.end
    else:
        return None
    return (value, end) if end >= reader.end or not text[end].isalnum() or text[end] in _BEHIND else None


def as_tenths(reader: Reader, amount: Amount) -> Amount:
    """三成 is 30 %, 六七成 from sixty to under eighty; 八折 is 80 %, 75折 is 75 %."""
    place = skip(reader.text, amount.span.end, reader.end) if reader.bare else amount.span.end
    discount = reader.words.discounts.at(reader.text, place)
    if discount is not None and amount.unit is NUMBER and _is_discount(amount.first.value):
        span, tenths = Span(amount.span.start, discount[1]), amount.first.value < 10
        factor = Fraction(10) if tenths else Fraction(1)
        told = amount.first.scaled(factor)  # a price list rounds nothing: 八折 is 80 % to the percent
        return replace(
            amount, first=replace(told, ulp=min(told.ulp, Fraction(1))), unit=PERCENT, scale=factor, span=span
        )
    found = reader.words.tenths.at(reader.text, place)
    if found is None or amount.unit is not NUMBER or amount.first.value > 10:
        return amount
    span, ten = Span(amount.span.start, found[1]), amount.first.scaled(Fraction(10))
    finer = None if amount.first.decimals or ten.spread is not None else _hundredths(reader, found[1])
    if finer is not None:
        value = ten.value + finer[0]
        exact = replace(ten, value=value, ulp=_FIVE, step=last_step(value, _FIVE), joined=True)
        return replace(amount, first=exact, unit=PERCENT, scale=Fraction(10), span=Span(span.start, finer[1]))
    more = reader.words.step_behind.at(reader.text, found[1])
    if more is not None and more[1] <= reader.end and ten.spread is None:  # 五成多
        over = replace(ten, spread=Interval(ten.value, ten.value + 10, True, True))
        return replace(amount, first=over, unit=PERCENT, scale=Fraction(10), span=Span(span.start, more[1]))
    if ten.spread is None or ten.spread.high is None or ten.spread.low_open:
        relative = not amount.first.decimals
        return replace(amount, first=ten, unit=PERCENT, scale=Fraction(10), span=span, relative=relative, tenths=True)
    either = Interval(ten.spread.low, ten.spread.high + 10 * (not ten.spread.high_open), high_open=True)
    return replace(amount, first=replace(ten, spread=either), unit=PERCENT, scale=Fraction(10), span=span)
