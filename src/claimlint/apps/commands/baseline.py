"""``claimlint baseline``: which findings are known?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claimlint.apps.configured import config_options, configuration, show
from claimlint.apps.terminal import NO_INPUT, PASSED, UNREADABLE, as_of_option, complain, units_option

if TYPE_CHECKING:
    from claimlint import BaselineUpdate


@click.command("baseline", short_help="Write down the findings that are known.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Where to write.  [default: what is configured, or claimlint-baseline.json]",
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
    from claimlint import update_baseline

    update = update_baseline(paths, output, config=config)
    if update.report.errors:
        complain(update.report.errors)
        click.echo(f"{update.file}: not written, as not everything could be read", err=True)
        return UNREADABLE
    if not update.report.files:
        click.echo("no input files found in the given paths", err=True)
        return NO_INPUT
    _tell(update)
    if update.begun and not config.settings.baseline:
        click.echo(
            f'to use it: claimlint check --baseline {update.file}, or baseline = "{update.file}" in claimlint.toml'
        )
    return PASSED


def _tell(update: BaselineUpdate) -> None:
    for entry in update.gone:
        times = f" ({entry.count} times)" if entry.count > 1 else ""
        click.echo(f"gone: {entry.path}: {entry.rule} {entry.text}{times}")
    count, gone = update.entries, len(update.gone)
    click.echo(f"{update.file}: {count} finding{'s' * (count != 1)} ({update.new} new, {gone} gone)")
