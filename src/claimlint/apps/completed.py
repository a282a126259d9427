"""What the shell offers behind an option: the names by which a user may call rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules, checks and packs that begin so; a configuration that is wrong offers those that come along."""
    from click.shell_completion import CompletionItem

    from claimlint import InputError, list_manuals

    try:
        manuals = list_manuals()
    except InputError:  # no place for complaints
        manuals = list_manuals(isolated=True)
    pages = [manual.page for manual in manuals]
    reasons = {page.id: page.why for page in pages}
    names = {*reasons, *(page.check for page in pages if page.kind == "rule")}
    if param.name != "id":  # explain: one rule or check
        names |= {"all", *(page.check for page in pages), *(page.pack for page in pages if page.pack)}
    return [CompletionItem(name, help=reasons.get(name)) for name in sorted(names) if name.startswith(incomplete)]
