"""The units that a user defined, in use by this process: one set at a time."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from claimlint.frozen import dataclass
from claimlint.model.unit import Unit


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """A unit that a user defined: the words by which it is read, and the line of the file that defines it."""

    unit: Unit
    words: tuple[str, ...]
    place: str


_IN_USE: dict[str, Any] = {"files": (), "units": MappingProxyType({})}


def own_files() -> tuple[str, ...]:
    """The files whose units are in use."""
    files: tuple[str, ...] = _IN_USE["files"]
    return files


def own_units() -> Mapping[str, OwnUnit]:
    """The units in use that a user defined, by id."""
    found: Mapping[str, OwnUnit] = _IN_USE["units"]
    return found


def keep(files: tuple[str, ...], found: Mapping[str, OwnUnit]) -> None:
    """Put ``found`` in the place of the set before; only :func:`.units.set_own_units` calls it."""
    _IN_USE.update(files=files, units=MappingProxyType(dict(found)))
