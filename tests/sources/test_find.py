"""Which files are found: patterns, .gitignore, and paths that were named."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimlint.settings.configuration import FileChoice
from claimlint.settings.layers import Layer
from claimlint.sources.find import find
from claimlint.sources.gitignore import GitIgnore
from claimlint.sources.globs import Globs

Put = Callable[..., None]


@pytest.fixture(autouse=True)
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    monkeypatch.chdir(tmp_path)

    def write(*names: str, text: str = "5%") -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def choose(**said: Any) -> Callable[[str], FileChoice]:
    layer = Layer("claimlint.toml", str(Path.cwd()), {key.replace("_", "-"): value for key, value in said.items()})
    return lambda folder: FileChoice((layer,))


def test_excluded_folders_and_files_are_left_out(put: Put) -> None:
    put("a.md", "drafts/b.md", "c/drafts/d.md", "c/e.bak.md", "keep.bak.md", "top/f.md", "c/top/g.md")
    wanted = choose(exclude=["drafts/", "*.bak.md", "!keep.bak.md", "/top/"])
    assert find(["."], wanted).files == ("a.md", "keep.bak.md", "c/top/g.md")


def test_include_says_what_is_checked_in_folders(put: Put) -> None:
    put("a.md", "b.rst", "c/d.rst", "e.txt", "ci.yaml")
    put("r.yaml", text="report: x\nclaims: [5%]\n")
    assert find(["."], choose(include=["*.rst", "*.yaml"])).files == ("b.rst", "r.yaml", "c/d.rst")


@pytest.mark.parametrize("named", ["drafts/a.md", "drafts"])
def test_what_is_named_is_checked_unless_exclusion_is_forced(put: Put, named: str) -> None:
    put("drafts/a.md")
    found = find([named], choose(exclude=["drafts/"]))
    assert (found.files, found.excluded) == (("drafts/a.md",), 0)
    forced = find([named], choose(exclude=["drafts/"], force_exclude=True))
    assert (forced.files, forced.excluded) == ((), 1)


def test_gitignore_counts_in_repositories(put: Put) -> None:
    put("a.md", "build/b.md", "c/build/d.md", "c/e.tmp.md", "c/f.md", "g.md", "c/kept.tmp.md")
    put(".gitignore", text="build/\n*.tmp.md\n# a comment\n")
    put("c/.gitignore", text="!kept.tmp.md\n/f.md\n")
    everything = find(["."]).files
    assert "build/b.md" in everything  # this is no repository yet
    put(".git/info/exclude", text="g.md\n")
    assert find(["."]).files == ("a.md", "c/kept.tmp.md")
    assert find(["."], choose(respect_gitignore=False)).files == everything
    assert find(["build", "g.md"]).files == ("build/b.md", "g.md")  # named


def test_git_says_the_same(put: Put) -> None:
    names = [
        "a.md",
        "x/a.md",
        "x/y/a.md",
        "b.log.md",
        "x/b.log.md",
        "doc/in/a.md",
        "doc/a.md",
        "sp ace/a.md",
        "x/[1].md",
    ]
    put(*names)
    put(".gitignore", text="/a.md\n*.log.md\n!x/b.log.md\ndoc/**/a.md\nsp ace/\n\\[1\\].md\nx/*/\n!doc/a.md\n")
    subprocess.run(["git", "init", "-q"], check=True)
    done = subprocess.run(["git", "check-ignore", *names], capture_output=True, text=True, check=False)
    ignored = set(done.stdout.split("\n")) - {""}
    own = GitIgnore()
    walked = {name for name in names if name not in find(["."]).files}
    assert walked == ignored
    assert {name for name in names if own.has(name, folder=False)} == ignored


def test_a_pattern_that_cannot_be_read_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="not a pattern of gitignore"):
        Globs(".", ["[z-a]"])


def test_patterns_say_nothing_of_what_lies_outside(tmp_path: Path) -> None:
    globs = Globs(str(tmp_path / "inner"), ["*"])
    assert globs.matches(str(tmp_path / "inner" / "a.md"))
    assert not globs.matches(str(tmp_path / "a.md"))
    assert not globs.matches(str(tmp_path / "inner"), folder=True)
