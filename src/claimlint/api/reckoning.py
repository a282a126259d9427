"""``calc``: a formula over printed amounts, with every value that it may have, and every one that may be printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor

from claimlint.findings.style import Style, printable, shown, style_of
from claimlint.findings.style import point as worded_point
from claimlint.frozen import dataclass
from claimlint.lexicon.number import affix_of
from claimlint.lexicon.number import interval as worded
from claimlint.lexicon.phrases import phrases
from claimlint.model.amounts import Amount, Cut, cut
from claimlint.model.calculation import Calculation, Operand
from claimlint.model.dimension import MULTIPLE, POINTS, RATIO, Dimension, of_unit
from claimlint.model.expression import Absolute, Box, Environment, Extreme, Name, Node, Number, Product, Sum
from claimlint.model.finding import Failure, InputError
from claimlint.model.formula import FormulaError, parse
from claimlint.model.image import image
from claimlint.model.interval import Interval, Undefined
from claimlint.model.quantity import Printed, Qualifier, Quantity
from claimlint.model.text import Block, Document, Language, Span
from claimlint.model.unit import MULTIPLE as FOLD
from claimlint.model.unit import NUMBER, PERCENT, Kind, Unit
from claimlint.model.unit import POINTS as PERCENTAGE_POINTS
from claimlint.quantities.parse import read as read_quantities
from claimlint.sources.fold import fold
from claimlint.sources.language import detect

PATH = "<expression>"
_RESULT = "result_"
# Significant digits of a result, where nobody says how many; and how many values are listed.
_FEWEST, _USUAL, _MOST = 2, 4, 6
_MOST_LISTED = 1_000
_LEAST_SCALED = 10**6
_WHY = {"no-period": "say how many years lie between, one at least: cagr(first, last, years)"}
_BASES = {"[mass]": "kg", "[length]": "m", "[time]": "s"}
_LENGTHS: Mapping[str, Fraction] = {"year": Fraction(1), "month": Fraction(1, 12)}


def calculate(expression: str, *, digits: int | None = None) -> Calculation:
    """The value of an expression over printed amounts: ``cagr(107亿, 2065亿, 5)``, ``$1.2bn / 3``, ``1 - 80.7%``.

    Amounts are read as in a report, with the precision in which they are printed; a bare number is exact.  Functions
    are those of a report's rules.  ``digits`` is how many stand behind the point of the values that may be printed;
    without it, the result is as precise as the least precise amount.  Raises :class:`InputError`, with the column,
    for what cannot be read or has no value.
    """
    folded = fold(expression)
    parts = cut(folded)
    language = detect(expression)
    quantities = {amount.name: _read(amount, expression, language) for amount in parts.amounts}
    # 五年 is a length of time as a formula counts it
    lengths = {name: (q.value or 0) * _LENGTHS[q.unit.id] for name, q in quantities.items() if q.unit.id in _LENGTHS}
    try:
        node, measure = _resolved(parts, quantities)
        inside = {name: Interval.point(length) for name, length in lengths.items()}
        box = {name: q.interval * q.unit.factor for name, q in quantities.items()} | inside
        values = image(node, box)
        middle = _middle(node, quantities, inside)
    except Undefined as undefined:
        raise _error(_WHY.get(undefined.reason) or f"has no value: {undefined.reason.replace('-', ' ')}") from None
    except FormulaError as error:
        raise _error(error.message, parts.column(error.column)) from None
    amounts = [quantity for name, quantity in quantities.items() if name not in lengths]
    unit, like = _unit(measure, amounts)
    values, middle = values / unit.factor, None if middle is None else middle / unit.factor
    operands = tuple(
        _operand(amount, q, language, exact=amount.name in lengths)
        for amount, q in zip(parts.amounts, quantities.values(), strict=True)
    )
    found = Calculation(expression.strip(), language, operands, unit.id, values, "", middle)
    return _styled(found, _Result(unit, like, amounts, _adds(node)), digits)


def _read(amount: Amount, expression: str, language: Language) -> Quantity:
    start = amount.column - 1
    text = expression[start : start + len(amount.text)]
    document = Document(PATH, text, amount.text, (Block(Span(0, len(text))),), language=language)
    found = [q for q in read_quantities(document, bare=True) if q.kind is not Kind.PERIOD]
    if len(found) == 1 and not (text[: found[0].extended.start] + text[found[0].extended.end :]).strip():
        return found[0]
    if not any(char.isdigit() for char in amount.text) and not found:
        raise _error(f"unknown name {amount.text!r}: write a number, or a function such as cagr()", amount.column)
    raise _error(f"{text!r} is not one amount, such as $1.2bn or 80.7%", amount.column)


def _operand(amount: Amount, read: Quantity, language: Language, *, exact: bool) -> Operand:
    """How an amount was read; a length of time counts exactly."""
    values = read.stated if exact else read.interval
    return Operand(amount.text, read.unit.id, read.stated, values, shown(values, read, language))


def _resolved(parts: Cut, quantities: Mapping[str, Quantity]) -> tuple[Node, Dimension]:
    formula = parse(f"{parts.formula} == {_RESULT}") if parts.formula.strip() else None
    if formula is None or len(formula.links) != 1 or formula.links[0].operator != "==":
        raise FormulaError("one value is computed here, as in `cagr($1.2bn, $2.5bn, 3)`; comparisons belong in a rule")
    dimensions = {name: of_unit(quantity.unit.dimension) for name, quantity in quantities.items()}
    return formula.links[0].left.resolve(Environment(dimensions, dict.fromkeys(dimensions)))


def _middle(node: Node, quantities: Mapping[str, Quantity], inside: Box) -> Fraction | None:
    points = {name: (q.value, q.unit.factor) for name, q in quantities.items()}
    if any(value is None for value, _ in points.values()):
        return None
    box = {name: Interval.point((value or 0) * factor) for name, (value, factor) in points.items()}
    try:
        return image(node, {**box, **inside}).middle
    except Undefined:
        return None


# -- how the result is printed ----------------------------------------------------------------------------------------


def _unit(measure: Dimension, amounts: list[Quantity]) -> tuple[Unit, Quantity | None]:
    """The unit of the result, and the least precise amount that is in it."""
    if measure.powers:
        alike = [q for q in amounts if of_unit(q.unit.dimension).powers == measure.powers]
        like = max(alike, key=lambda q: (q.ulp or 0) * q.unit.factor, default=None)
        if like is not None:
            return like.unit, like
        above = [_base(base) for base, power in measure.powers for _ in range(power)]
        below = [_base(base) for base, power in measure.powers for _ in range(-power)]
        return Unit("/".join((" ".join(above) or "1", *below)), Kind.NUMBER, ""), None
    if measure.kinds == {MULTIPLE}:
        return FOLD, None
    if not measure.plain and POINTS in measure.kinds:  # from one percentage to another
        return PERCENTAGE_POINTS, None
    return (PERCENT, None) if not measure.plain and RATIO in measure.kinds else (NUMBER, None)


def _base(base: str) -> str:
    """The unit in which a base dimension is counted here: CNY, person, kg."""
    return _BASES.get(base) or base.partition(":")[2] or base.strip("[]")


@dataclass(frozen=True, slots=True)
class _Result:
    """What the style of a result follows from: ``like`` is an amount in its unit, ``adds`` whether it is a sum."""

    unit: Unit
    like: Quantity | None
    amounts: list[Quantity]
    adds: bool

    def style(self, middle: Fraction, language: Language) -> Style:
        style = style_of(self.like) if self.like is not None else None
        grouped = any(q.printed is not None and "," in q.printed.digits for q in self.amounts)
        return style or _usual(self.unit, middle, language, grouped=grouped)

    def grain(self) -> Fraction | None:
        """The last place of a sum: that of its least precise term."""
        if not self.adds or not all(_alike(q.unit, self.unit) for q in self.amounts):
            return None
        return max((q.ulp * q.unit.factor / self.unit.factor for q in self.amounts if q.ulp), default=None)


def _adds(node: Node) -> bool:
    """True where amounts are only added, compared, or multiplied by bare numbers."""
    if isinstance(node, Product):
        named = [(exponent, factor) for exponent, factor in node.factors if any(True for _ in factor.names())]
        return len(named) <= 1 and all(exponent > 0 and _adds(factor) for exponent, factor in named)
    if isinstance(node, Sum):
        return all(_adds(term) for _, term in node.terms)
    if isinstance(node, Extreme):
        return all(_adds(part) for part in node.parts)
    return isinstance(node, Name | Number) or (isinstance(node, Absolute) and _adds(node.part))


def _styled(found: Calculation, result: _Result, digits: int | None) -> Calculation:
    """The result as its numbers would print it."""
    middle = found.point if found.point is not None else found.range.middle
    if middle is None:
        return replace(found, shown=worded(found.range, result.unit.id, found.language))
    style, grain = result.style(middle, found.language), result.grain()
    scaled = grain / style.scale if grain else None
    decimals = digits if digits is not None else _decimals(middle / style.scale, result.amounts, scaled)
    model = _printed(style, result.unit, middle, decimals)
    values, count = printable(found.range, model, _MOST_LISTED)
    return replace(
        found,
        shown=shown(found.range, model, found.language),
        shown_point=None if found.point is None else worded_point(found.point, model, found.language),
        printable=values,
        count=count,
    )


def _alike(one: Unit, other: Unit) -> bool:
    shares = (Kind.PERCENT, Kind.POINTS)
    return one.comparable(other) or (one.kind in shares and other.kind in shares)


def _usual(unit: Unit, middle: Fraction, language: Language, *, grouped: bool) -> Style:
    affix = affix_of(unit.id, language)
    scales = phrases(language).scales if unit.kind is Kind.NUMBER else ()
    scale = next((one for one in scales if abs(middle) >= _LEAST_SCALED and abs(middle) >= one.value), None)
    after = f"{affix.each}{scale.word if scale else ''}{affix.after}"
    return Style(affix.before, after, scale.value if scale else Fraction(1), 0, grouped)


def _decimals(scaled: Fraction, amounts: list[Quantity], grain: Fraction | None) -> int:
    """To the last place of the least precise amount of a sum; else as many digits as the amount that has fewest."""
    if grain:
        return next((places for places in range(_MOST + 1) if grain * 10**places >= 1), _MOST)
    if not any(q.ulp and not q.exact for q in amounts):  # nothing was rounded: the whole value, if it ends
        exact = (places for places in range(_MOST + 1) if (scaled * 10**places).denominator == 1)
        return next(exact, _USUAL)
    said = [len(str(floor(abs(q.value / q.ulp)))) for q in amounts if q.value and q.ulp and not q.exact]
    significant = min(max(min(said, default=_USUAL), _FEWEST), _MOST)
    whole = len(str(floor(abs(scaled)))) if abs(scaled) >= 1 else 0
    small = next((places for places in range(_MOST) if abs(scaled) * 10**places >= 1), 1) - 1 if not whole else 0
    return max(significant - whole + small, 0)


def _printed(style: Style, unit: Unit, value: Fraction, decimals: int) -> Quantity:
    """A number in that style, for the words of others: nobody printed it."""
    digits = style.digits(value, decimals)
    start = len(style.before)
    span = Span(start, start + len(digits))
    text = f"{style.before}{digits}{style.after}"
    exact, ulp = Interval.point(value), style.scale / 10**decimals
    whole = Span(0, len(text))
    printed = Printed(digits, style.scale, decimals, span)
    return Quantity(whole, whole, text, unit, Qualifier.NONE, exact, exact, ulp, ulp, printed)


def _error(message: str, column: int | None = None) -> InputError:
    return InputError(Failure(PATH, message, None if column is None else 1, column))
