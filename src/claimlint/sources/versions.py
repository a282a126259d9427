"""Which version of the files is read: the one on the disk, or one that git keeps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from claimlint.cache import notes


class Version(Protocol):
    """The files as they were at one time, or as they are to be committed."""

    def has(self, path: str) -> bool | None:
        """Whether there is a file at ``path``; None where that is for the disk to say."""
        ...

    def data(self, path: str) -> bytes:
        """The bytes of a file that there is."""
        ...


# Whatever one file leads to (its configuration, its facts, its source) must be of the same version, so what is read
# is a matter of the run and not of every call.
_READ: ContextVar[Version | None] = ContextVar("version", default=None)


@contextmanager
def reading(version: Version | None) -> Iterator[None]:
    """Inside, files are read from ``version``; None is the disk."""
    token = _READ.set(version)
    try:
        yield
    finally:
        _READ.reset(token)


def kept(path: str) -> bytes | None:
    """The bytes of the file in the version that is read; None where the disk has it.

    Raises :class:`FileNotFoundError` where the version has no such file.
    """
    version = _READ.get()
    has = None if version is None else version.has(path)
    if version is None or has is None:
        return None
    if not has:
        raise FileNotFoundError(path)
    return version.data(path)


def is_file(path: str) -> bool:
    """True where the version that is read has a file at ``path``."""
    version = _READ.get()
    has = None if version is None else version.has(path)
    return notes.is_file(path) if has is None else has
