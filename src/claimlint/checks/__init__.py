"""One file is one check is one id: the folder listing is the registry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from claimlint.model.check import Check


@cache
def registry() -> Mapping[str, Check]:
    """Every check by its id, which is the name of its module."""
    found: dict[str, Check] = {}
    for module in sorted(info.name for info in iter_modules(__path__)):
        namespace = vars(import_module(f"{__name__}.{module}"))
        for value in namespace.values():
            if isinstance(value, type) and issubclass(value, Check) and value.__module__ == f"{__name__}.{module}":
                value.id = module
                found[module] = value()
    return found
