"""Several findings with one root → one: it names the number that breaks them all, and lists what it breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.findings.style import shown, would_pass
from claimlint.lexicon.phrases import phrases
from claimlint.model.claim import Claim
from claimlint.model.finding import Finding, Related, Severity
from claimlint.model.interval import Interval
from claimlint.model.text import Document, Location

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_POWERS = (4, 8, 3, 6, 1, 2, 9)


def together(
    findings: Sequence[Finding], claim: Claim, repaired: Interval, documents: Mapping[str, Document]
) -> Finding:
    """The finding on ``claim``, a number that broke every one of ``findings``; ``repaired`` would hold in all.

    It has the rule of the gravest one; the working of each stands in its notes.
    """
    document = documents[claim.path]
    first = min(findings, key=lambda finding: _GRAVITY[finding.severity])
    here, say = document.locate(claim.quantity.span), phrases(document.language).say
    passing = shown(repaired, claim.quantity, first.language)
    broken = [say("breaks", rule=f.rule, text=f.location.text, working=f.working or f.formula or "") for f in findings]
    return replace(
        first,
        message=say(
            "root", stated=here.text, count=len(findings), range=shown(repaired, claim.quantity, first.language)
        ),
        location=here,
        related=_related(findings, here),
        stated=claim.quantity.interval,
        recomputed=repaired,
        point=None,
        unit=claim.quantity.unit.id,
        shown=passing,
        shown_point=None,
        working=None,
        would_pass=would_pass(repaired, claim.quantity),
        likely_cause=_cause(claim, repaired) or next((f.likely_cause for f in findings if f.likely_cause), None),
        notes=(*broken, *(note for finding in findings for note in finding.notes)),
        fixes=(),
        fails_too=tuple(dict.fromkeys(name for finding in findings for name in (finding.rule, finding.check))),
    )


def _related(findings: Sequence[Finding], here: Location) -> tuple[Related, ...]:
    """Every other number of the relations, each once; the stated ones first."""
    say = phrases(findings[0].language).say
    stated = [Related("stated", f.location, say("related", label=f.rule, value=f.location.text)) for f in findings]
    places: dict[tuple[str, int, int], Related] = {}
    for related in (*stated, *(related for finding in findings for related in finding.related)):
        where = related.location
        if where != here:
            places.setdefault((where.path, where.start, where.end), related)
    return tuple(places.values())


def _cause(claim: Claim, repaired: Interval) -> str | None:
    """A scale word lost or gained on this number."""
    value = claim.quantity.value
    for power in _POWERS if value is not None else ():
        for sign in (1, -1):
            if value is not None and value * Fraction(10) ** (sign * power) in repaired:
                exponent = f"10^{power}" if sign > 0 else f"10^-{power}"
                return f"scale slip ({claim.quantity.text} × {exponent})"
    return None
