"""Other names of the subjects that the facts which ship with claimlint speak of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from claimlint.cache.compiled import kept, parsed
from claimlint.resources import folder


@cache
def known_aliases() -> tuple[frozenset[str], ...]:
    """Each subject of the facts with its aliases; each group once."""
    return tuple(dict.fromkeys(_groups()))


def _groups() -> Iterator[frozenset[str]]:
    for path in sorted(Path(str(folder("facts"))).glob("*.yaml")):
        yield from map(frozenset, kept(path.read_text(encoding="utf-8"), "aliases", _named))


def _named(text: str) -> list[tuple[str, ...]]:
    return [tuple(map(str, (fact["subject"], *fact.get("aliases", ())))) for fact in parsed(text)["facts"]]
