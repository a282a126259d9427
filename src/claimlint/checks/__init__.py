"""One file is one check is one id: the folder listing is the registry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from claimlint.model.check import Check


class _Checks(Mapping[str, Check]):
    """Each is imported when it is first asked for: the numbers of one document need a dozen of them."""

    def __init__(self) -> None:
        self._made: dict[str, Check] = {}

    def __getitem__(self, id: str) -> Check:
        if id not in self._made:
            self._made[id] = _check(id)
        return self._made[id]

    def __iter__(self) -> Iterator[str]:
        from pkgutil import iter_modules

        return iter(sorted(info.name for info in iter_modules(__path__)))

    def __len__(self) -> int:
        return len(list(iter(self)))


def _check(id: str) -> Check:
    name = f"{__name__}.{id}"
    try:
        namespace = vars(import_module(name))
    except ModuleNotFoundError as error:
        if error.name is not None and name.startswith(error.name):
            raise KeyError(id) from error
        raise
    for value in namespace.values():
        if isinstance(value, type) and issubclass(value, Check) and value.__module__ == name:
            value.id = id
            return value()
    raise KeyError(id)


@cache
def registry() -> Mapping[str, Check]:
    """Every check by its id, which is the name of its module."""
    return _Checks()
