"""The core of a quantity: numeral, scale, unit, per-unit, and the other end of a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.model.interval import Interval
from claimlint.model.text import Span
from claimlint.model.unit import NUMBER, PERCENT, Kind, Unit
from claimlint.quantities.numerals import Numeral, parse_digits, parse_english, parse_han
from claimlint.quantities.units import UnknownUnitError, per, unit
from claimlint.quantities.words import UnitWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

FRACTION = Unit("", Kind.NUMBER, "ratio")


@dataclass(frozen=True, slots=True)
class Amount:
    """Numeral(s) with scale and unit applied; ``scale`` is what one printed unit of the numeral is worth.

    ``relative`` marks portions in words (三成, two-thirds), ``tenths`` those in 成.
    """

    span: Span
    digits: Span
    first: Numeral
    last: Numeral | None
    unit: Unit
    scale: Fraction = Fraction(1)
    relative: bool = False
    tenths: bool = False
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a range while it is read: the numeral as printed, its scale and unit words, and where they end."""

    numeral: Numeral
    start: int
    digits: Span
    end: int
    scale: Fraction | None
    unit: UnitWord | None
    sign: int = 1
    dashed: bool = False  # behind a dash, not a word (10% to 5% may be a course of time)


def skip(text: str, position: int, end: int) -> int:
    """Over blanks (markup is blank in the folded text)."""
    while position < end and text[position] == " ":
        position += 1
    return position


def read_amount(reader: Reader, start: int, stop: int, floor: int) -> Amount | None:
    """The amount whose numeral stands at ``start``–``stop``; ``floor`` is where the text read before ends."""
    text = reader.text
    portion = _portion(reader, start, stop)
    if portion is not None:
        return portion
    first = _end(reader, start, stop, floor)
    if first is None:
        return None
    last = _other_end(reader, first)
    chosen = last or first
    begin = first.start
    base, tail = _unit(reader, chosen.unit or first.unit, chosen.end)
    prefix = _per_prefix(reader, begin, floor)
    if prefix is not None and base.kind is Kind.MONEY:
        denominator, factor, begin = prefix
        base = per(base, denominator, factor)
    sign = _sign(text, first.start, floor)
    sign_is_clear = sign < 0 or text[max(first.start - 1, 0)] != "-"
    scale = chosen.scale if first.scale is None else first.scale
    scale = Fraction(1) if scale is None else scale
    lower = _times(first.numeral.scaled(scale), sign)
    span = Span(min(begin, first.start - (sign < 0)), tail)
    if last is None:
        return _as_tenths(reader, Amount(span, first.digits, lower, None, base, scale))
    upper = _times(last.numeral.scaled(Fraction(1) if last.scale is None else last.scale), last.sign)
    if lower.value > upper.value and first.scale is None:  # 500-1亿: only the far end is in 亿
        own = _times(first.numeral, sign)
        lower = own if own.value <= upper.value else lower
    falling = lower.value > upper.value
    if falling and (first.unit is None or not sign_is_clear):
        return None  # 6048.21-9.3%: two cells run together, no range
    low, high = (upper, lower) if falling else (lower, upper)
    return Amount(span, first.digits, low, high, base, scale, reversed=falling and last.dashed and low.value > 0)


def _times(numeral: Numeral, sign: int) -> Numeral:
    return numeral if sign > 0 else replace(numeral, value=-numeral.value, spread=None)


def _sign(text: str, start: int, floor: int) -> int:
    """A minus directly in front of the number, and not between two numbers or inside a name."""
    before = start - 1
    if before < floor or text[before] != "-":
        return 1
    joins = before > 0 and (text[before - 1] in "-)" or (text[before - 1].isascii() and text[before - 1].isalnum()))
    return 1 if joins else -1


def _numeral(text: str) -> Numeral | None:
    if text[0].isascii():
        return parse_digits(text) if text[0].isdigit() else parse_english(text)
    return parse_han(text)


def _end(reader: Reader, start: int, stop: int, floor: int) -> _End | None:
    """Numeral, over-step mark, scale and unit from ``start`` on; a currency in front counts too."""
    text, words = reader.text, reader.words
    numeral = _numeral(text[start:stop])
    if numeral is None:
        return None
    begin, money = _currency_before(reader, start, floor)
    position, numeral = _over_step(reader, stop, numeral)
    scale: Fraction | None = None
    found = words.scales.at(text, skip(text, position, reader.end))
    if found is not None and found[1] <= reader.end and not _is_unit(reader, position, found[1]):
        beside = money is not None or _currency_at(reader, found[1]) is not None
        if not found[0].money or (beside and skip(text, position, reader.end) == position):
            scale, position = found[0].factor, found[1]
            position, numeral = _over_step(reader, position, numeral)
    unit_word, position = money, position
    after = _unit_at(reader, position)
    if after is not None and (money is None or after[0].unit == money.unit):
        unit_word, position = after
    return _End(numeral, begin, Span(start, stop), position, scale, unit_word)


def _is_unit(reader: Reader, position: int, scale_end: int) -> bool:
    """兆瓦, 千克 and mm are units that begin like a scale word."""
    found = reader.words.units.at(reader.text, skip(reader.text, position, reader.end))
    return found is not None and found[1] >= scale_end


def _over_step(reader: Reader, position: int, numeral: Numeral) -> tuple[int, Numeral]:
    """余/多 behind a number: up to the next step of its last non-zero digit."""
    found = reader.words.over_step.at(reader.text, position)
    if found is None or found[1] > reader.end or numeral.spread is not None or numeral.decimals:
        return position, numeral
    following = skip(reader.text, found[1], reader.end)
    known = reader.words.scales.at(reader.text, following) or _unit_at(reader, following)
    if known is None:
        return position, numeral
    spread = Interval(numeral.value, numeral.value + numeral.step, True, True)
    return found[1], replace(numeral, spread=spread)


def _currency_before(reader: Reader, start: int, floor: int) -> tuple[int, UnitWord | None]:
    text, end = reader.text, start
    while end > floor and text[end - 1] == " ":
        end -= 1
    found = reader.words.currencies.before(text, end)
    if found is None or found[1] < floor:
        return start, None
    return found[1], found[0]


def _currency_at(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    found = reader.words.currencies.at(reader.text, skip(reader.text, position, reader.end))
    return found if found is not None and found[1] <= reader.end else None


def _unit_at(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    currency = _currency_at(reader, position)
    if currency is not None:
        return currency
    start = skip(reader.text, position, reader.end)
    found = reader.words.units.at(reader.text, start)
    if found is None or found[1] > reader.end:
        return None
    return found


def _other_end(reader: Reader, first: _End) -> _End | None:
    """The far end of a range: a connector, then a number whose unit fits."""
    text, words = reader.text, reader.words
    if _opens_change(reader, first):
        return None
    start = skip(text, first.end, reader.end)
    found = words.connectors.at(text, start) or _between(reader, first, start)
    if found is None:
        return None
    second = skip(text, found[1], reader.end)
    negative = text.startswith("-", second)
    hit = words.hit.match(text, second + negative, reader.end)
    if hit is None:
        money = words.currencies.at(text, second)
        hit = words.hit.match(text, skip(text, money[1], reader.end), reader.end) if money else None
    if hit is None:
        return None
    last = _end(reader, hit.start(), hit.end(), found[1])
    if last is None or (first.unit and last.unit and first.unit.unit != last.unit.unit):
        return None
    if first.unit and last.unit is None and not first.unit.symbol:
        return None
    if last.numeral.words is not first.numeral.words or (last.unit is None and last.scale is None and not first.unit):
        return None
    return replace(last, sign=-1 if negative else 1, dashed=text[start] in "-~")


def _between(reader: Reader, first: _End, start: int) -> tuple[bool, int] | None:
    text, words = reader.text, reader.words
    end = first.start
    while end > reader.start and text[end - 1] == " ":
        end -= 1
    opened = words.between.before(text, end)
    if opened is None:
        return None
    for connector in opened[0]:
        if text.startswith(connector, start):
            return True, start + len(connector)
    return None


def _opens_change(reader: Reader, first: _End) -> bool:
    """从30%到36%, from 5% to 7%, rose by $3 million to $20 million: a change, not a range."""
    text, end = reader.text, first.start
    while end > reader.start and text[end - 1] == " ":
        end -= 1
    if first.unit is not None and first.scale is not None and reader.words.amounts.before(text, end) is not None:
        return True
    return reader.words.origins.before(text, end) is not None


def _unit(reader: Reader, word: UnitWord | None, position: int) -> tuple[Unit, int]:
    """The unit of ``word`` with what it is per (元/吨, $ per million tokens), and where that ends."""
    if word is None:
        return NUMBER, position
    base = unit(word.unit)
    if base.kind not in (Kind.MONEY, Kind.PHYSICAL, Kind.COUNT):
        return base, position
    text, words = reader.text, reader.words
    start = skip(text, position, reader.end)
    found = words.per.at(text, start)
    if found is None or found[1] > reader.end:
        return base, position
    denominator = _denominator(reader, found[1])
    if denominator is None:
        return base, position
    below, factor, end = denominator
    try:
        return per(base, below, factor), end
    except UnknownUnitError:
        return base, position


def _denominator(reader: Reader, position: int) -> tuple[Unit, Fraction, int] | None:
    """``million tokens`` behind "per", ``百万 token`` behind 每: a unit and how many of it."""
    text, words = reader.text, reader.words
    start = skip(text, position, reader.end)
    factor = Fraction(1)
    hit = words.hit.match(text, start, reader.end)
    if hit is not None:
        numeral = _numeral(hit.group())
        if numeral is None or numeral.spread is not None:
            return None
        factor, start = numeral.value, skip(text, hit.end(), reader.end)
    scale = words.scales.at(text, start)
    if scale is not None and scale[1] <= reader.end:
        factor, start = factor * scale[0].factor, skip(text, scale[1], reader.end)
    found = words.per_units.at(text, start)
    if found is None or found[1] > reader.end:
        return None
    return unit(found[0].unit), factor, found[1]


def _per_prefix(reader: Reader, start: int, floor: int) -> tuple[Unit, Fraction, int] | None:
    """每百万 token 20 美元: the denominator is printed first."""
    text = reader.text
    for begin in range(start - 1, max(floor, start - 16) - 1, -1):
        found = reader.words.per.at(text, begin)
        if found is None or found[1] > start:
            continue
        denominator = _denominator(reader, found[1])
        if denominator is not None and skip(text, denominator[2], reader.end) == start:
            return denominator[0], denominator[1], begin
    return None


def _portion(reader: Reader, start: int, stop: int) -> Amount | None:
    """三分之二, 百分之三十五, two-thirds of: a part of a whole, said in words."""
    text, words = reader.text, reader.words
    found = words.portions.at(text, start)
    if found is not None:
        if not text.startswith(" of ", found[1]):
            return None
        value = Numeral(found[0], Fraction(1), found[0], text[start : found[1]], words=True)
        return Amount(Span(start, found[1]), Span(start, found[1]), value, None, FRACTION, relative=True)
    bar = words.fractions.at(text, stop)
    if bar is None:
        return None
    hit = words.hit.match(text, bar[1], reader.end)
    whole = _numeral(text[start:stop])
    part = _numeral(hit.group()) if hit else None
    if hit is None or whole is None or part is None or not whole.value or whole.spread or part.spread:
        return None
    span = Span(start, hit.end())
    if whole.value == 100:
        return Amount(span, Span(hit.start(), hit.end()), replace(part, ulp=min(part.ulp, Fraction(1))), None, PERCENT)
    value = replace(part, value=part.value / whole.value, ulp=1 / whole.value, step=part.value / whole.value)
    return Amount(span, span, value, None, FRACTION, relative=True)


def _as_tenths(reader: Reader, amount: Amount) -> Amount:
    """三成, 六七成: tenths of a whole."""
    found = reader.words.tenths.at(reader.text, amount.span.end)
    if found is None or amount.unit is not NUMBER:
        return amount
    span, first = Span(amount.span.start, found[1]), amount.first
    if first.value < 10:
        ten = first.scaled(Fraction(10))
        return replace(amount, first=ten, unit=PERCENT, scale=Fraction(10), span=span, relative=True, tenths=True)
    if not first.words or len(first.digits) != 2:
        return amount
    tens, ones = divmod(first.value, 10)  # 六七成: from sixty to under eighty
    low = replace(first, value=tens * 10, ulp=Fraction(0), step=Fraction(10))
    high = replace(first, value=(ones + 1) * 10, ulp=Fraction(0), step=Fraction(10))
    return replace(amount, first=low, last=high, unit=PERCENT, span=span)
