"""claimlint: a linter for the numbers in research reports, in Chinese and English.

The public interface is what this module names::

    import claimlint

    report = claimlint.check("2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。")
    for finding in report.findings:
        print(finding.location.line, finding.rule, finding.message)

:func:`check` takes a text or a path and returns a :class:`Report`, :func:`extract` reads numbers without judging them,
:func:`explain` and :func:`list_rules` speak of the rules.  docs/api.md shows all of it; whatever is not named here may
change at any time.

Each name is imported when it is first asked for, so that ``import claimlint`` alone costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimlint.api import (
        BaselineUpdate,
        check,
        explain,
        extract,
        list_manuals,
        list_rules,
        read,
        start_config,
        start_report,
        try_rules,
        update_baseline,
    )
    from claimlint.model.claim import Claim
    from claimlint.model.finding import Coverage, Failure, Finding, InputError, Severity
    from claimlint.model.quantity import Quantity
    from claimlint.model.text import Document, Location
    from claimlint.model.trial import Trials
    from claimlint.options import Options, configure, find_files, show_settings
    from claimlint.report import Extraction, Manual, Report
    from claimlint.rules.load import Rule
    from claimlint.settings.configuration import Configuration
    from claimlint.starter import Starter

__version__ = "0.1.0"
__all__ = [
    "BaselineUpdate",
    "Claim",
    "Configuration",
    "Coverage",
    "Document",
    "Extraction",
    "Failure",
    "Finding",
    "InputError",
    "Location",
    "Manual",
    "Options",
    "Quantity",
    "Report",
    "Rule",
    "Severity",
    "Starter",
    "Trials",
    "__version__",
    "check",
    "configure",
    "explain",
    "extract",
    "find_files",
    "list_manuals",
    "list_rules",
    "read",
    "show_settings",
    "start_config",
    "start_report",
    "try_rules",
    "update_baseline",
]

_HOMES = {
    "api": (
        "BaselineUpdate",
        "check",
        "explain",
        "extract",
        "list_manuals",
        "list_rules",
        "read",
        "start_config",
        "start_report",
        "try_rules",
        "update_baseline",
    ),
    "model.claim": ("Claim",),
    "model.finding": ("Coverage", "Failure", "Finding", "InputError", "Severity"),
    "model.quantity": ("Quantity",),
    "model.text": ("Document", "Location"),
    "model.trial": ("Trials",),
    "options": ("Options", "configure", "find_files", "show_settings"),
    "report": ("Extraction", "Manual", "Report"),
    "rules.load": ("Rule",),
    "settings.configuration": ("Configuration",),
    "starter": ("Starter",),
}


if not TYPE_CHECKING:  # type checkers know the names from above, and that there are no others

    def __getattr__(name: str) -> object:
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module 'claimlint' has no attribute {name!r}")
        from importlib import import_module

        value: object = getattr(import_module(f"claimlint.{home}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
