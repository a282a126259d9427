"""Which files an edit is about: those that are checked, with their names before it, and those that it deleted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, InputError
from claimlint.sources.decode import decode, load
from claimlint.sources.find import MARKDOWN, NAME, PROJECT, YAML, Choice, Found, find, short_path
from claimlint.sources.git import INDEX, Kept, Repository, moved
from claimlint.sources.report import is_report
from claimlint.sources.versions import is_file

_TEXT = MARKDOWN | {".txt"}
_SETTINGS = ".toml"


@dataclass(frozen=True, slots=True)
class Edited:
    """The files of an edit, all by their paths.

    ``old`` maps each that is checked to what it was called before (None for a new one), ``changed`` are the real paths
    of those that differ in any way (others, too), ``deleted`` those that would have been checked before.
    ``said`` are the files that differ and may say what is looked for: configurations, then packs of rules.  ``paths``
    are those that were named and are there.
    """

    found: Found
    old: Mapping[str, str | None]
    changed: frozenset[str]
    deleted: tuple[str, ...]
    said: tuple[str, ...]
    paths: tuple[str, ...]

    def has_changed(self, path: str) -> bool:
        """True where the file at a path, however that is spelled, differs."""
        return os.path.realpath(path) in self.changed

    @property
    def settings_changed(self) -> bool:
        """True where a configuration file differs."""
        return any(path.endswith(_SETTINGS) for path in self.said)

    def text(self, path: str) -> str | None:
        """What a file says in the version that is read; None where it is not there."""
        try:
            return decode(path, load(path)) if is_file(path) else None
        except InputError:
            return None


def edited(
    repository: Repository,
    before: Kept,
    paths: Sequence[str],
    choose: Callable[[str], Choice],
    *,
    staged: bool,
    given: Mapping[str, bytes],
) -> Edited:
    """The files that ``paths`` stand for, in the working tree or, where ``staged``, in the index.

    A path that leads nowhere now, but did before, stands for what was deleted.
    """
    named = [path for path in paths if path in given or os.path.lexists(path) or not _was(repository, before, path)]
    found = find(named, choose, given)
    files, refused = _own(repository, found.files, paths)
    if staged:  # what an editor holds is not staged
        files = sorted({*_in_index(repository, files), *_only_in_index(repository, paths)})
    left_out = found.excluded + len(found.files) - len(refused) - len(files) + len(paths) - len(named)
    changes = repository.changes(before.object, staged=staged)
    was = {change.after: change.before for change in changes if change.after is not None}
    gone = [change.before for change in changes if change.after is None and change.before is not None]
    old = {path: was.get(name, name if name in before.names else None) for path, name in _named(repository, files)}
    unknown = [path for path, name in _named(repository, files) if old[path] is None and name not in was]
    old.update(_moved(repository, before, gone, unknown))
    there = {path: None if name is None else short_path(repository.path(name)) for path, name in old.items()}
    names = {name for change in changes for name in (change.before, change.after) if name}
    names |= {*_unknown_settings(repository, before, files)}
    names |= {name for path, name in _named(repository, files) if path in given or path in unknown}
    kept = set(old.values())
    deleted = [name for name in gone if name not in kept and _is_under(repository, paths, name)]
    said = [short_path(repository.path(name)) for name in names if PurePath(name).suffix in (_SETTINGS, *YAML)]
    return Edited(
        replace(found, files=tuple(files), failures=(*found.failures, *refused), excluded=max(left_out, 0)),
        there,
        frozenset(os.path.realpath(repository.path(name)) for name in names),
        tuple(short_path(repository.path(name)) for name in deleted if _is_read(repository, before, name)),
        tuple(sorted(said, key=lambda path: (not path.endswith(_SETTINGS), path))),
        tuple(named),
    )


def _own(repository: Repository, files: Sequence[str], paths: Sequence[str]) -> tuple[list[str], list[Failure]]:
    """The files of the repository itself, and why others cannot be reviewed."""
    listed = repository.version(INDEX).names  # a submodule is a name like that of a file
    own: list[str] = []
    refused: list[Failure] = []
    for path in files:
        name = repository.name(path)
        if name is None:
            refused.append(Failure(path, f"is outside of the repository at {repository.top}, whose edit is reviewed"))
        elif not any(parent.as_posix() in listed for parent in PurePath(name).parents):
            own.append(path)
        elif path in paths:  # what merely lies in a folder that was named is passed over
            refused.append(Failure(path, "belongs to a submodule: review it there, by itself"))
    return own, refused


def _unknown_settings(repository: Repository, before: Kept, files: Sequence[str]) -> Iterator[str]:
    """Configuration files that git does not know, beside a file or above it."""
    above = {parent for _, name in _named(repository, files) for parent in PurePath(name).parents}
    for folder in above:
        for name in (NAME, PROJECT):
            known = (folder / name).as_posix()
            if known not in before.names and is_file(repository.path(known)):
                yield known


def _named(repository: Repository, files: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((path, name) for path in files if (name := repository.name(path)) is not None)


def _was(repository: Repository, before: Kept, path: str) -> bool:
    """True where there was a file, or a folder, at ``path``."""
    name = repository.name(path)
    return name is not None and any(each == name or each.startswith(f"{name}/") for each in before.names)


def _in_index(repository: Repository, files: Sequence[str]) -> Iterator[str]:
    names = repository.version(INDEX).names
    yield from (path for path, name in _named(repository, files) if name in names)


def _only_in_index(repository: Repository, paths: Sequence[str]) -> Iterator[str]:
    """What is staged, and not in the working tree."""
    index = repository.version(INDEX)
    for name in index.names:
        path = repository.path(name)
        if not os.path.lexists(path) and _is_under(repository, paths, name) and _is_read(repository, index, name):
            yield short_path(path)


def _is_under(repository: Repository, paths: Sequence[str], name: str) -> bool:
    folders = [repository.name(path) for path in paths]
    return any(folder in (".", name) or (folder is not None and name.startswith(f"{folder}/")) for folder in folders)


def _is_read(repository: Repository, version: Kept, name: str) -> bool:
    """True where claimlint would read such a file in a folder."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in YAML:
        return suffix in _TEXT
    path = repository.path(name)
    try:
        return is_report(decode(path, version.data(path)))
    except InputError:
        return False


def _moved(
    repository: Repository, before: Kept, gone: Sequence[str], unknown: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Files that git does not know, and that were others before: by path, with the old name."""
    suffixes = {PurePath(path).suffix for path in unknown}
    lost = {name: before.data(repository.path(name)) for name in gone if PurePath(name).suffix in suffixes}
    if lost:
        yield from ((after, was) for was, after in moved(lost, {path: load(path) for path in unknown}))
