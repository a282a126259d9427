"""What a run is about: texts, files, folders, and texts that stand for files."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Mapping

from claimlint.model.finding import Failure, InputError
from claimlint.sources.find import MARKDOWN, YAML, short_path

StrPath = str | os.PathLike[str]
Paths = StrPath | Iterable[StrPath]
TextOrPath = bytes | Paths
Given = Mapping[str, str | bytes]

NAMELESS = "<text>"
_ENDINGS = (*MARKDOWN, *YAML, ".txt", "/")
_LONGEST_NAME = 1000


def inputs(source: TextOrPath, name: str | None, given: Given | None) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """The paths that ``source`` stands for, and the bytes of those that are not to be read from disk.

    Raises ValueError for a ``str`` of which nobody can tell what it is meant to be.
    """
    texts = {_called(path): _encoded(path, text) for path, text in (given or {}).items()}
    if isinstance(source, bytes) or (isinstance(source, str) and (name is not None or not _is_path(source))):
        called = NAMELESS if name is None else _called(name)
        return (called,), {**texts, called: _encoded(called, source)}
    if name is not None:
        raise TypeError("name is what a text is called, and a path has its own")
    paths = listed(source)
    return tuple(called if (called := _called(path)) in texts else path for path in paths), texts


def listed(paths: Paths) -> list[str]:
    """One path or several, as strings."""
    return [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]


def _is_path(text: str) -> bool:
    if "\n" in text or len(text) > _LONGEST_NAME:
        return False
    if text.lower().endswith(_ENDINGS):
        return True
    if text and os.path.exists(text):
        raise ValueError(
            f"{text!r} is taken for a text, and there is a file or folder of that name: "
            f"pass Path({text!r}) for that, or name='…' beside the text"
        )
    return False


def _called(name: str) -> str:
    """The spelling in which a file of that name would be reported; there need not be one."""
    return name if name.startswith("<") else short_path(os.path.abspath(name))


def _encoded(name: str, text: str | bytes) -> bytes:
    """What a file with this text would hold; the byte order mark keeps it from being taken for anything but UTF-8."""
    if isinstance(text, bytes):
        return text
    try:
        return codecs.BOM_UTF8 + text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise InputError(Failure(name, "is not text: it holds half of a surrogate pair", line)) from None
