"""How often Python looks for cycles of objects while documents are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A document of a megabyte makes some 400,000 objects that live as long as its claims, and none that refer in a circle.
_OBJECTS = 100_000


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Look for cycles more rarely than Python does by itself, which takes a tenth of the time and finds none."""
    usual = gc.get_threshold()
    if 0 < usual[0] < _OBJECTS:
        gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
