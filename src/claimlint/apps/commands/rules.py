"""``claimlint rules``: what is checked?"""

from __future__ import annotations

import click

from claimlint.apps.configured import config_here
from claimlint.apps.terminal import ColorChoice, color_option, colored, format_option, put, width
from claimlint.reporters import formats, reporter


@click.command("rules", short_help="List the rules.")
@format_option(formats("rules"), "table")
@color_option
def command(output_format: str, color: ColorChoice) -> int:
    """List the rules, each with the reason why it exists."""
    from claimlint import list_manuals

    use_color = colored(color)
    pages = [manual.page for manual in list_manuals(config=config_here())]
    put(reporter("rules", output_format)(pages, color=use_color, width=width()), color=use_color)
    return 0
