"""``claimlint check``: are the numbers consistent?"""

from __future__ import annotations

from typing import Any

import click

from claimlint.apps.configured import config_options, configuration, rule_options, show
from claimlint.apps.terminal import (
    FOUND,
    NO_INPUT,
    PASSED,
    UNREADABLE,
    ColorChoice,
    as_of_option,
    color_option,
    colored,
    format_option,
    put,
    units_option,
    width,
)
from claimlint.model.finding import Report, Severity
from claimlint.reporters import formats, reporter

_GRAVITY = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@click.command("check", short_help="Find numbers that contradict each other.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option(
    "--facts",
    metavar="FILE",
    multiple=True,
    help="Compare with the reference values in FILE, too (may be repeated).",
)
@units_option
@format_option(formats("check"), "full")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in reversed(_GRAVITY)]),
    help="The least severity that makes the exit code 1.  [default: error]",
)
@color_option
@click.option("--baseline", metavar="FILE", help="Pass over the findings in FILE, which claimlint baseline writes.")
@rule_options
@config_options
@as_of_option
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where something was found.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only: no summary, no coverage.")
def command(
    paths: tuple[str, ...], output_format: str, color: ColorChoice, exit_zero: bool, quiet: bool, **stated: Any
) -> int:
    """Check the numbers in each PATH (a file, or a folder of reports) and print what is inconsistent.

    What is not said here may be said in claimlint.toml, or under [tool.claimlint] in pyproject.toml.

    Exit codes: 0 nothing at or above the failing level, 1 findings, 2 wrong usage or an input that cannot be read,
    3 no input files.
    """
    config = configuration(stated)
    if stated["show_files"] or stated["show_settings"]:
        return show(paths, config, settings=stated["show_settings"])
    from claimlint.pipeline import check

    report = check(paths, config)
    use_color = colored(color)
    put(reporter("check", output_format)(report, color=use_color, width=width(), quiet=quiet), color=use_color)
    if report.gone and not quiet:
        count = len(report.gone)
        what = "1 finding in it is" if count == 1 else f"{count} findings in it are"
        click.echo(f"{config.settings.baseline}: {what} gone; claimlint baseline takes them out", err=True)
    return exit_code(report, config.settings.fail_on, exit_zero=exit_zero)


def exit_code(report: Report, fail_on: Severity, *, exit_zero: bool = False) -> int:
    """The exit code of a run: an unreadable input outranks findings, and no one can mistake nothing for a pass."""
    if report.failures:
        return UNREADABLE
    if not report.files and report.excluded:  # as a hook does that is given only such files
        return PASSED
    if not report.files:
        click.echo("no input files found in the given paths", err=True)
        return NO_INPUT
    least = _GRAVITY.index(fail_on)
    failing = any(f.suppressed is None and _GRAVITY.index(f.severity) >= least for f in report.findings)
    return FOUND if failing and not exit_zero else PASSED
