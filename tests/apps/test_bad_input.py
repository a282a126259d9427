"""Bad input through the real command line: one clear line with its place, exit code 2, other files still checked."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from claimlint.apps.cli import main

BAD = "2019年收入100亿元，2023年收入146亿元，复合增长率7.9%。\n"
FOUND = "good.txt:1:32: error[cagr]"
REPORT = """\
report: x
claims:
  - 2024年收入[107亿元]{#a}，2029年收入[2,065亿元]{#b}，年复合增长率[80.7%]{#g}。
"""
FACT = "- {id: x.revenue, subject: 甲, metric: revenue, period: 2024, value: 10亿元, source: s}\n"


@dataclass(frozen=True)
class Wrong:
    """Files, what is checked of them, and the lines that say what is wrong."""

    name: str
    files: dict[str, str | bytes]
    lines: list[str]
    paths: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    limit: float = field(default=20.0)  # seconds of CPU


def rules(*formulas: str) -> str:
    return REPORT + "rules:\n" + "".join(f"  - {formula}\n" for formula in formulas)


def formula(name: str, text: str, message: str) -> Wrong:
    return Wrong(f"formula-{name}", {"r.yaml": rules(text)}, [f"r.yaml:5:{message}"])


def laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join([*lines, "report: x", "claims: *a11", ""])


CASES = [
    Wrong("missing", {}, ["gone.txt: no such file or folder"], ("gone.txt",)),
    Wrong("binary", {"b.txt": bytes(range(256))}, ["b.txt: is not text (it holds NUL bytes)"]),
    Wrong("image", {"b.md": b"\x89PNG\r\n\x1a\n"}, ["b.md: is not text but an image"]),
    Wrong("damaged", {"b.txt": b"a\xff\xff" + "增长的数字很多".encode()}, ["b.txt:1: is not valid UTF-8"]),
    # formulas
    formula("unknown-name", "aa == b", "5: rule rule-1: unknown name `aa`; did you mean `a`?"),
    formula("unknown-fact", "a == huawei.revenue", "10: rule rule-1: unknown name `huawei.revenue`"),
    formula("unknown-function", "grwth(a, b) == g", "5: rule rule-1: unknown function `grwth`; did you mean `growth`?"),
    formula("division-by-zero", "a / 0 == b", "9: rule rule-1: division by zero"),
    formula("a-call", "__import__('os').system('x') == a", "16: rule rule-1: `'` is not arithmetic"),
    formula("an-attribute", "(a).b == a", "5: rule rule-1: "),
    formula("a-comprehension", '"[x for x in (a, b)] == a"', "6: rule rule-1: this is not arithmetic"),
    formula("no-comparison", "a + b", "5: rule rule-1: "),
    formula("assignment", "a = b", "7: rule rule-1: not a formula: invalid syntax; write `==` for equality"),
    formula("huge-power", "a ** 99999999 == b", "10: rule rule-1: exponents go up to 64"),
    formula("many-digits", f"a == {'9' * 900_000}", "2005: rule rule-1: the formula has 900005 characters"),
    Wrong(
        "formula-circular",
        {"r.yaml": rules("{id: one, expect: two == a}", "{id: two, expect: one == b}")},
        ["r.yaml:5:23: rule one: `two` is a rule, not a", "r.yaml:6:23: rule two: `one` is a rule, not a"],
    ),
    Wrong("own-rule-id", {"r.yaml": rules("{id: one, expect: one == a}")}, ["r.yaml:5:23: rule one: `one` is a rule"]),
    # report.yaml
    Wrong("alias-bomb", {"r.yaml": laughs()}, ["r.yaml:1:5: YAML anchors (&) and aliases (*) are not accepted"]),
    Wrong("duplicate-key", {"r.yaml": REPORT + "report: y\n"}, ["r.yaml:4:1: duplicate key 'report' (the first is on"]),
    Wrong(
        "duplicate-rule",
        {"r.yaml": rules("{id: r, expect: a == b}", "{id: r, expect: a == g}")},
        ["r.yaml:6:5: two rules have the id 'r'"],
    ),
    Wrong(
        "duplicate-mark",
        {"r.yaml": "report: x\nclaims:\n  - 收入[1亿元]{#a}，成本[2亿元]{#a}。\n"},
        ["r.yaml:3:19: two marks have the id 'a' (the first is on line 3)"],
    ),
    Wrong("duplicate-mark-in-prose", {"r.md": "收入[1亿元]{#a}，\n成本[2亿元]{#a}。\n"}, ["r.md:2:3: two marks"]),
    Wrong(
        "mark-without-number",
        {"r.yaml": "report: x\nclaims:\n  - 收入[很多钱]{#a}，成本[2亿元]{#b}。\nrules: [a == b]\n"},
        ["r.yaml:3:8: #a: no number was read in '很多钱'"],  # and nothing of the rule that speaks of it
    ),
    Wrong("misspelt-key", {"r.yaml": "report: x\nclaim: [a]\n"}, ["r.yaml:2:1: unknown key 'claim': did you mean"]),
    Wrong("misspelt-rule-key", {"r.yaml": rules("{expct: a == b}")}, ["r.yaml:5:6: unknown key 'expct': did you mean"]),
    Wrong(
        "misspelt-pack",
        {"r.yaml": REPORT + "use: [grwth, totals]\n"},
        ["r.yaml:4:7: unknown rule pack 'grwth': did you mean 'growth'?"],
    ),
    Wrong("strange-pack", {"r.yaml": REPORT + "use: zz\n"}, ["r.yaml:4:6: unknown rule pack 'zz': known are "]),
    Wrong(
        "period-that-is-none",
        {"r.yaml": REPORT.replace("{#a}", "{#a period=24Q5}")},
        ["r.yaml:3:12: #a: period=24Q5 is no period (2024, 2024-Q3"],
    ),
    Wrong(
        "colon-in-a-sentence",
        {"r.yaml": "report: x\nclaims:\n  - Revenue: [1 million]{#a} in 2024\n"},
        ['r.yaml:3:12: ": " in an unquoted text makes it a key: put the whole sentence in quotes'],
    ),
    Wrong("bracket-first", {"r.yaml": "report: x\nclaims:\n  - [1亿]{#a}元\n"}, ["r.yaml:3:5: YAML cannot read"]),
    Wrong("endless-key", {"r.yaml": REPORT + "k" * 1_000 + ": 1\n"}, ["r.yaml:4:1: unknown key 'kkkk"]),
    # what a report names
    Wrong("source-missing", {"r.yaml": REPORT + "source: gone.md\n"}, ["r.yaml:4:9: gone.md: no such file"]),
    Wrong("facts-missing", {"r.yaml": REPORT + "facts: [gone.yaml]\n"}, ["r.yaml:4:9: gone.yaml: no such file"]),
    Wrong("facts-option-missing", {}, ["gone.yaml: no such file"], options=("--facts", "gone.yaml")),
    Wrong("facts-option-a-folder", {}, [".: is a directory, not a file"], options=("--facts", ".")),
    Wrong("facts-invalid", {"f.yaml": "fact: []\n"}, ["f.yaml:1:1: a file of facts"], options=("--facts", "f.yaml")),
    Wrong(
        "facts-wrong-unit",
        {"f.yaml": "facts:\n- id: x\n  source: s\n  amount: 10\n  unit: wombats\n"},
        ["f.yaml:5:9: unknown unit 'wombats'"],
        options=("--facts", "f.yaml"),
    ),
    Wrong(
        "facts-unreadable-value",
        {"f.yaml": "facts:\n- id: x\n  source: s\n  value: 10 wombats per furlong\n"},
        ["f.yaml:4:10: '10 wombats per furlong' must hold exactly one quantity"],
        options=("--facts", "f.yaml"),
    ),
    Wrong(
        "facts-with-one-id",
        {"f.yaml": "facts:\n" + FACT, "g.yaml": "facts:\n" + FACT},
        ["g.yaml:2:69: the fact 'x.revenue' is also in f.yaml"],
        options=("--facts", "f.yaml", "--facts", "g.yaml"),
    ),
    Wrong(
        "facts-named-and-given-with-one-id",
        {"r.yaml": REPORT + "facts: [g.yaml]\n", "f.yaml": "facts:\n" + FACT, "g.yaml": "facts:\n" + FACT},
        ["g.yaml:2:69: the fact 'x.revenue' is also in f.yaml"],
        ("r.yaml",),
        ("--facts", "f.yaml"),
    ),
    # size
    Wrong("ten-megabytes-on-a-line", {"b.txt": "一" + "a" * 10_000_000}, ["b.txt:1: a line of 10,000,001 characters"]),
    Wrong("million-digits", {"b.txt": f"收入\n{'9' * 1_000_000}亿元。\n"}, ["b.txt:2: a line of 1,000,003 characters"]),
    Wrong("many-digits", {"b.txt": f"收入\n{'9' * 900_000}亿元。\n"}, ["b.txt:2:1: a number of 900,000 digits"]),
    Wrong(
        "million-digits-marked",
        {"r.yaml": f"report: x\nclaims:\n  - 收入[{'9' * 900_000}亿元]{{#a}}，成本[3亿元]{{#b}}。\nrules: [a == b]\n"},
        ["r.yaml:3:8: a number of 900,000 digits", "r.yaml:3:8: #a: no number was read in '9999"],
    ),
]  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMLINT_DEBUG", raising=False)
    (tmp_path / "good.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


def write(files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and the lines of a check in the concise format."""
    code = main(["check", *arguments, "--output-format", "concise"])
    captured = capsys.readouterr()
    assert captured.err == "" or code == 3, captured.err
    return code, captured.out.splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_clear_line_and_the_others_are_checked(case: Wrong, capsys: pytest.CaptureFixture[str]) -> None:
    write(case.files)
    paths = case.paths or tuple(name for name in case.files if name not in case.options)
    start = time.process_time()
    code, lines = run(capsys, *paths, "good.txt", *case.options)
    assert time.process_time() - start < case.limit
    assert code == 2
    found = [line for line in lines if "error[" in line or "warning[" in line]
    said = [line for line in lines if line not in found]
    assert any(line.startswith(FOUND) for line in found), lines
    assert len(said) == len(case.lines), said
    for line, expected in zip(said, case.lines, strict=True):
        assert line.startswith(expected)
        assert len(line) < 500


def test_what_is_not_wrong_in_a_report_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    """A source, a pack or a formula that cannot be had costs no other finding of the same report."""
    text = REPORT.replace("80.7%", "70.7%") + "source: gone.md\nuse: [growth, zz]\nrules: [a > b, a / 0 == b]\n"
    write({"r.yaml": text})
    code, lines = run(capsys, "r.yaml")
    assert code == 2
    assert [line.split()[1] for line in lines if "[" in line.split()[1]] == ["error[rule-1]", "error[cagr]"]
    assert sum("gone.md" in line for line in lines) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    write({"closed.txt": BAD})
    os.chmod("closed.txt", 0)
    code, lines = run(capsys, "closed.txt", "good.txt")
    os.chmod("closed.txt", 0o600)
    assert code == 2
    assert lines[-1] == "closed.txt: permission denied"
    assert lines[0].startswith(FOUND)


def test_a_folder_without_reports(capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    write({"folder/table.csv": "1,2\n", "folder/other.yaml": "on: push\n"})
    assert run(capsys, "folder") == (3, [])


def test_an_unknown_rule_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "good.txt", "--select", "cargr"]) == 2
    assert "there is no rule 'cargr'; did you mean cagr?" in capsys.readouterr().err
    assert main(["explain", "quot"]) == 2
    assert "did you mean quote?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xef\xbb\xbf" + BAD.encode(), "1:32"),
        (("第一行。\n\n" + BAD).replace("\n", "\r\n").encode(), "3:32"),
        (b"\xff\xfe" + BAD.encode("utf-16-le"), "1:32"),
        (b"\xfe\xff" + BAD.encode("utf-16-be"), "1:32"),
        (BAD.encode("gb18030"), "1:32"),
    ],
    ids=["bom", "crlf", "utf-16-le", "utf-16-be", "gb18030"],
)
def test_other_encodings_are_read(data: bytes, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    write({"b.txt": data})
    code, (line,) = run(capsys, "b.txt")
    assert code == 1
    assert line.startswith(f"b.txt:{place}: error[cagr]")


@pytest.mark.parametrize("name", ["b.txt", "b.md", "b.yaml"])
def test_an_empty_file_is_fine(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    write({name: b""})
    assert run(capsys, name) == (0, [])


def test_numbers_are_read_from_the_text_and_not_by_yaml(capsys: pytest.CaptureFixture[str]) -> None:
    write({"r.yaml": "report: x\nclaims:\n  - 12:30:45\n  - 1e3\n  - 017\n  - 收入[1,200万元]{#a}\n"})
    assert main(["extract", "r.yaml", "--output-format", "json"]) == 0
    read = json.loads(capsys.readouterr().out)["quantities"]
    assert [(number["text"], number["stated"]["low"]) for number in read] == [("1,200万元", "12000000")]


def test_the_json_lists_what_could_not_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    write({"b.txt": bytes(range(256))})
    assert main(["check", "gone.txt", "b.txt", "good.txt", "--output-format", "json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert [(error["path"], error["line"]) for error in report["errors"]] == [("gone.txt", None), ("b.txt", None)]
    assert [finding["rule"] for finding in report["findings"]] == ["cagr"]


STALE = "facts:\n- {id: x.revenue, value: 10亿元, source: s, as_of: 2024-01-01, max_age: 100d}\n"
AGE = "f.yaml:2:26: warning[stale-fact] 参照值 x.revenue 已过期 1 天：截至 2024-01-01，有效至 2024-04-10"


def test_a_fact_past_its_age_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    write({"f.yaml": STALE, "clean.txt": "没有数字。\n"})
    arguments = ("clean.txt", "--facts", "f.yaml", "--as-of")
    assert run(capsys, *arguments, "2024-04-10") == (0, [])
    assert run(capsys, *arguments, "2024-04-11") == (0, [AGE])
    assert run(capsys, *arguments, "2024-04-11", "--fail-on", "warning") == (1, [AGE])
    assert run(capsys, *arguments, "2024-04-11", "--select", "cagr") == (0, [])
    assert run(capsys, *arguments, "2024-04-11", "--select", "stale-fact") == (0, [AGE])


def test_a_stale_fact_is_judged_on_the_day_of_the_report_and_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    reports = dict.fromkeys(("r.yaml", "s.yaml"), f"{REPORT}facts: [f.yaml]\nas_of: 2024-04-11\n")
    write({"f.yaml": STALE, **reports})
    assert run(capsys, *reports) == (0, [AGE])
    write({"f.yaml": STALE.replace("\n-", "\n# claimlint: ignore[stale-fact] the next edition is due\n-")})
    assert run(capsys, "r.yaml") == (0, [])
