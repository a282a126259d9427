"""Units of one's own: a file in pint's definition format, whose names become words for units.

``cabinet = [cabinet]``, ``rack = 2 * cabinet = _ = 机架``: a line is a name, what it is, then ``_`` (or a symbol) and
further names.  Names are read as they stand, with blanks for underscores, and in the plural.  A process reads with one
set of units: :func:`use` replaces the set before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from claimlint.model.finding import Failure, InputError
from claimlint.model.unit import Kind, Unit
from claimlint.quantities import units
from claimlint.quantities.words import tables

# A file of definitions is short; a longer one is another file.
_LONGEST = 1_000_000
_IGNORED = ("#", "@", "[")


def use(paths: Sequence[str]) -> None:
    """Read with the units that the files ``paths`` define, and no others of a user's.

    Raises :class:`InputError`, with the line, where a file cannot be read or a line defines nothing new.
    """
    if tuple(paths) == units.user_files():
        return
    units.forget_user_units()
    found: dict[str, tuple[Unit, tuple[str, ...]]] = {}
    try:
        for path in paths:
            found.update(_definitions(path))
    except InputError:
        units.forget_user_units()
        tables.cache_clear()
        raise
    units.set_user_units(tuple(paths), found)
    tables.cache_clear()


def _definitions(path: str) -> Iterator[tuple[str, tuple[Unit, tuple[str, ...]]]]:
    try:
        if Path(path).stat().st_size > _LONGEST:
            raise InputError(Failure(path, "is too long for a file of units"))
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Failure(path, f"cannot be read: {error}")) from None
    for number, line in enumerate(text.splitlines(), 1):
        definition = line.partition("#")[0].strip()
        if definition and not definition.startswith(_IGNORED):
            name, unit, words = _define(definition, path, number)
            yield name, (unit, words)


def _define(definition: str, path: str, line: int) -> tuple[str, Unit, tuple[str, ...]]:
    """One line; pint judges the definition, so that every unit that it knows may be named."""
    names = [part.strip() for part in definition.split("=")]
    name, others = names[0], [other for other in names[2:] if other and other != "_"]
    if len(names) < 2 or name.endswith("-"):
        raise InputError(Failure(path, f"{name!r} is no definition; write: cabinet = [cabinet]", line))
    try:
        units.define(definition, (name, *others))
        dimension, factor = units.measure(name)
    except units.UnknownUnitError as error:
        raise InputError(Failure(path, str(error), line)) from None
    if not dimension:
        raise InputError(Failure(path, f"{name!r} is a bare number; write: {name} = [{name}]", line))
    kind = Kind.DURATION if dimension in (units.CLOCK, units.CALENDAR) else Kind.PHYSICAL
    spoken = [word.replace("_", " ") for word in (name, *others)]
    plural = [f"{word}s" for word in spoken if word.isascii() and not word.endswith("s")]
    return name, Unit(name, kind, dimension, factor), (*spoken, *plural)
