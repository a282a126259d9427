"""Document → Quantities: every number with its unit, qualifier and readings.

A number is read outwards from its digits: the numeral, then scale, unit, per-unit and the other end of a range to the
right, then currency and qualifiers to the left.  What looks like a name, a code or damaged text is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.interval import Interval
from claimlint.model.period import Period
from claimlint.model.policy import USUAL, Policy
from claimlint.model.quantity import Printed, Qualifier, Quantity, Reading
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import Kind, Unit
from claimlint.quantities import bounds, cells, names, readings
from claimlint.quantities.amount import Amount, read_amount
from claimlint.quantities.blanks import back
from claimlint.quantities.han import is_unsaid
from claimlint.quantities.numerals import Numeral, last_step
from claimlint.quantities.ordinals import ordinal
from claimlint.quantities.periods import TimePhrase, find_periods
from claimlint.quantities.qualify import Qualified, qualify
from claimlint.quantities.rates import per_year, unit_of
from claimlint.quantities.stretches import with_stretches
from claimlint.quantities.times import Times
from claimlint.quantities.torn import is_torn
from claimlint.quantities.words import Tables, tables

# A member of 12.5%/19.9%/18.1%.
_PERCENT = compiled(r"[0-9]{1,4}(?:\.[0-9]{1,4})?%")
ONE = Fraction(1)
PERIOD_UNIT = Unit("period", Kind.PERIOD, "period")
# Kinds that cannot be negative: their intervals are clipped at zero.
_NEVER_NEGATIVE = frozenset({Kind.PRICE, Kind.COUNT, Kind.MULTIPLE, Kind.DURATION, Kind.PHYSICAL})


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading one block needs: the folded text, its bounds, and the word tables.

    ``brackets`` is where the brackets of a cell stand that make its number negative.
    """

    text: str
    start: int
    end: int
    words: Tables
    language: str
    brackets: Span | None = None
    bare: bool = False
    policy: Policy = USUAL

    def until(self, end: int) -> Reader:
        """The same block, as if it ended sooner."""
        return Reader(
            self.text, self.start, min(self.end, end), self.words, self.language, self.brackets, self.bare, self.policy
        )


def read(
    document: Document, *, bare: bool = False, policy: Policy = USUAL, times: Times | None = None
) -> tuple[Quantity, ...]:
    """Every quantity of ``document`` in order of place, periods included.

    ``bare`` also reads what nothing links to anything: bare numbers in prose, number words, ordinals, parts (3/4).
    Without it, only what says something that may be checked.  ``policy`` is how the document prints numbers,
    ``times`` where its phrases of time are kept for those who ask again.
    """
    found: list[Quantity] = []
    times = times or Times(document)
    for block in document.blocks:
        text, span = document.folded, block.span
        negative = cells.brackets(text, block)
        words = tables(document.language, bare=bare)
        reader = Reader(text, span.start, span.end, words, document.language, negative, bare, policy)
        quantities = bounds.join(reader, document.text, _read_block(reader, document.text, block, times))
        found.extend(with_stretches(reader, document.text, quantities) if bare else quantities)
    return tuple(found)


def time_phrases(document: Document, start: int, end: int) -> tuple[TimePhrase, ...]:
    """The phrases of time between two places of a document."""
    return tuple(find_periods(document.folded, start, end))


def _read_block(reader: Reader, raw: str, block: Block, times: Times) -> Iterator[Quantity]:
    found = times.of_block(block.span)
    phrases = [phrase for phrase in found if not (phrase.measured or _is_priced(reader, phrase.span))]
    following = 0
    position = reader.start
    for hit in reader.words.hit.finditer(reader.text, reader.start, reader.end):
        while following < len(phrases) and phrases[following].span.start <= hit.start():
            phrase = phrases[following]
            following += 1
            if phrase.span.start >= position:
                yield from _period(phrase, raw)
                position = max(position, phrase.span.end)
        if hit.start() < position or (not reader.bare and _is_below(reader, hit.start(), position)):
            continue
        ceiling = phrases[following].span.start if following < len(phrases) else reader.end
        bounded = reader if ceiling >= reader.end else reader.until(max(ceiling, hit.end()))
        place = ordinal(bounded, raw, hit.start(), hit.end(), position) if reader.bare else None
        if place is not None:
            position = place.span.end
            yield place
            continue
        if names.is_name(bounded, hit.start(), hit.end()) or is_torn(reader.text, raw, hit.start()):
            continue
        amount = read_amount(bounded, hit.start(), hit.end(), position)
        if amount is None:
            continue
        quantity = _quantity(bounded, raw, amount, position, block)
        if quantity is not None:
            position = max(hit.end(), quantity.span.end)
            yield quantity
    for phrase in phrases[following:]:
        if phrase.span.start >= position:
            yield from _period(phrase, raw)


def _is_below(reader: Reader, start: int, position: int) -> bool:
    """A denominator (per 1,000 people), but no member of 1.2/1.5/1.8元, which goes on where the one before ended."""
    before = reader.text[position - 1 : position]
    listed = position == start - 1 and (before.isdigit() or (before == "%" and _PERCENT.match(reader.text, start)))
    return not listed and names.is_denominator(reader, start)


def _is_priced(reader: Reader, phrase: Span) -> bool:
    """USD 1900 and $2020 are no years."""
    money = reader.words.currencies.before(reader.text, back(reader.text, phrase.start, reader.start))
    return money is not None and money[0].symbol and reader.text[phrase.start : phrase.end].isdigit()


def _period(phrase: TimePhrase, raw: str) -> Iterator[Quantity]:
    period: Period | None = phrase.period
    if period is None or phrase.bare:
        return
    years = _years(period.year, None if period.end is None else period.last_year)
    text = raw[phrase.span.start : phrase.span.end]
    yield Quantity(
        phrase.span, phrase.span, text, PERIOD_UNIT, Qualifier.NONE, years, years, ONE, ONE,
        period=period,
    )  # fmt: skip


@lru_cache(maxsize=256)  # most documents name few years, and these often
def _years(first: int, last: int | None) -> Interval:
    return Interval(Fraction(first), None if last is None else Fraction(last))


def _quantity(reader: Reader, raw: str, amount: Amount, floor: int, block: Block) -> Quantity | None:
    if names.is_damaged(reader, amount):
        return None
    qualified = qualify(reader, amount, floor)
    unit, extended = per_year(reader, _behind_sign(reader, amount, qualified), amount.span, qualified.extended)
    if not _is_read(reader, amount, qualified, block):
        return None
    exact = _is_exact(amount, unit)
    span = Span(amount.span.start, max(amount.span.end, qualified.core_end))
    read = _readings(amount, qualified, unit, reader.policy, exact=exact)
    first, last = amount.first, amount.last or amount.first
    printed: Printed | None = Printed(first.digits, amount.scale, first.decimals, amount.digits)
    if amount.last is not None or first.joined:
        printed = None
    qualifier = qualified.qualifier
    if amount.last is not None and qualifier is Qualifier.NONE:
        qualifier = Qualifier.RANGE
    elif first.spread is not None and qualifier is Qualifier.NONE:
        qualifier = Qualifier.SOME if not first.spread.low_open else Qualifier.OVER_STEP
    return Quantity(
        span=span,
        extended=span if extended == span else extended,
        text=raw[span.start : span.end],
        unit=unit,
        qualifier=qualifier,
        stated=read.stated,
        interval=read.interval,
        ulp=None if first.spread is not None else first.ulp if last is first else min(first.ulp, last.ulp),
        step=None if first.spread is not None else first.step if last is first else min(first.step, last.step),
        printed=printed,
        lenient=read.lenient,
        hedge=qualified.hedge,
        exact=exact,
        numerals=amount.numerals,
        reversed=amount.reversed,
    )


def _behind_sign(reader: Reader, amount: Amount, qualified: Qualified) -> Unit:
    """500+企业: what is counted stands behind the sign, and is no part of what is printed as the number."""
    found = reader.words.units.at(reader.text, qualified.core_end) if qualified.core_end > amount.span.end else None
    if found is None or amount.unit.kind is not Kind.NUMBER or found[0].kind is not Kind.COUNT:
        return amount.unit
    return unit_of(reader, found[0], found[1])[0]


def _is_read(reader: Reader, amount: Amount, qualified: Qualified, block: Block) -> bool:
    """Whether the number says something that may be checked."""
    first = amount.first
    whole = amount.unit.kind is not Kind.PERCENT or amount.digits.start == amount.span.start  # not 百分之百
    if reader.bare:
        unsaid = first.words and not first.digits[0].isascii() and is_unsaid(first.digits)
        some = first.spread is not None and not first.spread.low_open
        vague = some and len(first.digits) == 1 and amount.unit.kind is Kind.NUMBER
        return not (unsaid and whole) and not vague
    plain = first.spread is None and qualified.qualifier is Qualifier.NONE and not amount.relative
    if plain and whole and first.words and not first.digits[0].isascii() and is_unsaid(first.digits):
        return False
    if amount.unit.kind is Kind.COUNT and names.is_grade(first):
        return False
    if amount.unit.kind is not Kind.NUMBER or amount.unit.dimension != "number":
        return True
    if _is_letter(reader.text[amount.span.end : amount.span.end + 1]):
        return False  # 120m tall: grown together with letters that nobody knows
    alone = not first.words and cells.is_alone(reader.text, block, amount.span)
    return alone or names.is_linked(reader, amount, qualified)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_exact(amount: Amount, unit: Unit) -> bool:
    """Integers that count things without a scale word are exact (2,048 token, 三大因素)."""
    spelled = unit.dimension == "number" and amount.first.words and amount.first.digits[0].isascii()  # all twenty-three
    if (unit.kind is not Kind.COUNT and not spelled) or amount.scale != 1 or amount.first.decimals:
        return False
    return amount.first.ulp == 1


def _readings(amount: Amount, qualified: Qualified, unit: Unit, policy: Policy, *, exact: bool) -> readings.Readings:
    floor = Fraction(0) if unit.kind in _NEVER_NEGATIVE or qualified.qualifier.threshold else None
    first = amount.first
    if amount.last is not None:
        about = qualified.qualifier is Qualifier.ABOUT
        vague = qualified.magnitude
        read = readings.read_range(first, amount.last, about=about, exact=exact, magnitude=vague, policy=policy)
        if qualified.qualifier.threshold:
            read = readings.read_bound(first, amount.last, qualified.qualifier)
        return replace(read, interval=read.interval.clipped(low=floor)) if floor is not None else read
    if amount.relative:
        return _portion(first, qualified.qualifier, tenths=amount.tenths)
    magnitude = qualified.order_of_magnitude
    read = readings.read(first, qualified.qualifier, exact=exact, floor=floor, magnitude=magnitude, policy=policy)
    if unit.kind is Kind.PERCENT and first.value == 100 and read.interval.high is not None:
        read = replace(read, interval=read.interval.clipped(high=Fraction(100)))
    return read


def _portion(numeral: Numeral, qualifier: Qualifier, *, tenths: bool) -> readings.Readings:
    """三成 is 30 % ± 5 points; a fraction in words is ± 5 % of itself."""
    radius = Fraction(5) if tenths else abs(numeral.value) / 20
    stated = Interval.point(numeral.value)
    if qualifier in (Qualifier.NONE, Qualifier.ABOUT):
        return readings.Readings(stated, Interval.around(numeral.value, radius))
    return readings.read(numeral, qualifier, exact=False, floor=Fraction(0), magnitude=False)


def carry_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """``quantity`` in a unit that another number of its sentence states (20美元 per million token → 0.1美元)."""
    return replace(quantity, unit=unit)


__all__ = ["Reader", "Reading", "carry_unit", "last_step", "read", "time_phrases"]
