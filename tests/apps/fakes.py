"""A pipeline, rules and checks that do nothing but answer: what the command line is tested with.

``install`` puts them where the command line imports them from; it works in this process and at the head of another.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import ClassVar

from claimlint.model.check import Breaks, Check, Holds, Slot
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.finding import Coverage, Failure, Finding, InputError, Report, Severity
from claimlint.model.interval import Interval
from claimlint.model.period import of_year
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Block, Document, Span
from claimlint.model.unit import Kind, Unit
from claimlint.settings import Configured

CNY = Unit("CNY", Kind.MONEY, "CNY")


@dataclass(frozen=True)
class Rule:
    id: str
    check: str
    why: str
    severity: Severity = Severity.ERROR
    given: Mapping[str, object] = field(default_factory=dict)
    expect: str | None = None
    holds: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    pack: str = "growth"
    preview: bool = False
    why_in: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    table: str | None = None


class Growth(Check):
    """A stated rate must follow from the levels it connects.

    The second paragraph says how.
    """

    id = "growth"
    title: ClassVar = {"zh": "增速", "en": "growth"}
    slots: ClassVar = {
        "stated": Slot((Role.CHANGE,), {"zh": "增速", "en": "rate"}),
        "first": Slot((Role.LEVEL,), {"en": "base"}),
    }
    examples = (Holds("收入由100增至120，增长20%。"), Breaks("收入由100增至120，增长[[30%]]。"))


RULES = (
    Rule("cagr", "growth", "A compound rate is often carried over from an older edition."),
    Rule("yoy", "growth", "A rate is often typed once and the levels corrected later."),
    Rule(
        "gross-margin",
        "ratio",
        "A margin is often carried over.",
        Severity.WARNING,
        {"profit": {"metric": "gross_profit"}, "stated": ["x"]},
        "profit / sales == stated",
        ("毛利率30%。",),
        ("毛利率[[32%]]。",),
    ),
)


@dataclass(frozen=True)
class Extraction:
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    failures: tuple[Failure, ...]


def read(paths: Sequence[str]) -> tuple[dict[str, Document], tuple[Failure, ...]]:
    """Text files as they are, folders by their ``*.txt``."""
    documents: dict[str, Document] = {}
    failures: list[Failure] = []
    for path in paths:
        for each in sorted(Path(path).glob("*.txt")) if Path(path).is_dir() else [Path(path)]:
            try:
                text = each.read_text("utf-8")
            except OSError as problem:
                failures.append(Failure(str(each), problem.strerror or "unreadable"))
                continue
            documents[str(each)] = Document(str(each), text, text, (Block(Span(0, len(text))),), language="en")
    return documents, tuple(failures)


def check(
    paths: Sequence[str],
    config: Configured,
    given: Mapping[str, bytes] | None = None,
    progress: object = None,
    jobs: object = None,
    cache: object = None,
) -> Report:
    """The words ERROR, WARNING and NOTE are findings; BUG, CTRL-C and BAD do what they say."""
    settings = config.settings
    documents, failures = read(paths)
    findings = []
    for document in documents.values():
        if "BUG" in document.text:
            raise RuntimeError("a bug\nover two lines")
        if "CTRL-C" in document.text:
            raise KeyboardInterrupt
        if "BAD" in document.text:
            raise InputError(Failure(settings.facts[0], "these are no facts", 2))
        for severity in Severity:
            start = document.text.find(severity.value.upper())
            if start >= 0 and (not settings.select or "yoy" in settings.select):
                where = document.locate(Span(start, start + len(severity.value)))
                message = f"found {severity.value} 数字, as of {settings.as_of}"
                findings.append(Finding("yoy", "growth", severity, message, "en", where))
    return Report(tuple(findings), Coverage(3, 2, {}, 1), failures, documents, len(documents))


def extract(paths: Sequence[str], config: Configured, given: Mapping[str, bytes] | None = None) -> Extraction:
    """Every document's first 1100亿元, read with its qualifier."""
    documents, failures = read(paths)
    claims = []
    for document in documents.values():
        start = document.text.find("超过1100亿元")
        if start >= 0:
            above = Interval(Interval.point(1100 * 10**8).low, None, low_open=True)
            span = Span(start + 2, start + 8)
            quantity = Quantity(
                span, Span(start, start + 8), "1100亿元", CNY, Qualifier.MORE_THAN, above, above, above.low, above.low
            )
            claims.append(
                Claim(
                    document.path,
                    quantity,
                    Role.LEVEL,
                    Place(0, 0, 0, 0),
                    subject="华为",
                    metric="revenue",
                    period=of_year(2024),
                )
            )
    return Extraction(tuple(claims), documents, failures)


def modules() -> dict[str, ModuleType]:
    pipeline, load, checks = (ModuleType(f"claimlint.{name}") for name in ("pipeline", "rules.load", "checks"))
    vars(pipeline).update(check=check, extract=extract)
    vars(load).update(load_rules=lambda: RULES)
    vars(checks).update(registry=lambda: {"growth": Growth()})
    return {module.__name__: module for module in (pipeline, load, checks)}


def install() -> None:
    sys.modules.update(modules())
