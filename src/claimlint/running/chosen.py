"""Which rules run on a file: those that are configured, and of these the ones that a report uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimlint.model.finding import Failure
from claimlint.rules.load import Rule, load_rules
from claimlint.rules.own import own_rules
from claimlint.settings import Settings

if TYPE_CHECKING:
    from claimlint.sources.report import ReportFile


def selected(settings: Settings) -> tuple[Rule, ...]:
    """The rules to run, each as grave as it is configured."""
    rules = [*load_rules(), *own_rules(settings.packs)]
    chosen = (rule for rule in rules if settings.runs(rule.id, preview=rule.preview))
    return tuple(
        replace(rule, severity=settings.severity[rule.id]) if rule.id in settings.severity else rule for rule in chosen
    )


def used(rules: Sequence[Rule], report: ReportFile, settings: Settings) -> tuple[tuple[Rule, ...], tuple[Failure, ...]]:
    """Those of ``rules`` that the report uses; a pack that there is not is a failure, and the others are still run."""
    if report.use is None:
        return tuple(rules), ()
    packs = list(dict.fromkeys(rule.pack for rule in (*load_rules(), *own_rules(settings.packs))))
    failures = []
    for name in report.use:
        if name not in packs:
            place = report.document.position(report.named[name].start)
            from claimlint.sources.yaml_tree import unknown_key

            failures.append(Failure(report.document.path, unknown_key(name, packs, "rule pack"), *place))
    return tuple(rule for rule in rules if rule.pack in report.use), tuple(failures)
