"""What git knows of the files: their versions, and what changed between two of them.  The only module that runs git.

Nothing that the repository configures is run for it (no pager, no external diff, no text conversion, no file system
monitor), names are never quoted, and a run that hangs is given up.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from typing import NoReturn

from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, InputError

HEAD, INDEX = "HEAD", ":0"
_SECONDS = 60
# What a hook is told of its repository; everything else that is called GIT_… may change what git prints.
_KEPT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
_KEPT_TOO = ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES", "GIT_QUARANTINE_PATH")
_KEPT_PREFIX = "GIT_CONFIG"
_SET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
_ALWAYS = ("--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "diff.renameLimit=2000")
# A file that was moved without telling git: so much of its lines must be in the new one, as git asks for.
_ALIKE = 0.5
_MOST_COMPARED, _LONGEST_COMPARED = 400, 4_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs: its names before and after, None where there was or is none."""

    before: str | None
    after: str | None


@dataclass(frozen=True)
class Kept:
    """A version that git keeps: a commit, or the index (``object`` is ``:0``)."""

    repository: Repository
    object: str

    @cached_property
    def names(self) -> frozenset[str]:
        """Every file in it, by its path from the top."""
        if self.object == INDEX:
            listed = self.repository.run("ls-files", "-z", "--cached")
        else:
            listed = self.repository.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", self.object)
        return frozenset(_names(listed))

    def has(self, path: str) -> bool | None:
        """Whether the version has the file; what is outside the repository, or not in the index, is on the disk."""
        name = self.repository.name(path)
        if name is None:
            return None
        return name in self.names or (None if self.object == INDEX else False)

    def data(self, path: str) -> bytes:
        """The file as git stores it.  Raises :class:`InputError` where it cannot say which."""
        try:
            return self.repository.run("cat-file", "blob", f"{self.object}:{self.repository.name(path)}")
        except InputError as error:
            said = error.failure.message
            if "not at stage 0" in said:
                said = "the merge is not finished: git add it when its conflicts are resolved"
            raise InputError(Failure(path, f"git cannot show it: {said}")) from None


class Repository:
    """The working tree that holds a folder."""

    def __init__(self, folder: str) -> None:
        """Raises :class:`InputError` where git is not there, or ``folder`` in no working tree."""
        program = shutil.which("git")
        if program is None:
            raise InputError(Failure("git", "is not installed, and --since and --staged compare with what it keeps"))
        self._program = program
        self._environment = _environment()
        # With GIT_DIR, git takes the folder in which it runs for the top.
        self._folder = os.getcwd() if "GIT_DIR" in self._environment else folder
        done = self._done(("rev-parse", "--show-toplevel"))
        if done.returncode:
            said = _said(done.stderr)
            if "not a git repository" in said:
                said = "not in a git repository, and --since and --staged compare with what git keeps"
            raise InputError(Failure(folder, said))
        self.top = self._folder = os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n")))

    def name(self, path: str) -> str | None:
        """The path from the top, as git spells it; of a link the file that it leads to; None for what is outside."""
        short = os.path.relpath(os.path.realpath(path), self.top)
        outside = PurePath(short).parts[:1] == (os.pardir,) or os.path.isabs(short)
        return None if outside else PurePath(short).as_posix()

    def path(self, name: str) -> str:
        """Where the file that git calls ``name`` stands."""
        return os.path.join(self.top, name)

    def commit(self, revision: str) -> str:
        """The id of the commit that ``revision`` names; ``main...`` is where HEAD branched off from main.

        Raises :class:`InputError` where there is none; in a shallow clone it says how to fetch it.
        """
        if not revision or revision.startswith("-") or "\0" in revision:
            raise InputError(Failure(f"--since {revision or repr(revision)}", "this is no name of a version"))
        base, dots, end = revision.partition("...")
        if ".." in revision and (not base or not dots or end not in ("", HEAD)):
            what = "name one version, with which the files are compared (main), or where the branch left it (main...)"
            raise InputError(Failure(f"--since {revision}", what))
        found = self._commit(base, revision)
        if not dots:
            return found
        done = self._done(("merge-base", found, HEAD))
        return done.stdout.decode().strip() if not done.returncode else self._refuse(revision, "no common past with it")

    def _commit(self, name: str, revision: str) -> str:
        done = self._done(("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))
        return (
            done.stdout.decode().strip() if not done.returncode else self._refuse(revision, "there is no such version")
        )

    def _refuse(self, revision: str, what: str) -> NoReturn:
        if self._done(("rev-parse", "--is-shallow-repository")).stdout.strip() == b"true":
            what += " in this shallow clone: fetch it first (git fetch --unshallow; fetch-depth: 0 in actions/checkout)"
        raise InputError(Failure(f"--since {revision}", what))

    def empty(self) -> str:
        """The version without any file, for a repository without a commit."""
        return self.run("hash-object", "-t", "tree", "--stdin").decode().strip()

    @property
    def has_commits(self) -> bool:
        """False before the first commit."""
        return not self._done(("rev-parse", "--verify", "--quiet", HEAD)).returncode

    def version(self, object: str) -> Kept:
        """A commit, or the index."""
        return Kept(self, object)

    def changes(self, commit: str, *, staged: bool) -> tuple[Change, ...]:
        """What differs between ``commit`` and the working tree (or what is staged), renamed files as one."""
        options = ("--name-status", "-z", "--find-renames=50%", "--no-ext-diff", "--no-textconv", "--no-color")
        where = ("--cached",) if staged else ()
        told = self.run("diff", *options, "--ignore-submodules=all", *where, commit, "--")
        return tuple(_changes(_names(told)))

    def run(self, *arguments: str) -> bytes:
        """What git prints.  Raises :class:`InputError` with its first complaint."""
        done = self._done(arguments)
        if done.returncode:
            raise InputError(Failure("git", _said(done.stderr)))
        return done.stdout

    def _done(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        command = (self._program, *_ALWAYS, *arguments)
        try:
            return subprocess.run(  # noqa: S603 (a list of arguments, no shell)
                command,
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise InputError(Failure("git", f"gave no answer within {_SECONDS} seconds")) from None
        except (OSError, ValueError) as error:
            raise InputError(Failure("git", f"cannot be run: {error}")) from None


def moved(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Which of the files that are ``gone`` are ``new`` ones under another name, as (before, after).

    git tells that of what is staged; a file that was merely moved is found here, by the lines that it kept.
    """
    left = dict(gone)
    lines = {name: _lines(data) for name, data in gone.items() if len(data) <= _LONGEST_COMPARED}
    for after, data in list(new.items())[: max(_MOST_COMPARED // max(len(gone), 1), 1)]:
        own = _lines(data) if len(data) <= _LONGEST_COMPARED else Counter()
        alike = [(_likeness(lines[before], own), before) for before in left if before in lines]
        best, before = max(alike, default=(0.0, ""))
        if best >= _ALIKE:
            del left[before]
            yield before, after


def _lines(data: bytes) -> Counter[bytes]:
    """The lines that say something: blank ones make no two files alike."""
    return Counter(line for each in data.splitlines() if (line := each.strip()))


def _likeness(one: Counter[bytes], other: Counter[bytes]) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)


def _environment() -> dict[str, str]:
    kept = {*_KEPT, *_KEPT_TOO}
    found = {k: v for k, v in os.environ.items() if k in kept or k.startswith(_KEPT_PREFIX) or k[:4] != "GIT_"}
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        if name in found:  # a hook is given ".git" and ".git/index"
            found[name] = os.path.abspath(found[name])
    return found | _SET


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _changes(told: Iterable[str]) -> Iterator[Change]:
    """``R086 old new M name …``"""
    words = iter(told)
    for status in words:
        first = next(words)
        if status[0] in "RC":
            yield Change(first if status[0] == "R" else None, next(words))
        elif status[0] in "AD":
            yield Change(None, first) if status[0] == "A" else Change(first, None)
        else:
            yield Change(first, first)


def _said(complaint: bytes) -> str:
    lines = complaint.decode("utf-8", "replace").strip().splitlines() or ["failed without a word"]
    first = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0])
    return first.partition(": ")[2] or first
