"""What is kept between runs: never wrong, never torn, never needed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimlint.cache import compiled as cache
from claimlint.lexicon.template import Phrases

REPORT = "2024年营业收入14.2亿元，同比增长15.4%，2023年营业收入12.3亿元。\n"
PATTERNS = [
    ("收入|利润(?P<much>[0-9]+)?", re.NOFLAG),
    (r"(?<![A-Za-z])(?:up|down)(?P<by> by)?\b", re.IGNORECASE),
    ("[0-9]++(?:亿|万){1,2}", re.NOFLAG),
    ("^a.b$", re.DOTALL | re.MULTILINE),
]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    yield
    cache.use(None)


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
def test_a_kept_pattern_is_the_compiled_one(tmp_path: Path, source: str, flags: re.RegexFlag) -> None:
    told = re.compile(source, flags)
    for _ in range(2):
        cache.use(tmp_path)
        found = cache.compiled(source, flags)
        assert found == told
        assert (found.pattern, found.flags, found.groups) == (told.pattern, told.flags, told.groups)
        assert dict(found.groupindex) == dict(told.groupindex)
        for text in ("收入", "利润20亿万", "It went UP by 3", "a\nb"):
            mine, other = found.search(text), told.search(text)
            assert (mine and (mine.span(), mine.groups())) == (other and (other.span(), other.groups()))
        cache.save()


def test_a_second_run_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.use(tmp_path)
    Phrases("periods")
    cache.save()
    cache.use(tmp_path)

    def never(source: str, flags: int) -> None:
        raise AssertionError(f"compiled anew: {source[:80]}")

    monkeypatch.setattr(cache, "_taken_apart", never)
    Phrases("periods")


def test_what_is_parsed_is_found_by_its_text(tmp_path: Path) -> None:
    for text, data in (("a: 1", {"a": 1}), ("a: 2", {"a": 2})) * 2:
        cache.use(tmp_path)
        assert cache.parsed(text) == data
        cache.save()
    with pytest.raises(ValueError, match="expected"):
        cache.parsed("a: [1")


@pytest.mark.parametrize("damage", ["empty", "torn", "flipped", "foreign", "folder"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: str) -> None:
    cache.use(tmp_path)
    cache.compiled(*PATTERNS[0])
    cache.save()
    file = kept(tmp_path)
    whole = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        broken = {
            "empty": b"",
            "torn": whole[:-7],
            "flipped": whole[:-1] + bytes([whole[-1] ^ 1]),
            "foreign": b"PK\3\4",
        }
        file.write_bytes(broken[damage])
    cache.use(tmp_path)
    assert cache.compiled(*PATTERNS[0]) == re.compile(*PATTERNS[0])
    cache.save()
    assert damage == "folder" or kept(tmp_path).read_bytes() == whole


def test_two_processes_keep_what_both_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.use(tmp_path)
    cache.compiled("a+")
    script = (
        "from claimlint.cache import compiled as cache; from pathlib import Path; "
        f"cache.use(Path({str(tmp_path)!r})); cache.compiled('b+'); cache.save()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    cache.save()
    cache.use(tmp_path)
    anew: list[str] = []
    monkeypatch.setattr(cache, "_taken_apart", lambda source, _: anew.append(source))
    for source in ("a+", "b+", "c+"):
        cache.compiled(source)
    assert anew == ["c+"]


def test_the_command_line_says_the_same_with_and_without(tmp_path: Path) -> None:
    report, folder = tmp_path / "report.md", tmp_path / "kept"
    report.write_text(REPORT, encoding="utf-8")
    said = []
    for kept_in in ("", str(folder), str(folder)):
        told = subprocess.run(
            [sys.executable, "-m", "claimlint", "check", "--no-cache", str(report)],
            env={**os.environ, "CLAIMLINT_CACHE_DIR": kept_in},
            capture_output=True,
            check=True,
        )
        said.append(told.stdout)
    assert len(set(said)) == 1
    assert kept(folder).stat().st_size > 100_000


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be written to")
def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    cache.use(tmp_path / "below")
    cache.compiled("a+")
    cache.save()
    assert not (tmp_path / "below").exists()


def test_the_folder_is_that_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path))
    assert cache.usual_folder() == tmp_path
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", "")
    assert cache.usual_folder() is None
    monkeypatch.delenv("CLAIMLINT_CACHE_DIR")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.usual_folder() == tmp_path / "claimlint"
