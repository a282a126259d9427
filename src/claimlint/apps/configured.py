"""The options by which a run is configured, and what becomes of them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from claimlint.apps.terminal import Command, complain, put
from claimlint.model.finding import EDIT, EDITS, LOOKUPS, SUPPRESSION, SUPPRESSIONS

if TYPE_CHECKING:
    from claimlint.rules.load import Rule
    from claimlint.settings.configuration import Configuration
    from claimlint.settings.selection import Catalogue


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A rule that no pack states."""

    id: str
    check: str
    pack: str = ""
    preview: bool = False


def config_options(command: Command) -> Command:
    """The options that name or override configuration files, and those that show what follows from them."""
    for option in (
        click.option("--show-files", is_flag=True, help="List the files that would be read, and end."),
        click.option("--show-settings", is_flag=True, help="Print the settings of each PATH and who says so, and end."),
        click.option("--force-exclude", is_flag=True, help="Leave excluded files out even where they are named."),
        click.option("--isolated", is_flag=True, help="Pass over all configuration files."),
        click.option(
            "--config",
            metavar="FILE|KEY=VALUE",
            multiple=True,
            help="Use this configuration file and no other; or override one of its settings (may be repeated).",
        ),
    ):
        command = option(command)
    return command


def rule_options(command: Command) -> Command:
    """The options that say which rules run."""
    for option in (
        click.option("--preview", is_flag=True, help="Run the rules that are in preview, too."),
        click.option("--ignore", metavar="RULE", multiple=True, help="Do not run this rule (may be repeated)."),
        click.option(
            "--extend-select", metavar="RULE", multiple=True, help="Run this rule besides those selected (repeatable)."
        ),
        click.option(
            "--select",
            metavar="RULE",
            multiple=True,
            help="Run only this rule, or those of a check or a pack (may be repeated).",
        ),
    ):
        command = option(command)
    return command


def configuration(stated: Mapping[str, Any], *, bare: bool = False) -> Configuration:
    """The configuration of a run; ``stated`` are the values of its options by their names in Python."""
    from claimlint.settings import Settings
    from claimlint.settings.configuration import Configuration

    files = [each for each in stated["config"] if "=" not in each or os.path.isfile(each)]
    if len(files) > 1:
        raise click.UsageError(f"--config names two files, {files[0]} and {files[1]}: let one extend the other")
    if files and stated["isolated"]:
        raise click.UsageError("--isolated passes over all configuration files, so --config can name none")
    return Configuration(
        catalogue,
        file=files[0] if files else None,
        isolated=stated["isolated"],
        stated=[each for each in stated["config"] if each not in files],
        options=_layers(stated),
        plain=Settings(bare=bare),
    )


# The options whose names in a configuration file are others.
_NAMES = {"facts": "extend-facts", "units": "extend-units"}
_OPTIONS = ("select", "extend_select", "ignore", "preview", "force_exclude", "facts", "units", "as_of", "fail_on")


def _layers(stated: Mapping[str, Any]) -> Sequence[Any]:
    """A layer for each option that was given, so that what is wrong is told under the option's name."""
    from claimlint.settings.layers import Layer

    layers = []
    for option in (*_OPTIONS, "baseline", "min_checked"):
        value = stated.get(option)
        if value or (option == "min_checked" and value is not None):  # 0 is an answer, too
            key = option.replace("_", "-")
            said = value.date() if option == "as_of" else value
            layers.append(Layer(f"--{key}", os.getcwd(), {_NAMES.get(option, key): said}))
    return layers


def catalogue(packs: tuple[str, ...] = ()) -> Catalogue:
    """Every rule by which a user may call one; ``packs`` are files of the user's own."""
    from claimlint.settings.selection import Catalogue

    checks = dict.fromkeys(SUPPRESSIONS, SUPPRESSION) | dict.fromkeys(EDITS, EDIT)
    lookups = [_Lookup(id, checks.get(id, id)) for id in LOOKUPS]
    return Catalogue((*lookups, *rules(packs)))


def rules(packs: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that come with claimlint, and those of the user's own packs."""
    from claimlint.rules.load import load_rules

    if not packs:
        return load_rules()
    from claimlint.rules.own import own_rules

    return (*load_rules(), *own_rules(packs))


def rules_here() -> tuple[Rule, ...]:
    """The rules that a user in the working directory has; a configuration that is wrong is told when it is used."""
    from claimlint.model.finding import InputError
    from claimlint.settings.configuration import Configuration

    try:
        return rules(Configuration(catalogue).settings.packs)
    except InputError as problem:
        complain((problem.failure,))
        return rules(())


def show(paths: Sequence[str], config: Configuration, *, settings: bool) -> int:
    """Print the files that ``paths`` stand for, or the settings of the first of each configuration."""
    from claimlint.apps.terminal import NO_INPUT, PASSED, UNREADABLE
    from claimlint.settings.shown import shown
    from claimlint.sources.find import find

    found = find(paths, config.choice)
    if settings:
        seen: dict[tuple[int, ...], str] = {}
        for path in found.files:
            layers = config.layers(os.path.dirname(path))
            own = config.of(path)
            ids = [rule.id for rule in catalogue(own.packs).rules]
            seen.setdefault(tuple(map(id, layers)), shown(path, layers, own, ids))
        put("\n".join(seen.values()), color=False)
    else:
        put("".join(f"{path}\n" for path in found.files), color=False)
    complain(found.failures)
    return UNREADABLE if found.failures else PASSED if found.files else NO_INPUT
