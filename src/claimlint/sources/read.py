"""Any file → Document; and which files a path stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from claimlint.model.finding import Failure, InputError
from claimlint.model.text import Document
from claimlint.sources.decode import decode, load
from claimlint.sources.limits import refuse_endless_line
from claimlint.sources.plain import read_plain
from claimlint.sources.report import ReportFile, is_report, read_report

_MARKDOWN = frozenset({".md", ".markdown", ".qmd"})
_YAML = frozenset({".yaml", ".yml"})
_FOUND = _MARKDOWN | {".txt"}
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})  # hidden ones (.git, .venv) are skipped anyway
_LARGEST_SNIFFED = 32_000_000  # bytes


def read(path: str, data: bytes | None = None) -> Document | ReportFile:
    """The file at ``path``; ``data`` are its bytes where they are already at hand.

    ``.md``, ``.markdown`` and ``.qmd`` are read as Markdown, ``.yaml`` and ``.yml`` as a report, anything else as plain
    text.  Raises :class:`InputError` for what cannot be read.
    """
    text = decode(path, load(path) if data is None else data)
    refuse_endless_line(path, text)
    suffix = PurePath(path).suffix.lower()
    if suffix in _MARKDOWN:
        from claimlint.sources.markdown import read_markdown

        return read_markdown(path, text)
    if suffix in _YAML and text.strip():  # an empty file is an empty text, whatever its name
        return read_report(path, text)
    return read_plain(path, text)


def find(paths: Iterable[str]) -> tuple[list[str], list[Failure]]:
    """The files that ``paths`` stand for, each once, and the paths that lead nowhere.

    A file that is named is taken as it is.  A folder stands for the Markdown and text files and the reports in it and
    below it, in the order of their names; hidden folders and ``node_modules`` are left out.
    """
    found: dict[str, None] = {}
    failures: list[Failure] = []
    for path in paths:
        if os.path.isdir(path):
            found.update(dict.fromkeys(_walk(short_path(path), failures)))
        elif os.path.exists(path):
            found[short_path(path)] = None
        else:
            failures.append(Failure(path, "no such file or folder"))
    return list(found), failures


def short_path(path: str) -> str:
    """One spelling for each file: relative to the working directory where it lies in it, with ``/``, without detours.

    A path that leads through a link and back (``link/..``) is left as it is: without the detour it is another place.
    """
    direct = os.path.normpath(path)
    if direct != path and not (os.path.exists(direct) and os.path.samefile(direct, path)):
        direct = path
    if os.path.isabs(direct):
        here = os.getcwd()
        direct = os.path.relpath(direct, here) if Path(direct).is_relative_to(here) else direct
    return PurePath(direct).as_posix()


def _walk(folder: str, failures: list[Failure]) -> Iterator[str]:
    def note(error: OSError) -> None:
        failures.append(Failure(str(error.filename), f"cannot be read: {error.strerror}"))

    for here, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS)
        for name in sorted(files):
            path = Path(here, name)
            suffix = path.suffix.lower()
            if not name.startswith(".") and (suffix in _FOUND or (suffix in _YAML and _is_report(path))):
                yield path.as_posix()


def _is_report(path: Path) -> bool:
    try:
        if path.stat().st_size > _LARGEST_SNIFFED:
            return False
        return is_report(decode(str(path), path.read_bytes()))
    except (OSError, InputError):
        return False
