"""How a run is configured from Python: the settings of claimlint.toml as keyword arguments, and what follows from them.

Nothing here needs pydantic as long as what is given is what is expected: the command line passes its options through.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from claimlint.api.inputs import Given, Paths, StrPath, inputs
from claimlint.frozen import dataclass
from claimlint.model.finding import LOOKUP_CHECK, Failure, InputError, Severity
from claimlint.settings.configuration import Configuration
from claimlint.settings.layers import Layer
from claimlint.settings.selection import Catalogue
from claimlint.sources.find import Found, find

if TYPE_CHECKING:
    from claimlint.rules.load import Rule

Words = str | Iterable[str]
SeverityName = Severity | Literal["error", "warning", "note"]


class Options(TypedDict, total=False):
    """The settings of a configuration file, by their names there with ``_`` for ``-``; None says nothing.

    ``facts`` and ``units`` are read besides those that are configured; every other one outweighs the configuration.
    One word or path may go without a list.
    """

    select: Words | None
    extend_select: Words | None
    ignore: Words | None
    preview: bool | None
    severity: Mapping[str, SeverityName] | None
    per_file_ignores: Mapping[str, Sequence[str]] | None
    include: Words | None
    exclude: Words | None
    respect_gitignore: bool | None
    force_exclude: bool | None
    language: Literal["zh", "en"] | None
    as_of: date | str | None
    rounding: Literal["nearest", "truncated", "either"] | None
    about: str | None
    rule_packs: Paths | None
    facts: Paths | None
    units: Paths | None
    baseline: StrPath | None
    fail_on: SeverityName | None
    min_checked: int | None


# Whose name in a configuration file is another: there it replaces, here it adds.
_NAMES = {"facts": "extend-facts", "units": "extend-units"}
_LISTS = ("select", "extend-select", "ignore", "include", "exclude", "rule-packs", "facts", "units")
_FLAGS = ("preview", "respect-gitignore", "force-exclude")


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A rule that no pack states."""

    id: str
    check: str
    pack: str = ""
    preview: bool = False


def configure(
    options: Options | None = None,
    *,
    file: StrPath | None = None,
    isolated: bool = False,
    overrides: Sequence[str] = (),
    called: Callable[[str], str] = str,
) -> Configuration:
    """A configuration that several runs may share: made once, it is read once.

    ``file`` is a configuration file that stands for all others; ``isolated`` passes over all files.  ``overrides`` are
    settings in TOML, ``key=value``; ``called`` says how errors name an option (the command line writes ``--as-of``).
    Raises :class:`InputError` for a value that no configuration may have, TypeError for an option that there is not.
    """
    given: dict[str, Any] = dict(options or {})
    unknown = given.keys() - Options.__annotations__.keys()
    if unknown:
        raise TypeError(
            f"claimlint has no setting {sorted(unknown)[0]!r}: known are {', '.join(Options.__annotations__)}"
        )
    return Configuration(
        catalogue,
        file=None if file is None else os.fspath(file),
        isolated=isolated,
        stated=overrides,
        options=[_layer(called(name), name.replace("_", "-"), value) for name, value in given.items() if _says(value)],
    )


def _says(value: object) -> bool:
    """True for what is not left open; an empty list says nothing, lest ``select=[]`` check nothing and pass."""
    return value is not None and (isinstance(value, bool | int) or bool(value))


def _layer(origin: str, key: str, value: object) -> Layer:
    """A layer for each option, so that what is wrong is told under its name."""
    said = _listed(value) if key in _LISTS else os.fspath(value) if isinstance(value, os.PathLike) else value
    if not _is_sound(key, said):
        from claimlint.settings.layers import validated
        from claimlint.settings.toml_file import TomlFile

        try:
            said = validated({key: said}, TomlFile(origin, "", {}))[key]
        except InputError as error:
            raise InputError(Failure(origin, error.failure.message.removeprefix(f"{key}: "))) from None
    return Layer(origin, os.getcwd(), {_NAMES.get(key, key): said})


def _listed(value: Any) -> list[Any]:
    values = [value] if isinstance(value, str | os.PathLike) else value
    return [os.fspath(each) if isinstance(each, os.PathLike) else each for each in values]


def _is_sound(key: str, value: object) -> bool:
    """True where a value needs no second look."""
    if key in _LISTS:
        return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)
    if key in _FLAGS:
        return isinstance(value, bool)
    if key == "min-checked":
        return type(value) is int and value >= 0
    if key == "fail-on":
        return value in list(Severity)
    return (key == "as-of" and type(value) is date) or (key == "baseline" and isinstance(value, str))


def catalogue(packs: tuple[str, ...] = ()) -> Catalogue:
    """Every rule by which a user may call one; ``packs`` are files of the user's own."""
    lookups = [_Lookup(id, check) for id, check in LOOKUP_CHECK.items()]
    return Catalogue((*lookups, *rules_of(packs)))


def rules_of(packs: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that come with claimlint, and those of ``packs``."""
    from claimlint.rules.load import load_rules

    if not packs:
        return load_rules()
    from claimlint.rules.own import own_rules

    return (*load_rules(), *own_rules(packs))


def find_files(paths: Paths, *, config: Configuration | None = None, given: Given | None = None) -> Found:
    """The ``files`` that ``paths`` stand for, in order; ``failures`` are those that lead nowhere."""
    named, texts = inputs([paths] if isinstance(paths, str) else paths, None, given)
    return find(named, (config or configure()).choice, texts)


def show_settings(files: Iterable[str], *, config: Configuration | None = None) -> str:
    """What holds for ``files`` as TOML, each line with the place that says so; once for each configuration."""
    from claimlint.settings.shown import shown

    config = config or configure()
    seen: dict[tuple[int, ...], str] = {}
    for path in files:
        layers = config.layers(os.path.dirname(path))
        own = config.of(path)
        ids = [rule.id for rule in catalogue(own.packs).rules]
        seen.setdefault(tuple(map(id, layers)), shown(path, layers, own, ids))
    return "\n".join(seen.values())
