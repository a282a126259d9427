"""What single files add to a run, kept between runs: what has changed is judged again, and the report is the same."""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import claimlint
from claimlint import pipeline
from claimlint.cache import directory
from claimlint.running import keeping
from claimlint.running.keeping import Keeper
from tests.cache.test_runs import CHANGES, FILES, here, write

__all__ = ["here"]  # a fixture: the files of an earlier run, among them all kinds that a file may depend on
FORMATS = ("json", "full", "html")


@pytest.fixture(autouse=True)
def without_units(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read with units of the user's own is not kept; here even of few files it is."""
    monkeypatch.setattr(pipeline, "_MANY", 1)
    lines = FILES["claimlint.toml"].splitlines(keepends=True)
    write("claimlint.toml", "".join(line for line in lines if "units" not in line))()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that have been judged anew."""
    paths: list[str] = []
    real = pipeline._check_file

    def check_file(path: str, *rest: object) -> None:
        paths.append(path)
        real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "_check_file", check_file)
    return paths


def printed(*, cache: str | None = None, **options: object) -> list[str]:
    report = claimlint.check([Path()], cache=cache, **options)  # type: ignore[arg-type]
    return [report.render(format) for format in FORMATS]


def files(cache: str) -> list[Path]:
    return list(Path(cache, "files").iterdir())


@pytest.fixture
def cache(tmp_path: Path) -> str:
    return str(tmp_path / "kept")


def test_what_is_the_same_is_not_judged_again(cache: str, judged: list[str]) -> None:
    alone = printed()
    assert printed(cache=cache) == alone
    judged.clear()
    assert printed(cache=cache) == alone
    assert sorted({*judged}) == ["r.yaml"]  # which names other files
    assert printed(cache=cache, jobs=2) == alone


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_is_otherwise(
    change: Callable[[], object], cache: str, judged: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    printed(cache=cache)
    change()
    judged.clear()
    assert printed(cache=cache) == printed()
    judged.clear()
    printed(cache=cache)
    assert {*judged} <= {"r.yaml", "n.yaml"} or "units" in Path("claimlint.toml").read_text("utf-8")


def test_one_file_of_many(cache: str, judged: list[str]) -> None:
    printed(cache=cache)
    write("sub/c.txt", "毛利31亿元。\n")()
    judged.clear()
    printed(cache=cache)
    assert {*judged} == {"sub/c.txt", "r.yaml"}


def test_facts_and_rules_and_settings_count(cache: str, judged: list[str]) -> None:
    def again(**options: object) -> set[str]:
        judged.clear()
        alone = claimlint.check(["a.md", "old.md"], **options).to_json()  # type: ignore[arg-type]
        judged.clear()
        assert claimlint.check(["a.md", "old.md"], cache=cache, **options).to_json() == alone  # type: ignore[arg-type]
        return {*judged}

    both = {"a.md", "old.md"}
    assert again(isolated=True) == both
    assert again(isolated=True) == set()
    assert again(isolated=True, select="yoy") == both
    assert again(isolated=True, as_of="2024-01-01") == both
    assert again(isolated=True, language="en") == both
    assert again(isolated=True, facts="facts.yaml") == both
    assert again(isolated=True, facts="facts.yaml") == set()
    write("facts.yaml", FILES["facts.yaml"].replace("24亿", "25亿"))()
    assert again(isolated=True, facts="facts.yaml") == both
    assert again(isolated=True, units="units.txt") >= both
    assert again(isolated=True, units="units.txt") >= both  # is never kept
    assert again(isolated=True) == set()


def test_the_name_of_another_file_counts(cache: str, judged: list[str]) -> None:
    write("t.zh.md", "2024年营业收入14.2亿元。\n")()
    claimlint.check(["t.zh.md", "old.md"], cache=cache)
    write("t.en.md", "Revenue in 2024 was RMB 1.5 billion.\n")()
    judged.clear()
    found = claimlint.check(["t.zh.md", "old.md", "t.en.md"], cache=cache)
    assert "t.zh.md" in judged
    assert found.to_json() == claimlint.check(["t.zh.md", "old.md", "t.en.md"]).to_json()


def test_another_program(cache: str, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    printed(cache=cache)
    monkeypatch.setattr(keeping, "program", lambda: b"another")
    judged.clear()
    printed(cache=cache)
    assert "a.md" in judged


def test_torn_parts_are_none(cache: str) -> None:
    alone = printed(cache=cache)
    for path in files(cache):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    assert printed(cache=cache) == alone


class Evil:
    def __init__(self, made: Callable[..., object], *arguments: object) -> None:
        self.made, self.arguments = made, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.made, self.arguments


@pytest.mark.parametrize("made", [os.system, claimlint.start_config, eval], ids=["system", "writes", "eval"])
def test_a_part_of_somebody_else_does_nothing(made: Callable[..., object], cache: str, tmp_path: Path) -> None:
    place = str(tmp_path / ("0" * 32))
    directory.write(place, pickle.dumps(Evil(made, "touch evil")))
    assert Path(place).exists()
    assert Keeper(cache).find(place, "a.md") is None
    assert not Path("evil").exists()


def test_what_is_no_part_is_none(cache: str, tmp_path: Path) -> None:
    place = str(tmp_path / ("0" * 32))
    directory.write(place, pickle.dumps(frozenset({1})))
    assert Keeper(cache).find(place, "a.md") is None


def test_all_that_parts_are_made_of_can_be_read(cache: str) -> None:
    """Every file that may be kept is found again: a class that is not on the list would make it anew for ever."""
    write("x.md", Path(__file__).parents[2].joinpath("README.zh.md").read_text("utf-8"))()
    write("y.md", Path(__file__).parents[2].joinpath("README.md").read_text("utf-8"))()
    write("z.zh.md", "| 年 | 收入（亿元） |\n|---|---|\n| 2023 | 3.0 |\n| 2024 | 4.5 |\n")()
    write("z.en.md", "| Year | Revenue (RMB million) |\n|---|---|\n| 2023 | 300 |\n| 2024 | 440 |\n")()
    paths = [Path(each) for each in ("x.md", "y.md", "z.zh.md", "z.en.md", "a.md", "sub/b.md", "old.md")]
    claimlint.check(paths, cache=cache)
    reader = keeping._Reader
    for path in files(cache):
        assert reader(io.BytesIO(directory.read(str(path)))).load().ran
