"""Quantities → Claims: each number gets its role, period, metric, subject, basis and stance from its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

from claimlint.claims.anew import RETOLD, said_anew, units_of_one
from claimlint.claims.bases import is_ago
from claimlint.claims.basis import basis_of, is_each, names_a_metric, said
from claimlint.claims.beside import listing
from claimlint.claims.clock import Clock, Moment, resolve
from claimlint.claims.context import Context, contexts
from claimlint.claims.contrast import rival_of, standing
from claimlint.claims.ends import end_flags
from claimlint.claims.finish import finished
from claimlint.claims.gaps import unread_beside
from claimlint.claims.heads import periods_above
from claimlint.claims.labels import Label, label_of, referred
from claimlint.claims.pairs import again, paired
from claimlint.claims.parallel import with_its_verb
from claimlint.claims.ranks import ranks_in_front
from claimlint.claims.reckoning import reckoned_by
from claimlint.claims.roles import Part, part_of
from claimlint.claims.sentences import Sentence, sentences
from claimlint.claims.sets import of_level, set_cues
from claimlint.claims.sides import member_of_set, sides
from claimlint.claims.statements import Statements
from claimlint.claims.taken_up import taken_up
from claimlint.claims.when import moment_of
from claimlint.claims.wholes import whole_cues
from claimlint.claims.wording import normalise
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.quantities.times import Times

_T = TypeVar("_T")
# Cues that colour every number of the sentence they stand in.
_SENTENCE_CUES = ("of-which", "cumulative", "breakdown", "per-hundred", "per-ten", *RETOLD)
_LOOKED_BACK = 20
# group: 占集团收入5% is of the group that the part is of; now, when: it is now 150; in 2010, when there were 40.
_CLAUSE_FLAGS = ("group", "now", "when")
_SENTENCE_FLAGS = ("overlap", "paired", "disjoint", "single", "complete")


@dataclass(slots=True)
class _State:
    """What is carried from number to number while a document is read."""

    clock: Clock
    block: int = -1
    part: Part | None = None
    label: Label | None = None
    loss: bool = False
    outer: Label | None = None  # that of the last number outside of brackets
    basis: str | None = None
    each: bool = False
    heard: list[Label] = field(default_factory=list)  # the two names that were heard last
    last: list[Claim] = field(default_factory=list)  # the claims that were made last
    claims: list[Claim] = field(default_factory=list)  # in order of place
    known: dict[object, object] = field(default_factory=dict)  # cues and names, of which many claims have the same

    def add(self, found: Sequence[Claim]) -> None:
        """Take in the claims of a sentence, each with its place among all."""
        self.last = [*self.last, *found][-_LOOKED_BACK:]
        for claim in sorted(found, key=_start):
            place = replace(claim.place, order=len(self.claims))
            cues, label = self._same(claim.cues), self._same(claim.label)
            subject, of = self._same(claim.subject), self._same(claim.of)
            self.claims.append(replace(claim, place=place, cues=cues, label=label, subject=subject, of=of))

    def _same(self, value: _T) -> _T:
        return cast(_T, self.known.setdefault(value, value))


def assemble(
    document: Document, quantities: Sequence[Quantity], as_of: date | None = None, times: Times | None = None
) -> tuple[Claim, ...]:
    """Every number of ``document`` as a claim, in order of place; periods and ranks included.

    ``times`` are its phrases of time, where they have been looked for.
    """
    times = times or Times(document)
    state = _State(Clock(as_of))
    lower = _lowered(document.folded)
    starts = [q.span.start for q in quantities]
    above = periods_above(document, quantities)
    statements = Statements(document, lower, as_of, times)
    for sentence in sentences(document):
        inside = quantities[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        statements.hear(sentence, inside)
        if not inside:
            continue
        if sentence.block != state.block:
            given = above.get(sentence.block)
            state.block, state.heard = sentence.block, []
            state.clock = Clock(as_of, given, given, sentence.index)
        state.part = state.label = state.outer = state.basis = None
        state.each = state.loss = False
        found = list(_sentence(document, lower, sentence, inside, state, times))
        state.add(list(finished(found, state.last[-1:])))
    claims = _tabled(document, state.claims, as_of)
    return tuple(sorted((*claims, *statements.about(claims)), key=_start))


def _tabled(document: Document, claims: Sequence[Claim], as_of: date | None) -> Sequence[Claim]:
    if not any(block.cell for block in document.blocks):
        return claims
    from claimlint.claims.tables import tabled

    return tabled(document, claims, as_of)


def _start(claim: Claim) -> tuple[int, int]:
    return claim.quantity.span.start, claim.quantity.span.end


def _lowered(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _sentence(
    document: Document, lower: str, sentence: Sentence, inside: Sequence[Quantity], state: _State, times: Times
) -> Iterator[Claim]:
    for quantity in inside:
        if quantity.kind is Kind.PERIOD:
            place = Place(sentence.block, sentence.index, 0, 0)
            yield Claim(document.path, quantity, Role.PERIOD, place, period=quantity.period)
    pairs: Mapping[Span, Period] | None = None
    opening = state.clock = replace(state.clock, newest=None)
    before: Quantity | None = None
    for context in contexts(document, lower, sentence, inside, times):
        part = of_level(context, part_of(context, state.part))
        part = with_its_verb(context, part, state.part, before)
        own = label_of(context, state.label if _in_brackets(context) else state.outer)
        label = referred(context, own, state.heard)
        if pairs is None:
            pairs = again(document.folded, context.phrases, inside, _years_before(state.last, sentence)) or paired(
                document.folded, sentence, context.phrases, inside, lambda p: resolve(p, opening).period
            )
        moment, state.clock = moment_of(context, state.clock, pairs)
        state.part, state.label, before = part, label, context.quantity
        state.outer = state.outer if _in_brackets(context) else label
        state.basis = basis_of(context, part, label, state.basis)
        state.each = is_each(context) or (state.each and context.listed)
        # a loss that narrowed from $10m to $8m: both are losses
        state.loss = "loss" in part.cues or (state.loss and not label.own and not names_a_metric(context))
        if label is own and label.own and (not state.heard or label.subject != state.heard[-1].subject):
            state.heard = [*state.heard[-1:], label]
        yield _claim(context, part, label, moment, state)
        yield from ranks_in_front(context, label, moment)


def _years_before(claims: Sequence[Claim], sentence: Sentence) -> list[Period]:
    """The years for each of which the sentence before gave a number, in order."""
    last = [c for c in claims if c.place.sentence == sentence.index - 1]
    years = (c.period for c in last if c.role is Role.LEVEL and c.period and c.period.kind is PeriodKind.YEAR)
    return list(dict.fromkeys(years))


def _claim(context: Context, part: Part, label: Label, moment: Moment, state: _State) -> Claim:
    place = Place(context.sentence.block, context.sentence.index, context.clause, 0)
    flags = _sentence_flags(context)
    flags |= sides(context) | _partition(context) | end_flags(context) | whole_cues(context) | listing(context)
    if _in_brackets(context):
        flags.add("aside")
    if ":" in context.gap:
        flags.add("colon")  # the numbers behind it spell out what stands in front
    if state.loss or _is_in_the_red(context):
        flags.add("loss")
    if state.each:
        flags.add("each")
    if moment.prior or is_ago(context) or _is_of_before(context):
        flags.add("prior")
    if context.says("others") and any(m.value("others") for m in (*context.near, *context.behind)):
        flags.add("others")  # ahead of the $230m consensus
    if context.says(*_CLAUSE_FLAGS):
        flags |= {flag for flag in _CLAUSE_FLAGS if any(m.value(flag) for m in context.near)}
    flags |= said_anew(context) | taken_up(context)
    one = units_of_one(context, part)
    if one is not None:
        flags.add("per-one")
    if _opens_after(context):
        flags.add("of-which-next")
    flags |= standing(context) | unread_beside(context) | set_cues(context, part, label) | member_of_set(context)
    if label.own:
        flags.add("named")
    if label.measured:
        flags.add("measured")
    return Claim(
        path=context.document.path,
        quantity=context.quantity,
        role=part.role,
        place=place,
        subject=label.subject,
        metric=label.metric,
        period=moment.period,
        scope=label.scope,
        basis=state.basis,
        stance=said(context, "stance", context.earlier) or "actual",
        cues=part.cues - {"per-one"} | flags | ({"period-said"} if moment.said and moment.period else set()),
        direction=part.direction,
        label=label.text,
        of=_of(context, part, label, flags, one),
    )


def _of(context: Context, part: Part, label: Label, flags: set[str], one: list[str] | None) -> str | None:
    """A whole, the units of one, what something is compared with; 每100名中有27名来自农村: who they are."""
    if "contrast" in part.cues:
        return rival_of(context)
    if one is not None:
        return ", ".join(one)
    if flags & {"per-hundred", "per-ten"} and part.role is Role.LEVEL:
        return normalise(context.text(context.trail.start, context.trail.end)) or label.of
    if label.of is None and part.role is Role.RATE and context.quantity.kind is Kind.PERCENT:
        return reckoned_by(context)
    return label.of


def _sentence_flags(context: Context) -> set[str]:
    flags: set[str] = set()
    if context.says(*_SENTENCE_FLAGS):
        around = (*context.earlier, *context.following)
        flags |= {flag for flag in _SENTENCE_FLAGS if any(m.value(flag) for m in around)}
    if context.says(*_SENTENCE_CUES):
        flags |= {cue for cue in _SENTENCE_CUES if any(m.value("cue") == cue for m in context.earlier)}
    return flags


def _is_in_the_red(context: Context) -> bool:
    """The firm was $36m in the red."""
    return context.says("in-the-red") and any(m.value("cue") == "in-the-red" for m in context.behind)


def _is_of_before(context: Context) -> bool:
    """$120m in the preceding one, 1.5bn before the pandemic: the words stand in front, or right behind the number."""
    if not context.says("prior"):
        return False
    if any(m.value("prior") for m in context.near):
        return True
    mention = next((m for m in context.behind if m.value("prior")), None)
    return mention is not None and not normalise(context.text(context.quantity.extended.end, mention.span.start))


def _partition(context: Context) -> set[str]:
    """Words that say the parts are all; "parted" where they stand in front of the number, which is a part then."""
    if not context.says("partition", "rounded"):
        return set()
    if any(m.value("cue") == "partition" for m in context.earlier):
        return {"partition", "parted"}
    rounded = any(m.value("cue") == "rounded" for m in context.following)  # they need not add up to 100%: all are told
    return {"partition"} if rounded or any(m.value("cue") == "partition" for m in context.behind) else set()


def _in_brackets(context: Context) -> bool:
    """重庆15家（含6家分站）: a number in round brackets speaks of the one in front of them."""
    front = context.text(context.sentence.span.start, context.quantity.span.start)
    return front.rfind("(") > front.rfind(")")


def _opens_after(context: Context) -> bool:
    """其中 right behind the number: the parts follow."""
    return context.says("of-which") and any(mention.value("cue") == "of-which" for mention in context.following)
