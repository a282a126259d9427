"""``claimlint rules``: what is checked?"""

from __future__ import annotations

import click

from claimlint.apps.configured import check_of_lookup, rules_here
from claimlint.apps.terminal import ColorChoice, color_option, colored, format_option, put, width
from claimlint.model.finding import LOOKUPS
from claimlint.reporters import formats, reporter


@click.command("rules", short_help="List the rules.")
@format_option(formats("rules"), "table")
@color_option
def command(output_format: str, color: ColorChoice) -> int:
    """List the rules, each with the reason why it exists."""
    from claimlint.checks import registry
    from claimlint.reporters.pages import page_of_lookup, page_of_rule

    use_color, checks = colored(color), registry()
    pages = [page_of_rule(rule, checks.get(rule.check)) for rule in rules_here()]
    pages += [page_of_lookup(id, check_of_lookup(id)) for id in LOOKUPS]
    put(reporter("rules", output_format)(pages, color=use_color, width=width()), color=use_color)
    return 0
