"""The step behind the last file of a run: what several documents, or both languages of one, tell of one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from claimlint.claims.elsewhere import Library
from claimlint.model.finding import REVIEW, Failure, Finding, InputError, Number
from claimlint.model.text import Document
from claimlint.reading import read_claims, read_source
from claimlint.rules.coverage import with_checked
from claimlint.rules.load import Rule
from claimlint.rules.run import Outcome, run_across
from claimlint.settings import Configured

__all__ = ["Across", "Library", "for_review", "judge_across", "recounted"]


@dataclass(slots=True)
class Across:
    """What came of it; ``documents`` are those that were read only because others name them."""

    outcomes: list[Outcome] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def judge_across(
    library: Library, config: Configured, rules_of: Callable[[str], Sequence[Rule]], given: Mapping[str, bytes]
) -> Across:
    """Judge every number of ``library`` that is told elsewhere too, by the rules that hold for its own file."""
    found = Across()
    for path in library.missing():
        try:
            settings = config.of(path)
            document = read_source(path, settings, given.get(path)).document
            library.look_up(document, read_claims(document, settings, []), settings.day(document))
            found.documents.append(document)
        except InputError as error:
            found.failures.append(error.failure)
    for path, told in groupby(library.pairs(), key=lambda one: one.stated.path):
        found.outcomes.extend(run_across(rules_of(path), told))
    return found


def recounted(
    numbers: Mapping[str, tuple[Number, ...]], outcomes: Sequence[Outcome]
) -> Mapping[str, tuple[Number, ...]]:
    """The numbers of the documents of which ``outcomes`` speak, with what these have decided."""
    told = {claim.path for outcome in outcomes if outcome.case for _, claim in outcome.case.claims()}
    return {path: with_checked(numbers[path], outcomes, path) for path in sorted(told & numbers.keys())}


def for_review(findings: Sequence[Finding], across: Sequence[Outcome]) -> list[Finding]:
    """Findings on numbers that other documents tell as well: their repair wants a look."""
    told = {(c.path, c.quantity.span.start) for each in across if each.case for _, c in each.case.claims()}
    return [
        replace(finding, fixes=tuple(replace(fix, safety=REVIEW) for fix in finding.fixes))
        if (finding.location.path, finding.location.start) in told
        else finding
        for finding in findings
    ]
