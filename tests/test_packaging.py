"""A wheel and an editable install both find the rules, the reference values and the words."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from claimlint import resources
from claimlint.model.finding import InputError

ROOT = Path(__file__).parents[1]
BUILD = "import sys, hatchling.build as backend; print(getattr(backend, sys.argv[1])(sys.argv[2]))"
# The environment's own packages come last: what is under test is found first.
PROBE = """
import sys
sys.path += {path!r}
import claimlint
from claimlint.lexicon.phrases import phrases
from claimlint.resources import folder
print(claimlint.__file__)
print(folder("rules"), sorted(path.suffix for path in folder("rules").iterdir())[-1:])
print(folder("facts"))
print(phrases("zh").say("errors", count=2), phrases("en").say("errors", count=2))
"""


def build(hook: str, folder: Path) -> Path:
    """Build with the environment's own hatchling: nothing is fetched."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, hook, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("build_wheel", tmp_path_factory.mktemp("wheel"))


def probed(wheel: Path, home: Path) -> list[str]:
    """Install a wheel in an environment of its own and ask it where its data are."""
    venv.create(home, with_pip=False, symlinks=True)
    python = next(path for path in (home / "bin" / "python", home / "Scripts" / "python.exe") if path.exists())
    installer = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install"]
    subprocess.run([*installer, "--no-deps", "--no-index", str(wheel)], capture_output=True, text=True, check=True)
    own = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    done = subprocess.run(
        [python, "-I", "-c", PROBE.format(path=own)], cwd=home, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_wheel_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    where, rules, facts, words = probed(wheel, tmp_path / "environment")
    assert str(tmp_path) in where
    assert str(tmp_path) in rules
    assert str(tmp_path) in facts
    assert words.endswith("2 errors")


def test_an_editable_install_finds_its_data(tmp_path: Path) -> None:
    where, rules, facts, words = probed(build("build_editable", tmp_path), tmp_path / "environment")
    assert Path(where) == ROOT / "src" / "claimlint" / "__init__.py"
    assert rules.startswith(str(ROOT / "rules"))
    assert facts == str(ROOT / "claims" / "facts")
    assert words.endswith("2 errors")


def test_what_a_wheel_holds(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"claimlint/py.typed", "claimlint/lexicon/zh/report.yaml", "claimlint/lexicon/en/report.yaml"} <= names
    page = ROOT / "src" / "claimlint" / "reporters" / "page"
    assert {f"claimlint/reporters/page/{path.name}" for path in page.glob("*.*")} <= names
    for data, folder in (("rules", ROOT / "rules"), ("facts", ROOT / "claims" / "facts")):
        assert {f"claimlint/_data/{data}/{path.name}" for path in folder.glob("*.yaml")} <= names
    assert wheel.name.startswith("claimlint_reports-")


def test_an_installation_without_its_data_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()  # a stranger's folder: there is no pyproject.toml beside it
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "lib" / "claimlint")
    with pytest.raises(InputError, match="the rules that ship with claimlint are missing"):
        resources.folder("rules")
