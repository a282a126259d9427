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

TYPE_CHECKING = False  # typing itself takes longer to import than a kept result to print
if TYPE_CHECKING:
    from claimlint.api.dependence import depends
    from claimlint.api.functions import (
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
    from claimlint.api.needed import needs
    from claimlint.api.options import Options, configure, find_files, show_settings
    from claimlint.api.reckoning import calculate
    from claimlint.api.repair import Fixed, fix
    from claimlint.api.report import Extraction, Manual, Report
    from claimlint.api.starter import Starter
    from claimlint.model.calculation import Calculation
    from claimlint.model.claim import Claim
    from claimlint.model.dependence import Dependence, Dependent
    from claimlint.model.finding import Coverage, Failure, Finding, Fix, InputError, Severity
    from claimlint.model.need import Need, Needs
    from claimlint.model.quantity import Quantity
    from claimlint.model.text import Document, Location
    from claimlint.model.trial import Trials
    from claimlint.rules.load import Rule
    from claimlint.settings.configuration import Configuration

__version__ = "0.1.0"
__all__ = [
    "BaselineUpdate",
    "Calculation",
    "Claim",
    "Configuration",
    "Coverage",
    "Dependence",
    "Dependent",
    "Document",
    "Extraction",
    "Failure",
    "Finding",
    "Fix",
    "Fixed",
    "InputError",
    "Location",
    "Manual",
    "Need",
    "Needs",
    "Options",
    "Quantity",
    "Report",
    "Rule",
    "Severity",
    "Starter",
    "Trials",
    "__version__",
    "calculate",
    "check",
    "configure",
    "depends",
    "explain",
    "extract",
    "find_files",
    "fix",
    "list_manuals",
    "list_rules",
    "needs",
    "read",
    "show_settings",
    "start_config",
    "start_report",
    "try_rules",
    "update_baseline",
]

_HOMES = {
    "api.functions": (
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
    "model.calculation": ("Calculation",),
    "api.dependence": ("depends",),
    "model.claim": ("Claim",),
    "model.dependence": ("Dependence", "Dependent"),
    "model.finding": ("Coverage", "Failure", "Finding", "Fix", "InputError", "Severity"),
    "model.need": ("Need", "Needs"),
    "model.quantity": ("Quantity",),
    "model.text": ("Document", "Location"),
    "model.trial": ("Trials",),
    "api.needed": ("needs",),
    "api.options": ("Options", "configure", "find_files", "show_settings"),
    "api.reckoning": ("calculate",),
    "api.repair": ("Fixed", "fix"),
    "api.report": ("Extraction", "Manual", "Report"),
    "rules.load": ("Rule",),
    "settings.configuration": ("Configuration",),
    "api.starter": ("Starter",),
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
