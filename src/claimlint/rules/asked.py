"""The relations that a report.yaml asks for: formulas over its marked numbers and the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from claimlint.checks import registry
from claimlint.checks.formula import FormulaError, bind_formula
from claimlint.model.claim import Claim
from claimlint.model.finding import Severity
from claimlint.model.judge import judge
from claimlint.rules.load import REPORT_PACK, Rule
from claimlint.rules.run import Outcome


class Asked(Protocol):
    """A relation as a report states it."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def expect(self) -> str:
        """The formula."""

    @property
    def why(self) -> str:
        """Why it must hold."""

    @property
    def severity(self) -> str:
        """``error`` or ``warning``."""


def judge_asked(
    asked: Iterable[Asked], claims: Sequence[Claim], facts: Sequence[Claim]
) -> Iterator[tuple[Asked, Outcome | FormulaError]]:
    """Judge every relation; a formula that cannot be read comes back as its error."""
    names = {claim.id: claim for claim in (*facts, *claims) if claim.id is not None}
    asked = tuple(asked)
    rules = {relation.id for relation in asked}
    for relation in asked:
        try:
            yield relation, _judged(relation, names)
        except FormulaError as error:
            if error.name in rules:  # r1: r2 == a, r2: r1 == b would have no beginning
                what = f"`{error.name}` is a rule, not a number: formulas know marks and facts"
                error = FormulaError(what, error.column, error.name)
            yield relation, error


def _judged(asked: Asked, names: Mapping[str, Claim]) -> Outcome:
    check = registry()["formula"]
    case = bind_formula(asked.id, asked.expect, names)
    rule = Rule(asked.id, REPORT_PACK, check.id, asked.why, Severity(asked.severity), expect=asked.expect)
    return Outcome(rule, check, case.stated, case, judge(check, case))
