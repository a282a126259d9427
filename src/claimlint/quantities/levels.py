"""Words that are a unit of their own, and a level of temperature beside words of heat: 零下5度, 华氏温度86度."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.lexicon.variants import simplified
from claimlint.quantities.blanks import back
from claimlint.quantities.ends import End
from claimlint.quantities.names import CLAUSE_ENDS
from claimlint.quantities.words import UnitWord, unit_word

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

# How far in front of the number a word of heat may stand.
_REACH = 10


@cache
def _words(key: str) -> Table[UnitWord]:
    found = [(word, entry["unit"]) for entry in entries("units") for word in entry.get(key, ())]
    return Table((word.translate(simplified()), unit_word(unit)) for word, unit in found)


def as_level(reader: Reader, end: End, begin: int, floor: int) -> tuple[UnitWord | None, int]:
    """The unit of ``end`` and where its words begin, for an amount that begins at ``begin``."""
    text = reader.text
    said = text[end.number.end : end.end].strip()
    if end.unit is None or _words("level").alone(said) is None:
        return end.unit, begin
    front = _words("front").before(text, back(text, begin, floor))
    if front is not None and front[1] >= floor:
        return replace(front[0], symbol=end.unit.symbol), front[1]
    start = max(reader.start, begin - _REACH)
    clause = max((i + 1 for i in range(start, begin) if text[i] in CLAUSE_ENDS), default=start)
    near = next(_words("near").find(text, clause, end.number.end), None)
    return (end.unit if near is None else near[0]), begin
