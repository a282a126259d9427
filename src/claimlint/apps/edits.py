"""The options by which an edit is reviewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from claimlint.apps.terminal import Command
from claimlint.model.finding import Report

if TYPE_CHECKING:
    from claimlint.settings import Settings
    from claimlint.settings.configuration import Configuration


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


def checked(
    paths: Sequence[str], configure: Callable[[], Configuration], stated: Mapping[str, Any]
) -> tuple[Report, Settings]:
    """The report of a run, on an edit where one is named; and the settings of the run."""
    made: list[Configuration] = []

    def remembered() -> Configuration:
        made.append(configure())
        return made[-1]

    since, staged = stated["since"], stated["staged"]
    if since is None and not staged:
        from claimlint.pipeline import check

        report = check(paths, remembered())
    else:
        from claimlint.review import review

        report = review(paths, remembered, since, staged=staged)
    return report, made[0].settings  # the second one is that of the old version
