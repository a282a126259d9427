"""Several processes that do one thing to many items: the results come in the order of the items, as from one process.

Workers are forked, so that they share what has been loaded; where that cannot be done (Windows) or is not safe (other
threads are running), they are started anew, and whatever they need is sent to them.  Each has a pipe of its own, and
ends when its parent does, however that ends.
"""

from __future__ import annotations

import gc
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from claimlint.running.sending import send_proxies

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

T = TypeVar("T")
R = TypeVar("R")
# So many tasks are with a worker: the one at work, and the next, so that it need not wait for this process.
_AT_HAND = 2
_PATIENCE = 5.0  # seconds until a worker that was told to end is killed
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


send_proxies()


class WorkerError(Exception):
    """A worker is gone; ``task`` is the number of the item that it was at, ``how`` how it ended."""

    def __init__(self, task: int, how: str) -> None:
        super().__init__(how)
        self.task = task
        self.how = how


def spread(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Generator[R, None, None]:
    """``work`` of each of ``items``, in their order; the processes have been started when this returns.

    An exception of ``work`` is raised when it is its item's turn.  Raises :class:`WorkerError` where a process dies.
    """
    crew: list[_Worker] = []
    try:
        with _undisturbed():
            for _ in range(min(jobs, len(items))):
                crew.append(_Worker(work, items, crew))
    except BaseException:
        _dismiss(crew, orderly=False)
        raise
    return _results(crew, len(items))


def _results(crew: Sequence[_Worker], count: int) -> Generator[Any, None, None]:
    from multiprocessing.connection import wait

    orderly = False
    done: dict[int, tuple[bool, Any]] = {}
    told = handed = 0
    try:
        for worker in [*crew] * _AT_HAND:
            if handed < count:
                worker.hand(handed)
                handed += 1
        while told < count:
            for ready in wait([worker.pipe for worker in crew if worker.tasks]):
                worker = next(worker for worker in crew if worker.pipe is ready)
                number, answer = worker.answer()
                done[number] = answer
                if handed < count:
                    worker.hand(handed)
                    handed += 1
            while told in done:
                fine, value = done.pop(told)
                if not fine:
                    raise value
                told += 1
                yield value
        orderly = True
    finally:
        _dismiss(crew, orderly=orderly)


class _Worker:
    """A process, and what it is at."""

    def __init__(self, work: Callable[[Any], Any], items: Sequence[Any], others: Sequence[_Worker]) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.tasks: list[int] = []
        # What a fork inherits would keep the pipes of the others open when this process is gone.
        inherited = [other.pipe for other in (*others, self)] if context.get_start_method() == "fork" else []
        arguments = (theirs, inherited, work, items)
        self.process = context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()

    def hand(self, number: int) -> None:
        """Give it an item to do."""
        self.tasks.append(number)
        try:
            self.pipe.send(number)
        except OSError:  # it is gone, which shows when its answer is waited for
            return

    def answer(self) -> tuple[int, tuple[bool, Any]]:
        """Its next result."""
        try:
            return self.tasks[0], self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(_PATIENCE)
            raise WorkerError(self.tasks[0], _ending(self.process.exitcode)) from None
        finally:
            del self.tasks[0]


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


def _dismiss(crew: Sequence[_Worker], *, orderly: bool) -> None:
    """Let every process end, or make it; none is left behind."""
    for worker in crew:
        worker.pipe.close()
        if not orderly:
            worker.process.terminate()
    for worker in crew:
        worker.process.join(_PATIENCE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _serve(pipe: Connection, inherited: Sequence[Connection], work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """What a worker does until its parent closes the pipe."""
    gc.freeze()  # what is shared stays shared: no collection writes into it
    for other in inherited:
        other.close()
    # An interrupt goes to all processes of a terminal: this one is told by its parent what becomes of it.
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    _unblock()
    try:
        while True:
            pipe.send_bytes(_done(work, items[pipe.recv()]))
    except (EOFError, OSError):
        pass
    from claimlint.cache.compiled import save

    save()


def _done(work: Callable[[Any], Any], item: object) -> bytes:
    """Whether it went well, with the result; an exception is raised where the results are taken."""
    try:
        return pickle.dumps((True, work(item)), pickle.HIGHEST_PROTOCOL)
    except Exception as problem:
        return pickle.dumps((False, problem if _is_whole(problem) else RuntimeError(repr(problem))))


def _is_whole(problem: Exception) -> bool:
    """True for an exception that arrives as it was sent."""
    try:
        return type(pickle.loads(pickle.dumps(problem))) is type(problem)  # noqa: S301 (what was just made)
    except Exception:
        return False


def _context() -> BaseContext:
    import multiprocessing

    forks = sys.platform != "win32" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No signal comes between the start of a worker and the moment when it knows what to do with one."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unblock() -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
