"""The files of a run, shared out: how many processes they are worth, and which files go to one process together."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from claimlint.model.finding import Failure, InputError
from claimlint.rules.run import Progress
from claimlint.running.gathered import Run

if TYPE_CHECKING:
    from claimlint.running.workers import WorkerError

T = TypeVar("T")
R = TypeVar("R")
# From so many bytes on, which take about half a second, another process pays for itself.
_WORTH = 60_000
# So many tasks for each process, so that none waits long for the last one; but no more files in one than this.
_TASKS, _MOST = 12, 32
_STUB = 1_000  # bytes; a shorter file needs few of the words that the others need


def parts_of(
    paths: Sequence[str],
    work: Callable[[Sequence[str]], Sequence[Run]],
    given: Mapping[str, bytes],
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Iterator[Run]:
    """What each file adds, in the order of ``paths``; ``work`` makes it of a few of them, in whatever process.

    Raises :class:`InputError` where a process dies.
    """
    tell = progress or _untold
    sizes = [len(given[path]) if path in given else _size(path) for path in paths]
    jobs = _worth(sizes) if jobs is None else min(jobs, len(paths))
    if jobs < 2:
        for done, path in enumerate(paths):
            tell(done, len(paths), path)
            yield from work([path])
        return
    from claimlint.running.workers import WorkerError, spread

    # One file is done here first: the words that it needs are then loaded once for all.
    work([min(zip(sizes, paths, strict=True), key=lambda one: (one[0] < _STUB, one))[1]])
    batches = list(_batches(paths, sizes, jobs))
    made = spread(work, batches, jobs)
    try:
        done = 0
        tell(done, len(paths), paths[0])
        for parts in made:
            yield from parts
            done += len(parts)
            tell(done, len(paths), paths[min(done, len(paths) - 1)])
    except WorkerError as error:
        raise _lost(error, batches[error.task][0]) from None
    finally:
        made.close()


def each_of(work: Callable[[tuple[str, T]], R], items: Sequence[tuple[str, T]], jobs: int | None) -> Iterable[R]:
    """``work`` of each item, in order; an item is a path, and what there is to do for that file."""
    jobs = _worth([_size(path) for path, _ in items]) if jobs is None else min(jobs, len(items))
    if jobs < 2 or threading.active_count() > 1:  # to begin anew and be told everything would take longer
        yield from map(work, items)
        return
    from claimlint.running.workers import WorkerError, spread

    try:
        yield from spread(work, items, jobs)
    except WorkerError as error:
        raise _lost(error, items[error.task][0]) from None


def _lost(error: WorkerError, path: str) -> InputError:
    return InputError(Failure(path, f"the process that was at this file {error.how}: --jobs 1 needs less memory"))


def _batches(paths: Sequence[str], sizes: Sequence[int], jobs: int) -> Iterator[list[str]]:
    """Files that stand together, about as many bytes in each batch."""
    share = sum(sizes) / (jobs * _TASKS)
    batch: list[str] = []
    weight = 0
    for path, size in zip(paths, sizes, strict=True):
        batch.append(path)
        weight += size
        if weight >= share or len(batch) == _MOST:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _worth(sizes: Sequence[int]) -> int:
    """How many processes the files are worth, of those that the processors can run; the longest file is one's own."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    rest = sum(sizes) - max(sizes, default=0)
    return max(1, min(cores, len(sizes), 1 + rest // _WORTH))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def _untold(done: int, files: int, path: str) -> None:
    """Nobody wants to know."""
