"""``rules``, ``explain`` and ``completion``: what the program says of its rules, to people, wikis and machines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimlint.apps.cli import main
from claimlint.checks import registry
from claimlint.model.finding import LOOKUPS
from claimlint.reporters import formats
from claimlint.reporters.pages import some
from claimlint.reporters.terminal.cells import cell_len
from claimlint.rules.load import load_rules
from claimlint.sources.markdown import read_markdown

ROOT = Path(__file__).parents[2]
RULES = [rule.id for rule in load_rules()]
NAMES = sorted({*LOOKUPS, *RULES, *registry()})
OWN = """\
pack: house
about: Of our own.
rules:
  - id: zig-zag
    given: {stated: {role: rate, metric: net_margin}, profit: {metric: net_profit}, sales: {metric: revenue}}
    expect: profit / sales == stated
    why: One | two, <b>three</b> and `four`.
    preview: true
    holds: ["营业收入200亿元，净利润60亿元，净利率30%。"]
    breaks: ["营业收入200亿元，净利润60亿元，净利率[[32%]]。"]
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def own() -> None:
    Path("house.yaml").write_text(OWN, encoding="utf-8")
    Path("claimlint.toml").write_text('rule-packs = ["house.yaml"]\n', encoding="utf-8")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_there_in_every_format(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "explain", name)
    assert text.startswith(f"{name}: ")
    assert max(map(cell_len, text.splitlines())) <= 80
    markdown = printed(capsys, "explain", name, "--output-format", "markdown")
    assert markdown.startswith(f"# {name}: ")
    read_markdown("page.md", markdown)
    (entry,) = (json.loads(printed(capsys, "explain", name, "--output-format", "json"))["rule"],)
    assert entry["id"] == name
    assert entry["kind"] == ("lookup" if name in LOOKUPS else "rule" if name in RULES else "check")
    assert set(entry["title"]) == {"en", "zh"}
    assert f"claimlint: ignore[{name}] reason" in entry["suppress"]
    if entry["kind"] != "lookup":
        assert entry["holds"]
        assert all("[[" in text for text in entry["breaks"])


def test_the_list_has_rules_and_look_ups_and_each_is_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(printed(capsys, "rules", "--output-format", "json"))["rules"]
    assert [entry["id"] for entry in listed] == [*RULES, *LOOKUPS]
    for entry in listed[::13]:
        page = json.loads(printed(capsys, "explain", entry["id"], "--output-format", "json"))
        assert page["rule"] == entry
    table = printed(capsys, "rules", "--output-format", "markdown")
    assert table.count("\n") == 2 + len(listed)
    assert "| `unused-suppression` | `suppression` | warning | " in table


@pytest.mark.parametrize("output_format", formats("rules"))
def test_the_same_bytes_each_time(output_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    script = "import sys; from claimlint.apps.cli import main; sys.exit(main())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, "rules", "--output-format", output_format],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.usefixtures("own")
def test_rules_of_ones_own_are_listed_and_nothing_in_them_is_markup(capsys: pytest.CaptureFixture[str]) -> None:
    table = printed(capsys, "rules", "--output-format", "markdown")
    assert (
        "| `zig-zag` | `formula` | error (in preview) | One \\| two, &lt;b&gt;three&lt;/b&gt; and \\`four\\`. |\n"
        in table
    )
    page = printed(capsys, "explain", "zig-zag", "--output-format", "markdown")
    assert "## Must hold\n\n`profit / sales == stated`\n\n- `stated`: roles rate, metrics net\\_margin\n" in page
    assert "- 营业收入200亿元，净利润60亿元，净利率\\[\\[32%\\]\\]。" in page
    entry = json.loads(printed(capsys, "explain", "zig-zag", "--output-format", "json"))["rule"]
    assert (entry["pack"], entry["preview"], entry["why_in"]) == ("house", True, {})


def test_code_in_a_description_stays_code(capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(capsys, "explain", "growth", "--output-format", "markdown")
    assert "`years` (CAGR)" in page
    assert "``" not in printed(capsys, "explain", "growth")


def test_a_table_among_the_examples_stays_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    row = next(line for text in load_rules()[RULES.index("table-total")].holds for line in text.splitlines())
    assert f"\n  {row}\n" in printed(capsys, "explain", "table-total", "--output-format", "markdown")
    assert f"- {row}\n" in printed(capsys, "explain", "table-total")


def test_examples_come_in_both_languages() -> None:
    assert some(["一", "二", "三", "四", "五", "a", "b", "c"]) == ["一", "二", "a", "b"]
    assert some(["一", "二", "三", "四", "五", "a"]) == ["一", "二", "三", "a"]
    assert some(["a", "b"]) == ["a", "b"]
    assert some(["一", "一", "二"]) == ["一", "二"]
    assert some([]) == []


def completed(words: str, shell: str = "bash") -> list[str]:
    script = "import sys; from claimlint.apps.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "_CLAIMLINT_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1) if shell != "fish" else words.split(" ")[-1],
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.usefixtures("own")
def test_names_of_rules_are_completed() -> None:
    assert completed("claimlint explain zig") == ["plain,zig-zag"]
    assert completed("claimlint explain cag") == ["plain,cagr"]
    assert completed("claimlint check --select hou") == ["plain,house"]
    assert completed("claimlint check --select gro") == [
        "plain,gross-margin",
        "plain,gross-margin-from-cost",
        "plain,gross-profit",
        "plain,growth",
    ]
    assert completed("claimlint check --ignore exp")[:2] == ["plain,expense-ratio", "plain,expense-ratio-parts"]
    assert completed("claimlint check --extend-select al") == ["plain,all"]
    assert completed("claimlint comp") == ["plain,completion"]
    assert completed("claimlint check rep") == ["file,rep"]  # the shell knows its files itself
    assert completed("claimlint explain cag", "zsh")[:2] == ["plain", "cagr"]


def test_a_configuration_that_is_wrong_is_no_hindrance() -> None:
    Path("claimlint.toml").write_text("selct = 1", encoding="utf-8")
    assert completed("claimlint explain cag") == ["plain,cagr"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_can_read(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    script = printed(capsys, "completion", shell)
    assert f"_CLAIMLINT_COMPLETE={shell}_complete" in script
    program = shutil.which(shell)
    if program:
        subprocess.run([program, "-n"], input=script, text=True, check=True)


def test_another_shell_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "'tcsh' is not one of" in capsys.readouterr().err
