"""Which files the paths on a command line stand for."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path, PurePath
from typing import Protocol

from claimlint.cache import notes
from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, InputError

MARKDOWN = frozenset({".md", ".markdown", ".qmd"})
YAML = frozenset({".yaml", ".yml"})
_FOUND = MARKDOWN | {".txt"}
NAME, PROJECT = "claimlint.toml", "pyproject.toml"  # of configuration files
_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})  # hidden ones (.git, .venv) are skipped anyway
_LARGEST_SNIFFED = 32_000_000  # bytes


class Choice(Protocol):
    """Which of the files in a folder are wanted."""

    @property
    def gitignore(self) -> bool:
        """True where what .gitignore leaves out is not wanted."""
        ...

    @property
    def force_exclude(self) -> bool:
        """True where even a path that was named may be excluded."""
        ...

    def excludes(self, path: str, *, folder: bool) -> bool:
        """True where the file or folder is left out."""
        ...

    def includes(self, path: str) -> bool | None:
        """Whether a file of the folder is checked; None where that is for its ending to say."""
        ...


@dataclass(frozen=True, slots=True)
class Everything:
    """Whatever claimlint reads, but for what .gitignore leaves out."""

    gitignore: bool = True
    force_exclude: bool = False

    def excludes(self, path: str, *, folder: bool) -> bool:
        """Nothing is left out."""
        return False

    def includes(self, path: str) -> bool | None:
        """The ending says it."""
        return None


EVERYTHING = Everything()


@dataclass(frozen=True, slots=True)
class Found:
    """Files, each once; paths that lead nowhere; and how many paths were named but are excluded."""

    files: tuple[str, ...]
    failures: tuple[Failure, ...] = ()
    excluded: int = 0


def find(
    paths: Iterable[str], choose: Callable[[str], Choice] = lambda _: EVERYTHING, given: Container[str] = ()
) -> Found:
    """The files that ``paths`` stand for; ``choose`` says which are wanted of a folder.

    A file that is named is taken as it is (but for ``force_exclude``).  A folder stands for the Markdown and text files
    and the reports in it and below it, in the order of their names; hidden folders and ``node_modules`` are left out,
    and what is excluded or ignored.  Of the paths in ``given`` the text is at hand, so that there need be no such file.
    """
    search = _Search(choose, given)
    for path in paths:
        search.take(path)
    return Found(tuple(search.files), tuple(dict.fromkeys(search.failures)), search.excluded)


def short_path(path: str) -> str:
    """One spelling for each file: relative to the working directory where it lies in it, with ``/``, without detours.

    A path that leads through a link and back (``link/..``) is left as it is: without the detour it is another place.
    """
    direct = os.path.normpath(path)
    if direct != path and notes.real(direct) != notes.real(path):
        direct = path
    if os.path.isabs(direct):
        here = os.getcwd()
        direct = os.path.relpath(direct, here) if Path(direct).is_relative_to(here) else direct
    return PurePath(direct).as_posix()


class _Inside:
    """A choice as it counts below ``root``, a folder that was named."""

    def __init__(self, choice: Choice, root: str, ignored: bool) -> None:
        self.includes = choice.includes
        self.gitignore = choice.gitignore and not ignored
        self.excludes = EVERYTHING.excludes if choice.excludes(root, folder=True) else choice.excludes


class _Search:
    """Goes through the paths of one run.

    A pattern that matches a folder matches whatever is in it.  Where the folder itself was named, that is not what
    counts, so neither are the patterns.
    """

    def __init__(self, choose: Callable[[str], Choice], given: Container[str]) -> None:
        from claimlint.sources.gitignore import GitIgnore

        self.choose = choose
        self.given = given
        self.ignored = GitIgnore()
        self.files: dict[str, None] = {}
        self.failures: list[Failure] = []
        self.excluded = 0

    def take(self, path: str) -> None:
        """Note the file, or the files of the folder, at ``path``."""
        given = path in self.given
        folder = not given and notes.is_folder(path)
        if not (folder or given or notes.exists(path)):
            self.failures.append(Failure(path, "no such file or folder"))
            return
        short = path if given else short_path(path)
        try:
            if self._is_forced_out(short, folder=folder):
                self.excluded += 1
                return
        except InputError as error:
            self.failures.append(error.failure)
            if not folder:
                self.files[short] = None  # what is wrong with its configuration is told where the file is read
            return
        found = self._walk(short) if folder else [short]
        self.files.update(dict.fromkeys(found))

    def _is_forced_out(self, path: str, *, folder: bool) -> bool:
        """True where the path, or a folder above it, is excluded and that counts for named paths, too."""
        choice = self.choose(path if folder else os.path.dirname(path))
        if not choice.force_exclude:
            return False
        above = [str(parent) for parent in PurePath(path).parents if str(parent) not in (".", "/")]
        return choice.excludes(path, folder=folder) or any(choice.excludes(each, folder=True) for each in above)

    def _walk(self, root: str) -> Iterator[str]:
        def note(error: OSError) -> None:
            notes.is_folder(str(error.filename))
            self.failures.append(Failure(str(error.filename), f"cannot be read: {error.strerror}"))

        ignored = self.ignored.has(root, folder=True)
        for here, folders, files in os.walk(root, onerror=note):
            notes.note_folder(here, folders, files)
            try:
                choice = _Inside(self.choose(here), root, ignored)
            except InputError as error:
                self.failures.append(error.failure)
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if self._enters(here, name, choice))
            for name in sorted(files):
                if not name.startswith(".") and self._wants(os.path.join(here, name), choice):
                    yield Path(here, name).as_posix()

    def _enters(self, here: str, name: str, choice: _Inside) -> bool:
        if name.startswith(".") or name in _SKIPPED_FOLDERS:
            return False
        path = os.path.join(here, name)
        return not (choice.excludes(path, folder=True) or (choice.gitignore and self.ignored.has(path, folder=True)))

    def _wants(self, path: str, choice: _Inside) -> bool:
        suffix = PurePath(path).suffix.lower()
        included = choice.includes(path)
        if included is False or (included is None and suffix not in _FOUND | YAML):
            return False
        if choice.excludes(path, folder=False) or (choice.gitignore and self.ignored.has(path, folder=False)):
            return False
        return suffix not in YAML or _is_report(Path(path))


def _is_report(path: Path) -> bool:
    from claimlint.sources.decode import decode
    from claimlint.sources.report import is_report

    try:
        if path.stat().st_size > _LARGEST_SNIFFED:
            notes.spoil()
            return False
        data = path.read_bytes()
        notes.note_read(str(path), data)
        return is_report(decode(str(path), data))
    except InputError:
        return False
    except OSError as error:
        notes.note_read(str(path), error)
        return False
