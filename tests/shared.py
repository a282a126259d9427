"""The labelled cases that lie beside the repository (``../shared``, or where ``CLAIMLINT_SHARED`` says)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from claimlint.model.finding import Finding, Report, Severity
from claimlint.pipeline import check
from claimlint.settings import Settings

FOLDER = Path(os.environ.get("CLAIMLINT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
MISSING = f"the labelled cases are not there ({FOLDER.name}): set CLAIMLINT_SHARED to their folder"

# What the kinds in mutations.jsonl are called here.
RULES: Mapping[str, frozenset[str]] = {
    "cagr": frozenset({"cagr"}),
    "sum": frozenset({"sum", "sum-of-which"}),
    "rate_of_change": frozenset({"yearly-factor"}),
    "direction": frozenset({"direction"}),
    "unit": frozenset({"unit"}),
    "kind": frozenset({"cagr", "unit"}),
    "share": frozenset({"share", "share-bounds"}),
    "rank": frozenset({"order", "unit"}),
    "repeat": frozenset({"repeated"}),
    "range": frozenset({"range"}),
    "period": frozenset({"cagr", "calendar"}),
}
# Rules whose warning the unmodified documents are meant to have, by the name the labels give it.
BASELINE = {"R-C03": "yearly-factor"}


def lines(name: str) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file of the folder."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def seed(name: str) -> str:
    """A seed's text, as it stands."""
    return (FOLDER / "seeds" / f"{name}.txt").read_text(encoding="utf-8")


def reported(report: Report) -> list[Finding]:
    """Errors and warnings; notes never count."""
    return [f for f in report.findings if f.severity is not Severity.NOTE]


def findings_in(text: str, folder: Path, name: str = "text.md", facts: Sequence[str] = ()) -> list[Finding]:
    """What is found in ``text``, written to ``folder/name``."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    report = check([str(path)], Settings(facts=tuple(facts)))
    assert not report.failures, report.failures
    return reported(report)


def mutated(text: str, mutation: Mapping[str, Any]) -> str:
    """``text`` with the one change that ``mutation`` names."""
    find, put, nth = mutation["find"], mutation["replace"], mutation["nth"]
    assert text.count(find) == mutation["count_in_doc"], f"{find}: {text.count(find)} times"
    if nth == "all":
        return text.replace(find, put)
    start = -1
    for _ in range(nth):
        start = text.index(find, start + 1)
    return text[:start] + put + text[start + len(find) :]


def names(finding: Finding) -> tuple[str, str, str]:
    """What tells one finding from another across an edit elsewhere."""
    return finding.rule, finding.severity.value, finding.location.text


@dataclass(frozen=True, slots=True)
class Effect:
    """What a mutation did: findings that are new, and those of the baseline that are gone."""

    new: tuple[Finding, ...]
    gone: tuple[tuple[str, str, str], ...]


def effect(before: Sequence[Finding], after: Sequence[Finding]) -> Effect:
    """The findings after a change against those before it."""
    old = {f.fingerprint for f in before}
    kept = {f.fingerprint for f in after}
    return Effect(
        tuple(f for f in after if f.fingerprint not in old),
        tuple(names(f) for f in before if f.fingerprint not in kept),
    )


def faults(mutation: Mapping[str, Any], done: Effect) -> list[str]:
    """What is wrong with the effect of ``mutation``; empty where it is as expected."""
    found = {f.rule for f in done.new}
    said = [f"{kind} is missing" for kind in mutation["required"] if not RULES[kind] & found]
    any_of = mutation.get("any_of", [])
    if any_of and not any(RULES[kind] & found for kind in any_of):
        said.append(f"none of {any_of}")
    allowed = {rule for kind in (*mutation["required"], *mutation["optional"], *any_of) for rule in RULES[kind]}
    said += [f"unexpected {names(f)}" for f in done.new if f.rule not in allowed]
    change = mutation.get("baseline_change")
    vanishing = {BASELINE[change.split()[0]]} if change else set()
    gone = {rule for rule, _, _ in done.gone if rule not in found}
    if gone != vanishing:
        said.append(f"gone from the baseline: {sorted(gone)}, expected {sorted(vanishing)}")
    return said


def reference_facts() -> str:
    """The labelled reference values as a stranger would write them down: a file of facts."""
    rows = yaml.safe_load((FOLDER / "gold" / "reference_facts.yaml").read_text(encoding="utf-8"))["facts"]
    facts = [_fact(row) for row in rows if row["value"] is not None]
    return yaml.safe_dump({"facts": facts}, allow_unicode=True, sort_keys=False)


def _fact(row: Mapping[str, Any]) -> dict[str, Any]:
    subject, aliases, metric = _WHO[row["id"]]
    fact: dict[str, Any] = {"id": row["id"], "subject": subject, "metric": metric, "source": row["source"]}
    if aliases:
        fact["aliases"] = aliases
    if "period" in row:
        fact["period"] = _PERIODS.get(row["period"], row["period"])
    value, unit = int(row["value"]), row.get("unit", "CNY")
    if unit == "CNY":
        fact["value"] = _printed(value, int(row["printed_precision"]))
    else:
        fact |= {"amount": value, "unit": unit}
    return fact


def _printed(value: int, precision: int) -> str:
    """With the last digit that the publication printed."""
    return f"{value // 10**6}百万元" if precision == 10**6 else f"{value / 10**8:.{8 - len(str(precision)) + 1}f}亿元"


_PERIODS = {"fiscal year 2025 (2024-04/2025-03)": "FY2025", "2022-end": "2022-12-31"}
_WHO: Mapping[str, tuple[str, list[str], str]] = {
    "alibaba.revenue": ("阿里巴巴", ["阿里", "Alibaba"], "revenue"),
    "alibaba.cloud": ("阿里云", [], "revenue"),
    "huawei.revenue": ("华为", ["Huawei"], "revenue"),
    "huawei.cloud_segment": ("华为云计算业务", [], "revenue"),
    "huawei.cloud_total": ("华为云", [], "revenue"),
    "tencent.revenue": ("腾讯", ["Tencent"], "revenue"),
    "baidu.revenue": ("百度", ["Baidu"], "revenue"),
    "gpt3.context": ("GPT-3", [], "context"),
    "gpt3.price2022": ("text-davinci-003", [], "price"),
}
