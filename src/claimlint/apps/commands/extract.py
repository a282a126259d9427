"""``claimlint extract``: what was read?"""

from __future__ import annotations

from datetime import datetime

import click

from claimlint.apps.terminal import (
    NO_INPUT,
    PASSED,
    UNREADABLE,
    ColorChoice,
    as_of_option,
    color_option,
    colored,
    complain,
    format_option,
    put,
    units_option,
    width,
)
from claimlint.reporters import Command, formats, reporter


@click.command("extract", short_help="List every number as it was read.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--all", "bare", is_flag=True, help="List also bare numbers, number words, ordinals and parts (3/4).")
@click.option("--claims", is_flag=True, help="List what each number is said of: subject, metric, period, role, cues.")
@click.option("--explain", is_flag=True, help="Say of each number why it was read so, and of others why they were not.")
@as_of_option
@units_option
@format_option(formats("extract"), "table")
@color_option
def command(
    paths: tuple[str, ...],
    bare: bool,
    claims: bool,
    explain: bool,
    as_of: datetime | None,
    units: tuple[str, ...],
    output_format: str,
    color: ColorChoice,
) -> int:
    """List the quantities in each PATH with the values they denote and what they speak of."""
    from claimlint.pipeline import extract
    from claimlint.settings import Settings

    if explain and (claims or output_format == "json"):
        raise click.UsageError("--explain is for people: it goes with neither --claims nor --output-format json")
    settings = Settings(as_of=as_of.date() if as_of else None, units=units, bare=bare)
    extraction = extract(paths, settings)
    use_color = colored(color)
    chosen: Command = "explain" if explain else "claims" if claims else "extract"
    report = reporter(chosen, output_format)
    if explain:
        from claimlint.pipeline import explained

        text = report(explained(extraction, settings), color=use_color, width=width())
    else:
        text = report(extraction, color=use_color, width=width())
    put(text, color=use_color)
    complain(extraction.failures)
    if extraction.failures:
        return UNREADABLE
    if not extraction.documents:
        click.echo("no input files found in the given paths", err=True)
        return NO_INPUT
    return PASSED
