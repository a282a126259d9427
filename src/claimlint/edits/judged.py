"""What a file was found to say, and what was made of it: kept of both versions of an edit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from claimlint.edits.changes import Changes
from claimlint.frozen import dataclass
from claimlint.model.claim import Claim
from claimlint.model.text import Document, Span
from claimlint.rules.load import Rule
from claimlint.rules.run import Outcome
from claimlint.settings import Settings
from claimlint.sources.report import ReportFile


@dataclass(frozen=True, slots=True)
class Judged:
    """One file with its claims, the facts that it was held against, and the outcome of every rule."""

    document: Document
    settings: Settings
    claims: Sequence[Claim]
    facts: Sequence[Claim]
    rules: Sequence[Rule]
    outcomes: Sequence[Outcome]
    report: ReportFile | None = None

    @property
    def numbers(self) -> list[Span]:
        """The spans of its numbers; a time is a word here, for a number of another time is another number."""
        return [claim.quantity.span for claim in self.claims if claim.quantity.period is None]


@dataclass(frozen=True)
class Pair:
    """The two versions of a file, and what changed."""

    old: Judged
    new: Judged
    changes: Changes

    @cached_property
    def _new(self) -> Mapping[Span, Sequence[Claim]]:
        found: dict[Span, list[Claim]] = {}
        for claim in self.new.claims:
            found.setdefault(claim.quantity.span, []).append(claim)
        return found

    def inside(self, span: Span) -> Span | None:
        """Where the first number is now that stood in a stretch of the old text; None where it is gone."""
        index = bisect_left(self._spans, span)
        found = self._spans[index] if index < len(self._spans) else None
        return self.changes.numbers[found] if found is not None and span.covers(found) else None

    @cached_property
    def _spans(self) -> Sequence[Span]:
        return sorted(self.changes.numbers)

    def same_place(self) -> Iterator[tuple[Claim, Claim]]:
        """The numbers of the old text with what stands in their place, whatever that speaks of."""
        for claim in self.old.claims:
            span = self.changes.numbers.get(claim.quantity.span)
            there = self._new.get(span, ()) if span is not None else ()
            yield from ((claim, each) for each in there[:1])

    @cached_property
    def _facts(self) -> Mapping[str | None, Claim]:
        return {fact.id: fact for fact in self.new.facts}

    def now(self, claim: Claim) -> Claim | None:
        """The claim that an old one has become; None where it is gone, or speaks of something else."""
        if claim.trusted:
            return self._facts.get(claim.id)
        span = self.changes.numbers.get(claim.quantity.span)
        there = self._new.get(span, ()) if span is not None else ()
        return next((each for each in there if same_thing(claim, each)), None)


def same_thing(old: Claim, new: Claim) -> bool:
    """True where two versions of a claim say something of the same thing, be it another value."""
    return _said(old) == _said(new) and (None in (old.subject, new.subject) or old.subject == new.subject)


def _said(claim: Claim) -> tuple[object, ...]:
    period = None if claim.period is None else claim.period.id
    return claim.role, claim.metric, period, claim.scope, claim.basis, claim.stance, claim.direction


def changed(old: Claim, new: Claim) -> bool:
    """True where the number is another."""
    before, after = old.quantity, new.quantity
    return (before.stated, before.unit, before.qualifier) != (after.stated, after.unit, after.qualifier)
