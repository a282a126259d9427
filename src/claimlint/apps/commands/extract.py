"""``claimlint extract``: what was read?"""

from __future__ import annotations

import click

from claimlint.apps.terminal import (
    NO_INPUT,
    PASSED,
    UNREADABLE,
    ColorChoice,
    color_option,
    colored,
    complain,
    format_option,
    put,
    units_option,
    width,
)
from claimlint.reporters import formats, reporter


@click.command("extract", short_help="List every number as it was read.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@units_option
@format_option(formats("extract"), "table")
@click.option("--explain", is_flag=True, help="Say of each number why it was read so.")
@color_option
def command(
    paths: tuple[str, ...], units: tuple[str, ...], output_format: str, explain: bool, color: ColorChoice
) -> int:
    """List the quantities in each PATH with the values they denote and what they speak of."""
    from claimlint.pipeline import extract
    from claimlint.settings import Settings

    output_format = "explain" if explain else output_format
    extraction = extract(paths, Settings(units=units))
    use_color = colored(color)
    put(reporter("extract", output_format)(extraction, color=use_color, width=width()), color=use_color)
    complain(extraction.failures)
    if extraction.failures:
        return UNREADABLE
    if not extraction.documents:
        click.echo("no input files found in the given paths", err=True)
        return NO_INPUT
    return PASSED
