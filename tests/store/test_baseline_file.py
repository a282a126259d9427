"""The file of a baseline: stable, relative to itself, and refused where it is none."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from claimlint.model.baseline import Known
from claimlint.model.finding import InputError
from claimlint.store.baseline import read_baseline, write_baseline

ENTRIES = (
    Known("reports/b.md", "cagr", "2", 1, "7.9%"),
    Known("reports/a.md", "yoy", "1", 3, "“三成”"),
    Known("reports/a.md", "cagr", "9", 1, ""),
)


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()


def test_it_is_sorted_and_the_same_whatever_the_order() -> None:
    write_baseline("base.json", ENTRIES)
    first = Path("base.json").read_bytes()
    write_baseline("base.json", reversed(ENTRIES))
    assert Path("base.json").read_bytes() == first
    assert first.decode("utf-8").splitlines()[4] == (
        '    {"path": "reports/a.md", "rule": "yoy", "fingerprint": "1", "count": 3, "text": "“三成”"},'
    )
    assert read_baseline("base.json") == tuple(sorted(ENTRIES))
    assert stat.S_IMODE(Path("base.json").stat().st_mode) == 0o644
    assert {path.name for path in Path.cwd().iterdir()} == {"reports", "base.json"}


def test_paths_count_from_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("house").mkdir()
    write_baseline("house/base.json", ENTRIES)
    assert {each["path"] for each in json.loads(Path("house/base.json").read_text("utf-8"))["findings"]} == {
        "../reports/a.md",
        "../reports/b.md",
    }
    assert read_baseline("house/base.json") == tuple(sorted(ENTRIES))
    monkeypatch.chdir("reports")
    assert {each.path for each in read_baseline("../house/base.json")} == {"a.md", "b.md"}


def test_an_empty_one_is_json() -> None:
    write_baseline("base.json", ())
    assert json.loads(Path("base.json").read_text("utf-8")) == {"schema": 1, "findings": []}
    assert read_baseline("base.json") == ()


GOOD = '{"path": "a.md", "rule": "yoy", "fingerprint": "1"}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "base.json: there is no such baseline: claimlint baseline writes it"),
        ("", "base.json:1:1: not a baseline: Expecting value"),
        ('{"schema": 1,\n  findings: []}', "base.json:2:3: not a baseline: Expecting property name"),
        ("[]", "base.json: not a baseline: it has no list of findings"),
        ('{"schema": 1}', "base.json: not a baseline: it has no list of findings"),
        ('{"schema": 2, "findings": []}', "base.json: a baseline of schema 2, and this claimlint reads 1"),
        ('{"schema": 1, "findings": [3]}', "base.json: not a baseline: finding 1 has not the keys"),
        (f'{{"schema": 1, "findings": [{GOOD}, {GOOD[:-1]}, "count": 0}}]}}', "base.json: not a baseline: finding 2"),
        (f'{{"schema": 1, "findings": [{GOOD[:-1]}, "line": 3}}]}}', "base.json: not a baseline: finding 1"),
        ("[" * 100_000, "base.json: not a baseline"),
    ],
)
def test_what_is_no_baseline_is_one_line(text: str | None, message: str) -> None:
    if text is not None:
        Path("base.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_baseline("base.json")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_place_that_cannot_be_written_is_one_line() -> None:
    with pytest.raises(InputError, match=r"^gone/base\.json: cannot be written: No such file or directory$"):
        write_baseline("gone/base.json", ())
