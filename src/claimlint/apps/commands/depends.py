"""``claimlint depends``: what moves if this number changes?"""

from __future__ import annotations

from typing import Any

import click

from claimlint.apps.configured import config_options, configuration, show
from claimlint.apps.terminal import (
    ColorChoice,
    as_of_option,
    color_option,
    colored,
    format_option,
    put,
    units_option,
    width,
)
from claimlint.reporters import formats, reporter


@click.command("depends", short_help="Tell what moves if a number changes.")
@click.argument("number")
@click.argument("paths", metavar="[PATH]…", nargs=-1)
@click.option("--facts", metavar="FILE", multiple=True, help="Count the reference values in FILE, too.")
@as_of_option
@units_option
@config_options
@format_option(formats("depends"), "text")
@color_option
def command(number: str, paths: tuple[str, ...], output_format: str, color: ColorChoice, **stated: Any) -> int:
    """Tell what moves if NUMBER changes: the rates, shares and totals that follow from it, and what follows from these.

    NUMBER is the id of a mark ([107亿美元]{#m24}) or a fact, a place (12:8, or report.md:12:8), or the number as it is
    printed.  It is looked for in each PATH (a file or a folder; without one, in the working directory).
    """
    from claimlint import depends

    config = configuration(stated)
    paths = paths or (_path_of(number),)
    if stated["show_files"] or stated["show_settings"]:
        return show(paths, config, settings=stated["show_settings"])
    try:
        found = depends(number, list(paths), config=config)
    except LookupError as problem:
        raise click.UsageError(str(problem)) from None
    use_color = colored(color)
    put(reporter("depends", output_format)(found, color=use_color, width=width()), color=use_color)
    return 0


def _path_of(number: str) -> str:
    """The file that a place names: report.md:12:8."""
    import os

    path = number.rsplit(":", 2)[0] if number.count(":") > 1 else ""
    return path if os.path.isfile(path) else "."
