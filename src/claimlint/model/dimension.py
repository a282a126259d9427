"""What a computed number measures: powers of base dimensions, or a kind of plain number.

Percent, points and multiples are all plain numbers to arithmetic and yet never compared with each other (SEMANTICS
§1).  So a dimensionless value carries the *kinds* as which it may be read: a printed percentage only as a ratio, a
quotient of two amounts as any of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from claimlint.frozen import dataclass
from claimlint.model.interval import Undefined

RATIO, POINTS, MULTIPLE, NUMBER = "ratio", "points", "multiple", "number"
_PLAIN = frozenset({RATIO, POINTS, MULTIPLE, NUMBER})
_FACTORS = frozenset({RATIO, MULTIPLE})
_MONEY, _COUNT, _DURATION = "money:", "count", "duration"


@dataclass(frozen=True, slots=True)
class Dimension:
    """``powers`` holds base dimensions with their exponents, sorted; where it is empty, ``kinds`` says what remains.

    ``derived`` is true for products and quotients: there a count that is left over does not matter (a mean price times
    the number of cars is money).  ``zero`` marks a literal 0, which is the same amount in every unit.
    """

    powers: tuple[tuple[str, int], ...] = ()
    kinds: frozenset[str] = frozenset()
    derived: bool = False
    zero: bool = False

    @property
    def plain(self) -> bool:
        """True for a literal or a quotient of like amounts, which may stand for a ratio, multiple, number or points."""
        return not self.powers and self.kinds == _PLAIN


LITERAL = Dimension(kinds=_PLAIN)
ZERO_LITERAL = Dimension(kinds=_PLAIN, zero=True)


def of_unit(dimension: str) -> Dimension:
    """The dimension of a printed unit: ``ratio``, ``money:CNY``, ``money:USD/token`` …"""
    if dimension in _PLAIN:
        return Dimension(kinds=frozenset({dimension}))
    numerator, *denominators = (part.strip() for part in dimension.split("/"))
    powers = Counter({numerator: 1} if numerator not in ("", "1") else {})
    for part in denominators:
        powers[part] -= 1
    return Dimension(_sorted(powers))


def of_kind(*kinds: str) -> Dimension:
    """A plain number that is read only as one of ``kinds``."""
    return Dimension(kinds=frozenset(kinds))


def product(parts: Iterable[tuple[Dimension, int]]) -> Dimension:
    """The dimension of a product of powers.  Every plain number is just a number once it is multiplied."""
    powers: Counter[str] = Counter()
    for dimension, exponent in parts:
        for base, power in dimension.powers:
            powers[base] += power * exponent
    left = _sorted(powers)
    return Dimension(left, frozenset() if left else _PLAIN, derived=True)


def added(left: Dimension, right: Dimension, *, minus: bool) -> Dimension:
    """The dimension of a sum or difference.  Raises :class:`Undefined` where the two are unlike."""
    if left.zero or right.zero:
        return right if left.zero else left
    if left.powers or right.powers:
        return _agreed(left, right)
    if left.plain or right.plain:
        other = right if left.plain else left
        # 1 + g is a factor and m − 1 a rate: who writes the 1 converts on purpose
        return Dimension(kinds=_FACTORS) if other.kinds & _FACTORS and not other.plain else other
    both = left.kinds & right.kinds
    if both:  # from one percentage to another it is percentage points, but also what is left of a whole
        return Dimension(kinds=both | {POINTS} if minus and RATIO in both else both)
    if left.kinds | right.kinds == {RATIO, POINTS}:
        return of_kind(RATIO)
    raise Undefined("unlike-kinds")


def agree(left: Dimension, right: Dimension) -> None:
    """Raise :class:`Undefined` where values of the two may not be compared."""
    if left.zero or right.zero:
        return
    if left.powers or right.powers:
        _agreed(left, right)
    elif not left.kinds & right.kinds:
        raise Undefined("unlike-kinds")


def _agreed(left: Dimension, right: Dimension) -> Dimension:
    if left.powers == right.powers:
        return left
    if (left.derived or right.derived) and _without_counts(left) == _without_counts(right):
        return left if not left.derived else right
    for plain, other in ((left, right), (right, left)):
        lone = len(other.powers) == 1 and other.powers[0][1] == 1
        if plain.plain and lone and other.powers[0][0].startswith((_COUNT, _DURATION)):
            return other  # a bare 5 may count things, or years
    raise Undefined(_difference(left, right))


def _difference(left: Dimension, right: Dimension) -> str:
    currencies = {base for side in (left, right) for base, _ in side.powers if base.startswith(_MONEY)}
    return "unlike-currencies" if len(currencies) > 1 else "unlike-units"


def _without_counts(dimension: Dimension) -> tuple[tuple[str, int], ...]:
    return tuple((base, power) for base, power in dimension.powers if not base.startswith(_COUNT))


def mismatch(dimension: Dimension) -> str:
    """Why a value that should be a plain number is none."""
    return _difference(dimension, dimension)


def _sorted(powers: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((base, power) for base, power in powers.items() if power))
