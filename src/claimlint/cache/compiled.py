"""What every run would work out anew from data that seldom changes, kept on disk: compiled patterns, parsed YAML.

Compiling the patterns of the lexicon takes most of the time in which a short report is checked.  Nothing is kept unless
the command line says where (:func:`use`); what is kept is found by the very text that it was made from, so it is never
out of date.  A file that is torn, foreign or unwritable costs time and nothing else.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from claimlint.cache import directory
from claimlint.cache.notes import digest

T = TypeVar("T")
_MAGIC = b"claimlint cache 2\n"
_DIGEST = 4
# Grown beyond this, the file is begun anew: the words of the lexicon have changed often.
_MOST_BYTES = 16_000_000
# By the digest of what it is made from; each is packed by itself, and unpacked only where it is asked for.
_Kept = dict[bytes, bytes]

_folder: Path | None = None
_kept: _Kept | None = None  # read when it is first asked for
_new: _Kept = {}


def use(folder: Path | None) -> None:
    """Use what is kept in ``folder``, and keep there what is worked out from now on; None keeps nothing."""
    global _folder, _kept
    _folder, _kept = folder, None
    _new.clear()


def usual_folder() -> Path | None:
    """Where the user's caches are; None where nothing is to be kept."""
    folder = directory.usual_folder()
    return None if folder is None else Path(folder)


def compiled(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """``re.compile(source, flags)``, from the cache where it is there."""
    if _folder is None:
        return re.compile(source, flags)
    key = _key(source, str(int(flags)))
    made = _known().get(key)
    if made is not None:
        try:
            return _assembled(source, *marshal.loads(made))  # noqa: S302 (our own file, in the user's own folder)
        except (RuntimeError, EOFError, TypeError, ValueError, OverflowError):  # nothing that this Python has made
            _known().pop(key)
    parts = _taken_apart(source, int(flags))
    if parts is None:
        return re.compile(source, flags)
    _new[key] = marshal.dumps(parts)
    return _assembled(source, *parts)


def parsed(text: str) -> Any:
    """The plain data of a trusted YAML text, from the cache where it is there.  Raises ValueError if it is none."""
    return kept(text, "yaml", _load)


def kept(text: str, kind: str, make: Callable[[str], T]) -> T:
    """What ``make`` makes of ``text``, from the cache where it is there; ``kind`` tells apart what is made of one text.

    Only plain data is kept (no dates), and whoever asks must not alter it.
    """
    if _folder is None:
        return make(text)
    key = _key(text, kind)
    if key in _known():
        return cast(T, marshal.loads(_known()[key]))  # noqa: S302 (our own file, in the user's own folder)
    data = make(text)
    with suppress(ValueError):  # YAML knows kinds of data that marshal does not (dates)
        _new[key] = marshal.dumps(cast(Any, data))
    return data


def _key(text: str, kind: str) -> bytes:
    return digest(f"{kind}\0{text}".encode("utf-8", "surrogatepass"))


def _load(text: str) -> Any:
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def save() -> None:
    """Keep what was worked out since :func:`use`; a folder that cannot be written to is left alone."""
    if _folder is None or not _new:
        return
    path = _file(_folder)
    body = marshal.dumps(_read(path) | _new)  # another process may have kept something meanwhile
    if len(body) > _MOST_BYTES:
        body = marshal.dumps(_new)
    _new.clear()
    _replace(path, _MAGIC + zlib.crc32(body).to_bytes(_DIGEST, "little") + body)


def _known() -> _Kept:
    global _kept
    if _kept is None:
        _kept = {} if _folder is None else _read(_file(_folder))
    return _kept


def _file(folder: Path) -> Path:
    """One file for each Python: a compiled pattern means something to the engine that made it and to no other."""
    return folder / f"{sys.implementation.cache_tag or 'python'}-{_engine()}-{sys.byteorder}.bin"


def _engine() -> int:
    try:
        from re import _constants  # type: ignore[attr-defined]

        return int(_constants.MAGIC)
    except (ImportError, AttributeError):  # another implementation of Python
        return 0


def _read(path: Path) -> _Kept:
    try:
        whole = path.read_bytes()
        start = len(_MAGIC) + _DIGEST
        body = memoryview(whole)[start:]
        if not whole.startswith(_MAGIC) or zlib.crc32(body) != int.from_bytes(whole[len(_MAGIC) : start], "little"):
            return {}
        found = marshal.loads(body)  # noqa: S302 (our own file, in the user's own folder)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return cast(_Kept, found) if isinstance(found, dict) else {}


def _replace(path: Path, whole: bytes) -> None:
    """In one step, so that nobody finds half of it."""
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".claimlint-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(whole)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError:
        return


# -- the parts of a compiled pattern --------------------------------------------------------------------------------
# What ``re`` does in ``re._compiler.compile``, taken apart at the place where the code is a list of numbers.

_Parts = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


def _taken_apart(source: str, flags: int) -> _Parts | None:
    """Flags, code, number of groups, and their names; None where this Python's engine is another one."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        tree = _parser.parse(source, flags)
        code = _compiler._code(tree, flags)
        state = tree.state
        names: list[str | None] = [None] * state.groups
        for name, index in state.groupdict.items():
            names[index] = name
        packed = _array(code).tobytes()
        return flags | state.flags, packed, state.groups - 1, dict(state.groupdict), tuple(names)
    except (ImportError, AttributeError, TypeError, OverflowError):
        return None


def _assembled(
    source: str, flags: int, code: bytes, groups: int, index: dict[str, int], names: tuple[str | None, ...]
) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]  # the engine itself; no stub knows it

    numbers = _array()
    numbers.frombytes(code)
    return cast("re.Pattern[str]", _sre.compile(source, flags, numbers.tolist(), groups, index, names))


def _array(numbers: Any = ()) -> Any:
    from array import array

    return array("I", numbers)
