"""Text against table: a sentence that states what a cell states, in the same words and of the same period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimlint.cache.compiled import compiled
from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.period import Period
from claimlint.model.text import Document
from claimlint.model.unit import Kind
from claimlint.rules.lattice import Lattice

# How far in front of a number its words are looked for; the shortest name that tells one row from another.
_REACH, _BEHIND, _SHORTEST, _LONGEST_NAME = 90, 40, 2, 60
_ROLES = (Role.LEVEL, Role.RATE, Role.SHARE)
_STOP = compiled(r"[\u3002\uff1b\uff01\uff1f;!?\n]|\.\s")
_SPACE = compiled(r"\s+")
# Words by which the number behind them is not the row's own: a change, a base, a part, a mean.
_ELSEWHERE = frozenset({"from", "prior", "each", "difference", "mean", "paired", "aside", "average-growth"})
# US$ m above the table, $442.6 million in the text.
_DOLLARS = {"$", "USD"}
# So many digits, all but one alike, are no chance.
_TELLING = 4
# A number that a misprint or a slip of scale would make of another one.
LOOSE = 2


@dataclass(slots=True)
class Names:
    """Cells by the wording of their rows and columns; a look-up tries each length of name once."""

    cells: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))
    lengths: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    sole: set[int] = field(default_factory=set)

    def add(self, name: str, claim: Claim) -> None:
        """Enter a cell under one of its names."""
        if _SHORTEST <= len(name) <= _LONGEST_NAME:
            self.cells[name].append(claim)
            self.lengths[name[0]].add(len(name))

    def identity(self, cell: Claim) -> set[str]:
        """All that tells a cell from others of its table, but for its period."""
        told = (cell.row,) if id(cell) in self.sole else (cell.row, cell.column)
        return {name for name in told if len(name) >= _SHORTEST}

    def inside(self, text: str) -> list[str]:
        """The names in ``text``, the longest first."""
        found = {
            text[start : start + length]
            for start, char in enumerate(text)
            for length in self.lengths.get(char, ())
            if start + length <= len(text)
            and text[start : start + length] in self.cells
            and _stands_alone(text, start, start + length)
        }
        return sorted(found, key=lambda name: (-len(name), name))


def repeated(tables: Sequence[Lattice], claims: Sequence[Claim], document: Document) -> Iterator[tuple[Claim, Binding]]:
    """Every number of the text that a cell states too, with that cell."""
    names = Names()
    for lattice in tables:
        alone = _sole_column(lattice)
        for cell in lattice.cells.values():
            if alone and cell.row:  # Amount, above the only column of amounts, tells nothing apart
                names.sole.add(id(cell))
            if cell.role in _ROLES and cell.basis is None and cell.quantity.value is not None:
                for name in {cell.row, cell.column}:
                    names.add(name, cell)
    previous = 0
    for claim in claims:
        if claim.role is Role.PERIOD:
            continue
        start, previous = previous, claim.quantity.span.end
        if claim.place.cell is None and _is_plain(claim, document):
            found = _cell_of(claim, lead(claim, document, start), _tail(claim, document), names)
            if found is not None:
                yield claim, Binding({"earlier": (found[0],)}, fit=found[1])


def _sole_column(lattice: Lattice) -> bool:
    """True where all numbers of a table stand in one column, whose head no period names."""
    return len(lattice.columns) == 1 and all(c.role in (Role.LEVEL, Role.RATE) for c in lattice.cells.values())


def _is_plain(claim: Claim, document: Document) -> bool:
    known = claim.role in _ROLES and claim.basis is None and claim.stance in ("actual", "forecast")
    alone = not claim.cues & _ELSEWHERE and not claim.quantity.qualifier.threshold and claim.quantity.value is not None
    return known and alone and document.blocks[claim.place.block].cell is None


def lead(claim: Claim, document: Document, floor: int = 0) -> str:
    """The words in front of the number, from the start of its sentence or the number before."""
    end = claim.quantity.extended.start
    start = max(document.blocks[claim.place.block].span.start, end - _REACH, min(floor, end))
    text = document.folded[start:end].lower()
    ends = [match.end() for match in _STOP.finditer(text)]
    return _SPACE.sub(" ", text[ends[-1] :] if ends else text)


def _tail(claim: Claim, document: Document) -> str:
    """The words behind the number, its unit included, up to the end of its clause: carried 29.7m passengers."""
    start = claim.quantity.numerals[-1].end if claim.quantity.numerals else claim.quantity.span.end
    end = min(document.blocks[claim.place.block].span.end, start + _BEHIND)
    text = document.folded[start:end].lower()
    stop = _CLAUSE.search(text)
    return _STOP.split(text[: stop.start()] if stop else text)[0]


def _cell_of(claim: Claim, lead: str, tail: str, names: Names) -> tuple[Claim, int] | None:
    """The cell that states the same fact, and what speaks against it; None where there is none, or more than one."""
    inside = names.inside(lead)
    named = {*inside, *(names.inside(tail) if inside else ())}
    fitting = {
        id(cell): cell
        for name in inside
        for cell in names.cells[name]
        if _one_matter(claim, cell) and names.identity(cell) <= named
    }
    cells = list(fitting.values())
    if len(cells) > 1:  # the more it names, the better
        most = max(len(names.identity(cell)) for cell in cells)
        cells = [cell for cell in cells if len(names.identity(cell)) == most]
    values = {(cell.quantity.value, cell.quantity.unit) for cell in cells}
    if len(values) != 1:
        return None
    cell = cells[0]
    rest = lead
    for name in sorted({*names.identity(cell), cell.column} - {""}, key=len, reverse=True):
        rest = rest.replace(name, " ")
    words = _words(rest, claim, cell, names.identity(cell))
    if not words:
        return cell, 0 if same_time(claim.period, cell.period) else 1
    return (cell, LOOSE) if could_be_one(claim, cell) else None


def _one_matter(claim: Claim, cell: Claim) -> bool:
    """Unit and period agree."""
    one, other = claim.quantity.unit, cell.quantity.unit
    if not one.comparable(other) and {one.id, other.id} != _DOLLARS and not _counts(claim, cell):
        return False
    return claim.period is None or same_time(claim.period, cell.period)


def _counts(claim: Claim, cell: Claim) -> bool:
    """12.6亿人次 beside a column in 万: the head says the scale alone, and the text what is counted."""
    one, other = claim.quantity, cell.quantity
    if one.printed is None or other.printed is None or other.unit.dimension != "number":
        return False
    scaled = other.printed.scale != 1 or one.printed.scale == 1
    return scaled and one.kind is Kind.COUNT


def same_time(first: Period | None, second: Period | None) -> bool:
    """One period; a quarter without its year is that quarter of any."""
    if first is None or second is None:
        return first is second
    if first == second or first.id.removeprefix("FY") == second.id.removeprefix("FY"):
        return True
    yearless = first.year <= 0 or second.year <= 0
    return yearless and first.kind is second.kind and first.start % 12 == second.start % 12


_CLAUSE = compiled(r"[,\uff0c:\uff1a\u3001()\[\]]|\s-\s")
_WORD = compiled(r"[a-z][a-z'&-]*|[\u3400-\u9fff]+")
_LEAST_LATIN, _LEAST_HAN = 4, 2


def _words(rest: str, claim: Claim, cell: Claim, names: Iterable[str]) -> list[str]:
    """What a lead says besides the names of a cell: words of the claim's own label, and clauses in front of its own."""
    own_words = (claim.subject or "") if claim.metric and claim.metric == cell.metric else claim.label
    *earlier, last = _CLAUSE.split(rest)
    besides = own_words
    for name in names:  # 空调出口 beside a row 空调: it is 出口 that the row does not say
        besides = besides.replace(name, " ")
    label = [word for word in (*own_words.split(), *besides.split()) if len(word) > 1]
    said = [word for word in _WORD.findall(last) if len(word) > 1]
    own = [word for word in said if any(_is_of(word, text) for text in label)]
    apart = [word for clause in earlier for word in _WORD.findall(clause)]
    return own + [word for word in apart if len(word) >= (_LEAST_LATIN if word.isascii() else _LEAST_HAN)]


def _is_of(word: str, label: str) -> bool:
    """A Latin word must be the label's, a stretch of Chinese may be a part of it."""
    return word == label if word.isascii() else word in label or label in word


def could_be_one(first: Claim, second: Claim) -> bool:
    """The same digits at another scale, in another order, or but one of them different."""
    one, other = (_digits(claim) for claim in (first, second))
    if min(len(one), len(other)) < 3:
        return False
    short = min(len(one), len(other))
    if len(one) == len(other) >= _TELLING and sum(a != b for a, b in zip(one, other, strict=True)) == 1:
        return True
    return one[:short] == other[:short] or sorted(one) == sorted(other)


def _digits(claim: Claim) -> str:
    printed = claim.quantity.printed
    digits = "" if printed is None else "".join(char for char in printed.digits if char.isdigit())
    return digits.lstrip("0").rstrip("0")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin name must not be a part of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = not (text[start].isascii() and text[start].isalpha() and before.isascii() and before.isalpha())
    ends = not (text[end - 1].isascii() and text[end - 1].isalpha() and after.isascii() and after.isalpha())
    return begins and (ends or after == "s")
