"""What the commands share: where output goes, in which colours, and how findings become an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click

from claimlint import Failure
from claimlint.apps.signals import BROKEN_PIPE, silence

ColorChoice = Literal["auto", "always", "never"]
Command = TypeVar("Command", bound=Callable[..., Any])

# CONTRACT, "Exit codes".
PASSED, FOUND, UNREADABLE, NO_INPUT = 0, 1, 2, 3

# With PYTHONUNBUFFERED, Python takes one long write that was cut short for a success: write in parts.
_CHUNK = 16_384

_NARROWEST, _WIDEST, _USUAL = 40, 120, 80


def color_option(command: Command) -> Command:
    """The ``--color`` option."""
    return click.option(
        "--color",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        help="When to use colours (auto: on a terminal, unless NO_COLOR is set).",
    )(command)


def units_option(command: Command) -> Command:
    """The ``--units`` option."""
    return click.option(
        "--units",
        metavar="FILE",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False),
        help="Read the units that FILE defines, too, in pint's format: cabinet = [cabinet] (may be repeated).",
    )(command)


def as_of_option(command: Command) -> Command:
    """The ``--as-of`` option."""
    return click.option(
        "--as-of",
        metavar="DATE",
        type=click.DateTime(["%Y-%m-%d"]),
        help='The day from which "last year" counts, and on which facts must be fresh (YYYY-MM-DD).',
    )(command)


def format_option(formats: tuple[str, ...], default: str) -> Callable[[Command], Command]:
    """The ``--output-format`` option of a command that has ``formats``."""
    return click.option("--output-format", type=click.Choice(formats), default=default, show_default=True)


def colored(choice: ColorChoice) -> bool:
    """True where colours are wanted (https://no-color.org)."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def width() -> int:
    """The cells of a line: the terminal's, within what can be read well; 80 where there is none."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return _USUAL
    import shutil

    return min(max(shutil.get_terminal_size((_USUAL, 24)).columns, _NARROWEST), _WIDEST)


# What has been printed: 1 for standard output, 2 for standard error.
printed: list[tuple[int, str]] = []


def put(text: str, *, color: bool, err: bool = False) -> None:
    """Write to standard output (or standard error).

    Where its reader has left (``| head``), the command ends at once, and says nothing more.
    """
    text = text if color else click.unstyle(text)
    printed.append((2 if err else 1, text))
    try:
        for start in range(0, len(text), _CHUNK):
            click.echo(text[start : start + _CHUNK], nl=False, color=True, err=err)
    except BrokenPipeError:
        silence(sys.stdout.fileno())
        raise click.exceptions.Exit(BROKEN_PIPE) from None


def tell(message: str) -> None:
    """A line on standard error."""
    put(f"{message}\n", color=False, err=True)


def complain(failures: tuple[Failure, ...]) -> None:
    """One line for each input that could not be read, on standard error."""
    for failure in failures:
        tell(str(failure))


def nearest(word: str, known: list[str]) -> str:
    """A hint at the known word that is spelled most alike, or nothing."""
    from difflib import get_close_matches

    matches = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean {matches[0]}?" if matches else ""
