"""An expression with printed amounts → a formula with names: ``cagr(107亿, 2,065亿, 5)`` → ``cagr(a1, a2, 5)``.

Only the cuts are made here; what an amount says is for the quantities stage.
"""

from __future__ import annotations

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.functions import FUNCTIONS

_OPERATORS = compiled(r"\*\*|[-+*/()<>=!,]|[\u00d7\u00f7\u3001\uff0c^]")
_SPELLED = {"\u00d7": "*", "\u00f7": "/", "\u3001": ",", "\uff0c": ",", "^": "**"}
_PLAIN = compiled(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.?[0-9]+(?:e[-+]?[0-9]{1,2})?")
_CALL = compiled(rf"({'|'.join(sorted(FUNCTIONS, key=len, reverse=True))})(?=\s*\()")
_GROUP = compiled(r",[0-9]{3}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A stretch of the expression that is one printed number; ``name`` stands for it in the formula."""

    name: str
    text: str
    column: int  # 1-based


@dataclass(frozen=True, slots=True)
class Cut:
    """The formula, its amounts, and for each of its columns (0-based) the expression's (1-based)."""

    formula: str
    amounts: tuple[Amount, ...]
    columns: tuple[int, ...]

    def column(self, of_formula: int) -> int:
        """The column of the expression for a 1-based one of the formula."""
        return self.columns[min(of_formula, len(self.columns)) - 1] if self.columns else 1


def cut(folded: str) -> Cut:
    """Cut the expression, folded, into operators, functions, plain numbers (which are exact) and amounts.

    A comma before three digits groups them where digits stand right in front of it (2,065), a slash before a word is
    that of a unit (12元/吨), and a hyphen between letters that of a word (twenty-five).
    """
    out: list[str] = []
    columns: list[int] = []
    amounts: list[Amount] = []
    position = 0
    while position < len(folded):
        operator = _OPERATORS.match(folded, position)
        call = _CALL.match(folded, position)
        if folded[position].isspace():
            piece, end = " ", position + 1
        elif operator:
            piece, end = _SPELLED.get(operator.group(), operator.group()), operator.end()
        elif call:
            piece, end = call.group(), call.end()
        else:
            end = _end(folded, position)
            text = folded[position:end].rstrip()
            end = position + len(text)
            if _PLAIN.fullmatch(text):
                piece = text.replace(",", "")
            else:
                amounts.append(Amount(f"a{len(amounts) + 1}", text, position + 1))
                piece = amounts[-1].name
        out.append(piece)
        columns += [position + 1] * len(piece)
        position = end
    return Cut("".join(out), tuple(amounts), tuple(columns))


def _end(text: str, start: int) -> int:
    """Where the amount that begins at ``start`` ends."""
    position = start + 1
    while position < len(text):
        if _OPERATORS.match(text, position) and not _belongs(text, position):
            break
        position += 1
    return position


def _belongs(text: str, position: int) -> bool:
    """True for an operator's sign that is part of an amount."""
    before, char, behind = text[position - 1], text[position], text[position + 1 : position + 2]
    if char == ",":
        return before.isdigit() and _GROUP.match(text, position) is not None
    if char == "/":
        return behind.isalpha() and not before.isspace() and not before.isdigit()
    return char == "-" and (before + behind).isascii() and before.isalpha() and behind.isalpha()
