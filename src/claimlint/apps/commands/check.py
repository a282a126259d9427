"""``claimlint check``: are the numbers consistent?"""

from __future__ import annotations

from datetime import datetime

import click

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
    nearest,
    put,
    units_option,
    width,
)
from claimlint.model.finding import LOOKUPS, Report, Severity
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
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@color_option
@click.option("--select", metavar="RULE", multiple=True, help="Run only this rule, or a check's (may be repeated).")
@as_of_option
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where something was found.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only: no summary, no coverage.")
def command(
    paths: tuple[str, ...],
    facts: tuple[str, ...],
    units: tuple[str, ...],
    output_format: str,
    fail_on: str,
    color: ColorChoice,
    select: tuple[str, ...],
    as_of: datetime | None,
    exit_zero: bool,
    quiet: bool,
) -> int:
    """Check the numbers in each PATH (a file, or a folder of reports) and print what is inconsistent.

    Exit codes: 0 nothing at or above the failing level, 1 findings, 2 wrong usage or an input that cannot be read,
    3 no input files.
    """
    from claimlint.pipeline import check
    from claimlint.settings import Settings

    settings = Settings(
        facts=facts,
        as_of=as_of.date() if as_of else None,
        fail_on=Severity(fail_on),
        select=_selected(select),
        units=units,
    )
    report = check(paths, settings)
    use_color = colored(color)
    put(reporter("check", output_format)(report, color=use_color, width=width(), quiet=quiet), color=use_color)
    return exit_code(report, settings.fail_on, exit_zero=exit_zero)


def exit_code(report: Report, fail_on: Severity, *, exit_zero: bool = False) -> int:
    """The exit code of a run: an unreadable input outranks findings, and no one can mistake nothing for a pass."""
    if report.failures:
        return UNREADABLE
    if not report.files:
        click.echo("no input files found in the given paths", err=True)
        return NO_INPUT
    least = _GRAVITY.index(fail_on)
    failing = any(f.suppressed is None and _GRAVITY.index(f.severity) >= least for f in report.findings)
    return FOUND if failing and not exit_zero else PASSED


def _selected(select: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the selected rules; a check's id stands for all its rules."""
    if not select:
        return ()
    from claimlint.rules.load import load_rules

    rules = load_rules()
    chosen: dict[str, None] = {}
    for word in select:
        named = [word] if word in {*LOOKUPS, *(rule.id for rule in rules)} else []
        matching = named or [rule.id for rule in rules if rule.check == word]
        if not matching:
            known = sorted({*LOOKUPS, *(name for rule in rules for name in (rule.id, rule.check))})
            raise click.UsageError(f"--select: there is no rule {word!r}{nearest(word, known)}")
        chosen |= dict.fromkeys(matching)
    return tuple(chosen)
