"""How a run ends that is told to end, or whose reader has left: with the code that shells expect, without a trace."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

BROKEN_PIPE, INTERRUPTED = 141, 130  # 128 + the signal's number, as shells count


class Told(BaseException):
    """Raised where the program is told to end: what is half done is cleaned up on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


# The signals that came, for libraries that pass every exception of a handler off as an interrupt.
_came: list[int] = []


def _end(number: int, frame: FrameType | None) -> None:
    _came.append(number)
    raise Told(number)


def interruption() -> Told | KeyboardInterrupt:
    """What has really ended a wait of which a library says only that it was interrupted."""
    return Told(_came[-1]) if _came else KeyboardInterrupt()


def interrupted() -> int:
    """Say so in one line; the code of a run that Ctrl-C has ended."""
    with suppress(OSError, ValueError, AttributeError):  # nobody is left to be told
        sys.stderr.write("interrupted\n")
    return INTERRUPTED


@contextmanager
def orderly_end() -> Iterator[None]:
    """Inside, SIGTERM and SIGHUP raise :class:`Told`; by default they would end Python on the spot."""
    # Only the main thread may; and a hang-up that is ignored (nohup) stays so.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    mine = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    for number in mine:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)


def flushed() -> OSError | None:
    """Send off what is still buffered for standard output and error; the problem, where that cannot be done."""
    problem = None
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError) as error:
            silence(stream.fileno() if not stream.closed else None)
            problem = problem or (error if isinstance(error, OSError) else None)
        except AttributeError:  # there is none
            continue
    return problem


def silence(handle: int | None) -> None:
    """Let nothing more be written there: what is still buffered would fail again while the interpreter ends."""
    if handle is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, handle)
        os.close(nowhere)
