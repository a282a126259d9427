"""``claimlint init``: a configuration and a report.yaml to begin with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from claimlint.apps.configured import config_file_options, configuration
from claimlint.apps.terminal import PASSED

if TYPE_CHECKING:
    from claimlint import Starter

CONFIG = "claimlint.toml"


@click.command("init", short_help="Write a configuration, and a report.yaml made of a report.")
@click.argument("report", metavar="[REPORT.md]", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option("--output", metavar="FILE", type=click.Path(), help="Where the report.yaml goes.  [default: REPORT.yaml]")
@click.option("--language", type=click.Choice(("en", "zh")), help="Of the comments in claimlint.toml.  [default: en]")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@config_file_options
def command(report: str | None, output: str | None, language: str | None, force: bool, **stated: Any) -> int:
    """Write a claimlint.toml in which every setting stands as a comment.

    With REPORT.md, write a report.yaml beside it, too: its sentences as they stand, every number in them with a name
    and with what its sentence does not say. It can be checked at once; what is left is to look at the names.
    """
    if report is None:
        if output is not None:
            raise click.UsageError(f"--output {output}: name the report that it is to be made of")
        _refuse_present(CONFIG, force)
        _write_config(language or "en")
        return PASSED
    from claimlint import start_report

    target = output or os.path.splitext(report)[0] + ".yaml"
    if os.path.abspath(target) == os.path.abspath(report):
        raise click.UsageError(f"{report} is a report.yaml already, or --output would overwrite it")
    _refuse_present(target, force)
    starter = start_report(report, target, config=configuration(stated))
    starter.write()
    if force or not os.path.lexists(CONFIG):
        _write_config(language or starter.language)
    else:
        click.echo(f"{CONFIG}: is there, and stays as it is")
    _tell(starter, report)
    return PASSED


def _refuse_present(path: str, force: bool) -> None:
    if not force and os.path.lexists(path):
        raise click.UsageError(f"{path} is there: --force overwrites it")


def _write_config(language: str) -> None:
    from claimlint import start_config

    start_config("zh" if language == "zh" else "en", write=CONFIG)
    click.echo(f"{CONFIG}: written; every setting in it is a comment")


def _tell(starter: Starter, report: str) -> None:
    passages = f"{starter.passages} passage{'s' * (starter.passages != 1)}"
    numbers = f"{starter.numbers} number{'s' * (starter.numbers != 1)}"
    click.echo(f"{starter.path}: written, {passages} with {numbers}")
    if starter.left_out:
        click.echo(f"left out: {starter.left_out}, which would be misread on their own (comments say where)")
    if starter.findings:
        count = len(starter.findings)
        click.echo(f"{count} finding{'s' * (count != 1)} as in {report}: claimlint check {starter.path}")
    else:
        click.echo(f"next: look at the names in it, and claimlint check {starter.path}")
