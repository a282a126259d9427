"""What failed in one document → its findings, each with the repair that follows, read back before it is offered.

What is known here is how a number stands to the others: which of them fail elsewhere, and which are confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claimlint.findings.fix import Doubt, Draft, agreed, draft, fix_of, inputs_of
from claimlint.findings.make import make
from claimlint.findings.root import together
from claimlint.model.claim import Claim
from claimlint.model.finding import Finding, Fix, Severity
from claimlint.model.text import Block, Document, Span
from claimlint.model.verdict import Status
from claimlint.quantities.parse import read as read_quantities
from claimlint.rules.roots import Root, roots
from claimlint.rules.run import Outcome, severity_of
from claimlint.sources.fold import fold


def findings_of(
    outcomes: Sequence[Outcome], documents: Mapping[str, Document], *, repaired: bool = True
) -> Iterator[Finding]:
    """A finding for every failure; one for all that a single number breaks.

    Nothing is ``repaired`` where the outcomes are not all that is known of their numbers.
    """
    failed = [outcome for outcome in outcomes if outcome.case is not None and outcome.verdict.failed]
    if not failed:
        return
    found = {id(outcome): _finding(outcome, documents) for outcome in failed}
    drafts = Drafts(outcomes, documents) if repaired else None
    for root in roots(outcomes) if len(failed) > 1 else ():
        broken = [found.pop(id(outcome)) for outcome in root.outcomes]
        one = together(broken, root.claim, root.repaired, documents)
        yield replace(one, fixes=drafts.of_root(root)) if drafts else one
    for outcome in failed:
        if id(outcome) in found:
            one = found[id(outcome)]
            yield replace(one, fixes=drafts.of(outcome.stated)) if drafts else one


def _finding(outcome: Outcome, documents: Mapping[str, Document]) -> Finding:
    assert outcome.case is not None  # noqa: S101 (what failed was bound)
    return make(outcome.rule, outcome.check, outcome.case, outcome.verdict, severity_of(outcome), documents)


class Drafts:
    """The repairs that the outcomes of one document suggest."""

    def __init__(self, outcomes: Sequence[Outcome], documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._failing: dict[int, set[int]] = defaultdict(set)
        self._holding: dict[int, set[int]] = defaultdict(set)
        self._stated: dict[int, list[Outcome]] = defaultdict(list)
        for outcome in outcomes:
            if outcome.case is None:
                continue
            if outcome.verdict.failed:
                self._stated[id(outcome.stated)].append(outcome)
            elif not _proves(outcome):
                continue
            kept = self._failing if outcome.verdict.failed else self._holding
            for _, claim in outcome.case.claims():
                kept[id(claim)].add(id(outcome))

    def of(self, claim: Claim) -> tuple[Fix, ...]:
        """The repair of a number that failed alone."""
        own = self._stated[id(claim)]
        return self._fixes(own, {id(outcome) for outcome in own})

    def of_root(self, root: Root) -> tuple[Fix, ...]:
        """The repair of a number that breaks several relations: one that satisfies them all."""
        own = [outcome for outcome in root.outcomes if outcome.stated is root.claim]
        found = self._drafted(own, {id(outcome) for outcome in root.outcomes})
        fitting = found is not None and found.wanted in root.repaired
        return self._offered(found) if fitting else ()

    def _fixes(self, own: Sequence[Outcome], excused: set[int]) -> tuple[Fix, ...]:
        return self._offered(self._drafted(own, excused))

    def _drafted(self, own: Sequence[Outcome], excused: set[int]) -> Draft | None:
        found = []
        for outcome in own:
            assert outcome.case is not None  # noqa: S101 (what failed was bound)
            document = self._documents[outcome.stated.path]
            made = draft(outcome.check, outcome.case, outcome.verdict, document, self._doubts(outcome, excused))
            if made is not None:
                found.append(made)
        return agreed(found)

    def _doubts(self, outcome: Outcome, excused: set[int]) -> frozenset[Doubt]:
        assert outcome.case is not None  # noqa: S101 (what failed was bound)
        inputs = inputs_of(outcome.case)
        doubts = set()
        if any(self._failing[id(claim)] - excused for claim in inputs):
            doubts.add(Doubt.INPUT)
        if not all(claim.trusted or self._holding[id(claim)] for claim in inputs):
            doubts.add(Doubt.ITEMS)
        if self._holding[id(outcome.stated)]:
            doubts.add(Doubt.CONFIRMED)
        if outcome.rule.severity is not Severity.ERROR:
            doubts.add(Doubt.UNPROVEN)
        return frozenset(doubts)

    def _offered(self, found: Draft | None) -> tuple[Fix, ...]:
        if found is None:
            return ()
        document = self._documents[found.claim.path]
        return (fix_of(found, document),) if reads_as_wanted(found, document) else ()


def _proves(outcome: Outcome) -> bool:
    """True where a relation that holds says what its numbers are, not only how large they may be."""
    relation = outcome.verdict.relation
    equation = relation is not None and relation.equation and not relation.one_sided
    return equation and outcome.verdict.status is Status.CONSISTENT


def reads_as_wanted(draft: Draft, document: Document) -> bool:
    """True where the repaired passage says ``draft.wanted`` in that place, and nothing else that it did not say."""
    block = next((block for block in document.blocks if block.span.covers(draft.claim.quantity.span)), None)
    if block is None:
        return False
    edit, start = draft.edit, block.span.start
    before = _alone(document, block)
    text = before.text[: edit.start - start] + edit.text + before.text[edit.end - start :]
    folded = before.folded[: edit.start - start] + fold(edit.text) + before.folded[edit.end - start :]
    after = replace(before, text=text, folded=folded, blocks=(replace(before.blocks[0], span=Span(0, len(text))),))
    old, new = read_quantities(before), read_quantities(after)
    if len(old) != len(new):
        return False
    own = draft.claim.quantity.value
    for one, other in zip(old, new, strict=True):
        if (one.unit, one.qualifier, one.period) != (other.unit, other.qualifier, other.period):
            return False
        if one.printed is None or one.printed.span != Span(edit.start - start, edit.end - start):
            if one.text != other.text:
                return False
        elif not own or not one.value or other.value != one.value * draft.wanted / own:
            return False
    return True


def _alone(document: Document, block: Block) -> Document:
    span = block.span
    return Document(
        document.path,
        document.text[span.start : span.end],
        document.folded[span.start : span.end],
        (replace(block, span=Span(0, span.end - span.start), section=-1),),
        language=document.language,
    )
