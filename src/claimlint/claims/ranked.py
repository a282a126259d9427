"""Lists that an order may speak of: the columns of the table nearest to it, and the numbers told just before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property

from claimlint.cache.compiled import compiled
from claimlint.claims.mentions import find_mentions
from claimlint.claims.ranks import is_summary
from claimlint.lexicon.load import entries
from claimlint.model.claim import Claim, Role
from claimlint.model.text import Block, Document
from claimlint.model.unit import Kind

# So many blocks that are no cells may stand between a sentence and the table that it speaks of.
_BEFORE, _BEHIND = 3, 2
_VALUES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE, Role.MULTIPLE)
_LEAST, _LEAST_ROW, _MOST = 2, 3, 60
_UNIT = compiled(r"[(\[（].*|[\s*_`:]+")

# A name stands so close behind its number, and the names of a list so close in front of its first.
_BEHIND_NAME, _LEAD = 40, 80
_NAME = r"[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*)*"

Listed = tuple[Claim, ...]
Namer = Callable[[Sequence[Claim]], list[Claim]]


class Lists:
    """The lists of one document; looked up by the block and the sentence of an order."""

    def __init__(self, document: Document, claims: Sequence[Claim]) -> None:
        self._document = document
        self._claims = [c for c in claims if c.role in _VALUES]
        self._sentences = [c.place.sentence for c in self._claims]

    def near(self, order: Claim) -> tuple[Listed, ...]:
        """The lists that ``order`` may speak of: those told around it, then the columns of the nearest table."""
        return (*self._told(order), *self._columns(order.place.block))

    def series(self, trend: Claim) -> tuple[Listed, ...]:
        """Rows of values, each of another time, that a trend may speak of: in its sentence, or the one before.

        Over the end of a sentence only a trend that names its metric reaches.
        """
        here = trend.place.sentence
        for first in (here, here - 1):
            found = self._claims[bisect_left(self._sentences, first) : bisect_right(self._sentences, here)]
            if first < here and trend.metric is None:
                continue
            rows = list(_rows([c for c in found if c.place.block == trend.place.block][-_MOST:]))
            if rows:
                return tuple(rows)
        return ()

    def of_time(self, block: int) -> tuple[Listed, ...]:
        """The rows and columns of the table nearest to ``block`` whose values are each of another time, in order."""
        table = self._nearest(block)
        lines: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for number in self._tables[table] if table is not None else ():
            cell, found = self._document.blocks[number].cell, self._values.get(number, ())
            if cell is not None and len(found) == 1:
                lines["row", cell.row].append(found[0])
                lines["column", cell.column].append(found[0])
        return tuple(row for line in lines.values() if len(row := in_time(line)) >= _LEAST_ROW)

    def _told(self, order: Claim) -> Iterator[Listed]:
        """Neighbouring numbers of one metric, each with a name of its own: in the same sentence, or the one before."""
        here = order.place.sentence
        for first, last in ((here, here), (here - 1, here - 1), (here - 1, here)):
            found = self._claims[bisect_left(self._sentences, first) : bisect_right(self._sentences, last)]
            found = [c for c in found if c.place.block == order.place.block]
            yield from _alike(found[-_MOST:], lambda run: names_beside(self._document, run))

    @cached_property
    def _tables(self) -> dict[int, list[int]]:
        """The blocks of each table."""
        tables: dict[int, list[int]] = defaultdict(list)
        for number, block in enumerate(self._document.blocks):
            if block.cell is not None:
                tables[block.cell.table].append(number)
        return tables

    @cached_property
    def _values(self) -> dict[int, list[Claim]]:
        values: dict[int, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            values[claim.place.block].append(claim)
        return values

    def _columns(self, block: int) -> Iterator[Listed]:
        table = self._nearest(block)
        if table is None:
            return
        cells = [(self._document.blocks[number], number) for number in self._tables[table]]
        heads = {b.cell.column: self._text(b) for b, _ in cells if b.cell is not None and b.cell.row == 0}
        names = {b.cell.row: self._text(b) for b, _ in cells if b.cell is not None and b.cell.column == 0}
        columns: dict[int, list[Claim]] = defaultdict(list)
        for cell, number in cells:
            place, found = cell.cell, self._values.get(number, ())
            if place is None or place.row == 0 or place.column == 0 or len(found) != 1:
                continue
            name = names.get(place.row, "")
            if name and not is_summary(name):
                head = _UNIT.sub(" ", heads.get(place.column, "")).strip()
                columns[place.column].append(replace(found[0], subject=name, label=head))
        yield from (tuple(column) for column in columns.values() if _LEAST <= len(column) <= _MOST)

    def _text(self, block: Block) -> str:
        return self._document.folded[block.span.start : block.span.end].strip(" *_`")

    def _nearest(self, block: int) -> int | None:
        """The table before a block, or else behind it, over few blocks and no heading of another section."""
        blocks = self._document.blocks
        for step, most in ((-1, _BEFORE), (1, _BEHIND)):
            passed, number = 0, block + step
            while 0 <= number < len(blocks) and passed <= most:
                cell = blocks[number].cell
                if cell is not None:
                    return cell.table
                if blocks[number].kind == "heading":
                    break
                passed += 1
                number += step
        return None


def _alike(claims: list[Claim], name: Namer) -> Iterator[Listed]:
    """Runs of claims of one kind, metric, unit and period, each of which names another thing."""
    runs: list[list[Claim]] = []
    for claim in claims:
        last = runs[-1][-1] if runs else None
        if last is not None and _goes_on(last, claim):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    for run in runs:
        told = name(run)
        if len(run) >= _LEAST and len({c.subject for c in told}) == len(told):
            yield tuple(told)


def _goes_on(last: Claim, claim: Claim) -> bool:
    same = (last.period, last.basis, last.scope, last.stance) == (claim.period, claim.basis, claim.scope, claim.stance)
    metrics = None in (last.metric, claim.metric) or last.metric == claim.metric
    roles = last.role is claim.role or {last.role, claim.role} == {Role.SHARE, Role.RATE}  # 华东占比41%，华南33%
    # 26枚金牌、18枚银牌，总奖牌数70枚: the whole is no member; 占整体市场的63.9%, 其次…占7.8%: a share of it is one
    whole = claim.role is Role.LEVEL and "group" in last.cues ^ claim.cues
    plain = claim.quantity.kind is not Kind.DURATION and not (last.cues | claim.cues) & {"total", "from", "prior"}
    return same and metrics and roles and plain and not whole and claim.quantity.unit.comparable(last.quantity.unit)


def _rows(claims: list[Claim]) -> Iterator[Listed]:
    """Values of one metric at three or more times of one kind, in order of time."""
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        period = claim.period
        if period is None or period.end is None or "period-said" not in claim.cues:
            continue
        what = (claim.metric, claim.subject if claim.metric is None else None, claim.role is Role.CHANGE)
        kind = (period.kind, period.end - period.start, claim.basis, claim.scope, claim.quantity.unit.dimension)
        groups[what, kind].append(claim)
    for group in groups.values():
        ordered = sorted(group, key=lambda c: c.period.start if c.period else 0)
        if len(ordered) >= _LEAST_ROW and len({c.period.id for c in ordered if c.period}) == len(ordered):
            yield tuple(ordered)


def in_time(claims: Sequence[Claim]) -> Listed:
    """``claims`` in order of time, where they are alike but for that: of periods of one kind, each of another."""
    kinds = {(c.period.kind, c.role, c.basis, c.quantity.unit.dimension) for c in claims if c.period is not None}
    times = {c.period.id for c in claims if c.period is not None and c.period.end is not None}
    if len(kinds) != 1 or len(times) != len(claims):
        return ()
    return tuple(sorted(claims, key=lambda c: c.period.start if c.period else 0))


def names_beside(document: Document, run: Sequence[Claim]) -> list[Claim]:
    """``run`` with the names that the words give: in front of each number, behind each, or one by one before all."""
    text = document.folded
    ends = [c.quantity.extended.start for c in run[1:]] + [run[-1].quantity.span.end + _BEHIND_NAME]
    behind = [_name_behind(text[c.quantity.span.end : end]) for c, end in zip(run, ends, strict=True)]
    if all(behind):
        return [replace(c, subject=name) for c, name in zip(run, behind, strict=True)]
    if all("each" in c.cues or "paired" in c.cues for c in run):
        told = _told_names(
            text[max(0, run[0].quantity.extended.start - _LEAD) : run[0].quantity.extended.start], len(run)
        )
        if told:
            return [replace(c, subject=name) for c, name in zip(run, told, strict=True)]
    return list(run)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    found = entries("ranks")
    behind = "|".join(re.escape(w) for entry in found if "behind" in entry for w in entry["words"])
    parts = sorted((w for entry in found if "part" in entry for w in entry["words"]), key=len, reverse=True)
    spelled = "|".join(rf"\s{re.escape(w)}\s" if w.isascii() else re.escape(w) for w in parts)
    return re.compile(rf"\s(?:{behind})\s({_NAME})"), re.compile(rf", (?:and )?|{spelled}")


def _name_behind(text: str) -> str | None:
    found = _patterns()[0].match(text)
    return found[1] if found else None


def _told_names(text: str, count: int) -> list[str]:
    """The names in front of a list of numbers: 华东、华南、华北占比分别为, "Alpha, Beta and Gamma had shares of"."""
    pieces = [piece for piece in _patterns()[1].split(re.split("[，;；:。]", text)[-1]) if piece]
    names = pieces[-count:]
    if len(names) < count or count < _LEAST:
        return []
    if names[0].isascii():
        found = [re.search(rf"{_NAME}$" if place == 0 else _NAME, name) for place, name in enumerate(names)]
        return [match[0] for match in found if match] if all(found) else []
    if len(pieces) > count:  # a longer list is of something else
        return []
    cut = next(find_mentions(names[-1].lower(), 0, len(names[-1])), None)
    names[-1] = names[-1][: cut.span.start] if cut else names[-1]
    longest = 2 * max(len(name) for name in names[:-1])
    return names if names[-1] and len(names[-1]) <= longest else []
