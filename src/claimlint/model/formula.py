"""Formulas of user rules: ``cagr(m24, m29) == growth``, ``a + b <= total``, ``first > second > third``.

The text is read with Python's grammar and turned into trees of our own; nothing of it is ever executed, and whatever is
not arithmetic over names is an error with its column.  A number without a unit is dimensionless and exact: it may be
added to and compared with multiples, counts, years and, as a ratio, with percentages (5 % is ``0.05``); a literal 0
fits every unit.  ``==`` holds where the two sides can be equal, ``<`` and the others where they hold for every value
that could have been printed so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from claimlint.frozen import dataclass
from claimlint.model.grammar import MAX_DEPTH, FormulaError, Link, Reader, did_you_mean

__all__ = ["Formula", "FormulaError", "Link", "normalised", "parse"]
MAX_LENGTH = 2_000
# Full-width signs and letters as Chinese keyboards type them, one for one so that columns stay.
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00D7: "*",
    0x00F7: "/",
    0x2212: "-",
    0x000A: " ",
    0x000D: " ",
    0x0009: " ",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: a chain of comparisons that must all hold.

    ``names`` are the claims it speaks of, in order and each once; ``columns`` says where each stands first.
    """

    source: str
    links: tuple[Link, ...]
    names: tuple[str, ...]
    columns: tuple[int, ...]

    def check_names(self, known: Iterable[str]) -> None:
        """Raise :class:`FormulaError` for the first name that is not ``known``, with the nearest one that is."""
        normal = {normalised(name): name for name in known}
        for name, column in zip(self.names, self.columns, strict=True):
            if name not in normal:
                nearest = [normal[match] for match in get_close_matches(name, normal, n=1)]
                raise FormulaError(f"unknown name `{name}`{did_you_mean(nearest)}", column, name)


def normalised(name: str) -> str:
    """A name as Python's grammar spells identifiers (NFKC)."""
    return unicodedata.normalize("NFKC", name)


@lru_cache(maxsize=1024)
def parse(source: str) -> Formula:
    """Read a formula.  Raises :class:`FormulaError` for all that is not a comparison of arithmetic over names."""
    text = source.translate(_FOLDED)
    _bounded(text)
    links, columns = Reader(text).read()
    return Formula(source, links, tuple(columns), tuple(columns.values()))


def _bounded(text: str) -> None:
    if not text.strip():
        raise FormulaError("the formula is empty; write for example `a + b == total`")
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"the formula has {len(text)} characters; at most {MAX_LENGTH} are read", MAX_LENGTH + 1)
    depth = 0
    for column, char in enumerate(text, 1):
        if char in "#\\;'\"`":
            raise FormulaError(f"`{char}` is not arithmetic", column)
        if "\ud800" <= char <= "\udfff":
            raise FormulaError("half a character (a lone surrogate)", column)
        if char.isdigit() and not char.isascii():
            raise FormulaError(f"`{char}` is no digit that formulas read", column)
        depth += (char in "([{") - (char in ")]}")
        if depth > MAX_DEPTH:
            raise FormulaError(f"nested deeper than {MAX_DEPTH} levels", column)
