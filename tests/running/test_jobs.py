"""Several processes: the same report as from one, and a clean end whatever happens to them."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import claimlint
from claimlint import InputError
from claimlint.running import batches
from claimlint.running.workers import WorkerError, spread

ROOT = Path(__file__).parents[2]
GROWTH = "# 业绩\n\n2024年营业收入14.2亿元，同比增长{}%，2023年营业收入12.3亿元。\n\n海川股份2023年营业收入{}亿元。\n"
FACTS = """facts:
  - id: {}
    subject: 海川股份
    metric: revenue
    period: 2023
    value: 31.5亿元
    source: 年报
    as_of: 2020-01-01
    max_age: 365d
"""


def square(number: int) -> int:
    if number < 0:
        raise InputError(claimlint.Failure("n.md", f"{number} is negative"))
    return number * number


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def local(number: int) -> int:
    class Odd(Exception):
        pass

    raise Odd(number)


@pytest.fixture(params=["fork", "spawn"])
def others(request: pytest.FixtureRequest) -> Iterator[None]:
    """With another thread, processes are started anew."""
    if request.param == "fork":
        yield
        return
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    yield
    over.set()
    thread.join()


@pytest.mark.usefixtures("others")
def test_results_come_in_the_order_of_the_items() -> None:
    assert list(spread(square, range(50), 3)) == [n * n for n in range(50)]


def test_an_exception_comes_in_its_turn() -> None:
    found = spread(square, [1, 2, -3, 4], 2)
    assert [next(found), next(found)] == [1, 4]
    with pytest.raises(InputError, match=r"n\.md: -3 is negative") as caught:
        next(found)
    assert caught.value.failure.path == "n.md"


def test_an_exception_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(RuntimeError, match="Odd"):
        list(spread(local, [1], 1))


def test_a_process_that_dies_is_told_with_its_item() -> None:
    with pytest.raises(WorkerError, match="SIGKILL") as caught:
        list(spread(die, range(8), 2))
    assert caught.value.task == 3


def test_nobody_is_left_behind() -> None:
    found = spread(time.sleep, [0.0, 60.0, 60.0], 2)
    next(found)
    start = time.monotonic()
    found.close()
    assert time.monotonic() - start < 5
    import multiprocessing

    assert multiprocessing.active_children() == []


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of which some name each other, some have facts of their own, and some cannot be read."""
    monkeypatch.chdir(tmp_path)
    Path("claimlint.toml").write_text('facts = ["facts/all.yaml"]\n', encoding="utf-8")
    for folder in ("facts", "a", "b"):
        Path(folder).mkdir()
    Path("facts/all.yaml").write_text(FACTS.format("all"), encoding="utf-8")
    Path("b/own.yaml").write_text(FACTS.format("own").replace("海川股份", "远山集团"), encoding="utf-8")
    Path("b/claimlint.toml").write_text('facts = ["own.yaml"]\nignore = ["told-twice"]\n', encoding="utf-8")
    for number in range(12):
        folder = "ab"[number % 2]
        head = f"---\nas_of: 2024-06-0{1 + number % 3}\n---\n\n"
        text = GROWTH.format(18.6 if number % 3 else 15.4, 31.5 if number % 5 else 13.5)
        Path(folder, f"{number:02}.md").write_text(head + text, encoding="utf-8")
    Path("a/t.zh.md").write_text("2024年营业收入14.2亿元。\n\n利润3.1亿元。\n\n员工300人。\n", encoding="utf-8")
    Path("a/t.en.md").write_text(
        "Revenue in 2024 was RMB 1.42 billion.\n\nProfit was RMB 310 million.\n\nIt has 400 employees.\n",
        encoding="utf-8",
    )
    Path("a/marked.md").write_text(
        "<!-- claimlint: ignore[yoy] restated -->\n" + GROWTH.format("18.6", "31.5"), encoding="utf-8"
    )
    Path("b/bad.md").write_bytes(b"\x00\x01")
    Path("b/empty.md").write_bytes(b"")
    return tmp_path


FORMATS = ("json", "full", "junit", "html", "sarif")


def printed(check: Callable[..., claimlint.Report], **options: object) -> list[str]:
    report = check([Path()], **options)
    return [report.render(format) for format in FORMATS]


@pytest.mark.usefixtures("corpus", "others")
def test_several_processes_report_what_one_does() -> None:
    alone = printed(claimlint.check)
    assert '"stale-fact"' in alone[0]
    assert '"yoy"' in alone[0]
    assert "not text" in alone[0]
    for jobs in (2, 5):
        assert printed(claimlint.check, jobs=jobs) == alone


@pytest.mark.usefixtures("corpus")
def test_one_file_at_a_time_and_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = printed(claimlint.check)
    for most in (1, 100):
        monkeypatch.setattr(batches, "_MOST", most)
        assert printed(claimlint.check, jobs=2) == alone


@pytest.mark.usefixtures("corpus")
def test_progress_tells_how_many_are_done() -> None:
    told: list[tuple[int, int, str]] = []
    files = claimlint.check([Path()], jobs=3, progress=lambda *one: told.append(one)).files
    assert told[0][:2] == (0, files)
    assert told[-1][:2] == (files, files)
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


@pytest.mark.parametrize(
    ("sizes", "jobs"),
    [([], 1), ([10**7], 1), ([30_000, 20_000], 1), ([100_000] * 2, 2), ([100_000] * 9, 4), ([10**7, 10], 1)],
)
def test_small_inputs_stay_in_one_process(sizes: Sequence[int], jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 2, 3, 4}, raising=False)
    assert batches._worth(sizes) == jobs


def test_batches_hold_all_files_in_order() -> None:
    paths = [f"{n}.md" for n in range(100)]
    sizes = [10 if n % 7 else 5000 for n in range(100)]
    made = list(batches._batches(paths, sizes, 2))
    assert [path for batch in made for path in batch] == paths
    assert max(map(len, made)) <= 32
    assert len(made) > 2


def test_a_configuration_can_be_sent() -> None:
    config = claimlint.configure({"select": ["yoy"], "as_of": "2024-01-01"}, isolated=True)
    assert pickle.loads(pickle.dumps(config)).settings == config.settings


SLOW = """
import os, sys, time
import claimlint.pipeline as pipeline
parent, real = os.getpid(), pipeline.read_source
def slow(*arguments):
    if os.getpid() != parent:
        os.write(1, b"ready %d\\n" % os.getpid())
        {}
    return real(*arguments)
pipeline.read_source = slow
from claimlint.__main__ import main
sys.exit(main())
"""
NAP = "for _ in range(600): time.sleep(0.1)"


def started(what: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SLOW.format(what), "check", ".", "--jobs", "2", "--output-format", "json:out.json"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,  # type: ignore[call-overload]
    )


def ready(process: subprocess.Popen[bytes]) -> list[int]:
    """The two workers, once both are at a file."""
    assert process.stdout is not None
    found: set[int] = set()
    while len(found) < 2:
        line = process.stdout.readline()
        assert line.startswith(b"ready"), (line, process.stderr and process.stderr.read())
        found.add(int(line.split()[1]))
    return sorted(found)


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def gone(numbers: Sequence[int]) -> bool:
    for _ in range(100):
        if not any(map(is_alive, numbers)):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_to_all_of_them_ends_all_of_them(name: str) -> None:
    number = getattr(signal, name)
    process = started(NAP)
    workers = ready(process)
    os.killpg(process.pid, number)  # as a terminal does
    _, err = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert err.strip() == (b"interrupted" if name == "SIGINT" else b"")
    assert gone(workers)
    assert not Path("out.json").exists()


@pytest.mark.usefixtures("corpus")
def test_no_worker_outlives_a_parent_that_was_killed() -> None:
    process = started("time.sleep(1)")
    workers = ready(process)
    process.kill()
    process.communicate()
    assert gone(workers)


@pytest.mark.usefixtures("corpus")
def test_a_worker_that_was_killed_is_one_clear_line() -> None:
    process = started("os.kill(os.getpid(), 9)")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    told = err.decode().strip()
    assert "\n" not in told
    assert ".md: the process that was at this file was ended by SIGKILL" in told


@pytest.mark.usefixtures("corpus")
def test_repairs_are_tried_in_several_processes_too() -> None:
    def fixes(jobs: int) -> list[object]:
        return [finding.fixes for finding in claimlint.check([Path("a")], jobs=jobs).findings]

    assert any(fixes(1))
    assert fixes(2) == fixes(1)
