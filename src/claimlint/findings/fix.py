"""A failed case → the repair of its stated number, where that follows from the others; and what speaks against it.

Only a number that is derived is ever repaired, never one that the author looked up; and only its digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction

from claimlint.findings.diagnose import likely_slip
from claimlint.findings.rewrite import nearest, rewritten
from claimlint.findings.style import printable
from claimlint.frozen import dataclass
from claimlint.lexicon.phrases import phrases
from claimlint.model.check import STATED, Case, Check, Derivation
from claimlint.model.claim import Claim
from claimlint.model.finding import REVIEW, SAFE, Edit, Fix
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.model.verdict import Status, Verdict


class Doubt(Enum):
    """Why a repair wants a look before it is made."""

    UNPROVEN = "unproven"  # the failure is a warning: a reading of the words would save the sentence
    ITEMS = "items"  # a sum, of which any item may be the wrong one
    INPUT = "input"  # an input is part of another failure
    SLIP = "slip"  # a slip in an input would explain the failure
    CONFIRMED = "confirmed"  # the number agrees with another one of the text
    COPY = "copy"  # the other printing may be the wrong one
    BOUND = "bound"  # the words say no value, but a bound (超过20%)
    SEVERAL = "several"  # the failed relations want different values
    VAGUE = "vague"  # the inputs do not say it to the place to which it is printed


# What a second relation settles that fails too, and wants the same value.
_SETTLED = frozenset({Doubt.ITEMS, Doubt.SLIP})
_VALUES = (Qualifier.NONE, Qualifier.ABOUT)
# Of so many values that would pass, the nearest one is still a fair answer (15.4% of 14.6%-16.3%); 279,325 of 845
# values would only look exact.
_MOST_PASSING = 50
_WHOLE = 100
_FARTHEST = 200  # characters of markup beside a number that are looked over


@dataclass(frozen=True, slots=True)
class Draft:
    """A repair that has not been tried: the digits of ``claim`` become ``text``, so that it says ``wanted``."""

    claim: Claim
    edit: Edit
    wanted: Fraction
    doubts: frozenset[Doubt]
    inputs: frozenset[Span] = frozenset()


def draft(check: Check, case: Case, verdict: Verdict, document: Document, others: frozenset[Doubt]) -> Draft | None:
    """The repair of the stated number; ``others`` are the doubts that follow from other relations.

    None where the number is given, where nothing says what it should be, and where its style is not known.
    """
    claim, relation = case.stated, verdict.relation
    derivation = check.derived(case)
    quantity = claim.quantity
    if derivation is Derivation.GIVEN or claim.trusted or relation is None or relation.point is None:
        return None
    if relation.one_sided or not relation.equation or quantity.printed is None:
        return None
    if derivation is Derivation.ADDED and quantity.kind is Kind.PERCENT and quantity.value == _WHOLE:
        return None  # 合计100%: the whole is what it is
    span = quantity.printed.span
    if document.folded[span.start : span.end] != quantity.printed.digits or _goes_on(document, span):
        return None  # markup, an escape or a line break stands inside
    wanted = nearest(relation.point, quantity)
    raw = document.text[span.start : span.end]
    text = None if wanted is None or wanted == quantity.value else rewritten(wanted, quantity, raw)
    if text is None or wanted is None:
        return None
    doubts = {*others, *_doubts(check, case, verdict, derivation)}
    if derivation is not Derivation.ADDED:
        doubts.discard(Doubt.ITEMS)
    inputs = frozenset(each.quantity.span for each in inputs_of(case))
    return Draft(claim, Edit(claim.path, span.start, span.end, text), wanted, frozenset(doubts), inputs)


def _goes_on(document: Document, digits: Span) -> bool:
    """True where more digits stand behind markup or an escape beside ``digits``: 1**8**.6%, 8\\u0032.7%."""
    for place, step in ((digits.start - 1, -1), (digits.end, 1)):
        hidden = ""
        while len(hidden) < _FARTHEST and _is_hidden(document, place):
            hidden += document.text[place]
            place += step
        beyond = document.text[place] if 0 <= place < len(document.text) else ""
        if hidden and (beyond.isdigit() or any(char.isdigit() or char == "\\" for char in hidden)):
            return True
    return False


def _is_hidden(document: Document, place: int) -> bool:
    inside = 0 <= place < len(document.text)
    return inside and document.folded[place] == " " and not document.text[place].isspace()


def _doubts(check: Check, case: Case, verdict: Verdict, derivation: Derivation) -> Iterator[Doubt]:
    """What the case itself says against its repair."""
    quantity, relation = case.stated.quantity, verdict.relation
    if verdict.status is not Status.INCONSISTENT:
        yield Doubt.UNPROVEN
    if derivation is Derivation.COPIED:
        yield Doubt.COPY
    if quantity.qualifier not in _VALUES:
        yield Doubt.BOUND
    count = printable(relation.recomputed, quantity, 2)[1] if relation is not None else None
    if count is None or count > _MOST_PASSING:
        yield Doubt.VAGUE
    slip = likely_slip(check, case)
    if slip is not None and slip.claim not in (None, case.stated):
        yield Doubt.SLIP


def agreed(drafts: Sequence[Draft]) -> Draft | None:
    """One repair for a number of which several relations failed: where they want the same value, it is the surer."""
    if not drafts:
        return None
    first, *rest = drafts
    doubts = frozenset[Doubt]().union(*(each.doubts for each in drafts))
    if any(each.edit != first.edit for each in rest):
        doubts |= {Doubt.SEVERAL}
    elif any(first.inputs.isdisjoint(each.inputs) for each in rest):  # else it is one relation, told twice
        doubts -= _SETTLED
    return Draft(first.claim, first.edit, first.wanted, doubts, first.inputs)


def fix_of(draft: Draft, document: Document) -> Fix:
    """The repair as it is offered, worded in the document's language."""
    span, edit = draft.claim.quantity.span, draft.edit
    before, after = _seen(document, span.start, edit.start), _seen(document, edit.end, span.end)
    old = before + document.text[edit.start : edit.end] + after
    said = phrases(document.language).say("fix_replace", old=_line(old), new=_line(before + edit.text + after))
    return Fix(said, REVIEW if draft.doubts else SAFE, (edit,))


def inputs_of(case: Case) -> list[Claim]:
    """The numbers of a case that it is recomputed from."""
    return [claim for slot, claim in case.claims() if slot != STATED]


def _seen(document: Document, start: int, end: int) -> str:
    """A stretch as its readers see it, without markup."""
    both = zip(document.text[start:end], document.folded[start:end], strict=True)
    return "".join(raw for raw, seen in both if seen != " " or raw.isspace())


def _line(text: str) -> str:
    return " ".join(text.split())
