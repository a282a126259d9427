"""The options by which an edit is reviewed."""

from __future__ import annotations

import click

from claimlint.apps.terminal import Command


def edit_options(command: Command) -> Command:
    """``--since`` and ``--staged``."""
    for option in (
        click.option(
            "--staged",
            is_flag=True,
            help="Check what is staged in git, as it will be committed; of that only what the commit changes.",
        ),
        click.option(
            "--since",
            metavar="REV",
            help="Report only what was changed since the git version REV, and what that left behind (main... is where "
            "the branch began).",
        ),
    ):
        command = option(command)
    return command
