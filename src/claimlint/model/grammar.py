"""The grammar of formulas: Python's expressions, less everything that is not arithmetic over names.

Nothing of a formula is ever executed: Python's parser gives a tree, and this module builds our own from it.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import NoReturn

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.expression import MINUS, PLUS, Name, Node, Number, Power, Product, Sum
from claimlint.model.functions import FUNCTIONS
from claimlint.model.interval import Undefined

MAX_DEPTH, MAX_DIGITS, MAX_EXPONENT = 50, 400, 64
# How many names' worth of digits a result may have: 200 names of twenty digits stay below what Python will print.
MAX_WEIGHT = 1_000
_DIGITS_PER_NAME = 20

_NUMBER = compiled(r"(\d[\d_]*)?(?:\.(\d[\d_]*)?)?(?:[eE]([+-]?\d{1,3}))?")
_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


class FormulaError(ValueError):
    """A formula that cannot be read; ``column`` is 1-based, in code points, ``name`` the one that is not known."""

    def __init__(self, message: str, column: int = 1, name: str | None = None) -> None:
        super().__init__(f"column {column}: {message}")
        self.message = message
        self.column = column
        self.name = name


@dataclass(frozen=True, slots=True)
class Link:
    """One comparison: ``left operator right``."""

    left: Node
    operator: str
    right: Node

    @property
    def stated_on_right(self) -> bool:
        """The side that is judged: the one that is a single name, the right one by preference, else the right one."""
        if isinstance(self.right, Name):
            return True
        return not isinstance(self.left, Name) and any(True for _ in self.right.names())

    @property
    def stated(self) -> str | None:
        """The name that is judged (the last of the stated side); None where the link names no value."""
        side = self.right if self.stated_on_right else self.left
        names = list(side.names()) or list(self.left.names())
        return names[-1] if names else None


def did_you_mean(nearest: Sequence[str]) -> str:
    """The hint that follows an unknown word."""
    return f"; did you mean `{nearest[0]}`?" if nearest else ""


class Reader:
    """Turns the syntax tree of one formula into links; every refusal names its column."""

    def __init__(self, text: str) -> None:
        self._indent = len(text) - len(text.lstrip())
        self._text = text.strip()
        self._columns: dict[str, int] = {}
        self._bytes = self._text.encode()  # the grammar counts columns in bytes

    def read(self) -> tuple[tuple[Link, ...], Mapping[str, int]]:
        """The comparisons, and the column at which each name stands first."""
        try:
            with warnings.catch_warnings():  # `1(2)` makes the compiler warn; the error below says it better
                warnings.simplefilter("ignore", SyntaxWarning)
                tree = ast.parse(self._text, mode="eval").body
        except SyntaxError as error:
            column = self._indent + max(error.offset or 1, 1)
            raise FormulaError(f"not a formula: {error.msg}{self._operatordid_you_mean()}", column) from None
        except (ValueError, RecursionError, MemoryError):
            raise FormulaError("not a formula: too complex to read", 1) from None
        self._weigh(tree)
        links = tuple(self._links(tree))
        if not self._columns:
            raise FormulaError("a formula must name at least one claim", self._indent + 1)
        return links, self._columns

    def _operatordid_you_mean(self) -> str:
        return "; write `==` for equality" if re.search(r"(?<![=<>!])=(?!=)", self._text) else ""

    def _fail(self, node: ast.AST, message: str) -> NoReturn:
        raise FormulaError(message, self._column(node))

    def _column(self, node: ast.AST) -> int:
        offset: int = getattr(node, "col_offset", 0)
        return self._indent + len(self._bytes[:offset].decode()) + 1

    # -- comparisons ----------------------------------------------------------------------------------------------

    def _links(self, tree: ast.expr) -> Iterable[Link]:
        if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id == "between":
            value, low, high = self._arguments(tree, "between")
            yield Link(low, "<=", value)
            yield Link(value, "<=", high)
        elif isinstance(tree, ast.Compare):
            sides = [self._node(side, 1) for side in (tree.left, *tree.comparators)]
            for left, operator, right in zip(sides, tree.ops, sides[1:], strict=False):
                if type(operator) not in _COMPARISONS:
                    self._fail(tree, "only == != < <= > >= compare")
                yield Link(left, _COMPARISONS[type(operator)], right)
        else:
            self._node(tree, 1)  # what is wrong inside is the better message
            self._fail(tree, "a formula compares two sides; write for example `a + b == total`")

    # -- arithmetic -----------------------------------------------------------------------------------------------

    def _node(self, tree: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._fail(tree, f"nested deeper than {MAX_DEPTH} levels")
        readers: dict[type[ast.expr], Callable[..., Node]] = {
            ast.Constant: self._number,
            ast.Name: self._name,
            ast.Attribute: self._name,
            ast.BinOp: self._operation,
            ast.UnaryOp: self._signed,
            ast.Call: self._call,
        }
        reader = readers.get(type(tree))
        if reader is None:
            self._fail(tree, _REFUSALS.get(type(tree), "this is not arithmetic"))
        return reader(tree, depth)

    def _number(self, tree: ast.Constant, depth: int) -> Node:
        segment = self._bytes[tree.col_offset : tree.end_col_offset].decode()
        match = _NUMBER.fullmatch(segment)
        if match is None or not any(match.groups()[:2]):
            self._fail(tree, "only plain numbers are read, such as 12 or 0.5")
        if sum(len(part or "") for part in match.groups()[:2]) > MAX_DIGITS or abs(int(match[3] or 0)) > MAX_DIGITS:
            self._fail(tree, f"numbers have at most {MAX_DIGITS} digits")
        return Number(Fraction(segment.replace("_", "")))

    def _name(self, tree: ast.Name | ast.Attribute, depth: int) -> Node:
        parts: list[str] = []
        part: ast.expr = tree
        while isinstance(part, ast.Attribute):
            parts.append(part.attr)
            part = part.value
        if not isinstance(part, ast.Name):
            self._fail(tree, "a dot only joins the parts of a name")
        name = ".".join([part.id, *reversed(parts)])
        self._columns.setdefault(name, self._column(tree))
        return Name(name)

    def _operation(self, tree: ast.BinOp, depth: int) -> Node:
        if isinstance(tree.op, ast.Pow):
            return Power(self._node(tree.left, depth + 1), self._exponent(tree))
        if type(tree.op) in _ADDITIVE:
            return Sum(tuple((sign, self._node(part, depth + 1)) for sign, part in _spine(tree, _ADDITIVE)))
        if type(tree.op) in _MULTIPLICATIVE:
            return Product(tuple(self._factor(sign, part, depth) for sign, part in _spine(tree, _MULTIPLICATIVE)))
        return self._fail(tree, "only + - * / and ** compute")

    def _factor(self, sign: Fraction, tree: ast.expr, depth: int) -> tuple[int, Node]:
        node = self._node(tree, depth + 1)
        if sign == MINUS and _is_zero(node):
            self._fail(tree, "division by zero")
        return int(sign), node

    def _exponent(self, tree: ast.BinOp) -> int:
        exponent, sign = tree.right, 1
        while isinstance(exponent, ast.UnaryOp) and isinstance(exponent.op, ast.USub):
            exponent, sign = exponent.operand, -sign
        if not isinstance(exponent, ast.Constant) or type(exponent.value) is not int:
            self._fail(tree.right, "an exponent is a whole number as written; for a yearly rate use cagr(first, last)")
        if exponent.value > MAX_EXPONENT:
            self._fail(tree.right, f"exponents go up to {MAX_EXPONENT}")
        return sign * exponent.value

    def _signed(self, tree: ast.UnaryOp, depth: int) -> Node:
        if not isinstance(tree.op, ast.UAdd | ast.USub):
            self._fail(tree, "only + and - stand before a value")
        node = self._node(tree.operand, depth + 1)
        if isinstance(tree.op, ast.UAdd):
            return node
        return Number(-node.number) if isinstance(node, Number) else Sum(((MINUS, node),))

    def _call(self, tree: ast.Call, depth: int) -> Node:
        if not isinstance(tree.func, ast.Name):
            self._fail(tree, "only functions are called")
        name = tree.func.id
        function = FUNCTIONS.get(name)
        if function is None:
            self._fail(tree, f"unknown function `{name}`{did_you_mean(get_close_matches(name, FUNCTIONS, n=1))}")
        if function.build is None:
            self._fail(tree, f"`{name}` is a whole formula and cannot stand inside one")
        arguments = self._arguments(tree, name, depth)
        if name in _OF_NAMED and not all(any(True for _ in argument.names()) for argument in arguments[:2]):
            self._fail(tree, f"`{name}` needs claims with periods, not bare numbers")
        return function.build(arguments)

    def _arguments(self, tree: ast.Call, name: str, depth: int = 1) -> list[Node]:
        function = FUNCTIONS[name]
        given = [*tree.args, *(keyword.value for keyword in tree.keywords)]
        if any(isinstance(argument, ast.Starred) for argument in given) or any(k.arg is None for k in tree.keywords):
            self._fail(tree, f"the arguments of {function.signature} are written out")
        if not function.takes(len(given)):
            self._fail(tree, f"{function.signature} does not take {len(given)} argument{'s' * (len(given) != 1)}")
        order: dict[str, ast.expr] = dict(zip(function.parameters, tree.args, strict=False))
        for keyword in tree.keywords:
            if function.many or keyword.arg not in function.parameters or keyword.arg in order:
                self._fail(keyword, f"{function.signature} has no open argument `{keyword.arg}`")
            order[keyword.arg] = keyword.value
        if tree.keywords:
            given = [order[parameter] for parameter in function.parameters if parameter in order]
            if set(function.parameters[: len(given)]) != set(order):
                self._fail(tree, f"{function.signature} lacks an argument")
        return [self._node(argument, depth + 1) for argument in given]

    def _weigh(self, tree: ast.expr) -> None:
        """Refuse what would compute numbers of many thousand digits."""
        weight, waiting = 0, [(tree, 1)]
        while waiting:
            part, times = waiting.pop()
            if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Pow):
                exponent = abs(self._exponent(part))
                waiting.append((part.left, times * max(exponent, 1)))
                continue
            length = (part.end_col_offset or 0) - part.col_offset
            if isinstance(part, ast.Constant):
                weight += times * (1 + length // _DIGITS_PER_NAME)
            weight += times * isinstance(part, ast.Name)
            if weight > MAX_WEIGHT:
                self._fail(part, "the powers in this formula are too large")
            waiting.extend((child, times) for child in _parts(part))


_ADDITIVE: Mapping[type[ast.operator], Fraction] = {ast.Add: PLUS, ast.Sub: MINUS}
_MULTIPLICATIVE: Mapping[type[ast.operator], Fraction] = {ast.Mult: PLUS, ast.Div: MINUS}
_REFUSALS: Mapping[type[ast.expr], str] = {
    ast.BoolOp: "`and` and `or` are not read; write one rule for each",
    ast.Compare: "comparisons stand only outside, as in `a < b < c`",
    ast.Tuple: "write numbers without commas between thousands",
    ast.IfExp: "conditions are not read",
    ast.Lambda: "functions cannot be defined here",
    ast.Subscript: "names are not indexed",
}
_OF_NAMED = ("years",)


def _spine(tree: ast.expr, operators: Mapping[type[ast.operator], Fraction]) -> list[tuple[Fraction, ast.expr]]:
    """The parts of ``a + b - c`` with their signs.  It is one sum, however long: only brackets nest."""
    parts: list[tuple[Fraction, ast.expr]] = []
    while isinstance(tree, ast.BinOp) and type(tree.op) in operators:
        parts.append((operators[type(tree.op)], tree.right))
        tree = tree.left
    return [(PLUS, tree), *reversed(parts)]


def _parts(tree: ast.expr) -> list[ast.expr]:
    children = [child.value if isinstance(child, ast.keyword) else child for child in ast.iter_child_nodes(tree)]
    return [child for child in children if isinstance(child, ast.expr)]


def _is_zero(node: Node) -> bool:
    """True for a divisor of literals that is zero."""
    if any(True for _ in node.names()):
        return False
    try:
        return 0 in node.value({})
    except Undefined:
        return False
