"""Quantities → Claims: each number gets its role, period, metric, subject, basis and stance from its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from claimlint.claims.context import Context, contexts
from claimlint.claims.heads import periods_above
from claimlint.claims.labels import Label, label_of, referred
from claimlint.claims.mentions import Mention
from claimlint.claims.pairs import paired
from claimlint.claims.roles import Part, part_of
from claimlint.claims.sentences import Sentence, sentences
from claimlint.claims.when import Clock, Moment, moment_of, resolve, span_of_years
from claimlint.model.claim import Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.period import Period, PeriodKind
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind, Unit
from claimlint.quantities.parse import carry_unit

RANK = Unit("rank", Kind.ORDINAL, "rank")
# Cues that colour every number of the sentence they stand in.
_RETOLD = ("in-summary", "in-body", "again")
_SENTENCE_CUES = ("of-which", "cumulative", *_RETOLD)
_CLOSES = (")", "\uff09", "]")
_SENTENCE_FLAGS = ("each", "overlap", "paired")


@dataclass(slots=True)
class _State:
    """What is carried from number to number while a document is read."""

    clock: Clock
    block: int = -1
    part: Part | None = None
    label: Label | None = None
    heard: list[Label] = field(default_factory=list)  # the two names that were heard last
    claims: list[Claim] = field(default_factory=list)


def assemble(document: Document, quantities: Sequence[Quantity], as_of: date | None = None) -> tuple[Claim, ...]:
    """Every number of ``document`` as a claim, in order of place; periods and ranks included."""
    state = _State(Clock(as_of))
    lower = _lowered(document.folded)
    starts = [q.span.start for q in quantities]
    above = periods_above(document, quantities)
    for sentence in sentences(document):
        inside = quantities[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        if not inside:
            continue
        if sentence.block != state.block:
            given = above.get(sentence.block)
            state.block, state.heard = sentence.block, []
            state.clock = Clock(as_of, given, given, sentence.index)
        state.part = state.label = None
        found = list(_sentence(document, lower, sentence, inside, state))
        state.claims.extend(_finished(found))
    ordered = sorted(state.claims, key=lambda c: (c.quantity.span.start, c.quantity.span.end))
    return tuple(replace(c, place=replace(c.place, order=i)) for i, c in enumerate(ordered))


def _lowered(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _sentence(
    document: Document, lower: str, sentence: Sentence, inside: Sequence[Quantity], state: _State
) -> Iterator[Claim]:
    for quantity in inside:
        if quantity.kind is Kind.PERIOD:
            place = Place(sentence.block, sentence.index, 0, 0)
            yield Claim(document.path, quantity, Role.PERIOD, place, period=quantity.period)
    previous: Context | None = None
    pairs: Mapping[Span, Period] | None = None
    opening = state.clock
    for context in contexts(document, lower, sentence, inside):
        part = part_of(context, state.part)
        own = label_of(context, state.label)
        label = referred(context, own, state.heard)
        if pairs is None:
            pairs = paired(document.folded, sentence, context.phrases, inside, lambda p: resolve(p, opening).period)
        moment, state.clock = moment_of(context, state.clock, pairs)
        state.part, state.label = part, label
        if label is own and label.own and (not state.heard or label.subject != state.heard[-1].subject):
            state.heard = [*state.heard[-1:], label]
        yield _claim(context, part, label, moment)
        yield from _ranks(context, label, moment, previous)
        previous = context


def _claim(context: Context, part: Part, label: Label, moment: Moment) -> Claim:
    place = Place(context.sentence.block, context.sentence.index, context.clause, 0)
    flags = {flag for flag in _SENTENCE_FLAGS if any(m.value(flag) for m in (*context.earlier, *context.following))}
    flags |= {cue for cue in _SENTENCE_CUES if any(m.value("cue") == cue for m in context.earlier)}
    flags |= _partition(context)
    if _in_brackets(context):
        flags.add("aside")
    if moment.prior or any(m.value("prior") for m in context.in_clause(context.before)):
        flags.add("prior")
    if any(m.value("group") for m in context.in_clause(context.before)):
        flags.add("group")  # 占集团收入5%: the group is that of the part
    flags |= _said_anew(context)
    one = _per_one(context, part)
    if one is not None:
        flags.add("per-one")
    if _opens_after(context):
        flags.add("of-which-next")
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
        basis=_said(context, "basis", part.role in (Role.CHANGE, Role.MULTIPLE)),
        stance=_said(context, "stance", True) or "actual",
        cues=part.cues - {"per-one"} | flags | ({"period-said"} if moment.said and moment.period else set()),
        direction=part.direction,
        label=label.text,
        of=label.of if one is None else ", ".join(one),
    )


def _said_anew(context: Context) -> set[str]:
    """How the number stands to the one before it, and to what is told elsewhere."""
    exchange = context.behind if context.quantity.kind is Kind.NUMBER else ()  # at 7.2 to the dollar
    said = {
        "unlike": any(m.value("cue") == "unlike" for m in (*context.earlier, *context.following)),
        "retold-here": any(m.value("cue") in _RETOLD for m in context.before),
        "equals": context.restates,
        "annual": any(m.value("cue") == "annual" for m in (*context.in_clause(context.before), *context.behind)),
        "closed": context.text(context.trail.start, context.trail.end).strip()[:1] in _CLOSES,  # (€430m)
        "fx": any(m.value("cue") == "fx" for m in (*context.in_clause(context.before), *exchange)),
    }
    return {flag for flag, is_so in said.items() if is_so}


def _per_one(context: Context, part: Part) -> list[str] | None:
    """人均2.3万元, revenue per employee: the units of which the words in front of a level name one."""
    if part.role is not Role.LEVEL:
        return None
    near = [*reversed(context.in_clause(context.before)), *context.behind[:1]]
    return next((list(m["per"]) for mention in near for m in mention.meanings if "per" in m), None)


def _partition(context: Context) -> set[str]:
    """Words that say the parts are all; "parted" where they stand in front of the number, which is a part then."""
    if any(m.value("cue") == "partition" for m in context.earlier):
        return {"partition", "parted"}
    return {"partition"} if any(m.value("cue") == "partition" for m in context.behind) else set()


def _in_brackets(context: Context) -> bool:
    """重庆15家（含6家分站）: a number in round brackets speaks of the one in front of them."""
    clause = context.text(context.clause_start - 1, context.quantity.span.start)
    return context.clause_start > context.sentence.span.start and clause[:1] == "("


def _opens_after(context: Context) -> bool:
    """其中 right behind the number: the parts follow."""
    return any(mention.value("cue") == "of-which" for mention in context.following)


def _said(context: Context, key: str, anywhere: bool) -> str | None:
    """A basis or stance named right around the number or, with ``anywhere``, in front of it in its sentence."""
    before = context.earlier if anywhere else context.in_clause(context.before)
    for mention in (*reversed(before), *context.behind):
        value = mention.value(key)
        if value:
            return str(value)
    return None


def _ranks(context: Context, label: Label, moment: Moment, previous: Context | None) -> Iterator[Claim]:
    """最高, 其次: the place in an order that the words give to the number behind them."""
    for mention in context.before:
        rank = mention.value("rank")
        if rank is not None:
            yield _rank(context, mention, int(rank), label, moment)


def _rank(context: Context, mention: Mention, rank: int, label: Label, moment: Moment) -> Claim:
    span: Span = mention.span
    value = Interval.point(Fraction(rank))
    text = context.document.text[span.start : span.end]
    quantity = Quantity(span, span, text, RANK, Qualifier.NONE, value, value, Fraction(1), Fraction(1), exact=True)
    place = Place(context.sentence.block, context.sentence.index, context.clause, 0)
    return Claim(
        context.document.path, quantity, Role.RANK, place, label.subject, label.metric, moment.period, label=label.text
    )


def _finished(claims: list[Claim]) -> Iterator[Claim]:
    """What needs the whole sentence: carried units (20美元 per token → 0.1美元) and the years of a rate."""
    levels = [c for c in claims if c.role is Role.LEVEL]
    prices = [c for c in levels if c.quantity.kind is Kind.PRICE]
    periods = [c.period for c in levels if c.period is not None]
    divided = any("partition" in c.cues for c in claims)
    previous: Claim | None = None
    for claim in claims:
        if previous is not None and _lacks_unit(claim, previous):
            claim = replace(claim, quantity=carry_unit(claim.quantity, previous.quantity.unit))
        previous = claim if claim.role is Role.LEVEL else previous
        if divided and claim.role is Role.LEVEL:
            claim = replace(claim, cues=claim.cues | {"partition"})
        carried = _carried(claim, prices)
        if carried is not None:
            claim = replace(claim, quantity=carried)
        if claim.role is Role.CHANGE and claim.cues & {"cagr", "average-growth"}:
            spanned = span_of_years(periods)
            if spanned is not None and (claim.period is None or claim.period.kind is not PeriodKind.RANGE):
                claim = replace(claim, period=spanned, cues=claim.cues - {"period-said"})
        yield claim


def _lacks_unit(claim: Claim, previous: Claim) -> bool:
    """From 48,200 students to 44,900: the unit is said once."""
    bare = claim.role is Role.LEVEL and claim.quantity.unit.dimension == "number"
    return bare and "to" in claim.cues and "from" in previous.cues and previous.quantity.kind is Kind.COUNT


def _carried(claim: Claim, prices: list[Claim]) -> Quantity | None:
    """The per-unit that the other end of a change prints: 每百万token 20美元降至0.1美元, from $20 to $0.1 per …"""
    if claim.role is not Role.LEVEL or claim.quantity.kind is not Kind.MONEY:
        return None
    linked = claim.cues & {"from", "to", "rise", "fall"} and "equals" not in claim.cues
    for price in prices:
        numerator = price.quantity.unit.id.partition("/")[0]
        if linked and numerator == claim.quantity.unit.id:
            return carry_unit(claim.quantity, price.quantity.unit)
    return None
