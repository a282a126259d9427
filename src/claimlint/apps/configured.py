"""The options by which a run is configured, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import click

from claimlint.apps.completed import complete_rules
from claimlint.apps.terminal import Command, complain, put
from claimlint.cache.notes import is_file

if TYPE_CHECKING:
    from claimlint import Configuration, Options


def config_options(command: Command) -> Command:
    """The options that name or override configuration files, and those that show what follows from them."""
    for option in (
        click.option("--show-files", is_flag=True, help="List the files that would be read, and end."),
        click.option("--show-settings", is_flag=True, help="Print the settings of each PATH and who says so, and end."),
        click.option("--force-exclude", is_flag=True, help="Leave excluded files out even where they are named."),
    ):
        command = option(command)
    return config_file_options(command)


def config_file_options(command: Command) -> Command:
    """The options that name or override configuration files."""
    for option in (
        click.option("--isolated", is_flag=True, help="Pass over all configuration files."),
        click.option(
            "--config",
            metavar="FILE|KEY=VALUE",
            multiple=True,
            help="Use this configuration file and no other; or override one of its settings (may be repeated).",
        ),
    ):
        command = option(command)
    return command


def rule_options(command: Command) -> Command:
    """The options that say which rules run."""
    for option in (
        click.option("--preview", is_flag=True, help="Run the rules that are in preview, too."),
        click.option(
            "--ignore",
            metavar="RULE",
            multiple=True,
            shell_complete=complete_rules,
            help="Do not run this rule (may be repeated).",
        ),
        click.option(
            "--extend-select",
            metavar="RULE",
            multiple=True,
            shell_complete=complete_rules,
            help="Run this rule besides those selected (repeatable).",
        ),
        click.option(
            "--select",
            metavar="RULE",
            multiple=True,
            shell_complete=complete_rules,
            help="Run only this rule, or those of a check or a pack (may be repeated).",
        ),
    ):
        command = option(command)
    return command


def configuration(stated: Mapping[str, Any]) -> Configuration:
    """The configuration of a run; ``stated`` are the values of its options by their names in Python."""
    from claimlint import configure

    files = [each for each in stated["config"] if "=" not in each or is_file(each)]
    if len(files) > 1:
        raise click.UsageError(f"--config names two files, {files[0]} and {files[1]}: let one extend the other")
    if files and stated["isolated"]:
        raise click.UsageError("--isolated passes over all configuration files, so --config can name none")
    return configure(
        _options(stated),
        file=files[0] if files else None,
        isolated=stated["isolated"],
        overrides=[each for each in stated["config"] if each not in files],
        called=lambda name: f"--{name.replace('_', '-')}",
    )


_OPTIONS = ("select", "extend_select", "ignore", "preview", "force_exclude", "facts", "units", "as_of", "fail_on")


def _options(stated: Mapping[str, Any]) -> Options:
    """The options that were given; a flag that was not says nothing."""
    said = {option: stated.get(option) or None for option in (*_OPTIONS, "baseline")}
    as_of = said["as_of"]
    given = {**said, "as_of": as_of and as_of.date(), "min_checked": stated.get("min_checked")}
    return cast("Options", given)


def config_here() -> Configuration:
    """What holds in the working directory for the commands that check nothing.

    A configuration that is wrong is told, and passed over: it is no reason not to explain a rule.
    """
    from claimlint import InputError, configure, list_rules

    config = configure()
    try:
        list_rules(config=config)
    except InputError as problem:
        complain((problem.failure,))
        return configure(isolated=True)
    return config


def show(
    paths: Sequence[str], config: Configuration, *, settings: bool, given: Mapping[str, bytes] | None = None
) -> int:
    """Print the files that ``paths`` stand for, or the settings of the first of each configuration."""
    from claimlint import find_files, show_settings
    from claimlint.apps.terminal import NO_INPUT, PASSED, UNREADABLE

    found = find_files(paths, config=config, given=given)
    listed = "".join(f"{path}\n" for path in found.files)
    put(show_settings(found.files, config=config) if settings else listed, color=False)
    complain(found.failures)
    return UNREADABLE if found.failures else PASSED if found.files else NO_INPUT
