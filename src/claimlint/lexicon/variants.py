"""Traditional Chinese characters and their simplified forms, from ``common/variants.yaml``."""

from __future__ import annotations

from functools import cache


@cache
def simplified() -> dict[int, str]:
    """A table for :meth:`str.translate`: each traditional character to one simplified one, so no length changes."""
    from claimlint.lexicon.load import entries  # folding English text must not cost the import of a YAML reader

    pairs = (pair for entry in entries("variants") for pair in entry["pairs"].split())
    return {ord(pair[0]): pair[1] for pair in pairs}
