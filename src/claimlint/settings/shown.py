"""``--show-settings``: what holds for a file, as TOML, each line with the place that says so."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from claimlint.model.interval import exact_string
from claimlint.settings import Settings
from claimlint.settings.layers import Layer

_DEFAULTS: Mapping[str, Any] = {
    "respect-gitignore": True,
    "force-exclude": False,
    "preview": False,
    "rounding": "nearest",
    "fail-on": "error",
}
# Every layer adds to these; of the others the last layer that speaks of them counts.
_ADDED = ("extend-select", "ignore", "extend-facts", "extend-units")
_TABLES = ("severity", "per-file-ignores")
_UNSAID = "default"


def shown(path: str, layers: Sequence[Layer], settings: Settings, rules: Collection[str]) -> str:
    """The settings for the file at ``path``; ``rules`` are the ids of all rules that there are."""
    files = [layer.origin for layer in layers if layer.file is not None]
    lines = [f"# {path}: {', '.join(reversed(files)) or 'no configuration file'}"]
    keys = dict.fromkeys((*_DEFAULTS, *(key for layer in layers for key in layer.said)))
    lines += [_line(key, *_value(key, layers)) for key in sorted(keys) if key not in (*_TABLES, "extend")]
    lines.append(_rules(settings, rules))
    for table in _TABLES:
        rows = {key: (value, place) for layer in layers for key, value, place in _rows(layer, table)}
        lines += [f"\n[{table}]"] if rows else []
        lines += [_line(key, value, place) for key, (value, place) in rows.items()]
    return "\n".join(lines) + "\n"


def _rules(settings: Settings, rules: Collection[str]) -> str:
    """Which rules run, as the shorter of two lists."""
    run = sorted(rule for rule in settings.select or rules if rule not in settings.ignore)
    idle = sorted(set(rules) - set(run))
    if not idle:
        return f"# rules: all {len(rules)} run"
    said = f"not: {', '.join(idle)}" if len(idle) < len(run) else ", ".join(run) or "none"
    return f"# rules: {len(run)} of {len(rules)} run: {said}"


def _value(key: str, layers: Sequence[Layer]) -> tuple[Any, str]:
    saying = [layer for layer in layers if layer.said.get(key) is not None]
    if not saying:
        return _DEFAULTS[key], _UNSAID
    if key not in _ADDED:
        return saying[-1].said[key], saying[-1].place((key,))
    return [each for layer in saying for each in layer.said[key]], ", ".join(layer.place((key,)) for layer in saying)


def _rows(layer: Layer, table: str) -> Iterator[tuple[str, Any, str]]:
    for key, value in (layer.said.get(table) or {}).items():
        yield key, value, layer.place((table, key))


def _line(key: str, value: Any, place: str) -> str:
    name = key if key.replace("-", "").isalnum() and key.isascii() else json.dumps(key, ensure_ascii=False)
    return f"{name} = {_toml(value)}  # {place}"


def _toml(value: Any) -> str:
    if isinstance(value, Fraction):
        return json.dumps(f"{exact_string(value * 100)}%")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
