"""``check --watch``: check, and again whenever something changes that the outcome depends on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from claimlint import Failure, InputError
from claimlint.apps.signals import interruption
from claimlint.apps.terminal import Command
from claimlint.frozen import dataclass

if TYPE_CHECKING:
    from claimlint import Configuration, Report

# They count wherever they stand: beside a checked file, or above it.
_CONFIGURING = ("claimlint.toml", "pyproject.toml", ".gitignore")
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_NAP = 1000  # milliseconds until the first look of one's own: what changed before the watch began
Stamps = Mapping[str, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Watched:
    """What is checked, and with which of its files nothing happens: those that the run itself writes."""

    paths: Sequence[str]
    written: Sequence[str]
    configuration: Callable[[], Configuration]
    run: Callable[[Configuration], Report]


def watch_option(command: Command) -> Command:
    """The ``--watch`` option."""
    return click.option(
        "--watch",
        is_flag=True,
        help="Check again whenever a file changes, until Ctrl-C (needs claimlint-reports[watch]).",
    )(command)


def watch(watched: Watched) -> int:
    """Check again and again.  Ends only by a signal: a watch never passes, so that no gate opens because of it.

    Raises :class:`InputError` where watchfiles is not installed.
    """
    try:
        import watchfiles
    except ImportError:
        missing = Failure("--watch", "needs watchfiles: pip install 'claimlint-reports[watch]'")
        raise InputError(missing) from None
    report: Report | None = None
    while True:
        before = _stamps(watched, report)
        report = _checked(watched) or report
        before = {**_stamps(watched, report), **before}  # what was only found by reading is as old as its reading
        _tell(before)
        changes = watchfiles.watch(
            *_folders(watched, before), recursive=False, rust_timeout=_NAP, yield_on_timeout=True, step=50, debounce=400
        )
        try:
            _wait(changes, watched, report, before)
        except KeyboardInterrupt:
            raise interruption() from None


def _wait(changes: Iterable[object], watched: Watched, report: Report | None, before: Stamps) -> None:
    """Return when something that counts is otherwise; the first look also sees what changed before the watch began."""
    first = True
    for changed in changes:
        if (changed or first) and _stamps(watched, report) != before:
            return
        first = False


def _checked(watched: Watched) -> Report | None:
    """One run; what is wrong with its configuration is told, and may be mended while the watch goes on."""
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        click.echo(_CLEAR, nl=False, color=True)
    try:
        return watched.run(watched.configuration())
    except InputError as problem:
        click.echo(str(problem), err=True)
        return None


def _tell(stamps: Stamps) -> None:
    count = sum(stamp is not None and os.path.basename(path) not in _CONFIGURING for path, stamp in stamps.items())
    click.echo(f"watching {count} file{'s' * (count != 1)}; Ctrl-C ends", err=True)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def _stamps(watched: Watched, report: Report | None) -> Stamps:
    """When each file that counts was changed, and how long it is; None for one that is not there."""
    written = {os.path.abspath(path) for path in watched.written}
    files = dict.fromkeys(os.path.abspath(path) for path in _files(watched, report))
    return {path: _stamp(path) for path in files if path not in written}


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _files(watched: Watched, report: Report | None) -> Iterator[str]:
    """The files that are checked, those that they name, and whatever configures the run."""
    from claimlint import find_files

    checked = [path for path in watched.paths if not os.path.isdir(path)]
    above = dict.fromkeys(_and_above(path for path in watched.paths))
    try:
        config = watched.configuration()
        checked += find_files(watched.paths, config=config).files
        settings = [config.settings, *(config.of(path) for path in checked)]
        for each in settings:
            yield from (*each.facts, *each.units, *each.packs, *([each.baseline] if each.baseline else ()))
        for folder in {os.path.dirname(path) for path in checked}:
            yield from (layer.file.path for layer in config.layers(folder) if layer.file is not None)
    except InputError:  # is told when it is checked
        pass
    yield from checked
    yield from report.documents if report is not None else ()
    above |= dict.fromkeys(_and_above(checked))
    yield from (os.path.join(folder, name) for folder in above for name in _CONFIGURING)


def _and_above(paths: Iterable[str]) -> Iterator[str]:
    """The folder of each path and those above it, as far as a configuration is looked for."""
    done: set[str] = set()
    for path in paths:
        here = os.path.abspath(path)
        here = here if os.path.isdir(here) else os.path.dirname(here)
        while here not in done:
            done.add(here)
            yield here
            if os.path.exists(os.path.join(here, ".git")):
                break
            here = os.path.dirname(here)


def _folders(watched: Watched, stamps: Stamps) -> list[str]:
    """The folders in which something that counts may change or appear; never those below them that do not matter."""
    folders = {os.path.dirname(path) for path in stamps}
    for path in watched.paths:
        for here, inside, _ in os.walk(path):
            inside[:] = [name for name in inside if not name.startswith(".") and name != "node_modules"]
            folders.add(os.path.abspath(here))
    return sorted(folder for folder in folders if os.path.isdir(folder))
