"""Where the report goes: several formats in one run, files, statistics, and gates that nothing opens by accident."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import fakes
import pytest

from claimlint.apps.cli import main
from claimlint.reporters import formats

ROOT = Path(__file__).parents[2]
ALL = ("concise", "full", "github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "sarif")


@pytest.fixture(autouse=True)
def fake_pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, module in fakes.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    for variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)
    for name, text in {"clean.txt": "nothing", "error.txt": "an ERROR here", "warning.txt": "a WARNING"}.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("empty").mkdir()


def test_the_formats_are_these() -> None:
    assert formats("check") == ALL


def test_every_format_at_once_each_to_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    options = [part for name in ALL for part in ("--output-format", f"{name}:out.{name}")]
    assert main(["check", "error.txt", *options]) == 1
    assert capsys.readouterr().out == ""
    written = {name: Path(f"out.{name}").read_text("utf-8") for name in ALL}
    assert all("数字" in text for text in written.values())
    for name in ALL:
        main(["check", "error.txt", "--output-format", name])
        assert capsys.readouterr().out == written[name]
    assert sorted(os.listdir()) == sorted(
        ["clean.txt", "empty", "error.txt", "warning.txt", *(f"out.{name}" for name in ALL)]
    )


def test_one_to_the_screen_and_one_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "error.txt", "--output-format", "github", "--output-format", "sarif:out.sarif"]) == 1
    assert capsys.readouterr().out.startswith("::error file=error.txt,line=1")
    assert json.loads(Path("out.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_formats_made_of_lines_may_follow_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "error.txt", "--output-format", "concise", "--output-format", "github"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert (first.split(":")[0], second.split()[0]) == ("error.txt", "::error")


def test_output_file_takes_the_format_that_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "error.txt", "--output-file", "a.txt"]) == 1
    assert "1 error in 1 file" in Path("a.txt").read_text("utf-8")
    options = ["--output-format", "json", "--output-format", "junit:b.xml", "--output-file", "c.json"]
    assert main(["check", "error.txt", *options]) == 1
    assert json.loads(Path("c.json").read_text("utf-8"))["schema"] == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--output-format", "sarf"], "'sarf' is not one of concise, full"),
        (["--output-format", "sarif:"], "names no file: write sarif:FILE"),
        (["--output-format", "json", "--output-format", "full"], "json and full would mix on standard output"),
        (["--output-format", "json:a", "--output-format", "sarif:./a"], "a is named twice, for json and sarif"),
        (["--output-format", "json:no/a"], "no/a cannot be written: there is no folder no"),
        (["--output-format", "json:empty"], "empty cannot be written: it is a folder"),
        (["--output-format", "json:a", "--output-file", "b"], "every --output-format names a file"),
        (
            ["--output-format", "full", "--output-format", "github", "--output-file", "b"],
            "several formats could go there",
        ),
    ],
)
def test_what_cannot_work_is_refused_before_the_run(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "error.txt", *options]) == 2
    captured = capsys.readouterr()
    assert said.lstrip(" .") in captured.err
    assert captured.out == ""
    assert not Path("a").exists()


def test_a_file_keeps_its_mode_and_a_link_its_target(capsys: pytest.CaptureFixture[str]) -> None:
    Path("real.json").write_text("old", encoding="utf-8")
    Path("real.json").chmod(0o640)
    Path("link.json").symlink_to("real.json")
    main(["check", "error.txt", "--output-format", "json:link.json"])
    assert Path("link.json").is_symlink()
    assert Path("real.json").stat().st_mode & 0o777 == 0o640
    assert json.loads(Path("real.json").read_text("utf-8"))["findings"]


def test_a_device_is_written_to_and_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    before = os.stat(os.devnull).st_mode
    assert main(["check", "error.txt", "--output-format", f"json:{os.devnull}"]) == 1
    assert os.stat(os.devnull).st_mode == before


def test_a_file_has_colours_only_where_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    main(["check", "error.txt", "--output-format", "full", "--output-format", "full:a.txt"])
    assert "\x1b[" in capsys.readouterr().out
    assert "\x1b[" not in Path("a.txt").read_text("utf-8")
    main(["check", "error.txt", "--output-format", "full:a.txt", "--color", "always"])
    assert "\x1b[" in Path("a.txt").read_text("utf-8")


# -- Statistics -------------------------------------------------------------------------------------------------------


def test_statistics_stand_below_what_people_read(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "error.txt", "warning.txt", "--statistics", "--output-format", "concise"])
    captured = capsys.readouterr()
    assert captured.out.splitlines()[2:] == ["1  yoy  error  in 1 file", "1  yoy  warning  in 1 file"]
    assert captured.err == ""


def test_statistics_do_not_disturb_what_machines_read(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "error.txt", "--statistics", "--output-format", "json"])
    captured = capsys.readouterr()
    assert json.loads(captured.out)["findings"]
    assert captured.err == "1  yoy  error  in 1 file\n"


# -- Gates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.txt", "--min-checked", "2"], 0),  # the fakes say that two were checked
        (["clean.txt", "--min-checked", "3"], 3),
        (["clean.txt", "--min-checked", "3", "--exit-zero"], 3),
        (["error.txt", "--min-checked", "3"], 1),
        (["error.txt", "--min-checked", "3", "--exit-zero"], 3),
        (["error.txt", "missing.txt", "--min-checked", "3"], 2),
        (["empty", "--min-checked", "1"], 3),
        (["clean.txt", "--min-checked", "-1"], 2),
    ],
)
def test_nothing_understood_is_no_pass(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *arguments]) == code
    if code == 3 and "empty" not in arguments:
        assert capsys.readouterr().err == "2 numbers checked, and --min-checked asks for 3\n"


def test_the_configuration_may_ask_for_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("claimlint.toml").write_text("min-checked = 3\n", encoding="utf-8")
    assert main(["check", "clean.txt"]) == 3
    assert main(["check", "clean.txt", "--min-checked", "0"]) == 0
    Path("claimlint.toml").write_text("min-checked = -3\n", encoding="utf-8")
    assert main(["check", "clean.txt"]) == 2
    assert "claimlint.toml:1:" in capsys.readouterr().err


# -- Start-up ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "banned"),
    [
        ("concise", {"html", "claimlint.reporters.page", "claimlint.lexicon.phrases"}),
        ("json", {"html", "claimlint.reporters.page", "claimlint.lexicon.phrases"}),
        ("github", {"rich", "html", "claimlint.reporters.page"}),
        ("html", {"rich", "jinja2", "pint"}),
    ],
)
def test_a_format_loads_only_what_it_is_made_of(name: str, banned: set[str], tmp_path: Path) -> None:
    script = (
        "import sys, fakes; fakes.install()\n"
        "import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from claimlint.apps.cli import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "error.txt", "--output-format", name],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(Path(__file__).parent)])},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    loaded = set(done.stderr.decode().split())
    assert "claimlint.reporters" in loaded
    assert loaded & banned == set()
