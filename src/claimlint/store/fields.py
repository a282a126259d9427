"""The single fields of a fact: each reads one node of the YAML or says, with its place, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from claimlint.cache.compiled import compiled
from claimlint.model.claim import Source
from claimlint.model.period import Period, parse_period_id
from claimlint.model.text import Span
from claimlint.sources.yaml_tree import Items, Node, Scalar, Table, Tree, unknown_key

_SOURCE_KEYS = ("file", "place")
# The exponent is short on purpose: 1e999999999 would be computed digit by digit.
_NUMBER = compiled(r"[-+]?[0-9]{1,60}(?:\.[0-9]{1,60})?(?:[eE][-+]?[0-9]{1,2})?|[-+]?[0-9]{1,60}/[1-9][0-9]{0,59}")
_AGE = compiled(r"([0-9]{1,6})\s*d")


def read_number(tree: Tree, node: Scalar) -> Fraction:
    """An exact number, written plainly."""
    text = node.value.strip().replace(",", "").replace("_", "")
    if not _NUMBER.fullmatch(text):
        tree.refuse(node.span, f"{node.value!r} is not a plain number such as 862072000000, 8.6e11 or 1/3")
    return Fraction(text)


def read_aliases(tree: Tree, node: Node | None) -> Iterator[str]:
    """Other names of the subject."""
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Scalar):
            yield item.value
        elif item is not None:
            tree.refuse(item.span, "'aliases' must be a name or a list of names")


def read_period(tree: Tree, node: Node | None) -> Period | None:
    """A period in its machine spelling; None where there is none."""
    if not isinstance(node, Scalar):
        return None
    period = parse_period_id(node.value.strip())
    if period is None:
        tree.refuse(node.span, f"{node.value!r} is not a period such as 2024, 2024-Q3, FY2024, 2024-12-31 or 2024/2029")
    return period


def read_source(tree: Tree, row: Table) -> Source:
    """Where the fact comes from, and how long it stays good."""
    as_of, max_age = row.get("as_of"), row.get("max_age")
    if max_age is not None and as_of is None:
        tree.refuse(max_age.span, "'max_age' counts from 'as_of': say from which day the value is")
    return Source(
        citation=_citation(tree, row.get("source")),
        as_of=_date(tree, as_of) if isinstance(as_of, Scalar) else None,
        max_age_days=_days(tree, max_age) if isinstance(max_age, Scalar) else None,
    )


def _citation(tree: Tree, node: Node | None) -> str:
    if isinstance(node, Scalar):
        return node.value
    if not isinstance(node, Table):
        tree.refuse(node.span if node else Span(0, 0), "'source' must be a citation, or {file, place}")
    for key, value in node.entries:
        if key.value not in _SOURCE_KEYS:
            tree.refuse(key.span, unknown_key(key.value, _SOURCE_KEYS))
        if not isinstance(value, Scalar) or not value.value.strip():
            tree.refuse(value.span, f"{key.value!r} must be a single value")
    return ", ".join(value.value for _, value in node.entries if isinstance(value, Scalar))


def _date(tree: Tree, node: Scalar) -> date:
    try:
        found = date.fromisoformat(node.value.strip())
    except ValueError:
        tree.refuse(node.span, f"{node.value!r} is not a date such as 2025-03-31")
    return found


def _days(tree: Tree, node: Scalar) -> int:
    found = _AGE.fullmatch(node.value.strip())
    if found is None:
        tree.refuse(node.span, f"{node.value!r} is not a number of days such as 400d")
    return int(found[1])
