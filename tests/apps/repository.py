"""A scratch repository, made with the real git and told nothing by the user's own configuration."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]


def git_in(folder: Path) -> Git:
    """A function that runs git in ``folder`` and returns what it prints."""

    def run(*arguments: str) -> str:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *who, "-c", "protocol.file.allow=always", *arguments],
            cwd=folder,
            env={**clean, **nobody},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """An empty repository, which is the working directory."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git = git_in(folder)
    git("init", "-q", "-b", "main")
    return git


def put(name: str, text: str) -> None:
    """Write a file, and the folders that it needs."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def swap(name: str, old: str, new: str) -> None:
    """Replace one passage of a file, which must stand there once."""
    text = Path(name).read_text("utf-8")
    assert text.count(old) == 1
    put(name, text.replace(old, new))
