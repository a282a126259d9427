"""Units of one's own: a file in pint's definition format, whose names become words for units.

``cabinet = [cabinet]``, ``rack = 2 * cabinet = _ = 机架``: a line is a name, what it is, then ``_`` (or a symbol) and
further names.  Names are read as they stand, with blanks for underscores, in the plural, and behind a Chinese
classifier (5个机架).  What a unit is made of may be one of claimlint's own (``token_block = 1000 * token``), else
pint's.  A process reads with one set of units: :func:`use` replaces the set before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from claimlint.cache.compiled import compiled
from claimlint.cache.notes import note_read, spoil
from claimlint.lexicon.load import document
from claimlint.lexicon.origin import origins_of
from claimlint.model.finding import Failure, InputError
from claimlint.model.unit import Kind, Unit
from claimlint.quantities import units
from claimlint.quantities.own_units import OwnUnit, own_files, own_units
from claimlint.quantities.words import tables

# A file of definitions is short; a longer one is another file, and a longer line no definition.
_LONGEST, _LONGEST_LINE = 1_000_000, 300
_WORD = compiled(r"[^\W\d]\w*")
# What pint would work out for minutes: 9**9**9.
_TOWER = compiled(r"\*\*[^*]*\*\*|\^[^^]*\^|(?:\*\*|\^) *-?[0-9]{2}|[0-9]{16}|e[+-]?[0-9]{3}")
_KINDS = {"count": Kind.COUNT, "money": Kind.MONEY}
_EXAMPLE = "cabinet = [cabinet], or rack = 2 * cabinet"


def use(paths: Sequence[str]) -> None:
    """Read with the units that the files ``paths`` define, and no others of a user's.

    Raises :class:`InputError`, with the line, where a file cannot be read or a line defines nothing new.
    """
    if tuple(paths) == own_files():
        return
    units.forget_own_units()
    found: dict[str, OwnUnit] = {}
    try:
        for path in paths:
            for own in _definitions(path):
                found[own.unit.id] = own
                units.set_own_units((), found)  # the next line may build on it
    except InputError:
        units.forget_own_units()
        tables.cache_clear()
        raise
    units.set_own_units(tuple(paths), found)
    tables.cache_clear()


def _definitions(path: str) -> Iterator[OwnUnit]:
    try:
        if Path(path).stat().st_size > _LONGEST:
            spoil()
            raise InputError(Failure(path, "is too long for a file of units"))
        data = Path(path).read_bytes()
        note_read(path, data)
        text = data.decode("utf-8-sig")
    except OSError as error:
        note_read(path, error)
        raise InputError(Failure(path, f"cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError:
        raise InputError(Failure(path, "cannot be read: a file of units is UTF-8")) from None
    for number, line in enumerate(text.splitlines(), 1):
        definition = line.partition("#")[0].strip()
        if definition:
            yield _define(definition, path, number)


def _define(definition: str, path: str, line: int) -> OwnUnit:
    """One line; pint judges the definition, so that every unit that it knows may be named."""
    try:
        names = _names(definition)
        own = _made_of(names[1])
        units.define(" = ".join([names[0], own, *names[2:]]), _spelled(names))
        dimension, factor = units.measure(names[0])
    except units.UnknownUnitError as error:
        raise InputError(Failure(path, str(error), line)) from None
    except ValueError as error:
        raise InputError(Failure(path, f"{error}; write: {_EXAMPLE}", line)) from None
    if not dimension:
        raise InputError(Failure(path, f"{names[0]!r} is a bare number; write: {names[0]} = [{names[0]}]", line))
    if factor <= 0:
        raise InputError(Failure(path, f"{names[0]!r} is worth nothing", line))
    kind = Kind.DURATION if dimension in (units.CLOCK, units.CALENDAR) else Kind.PHYSICAL
    kind = _KINDS.get(dimension.partition(":")[0], kind)
    return OwnUnit(Unit(names[0], kind, dimension, factor), _words(names, path, line), f"{path}:{line}")


def _names(definition: str) -> list[str]:
    """The parts of a definition.  Raises ValueError where it is none that is read here."""
    names = [part.strip() for part in definition.split("=")]
    if definition.startswith(("@", "[")) or names[0].endswith("-"):
        raise ValueError("only units are defined here, no prefixes, groups, aliases or dimensions")
    if len(names) < 2 or not all(names):
        raise ValueError(f"{definition[:40]!r} is no definition")
    if len(definition) > _LONGEST_LINE or _TOWER.search(names[1]):
        raise ValueError("the definition is too long, or its number too great")
    for name in _spelled(names):
        if not name.isidentifier():
            raise ValueError(f"{name[:40]!r} is no name: letters, digits and _ (which is read as a blank)")
    return names


def _spelled(names: list[str]) -> tuple[str, ...]:
    """The unit's name, its symbol and its aliases; ``_`` stands for no symbol."""
    return (names[0], *(name for name in names[2:] if name != "_"))


def _made_of(expression: str) -> str:
    """The expression with claimlint's own units in the place of those of the same name that pint has, or has not."""
    if expression.startswith("["):
        return expression
    return _WORD.sub(lambda match: _trusted(match[0]), expression)


def _trusted(name: str) -> str:
    """What to call the unit ``name`` before pint.

    A barrel and a ton are not what pint takes them for, and people and tokens it does not know: a counted thing, or
    money, becomes a base unit of its own.  Raises :class:`UnknownUnitError` for what pint would misread.
    """
    row = _rows().get(name)
    known = units.known_units().get(name)
    if row is not None or known is None or name in own_units():
        if row is None and known is None and units.is_misread(name):
            raise units.UnknownUnitError(name, "this name means several things:")
        return row or name
    family, _, rest = known.dimension.partition(":")
    if family not in _KINDS or known.factor != 1 or not rest.isidentifier():
        raise units.UnknownUnitError(name, "no unit can be made of")
    ours, registry = f"{family}_of_{rest}", units.registry()
    if ours not in registry:
        registry.define(f"{ours} = [{ours}]")
    return ours


@cache
def _rows() -> dict[str, str]:
    """What pint calls the units of the table."""
    return {row["unit"]: row["pint"] for row in document("common", "unit_table").get("entries", ())}


def _words(names: list[str], path: str, line: int) -> tuple[str, ...]:
    """The words by which the unit is read; one that is a word for another unit would change what reports mean."""
    spelled = _spelled(names)
    spoken = [word.replace("_", " ") for word in spelled]
    for word in spoken:
        known = next((origin for origin in origins_of(word) if origin.role == "unit"), None)
        if known is not None:
            what = f"{word!r} is read as {known.meaning} already ({known.place}); choose another name"
            raise InputError(Failure(path, what, line))
    plural = [_plural(word) for word in spoken if word.isascii() and not word.endswith("s")]
    classifiers = document("zh", "units").get("classifiers", ())
    counted = [classifier + word for word in spoken if not word.isascii() for classifier in classifiers]
    return tuple(dict.fromkeys((*spoken, *spelled, *plural, *counted)))


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else f"{word}s"
