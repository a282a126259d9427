"""claimlint in other people's pipelines: pre-commit, GitHub Actions and GitLab, as far as they run without a network.

``CLAIMLINT_NETWORK=1`` also lets pre-commit install claimlint and what it needs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from claimlint.settings.schema import KEYS

ROOT = Path(__file__).parents[1]
WRONG = "2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。\n"
RIGHT = "Revenue rose 10% from $100m to $110m.\n"
REPORT = "report: x\nclaims:\n  - 收入为[107亿元]{#a}，成本为[108亿元]{#b}。\nrules:\n  - a > b\n"
FILES = {"报告 一.md": WRONG, "good.qmd": RIGHT, "data/report.yaml": REPORT, "other.yaml": "a: 1\n", "notes.txt": WRONG}


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


class Scratch:
    """A repository of somebody who uses pre-commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit-home"),
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.git("init", "-q", ".")
        self.git("config", "user.email", "reader@example.org")
        self.git("config", "user.name", "A reader")
        self.put(FILES)

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, encoding="utf-8"
        )

    def put(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")

    def configure(self, repository: Mapping[str, Any]) -> None:
        self.put({".pre-commit-config.yaml": yaml.safe_dump({"repos": [repository]}, allow_unicode=True)})

    def run(self, *arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--color", "never", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, encoding="utf-8"
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return Scratch(tmp_path)


def local(scratch: Scratch) -> None:
    """The hooks of the manifest, run by the Python that runs the tests instead of being installed."""
    hooks = loaded(".pre-commit-hooks.yaml")
    for hook in hooks:
        hook["language"] = "system"
        hook["entry"] = hook["entry"].replace("claimlint", f'"{sys.executable}" -m claimlint', 1)
    scratch.configure({"repo": "local", "hooks": hooks})


def sound(code: int, said: str) -> None:
    assert code == 1, said
    assert "报告 一.md:1:32" in said
    assert "2 个文件：1 个错误" in said  # the other is good.qmd
    assert "report.yaml:3:24" in said
    assert "other.yaml" not in said
    assert "notes.txt" not in said


def test_pre_commit_runs_the_hooks(scratch: Scratch) -> None:
    local(scratch)
    sound(*scratch.run())


def test_a_commit_is_stopped_until_its_numbers_hold(scratch: Scratch) -> None:
    local(scratch)
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"],
        cwd=scratch.folder,
        env=scratch.environment,
        check=True,
        capture_output=True,
    )
    stopped = scratch.git("commit", "-m", "A report")
    assert stopped.returncode == 1
    assert "error[cagr]" in stopped.stdout + stopped.stderr
    scratch.put({"报告 一.md": WRONG.replace("7.9", "9.9"), "data/report.yaml": REPORT.replace("a > b", "a < b")})
    passed = scratch.git("commit", "-m", "A report")
    assert passed.returncode == 0, passed.stderr


def test_what_is_excluded_passes_though_pre_commit_names_it(scratch: Scratch) -> None:
    local(scratch)
    scratch.put({"claimlint.toml": 'exclude = ["报告*", "data/"]\n'})
    code, said = scratch.run()
    assert code == 0, said


def test_what_is_staged_is_checked_and_not_what_is_not(scratch: Scratch) -> None:
    local(scratch)
    (scratch.folder / "报告 一.md").write_text(RIGHT, encoding="utf-8")
    sound(*scratch.run())


@pytest.mark.skipif(os.environ.get("CLAIMLINT_NETWORK") != "1", reason="installs from a registry: CLAIMLINT_NETWORK=1")
def test_pre_commit_installs_and_runs_the_hooks(scratch: Scratch) -> None:
    revision = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    hooks = [{"id": hook["id"]} for hook in loaded(".pre-commit-hooks.yaml")]
    scratch.configure({"repo": str(ROOT), "rev": revision.stdout.strip(), "hooks": hooks})
    del scratch.environment["PYTHONPATH"]
    sound(*scratch.run())


def test_the_action_is_composite_and_passes_no_input_into_a_script() -> None:
    action = loaded("action.yml")
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]
    named = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert named == set(action["inputs"])
    assert {"fail-on", "min-checked"} <= set(KEYS)


def checked(folder: Path, **inputs: str) -> tuple[str, str]:
    """Run the step of the action that checks; the exit code that it puts out, and what it prints."""
    (step,) = (step for step in loaded("action.yml")["runs"]["steps"] if step.get("id") == "check")
    usual = {name: entry["default"] for name, entry in loaded("action.yml")["inputs"].items()}
    said = {**usual, **{name.replace("_", "-"): value for name, value in inputs.items()}}
    environment = {
        **os.environ,
        **{key: said[key.lower().replace("_", "-")] for key in step["env"] if key not in ("PYTHON", "SARIF")},
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT / "src"),
        "SARIF": said["sarif-file"],
        "RUNNER_TEMP": str(folder),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return (folder / "output").read_text("utf-8").strip(), done.stdout


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    for name, text in FILES.items():
        (tmp_path / "reports" / Path(name).name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_action_checks_annotates_and_summarises(reports: Path) -> None:
    code, printed = checked(reports, paths="reports/报告 一.md\nreports/good.qmd\n", min_checked="1")
    assert code == "exit-code=1"
    assert "::error file=reports/报告 一.md,line=1," in printed
    assert "7.9%" in (reports / "summary.md").read_text("utf-8")
    (run,) = json.loads((reports / "claimlint.sarif").read_text("utf-8"))["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["cagr"]


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"paths": "reports/good.qmd"}, 0),
        ({"paths": "reports/good.qmd", "min_checked": "10"}, 3),
        ({"paths": "reports", "args": "--ignore\ncagr\n--ignore\nformula", "annotations": "false"}, 1),
        ({"paths": "reports/notes.txt", "args": "--ignore\ncagr", "summary": "false"}, 0),
        ({"paths": "reports/gone.md"}, 2),
        ({"paths": "reports/good.qmd", "config": "gone.toml"}, 2),
        ({"paths": "$(touch ran)"}, 2),
        ({"paths": "reports/good.qmd", "fail_on": "note"}, 0),
    ],
)
def test_the_action_ends_with_the_code_of_the_check(inputs: dict[str, str], code: int, reports: Path) -> None:
    assert checked(reports, **inputs)[0] == f"exit-code={code}"
    assert not (reports / "ran").exists()


def blocks(page: str) -> list[Any]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]


def test_the_page_speaks_of_the_hooks_and_inputs_that_there_are() -> None:
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for name in loaded("action.yml")["inputs"]:
        assert f"| `{name}` |" in text
    used = [hook["id"] for repo in blocks("ci.md")[0]["repos"] for hook in repo["hooks"]]
    assert set(used) == {hook["id"] for hook in loaded(".pre-commit-hooks.yaml")}
