"""``claimlint baseline``: which findings are known?"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from claimlint.apps.configured import config_options, configuration, show
from claimlint.apps.terminal import NO_INPUT, PASSED, UNREADABLE, as_of_option, complain, units_option

if TYPE_CHECKING:
    from claimlint.model.baseline import Known
    from claimlint.settings import Configured, Settings
    from claimlint.sources.find import Choice

USUAL = "claimlint-baseline.json"


@dataclass(frozen=True, slots=True)
class _Anew:
    """A configuration without its baseline: every finding counts."""

    config: Configured

    @property
    def settings(self) -> Settings:
        return replace(self.config.settings, baseline=None)

    def of(self, path: str) -> Settings:
        return self.config.of(path)

    def choice(self, folder: str) -> Choice:
        return self.config.choice(folder)


@click.command("baseline", short_help="Write down the findings that are known.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option(
    "--output", metavar="FILE", type=click.Path(), help=f"Where to write.  [default: what is configured, or {USUAL}]"
)
@click.option(
    "--facts", metavar="FILE", type=click.Path(), multiple=True, help="Compare with the reference values in FILE, too."
)
@units_option
@as_of_option
@config_options
def command(paths: tuple[str, ...], output: str | None, **stated: Any) -> int:
    """Write the findings in each PATH into a baseline: check passes over them then, wherever in their file they move.

    Entries whose finding is gone are taken out, and told; those of files that are not among PATH stay.
    """
    config = configuration(stated)
    if stated["show_files"] or stated["show_settings"]:
        return show(paths, config, settings=stated["show_settings"])
    from claimlint.findings.baseline import compare, known_of
    from claimlint.pipeline import check
    from claimlint.store.baseline import read_baseline, write_baseline

    target = output or config.settings.baseline or USUAL
    before = read_baseline(target) if os.path.exists(target) else ()
    report = check(paths, _Anew(config))
    if report.failures:
        complain(report.failures)
        click.echo(f"{target}: not written, as not everything could be read", err=True)
        return UNREADABLE
    if not report.files:
        click.echo("no input files found in the given paths", err=True)
        return NO_INPUT
    compared = compare(report.findings, before, report.run, target)
    lost = [entry for entry in before if entry.path not in report.run and not os.path.exists(entry.path)]
    entries = [*known_of(report.findings), *_untouched(before, report.run)]
    write_baseline(target, entries)
    new = sum(finding.suppressed is None for finding in compared.findings)
    _tell(target, len(entries), new, [*compared.gone, *lost])
    if not (config.settings.baseline or before):
        click.echo(f'to use it: claimlint check --baseline {target}, or baseline = "{target}" in claimlint.toml')
    return PASSED


def _untouched(before: Sequence[Known], run: Any) -> list[Known]:
    """Entries that this run says nothing of: their file was not checked but is there, or their rule did not run."""
    return [
        entry
        for entry in before
        if (entry.rule not in run[entry.path] if entry.path in run else os.path.exists(entry.path))
    ]


def _tell(target: str, count: int, new: int, gone: Sequence[Known]) -> None:
    for entry in gone:
        times = f" ({entry.count} times)" if entry.count > 1 else ""
        click.echo(f"gone: {entry.path}: {entry.rule} {entry.text}{times}")
    click.echo(f"{target}: {count} finding{'s' * (count != 1)} ({new} new, {len(gone)} gone)")
