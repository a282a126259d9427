"""Standard input as a PATH: the same answers as for a file of that name."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimlint.apps.cli import main
from claimlint.reporters import formats

WRONG = "# 公司\n\n2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。\n"
REPORT = """\
report: Market
claims:
  - "In 2020 the market was [$100 million]{#a}, in 2021 [$120 million]{#b}, a rise of [30%]{#c}."
facts:
  - {id: one, subject: Acme, metric: revenue, period: 2020, value: $5 million, source: its report}
rules:
  - b / a - 1 == c
"""
Feed = Callable[[str | bytes], None]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Feed:
    def put(text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


@pytest.mark.parametrize("output_format", formats("check"))
def test_every_format_says_of_it_what_it_says_of_the_file(
    output_format: str, feed: Feed, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("report.md").write_text(WRONG, encoding="utf-8")
    assert main(["check", "report.md", "--output-format", output_format]) == 1
    of_file = capsys.readouterr().out
    Path("report.md").unlink()
    feed(WRONG)
    assert main(["check", "-", "--stdin-filename", "./report.md", "--output-format", output_format]) == 1
    assert capsys.readouterr().out == of_file
    assert "18.6%" in of_file


def test_without_a_name_it_is_plain_text(feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    feed("    " + WRONG.splitlines()[2])  # in Markdown this would be code
    assert main(["check", "-", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("<stdin>:1:25: error[yoy]")


def test_the_name_decides_the_format(feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    feed(REPORT)
    assert main(["check", "-", "--stdin-filename", "new/report.yaml", "--output-format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == []
    assert {(f["location"]["path"], f["location"]["text"]) for f in told["findings"]} == {("new/report.yaml", "30%")}


def test_the_name_decides_the_configuration(feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs").mkdir()
    Path("docs/claimlint.toml").write_text('[per-file-ignores]\n"old.md" = ["yoy"]\n', encoding="utf-8")
    for name, code in (("docs/old.md", 0), ("docs/new.md", 1), ("old.md", 1)):
        feed(WRONG)
        assert main(["check", "-", "--stdin-filename", name]) == code, name
    capsys.readouterr()
    feed("")
    assert main(["check", "-", "--stdin-filename", "docs/x.md", "--show-settings"]) == 0
    assert capsys.readouterr().out.startswith("# docs/x.md: docs/claimlint.toml")


@pytest.mark.parametrize("output_format", formats("check"))
def test_what_is_excluded_is_an_empty_result(
    output_format: str, feed: Feed, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("claimlint.toml").write_text('exclude = ["drafts/"]\n', encoding="utf-8")
    asked = ["check", "-", "--stdin-filename", "drafts/x.md", "--output-format", output_format]
    feed(WRONG)
    assert main([*asked, "--force-exclude"]) == 0
    assert "18.6%" not in capsys.readouterr().out
    feed(WRONG)
    assert main(asked) == 1


def test_it_may_stand_beside_files(feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.md").write_text(WRONG, encoding="utf-8")
    feed(WRONG)
    assert main(["check", "other.md", "-", "--stdin-filename", "a.md", "--output-format", "concise"]) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == ["a.md", "other.md"]


def test_what_was_not_saved_counts(feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    Path("report.md").write_text(WRONG, encoding="utf-8")
    feed(WRONG.replace("18.6%", "15.4%"))
    assert main(["check", "-", "--stdin-filename", "report.md"]) == 0


def test_extract_reads_it_too(feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    feed(WRONG)
    assert main(["extract", "-", "--stdin-filename", "a.md", "--output-format", "json"]) == 0
    assert {each["path"] for each in json.loads(capsys.readouterr().out)["quantities"]} == {"a.md"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "<stdin>: is not text but a PDF"),
        (b"abc \xff\xfe\x00 d", "<stdin>: is not text (it holds NUL bytes)"),
    ],
)
def test_what_is_no_text_is_one_line(data: bytes, said: str, feed: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    feed(data)
    assert main(["check", "-", "--output-format", "concise"]) == 2
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(said)


def test_a_name_without_the_sign_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.md", "--stdin-filename", "b.md"]) == 2
    assert "--stdin-filename b.md: give - as PATH" in capsys.readouterr().err


def test_a_closed_one_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err == "<stdin>: standard input cannot be read: it is closed\n"
