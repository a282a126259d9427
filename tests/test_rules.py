"""Every rule and every check keeps its word: what holds is silent, what breaks is found at its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimlint.checks import registry
from claimlint.model.check import Breaks, Holds
from claimlint.model.finding import Finding, Severity
from claimlint.model.trial import texts_in
from claimlint.pipeline import check
from claimlint.rules.load import Rule, load_rules
from claimlint.settings import Settings

RULES = load_rules()
CHECKS = registry()
_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


def found_in(text: str, folder: Path, facts: str = "") -> list[Finding]:
    documents = texts_in(text, "text.md")
    for name, content in documents.items():
        (folder / name).write_text(content, encoding="utf-8")
    files: tuple[str, ...] = ()
    if facts:
        (folder / "facts.yaml").write_text(facts, encoding="utf-8")
        files = (str(folder / "facts.yaml"),)
    report = check([str(folder / name) for name in documents], Settings(facts=files))
    assert not report.failures
    return [f for f in report.findings if f.severity is not Severity.NOTE]


def marked(text: str) -> tuple[str, int, int]:
    """The text without its marks, and where the marked words stand in it."""
    (match,) = _MARKED.finditer(text)
    name = re.findall(r"^=== \S+\n", text[: match.start()], flags=re.MULTILINE)
    before = match.start() if not name else match.start() - text.rindex(name[-1], 0, match.start()) - len(name[-1])
    return text[: match.start()] + match[1] + text[match.end() :], before, before + len(match[1])


def told(findings: list[Finding]) -> list[str]:
    return [f"{f.rule} {f.severity.value} {f.location.text}: {f.message}" for f in findings]


def rule_examples(kind: str) -> Iterator[object]:
    for rule in RULES:
        for number, text in enumerate(getattr(rule, kind), start=1):
            yield pytest.param(rule, text, id=f"{rule.id}-{number}")


def check_examples(kind: type[Holds] | type[Breaks]) -> Iterator[object]:
    for name, its_check in CHECKS.items():
        for number, example in enumerate((e for e in its_check.examples if isinstance(e, kind)), start=1):
            yield pytest.param(name, example, id=f"{name}-{number}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_shows_both_sides_and_says_why(rule: Rule) -> None:
    assert rule.holds
    assert rule.breaks
    assert rule.why.strip()
    assert rule.check in CHECKS


def test_rule_ids_are_unique_and_readable() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", name) for name in ids)


@pytest.mark.parametrize(("rule", "text"), list(rule_examples("holds")))
def test_what_holds_is_silent(rule: Rule, text: str, tmp_path: Path) -> None:
    assert told(found_in(text, tmp_path)) == []


@pytest.mark.parametrize(("rule", "text"), list(rule_examples("breaks")))
def test_what_breaks_is_found_where_it_is_marked(rule: Rule, text: str, tmp_path: Path) -> None:
    plain, start, end = marked(text)
    findings = found_in(plain, tmp_path)
    assert [f.rule for f in findings] == [rule.id], told(findings)
    assert (findings[0].location.start, findings[0].location.end) == (start, end)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_shows_both_sides(name: str) -> None:
    kinds = {type(example) for example in CHECKS[name].examples}
    assert kinds == {Holds, Breaks}
    assert CHECKS[name].id == name


@pytest.mark.parametrize(("name", "example"), list(check_examples(Holds)))
def test_a_check_is_satisfied(name: str, example: Holds, tmp_path: Path) -> None:
    assert told(found_in(example.text, tmp_path, example.facts)) == []


@pytest.mark.parametrize(("name", "example"), list(check_examples(Breaks)))
def test_a_check_fails_where_it_is_marked(name: str, example: Breaks, tmp_path: Path) -> None:
    plain, start, end = marked(example.text)
    findings = found_in(plain, tmp_path, example.facts)
    assert [f.check for f in findings] == [name], told(findings)
    assert (findings[0].location.start, findings[0].location.end) == (start, end)
    assert findings[0].severity.value == example.severity
    if example.expected is not None:
        assert findings[0].would_pass == example.expected
