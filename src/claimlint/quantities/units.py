"""Unit ids become units: from tables, and for what no table lists, from pint.

This is the only module that knows of pint, and it imports pint only when somebody asks for a unit that no table has.
The tables are YAML beside the words that lead to them: ``lexicon/common/unit_table.yaml`` (made from pint by
``scripts/make_units.py``), ``lexicon/common/currencies.yaml``, and the counted things in the ``units.yaml`` files.

Families that look alike and never meet:

* ``duration-clock`` (base: the second) for seconds to weeks, ``duration-calendar`` (base: the year, in which
  formulas count time) for months to decades: a month has no fixed number of days, and pint's year of 365.25 days would
  make 12 months and 365 days differ;
* ``money:USD``, ``money:$``: one dimension for each currency, and one for each name that several countries share;
* ``temperature:…``: one for each scale, because a level of 20 °C is no multiple of a level in °F.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from claimlint.cache.compiled import compiled
from claimlint.lexicon.load import FOLDER, document
from claimlint.model.interval import exact_string
from claimlint.model.unit import MULTIPLE, MULTIPLE_PER_YEAR, PERCENT, POINTS, Kind, Unit
from claimlint.quantities.own_units import OwnUnit, keep, own_units

if TYPE_CHECKING:
    import pint

# Longer ids are no units; reading them would only cost time.
LONGEST = 60
LONGEST_EXPRESSION = 40
CLOCK, CALENDAR = "duration-clock", "duration-calendar"
DEFINITIONS = FOLDER / "common" / "units.txt"

PERMILLE = Unit("‰", Kind.PERCENT, PERCENT.dimension, Fraction(1, 1000))
BASIS_POINTS = Unit("bp", Kind.POINTS, POINTS.dimension, Fraction(1, 10000))
_RATIOS = (PERCENT, PERMILLE, POINTS, BASIS_POINTS, MULTIPLE, MULTIPLE_PER_YEAR)

# What one divides by: an optional number, then a unit id (1e6 token, 1000 person, 0.5 kilogram).
_DIVISOR = compiled(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,9})?)(?:e(?P<exponent>[0-9]{1,2}))? +(?P<unit>.+)")
_FACTOR = r"[A-Za-z][A-Za-z_]*(?:(?:\*\*|\^)[0-9]{1,2})?"
_EXPRESSION = compiled(rf"{_FACTOR}(?:(?: ?\* ?| ){_FACTOR})*")
_NAME = compiled(r"(?P<name>[A-Za-z][A-Za-z_]*)(?:(?:\*\*|\^)(?P<power>[0-9]{1,2}))?")

# pint reads these without complaint, and as something that no report means: 25 bp is 25 typographic points there,
# 25 bps 25 baud, 3 pp points again, pa a picoyear, 80 Gb gilberts; and some of our ids differ from pint's (a barrel of
# oil, the acre of 1959, a ton of unknown kind), so that a plural must not slip past the table.
_MISREAD_NAMES = """
    bp pp bps pa in pt pts kt pc ct gr at kb Mb Gb Tb Pb cps ex bag bags point points pica line link links hand hands
    pole poles chain chains drop drops turn turns cycle circle candle grade mil mils count quarter quarters cup dash
    barrel barrels bbl ton tons ounce ounces oz acre acres ac bit bits byte bytes share VA volt_ampere pixel pixels dot
"""
_MISREAD_SYMBOLS = "a b A B C F G H K M R S T c d e h k u"
_PREFIX_NAMES = "da y z a f p n u m c d h k M G T P E Z Y kilo mega giga tera peta exa milli micro nano centi deci"
_MISREAD = frozenset(_MISREAD_NAMES.split())
_PREFIXED_MISREAD = frozenset(
    prefix + name for prefix in _PREFIX_NAMES.split() for name in (*_MISREAD, *_MISREAD_SYMBOLS.split())
)
_SINGLE_LETTERS = frozenset("mgstlLWJVN")
_CLOCK_UNITS = frozenset({"second", "minute", "hour", "day", "week"})


class UnknownUnitError(ValueError):
    """A string that names no unit.  The message quotes its first characters."""

    def __init__(self, text: str, fault: str = "unknown unit") -> None:
        shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
        super().__init__(f"{fault} {shown!r}")


@lru_cache(maxsize=4096)
def unit(id: str) -> Unit:
    """The unit that machines call ``id``: ``CNY``, ``%``, ``tonne``, ``USD/1e6 token``, ``kWh/person``, ``m**2``.

    Tables first; then ``numerator/denominator``; then, for names and products of names, pint.  Raises
    :class:`UnknownUnitError` for everything else, however long or odd.
    """
    if len(id) > LONGEST:
        raise UnknownUnitError(id)
    known = known_units().get(id)
    if known is not None:
        return known
    numerator, slash, denominator = id.rpartition("/")
    if slash:
        scale, name = _divisor(denominator.strip(), id)
        return per(unit(numerator.strip()), unit(name), scale)
    return _from_pint(id)


def per(numerator: Unit, denominator: Unit, scale: Fraction = Fraction(1)) -> Unit:
    """``numerator`` for every ``scale`` of ``denominator``: per(USD, token, 10**6) is ``USD/1e6 token``.

    Of kind price where the numerator is money or a price, else physical; the factor holds ``scale``.  Raises
    :class:`UnknownUnitError` where the denominator is itself a rate or a bare number, or ``scale`` is no positive
    terminating decimal, for then the id could not be read back.
    """
    number = _scale_string(scale)
    id = f"{numerator.id}/{number}{denominator.id}"
    if number is None or not numerator.id or not denominator.id or "/" in denominator.id or len(id) > LONGEST:
        raise UnknownUnitError(id)
    known = known_units().get(id)
    if known is not None:
        return known
    kind = Kind.PRICE if numerator.kind in (Kind.MONEY, Kind.PRICE) else Kind.PHYSICAL
    dimension = f"{numerator.dimension}/{denominator.dimension}"
    return Unit(id, kind, dimension, numerator.factor / (scale * denominator.factor))


def count_of(noun: str) -> Unit:
    """The unit of things that no lexicon lists: three ``moats`` are no three ``pillars``."""
    return known_units().get(noun) or Unit(noun, Kind.COUNT, f"count:{noun}")


@cache
def known_units() -> Mapping[str, Unit]:
    """Every unit that a table lists, by id: ratios, currencies and their coins, measures, counted things."""
    found = {ratio.id: ratio for ratio in _RATIOS}
    for entry in document("common", "currencies").get("entries", ()):
        found.update((money.id, money) for money in _currency(entry))
    for row in document("common", "unit_table").get("entries", ()):
        found[row["unit"]] = Unit(row["unit"], Kind(row["kind"]), row["dimension"], Fraction(row["factor"]))
    for language in ("common", "zh", "en"):
        for entry in document(language, "units").get("entries", ()):
            if entry.get("kind") == Kind.COUNT.value:
                found[entry["unit"]] = Unit(entry["unit"], Kind.COUNT, f"count:{entry['unit']}")
    found.update((name, own.unit) for name, own in own_units().items())
    return MappingProxyType(found)


def set_own_units(files: tuple[str, ...], found: Mapping[str, OwnUnit]) -> None:
    """Read with the units ``found`` in ``files`` from now on; what was worked out before is forgotten."""
    keep(files, found)
    known_units.cache_clear()
    unit.cache_clear()


def forget_own_units() -> None:
    """Back to the units that come with claimlint."""
    registry.cache_clear()
    set_own_units((), {})


def _currency(entry: Mapping[str, Any]) -> list[Unit]:
    dimension = f"money:{entry['unit']}"
    coins = entry.get("minor", {}).get("units", ())
    small = [Unit(coin["unit"], Kind.MONEY, dimension, Fraction(1, coin["per"])) for coin in coins]
    return [Unit(entry["unit"], Kind.MONEY, dimension), *small]


def _divisor(text: str, whole: str) -> tuple[Fraction, str]:
    match = _DIVISOR.fullmatch(text)
    if match is None:
        return Fraction(1), text
    scale = Fraction(match["number"]) * 10 ** int(match["exponent"] or 0)
    if scale == 0:
        raise UnknownUnitError(whole)
    return scale, match["unit"]


def _scale_string(scale: Fraction) -> str | None:
    """``1e6`` and a blank for a power of ten from 1000 up, ``12`` or ``0.5`` and a blank, nothing for 1."""
    if scale == 1:
        return ""
    text = exact_string(scale)
    if scale <= 0 or "/" in text:
        return None
    zeros = len(text) - 1
    return f"1e{zeros} " if zeros >= 3 and text == "1" + "0" * zeros else f"{text} "


# -- pint -----------------------------------------------------------------------------------------------------------


@cache
def registry() -> pint.UnitRegistry[Any]:
    """The one registry: pint's defaults and our definitions, in exact fractions.

    Never print its units or quantities: with fractions, pint raises for every power other than 1 (pint #2386).
    """
    import pint

    found: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Fraction)
    found.load_definitions(DEFINITIONS)
    return found


def define(definition: str, names: tuple[str, ...]) -> None:
    """Add one definition to the registry.  Raises :class:`UnknownUnitError` where a name is taken or pint refuses."""
    import pint

    ureg = registry()
    try:
        for name in names:
            if name in known_units() or name in ureg:
                raise UnknownUnitError(name, "this name is a unit already:")
        ureg.define(definition)
        ureg.get_base_units(names[0])
    except pint.UndefinedUnitError as error:
        raise UnknownUnitError(", ".join(error.unit_names), "no unit is called") from None
    except (pint.PintError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if isinstance(error, UnknownUnitError):
            raise
        raise UnknownUnitError(definition, "cannot be understood:") from None


def is_misread(name: str) -> bool:
    """True for names that pint knows as something that no report means (bp, pt, a, k)."""
    return name in _MISREAD or (len(name) == 1 and name not in _SINGLE_LETTERS)


def measure(expression: str) -> tuple[str, Fraction]:
    """Dimension and exact factor to base units of a *trusted* pint expression (``kilowatt_hour``, ``meter ** 2``)."""
    ureg = registry()
    factor, _ = ureg.get_base_units(expression)
    return _dimension(dict(ureg.get_dimensionality(expression))), _exact(factor, expression)


def _dimension(powers: Mapping[str, Any]) -> str:
    """One spelling for one dimension: ``[length]**2*[mass]*[time]**-2``; lengths of time by family."""
    whole = {name: Fraction(power) for name, power in powers.items() if power}
    if whole == {"[time]": 1}:
        return CLOCK
    if whole == {"[calendar]": 1}:
        return CALENDAR
    ours = next(iter(whole), "").strip("[]").split("_of_", 1) if list(whole.values()) == [1] else []
    if len(ours) == 2 and ours[0] in ("count", "money"):
        return ":".join(ours)
    return "*".join(name if power == 1 else f"{name}**{power}" for name, power in sorted(whole.items()))


def _from_pint(text: str) -> Unit:
    """A product of names that pint knows.  pint is handed one checked name at a time, never the text."""
    if len(text) > LONGEST_EXPRESSION or not _EXPRESSION.fullmatch(text):
        raise UnknownUnitError(text)
    powers: dict[str, Fraction] = {}
    factor = Fraction(1)
    for match in _NAME.finditer(text):
        exponent = int(match["power"] or 1)
        dimensions, size = _one_name(match["name"], text)
        factor *= size**exponent
        for name, power in dimensions.items():
            powers[name] = powers.get(name, Fraction(0)) + power * exponent
    dimension = _dimension(powers)
    if not dimension:  # a bare number (radian, ppm): it would compare with anything
        raise UnknownUnitError(text)
    return Unit(text, Kind.DURATION if dimension == CLOCK else Kind.PHYSICAL, dimension, factor)


def _one_name(name: str, text: str) -> tuple[dict[str, Fraction], Fraction]:
    if is_misread(name):
        raise UnknownUnitError(text)
    import pint

    ureg = registry()
    try:
        spellings = ureg.parse_unit_name(name)
        own = any(not prefix and not suffix for prefix, _, suffix in spellings)
        if not spellings or (not own and name.removesuffix("s") in _PREFIXED_MISREAD):
            raise UnknownUnitError(text)
        zero, one = (ureg.Quantity(Fraction(n), name).to_base_units().magnitude for n in (0, 1))
        dimensions = {key: _exact(power, text) for key, power in ureg.get_dimensionality(name).items()}
    except (pint.PintError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError):
        raise UnknownUnitError(text) from None
    calendar = dimensions == {"[time]": 1} and spellings[0][1] not in _CLOCK_UNITS
    if zero != 0 or calendar:  # a level in °C is no multiple; pint's year is 365.25 days
        raise UnknownUnitError(text)
    return dimensions, _exact(one, text)


def _exact(number: object, text: str) -> Fraction:
    """A number of pint's as a fraction; a float would have lost digits, so it is refused."""
    if not isinstance(number, int | Fraction):
        raise UnknownUnitError(text)
    return Fraction(number)
