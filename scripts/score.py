"""Measure claimlint on the labelled cases: ``python scripts/score.py [--list] [--json FILE]``.

The cases lie in ``../shared`` (or where ``CLAIMLINT_SHARED`` says); without them there is nothing to measure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from claimlint.model.claim import Role  # noqa: E402
from claimlint.model.finding import Finding, Report  # noqa: E402
from claimlint.model.text import Span  # noqa: E402
from claimlint.model.unit import Kind  # noqa: E402
from claimlint.pipeline import check, extract  # noqa: E402
from claimlint.settings import Settings  # noqa: E402
from tests import shared  # noqa: E402

# CONTRACT: what the bench calls a check; a rule says it more finely.
KINDS: Mapping[str, str] = {
    "growth": "yoy", "difference": "difference", "share": "share", "total": "sum", "ratio": "margin",
    "formula": "margin",
    "order": "ranking", "range": "range", "repeated": "repeated_fact", "currency": "fx", "count": "count",
    "calendar": "period", "direction": "yoy", "increase": "yoy",
    "table-total": "table_total", "table-text": "text_vs_table",
    "cagr": "cagr", "qoq": "qoq", "points": "pp_vs_pct", "share-bounds": "share",
}  # fmt: skip
# Which role of a labelled passage is the number that its relation states.
JUDGED = {"bps": "delta", "pct_point": "delta", "parts_sum": "total"}


@dataclass(slots=True)
class Tally:
    """One line of the table: how many of how many, and the cases to read."""

    name: str
    hits: int = 0
    of: int = 0
    cases: list[str] = field(default_factory=list)

    def add(self, hit: bool, case: str = "") -> None:
        """Count one case."""
        self.of += 1
        self.hits += hit
        if case:
            self.cases.append(case)


class Bench:
    """Runs texts through the pipeline, each as a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "text.md"

    def report(self, text: str) -> Report:
        """What claimlint says of ``text``."""
        self.path.write_text(text, encoding="utf-8")
        return check([str(self.path)], Settings())

    def findings(self, text: str) -> list[Finding]:
        """Errors and warnings in ``text``."""
        return shared.reported(self.report(text))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print the cases behind the figures")
    parser.add_argument("--json", help="write the figures to this file")
    arguments = parser.parse_args()
    if not shared.FOLDER.is_dir():
        sys.exit(shared.MISSING)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        tallies = [*_mini_reports(bench, Path(name)), *_gold(bench, Path(name)), *_corpora(bench)]
    for tally in tallies:
        share = f"{100 * tally.hits / tally.of:.1f}%" if tally.of else "-"
        print(f"{tally.name:44s} {tally.hits:5d} of {tally.of:<5d} {share:>7s}")
        if arguments.list:
            print(*(f"    {case}" for case in tally.cases), sep="\n")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps({t.name: [t.hits, t.of] for t in tallies}, indent=1))


def _mini_reports(bench: Bench, folder: Path) -> list[Tally]:
    """The labelled mini-reports, scored by their own script."""
    predictions, alarms, missed = [], Tally("mini-reports: consistent ones that fire"), Tally("mini-reports: found")
    for case in shared.lines("bench/dev.jsonl"):
        found = bench.findings(case["text"])
        predictions.append({"id": case["id"], "findings": [_prediction(f) for f in found]})
        shown = f"{case['id']}: " + "; ".join(_shown(f) for f in found)
        if case["gold"] == "consistent":
            alarms.add(bool(found), shown if found else "")
        else:
            missed.add(bool(found), "" if found else f"{case['id']} {case['why']} | {case['text'][:160]!r}")
    (folder / "PRED.jsonl").write_text("\n".join(json.dumps(p) for p in predictions), encoding="utf-8")
    script = shared.FOLDER / "bench" / "score.py"
    run = subprocess.run([sys.executable, str(script), str(folder / "PRED.jsonl")], capture_output=True, text=True)  # noqa: S603
    print(*run.stdout.splitlines()[:3], sep="\n")
    return [alarms, missed]


def _prediction(finding: Finding) -> dict[str, Any]:
    places = [finding.location, *(r.location for r in finding.related)]
    kind = KINDS.get(finding.rule) or KINDS[finding.check]
    return {"kind": kind, "spans": [[p.start, p.end] for p in places if p.path == finding.location.path]}


def _shown(finding: Finding) -> str:
    inputs = ", ".join(f"{r.label}={r.location.text}" for r in finding.related)
    return f"[{finding.rule} {finding.severity.value}] {finding.location.text} ({inputs}; {finding.reading})"


def _gold(bench: Bench, folder: Path) -> Iterator[Tally]:
    """The two annotated documents: numbers read, names left alone, changes noticed."""
    read, exact = Tally("gold quantities: read"), Tally("gold quantities: with the right set")
    named = Tally("gold distractors: read as numbers")
    for name in ("cic", "qianzhan"):
        path = folder / f"{name}.txt"
        path.write_text(shared.seed(name), encoding="utf-8")
        claims = [c for c in extract([str(path)]).claims if c.role not in (Role.RANK,)]
        by_start = {c.quantity.span: c for c in claims}
        for row in shared.lines("gold/quantities.jsonl"):
            if row["doc"] == name:
                claim = by_start.get(Span(row["start"], row["end"]))
                read.add(claim is not None, "" if claim else f"{row['text']!r} at {row['start']}")
                right = claim is not None and _bounds(row) == (claim.quantity.stated.low, claim.quantity.stated.high)
                exact.add(right or (claim is not None and row["lo"] is None is row["hi"]))
        numbers = [c.quantity.span for c in claims if c.quantity.kind not in (Kind.PERIOD, Kind.ORDINAL)]
        for row in shared.lines("gold/distractors.jsonl"):
            if row["doc"] == name:
                here = Span(row["start"], row["end"])
                hit = any(here.overlaps(span) for span in numbers)
                named.add(hit, f"{row['text']!r} at {row['start']}: {row['why']}" if hit else "")
    yield from (read, exact, named, _mutations(folder))


def _bounds(row: Mapping[str, Any]) -> tuple[object, object]:
    from fractions import Fraction

    try:
        return tuple(None if row[k] is None else Fraction(row[k]) for k in ("lo", "hi"))  # type: ignore[return-value]
    except ValueError:  # a date
        return "date", "date"


def _mutations(folder: Path) -> Tally:
    tally = Tally("gold mutations: as expected")
    for mutation in shared.lines("gold/mutations.jsonl"):
        text, name = shared.seed(mutation["doc"]), f"{mutation['doc']}.txt"
        before = shared.findings_in(text, folder, name)
        after = shared.findings_in(shared.mutated(text, mutation), folder, name)
        faults = shared.faults(mutation, shared.effect(before, after))
        tally.add(not faults, f"{mutation['id']}: {faults}" if faults else "")
    return tally


def _corpora(bench: Bench) -> Iterator[Tally]:
    """Passages from real reports: errors found, traps left alone, and what a wrong number would do."""
    errors, traps = Tally("genuine errors: found"), Tally("traps: fired")
    for name, tally in (("genuine_errors", errors), ("traps", traps)):
        for case in shared.lines(f"corpora/{name}.jsonl"):
            found = bench.findings(case.get("passage") or case["quote"])
            wanted = name == "genuine_errors"
            tally.add(bool(found), "" if bool(found) is wanted else f"{case['id']} {case['quote']}: {_all(found)}")
    holds, perturbed = Tally("passages that hold: fired"), Tally("passages that hold, ×1.2: fired")
    for language in ("zh", "en", "tatqa"):
        for case in shared.lines(f"corpora/passages/{language}.jsonl"):
            if case["verdict"] != "holds" or (JUDGED.get(case["kind"]) or "rate") not in case["roles"]:
                continue
            found = bench.findings(case["passage"])
            holds.add(bool(found), f"{case['id']} {case['match']!r}: {_all(found)}" if found else "")
            changed = bool(bench.findings(_perturbed(case)))
            perturbed.add(changed, "" if changed else f"{case['id']} {case['kind']} {case['match']!r}")
    names = Tally("distractors: read as numbers")
    for case in shared.lines("corpora/distractors.jsonl"):
        start = case["text"].find(case["target"])
        if start < 0:  # a label that was cut differently from its text
            continue
        bench.path.write_text(case["text"], encoding="utf-8")
        here = Span(start, start + len(case["target"]))
        read = [c.quantity for c in extract([str(bench.path)]).claims]
        over = [q.text for q in read if q.kind not in (Kind.PERIOD, Kind.ORDINAL) and q.span.overlaps(here)]
        names.add(bool(over), f"{case['target']!r} ({case['why']}): {over}" if over else "")
    yield from (errors, traps, holds, perturbed, names)


def _all(found: list[Finding]) -> str:
    return "; ".join(_shown(f) for f in found)


def _perturbed(case: Mapping[str, Any]) -> str:
    """The passage with its stated number 20 % too great, printed to the same place."""
    role = case["roles"][JUDGED.get(case["kind"], "rate")]
    digits = role["text"]
    decimals = len(digits.partition(".")[2])
    value = f"{float(digits.replace(',', '')) * 1.2:,.{decimals}f}"
    value = value if "," in digits else value.replace(",", "")
    return case["passage"][: role["start"]] + value + case["passage"][role["end"] :]


if __name__ == "__main__":
    main()
