"""For machines: the rules as one JSON document."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint import __version__
from claimlint.reporters.document import document
from claimlint.reporters.pages import Page, entry


def report(value: Sequence[Page], *, color: bool, width: int, quiet: bool = False) -> str:
    """Every rule with its reason, relation and examples."""
    return document(version=__version__, rules=[entry(page) for page in value])
