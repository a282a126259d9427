"""What each place says: configuration files, those that they extend, and the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from claimlint.cache import notes
from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, InputError
from claimlint.sources.decode import decode, load
from claimlint.sources.find import NAME, PROJECT, short_path
from claimlint.sources.gitignore import repository
from claimlint.sources.versions import is_file

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from claimlint.settings.toml_file import Key, TomlFile

_TABLE = ("tool", "claimlint")


@dataclass(frozen=True, slots=True)
class Layer:
    """What one place says; a later layer outweighs the ones before it.

    ``folder`` is where its paths and patterns count from.  Nothing outside ``root`` is read for it; None where it was
    said on the command line, which may name any path.
    """

    origin: str
    folder: str
    said: Mapping[str, Any]
    root: str | None = None
    file: TomlFile | None = None
    table: Key = ()

    def refuse(self, key: Sequence[str | int], message: str) -> NoReturn:
        """Raise :class:`InputError` at the place where ``key`` is said."""
        if self.file is not None:
            self.file.refuse((*self.table, *key), message)
        raise InputError(Failure(self.origin, message))

    def place(self, key: Sequence[str | int]) -> str:
        """Where ``key`` is said: ``claimlint.toml:3``."""
        at = None if self.file is None else self.file.position((*self.table, *key))
        return self.origin if at is None else f"{self.origin}:{at[0]}"

    def path(self, key: Sequence[str | int], name: str) -> str:
        """The file that the layer calls ``name``.  Raises :class:`InputError` where it may not be read, or is none."""
        path = os.path.normpath(os.path.join(self.folder, name))
        if self.root is not None:
            real, root = notes.real(path), notes.real(self.root)
            if real != root and not real.startswith(os.path.join(root, "")):
                what = f"{name!r} lies outside the project ({short_path(self.root)}): name it on the command line"
                self.refuse(key, what)
        return short_path(path)


def read_layers(path: str, root: str | None = None, *, seen: tuple[str, ...] = ()) -> tuple[Layer, ...]:
    """The configuration file at ``path`` and those that it extends, the farthest first.

    None of them reads anything outside ``root``: the repository of ``path``, or its folder where it is in none.
    Raises :class:`InputError`, with line and column, for whatever is wrong in them.
    """
    from claimlint.settings.toml_file import read_toml

    short = short_path(path)
    file = read_toml(short, decode(short, load(short)))
    table = _TABLE if os.path.basename(path) == PROJECT else ()
    folder = os.path.dirname(os.path.abspath(path))
    entry = _entry(file, table)
    root = root or repository(folder) or folder
    layer = Layer(short, folder, validated(entry, file, table), root, file, table)
    if "extend" not in layer.said:
        return (layer,)
    base = layer.path(("extend",), layer.said["extend"])
    chain = (*seen, notes.real(path))
    if notes.real(base) in chain:
        layer.refuse(("extend",), f"{layer.said['extend']!r} extends this file again")
    if not is_file(base):
        layer.refuse(("extend",), f"there is no file {layer.said['extend']!r}")
    return (*read_layers(base, root, seen=chain), layer)


def last(layers: Sequence[Layer], key: str, default: Any = None) -> Any:
    """What the last layer that speaks of ``key`` says."""
    return next((layer.said[key] for layer in reversed(layers) if layer.said.get(key) is not None), default)


def _entry(file: TomlFile, table: Key) -> object:
    entry: Any = file.data
    for part in table:
        entry = entry.get(str(part), {}) if isinstance(entry, Mapping) else {}
    return entry


def validated(entry: object, file: TomlFile, table: Key = ()) -> Mapping[str, Any]:
    """What a configuration says, checked.  Raises :class:`InputError` at the first thing that is wrong."""
    from pydantic import ValidationError

    from claimlint.settings.schema import ConfigEntry

    try:
        found = ConfigEntry.model_validate(entry)
    except ValidationError as error:
        _refuse_first(file, table, error.errors(include_url=False, include_context=False))
    # Not by model_dump(), which would make a text of a fraction.
    fields = ConfigEntry.model_fields.items()
    return {each.alias or name: getattr(found, name) for name, each in fields if name in found.model_fields_set}


def _refuse_first(file: TomlFile, table: Key, errors: Sequence[ErrorDetails]) -> NoReturn:
    """A misspelt key comes first: it is what its author meant to say."""
    from claimlint.settings.nearest import nearest
    from claimlint.settings.schema import KEYS

    first = next((each for each in errors if each["type"] == "extra_forbidden"), errors[0])
    key = [part for part in first["loc"] if part != "[key]"]
    if first["type"] == "extra_forbidden":
        word = str(key[-1])
        near = nearest(word, KEYS)
        meant = f"did you mean {near!r}?" if near else "known are " + ", ".join(KEYS)
        file.refuse((*table, *key), f"unknown key {word!r}: {meant}")
    what = first["msg"].removeprefix("Value error, ").removeprefix("Input ")
    what = what.replace("valid dictionary", "table").replace("valid list", "list")
    what = what.removesuffix(" or instance of ConfigEntry")
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in key) or "the configuration"
    file.refuse((*table, *key), f"{name}: {what[:1].lower()}{what[1:]}")


def inline(argument: str) -> Layer:
    """``--config key=value`` as a layer; a value that is no TOML is taken as a word.

    Raises :class:`InputError` for what no configuration file might say.
    """
    from claimlint.settings.toml_file import TomlFile, read_toml

    origin = f"--config {argument}"
    try:
        file = read_toml(origin, argument)
    except InputError:
        key, _, value = argument.partition("=")
        quoted = value.strip().replace("\\", "\\\\").replace('"', '\\"')
        try:
            file = read_toml(origin, f'{key} = "{quoted}"')
        except InputError:
            raise InputError(Failure(origin, "not a setting: write KEY=VALUE, as in fail-on=warning")) from None
    placeless = TomlFile(origin, "", file.data)
    return Layer(origin, os.getcwd(), validated(file.data, placeless))


class Upwards:
    """Finds the configuration that holds for a folder: the nearest file, from the folder up to its repository's top."""

    def __init__(self) -> None:
        self._paths: dict[str, str | None] = {}
        self._layers: dict[str, tuple[Layer, ...] | InputError] = {}

    def layers(self, folder: str) -> tuple[Layer, ...]:
        """The layers that hold for ``folder``; none where there is no configuration file."""
        path = self._nearest(os.path.abspath(folder or "."))
        if path is None:
            return ()
        if path not in self._layers:
            try:
                self._layers[path] = read_layers(path)
            except InputError as error:
                self._layers[path] = error
        found = self._layers[path]
        if isinstance(found, InputError):
            raise found
        return found

    def _nearest(self, folder: str) -> str | None:
        passed = []
        here = folder
        while here not in self._paths:
            passed.append(here)
            own, above = _file_in(here), os.path.dirname(here)
            if own is not None or above == here or notes.exists(os.path.join(here, ".git")):
                self._paths[here] = own
                break
            here = above
        self._paths.update(dict.fromkeys(passed, self._paths[here]))
        return self._paths[folder]


def _file_in(folder: str) -> str | None:
    """``claimlint.toml``, or a ``pyproject.toml`` that speaks of claimlint."""
    path = os.path.join(folder, NAME)
    if is_file(path):
        return path
    path = os.path.join(folder, PROJECT)
    try:
        data = load(path)
    except InputError:
        return None
    if b"claimlint" not in data:  # most projects': tomllib need not be imported
        return None
    from claimlint.settings.toml_file import read_toml

    file_ = read_toml(short_path(path), decode(path, data))
    tool = file_.data.get("tool")
    return path if isinstance(tool, Mapping) and "claimlint" in tool else None
