"""Which files an edit is about: those that are checked, with their names before it, and those that it deleted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

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

    ``old`` maps each that is checked to what it was called before (None for a new one), ``changed`` are those that
    differ in any way (others than those that are checked, too), ``deleted`` those that would have been checked before.
    ``said`` are the files that differ and may say what is looked for: configurations, then packs of rules.  ``paths``
    are those that were named and are there.
    """

    found: Found
    old: Mapping[str, str | None]
    changed: frozenset[str]
    deleted: tuple[str, ...]
    said: tuple[str, ...]
    paths: tuple[str, ...]

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
    outside = [path for path in found.files if repository.name(path) is None]
    what = f"is not in the repository at {repository.top}, and the edit under review is"
    failures = (*found.failures, *(Failure(path, what) for path in outside))
    files = [path for path in found.files if path not in outside]
    if staged:  # what an editor holds is not staged
        files = sorted({*_in_index(repository, files), *_only_in_index(repository, paths)})
    left_out = found.excluded + len(found.files) - len(outside) - len(files) + len(paths) - len(named)
    changes = repository.changes(before.object, staged=staged)
    was = {change.after: change.before for change in changes if change.after is not None}
    gone = [change.before for change in changes if change.after is None and change.before is not None]
    old = {path: was.get(name, name if name in before.names else None) for path, name in _named(repository, files)}
    unknown = [path for path, name in _named(repository, files) if old[path] is None and name not in was]
    old.update(_moved(repository, before, gone, unknown))
    there = {path: None if name is None else short_path(repository.path(name)) for path, name in old.items()}
    changed = {
        short_path(repository.path(name)) for change in changes for name in (change.before, change.after) if name
    }
    changed |= {path for path in files if path in given} | set(_unknown_settings(repository, before, files))
    deleted = [name for name in gone if name not in old.values() and _is_under(repository, paths, name)]
    return Edited(
        replace(found, files=tuple(files), failures=failures, excluded=max(left_out, 0)),
        there,
        frozenset({*changed, *unknown}),
        tuple(short_path(repository.path(name)) for name in deleted if _is_read(repository, before, name)),
        tuple(sorted(filter(_may_say, changed), key=lambda path: (not path.endswith(_SETTINGS), path))),
        tuple(named),
    )


def _may_say(path: str) -> bool:
    return PurePath(path).suffix in (_SETTINGS, *YAML)


def _unknown_settings(repository: Repository, before: Kept, files: Sequence[str]) -> Iterator[str]:
    """Configuration files that git does not know, beside a file or above it."""
    above = {parent for _, name in _named(repository, files) for parent in PurePath(name).parents}
    for folder in above:
        for name in (NAME, PROJECT):
            known = (folder / name).as_posix()
            path = short_path(repository.path(known))
            if known not in before.names and is_file(path):
                yield path


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
