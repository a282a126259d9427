"""``claimlint extract``: what was read?"""

from __future__ import annotations

from typing import Any

import click

from claimlint.apps.configured import config_options, configuration, show
from claimlint.apps.standard_input import stdin_option, take
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
from claimlint.reporters import formats


@click.command("extract", short_help="List every number as it was read.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option("--all", "bare", is_flag=True, help="List also bare numbers, number words, ordinals and parts (3/4).")
@click.option("--claims", is_flag=True, help="List what each number is said of: subject, metric, period, role, cues.")
@click.option("--explain", is_flag=True, help="Say of each number why it was read so, and of others why they were not.")
@as_of_option
@units_option
@stdin_option
@config_options
@format_option(formats("extract"), "table")
@color_option
def command(
    paths: tuple[str, ...],
    bare: bool,
    claims: bool,
    explain: bool,
    output_format: str,
    color: ColorChoice,
    **stated: Any,
) -> int:
    """List the quantities in each PATH with the values they denote and what they speak of."""
    if explain and (claims or output_format == "json"):
        raise click.UsageError("--explain is for people: it goes with neither --claims nor --output-format json")
    config = configuration(stated)
    taken = take(paths, stated["stdin_filename"])
    if stated["show_files"] or stated["show_settings"]:
        return show(taken.paths, config, settings=stated["show_settings"], given=taken.given)
    from claimlint import extract

    extraction = extract(taken.paths, bare=bare, given=taken.given, config=config)
    use_color = colored(color)
    put(
        extraction.render(
            output_format,
            shown="explain" if explain else "claims" if claims else "extract",
            color=use_color,
            width=width(),
        ),
        color=use_color,
    )
    complain(extraction.errors)
    if extraction.errors:
        return UNREADABLE
    if not extraction.documents:
        click.echo("no input files found in the given paths", err=True)
        return NO_INPUT
    return PASSED
