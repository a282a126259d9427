"""The measures on passages and documents of published reports (``scripts/score.py`` prints them).

What was found on the documents has been read by eye; ``scripts/read_by_eye.yaml`` keeps the judgement by fingerprint.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from claimlint.claims.assemble import assemble  # noqa: E402
from claimlint.claims.link import link  # noqa: E402
from claimlint.model.finding import Finding, Report, Severity  # noqa: E402
from claimlint.model.interval import Interval  # noqa: E402
from claimlint.model.text import Document, Span  # noqa: E402
from claimlint.pipeline import check  # noqa: E402
from claimlint.quantities.parse import read  # noqa: E402
from claimlint.rules.load import load_rules  # noqa: E402
from claimlint.rules.run import run  # noqa: E402
from tests import shared  # noqa: E402

READ = Path(__file__).with_name("read_by_eye.yaml")
# Which role of a labelled passage is the number that its relation states.
JUDGED = {"bps": "delta", "pct_point": "delta", "parts_sum": "total"}
_PART = 5  # numbers changed by a fifth
# Why a changed number was let pass: the reasons that are charity, not blindness.
CHARITY = ("explained-otherwise", "speaks-of-another")


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


class Files:
    """Runs texts through the pipeline, each as a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "text.md"

    def report(self, text: str) -> Report:
        """What claimlint says of ``text``."""
        self.path.write_text(text, encoding="utf-8")
        return check([str(self.path)])

    def findings(self, text: str) -> list[Finding]:
        """Errors and warnings in ``text``."""
        return shared.reported(self.report(text))

    def document(self, text: str) -> Document:
        """``text`` as a document."""
        return next(iter(self.report(text).documents.values()))


def shown(finding: Finding) -> str:
    """A finding in a line."""
    inputs = ", ".join(f"{r.label}={r.location.text}" for r in finding.related)
    return f"[{finding.rule} {finding.severity.value}] {finding.location.text} ({inputs}; {finding.reading})"


def errors_and_traps(files: Files) -> Iterator[Tally]:
    """Published passages whose arithmetic fails, and such as a naive check takes for wrong."""
    for name, title, wanted in (("genuine_errors", "genuine errors: found", True), ("traps", "traps: fired", False)):
        tally = Tally(title)
        for case in shared.lines(f"corpora/{name}.jsonl"):
            found = files.findings(case.get("passage") or case["quote"])
            listed = "; ".join(map(shown, found))
            tally.add(bool(found), "" if bool(found) is wanted else f"{case['id']} {case['quote']}: {listed}")
        yield tally


def passages(files: Files) -> Iterator[Tally]:
    """Passages that hold: how many fire, how many do with the stated number a fifth too great, and why not the others.

    Only a changed number that leaves the recomputed set counts; one that stays within still is not wrong.
    """
    for language, names in (("zh", ("zh",)), ("en", ("en", "tatqa"))):
        holds = Tally(f"passages that hold, {language}: fired")
        changed = Tally(f"passages that hold, {language}, × 1.2: fired")
        excused = Tally(f"passages that hold, {language}, × 1.2: excused by other numbers")
        for case in (case for name in names for case in shared.lines(f"corpora/passages/{name}.jsonl")):
            if case["verdict"] != "holds" or JUDGED.get(case["kind"], "rate") not in case["roles"]:
                continue
            found = files.findings(case["passage"])
            named = f"{case['id']} {case['kind']} {case['match']!r}"
            holds.add(bool(found), f"{named}: {'; '.join(map(shown, found))}" if found else "")
            wrong = _perturbed(case)
            if wrong is None:
                continue
            fired = bool(files.findings(wrong[0]))
            reasons = Counter() if fired else _reasons(files, *wrong)
            changed.add(fired, "" if fired else f"{named}: {', '.join(reasons) or 'nothing bound'}")
            excused.add(any(reason in CHARITY for reason in reasons), named if reasons else "")
        yield from (holds, changed, excused)


def _perturbed(case: Mapping[str, Any]) -> tuple[str, Span] | None:
    """The passage with its stated number a fifth too great, printed to the same place; None if that still holds."""
    role = case["roles"][JUDGED.get(case["kind"], "rate")]
    digits = role["text"]
    decimals = len(digits.partition(".")[2])
    value = round(Fraction(digits.replace(",", "")) * (1 + Fraction(1, _PART)), decimals)
    printed = f"{float(value):,.{decimals}f}" if "," in digits else f"{float(value):.{decimals}f}"
    if printed == digits or not _leaves(case, digits, value, decimals):
        return None
    text = case["passage"][: role["start"]] + printed + case["passage"][role["end"] :]
    return text, Span(role["start"], role["start"] + len(printed))


def _leaves(case: Mapping[str, Any], digits: str, value: Fraction, decimals: int) -> bool:
    """True where the changed number, as printed, no longer meets what is recomputed."""
    stated, computed = case.get("stated"), case.get("computed")
    if not stated or not computed or None in (*stated, *computed):
        return True
    middle = (Fraction(str(stated[0])) + Fraction(str(stated[1]))) / 2
    printed = Fraction(digits.replace(",", ""))
    scale = abs(middle / printed) if printed and middle else Fraction(1)
    now = Interval.around(value * scale, Fraction(1, 2 * 10**decimals) * scale)
    low, high = sorted(abs(Fraction(str(end))) for end in computed)
    return not now.meets(Interval(low, high))


def _reasons(files: Files, text: str, place: Span) -> Counter[str]:
    """Why the number at ``place`` did not fail."""
    document = files.document(text)
    claims = link(document, assemble(document, read(document)))
    outcomes = run(load_rules(), claims, (), document)
    here = [o for o in outcomes if o.stated.quantity.span.overlaps(place)]
    return Counter(o.verdict.reason or o.verdict.status.value for o in here if o.case is not None)


def documents() -> Iterator[Tally]:
    """The errors and warnings on whole documents that are real inconsistencies of the text as printed."""
    judged: dict[str, str] = yaml.safe_load(READ.read_text(encoding="utf-8")) or {}
    tallies: dict[str, Tally] = {}
    unread = Tally("documents: findings that nobody has read")
    for path in sorted((shared.FOLDER / "corpora" / "documents").rglob("*.*")):
        for finding in check([str(path)]).findings:
            if finding.severity is Severity.NOTE:
                continue
            verdict = judged.get(finding.fingerprint)
            line = f"{path.name}:{finding.location.line} {finding.fingerprint} {shown(finding)}"
            unread.add(verdict is None, line if verdict is None else "")
            for name in (f"documents: {finding.severity.value}s that are real", f"  of the rule {finding.rule}"):
                tally = tallies.setdefault(name, Tally(name))
                if verdict is not None:
                    tally.add(verdict == "real", "" if verdict == "real" else line)
    yield from sorted(tallies.values(), key=lambda tally: (tally.name.startswith(" "), tally.name))
    yield unread
