"""``--diff`` and ``--fix``: derived numbers that are wrong are repaired, or the repairs are shown."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from claimlint.apps.terminal import FOUND, PASSED, UNREADABLE, ColorChoice, Command, colored, complain, put

if TYPE_CHECKING:
    from claimlint import Configuration, Fixed, Report
    from claimlint.apps.standard_input import Taken


def fix_options(command: Command) -> Command:
    """``--diff``, ``--fix`` and ``--unsafe-fixes``."""
    for option in (
        click.option(
            "--unsafe-fixes", is_flag=True, help="With --fix or --diff: make also the fixes that want a look first."
        ),
        click.option("--diff", is_flag=True, help="Print what --fix would change as a diff, and change nothing."),
        click.option("--fix", is_flag=True, help="Repair derived numbers whose fix is safe, and report what remains."),
    ):
        command = option(command)
    return command


def refuse_mixed(stated: Mapping[str, Any], outputs: Sequence[object]) -> None:
    """Raise :class:`click.UsageError` for options that say nothing together."""
    if stated["unsafe_fixes"] and not (stated["fix"] or stated["diff"]):
        raise click.UsageError("--unsafe-fixes only says which fixes: add --diff to see them, or --fix to make them")
    if stated["diff"] and stated["watch"]:
        raise click.UsageError("--diff prints one diff: leave out --watch")
    if (stated["fix"] or stated["diff"]) and (stated["since"] or stated["staged"]):
        raise click.UsageError("--since and --staged report on an edit and repair nothing: leave out --fix and --diff")
    if stated["diff"] and outputs:
        raise click.UsageError("--diff prints a diff and no report: leave out --output-format")


def show_diff(taken: Taken, config: Configuration, stated: Mapping[str, Any], color: ColorChoice) -> int:
    """Print the diff of what would be fixed; 1 where there is one."""
    fixed = _fixed(taken, config, stated)
    use_color = colored(color)
    text = fixed.diff(color=use_color)
    put(text, color=use_color)
    complain(fixed.before.errors)
    if not stated["quiet"]:
        click.echo(_counted(fixed, "would be fixed"), err=True)
    if fixed.before.errors:
        return UNREADABLE
    return FOUND if text and not stated["exit_zero"] else PASSED


def write_fixes(taken: Taken, config: Configuration, stated: Mapping[str, Any]) -> Report:
    """Fix the files, tell what was done, and return what remains; standard input goes to standard output, fixed."""
    from claimlint import InputError, check

    fixed = _fixed(taken, config, stated)
    failures = list(fixed.write())
    for path in taken.given:
        try:
            data = fixed.encoded(path) if path in fixed.texts else taken.given[path]
        except InputError as problem:
            failures.append(problem.failure)
            data = taken.given[path]
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    unwritten = {failure.path for failure in failures}
    if not stated["quiet"]:
        for finding in fixed.made:
            where = finding.location
            if where.path not in unwritten:
                did = finding.fixes[0].title
                click.echo(f"{where.path}:{where.line}:{where.column}: {did} [{finding.rule}]", err=True)
        click.echo(_counted(fixed, "fixed", unwritten), err=True)
    if not failures:
        return fixed.report
    report = check(taken.paths, given=taken.given, config=config)
    return replace(report, failures=(*report.failures, *failures))


def _fixed(taken: Taken, config: Configuration, stated: Mapping[str, Any]) -> Fixed:
    from claimlint import fix

    return fix(taken.paths, unsafe=stated["unsafe_fixes"], given=taken.given, config=config)


def _counted(fixed: Fixed, done: str, unwritten: set[str] | None = None) -> str:
    made = [finding for finding in fixed.made if finding.location.path not in (unwritten or ())]
    if not made:
        return f"nothing {done}"
    files = len({finding.location.path for finding in made})
    numbers = sum(len(finding.fixes[0].edits) for finding in made)
    return f"{numbers} number{'s' * (numbers != 1)} {done} in {files} file{'s' * (files != 1)}"
