"""The public functions, and every example of docs/api.md."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import claimlint
from claimlint.settings.schema import KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```(?:\n\n```text\n(?P<shown>.*?)```)?", re.DOTALL)
WRONG = "2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。"
RIGHT = "2019年收入100亿元，2023年收入146亿元，复合增长率9.9%。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def examples() -> Iterator[object]:
    for match in EXAMPLE.finditer(PAGE):
        line = PAGE.count("\n", 0, match.start()) + 1
        yield pytest.param(match["code"], match["shown"], id=f"line {line}")


@pytest.mark.parametrize(("code", "shown"), list(examples()))
def test_the_examples_run_and_print_what_is_shown(
    code: str, shown: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(code, "docs/api.md", "exec"), {"__name__": "example"})
    assert capsys.readouterr().out == (shown or "")


def test_the_page_names_everything_that_is_public() -> None:
    assert {name for name in set(claimlint.__all__) - {"__version__"} if f"`{name}" not in PAGE} == set()


def test_options_are_the_keys_of_a_configuration_file() -> None:
    options = {name.replace("_", "-") for name in claimlint.Options.__annotations__}
    assert options == set(KEYS) - {"extend"}


def test_everything_is_typed() -> None:
    for name in claimlint.__all__:
        value = getattr(claimlint, name)
        if inspect.isfunction(value):
            assert {*inspect.signature(value).parameters, "return"} == value.__annotations__.keys(), name


@pytest.mark.parametrize("name", ["report.md", "报告 一.md", "report.txt", "folder/report.qmd"])
def test_a_str_that_ends_like_a_report_is_a_path(name: str, folder: Path) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(WRONG, encoding="utf-8")
    for source in (name, str(folder / name), Path(name), [name], (Path(name),)):
        (finding,) = claimlint.check(source).findings
        assert finding.location.path == name


def test_a_path_that_leads_nowhere_is_an_error_and_no_text() -> None:
    (error,) = claimlint.check("reprot.md").errors
    assert str(error) == "reprot.md: no such file or folder"


def test_a_folder(folder: Path) -> None:
    (folder / "reports").mkdir()
    (folder / "reports" / "a.md").write_text(WRONG, encoding="utf-8")
    for source in ("reports/", Path("reports"), ["reports"]):
        assert [each.location.path for each in claimlint.check(source).findings] == ["reports/a.md"]
    with pytest.raises(ValueError, match="'reports' is taken for a text, and there is a file or folder of that name"):
        claimlint.check("reports")
    assert claimlint.check("reports", name="x.txt").files == 1


@pytest.mark.parametrize("text", [WRONG, WRONG + "\n", "\ufeff" + WRONG, WRONG + "\nsee report.md", "%PDF\n" + WRONG])
def test_a_text_is_a_text_and_keeps_its_offsets(text: str) -> None:
    (finding,) = claimlint.check(text).findings
    assert finding.location.path == "<text>"
    assert text[finding.location.start : finding.location.end] == "7.9%"


def test_with_a_name_a_str_is_a_text_whatever_it_holds(folder: Path) -> None:
    (folder / "secret.md").write_text(WRONG, encoding="utf-8")
    report = claimlint.check("secret.md", name="upload.md")
    assert (report.findings, report.documents["upload.md"].text) == ((), "secret.md")


def test_the_ending_of_the_name_says_how_a_text_is_read() -> None:
    text = "```\n2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。\n```\n"
    assert not claimlint.check(text, name="a.md").findings
    assert claimlint.check(text, name="a.txt").findings
    asked = "report: x\nclaims:\n  - 收入为[107亿元]{#a}，成本为[108亿元]{#b}。\nrules:\n  - a > b\n"
    (finding,) = claimlint.check(asked, name="report.yaml").findings
    assert (finding.location.path, finding.location.text) == ("report.yaml", "108亿元")


def test_bytes_are_decoded() -> None:
    assert claimlint.check(WRONG.encode("gb18030")).findings
    assert "a PDF" in claimlint.check(b"%PDF-1.7").errors[0].message


def test_what_cannot_be_encoded_is_one_line() -> None:
    with pytest.raises(claimlint.InputError, match="<text>:2: is not text"):
        claimlint.check("a\n\ud800")


def test_given_stands_in_for_files(folder: Path) -> None:
    (folder / "a.md").write_text(RIGHT, encoding="utf-8")
    (folder / "b.md").write_text(WRONG, encoding="utf-8")
    report = claimlint.check(["a.md", Path("./b.md")], given={str(folder / "a.md"): WRONG, "b.md": RIGHT.encode()})
    assert [finding.location.path for finding in report.findings] == ["a.md"]


def test_a_name_belongs_to_a_text() -> None:
    with pytest.raises(TypeError, match="a path has its own"):
        claimlint.check(Path("a.md"), name="b.md")


def test_options_are_told_by_their_names() -> None:
    with pytest.raises(TypeError, match="no setting 'selct'"):
        claimlint.check(WRONG, selct="yoy")  # type: ignore[call-arg]
    for option, value, message in (
        ("select", "carg", "select: there is no rule 'carg'; did you mean cagr?"),
        ("ignore", [1], "ignore"),
        ("about", "200%", "about"),
        ("as_of", "yesterday", "as_of: 'yesterday' is not a date such as 2026-01-15"),
        ("fail_on", "errors", "fail_on"),
        ("min_checked", -1, "min_checked"),
        ("facts", "gone.yaml", "gone.yaml"),
    ):
        try:
            report = claimlint.check(WRONG, **{option: value})  # type: ignore[arg-type]
        except claimlint.InputError as problem:
            said = str(problem)
        else:
            (said,) = map(str, report.errors)
        assert said.startswith(message), said


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({}, 1),
        ({"select": "growth"}, 1),
        ({"select": ["yoy"]}, 0),
        ({"select": []}, 1),
        ({"select": None}, 1),
        ({"ignore": ("cagr",)}, 0),
        ({"select": "yoy", "extend_select": "cagr"}, 1),
        ({"severity": {"cagr": "note"}}, 1),
        ({"about": "5%", "rounding": "either", "as_of": "2026-01-15", "preview": True}, 1),
    ],
)
def test_options_do_what_they_say(options: dict[str, object], count: int) -> None:
    assert len(claimlint.check(WRONG, **options).findings) == count  # type: ignore[arg-type]


def test_the_day_counts() -> None:
    for day in (date(2025, 3, 31), "2025-03-31"):
        claims = claimlint.extract("去年收入100亿元。", as_of=day).claims
        assert "2024" in {str(claim.period.id) for claim in claims if claim.period}


def test_configuration_files_hold_unless_isolated(folder: Path) -> None:
    (folder / "claimlint.toml").write_text('ignore = ["cagr"]\n', encoding="utf-8")
    assert not claimlint.check(WRONG).findings
    assert claimlint.check(WRONG, isolated=True).findings
    (folder / "other.toml").write_text("", encoding="utf-8")
    assert claimlint.check(WRONG, config=Path("other.toml")).findings


def test_a_configuration_takes_no_more_options() -> None:
    config = claimlint.configure({"ignore": "cagr"}, isolated=True)
    assert isinstance(config, claimlint.Configuration)
    assert not claimlint.check(WRONG, config=config).findings
    with pytest.raises(TypeError, match="configure"):
        claimlint.check(WRONG, config=config, select="yoy")


def test_a_report_can_be_printed_and_written(folder: Path) -> None:
    report = claimlint.check(WRONG)
    assert isinstance(report, claimlint.Report)
    assert json.loads(report.to_json()) == report.to_dict()
    assert report.to_dict()["findings"][0]["location"]["path"] == "<text>"
    assert report.render("concise").startswith("<text>:1:")
    assert "\x1b[" in report.render(color=True)
    report.write("out.sarif", "sarif")
    assert json.loads((folder / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    with pytest.raises(ValueError, match=r"no output format 'srif': known are concise, full"):
        report.render("srif")
    with pytest.raises(claimlint.InputError):
        report.write("no/such/folder.json", "json")


def test_at_least_leaves_out_what_is_suppressed() -> None:
    report = claimlint.check(f"{WRONG} <!-- claimlint: ignore[cagr] as printed in the source -->", name="a.md")
    assert [finding.suppressed is not None for finding in report.findings] == [True]
    assert report.at_least("note") == ()
    assert len(claimlint.check(WRONG).at_least(claimlint.Severity.ERROR)) == 1
    assert not claimlint.check(WRONG, severity={"cagr": "warning"}).at_least("error")


def test_extract_and_read() -> None:
    extraction = claimlint.extract(f"{WRONG}\n共有12个。", name="a.txt", bare=True)
    assert [each.quantity.text for each in extraction.claims if each.quantity.unit.id == "CNY"] == [
        "100亿元",
        "146亿元",
    ]
    assert extraction.to_dict()["quantities"][0]["path"] == "a.txt"
    assert "100亿元" in extraction.render(shown="explain")
    assert isinstance(extraction.claims[0], claimlint.Claim)
    assert isinstance(extraction.claims[0].quantity, claimlint.Quantity)
    document = claimlint.read("[107亿]{#m}", name="a.md", language="zh")
    assert ([mark.id for mark in document.marks], document.language) == (["m"], "zh")
    with pytest.raises(claimlint.InputError, match=r"gone\.md: no such file"):
        claimlint.read(Path("gone.md"))


def test_rules_and_their_manuals(folder: Path) -> None:
    usual = {rule.id for rule in claimlint.list_rules()}
    assert {"cagr", "gross-margin"} <= usual
    (folder / "house.yaml").write_text(
        "pack: house\nabout: Ours.\nrules:\n  - id: tidy\n    given: {a: {metric: revenue}, stated: {metric: tax}}\n"
        "    expect: stated <= a\n    why: Because.\n    holds: [x]\n    breaks: ['[[y]]']\n",
        encoding="utf-8",
    )
    (folder / "claimlint.toml").write_text('rule-packs = ["house.yaml"]\n', encoding="utf-8")
    assert {rule.id for rule in claimlint.list_rules()} == {*usual, "tidy"}
    assert "Because." in claimlint.explain("tidy").render()
    assert claimlint.explain("cagr").rule in claimlint.list_rules()
    assert "cagr" in claimlint.explain("growth").users
    assert claimlint.explain("quote").rule is None
    assert claimlint.explain("quote").render(width=60).startswith("quote: ")


def test_a_baseline_is_written_and_held_against_a_run(folder: Path) -> None:
    (folder / "a.md").write_text(WRONG, encoding="utf-8")
    update = claimlint.update_baseline("a.md", Path("known.json"))
    assert (update.file, update.entries, update.new, update.gone, update.begun) == ("known.json", 1, 1, (), True)
    assert claimlint.check("a.md", baseline="known.json").at_least("note") == ()
    (folder / "a.md").write_text(RIGHT, encoding="utf-8")
    update = claimlint.update_baseline("a.md", "known.json")
    assert (update.entries, update.new, len(update.gone), update.begun) == (0, 0, 1, False)


def test_what_would_be_checked(folder: Path) -> None:
    (folder / "a.md").write_text(RIGHT, encoding="utf-8")
    (folder / "claimlint.toml").write_text('fail-on = "warning"\n', encoding="utf-8")
    found = claimlint.find_files(".")
    assert found.files == ("a.md",)
    assert 'fail-on = "warning"  # claimlint.toml:1' in claimlint.show_settings(found.files)
