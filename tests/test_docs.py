"""What the documentation shows is what claimlint does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

import claimlint

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", BLOCK.sub("", page.read_text("utf-8")), re.MULTILINE)
    words = (re.sub(r"[^\w\s-]", "", head.lower().replace("`", "")) for head in heads)
    return {re.sub(r"[\s-]+", "-", word.strip()) for word in words}


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("*.md")], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(BLOCK.sub("", page.read_text("utf-8"))):
        if link.startswith(("http", "#")):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name
        if name.startswith("rules/") and page.parent == DOCS:
            assert name == "rules/index.md"  # generated
            continue
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def rows() -> Iterator[tuple[str, str]]:
    page = (DOCS / "semantics.md").read_text("utf-8")
    for line in page[page.index("| printed") : page.index("Counts without")].splitlines()[2:]:
        if line.startswith("|"):
            printed, stands_for, _ = (cell.strip() for cell in line.strip("|").split("|"))
            yield printed, stands_for


SET = re.compile(r"([\[(])([\d.]+), ([\d.]+|∞)([])])(?: × 10([⁰¹²³⁴-⁹]+))?")
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@pytest.mark.parametrize(("printed", "stands_for"), list(rows()))
def test_a_printed_number_stands_for_what_the_page_says(printed: str, stands_for: str) -> None:
    match = SET.fullmatch(stands_for)
    assert match is not None
    opened, low, high, closed, power = match.groups()
    scale = 10 ** int((power or "0").translate(POWERS))
    sentence = f"市场规模为{printed}。" if re.search("[\u3400-\u9fff]", printed) else f"The share was {printed}."
    (claim,) = claimlint.extract(sentence, isolated=True).claims
    found = claim.quantity.interval
    assert (found.low, found.low_open) == (Fraction(low) * scale, opened == "(")
    if high == "∞":
        assert found.high is None
    else:
        assert (found.high, found.high_open) == (Fraction(high) * scale, closed == ")")


def reports() -> list[str]:
    text = (DOCS / "report.md").read_text("utf-8")
    return [match["text"] for match in BLOCK.finditer(text) if match["kind"] == "yaml"]


@pytest.mark.parametrize("text", reports())
def test_the_reports_of_the_guide_hold(text: str) -> None:
    report = claimlint.check(text, name="report.yaml", isolated=True, as_of="2026-01-15")
    assert (report.errors, report.at_least("warning")) == ((), ())
    assert report.coverage.checked


def test_an_error_in_the_guide_would_be_found() -> None:
    for text, right, wrong in zip(
        reports(), ("80.7%", "15.4%", "742", "16%"), ("70.7%", "25.4%", "842", "26%"), strict=True
    ):
        assert right in text
        report = claimlint.check(text.replace(right, wrong), name="report.yaml", isolated=True, as_of="2026-01-15")
        assert report.at_least("error"), right


def test_what_the_semantics_page_computes() -> None:
    (claim,) = claimlint.extract("年复合增长率为80.7%。").claims
    assert (claim.quantity.interval.low, claim.quantity.interval.high) == (Fraction("80.65"), Fraction("80.75"))
    text = "2024年市场规模为107亿美元，预计2029年将增至2,065亿美元，年复合增长率达70.7%。"
    (finding,) = claimlint.check(text).findings
    assert finding.recomputed is not None
    assert finding.point is not None
    said = (finding.recomputed.low, finding.recomputed.high, finding.point)
    assert [round(value, 3) for value in said if value is not None] == [
        Fraction(t) for t in ("80.585", "80.940", "80.762")
    ]


def test_every_page_stands_once_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = re.findall(r": ([\w/-]+\.md)$", text[text.index("nav:") :], re.MULTILINE)
    assert len(named) == len({*named})


def test_the_site_builds(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed (the extra docs)")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "rules" / "growth.html").read_text("utf-8")
    for rule in claimlint.list_rules(isolated=True):
        assert f'id="{rule.id}"' in (tmp_path / "rules" / f"{rule.pack}.html").read_text("utf-8")
    assert '<mark class="found">18.6%</mark>' in page
    everything = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.html"))
    assert "<!-- generated" not in everything
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!pandoc\.org|squidfunk|pint\.|pre-commit\.com)', everything)


READMES = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md")]


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![\w-])--[a-z][a-z-]+",  # options
        r"(?:`|\$ |bin/)claimlint ([a-z]+)",  # commands
        r"`(\.?[a-z]+)`",  # formats, endings, keys
        r"\]\((?!README)([^)]+)\)",  # links
    ],
)
def test_both_readmes_name_the_same(pattern: str) -> None:
    english, chinese = (set(re.findall(pattern, text)) for text in READMES)
    assert english == chinese


@pytest.mark.parametrize("pattern", [r"^#+ ", r"^```\w*", r"^ *[a-z_]+: |^[a-z-]+ = |^\$ \S+ \S+"])
def test_both_readmes_have_the_same_parts(pattern: str) -> None:
    english, chinese = (re.findall(pattern, text, re.MULTILINE) for text in READMES)
    assert english == chinese


def test_the_readmes_show_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "\n\n\n\n2024年营业收入14.2亿元，同比增长18.6%，2023年营业收入12.3亿元。\n"
    shown = claimlint.check(text, name="reports/company.md").render()
    assert all(f"```text\n{shown}```" in readme for readme in READMES)


def test_the_options_of_the_readme_are_options() -> None:
    from click import Context

    from claimlint.apps.cli import COMMANDS
    from claimlint.apps.cli import claimlint as command_line

    context = Context(command_line)
    known = set()
    for name in COMMANDS:
        command = command_line.get_command(context, name)
        assert command is not None
        known |= {option for param in command.params for option in param.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", READMES[0])) <= known


# A dividend per ten shares is announced in China alone; two versions of a report are two files.
IN_ONE_LANGUAGE = {"dividend-per-ten-shares", "translation"}


@pytest.mark.parametrize("rule", claimlint.list_rules(isolated=True), ids=lambda rule: rule.id)
def test_a_rule_has_examples_in_both_languages(rule: claimlint.Rule) -> None:
    chinese = {bool(re.search("[\u3400-\u9fff]", text)) for text in (*rule.holds, *rule.breaks)}
    assert chinese == {True, False} or rule.id in IN_ONE_LANGUAGE
