"""Mappings that nobody may alter, sent to another process or kept for another run: pickle does not know them."""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any


def _proxy(items: Mapping[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(items)


def send_proxies() -> None:
    """Let pickle take read-only mappings."""
    copyreg.pickle(MappingProxyType, lambda proxy: (_proxy, (dict(proxy),)))
