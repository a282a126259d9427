"""``claimlint needs``: which reference values would help?"""

from __future__ import annotations

from typing import Any

import click

from claimlint.apps.configured import config_options, configuration, show
from claimlint.apps.terminal import (
    PASSED,
    UNREADABLE,
    ColorChoice,
    as_of_option,
    color_option,
    complain,
    format_option,
    put,
    units_option,
    width,
)
from claimlint.reporters import formats, reporter


@click.command("needs", short_help="Ask for the reference values that would decide the undecidable.")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--facts", metavar="FILE", multiple=True, help="Reference values that are there already.")
@as_of_option
@units_option
@config_options
@format_option(formats("needs"), "yaml")
@color_option
@click.option("--quiet", "-q", is_flag=True, help="Leave out the comments at the head.")
def command(paths: tuple[str, ...], output_format: str, color: ColorChoice, quiet: bool, **stated: Any) -> int:
    """Print the reference values that would decide what is undecidable in each PATH, as a file of facts to fill in.

    claimlint needs report.md > facts.yaml; fill in values and sources; claimlint check report.md --facts facts.yaml
    """
    from claimlint import needs

    config = configuration(stated)
    if stated["show_files"] or stated["show_settings"]:
        return show(paths, config, settings=stated["show_settings"])
    found = needs(list(paths), config=config)
    put(reporter("needs", output_format)(found, color=False, width=width(), quiet=quiet), color=False)
    complain(found.errors)
    return UNREADABLE if found.errors else PASSED
