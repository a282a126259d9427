"""How far a long run has come: a line on the terminal that goes away, never in what is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

import click

from claimlint.apps.terminal import Command

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0  # seconds that a run may take before anything is shown
_WIDEST = 40  # characters of a path
Told = Callable[[int, int, str], None]


def progress_option(command: Command) -> Command:
    """The ``--no-progress`` option."""
    return click.option("--no-progress", is_flag=True, help="Do not show on the terminal how far a long run has come.")(
        command
    )


def jobs_option(command: Command) -> Command:
    """The ``--jobs`` option."""
    return click.option(
        "--jobs",
        "-j",
        metavar="N",
        type=click.IntRange(min=1),
        help="How many processes share the files.  [default: by processors, and by how much there is to read]",
    )(command)


@contextmanager
def progress(*, wanted: bool = True) -> Iterator[Told | None]:
    """What to tell before each file: how many are done, of how many, and which it is; None where nobody would see."""
    if not wanted or sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    line = _Line()
    try:
        yield line.tell
    finally:
        line.close()


class _Line:
    """What is told is kept until there is a line to show it; the line appears from another thread.

    That thread is started when something is told: until then the run may be shared out among processes.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._timer: Timer | None = None
        self._state = (0, 0, "")
        self._shown: tuple[Progress, TaskID] | None = None
        self._closed = False

    def tell(self, done: int, files: int, path: str) -> None:
        with self._lock:
            self._state = (done, files, path)
            self._update()
        if done == files:
            self.close()
        elif self._timer is None:
            self._timer = Timer(PATIENCE, self.show)
            self._timer.daemon = True
            self._timer.start()

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._closed:
                return
            line = Progress(
                SpinnerColumn(),
                BarColumn(bar_width=20),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}", markup=False),
                console=Console(stderr=True),
                transient=True,
                refresh_per_second=5,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._shown = (line, line.add_task("", total=None))
            self._update()
            line.start()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._timer is not None:
                self._timer.cancel()
            if self._shown is not None:
                self._shown[0].stop()

    def _update(self) -> None:
        if self._shown is None:
            return
        line, task = self._shown
        done, files, path = self._state
        name = path if len(path) <= _WIDEST else "…" + path[1 - _WIDEST :]
        line.update(task, completed=done, total=files or None, description=name)
