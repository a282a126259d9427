"""Files are replaced in one step, so that nobody finds half of one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from claimlint.model.finding import Failure, InputError

_ALL, _MASK = 0o666, 0o777


def replace_file(file: str, text: str) -> None:
    """Put ``text`` in UTF-8 in the place of ``file``, as :func:`replace_bytes` does."""
    replace_bytes(file, text.encode("utf-8", "backslashreplace"))


def replace_bytes(file: str, data: bytes) -> None:
    """Put ``data`` in the place of ``file``, whose mode is kept; a link is followed, a pipe or a device written to.

    Raises :class:`InputError` where it cannot be written.
    """
    import tempfile

    path = os.path.realpath(file)
    try:
        if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
            with open(path, "wb") as device:
                device.write(data)
            return
        mode = os.stat(path).st_mode & _MASK if os.path.exists(path) else _ALL & ~_umask()
        handle, name = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".claimlint-")
        try:
            with os.fdopen(handle, "wb") as whole:
                whole.write(data)
            Path(name).chmod(mode)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise InputError(Failure(file, f"cannot be written: {error.strerror}")) from None


def _umask() -> int:
    """The mask that new files are made with; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
