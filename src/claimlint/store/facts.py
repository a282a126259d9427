"""Reference values: a YAML file of facts → claims that are trusted.

A fact is written as a person would print it (``value: 8620.72亿元``), so that its precision is known; or, where
the file is made by a machine, as ``amount`` or ``low``/``high`` in a ``unit``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.finding import Failure
from claimlint.model.interval import Interval
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import MULTIPLE, NUMBER, PERCENT, POINTS, Kind, Unit
from claimlint.quantities.units import UnknownUnitError
from claimlint.quantities.units import unit as unit_called
from claimlint.sources.fold import blank, fold, outside
from claimlint.sources.language import detect
from claimlint.sources.plain import join
from claimlint.sources.remarks import in_yaml
from claimlint.sources.report import is_report
from claimlint.sources.yaml_tree import Items, Scalar, Table, Tree, read_tree, unknown_key
from claimlint.store.fields import read_aliases, read_number, read_period, read_source

ReadQuantities = Callable[[Document], Sequence[Quantity]]

_WORDS = ("id", "subject", "metric", "period", "scope", "basis", "stance", "value", "unit", "as_of", "max_age")
_NUMBERS = ("amount", "low", "high")
_KEYS = (*_WORDS, *_NUMBERS, "aliases", "source")
_UNITS: Mapping[str, Unit] = {"%": PERCENT, "pp": POINTS, "x": MULTIPLE, "": NUMBER}


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A file of facts, read: every printed value is a block of ``document``."""

    document: Document
    facts: tuple[Claim, ...]


def read_facts(path: str, text: str, read_quantities: ReadQuantities) -> FactsFile:
    """The facts in the YAML ``text``; ``read_quantities`` reads the printed values (the quantities stage).

    In a report.yaml the facts are the mappings under its ``facts:``; paths to other files stand there too and are left
    alone.  Raises :class:`InputError`, with line and column, for whatever is wrong.
    """
    tree = read_tree(path, text)
    rows = _rows(tree)
    for row in rows:
        _check(tree, row)
    values = [row.get("value") for row in rows]
    document = _document(tree, [value for value in values if isinstance(value, Scalar)])
    by_block = _by_block(document, read_quantities(document))
    units = _Units(tree, read_quantities)
    facts: list[Claim] = []
    block = -1
    for order, row in enumerate(rows):
        value = row.get("value")
        if isinstance(value, Scalar):
            block += 1
            quantity = _printed(tree, value, by_block.get(block, []))
        else:
            quantity = _amount(tree, row, units)
        facts.append(_fact(tree, row, quantity, max(block, 0), order))
    _refuse_twice(tree, rows)
    return FactsFile(document, tuple(facts))


@dataclass(frozen=True, slots=True)
class Merged:
    """The facts of several files, each id once, and a failure for each that was given again."""

    facts: tuple[Claim, ...]
    failures: tuple[Failure, ...] = ()


def merge(files: Iterable[FactsFile]) -> Merged:
    """The facts of all ``files``; of two with one id the first counts."""
    merged: dict[str, Claim] = {}
    failures: list[Failure] = []
    for file in files:
        for fact in file.facts:
            name = fact.id or ""
            if name in merged:
                line, column = file.document.position(fact.quantity.span.start)
                what = f"the fact {name!r} is also in {merged[name].path}: rename one of them or leave one file out"
                failures.append(Failure(fact.path, what, line, column))
                continue
            merged[name] = fact
    return Merged(tuple(merged.values()), tuple(failures))


def _rows(tree: Tree) -> list[Table]:
    root = tree.root
    facts = root.get("facts") if isinstance(root, Table) else None
    if not isinstance(root, Table) or facts is None:
        tree.refuse(Span(0, 0), "a file of facts needs the key 'facts' with a list under it")
    in_report = is_report(tree.text)
    for key, _ in root.entries:
        if key.value != "facts" and not in_report:
            tree.refuse(key.span, unknown_key(key.value, ["facts"]))
    if not isinstance(facts, Items):
        tree.refuse(facts.span, "'facts' must be a list: begin every fact with '- id: …'")
    rows: list[Table] = []
    for item in facts.items:
        if isinstance(item, Table):
            rows.append(item)
        elif not in_report or not isinstance(item, Scalar):
            tree.refuse(item.span, "a fact needs keys: begin it with '- id: …'")
    return rows


def _check(tree: Tree, row: Table) -> None:
    for key, value in row.entries:
        if key.value not in _KEYS:
            tree.refuse(key.span, unknown_key(key.value, _KEYS))
        if key.value not in ("aliases", "source") and not isinstance(value, Scalar):
            tree.refuse(value.span, f"{key.value!r} must be a single value")
        if isinstance(value, Scalar) and not value.value.strip() and key.value != "unit":
            tree.refuse(key.span, f"{key.value!r} is empty: fill it in, or delete the line")
    for name in ("id", "source"):
        if row.get(name) is None:
            tree.refuse(row.span, f"the key {name!r} is missing")
    numbers = [name for name in _NUMBERS if row.get(name) is not None]
    if (row.get("value") is not None) == bool(numbers):
        tree.refuse(row.span, "a fact needs either 'value' as printed, or 'amount' (or 'low' and 'high') with 'unit'")


def _refuse_twice(tree: Tree, rows: Sequence[Table]) -> None:
    seen: dict[str, Span] = {}
    for row in rows:
        name = row.get("id")
        if not isinstance(name, Scalar):
            continue
        if name.value in seen:
            first = tree.position(seen[name.value].start)[0]
            tree.refuse(name.span, f"two facts have the id {name.value!r} (the first is on line {first})")
        seen[name.value] = name.span


def _document(tree: Tree, values: Sequence[Scalar]) -> Document:
    spans = [value.inner for value in values]
    # A value is written in the order of the file, so its spans are too.
    plain = fold(tree.text)
    folded = blank(plain, outside(spans, len(tree.text)))
    blocks = tuple(Block(span) for span in spans)
    language = detect("".join(value.value for value in values))
    remarks = in_yaml(plain, tree)
    return Document(tree.path, tree.text, "".join(join(folded, spans)), blocks, language=language, remarks=remarks)


def _by_block(document: Document, quantities: Iterable[Quantity]) -> dict[int, list[Quantity]]:
    """The quantities that are no periods, by the block that they stand in."""
    found: dict[int, list[Quantity]] = {}
    index = 0
    for quantity in sorted(quantities, key=lambda q: q.span):
        while index < len(document.blocks) and document.blocks[index].span.end <= quantity.span.start:
            index += 1
        if quantity.kind is not Kind.PERIOD:
            found.setdefault(index, []).append(quantity)
    return found


def _printed(tree: Tree, value: Scalar, quantities: Sequence[Quantity]) -> Quantity:
    if len(quantities) != 1:
        read = ", ".join(repr(quantity.text) for quantity in quantities) or "none"
        what = f"{value.value!r} must hold exactly one quantity, as $1.2 billion or 15% (read: {read})"
        tree.refuse(value.inner, what)
    return quantities[0]


class _Units:
    """Units by their machine spelling: the quantities stage knows them, so it is asked to read ``1 CNY``."""

    def __init__(self, tree: Tree, read_quantities: ReadQuantities) -> None:
        self.tree = tree
        self.read_quantities = read_quantities

    def named(self, node: Scalar) -> Unit:
        name = node.value.strip()
        if name in _UNITS:
            return _UNITS[name]
        text = f"1 {name}"
        document = Document(self.tree.path, text, fold(text), (Block(Span(0, len(text))),), language=detect(text))
        read = [q.unit for q in self.read_quantities(document) if q.span.covers(Span(0, len(text)))]
        if len(read) == 1 and read[0].kind is not Kind.PERIOD:
            return read[0]
        try:  # the machine's spelling of what nobody prints so: USD/1e6 token
            return unit_called(name)
        except UnknownUnitError:
            self.tree.refuse(node.span, f"unknown unit {name!r}: use %, pp, x, a currency's code such as CNY, or kg")


def _amount(tree: Tree, row: Table, units: _Units) -> Quantity:
    """A quantity that no one printed: exact, or between ``low`` and ``high``."""
    unit = row.get("unit")
    if not isinstance(unit, Scalar):
        tree.refuse(row.span, "an 'amount' needs its 'unit' (%, pp, x, CNY, kg …)")
    numbers = {name: read_number(tree, node) for name in _NUMBERS if isinstance(node := row.get(name), Scalar)}
    stated = numbers.get("amount")
    low, high = numbers.get("low", stated), numbers.get("high", stated)
    if low is None or high is None or low > high or (stated is not None and not low <= stated <= high):
        tree.refuse(row.span, "'low', 'amount' and 'high' must be given in rising order ('amount' may stand alone)")
    node = next(node for name in _NUMBERS if isinstance(node := row.get(name), Scalar))
    interval = Interval(low, high)
    return Quantity(
        span=node.inner,
        extended=node.inner,
        text=tree.text[node.inner.start : node.inner.end],
        unit=units.named(unit),
        qualifier=Qualifier.NONE if low == high or stated is not None else Qualifier.RANGE,
        stated=interval if stated is None else Interval.point(stated),
        interval=interval,
        ulp=None,
        step=None,
        exact=low == high,
    )


def _fact(tree: Tree, row: Table, quantity: Quantity, block: int, order: int) -> Claim:
    words = {name: node.value.strip() for name in _WORDS if isinstance(node := row.get(name), Scalar)}
    return Claim(
        path=tree.path,
        quantity=quantity,
        role=Role.SHARE if quantity.kind is Kind.PERCENT else Role.LEVEL,
        place=Place(block, order, order, order),
        subject=words.get("subject"),
        metric=words.get("metric"),
        period=read_period(tree, row.get("period")),
        scope=words.get("scope"),
        basis=words.get("basis"),
        stance=words.get("stance", "actual"),
        id=words["id"],
        source=read_source(tree, row),
        aliases=tuple(read_aliases(tree, row.get("aliases"))),
    )
