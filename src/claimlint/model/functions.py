"""The functions that a formula may call: one table, from which the parser, the documentation and the messages read.

Each is written so that every argument occurs once: ``growth`` is ``last / first - 1``, ``share`` is ``part / whole``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from claimlint.frozen import dataclass
from claimlint.model.dimension import MULTIPLE, RATIO
from claimlint.model.expression import MINUS, PLUS, Absolute, Extreme, Node, Number, Product, Sum
from claimlint.model.rates import Fold, Labelled, Positive, Root, Years

Build = Callable[[Sequence[Node]], Node]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the field.

    ``parameters`` are its arguments' names, of which the last ``optional`` may be left out; ``many`` lets the last be
    repeated.  ``summary`` is one sentence for the documentation.  ``build`` is None for a whole comparison (between).
    """

    name: str
    parameters: tuple[str, ...]
    summary: str
    build: Build | None
    optional: int = 0
    many: bool = False

    @property
    def signature(self) -> str:
        """How it is called: ``cagr(first, last[, years])``."""
        required = len(self.parameters) - self.optional
        text = ", ".join(self.parameters[:required]) + (", …" if self.many else "")
        return f"{self.name}({text}{''.join(f'[, {name}]' for name in self.parameters[required:])})"

    def takes(self, count: int) -> bool:
        """True where it can be called with ``count`` arguments."""
        required = len(self.parameters) - self.optional
        return required <= count and (self.many or count <= len(self.parameters))


def _ratio(above: Node, below: Node) -> Node:
    return Product(((1, above), (-1, below)))


def _difference(arguments: Sequence[Node]) -> Node:
    above, below = arguments
    return Sum(((PLUS, above), (MINUS, below)))


def _minus_one(node: Node) -> Node:
    return Sum(((PLUS, node), (MINUS, Number(PLUS))))


def _years(first: Node, last: Node, *, fallback: bool) -> Node:
    return Years(tuple(first.names()), tuple(last.names()), fallback)


def _years_given(arguments: Sequence[Node]) -> Node:
    return _years(arguments[0], arguments[1], fallback=False)


def _per_year(ratio: Node, arguments: Sequence[Node]) -> Root:
    first, last, *given = arguments
    return Root(ratio, given[0] if given else _years(first, last, fallback=True))


def _cagr(arguments: Sequence[Node]) -> Node:
    ratio = _ratio(arguments[1], Positive(arguments[0]))
    return Labelled(_minus_one(_per_year(ratio, arguments)), RATIO)


def _yearly_factor(arguments: Sequence[Node]) -> Node:
    ratio = _ratio(arguments[1], Positive(arguments[0]))
    return Labelled(_per_year(Fold(ratio), arguments), MULTIPLE)


def _growth(arguments: Sequence[Node]) -> Node:
    first, last = arguments
    return Labelled(_minus_one(_ratio(last, Positive(first))), RATIO)


def _sum(arguments: Sequence[Node]) -> Node:
    return Sum(tuple((PLUS, argument) for argument in arguments))


def _mean(arguments: Sequence[Node]) -> Node:
    weight = Fraction(1, len(arguments))
    return Sum(tuple((weight, argument) for argument in arguments))


_TABLE = (
    Function("growth", ("first", "last"), "The rate at which `last` exceeds `first`: last / first - 1.", _growth),
    Function(
        "cagr",
        ("first", "last", "years"),
        "The yearly rate that leads from `first` to `last`; the years are those between the two periods if not given.",
        _cagr,
        optional=1,
    ),
    Function(
        "yearly_factor",
        ("first", "last", "years"),
        "The N of an N-fold change per year, up or down: the larger of last / first and first / last, per year.",
        _yearly_factor,
        optional=1,
    ),
    Function("share", ("part", "whole"), "The part of a whole: part / whole.", lambda a: Labelled(_ratio(*a), RATIO)),
    Function("sum", ("term",), "All terms added.", _sum, many=True),
    Function("difference", ("a", "b"), "a - b; of two percentages, in percentage points.", _difference),
    Function("years", ("first", "last"), "The years between the periods of two claims.", _years_given),
    Function("between", ("value", "low", "high"), "A comparison: low <= value <= high.", None),
    Function("abs", ("value",), "The value without its sign.", lambda a: Absolute(a[0])),
    Function("min", ("term",), "The least of its terms.", lambda a: Extreme(tuple(a), greatest=False), many=True),
    Function("max", ("term",), "The greatest of its terms.", lambda a: Extreme(tuple(a), greatest=True), many=True),
    Function("mean", ("term",), "The arithmetic mean.", _mean, many=True),
    Function("average", ("term",), "The same as mean.", _mean, many=True),
)
FUNCTIONS: Mapping[str, Function] = MappingProxyType({function.name: function for function in _TABLE})
