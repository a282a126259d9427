"""``claimlint explain``: what does a rule want, and why?"""

from __future__ import annotations

import click

from claimlint.apps.configured import rules_here
from claimlint.apps.terminal import ColorChoice, color_option, colored, nearest, put, width
from claimlint.model.finding import LOOKUPS


@click.command("explain", short_help="Explain a rule, with examples.")
@click.argument("id")
@color_option
def command(id: str, color: ColorChoice) -> int:
    """Explain the rule (or the check) ID: what it recomputes, why, and texts that hold and break."""
    from claimlint.checks import registry
    from claimlint.reporters.explanation import explanation

    use_color = colored(color)
    if id in LOOKUPS:
        from claimlint.reporters.explanation import lookup

        put(lookup(id, color=use_color, width=width()), color=use_color)
        return 0
    rules, checks = rules_here(), registry()
    rule = next((rule for rule in rules if rule.id == id), None)
    check = checks.get(rule.check if rule else id)
    if rule is None and check is None:
        known = sorted({*LOOKUPS, *checks, *(rule.id for rule in rules)})
        raise click.UsageError(f"there is no rule or check {id!r}{nearest(id, known)}")
    users = [rule.id for rule in rules if check is not None and rule.check == id]
    put(explanation(id, rule, check, users, color=use_color, width=width()), color=use_color)
    return 0
