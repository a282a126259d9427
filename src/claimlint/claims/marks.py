"""Marks → named claims: ``[107亿美元]{#m24 metric=revenue}`` names the number and says what its sentence does not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimlint.frozen import dataclass
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Failure
from claimlint.model.period import parse_period_id
from claimlint.model.text import Document, Mark, clipped


@dataclass(frozen=True, slots=True)
class Marked:
    """The claims of a document with the marked ones named; marks that hold no number are failures."""

    claims: tuple[Claim, ...]
    failures: tuple[Failure, ...] = ()

    def by_id(self) -> Mapping[str, Claim]:
        """The marked claims by their names."""
        return {claim.id: claim for claim in self.claims if claim.id is not None}


def apply_marks(document: Document, claims: Sequence[Claim]) -> Marked:
    """Give every marked number its id and attributes.  A mark without a number is one clear line."""
    named = list(claims)
    starts = [claim.quantity.span.start for claim in claims]
    failures = []
    for mark in document.marks:
        first = bisect_left(starts, mark.span.start)
        if first and claims[first - 1].quantity.span.end > mark.span.start:
            first -= 1  # 每百万token [12元]: the number is read from its "per" on
        inside = range(first, bisect_left(starts, mark.span.end))
        chosen = [i for i in inside if claims[i].role not in (Role.PERIOD, Role.RANK, Role.COUNT)] or list(inside)
        if not chosen:
            line, column = document.position(mark.span.start)
            quote = clipped(document.text[mark.span.start : mark.span.end])
            failures.append(Failure(document.path, f"#{mark.id}: no number was read in {quote!r}", line, column))
            continue
        try:
            named[chosen[0]] = _named(claims[chosen[0]], mark)
        except ValueError as error:
            line, column = document.position(mark.outer.start)
            failures.append(Failure(document.path, f"#{mark.id}: {error}", line, column))
    return Marked(tuple(named), tuple(failures))


def _named(claim: Claim, mark: Mark) -> Claim:
    attributes = mark.attributes
    period = claim.period
    if "period" in attributes:
        period = parse_period_id(attributes["period"])
        if period is None:
            raise ValueError(f"period={attributes['period']} is no period (2024, 2024-Q3, 2024-H1, FY2024, 2022-12-31)")
    return replace(
        claim,
        id=mark.id,
        subject=attributes.get("subject", claim.subject),
        metric=attributes.get("metric", claim.metric),
        scope=attributes.get("scope", claim.scope),
        period=period,
        cues=claim.cues | {"period-said"} if period is not None else claim.cues,
    )
