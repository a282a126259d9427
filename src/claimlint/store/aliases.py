"""Other names of the subjects that the facts which ship with claimlint speak of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from claimlint.resources import folder


@cache
def known_aliases() -> tuple[frozenset[str], ...]:
    """Each subject of the facts with its aliases; each group once."""
    return tuple(dict.fromkeys(_groups()))


def _groups() -> Iterator[frozenset[str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(Path(str(folder("facts"))).glob("*.yaml")):
        facts: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), loader)["facts"]  # noqa: S506 (a safe loader)
        for fact in facts:
            yield frozenset(map(str, (fact["subject"], *fact.get("aliases", ()))))
