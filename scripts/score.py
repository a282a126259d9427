"""Measure claimlint on the labelled cases: ``python scripts/score.py [--list] [--documents] [--json FILE]``.

The cases lie in ``../shared`` (or where ``CLAIMLINT_SHARED`` says); without them there is nothing to measure.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from claimlint.model.claim import Role  # noqa: E402
from claimlint.model.finding import Finding  # noqa: E402
from claimlint.model.text import Span  # noqa: E402
from claimlint.model.unit import Kind  # noqa: E402
from claimlint.pipeline import extract  # noqa: E402
from scripts.score_corpora import Files, Tally, documents, errors_and_traps, passages, shown  # noqa: E402
from tests import shared  # noqa: E402

# CONTRACT: what the bench calls a check; a rule says it more finely.
KINDS: Mapping[str, str] = {
    "growth": "yoy", "difference": "difference", "share": "share", "total": "sum", "ratio": "margin",
    "formula": "margin",
    "order": "ranking", "range": "range", "repeated": "repeated_fact", "currency": "fx", "count": "count",
    "notation": "unit_scale", "quotient": "per_capita", "product": "unit_price",
    "calendar": "period", "direction": "yoy", "increase": "yoy",
    "table-total": "table_total", "table-text": "text_vs_table",
    "annualised": "period", "series": "ranking", "superlative": "ranking",
    "cagr": "cagr", "qoq": "qoq", "points": "pp_vs_pct", "share-bounds": "share", "pace": "cagr", "annual_pace": "qoq",
    "chain": "cagr", "to_date": "period", "rate-bounds": "share", "fall-bounds": "decline",
    "top-shares": "share", "top-list": "shares_sum", "top-bounds": "share", "blend": "yoy", "negative-base": "yoy",
    "whole-things": "count", "penetration": "share", "penetration-bounds": "share",
    "shares-of-all": "shares_sum", "only-two": "share", "only-three": "unit_price", "share-in-hundred": "percent_of_n",
}  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="print the cases behind the figures")
    parser.add_argument("--documents", action="store_true", help="also the whole documents (minutes)")
    parser.add_argument("--json", help="write the figures to this file")
    arguments = parser.parse_args()
    if not shared.FOLDER.is_dir():
        sys.exit(shared.MISSING)
    with tempfile.TemporaryDirectory() as name:
        files, folder = Files(Path(name)), Path(name)
        tallies = [*_mini_reports(files, folder), *_gold(folder), *errors_and_traps(files), *passages(files)]
        tallies.append(_distractors(files))
        tallies.extend(documents() if arguments.documents else ())
    for tally in tallies:
        share = f"{100 * tally.hits / tally.of:.1f}%" if tally.of else "-"
        print(f"{tally.name:52s} {tally.hits:5d} of {tally.of:<5d} {share:>7s}")
        if arguments.list:
            print(*(f"    {case}" for case in tally.cases), sep="\n")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps({t.name: [t.hits, t.of] for t in tallies}, indent=1))


def _mini_reports(files: Files, folder: Path) -> Iterator[Tally]:
    """The labelled mini-reports, scored by their own script; and how each rule does on them."""
    predictions = []
    rules: dict[str, Tally] = {}
    alarms, missed = Tally("mini-reports: consistent ones that fire"), Tally("mini-reports: found")
    for case in shared.lines("bench/dev.jsonl"):
        found = files.findings(case["text"])
        predictions.append({"id": case["id"], "findings": [_prediction(f) for f in found]})
        listed = f"{case['id']}: " + "; ".join(map(shown, found))
        consistent = case["gold"] == "consistent"
        for rule in {finding.rule for finding in found}:
            name = f"  mini-reports, {rule}: fires rightly"
            rules.setdefault(rule, Tally(name)).add(not consistent, listed if consistent else "")
        if consistent:
            alarms.add(bool(found), listed if found else "")
        else:
            missed.add(bool(found), "" if found else f"{case['id']} {case['why']} | {case['text'][:160]!r}")
    (folder / "PRED.jsonl").write_text("\n".join(json.dumps(p) for p in predictions), encoding="utf-8")
    script = shared.FOLDER / "bench" / "score.py"
    run = subprocess.run([sys.executable, str(script), str(folder / "PRED.jsonl")], capture_output=True, text=True)  # noqa: S603
    print(*_of_interest(run.stdout.splitlines()), sep="\n")
    yield from (alarms, missed, *(rules[rule] for rule in sorted(rules)))


def _of_interest(lines: Sequence[str]) -> Iterator[str]:
    """The whole, and the tables by language and by category."""
    yield from lines[:3]
    table = ""
    for line in lines[3:]:
        table = line if line.startswith("---") else table
        if table in ("--- by lang", "--- by category"):
            yield line


def _prediction(finding: Finding) -> dict[str, Any]:
    places = [finding.location, *(r.location for r in finding.related)]
    kind = KINDS.get(finding.rule) or KINDS[finding.check]
    return {"kind": kind, "spans": [[p.start, p.end] for p in places if p.path == finding.location.path]}


def _gold(folder: Path) -> Iterator[Tally]:
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


def _distractors(files: Files) -> Tally:
    names = Tally("distractors: read as numbers")
    for case in shared.lines("corpora/distractors.jsonl"):
        start = case["text"].find(case["target"])
        if start < 0:  # a label that was cut differently from its text
            continue
        files.path.write_text(case["text"], encoding="utf-8")
        here = Span(start, start + len(case["target"]))
        read = [c.quantity for c in extract([str(files.path)]).claims]
        over = [q.text for q in read if q.kind not in (Kind.PERIOD, Kind.ORDINAL) and q.span.overlaps(here)]
        names.add(bool(over), f"{case['target']!r} ({case['why']}): {over}" if over else "")
    return names


if __name__ == "__main__":
    main()
