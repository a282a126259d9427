"""For machines: the page as one JSON document."""

from __future__ import annotations

from claimlint import __version__
from claimlint.reporters.document import document
from claimlint.reporters.pages import Page, entry


def report(value: Page, *, color: bool, width: int, quiet: bool = False) -> str:
    """Everything that is known of the rule, with all its examples."""
    return document(version=__version__, rule=entry(value))
