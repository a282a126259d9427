"""``claimlint test``: do rules of the user's own keep their word?"""

from __future__ import annotations

from typing import Any

import click

from claimlint.apps.configured import config_file_options, configuration
from claimlint.apps.terminal import (
    FOUND,
    NO_INPUT,
    PASSED,
    UNREADABLE,
    ColorChoice,
    color_option,
    colored,
    format_option,
    put,
    width,
)
from claimlint.reporters import formats, reporter


@click.command("test", short_help="Try rules of your own by their examples.")
@click.argument("packs", metavar="[RULES.yaml…]", nargs=-1, type=click.Path())
@format_option(formats("trial"), "text")
@color_option
@click.option("--quiet", "-q", is_flag=True, help="Print only what is wrong.")
@config_file_options
def command(packs: tuple[str, ...], output_format: str, color: ColorChoice, quiet: bool, **stated: Any) -> int:
    """Try the rules in each RULES.yaml by their own examples: without one, those of the configured rule-packs.

    What stands under holds must be silent, what stands under breaks must be found by the rule at its [[…]], and
    nothing else: each text runs through everything that check does, with all other rules.

    Exit codes: 0 every rule keeps its word, 1 one does not, 2 a file cannot be read, 3 there are no rules.
    """
    from claimlint import try_rules

    result = try_rules(packs, config=configuration(stated))
    use_color = colored(color)
    if not result.trials and not result.failures:
        click.echo("no rules: name a rule pack, or configure rule-packs in claimlint.toml", err=True)
        return NO_INPUT
    text = reporter("trial", output_format)(result, color=use_color, width=width(), quiet=quiet)
    put(text, color=use_color)
    return UNREADABLE if result.failures else PASSED if result.passed else FOUND
