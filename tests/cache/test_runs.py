"""What whole runs have printed, printed again: the same bytes where nothing is otherwise, and never anything else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from claimlint.apps.cli import main
from claimlint.cache import directory, notes
from claimlint.cache.notes import FILE, KIND, Notes
from claimlint.cache.runs import Entry, entry_of
from tests.packs import PACK

ROOT = Path(__file__).parents[2]
FACTS = "facts:\n- {id: x, subject: 海川股份, metric: revenue, period: 2023, value: 24亿元, source: s}\n"
REPORT = "report: r\nsource: source.md\nfacts: [own.yaml]\nclaims: ['海川股份收入[24亿元]{#m}。']\nrules: [x == m]\n"
FILES = {
    ".gitignore": "drafts/\n",
    "claimlint.toml": "facts = ['facts.yaml']\nunits = ['units.txt']\nbaseline = 'base.json'\n"
    "[per-file-ignores]\n'sub/' = ['yoy']\n",
    "facts.yaml": FACTS,
    "own.yaml": FACTS.replace("id: x", "id: y"),
    "units.txt": "cabinet = [cabinet]\n",
    "more.txt": "sackful = 2 * cabinet\n",
    "more.yaml": FACTS.replace("id: x", "id: w"),
    "base.json": '{"schema": 1, "findings": []}\n',
    "a.md": "---\nprevious: old.md\n---\n\n# 业绩\n\n2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。\n",
    "old.md": "2023年营业收入12.3亿元。\n",
    "r.yaml": REPORT,
    "source.md": "海川股份营业收入24亿元。\n",
    "sub/b.md": "<!-- claimlint: ignore[yoy] until 2099-01-01 restated -->\n"
    "2024年收入14.2亿元，同比增长18.6%，2023年收入12.3亿元。\n",
    "sub/c.txt": "毛利30亿元。\n",
    "drafts/d.md": "2024年收入14.2亿元，同比增长18.6%，2023年收入12.3亿元。\n",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "top" / "here"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "kept"))
    return folder


class Runs:
    """Runs the command line as ``claimlint`` does."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[bool, int, str, str]:
        """True where it was kept; the exit code; what it printed."""
        entry = entry_of(["check", *arguments])
        code = None if entry is None else entry.replay()
        kept = code is not None
        if code is None:
            code = main(["check", *arguments], entry)
        printed = self._capsys.readouterr()
        return kept, code, printed.out, printed.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runs:
    return Runs(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.md"],
        ["."],
        ["r.yaml", "a.md", "--output-format", "json"],
        [".", "--output-format", "concise", "--color", "always"],
        ["a.md", "missing.md"],
        ["a.md", "--min-checked", "99"],
        ["a.md", "--statistics", "--output-format", "json"],
        ["sub/../a.md", "--isolated"],
        ["drafts", "--exit-zero", "--jobs", "2"],
    ],
    ids=" ".join,
)
def test_nothing_is_otherwise(arguments: list[str], run: Runs) -> None:
    anew = run(*arguments)
    assert not anew[0]
    assert run(*arguments) == (True, *anew[1:])
    assert run(*arguments, "--no-cache") == anew


def write(path: str, text: str) -> Callable[[], object]:
    def change() -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")

    return change


CHANGES: dict[str, Callable[[], object]] = {
    "the file": write("a.md", FILES["a.md"].replace("18.6", "15.4")),
    "as long, and as old": lambda: (
        (stat := os.stat("a.md")),
        write("a.md", FILES["a.md"].replace("18.6", "15.4"))(),
        os.utime("a.md", ns=(stat.st_atime_ns, stat.st_mtime_ns)),
    ),
    "another file": write("sub/c.txt", "毛利31亿元。\n"),
    "the facts": write("facts.yaml", FACTS.replace("24亿", "25亿")),
    "facts of a report": write("own.yaml", FACTS.replace("id: x", "id: z")),
    "the source": write("source.md", "海川股份营业收入25亿元。\n"),
    "the previous edition": write("old.md", "2023年营业收入12.4亿元。\n"),
    "the units": write("units.txt", "rack = [rack]\n"),
    "the baseline": lambda: main(["baseline", "."]),
    "the configuration": write("claimlint.toml", FILES["claimlint.toml"] + "'a.md' = ['yoy']\n"),
    "a nearer configuration": write("sub/claimlint.toml", "ignore = ['yoy']\n"),
    "a nearer project": write("sub/pyproject.toml", "[tool.claimlint]\nignore = ['yoy']\n"),
    "a configuration that is gone": lambda: os.unlink("claimlint.toml"),
    "a new file": write("sub/n.md", "毛利30亿元。\n"),
    "a new report": write("n.yaml", REPORT),
    "a new file in a new folder": write("new/n.md", "毛利30亿元。\n"),
    "a file that is gone": lambda: os.unlink("sub/c.txt"),
    "a file that is a folder": lambda: (os.unlink("sub/c.txt"), os.mkdir("sub/c.txt")),
    "what is ignored": write(".gitignore", ""),
    "what is ignored in a folder": write("sub/.gitignore", "c.txt\n"),
    "what is ignored above": write("../.gitignore", "sub/\n"),
    "a repository": lambda: os.mkdir(".git"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_something_is_otherwise(change: Callable[[], object], run: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    run(".")
    assert run(".")[0]
    change()
    capsys.readouterr()
    anew = run(".")
    assert not anew[0]
    assert anew == run(".", "--no-cache")
    assert run(".") == (True, *anew[1:])


def test_what_only_another_process_has_looked_at(run: Runs) -> None:
    write("sub/claimlint.toml", "facts = ['gone.yaml']\n")()
    missing = run(".", "--jobs", "2")
    assert missing[1] == 2
    assert run(".", "--jobs", "2")[0]
    write("sub/gone.yaml", FACTS)()
    assert run(".", "--jobs", "2")[:2] == (False, 1)


def test_a_file_of_rules(run: Runs) -> None:
    write("p.yaml", PACK)()
    option = ["a.md", "--config", "rule-packs=['p.yaml']", "--statistics"]
    run(*option)
    assert run(*option)[0]
    write("p.yaml", PACK.replace("Because", "Thus"))()
    assert not run(*option)[0]


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "yoy"],
        ["--as-of", "2024-01-01"],
        ["--output-format", "json"],
        ["--facts", "own.yaml"],
        ["--isolated"],
    ],
    ids=" ".join,
)
def test_another_option(options: list[str], run: Runs) -> None:
    run("a.md")
    assert not run("a.md", *options)[0]
    assert run("a.md")[0]


def test_another_path_with_the_same_text(run: Runs) -> None:
    for path in ("a.md", "sub/a.md", "z.md"):
        write(path, FILES["drafts/d.md"])()
    assert [run(path)[1:3] for path in ("a.md", "sub/a.md", "z.md")] == [
        run(path, "--no-cache")[1:3] for path in ("a.md", "sub/a.md", "z.md")
    ]
    assert run("a.md")[1] == 1
    assert run("sub/a.md")[1] == 0


@pytest.mark.parametrize(("name", "value"), [("COLUMNS", "50"), ("FORCE_COLOR", "1"), ("TZ", "Asia/Tokyo")])
def test_another_environment(name: str, value: str, run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    run("a.md")
    monkeypatch.setenv(name, value)
    assert not run("a.md")[0]


def test_another_folder(run: Runs) -> None:
    write("sub/a.md", FILES["a.md"])()
    run("a.md")
    os.chdir("sub")
    assert not run("a.md")[0]


def test_another_day_counts_where_it_was_asked_for(run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    run("old.md", "--isolated")
    marked = run("sub/b.md", "--isolated")
    assert marked[1] == 0
    monkeypatch.setattr(time, "strftime", lambda _: "2100-01-01")
    assert run("old.md", "--isolated")[0]
    expired = run("sub/b.md", "--isolated")
    assert not expired[0]
    assert expired[1] == 1


def test_another_program(run: Runs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = directory.program()
    assert any(name == "pipeline.py" for name, *_ in program)
    assert any(name == "growth.yaml" for name, *_ in program)
    run("a.md")
    monkeypatch.setattr(directory, "program", lambda: [*program, ("site-packages", 1, 0)])
    assert not run("a.md")[0]


@pytest.mark.parametrize(
    "arguments",
    [["a.md", "--fix"], ["a.md", "--diff"], ["a.md", "--show-settings"], ["a.md", "--output-format", "json:out.json"]],
    ids=" ".join,
)
def test_what_writes_or_only_shows_is_not_kept(arguments: list[str], run: Runs) -> None:
    run(*arguments)
    assert not run(*arguments)[0]


def test_a_file_that_changes_while_it_is_read_is_not_kept(run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimlint.store import baseline

    real = baseline.read_baseline

    def read(path: str) -> object:
        found = real(path)
        write("claimlint.toml", FILES["claimlint.toml"] + "# later\n")()
        notes.note_read("claimlint.toml", b"later")
        return found

    monkeypatch.setattr(baseline, "read_baseline", read)
    run("a.md")
    assert not list(Path(os.environ["CLAIMLINT_CACHE_DIR"], "runs").glob("*"))


def test_a_torn_entry_is_none(tmp_path: Path) -> None:
    path = tmp_path / ("f" * 32)
    entry = Entry(str(path))
    with Notes() as taken:
        notes.exists("nowhere")
    entry.keep(taken, [(1, "all is well\n")], 0)
    whole = path.read_bytes()
    assert entry.replay() == 0
    for place in range(len(whole)):
        for torn in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], whole + b"x"):
            path.write_bytes(torn)
            assert entry.replay() is None


def test_a_cache_that_cannot_be_written(run: Runs, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")
    assert run("a.md")[1:] == run("a.md")[1:]


def test_without_a_folder_nothing_is_kept(run: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", "")
    assert entry_of(["check", "a.md"]) is None


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "runs"
    folder.mkdir()
    return folder


def filled(folder: Path, count: int, size: int = 10) -> None:
    for number in range(count):
        path = folder / f"{number:032x}"
        path.write_bytes(b"x" * size)
        os.utime(path, (number, number))


def test_there_are_never_too_many(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "_MOST", 20)
    filled(kept, 21)
    left = kept / ".abandoned"
    left.write_bytes(b"")
    os.utime(left, (0, 0))
    directory._tidy(str(kept))
    assert sorted(int(path.name, 16) for path in kept.iterdir()) == list(range(11, 21))
    directory._tidy(str(kept))
    assert len(list(kept.iterdir())) == 10


def test_nor_are_they_too_large(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "_MOST_BYTES", 1000)
    filled(kept, 10, 101)
    directory._tidy(str(kept))
    assert len(list(kept.iterdir())) == 5


def test_new_entries_look_after_the_old_ones(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "_MOST", 30)
    with Notes() as taken:
        pass
    for number in range(400):
        Entry(str(kept / notes.digest(b"%d" % number).hex())).keep(taken, [(1, "x")], 0)
    assert len(list(kept.iterdir())) < 30 + 4 * 16


WRITER = """
import os, sys
from claimlint.cache import notes
from claimlint.cache.runs import Entry
real = os.replace
def torn(one, other):
    if sys.argv[2] == "torn":
        os.kill(os.getpid(), 9)
    real(one, other)
os.replace = torn
path, how, name = sys.argv[1:]
while True:
    with notes.Notes() as taken:
        notes.exists(path)
    Entry(path).keep(taken, [(1, name * 20_000)], len(name))
"""


def test_several_write_and_some_are_killed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kept" / "runs" / ("0" * 32)
    path.parent.mkdir(parents=True)
    path.touch()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), how, name], env=environment)
        for how, name in (("whole", "a"), ("whole", "bb"), ("torn", "ccc"), ("torn", "dddd"))
    ]
    try:
        seen: set[str] = set()
        deadline = time.monotonic() + 60
        while len(seen) < 2 and time.monotonic() < deadline:
            code = Entry(str(path)).replay()
            out = capsys.readouterr().out
            if code is not None:
                assert out in ("a" * 20_000, "bb" * 20_000)
                assert code == len(out) // 20_000
                seen.add(out[0])
            else:
                assert out == ""
        assert seen == {"a", "b"}
        for writer in writers[:2]:
            writer.kill()
        assert [writer.wait() for writer in writers] == [-9] * 4
        code = Entry(str(path)).replay()
        assert code in (1, 2)
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()


LOOKED = """
import builtins, os, sys
looked = set()
top = os.path.realpath(sys.argv[1])
def see(path):
    if isinstance(path, (str, os.PathLike)):
        real = os.path.abspath(os.fspath(path))
        if real.startswith(top) and "kept" not in real:
            looked.add(real)
sys.addaudithook(lambda event, arguments: see(arguments[0]) if event in ("open", "os.scandir", "os.listdir") else None)
for name in ("stat", "access"):
    def wrapped(path, *rest, real=getattr(os, name), **more):
        see(path)
        return real(path, *rest, **more)
    setattr(os, name, wrapped)
from claimlint.cache import runs
answers = {}
runs.Entry.keep = lambda self, notes, printed, code: answers.update(notes.answers)
sys.argv[1:] = ["check", *sys.argv[2:]]
from claimlint.__main__ import main
main()
noted = {os.path.abspath(path) for what, path in answers}
print("UNNOTED", sorted(path for path in looked - noted))
print("NOTED", len(looked & noted))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["."],
        [".", "--facts", "more.yaml", "--units", "more.txt"],
        ["sub/../a.md", "missing.md"],
        ["r.yaml", "--config", "fail-on=note"],
        ["a.md", "--config", "claimlint.toml"],
    ],
    ids=" ".join,
)
def test_whatever_is_looked_at_is_noted(arguments: list[str], tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOOKED, str(tmp_path), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
    )
    assert "UNNOTED []" in told.stdout, told.stdout + told.stderr
    assert int(told.stdout.split("NOTED")[-1]) > 4


def test_questions_have_their_answers(tmp_path: Path) -> None:
    path = str(tmp_path / "x")
    assert notes.ask(KIND, path) == ""
    assert notes.ask(FILE, path) == 2
    Path(path).write_text("x")
    assert notes.ask(KIND, path) == "file"
    assert notes.ask(KIND, str(tmp_path)) == "folder"
    assert notes.ask(FILE, path) == notes.digest(b"x")


def test_the_cache_command(run: Runs, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "kept"
    run("a.md")
    assert main(["cache", "dir"]) == 0
    assert capsys.readouterr().out == f"{folder}\n"
    mine = folder / "mine.txt"
    mine.write_text("")
    left = folder / "runs" / f".{'0' * 32}-77"
    left.write_text("")
    assert main(["cache", "size"]) == 0
    count = int(capsys.readouterr().out.split()[0])
    assert count >= 2
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().err == f"{count} files deleted\n"
    assert [path for path in folder.rglob("*") if path.is_file()] == [mine]
    assert not run("a.md")[0]


def test_the_cache_command_where_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", "")
    assert main(["cache", "clear"]) == 2
    assert capsys.readouterr().err == "CLAIMLINT_CACHE_DIR: is empty: nothing is kept\n"
