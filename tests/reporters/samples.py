"""Reports with everything that a reporter has to show, made by hand: no stage of the pipeline takes part."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from claimlint.model.finding import (
    Coverage,
    Edit,
    Failure,
    Finding,
    Fix,
    Related,
    Report,
    Severity,
    Suppression,
)
from claimlint.model.interval import Interval
from claimlint.model.text import Block, Document, Language, Location, Span
from claimlint.model.verdict import Status


def document(path: str, text: str, language: Language) -> Document:
    return Document(path, text, text, (Block(Span(0, len(text))),), language=language)


def place(source: Document, words: str, nth: int = 1) -> Location:
    """The ``nth`` place where ``words`` stand."""
    start = -1
    for _ in range(nth):
        start = source.text.index(words, start + 1)
    return source.locate(Span(start, start + len(words)))


def percent(low: str, high: str) -> Interval:
    return Interval(Fraction(low), Fraction(high))


ZH = document(
    "reports/大模型.md",
    "# 大模型行业\n\n2019年该市场规模为107亿元，为历史首次突破百亿，行业由此进入快速发展阶段。\n\n"
    "其中企业级应用占比过半。\n\n"
    "业内预计，2024年达到2,065亿元，2019-2024年复合增长率为60.7%，远高于同期全球平均水平。\n",
    "zh",
)
EN = document(
    "reports/cloud.md",
    "Revenue was $1.2bn in 2023.\n\nIt rose 25% to $1.4bn in 2024, of which services were $0.9bn and devices $0.4bn.\n",
    "en",
)
# As text from a PDF arrives: a page on one line.
LONG = document(
    "reports/page.txt",
    "前言略。" * 400
    + "2023年营业收入为12.3亿元，"
    + "其间行业整体保持平稳。" * 120
    + "2024年营业收入达到14.2亿元，同比增长18.6%，"
    + "后文略。" * 900
    + "\n",
    "zh",
)
FACTS = document("facts.yaml", "facts:\n  - subject: Acme\n    value: $1.5bn\n", "en")

CAGR = Finding(
    rule="cagr",
    check="growth",
    severity=Severity.ERROR,
    message="按所印数值，复合增长率与两端的数不一致",
    language="zh",
    location=place(ZH, "60.7%"),
    related=(
        Related("first", place(ZH, "107亿元"), "起点 107亿元"),
        Related("last", place(ZH, "2,065亿元"), "终点 2,065亿元"),
        Related("years", place(ZH, "2019-2024年"), "5 年"),
    ),
    verdict=Status.INCONSISTENT,
    stated=percent("60.65", "60.75"),
    recomputed=percent("80.5846", "80.9402"),
    point=Fraction("80.7620"),
    unit="%",
    formula="(last / first) ** (1 / 5) - 1",
    working="(2,065亿 / 107亿)^(1/5) - 1",
    shown="80.58%–80.95%",
    shown_point="80.76%",
    would_pass="80.6%–80.9%",
    likely_cause="数字有误：60.7% 应为 80.7%",
    manual="cagr",
    fingerprint="9f2c41d0",
    fixes=(
        Fix(
            "改为 80.8%",
            "review",
            (Edit(ZH.path, place(ZH, "60.7%").start, place(ZH, "60.7%").end, "80.8%"),),
        ),
    ),
)
YOY = Finding(
    rule="yoy",
    check="growth",
    severity=Severity.ERROR,
    message="inconsistent as printed: the rate does not follow from the two levels",
    language="en",
    location=place(EN, "25%"),
    related=(
        Related("first", place(EN, "$1.2bn"), "base"),
        Related("last", place(EN, "$1.4bn"), "new value"),
        Related("fact", place(FACTS, "$1.5bn"), "the reference says"),
    ),
    verdict=Status.INCONSISTENT,
    stated=percent("24.5", "25.5"),
    recomputed=Interval(Fraction(8), Fraction(600, 23)),
    point=Fraction(50, 3),
    unit="%",
    formula="last / first - 1",
    working="1.4bn / 1.2bn - 1",
    shown="8%–26.1%",
    shown_point="16.7%",
    would_pass="8%–26%",
    manual="yoy",
    fingerprint="77aa00b1",
)
SUM = Finding(
    rule="sum",
    check="total",
    severity=Severity.WARNING,
    message="the parts do not add up to the total",
    language="en",
    location=place(EN, "$1.4bn"),
    related=(Related("part", place(EN, "$0.9bn")), Related("part", place(EN, "$0.4bn"))),
    verdict=Status.AMBIGUOUS,
    stated=Interval(Fraction(1_350_000_000), Fraction(1_450_000_000)),
    recomputed=Interval(Fraction(1_200_000_000), Fraction(1_300_000_000), high_open=True),
    point=Fraction(1_300_000_000),
    unit="USD",
    formula="sum(parts)",
    shown="$1.2–1.3bn",
    shown_point="$1.3bn",
    would_pass="$1.2–1.3bn",
    reading="truncated",
    manual="sum",
    fingerprint="0b5e0b5e",
)
UNUSED = Finding(
    rule="unused-suppression",
    check="suppression",
    severity=Severity.NOTE,
    message="nothing to ignore here",
    language="en",
    location=place(EN, "devices"),
    manual="unused-suppression",
    fingerprint="abcd0123",
    suppressed=Suppression("inline", "kept for the next edition"),
)
PAGE = Finding(
    rule="yoy",
    check="growth",
    severity=Severity.ERROR,
    message="按所印数值，增速与两期的数不一致",
    language="zh",
    location=place(LONG, "18.6%"),
    related=(
        Related("first", place(LONG, "12.3亿元"), "基期 12.3亿元"),
        Related("last", place(LONG, "14.2亿元"), "本期 14.2亿元"),
    ),
    verdict=Status.INCONSISTENT,
    stated=percent("18.55", "18.65"),
    recomputed=Interval(Fraction(3600, 247), Fraction(800, 49)),
    point=Fraction(1900, 123),
    unit="%",
    formula="last / first - 1",
    working="14.2亿 / 12.3亿 - 1",
    shown="14.57%–16.33%",
    shown_point="15.45%",
    would_pass="14.6%–16.3%",
    manual="yoy",
    fingerprint="5eed5eed",
)

COVERAGE = Coverage(77, 40, {"needs-reference": 6, "division-by-zero": 1, "some-new-reason": 2}, 28)
FAILURES = (Failure("reports/broken.yaml", "this is not YAML; is a quotation mark missing?", 3, 7),)


def report(language: Language) -> Report:
    """A run over documents of one language."""
    if language == "zh":
        return Report((CAGR, PAGE), COVERAGE, (), {each.path: each for each in (ZH, LONG)}, files=2)
    return Report((YOY, SUM, UNUSED), COVERAGE, FAILURES, {each.path: each for each in (EN, FACTS)}, files=2)


def shown(source: Document, words: str, related: Sequence[tuple[str, str]] = (), label: str = "") -> Finding:
    """A bare finding on ``words``, with labelled related places: what only the layout is tested with."""
    others = tuple(Related("other", place(source, text), note) for text, note in related)
    return Finding("r", "c", Severity.ERROR, "message", source.language, place(source, words), label, related=others)
