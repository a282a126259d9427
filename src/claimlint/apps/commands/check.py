"""``claimlint check``: are the numbers consistent?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from claimlint import Severity
from claimlint.apps.configured import config_options, configuration, rule_options, show
from claimlint.apps.edits import edit_options
from claimlint.apps.outputs import Output, output_options, planned, write
from claimlint.apps.progress import jobs_option, progress, progress_option
from claimlint.apps.repairs import fix_options, refuse_mixed, show_diff, write_fixes
from claimlint.apps.standard_input import SIGN, Taken, stdin_option, take
from claimlint.apps.terminal import (
    FOUND,
    NO_INPUT,
    PASSED,
    UNREADABLE,
    ColorChoice,
    as_of_option,
    color_option,
    printed,
    tell,
    units_option,
)
from claimlint.apps.watching import watch_option
from claimlint.cache.directory import usual_folder
from claimlint.cache.notes import Notes
from claimlint.cache.runs import Entry

if TYPE_CHECKING:
    from claimlint import Configuration, Report


@click.command("check", short_help="Find numbers that contradict each other.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option(
    "--facts",
    metavar="FILE",
    type=click.Path(),
    multiple=True,
    help="Compare with the reference values in FILE, too (may be repeated).",
)
@units_option
@stdin_option
@output_options
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="The least severity that makes the exit code 1.  [default: error]",
)
@color_option
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(),
    help="Pass over the findings in FILE, which claimlint baseline writes.",
)
@edit_options
@fix_options
@rule_options
@config_options
@as_of_option
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where something was found.")
@click.option(
    "--min-checked",
    metavar="N",
    type=click.IntRange(min=0),
    help="Exit with 3 where fewer than N numbers could be checked: what was not understood has not passed.",
)
@watch_option
@jobs_option
@click.option("--no-cache", is_flag=True, help="Check every file anew, and keep no results for the next run.")
@progress_option
@click.option("--statistics", is_flag=True, help="Count the findings of each rule, too.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only: no summary, no coverage.")
def command(
    paths: tuple[str, ...],
    outputs: tuple[Output, ...],
    output_file: str | None,
    color: ColorChoice,
    exit_zero: bool,
    **stated: Any,
) -> int:
    """Check the numbers in each PATH (a file, a folder of reports, or - for standard input).

    What is not said here may be said in claimlint.toml, or under [tool.claimlint] in pyproject.toml.

    Exit codes: 0 nothing at or above the failing level, 1 findings, 2 wrong usage or an input that cannot be read,
    3 no input files, or fewer numbers checked than --min-checked asks for.
    """
    refuse_mixed(stated, outputs)
    plan = planned(outputs, output_file)
    if stated["watch"]:
        return _watched(paths, plan, color, stated)
    with Notes() as notes:
        config = configuration(stated)
        taken = take(paths, stated["stdin_filename"])
        if stated["show_files"] or stated["show_settings"]:
            return show(taken.paths, config, settings=stated["show_settings"], given=taken.given)
        if stated["diff"]:
            return show_diff(taken, config, {**stated, "exit_zero": exit_zero}, color)
        report = _checked(taken, config, plan, color, stated)
        least = config.settings.min_checked
        code = exit_code(report, config.settings.fail_on, exit_zero=exit_zero, min_checked=least)
    entry = click.get_current_context().find_object(Entry)
    # What reads from elsewhere (git, standard input) or writes files is done anew every time.
    elsewhere = taken.given or any(stated[option] for option in ("fix", "since", "staged"))
    if entry is not None and not elsewhere and all(output.file is None for output in plan):
        entry.keep(notes, printed, code)
    return code


def _checked(
    taken: Taken, config: Configuration, plan: Sequence[Output], color: ColorChoice, stated: Mapping[str, Any]
) -> Report:
    """Check and print."""
    from claimlint import check

    quiet, fixing = stated["quiet"], stated["fix"]
    cache = None if stated["no_cache"] else usual_folder()
    how = {"since": stated["since"], "staged": stated["staged"], "jobs": stated["jobs"], "cache": cache}
    with progress(wanted=not (quiet or stated["no_progress"])) as told:
        report = (
            write_fixes(taken, config, stated)
            if fixing
            else check(taken.paths, given=taken.given, config=config, progress=told, **how)
        )
    # Standard output is for the text where that came from standard input.
    aside = fixing and bool(taken.given)
    write(report, plan, color, quiet=quiet, statistics=stated["statistics"], aside=aside)
    if report.gone and not quiet:
        count = len(report.gone)
        what = "1 finding in it is" if count == 1 else f"{count} findings in it are"
        tell(f"{config.settings.baseline}: {what} gone; claimlint baseline takes them out")
    return report


def _watched(paths: Sequence[str], plan: Sequence[Output], color: ColorChoice, stated: Mapping[str, Any]) -> int:
    from claimlint.apps.watching import Watched, watch

    if SIGN in paths:
        raise click.UsageError("--watch watches files: standard input has none")
    taken = take(paths, stated["stdin_filename"])
    written = [output.file for output in plan if output.file is not None]
    run = partial(_checked, taken, plan=plan, color=color, stated=stated)
    return watch(Watched(paths, written, partial(configuration, stated), run))


def exit_code(report: Report, fail_on: Severity, *, exit_zero: bool = False, min_checked: int = 0) -> int:
    """The exit code of a run: an unreadable input outranks findings, and no one can mistake nothing for a pass."""
    if report.errors:
        return UNREADABLE
    if not report.files and not report.excluded:
        tell("no input files found in the given paths")
        return NO_INPUT
    if report.at_least(fail_on) and not exit_zero:
        return FOUND
    checked = report.coverage.checked
    if checked < min_checked:  # whatever else is forgiven, a gate does not open because nothing was understood
        tell(f"{checked} numbers checked, and --min-checked asks for {min_checked}")
        return NO_INPUT
    return PASSED  # also where all files are excluded, as a hook does that is given only such files
