"""claimlint: a linter for the numbers in research reports, in Chinese and English.

The public interface is what this module names::

    import claimlint

    report = claimlint.check(["report.md"])
    for finding in report.findings:
        print(finding.location.path, finding.location.line, finding.message)

:func:`check` reads files and folders and returns a report: its ``findings`` (:class:`Finding`), ``coverage``,
``failures`` (inputs that could not be read; nothing is raised for them) and ``documents`` (:class:`Document`).
:class:`Claim` is a number as a document states it, :class:`Rule` says which claims go to which check, and why.

Each name is imported when it is first asked for, so that ``import claimlint`` alone costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimlint.model.claim import Claim
    from claimlint.model.finding import Finding
    from claimlint.model.text import Document
    from claimlint.pipeline import check
    from claimlint.rules.load import Rule

__version__ = "0.1.0"
__all__ = ["Claim", "Document", "Finding", "Rule", "__version__", "check"]

_HOMES = {
    "check": "claimlint.pipeline",
    "Claim": "claimlint.model.claim",
    "Document": "claimlint.model.text",
    "Finding": "claimlint.model.finding",
    "Rule": "claimlint.rules.load",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'claimlint' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
