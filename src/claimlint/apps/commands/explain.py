"""``claimlint explain``: what does a rule want, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claimlint.apps.completed import complete_rules
from claimlint.apps.configured import rules_here
from claimlint.apps.terminal import ColorChoice, color_option, colored, format_option, nearest, put, width
from claimlint.model.finding import LOOKUPS
from claimlint.reporters import formats, reporter

if TYPE_CHECKING:
    from claimlint.reporters.pages import Page


@click.command("explain", short_help="Explain a rule, with examples.")
@click.argument("id", shell_complete=complete_rules)
@format_option(formats("manual"), "text")
@color_option
def command(id: str, output_format: str, color: ColorChoice) -> int:
    """Explain the rule (or the check) ID: what it recomputes, why, and texts that hold and break."""
    use_color = colored(color)
    put(reporter("manual", output_format)(_page(id), color=use_color, width=width()), color=use_color)
    return 0


def _page(id: str) -> Page:
    from claimlint.apps.configured import check_of_lookup
    from claimlint.checks import registry
    from claimlint.reporters.pages import page_of_check, page_of_lookup, page_of_rule

    if id in LOOKUPS:
        return page_of_lookup(id, check_of_lookup(id))
    rules, checks = rules_here(), registry()
    for rule in rules:
        if rule.id == id:
            return page_of_rule(rule, checks.get(rule.check))
    if id in checks:
        return page_of_check(checks[id], rules)
    known = sorted({*LOOKUPS, *checks, *(rule.id for rule in rules)})
    raise click.UsageError(f"there is no rule or check {id!r}{nearest(id, known)}")
