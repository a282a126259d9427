"""One number, or one end of a range: sign, currency, numeral, scale and unit word."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.interval import Interval
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.apart import bracketed_unit, joined_unit, points_beside, unit_apart
from claimlint.quantities.blanks import back, skip
from claimlint.quantities.figures import figure_at, with_times
from claimlint.quantities.numerals import Numeral, last_step
from claimlint.quantities.scales import currency_at, scale_at
from claimlint.quantities.ties import ties
from claimlint.quantities.words import UnitWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# 1.3×10^6 (× and x alike); a longer exponent is no measurement.
_POWER = compiled(r" ?[x×*] ?10\^(-?[0-9]{1,2})(?![0-9])")
_LONGEST_SPACED = 16
_FEW_DIGITS = 3
# A unit symbol that runs on into a number or a name: 12W18W, 1920x1080, 4×A55; and a sign of multiplication, 0.7 × 3.
_GROWN = compiled(r"[A-Za-z][0-9]|×[0-9A-Za-z]|[x×] [0-9]")


@dataclass(frozen=True, slots=True)
class End:
    """The numeral as printed, its scale and unit words, and where all of it stands, sign and currency included."""

    numeral: Numeral
    start: int
    digits: Span
    number: Span  # with sign and scale word, without currency and unit
    end: int
    scale: Fraction | None
    unit: UnitWord | None
    sign: int = 1
    dashed: bool = False  # behind a dash, not a word (10% to 5% may be a course of time)

    def value(self, scale: Fraction | None) -> Numeral:
        """The numeral in units, where ``scale`` is this end's own or the one that both share."""
        numeral = self.numeral if scale is None else self.numeral.scaled(scale)
        return numeral if self.sign > 0 else replace(numeral, value=-numeral.value, spread=None)


def read_end(reader: Reader, start: int, stop: int, floor: int, *, priced: bool = False) -> End | None:
    """Numeral, over-step mark, scale and unit from ``start`` on; a currency in front counts too.

    ``priced``: the other end of the range is an amount of money ($100-300B).
    """
    figure = figure_at(reader, start, stop)
    if figure is None:
        return None
    numeral, stop = with_times(reader, figure.numeral, figure.end)
    opened = _accounting(reader, start, stop, floor)
    begin, money = _currency_before(reader, start if opened is None else opened, floor)
    if opened is not None and money is None:
        begin = opened
    sign, signed = _sign(reader, begin, floor, opened=opened is not None)
    position, numeral = _over_step(reader, stop + (opened is not None), numeral)
    position, scale = _power(reader, position)
    if scale is None:
        scale, position = scale_at(reader, position, beside_money=priced or money is not None)
        if scale is not None:
            position, numeral = _over_step(reader, position, numeral)
    behind = position
    unit, position = _unit_word(reader, position, money, begin)
    scale, unit, position = unit_apart(reader, behind, position, scale, unit)
    if money is not None and unit is not None and unit.unit != money.unit:  # 每美元7.2元
        begin = start if opened is None else opened
    counted = reader.words.half_of.at(reader.text, behind)
    if counted is not None and counted[1] <= reader.end and scale is None:  # 一个半小时
        whole = Span(start, behind)
        return End(_and_half(numeral), start, Span(start, stop), whole, counted[1], None, counted[0])
    if scale is None and unit is not None and unit.kind is Kind.MONEY:  # 75 USD million
        scale, position = scale_at(reader, position, beside_money=False)
    if unit is not None and unit.divisible and numeral.spread is None and not numeral.decimals:
        position, numeral = _step_behind(reader, position, numeral)
    if unit is not None:
        numeral, position = _half_more(reader, numeral, position)
    number = Span(signed if signed >= 0 and begin == start else start, behind)
    return End(numeral, signed if signed >= 0 else begin, Span(start, stop), number, position, scale, unit, sign)


def _sign(reader: Reader, begin: int, floor: int, *, opened: bool) -> tuple[int, int]:
    """1 or -1, and where the sign stands (-1 where there is none): -5, 负五, 零下5度, minus five."""
    text = reader.text
    if opened:
        return -1, -1
    if _is_negative(text, begin, floor):
        return -1, begin - 1
    word = reader.words.minus.before(text, back(text, begin, floor))
    if word is None or word[1] < floor or text[max(word[1] - 2, 0) : word[1]].strip().isdigit():
        return 1, -1
    return -1, word[1]


def _half_more(reader: Reader, numeral: Numeral, position: int) -> tuple[Numeral, int]:
    """一吨半, 三年半: half of the unit more."""
    text = reader.text
    spaced = text[position : position + 1] == " " and text[position + 1 : position + 2].isascii()  # and a half
    found = reader.words.half.at(text, position + spaced)
    if found is None or found[1] > reader.end or numeral.spread is not None or numeral.decimals:
        return numeral, position
    return _and_half(numeral), found[1]


def _and_half(numeral: Numeral) -> Numeral:
    value, ulp = numeral.value + Fraction(1, 2), Fraction(1, 10)
    return replace(numeral, value=value, ulp=ulp, step=last_step(value, ulp), joined=True)


def _accounting(reader: Reader, start: int, stop: int, floor: int) -> int | None:
    """$(541)M is minus 541 million dollars, (25,853) in a cell minus 25,853: the place of the bracket that opens."""
    text = reader.text
    if text[start - 1 : start] != "(" or text[stop : stop + 1] != ")" or start - 1 < floor:
        return None
    if reader.brackets is not None:
        return start - 1
    if _currency_before(reader, start - 1, floor)[1] is not None:
        return start - 1
    scale = reader.words.scales.at(text, stop + 1)  # 净利润(5.2)亿元, where no number of a list is so long
    lost = scale is not None and stop - start >= _FEW_DIGITS and reader.words.currencies.at(text, scale[1])
    return start - 1 if lost else None


def _is_negative(text: str, start: int, floor: int) -> bool:
    """A minus directly in front of the number, and not between two numbers or inside a name."""
    before = start - 1
    if before < floor or text[before] != "-":
        return False
    joined = text[before - 1 : before] if before else ""
    return not (joined and (joined in "-)%" or (joined.isascii() and joined.isalnum())))


def _power(reader: Reader, position: int) -> tuple[int, Fraction | None]:
    match = _POWER.match(reader.text, position, reader.end)
    return (position, None) if match is None else (match.end(), Fraction(10) ** int(match[1]))


def _over_step(reader: Reader, position: int, numeral: Numeral) -> tuple[int, Numeral]:
    """余/多 behind a number: up to the next step of its last non-zero digit."""
    start = skip(reader.text, position, reader.end) if reader.bare else position
    found = reader.words.over_step.at(reader.text, start)
    if found is None or found[1] > reader.end or numeral.spread is not None or numeral.decimals:
        return position, numeral
    following = skip(reader.text, found[1], reader.end)
    known = reader.words.scales.at(reader.text, following) or unit_at(reader, following)
    return (position, numeral) if known is None and not reader.bare else (found[1], _stepped(numeral))


def _step_behind(reader: Reader, position: int, numeral: Numeral) -> tuple[int, Numeral]:
    """三年多, 2倍多: more than three years and less than four."""
    found = reader.words.step_behind.at(reader.text, position)
    if found is None or found[1] > reader.end:
        return position, numeral
    return found[1], _stepped(numeral)


def _stepped(numeral: Numeral) -> Numeral:
    return replace(numeral, spread=Interval(numeral.value, numeral.value + numeral.step, True, True))


def _currency_before(reader: Reader, start: int, floor: int) -> tuple[int, UnitWord | None]:
    end = back(reader.text, start, floor)
    found = reader.words.currencies.before(reader.text, end)
    if found is None or found[1] < floor:
        return start, None
    if reader.text[found[1] : end].islower() and ties().acted.alone(reader.text[found[1] : end]) is not None:
        return start, None  # won 2,046 votes
    if not found[0].symbol and end - found[1] < 2:  # 元 and 圆 stand behind a number, or inside a word (晶圆数)
        return start, None
    return found[1], found[0]


def _unit_word(reader: Reader, position: int, money: UnitWord | None, begin: int) -> tuple[UnitWord | None, int]:
    after = unit_at(reader, position)
    if after is not None and money is not None and after[0].symbol and _before_digit(reader, after[1]):
        return money, position  # $ 20 $ 30
    if after is not None and (money is None or after[0].unit == money.unit):
        return after
    # 每美元7.2元, 兑港元0.92元: the currency in front is what the rate is of
    if after is not None and money is not None and not money.symbol and after[0].kind is Kind.MONEY:
        short = after[1] - skip(reader.text, position, reader.end) == 1
        return (money, after[1]) if short and _is_minted(reader, begin) else after
    return money, position


def _is_minted(reader: Reader, begin: int) -> bool:
    """港币30亿元: the name of a money stands in front of the number, its unit behind; 兑港币0.92元 is a rate."""
    text = reader.text
    word = reader.words.currencies.at(text, begin)
    if word is None or ties().minted.before(text, word[1]) is None:
        return False
    return not text[begin - 1 : begin].isdigit() and ties().exchanged.before(text, begin) is None


def unit_at(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    """The unit or currency word behind a number; "1920x1080", "12W18W", "4×A55" and "0.73 × 300" have none."""
    found = currency_at(reader, position)
    if found is None:
        found = reader.words.units.at(reader.text, skip(reader.text, position, reader.end))
    spaced = _spaced_unit(reader, position) if reader.bare else None
    if spaced is not None and (found is None or spaced[1] > found[1]):
        found = spaced
    if found is None:
        found = joined_unit(reader, position) or bracketed_unit(reader, position) or points_beside(reader, position)
    if found is None or found[1] > reader.end:
        return None
    if found[0].symbol and _GROWN.match(reader.text, found[1] - 1):
        return None
    return found


def _before_digit(reader: Reader, position: int) -> bool:
    following = skip(reader.text, position, reader.end)
    return following > position and reader.text[following : following + 1].isdigit()


def _spaced_unit(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    """六 个 百 分点: blanks inside a unit, where everything is to be read."""
    text = reader.text
    start = skip(text, position, reader.end)
    if text[start : start + 1].isascii():
        return None
    places = [i for i in range(start, min(start + _LONGEST_SPACED, reader.end)) if text[i] != " "]
    found = reader.words.units.at("".join(text[i] for i in places), 0)
    return None if found is None else (found[0], places[found[1] - 1] + 1)
