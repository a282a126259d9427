"""An outcome that failed → the Finding that shows it: where, stated, recomputed, the working, what would pass."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Protocol

from claimlint.findings.diagnose import likely_cause
from claimlint.findings.style import shown, would_pass
from claimlint.model.check import STATED, Case, Check
from claimlint.model.claim import Claim
from claimlint.model.finding import Finding, Related, Severity
from claimlint.model.text import Document, Language
from claimlint.model.verdict import Status, Verdict

_NAME = re.compile(r"sum\((\w+)\)|max\((\w+)\)|[^\W\d][\w.]*")


class Judged(Protocol):
    """The rule that failed: its id, and why its author asked for it."""

    @property
    def id(self) -> str:
        """The rule's id."""

    @property
    def why(self) -> str:
        """The author's reason."""

    @property
    def asked(self) -> bool:
        """True where the report itself states the rule."""


def make(
    rule: Judged, check: Check, case: Case, verdict: Verdict, severity: Severity, documents: Mapping[str, Document]
) -> Finding:
    """The finding for a failed ``case``."""
    stated = case.stated
    document = documents[stated.path]
    language: Language = document.language
    relation = verdict.relation
    quantity = stated.quantity
    inputs = [claim for slot, claim in case.claims() if slot != STATED]
    passing = would_pass(relation.recomputed, quantity) if relation and _is_equation(verdict) else None
    words = {
        "stated": _printed(stated, documents),
        "range": shown(relation.recomputed, quantity) if relation else "",
        "inputs": ("、" if language == "zh" else ", ").join(_printed(claim, documents) for claim in inputs),
    }
    return Finding(
        rule=rule.id,
        check=check.id,
        severity=severity,
        message=check.message[language].format(**words),
        language=language,
        location=document.locate(quantity.span),
        verdict=verdict.status,
        related=tuple(_related(check, case, documents, language)),
        stated=relation.stated if relation else None,
        recomputed=relation.recomputed if relation else None,
        point=relation.point if relation else None,
        unit=quantity.unit.id,
        formula=check.formula(case) if relation else None,
        working=_working(check, case, documents) if relation else None,
        would_pass=passing,
        likely_cause=likely_cause(check, case) if _is_proof(verdict) and _is_equation(verdict) else None,
        reading=verdict.reading,
        notes=(rule.why,) if rule.asked and rule.why else (),
        manual=check.id if rule.asked else rule.id,
        fingerprint=_fingerprint(rule.id, case, document),
    )


def _is_proof(verdict: Verdict) -> bool:
    return verdict.status is Status.INCONSISTENT


def _is_equation(verdict: Verdict) -> bool:
    """True where the recomputed set itself says what may be printed (not a bound or an order)."""
    relation = verdict.relation
    return relation is not None and relation.equation and not relation.one_sided


def _related(check: Check, case: Case, documents: Mapping[str, Document], language: Language) -> list[Related]:
    found = []
    for slot, claim in case.claims():
        if slot == STATED:
            continue
        label = check.slots[slot].label[language] if slot in check.slots else slot
        note = f"{label} {_printed(claim, documents)}" + (f" ({claim.source.citation})" if claim.source else "")
        found.append(Related(slot, documents[claim.path].locate(claim.quantity.span), note))
    return found


def _working(check: Check, case: Case, documents: Mapping[str, Document]) -> str:
    """The formula with the printed numbers put in."""
    texts = {claim.id: [_printed(claim, documents)] for _, claim in case.claims() if claim.id is not None}
    texts |= {name: [_printed(c, documents) for c in claims] for name, claims in case.slots.items()}

    def put(match: re.Match[str]) -> str:
        several = match.group(1) or match.group(2)
        if several and several in texts:
            joined = texts[several]
            return " + ".join(joined) if match.group(1) else f"max({', '.join(joined)})"
        return " ".join(texts.get(match.group(), [match.group()]))

    return _NAME.sub(put, check.formula(case))


def _printed(claim: Claim, documents: Mapping[str, Document]) -> str:
    """A number's text as it is read: without a line break or the bracket of a mark (每百万token [12元)."""
    document, span = documents[claim.path], claim.quantity.span
    pairs = zip(document.text[span.start : span.end], document.folded[span.start : span.end], strict=True)
    kept = (char for char, folded in pairs if not (folded.isspace() and not char.isspace()))
    return "".join(kept).replace("\n", "").strip()


def _fingerprint(rule: str, case: Case, document: Document) -> str:
    """Stable under edits elsewhere: the rule and the words of the finding, not their place."""
    parts = [rule, case.stated.label]
    parts += [f"{slot}={claim.quantity.text}" for slot, claim in case.claims()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
