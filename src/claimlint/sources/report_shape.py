"""Whether a report.yaml plainly has its structure: most have, and pydantic takes longer to import than they to check.

What is not plain is left to :mod:`claimlint.sources.report_schema`, which says what is wrong, if anything is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeGuard

from claimlint.cache.compiled import compiled

_ID = compiled("[a-z0-9]+(?:-[a-z0-9]+)*")
_Shapes = Mapping[str, Callable[[object], bool]]


def is_plain(entry: object) -> TypeGuard[Mapping[str, object]]:
    """True where the plain data of a report are valid for sure."""
    return _has_shape(entry, _REPORT, ("report", "claims"))


def _has_shape(entry: object, shapes: _Shapes, needed: tuple[str, ...]) -> bool:
    if not isinstance(entry, dict) or not all(key in entry for key in needed):
        return False
    return all(key in shapes and shapes[key](value) for key, value in entry.items())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_named(value: object) -> bool:
    """One name may stand without a list."""
    return _is_text(value) or _are_texts(value)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_rule(value: object) -> bool:
    return _is_text(value) or _has_shape(value, _RULE, ("expect",))


_RULE: _Shapes = {
    "id": lambda value: isinstance(value, str) and _ID.fullmatch(value) is not None,
    "expect": _is_text,
    "why": lambda value: isinstance(value, str),
    "severity": lambda value: value in ("error", "warning"),
}
_REPORT: _Shapes = {
    "report": _is_text,
    "source": _is_text,
    "as_of": _is_date,
    "facts": _is_named,
    "use": _is_named,
    "language": lambda value: value in ("zh", "en"),
    "claims": lambda value: _are_texts(value) and value != [],
    "rules": lambda value: isinstance(value, list) and all(map(_is_rule, value)),
}
