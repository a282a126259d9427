"""Values as the machine interface spells them: exact numbers are strings, an unbounded end is null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from claimlint.model.interval import Interval, exact_string
from claimlint.model.text import Location

SCHEMA = 1


def exact(value: Fraction | None) -> str | None:
    """A decimal string, ``p/q`` where that does not terminate."""
    return None if value is None else exact_string(value)


def interval(values: Interval | None) -> dict[str, Any] | None:
    """The ends of a set and whether they are open."""
    if values is None:
        return None
    return {
        "low": exact(values.low),
        "high": exact(values.high),
        "low_open": values.low_open,
        "high_open": values.high_open,
    }


def location(where: Location) -> dict[str, Any]:
    """A stretch of a file: offsets in code points, lines and columns from one."""
    return {
        "path": where.path,
        "start": where.start,
        "end": where.end,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "text": where.text,
    }


def dumps(value: object) -> str:
    """Compact JSON, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def document(**members: object) -> str:
    """A JSON object with the schema's number, one line for each item of a list: quick to write, and it diffs well."""
    parts = [f'"schema": {SCHEMA}']
    for name, value in members.items():
        items = ",\n".join(dumps(item) for item in value) if isinstance(value, Iterable) and _listed(value) else None
        parts.append(f'"{name}": {dumps(value)}' if items is None else f'"{name}": [\n{items}\n]')
    return "{" + ",\n".join(parts) + "}\n"


def _listed(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) > 0
