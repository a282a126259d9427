"""``-`` as a PATH: what comes from standard input, under the name that it would have as a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import click

from claimlint import Failure, InputError
from claimlint.apps.terminal import Command
from claimlint.frozen import dataclass

SIGN = "-"
NAMELESS = "<stdin>"


@dataclass(frozen=True, slots=True)
class Taken:
    """The paths of a run, ``-`` replaced by the name of what it stands for; and the bytes that came under that name."""

    paths: tuple[str, ...]
    given: Mapping[str, bytes]


def stdin_option(command: Command) -> Command:
    """The ``--stdin-filename`` option."""
    return click.option(
        "--stdin-filename",
        metavar="PATH",
        type=click.Path(),
        help="What - (standard input) is called: decides its format, its configuration and what is ignored in it.",
    )(command)


def take(paths: Sequence[str], name: str | None) -> Taken:
    """Read standard input where one of ``paths`` is ``-``; without a ``name`` it is plain text.

    Raises :class:`click.UsageError` for a name without ``-``, :class:`InputError` where there is nothing to read from.
    """
    if SIGN not in paths:
        if name is not None:
            raise click.UsageError(f"--stdin-filename {name}: give - as PATH to read from standard input")
        return Taken(tuple(paths), MappingProxyType({}))
    called = name or NAMELESS
    try:
        data: bytes = sys.stdin.buffer.read()
    except (OSError, RuntimeError, ValueError, AttributeError) as error:  # closed, or a folder: python - < .
        what = getattr(error, "strerror", None) or "it is closed"
        raise InputError(Failure(called, f"standard input cannot be read: {what}")) from None
    others = (path for path in paths if path != SIGN)
    return Taken((called, *others), MappingProxyType({called: data}))
