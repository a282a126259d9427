"""The ``claimlint`` command.  A sub-command's module is imported only when it is run (or listed)."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from claimlint import InputError, __version__
from claimlint.apps.signals import BROKEN_PIPE, Told, flushed, interrupted, orderly_end
from claimlint.apps.terminal import UNREADABLE, printed
from claimlint.cache.compiled import save, use, usual_folder
from claimlint.cache.runs import Entry

COMMANDS = (
    "baseline",
    "cache",
    "calc",
    "check",
    "completion",
    "depends",
    "explain",
    "extract",
    "init",
    "needs",
    "rules",
    "test",
)


@contextmanager
def _readers_may_leave() -> Iterator[None]:
    """Click would exit with 1, which is the code for findings."""
    try:
        yield
    except BrokenPipeError:
        raise click.exceptions.Exit(BROKEN_PIPE) from None


class LateGroup(click.Group):
    """A group whose commands are modules of ``claimlint.apps.commands``."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """As click does it; but that the reader has left (of --help) is no failure of a check."""
        with _readers_may_leave():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does it, likewise."""
        with _readers_may_leave():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"claimlint.apps.commands.{cmd_name}").command
        return command


@click.command(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimlint", message="%(prog)s %(version)s")
def claimlint() -> None:
    """Check that the numbers in a report agree with each other and with known facts."""


def main(arguments: Sequence[str] | None = None, entry: Entry | None = None) -> int:
    """Run the command line and return its exit code; no exception and no traceback leaves it.

    ``entry`` is where what it prints may be kept.
    """
    _speak_utf8()
    printed.clear()
    use(usual_folder())
    try:
        with orderly_end():
            code = _run(arguments, entry)
    except KeyboardInterrupt:
        return interrupted()
    except Told as told:
        return told.code
    except BrokenPipeError:  # the reader of standard error has left, too
        code = BROKEN_PIPE
    problem = flushed()
    return code if problem is None else unprinted(problem)


def unprinted(problem: OSError) -> int:
    """The exit code where standard output or error takes no more."""
    flushed()
    if isinstance(problem, BrokenPipeError):
        return BROKEN_PIPE
    return _unwritable(problem)


def _run(arguments: Sequence[str] | None, entry: Entry | None) -> int:
    try:
        code = claimlint.main(arguments, prog_name="claimlint", standalone_mode=False, obj=entry)
    except click.exceptions.Abort:  # what click makes of Ctrl-C
        return interrupted()
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except InputError as problem:
        click.echo(str(problem), err=True)
        return UNREADABLE
    except SystemExit as end:  # click's, when it has completed a command line
        return int(end.code or 0)
    except BrokenPipeError:
        return BROKEN_PIPE
    except OSError as problem:
        return _unwritable(problem)
    except Exception as problem:  # the last resort: a bug of ours must not look like a verdict
        return _give_up(problem)
    finally:
        save()
    return code if isinstance(code, int) else 0


def _unwritable(problem: OSError) -> int:
    """What reads or writes files tells its failures itself; what is left is what could not be printed."""
    if problem.filename is not None:
        return _give_up(problem)
    click.echo(f"the output could not be written: {problem.strerror or problem}", err=True)
    return UNREADABLE


def _speak_utf8() -> None:
    """Reports quote Chinese: write UTF-8 even where the locale says ASCII or cp936."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _give_up(problem: Exception) -> int:
    if os.environ.get("CLAIMLINT_DEBUG") == "1":
        import traceback

        traceback.print_exception(problem)
    said = " ".join(str(problem).split())
    click.echo(
        f"internal error: {type(problem).__name__}: {said}; please report it (CLAIMLINT_DEBUG=1 shows where)", err=True
    )
    return UNREADABLE
