"""An outcome that failed → the Finding that shows it: where, stated, recomputed, the working, what would pass."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from claimlint.cache.compiled import compiled
from claimlint.findings.diagnose import likely_cause
from claimlint.findings.style import point, shown, would_pass
from claimlint.lexicon.number import interval as worded
from claimlint.lexicon.phrases import phrases
from claimlint.model.check import STATED, Case, Check
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Finding, Related, Severity
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Document, Language
from claimlint.model.verdict import Status, Verdict

_NAME = compiled(r"sum\((\w+)\)|max\((\w+)\)|[^\W\d][\w.]*")
_SIGNS = ((" ** (1 / ", "^(1/"), (" ** ", "^"), (" * ", " × "), ("<=", "≤"), (">=", "≥"), ("==", "="))
# The words beside these are no part of the value: 每年下降10倍, 37%-25%之间.
_BARE = (Qualifier.NONE, Qualifier.RANGE)
_LONGEST_NAME = 8  # of the words in front of a number, where they are its name (毛利)
_DIGITS = 8  # so many that an amount is not rounded


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
    stated, relation = case.stated, verdict.relation
    document = documents[stated.path]
    language: Language = document.language
    quantity = stated.quantity
    says_what = _is_equation(verdict) and check.formula(case) not in case.slots  # two printings: nothing is recomputed
    return Finding(
        rule=rule.id,
        check=check.id,
        severity=severity,
        message=_message(check, case, verdict, documents),
        language=language,
        location=document.locate(quantity.span),
        verdict=verdict.status,
        related=tuple(_related(rule, check, case, documents)),
        stated=relation.stated if relation else None,
        recomputed=relation.recomputed if relation else None,
        point=relation.point if relation else None,
        unit=quantity.unit.id,
        formula=check.formula(case) if relation else None,
        working=working(check, case, documents) if relation else None,
        shown=shown(relation.recomputed, quantity, language) if relation and says_what else None,
        shown_point=point(relation.point, quantity, language)
        if relation and relation.point is not None and says_what
        else None,
        would_pass=would_pass(relation.recomputed, quantity, finer=check.finer)
        if relation and _is_equation(verdict)
        else None,
        likely_cause=likely_cause(check, case) if _is_proof(verdict) and _is_equation(verdict) else None,
        reading=verdict.reading,
        notes=(rule.why,) if rule.asked and rule.why else (),
        manual=check.id if rule.asked else rule.id,
        fingerprint=_fingerprint(rule.id, case, document),
    )


def _message(check: Check, case: Case, verdict: Verdict, documents: Mapping[str, Document]) -> str:
    language = documents[case.stated.path].language
    inputs = [claim for slot, claim in case.claims() if slot != STATED and claim.role is not Role.RANK]
    relation = verdict.relation
    return check.wording(case)[language].format(
        stated=_said(case.stated, documents, language),
        range=shown(relation.recomputed, case.stated.quantity, language) if relation else "",
        inputs=phrases(language).listed([_in_full(claim, case.stated, documents, language) for claim in inputs]),
    )


def _is_proof(verdict: Verdict) -> bool:
    return verdict.status is Status.INCONSISTENT


def _is_equation(verdict: Verdict) -> bool:
    """True where the recomputed set itself says what may be printed (not a bound or an order)."""
    relation = verdict.relation
    return relation is not None and relation.equation and not relation.one_sided


def _related(rule: Judged, check: Check, case: Case, documents: Mapping[str, Document]) -> Iterator[Related]:
    language = documents[case.stated.path].language
    say = phrases(language).say
    for slot, claim in case.claims():
        if slot == STATED:
            continue
        name = slot if rule.asked or not 0 < len(claim.label) <= _LONGEST_NAME else claim.label
        label = check.slots[slot].label[language] if slot in check.slots else name
        note = say("related", label=label, value=_said(claim, documents, language))
        if claim.source:
            note = say("from_source", note=note, source=claim.source.citation)
        yield Related(slot, documents[claim.path].locate(claim.quantity.span), note)


def working(check: Check, case: Case, documents: Mapping[str, Document]) -> str | None:
    """The formula with the printed numbers put in; None where it would only repeat one of them."""
    language = documents[case.stated.path].language
    texts = {claim.id: [_said(claim, documents, language)] for _, claim in case.claims() if claim.id is not None}
    texts |= {name: [_said(claim, documents, language) for claim in claims] for name, claims in case.slots.items()}
    formula = check.formula(case)

    def put(match: re.Match[str]) -> str:
        several = match.group(1) or match.group(2)
        if several and several in texts:
            joined = texts[several]
            if match.group(1):
                return " + ".join(joined)
            return joined[0] if len(joined) == 1 else f"max({', '.join(joined)})"
        return " ".join(texts.get(match.group(), [match.group()]))

    # Signs are set first: what a document prints is left as it is.
    for sign, printed in _SIGNS:
        formula = formula.replace(sign, printed)
    worked = _NAME.sub(put, formula)
    return None if worked == formula or formula in case.slots else worked


def _said(claim: Claim, documents: Mapping[str, Document], language: Language) -> str:
    """A number as it is read, with its qualifier (超过1100亿元); one that nobody printed in the reader's language.

    Neither a line break nor the bracket of a mark is read (每百万token [12元).
    """
    document, quantity = documents[claim.path], claim.quantity
    span = quantity.span if quantity.qualifier in _BARE else quantity.extended
    pairs = zip(document.text[span.start : span.end], document.folded[span.start : span.end], strict=True)
    kept = (char for char, folded in pairs if not (folded.isspace() and not char.isspace()))
    read = "".join(kept).replace("\n", "").strip()
    return read or worded(claim.quantity.stated, claim.quantity.unit.id, language, _DIGITS)


def _in_full(claim: Claim, stated: Claim, documents: Mapping[str, Document], language: Language) -> str:
    """A cell that is held against a sentence, with the unit that its table's head states: 51,640 ($51.64 million)."""
    read, printed = _said(claim, documents, language), claim.quantity.printed
    if claim.place.cell is None or stated.place.cell is not None or printed is None or printed.scale == 1:
        return read
    value = worded(claim.quantity.stated, claim.quantity.unit.id, language, _DIGITS)
    return phrases(language).say("in_full", printed=read, value=value)


def _fingerprint(rule: str, case: Case, document: Document) -> str:
    """Stable under edits elsewhere: the rule and the words of the finding, not their place."""
    parts = [rule, case.stated.label]
    parts += [f"{slot}={claim.quantity.text}" for slot, claim in case.claims()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
