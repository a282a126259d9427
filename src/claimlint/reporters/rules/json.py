"""For machines: the rules as one JSON document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claimlint import __version__
from claimlint.reporters.document import document
from claimlint.reporters.rules import Listed, example_text


def report(value: Sequence[Listed], *, color: bool, width: int, quiet: bool = False) -> str:
    """Every rule with its reason, relation and examples."""
    return document(version=__version__, rules=[_rule(rule) for rule in value])


def _rule(rule: Listed) -> dict[str, Any]:
    return {
        "id": rule.id,
        "check": rule.check,
        "severity": str(rule.severity),
        "why": rule.why,
        "given": _plain(rule.given),
        "expect": rule.expect,
        "holds": [example_text(example) for example in rule.holds],
        "breaks": [example_text(example) for example in rule.breaks],
    }


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)
