"""Configuration files: which one holds, what it inherits, and what it may not say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimlint.model.finding import InputError
from claimlint.settings.layers import Upwards, inline, read_layers

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Write a file below a project's folder, which is the working directory."""
    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.chdir(project)

    def write(name: str, text: str = "") -> Path:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def origins(folder: str) -> list[str]:
    return [layer.origin for layer in Upwards().layers(folder)]


def test_the_nearest_file_holds_and_claimlint_toml_comes_first(put: Put) -> None:
    put("claimlint.toml", "preview = true")
    put("pyproject.toml", "[tool.claimlint]\npreview = false")
    put("a/pyproject.toml", "[tool.claimlint]\npreview = false")
    put("a/b/pyproject.toml", "[project]\nname = 'claimlint'")  # it does not speak of us
    put("a/b/c/x.md")
    assert origins(".") == ["claimlint.toml"]
    assert origins("a") == ["a/pyproject.toml"]
    assert origins("a/b/c") == ["a/pyproject.toml"]
    assert origins("elsewhere") == ["claimlint.toml"]


def test_what_lies_above_the_repository_does_not_hold(put: Put) -> None:
    put("claimlint.toml", "preview = true")
    put("repository/.git/HEAD")
    put("repository/deep/x.md")
    assert origins("repository/deep") == []


def test_a_file_inherits_from_what_it_extends(put: Put) -> None:
    put("base.toml", "fail-on = 'warning'\nignore = ['yoy']")
    put("shared/claimlint.toml", "extend = '../base.toml'\nlanguage = 'zh'")
    put("claimlint.toml", "extend = 'shared/claimlint.toml'\nfail-on = 'note'")
    layers = Upwards().layers(".")
    assert [layer.origin for layer in layers] == ["base.toml", "shared/claimlint.toml", "claimlint.toml"]
    assert [layer.said.get("fail-on") for layer in layers] == ["warning", None, "note"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = ['yoy']", "claimlint.toml:1:1: unknown key 'selct': did you mean 'select'?"),
        ("# a\nas_of = 2026-01-01", "claimlint.toml:2:1: unknown key 'as_of': did you mean 'as-of'?"),
        ("per_file_ignore = {}", "claimlint.toml:1:1: unknown key 'per_file_ignore': did you mean 'per-file-ignores'?"),
        ("zzzzzzzz = 1", "claimlint.toml:1:1: unknown key 'zzzzzzzz': known are extend, select"),
        ("select = 'yoy'", "claimlint.toml:1:1: select: should be a list"),
        ("ignore = ['yoy', 3]", "claimlint.toml:1:18: ignore.2: should be a valid string"),
        ("preview = 'yes'", "claimlint.toml:1:1: preview: should be a valid boolean"),
        ("[severity]\ncagr = 'fatal'", "claimlint.toml:2:1: severity.cagr: should be 'error', 'warning' or 'note'"),
        ("severity = 3", "claimlint.toml:1:1: severity: should be a table"),
        ("as-of = 'soon'", "claimlint.toml:1:1: as-of: 'soon' is not a date such as 2026-01-15"),
        ("as-of = 2026-01-15T10:00:00", "claimlint.toml:1:1: as-of: must be a date such as 2026-01-15"),
        ("about = 3", "claimlint.toml:1:1: about: must lie between 0 and 1"),
        ("about = 'five'", 'claimlint.toml:1:1: about: must be a share such as "5%" or 0.05'),
        ("about = 1e-99999999", "claimlint.toml:1:1: about: must lie between 0 and 1"),
        ("about = '1e99999999'", 'claimlint.toml:1:1: about: must be a share such as "5%" or 0.05'),
        ("about = true", 'claimlint.toml:1:1: about: must be a share such as "5%" or 0.05'),
        ("about = nan", 'claimlint.toml:1:1: about: must be a share such as "5%" or 0.05'),
        ("rounding = 'up'", "claimlint.toml:1:1: rounding: should be 'nearest', 'truncated' or 'either'"),
        ("extend = 'gone.toml'", "claimlint.toml:1:1: there is no file 'gone.toml'"),
        ("extend = 'claimlint.toml'", "claimlint.toml:1:1: 'claimlint.toml' extends this file again"),
        ("extend = '../other.toml'", "claimlint.toml:1:1: '../other.toml' lies outside the project"),
        ("extend = '/etc/hostname'", "claimlint.toml:1:1: '/etc/hostname' lies outside the project"),
        ("a = ", "claimlint.toml:1: not valid TOML: invalid value"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(put: Put, text: str, message: str) -> None:
    put("claimlint.toml", text)
    put("../other.toml")
    with pytest.raises(InputError) as caught:
        Upwards().layers(".")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_the_place_in_a_pyproject_is_that_of_the_table(put: Put) -> None:
    put("pyproject.toml", "[project]\nname = 'x'\n\n[tool.claimlint]\nfail-on = 'never'\n")
    with pytest.raises(InputError, match=r"^pyproject\.toml:5:1: fail-on: should be"):
        Upwards().layers(".")


def test_a_table_that_is_none_is_refused(put: Put) -> None:
    put("pyproject.toml", "tool = {claimlint = 3}\n")
    with pytest.raises(InputError, match=r"^pyproject\.toml:1:9: the configuration: should be a table$"):
        Upwards().layers(".")
    put("pyproject.toml", "tool = 3 # claimlint\n")
    assert Upwards().layers(".") == ()


def test_a_link_does_not_lead_out_of_the_project(put: Put, tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text("preview = true")
    put("claimlint.toml", "extend = 'link.toml'").with_name("link.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(InputError, match="lies outside the project"):
        Upwards().layers(".")


def test_the_project_is_the_repository(put: Put) -> None:
    put(".git/HEAD")
    put("house.toml", "preview = true")
    put("reports/claimlint.toml", "extend = '../house.toml'")
    assert origins("reports") == ["house.toml", "reports/claimlint.toml"]


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("fail-on=warning", {"fail-on": "warning"}),
        ('fail-on = "warning"', {"fail-on": "warning"}),
        ("preview=true", {"preview": True}),
        ("severity.cagr=note", {"severity": {"cagr": "note"}}),
        ("ignore=['yoy']", {"ignore": ["yoy"]}),
        (r"baseline=a\b.json", {"baseline": r"a\b.json"}),
    ],
)
def test_a_setting_may_be_stated_on_the_command_line(argument: str, said: dict[str, object]) -> None:
    assert inline(argument).said == said


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("fail_on=error", "--config fail_on=error: unknown key 'fail_on': did you mean 'fail-on'?"),
        ("preview=2", "--config preview=2: preview: should be a valid boolean"),
        ("=", "--config =: not a setting: write KEY=VALUE"),
    ],
)
def test_a_wrong_statement_names_itself(argument: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        inline(argument)
    assert str(caught.value).startswith(message)


def test_a_file_that_is_named_is_read_wherever_it_lies(put: Put, tmp_path: Path) -> None:
    put("x.md")
    (tmp_path / "house.toml").write_text("preview = true")
    (layer,) = read_layers("../house.toml")
    assert layer.said == {"preview": True}
