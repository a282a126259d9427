"""``claimlint explain``: what does a rule want, and why?"""

from __future__ import annotations

import click

from claimlint.apps.completed import complete_rules
from claimlint.apps.configured import config_here
from claimlint.apps.terminal import ColorChoice, color_option, colored, format_option, put, width
from claimlint.reporters import formats


@click.command("explain", short_help="Explain a rule, with examples.")
@click.argument("id", shell_complete=complete_rules)
@format_option(formats("manual"), "text")
@color_option
def command(id: str, output_format: str, color: ColorChoice) -> int:
    """Explain the rule (or the check) ID: what it recomputes, why, and texts that hold and break."""
    from claimlint import explain

    try:
        manual = explain(id, config=config_here())
    except LookupError as problem:
        raise click.UsageError(str(problem)) from None
    use_color = colored(color)
    put(manual.render(output_format, color=use_color, width=width()), color=use_color)
    return 0
