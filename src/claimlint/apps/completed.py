"""What the shell offers behind an option: the names by which a user may call rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules, checks and packs that begin so; a configuration that is wrong offers those that come along."""
    from click.shell_completion import CompletionItem

    from claimlint.apps.configured import catalogue
    from claimlint.model.finding import InputError
    from claimlint.settings.configuration import Configuration
    from claimlint.settings.selection import ALL

    try:
        known = catalogue(Configuration(catalogue).settings.packs)
    except InputError:  # no place for complaints
        known = catalogue()
    reasons = {rule.id: getattr(rule, "why", "") for rule in known.rules}
    if param.name == "id":  # explain: one rule or check
        from claimlint.checks import registry

        names = {*reasons, *registry()}
    else:
        names = {*reasons, ALL, *(word for rule in known.rules for word in (rule.check, rule.pack) if word)}
    return [CompletionItem(name, help=reasons.get(name)) for name in sorted(names) if name.startswith(incomplete)]
