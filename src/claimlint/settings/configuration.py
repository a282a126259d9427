"""The settings of every file of a run: its configuration files, and what the command line says beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from claimlint.frozen import dataclass
from claimlint.model.finding import Severity
from claimlint.model.policy import Policy, Rounding
from claimlint.settings import Settings
from claimlint.settings.layers import Layer, Upwards, inline, last, read_layers
from claimlint.settings.selection import Catalogue, meant_by, selected, severities
from claimlint.sources.find import EVERYTHING, Choice
from claimlint.sources.globs import Globs
from claimlint.sources.versions import is_file

# The rules that come with claimlint, and those of the user's own packs.
ReadCatalogue = Callable[[tuple[str, ...]], Catalogue]


@dataclass(frozen=True)
class FileChoice:
    """Which files are wanted, as layers say."""

    layers: tuple[Layer, ...]

    @property
    def gitignore(self) -> bool:
        """``respect-gitignore``."""
        return bool(last(self.layers, "respect-gitignore", True))

    @property
    def force_exclude(self) -> bool:
        """``force-exclude``."""
        return bool(last(self.layers, "force-exclude", False))

    def excludes(self, path: str, *, folder: bool) -> bool:
        """True where a pattern of ``exclude`` matches."""
        return self._exclude is not None and self._exclude.matches(path, folder=folder)

    def includes(self, path: str) -> bool | None:
        """Whether a pattern of ``include`` matches; None where there are none."""
        return None if self._include is None else self._include.matches(path)

    @cached_property
    def _exclude(self) -> Globs | None:
        return self._globs("exclude")

    @cached_property
    def _include(self) -> Globs | None:
        return self._globs("include")

    def _globs(self, key: str) -> Globs | None:
        layer = next((layer for layer in reversed(self.layers) if key in layer.said), None)
        return None if layer is None else patterns(layer, (key,), layer.said[key])


def patterns(layer: Layer, key: tuple[str | int, ...], said: Sequence[str]) -> Globs:
    """The patterns that a layer states.  Raises :class:`InputError` at their place where one cannot be read."""
    try:
        return Globs(layer.folder, said)
    except ValueError as error:
        layer.refuse(key, str(error))


class Configuration:
    """Finds out, for every file, what its configuration and the command line say of it.

    ``file`` is a configuration file that stands for all others, ``isolated`` passes them over; ``stated`` are
    ``key=value`` overrides, ``options`` what other options say, by the names that configuration files use
    (``extend-facts`` and ``extend-units`` are read besides what is configured).  ``plain`` is what nobody configures.
    """

    def __init__(
        self,
        catalogue: ReadCatalogue,
        *,
        file: str | None = None,
        isolated: bool = False,
        stated: Sequence[str] = (),
        options: Sequence[Layer] = (),
        plain: Settings | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._anew = partial(
            Configuration, catalogue, file=file, isolated=isolated, stated=stated, options=options, plain=plain
        )
        self._fixed = read_layers(file) if file is not None else () if isolated else None
        self._stated = (*(inline(each) for each in stated), *options)
        self._upwards = Upwards()
        self._plain = plain or Settings()
        # Layers are known by their identity: each file is read once.
        self._settings: dict[tuple[int, ...], Settings] = {}
        self._choices: dict[tuple[int, ...], Choice] = {}
        self._ignores: dict[int, tuple[tuple[Globs, tuple[str, ...]], ...]] = {}

    def anew(self) -> Configuration:
        """The same of the files as they are read now.  Raises :class:`InputError` as the making of this one did."""
        return self._anew()

    def __reduce__(self) -> tuple[Callable[[], Configuration], tuple[()]]:
        """Sent to another process, it is made there in the same way."""
        return self._anew, ()

    @cached_property
    def settings(self) -> Settings:
        """Those that hold in the working directory.  Raises :class:`InputError` where its configuration is wrong."""
        return self._resolved(self.layers("."))

    def layers(self, folder: str) -> tuple[Layer, ...]:
        """What is said for the files in ``folder``, the least first."""
        found = self._upwards.layers(folder) if self._fixed is None else self._fixed
        return (*found, *self._stated)

    def choice(self, folder: str) -> Choice:
        """Which files of ``folder`` are wanted."""
        layers = self.layers(folder)
        if not layers:
            return EVERYTHING
        return self._choices.setdefault(tuple(map(id, layers)), FileChoice(layers))

    def of(self, path: str) -> Settings:
        """The settings for the file at ``path``."""
        layers = self.layers(os.path.dirname(path))
        settings = self._resolved(layers)
        ignored = self._ignored(path, layers, settings)
        return settings if not ignored else replace(settings, ignore=tuple(sorted({*settings.ignore, *ignored})))

    def _resolved(self, layers: tuple[Layer, ...]) -> Settings:
        key = tuple(map(id, layers))
        if key not in self._settings:
            self._settings[key] = self._resolve(layers) if layers else self._plain
        return self._settings[key]

    def _resolve(self, layers: tuple[Layer, ...]) -> Settings:
        packs = _files(layers, "rule-packs")
        settings = replace(
            self._plain,
            facts=(*_files(layers, "facts"), *_added(layers, "extend-facts")),
            units=(*_files(layers, "units"), *_added(layers, "extend-units")),
            packs=packs,
            as_of=last([layer for layer in layers if layer.file is None], "as-of"),
            usual_as_of=last([layer for layer in layers if layer.file is not None], "as-of"),
            fail_on=Severity(last(layers, "fail-on", Severity.ERROR)),
            language=last(layers, "language"),
            policy=_policy(layers),
            baseline=_baseline(layers),
            min_checked=last(layers, "min-checked", 0),
        )
        if not any(layer.said.get(key) is not None for layer in layers for key in _OF_RULES):
            return settings
        catalogue = self._catalogue(packs)
        chosen = selected(layers, catalogue)
        usual = {rule.id for rule in catalogue.rules if not rule.preview}
        # Said by the shorter list, as every file looks at it.
        fewer = chosen <= usual and len(usual - chosen) <= len(chosen)
        return replace(
            settings,
            select=() if fewer else tuple(sorted(chosen)),
            ignore=tuple(sorted(usual - chosen)) if fewer or not chosen else (),
            severity=severities(layers, catalogue),
        )

    def _ignored(self, path: str, layers: tuple[Layer, ...], settings: Settings) -> frozenset[str]:
        """The rules that ``per-file-ignores`` turns off for ``path``."""
        words: list[str] = []
        for layer in layers:
            if layer.said.get("per-file-ignores"):
                words += [word for globs, said in self._rows(layer, settings) if globs.matches(path) for word in said]
        return meant_by(words, self._catalogue(settings.packs)) if words else frozenset()

    def _rows(self, layer: Layer, settings: Settings) -> tuple[tuple[Globs, tuple[str, ...]], ...]:
        """The patterns and the rules of ``per-file-ignores``, each read and checked once."""
        if id(layer) not in self._ignores:
            catalogue = self._catalogue(settings.packs)
            rows = []
            for pattern, words in layer.said["per-file-ignores"].items():
                key = ("per-file-ignores", pattern)
                named = tuple(catalogue.check(layer, (*key, index), word) for index, word in enumerate(words))
                rows.append((patterns(layer, key, [pattern]), named))
            self._ignores[id(layer)] = tuple(rows)
        return self._ignores[id(layer)]


_OF_RULES = ("select", "extend-select", "ignore", "preview", "severity", "rule-packs")


def _files(layers: Sequence[Layer], key: str) -> tuple[str, ...]:
    """The paths that the last layer states under ``key``; each must be there."""
    layer = next((layer for layer in reversed(layers) if layer.said.get(key) is not None), None)
    return () if layer is None else tuple(_existing(layer, key))


def _existing(layer: Layer, key: str) -> Iterator[str]:
    for index, name in enumerate(layer.said[key]):
        path = layer.path((key, index), name)
        if not is_file(path):
            layer.refuse((key, index), f"there is no file {name!r}")
        yield path


def _added(layers: Sequence[Layer], key: str) -> Iterator[str]:
    for layer in layers:
        yield from layer.said.get(key) or ()


def _policy(layers: Sequence[Layer]) -> Policy:
    return Policy(Rounding(last(layers, "rounding", Rounding.NEAREST)), last(layers, "about"))


def _baseline(layers: Sequence[Layer]) -> str | None:
    layer = next((layer for layer in reversed(layers) if layer.said.get("baseline") is not None), None)
    return None if layer is None else layer.path(("baseline",), layer.said["baseline"])
