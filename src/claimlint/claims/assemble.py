"""Quantities → Claims: each number gets its role, period, metric, subject, basis and stance from its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from claimlint.claims.context import Context, contexts
from claimlint.claims.dates import calendar_claims
from claimlint.claims.heads import periods_above
from claimlint.claims.labels import Label, label_of, referred
from claimlint.claims.lists import list_claims
from claimlint.claims.mentions import Mention
from claimlint.claims.pairs import paired
from claimlint.claims.ranked import Lists
from claimlint.claims.ranks import RANK, rank_claims
from claimlint.claims.roles import Part, part_of
from claimlint.claims.sentences import Sentence, sentences
from claimlint.claims.tables import tabled
from claimlint.claims.when import Clock, Moment, moment_of, resolve, span_of_years
from claimlint.claims.wholes import whole_cues
from claimlint.model.claim import METRIC_BASIS, Claim, Place, Role
from claimlint.model.interval import Interval
from claimlint.model.period import Period, PeriodKind, of_year
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Document, Span
from claimlint.model.unit import Kind
from claimlint.quantities.parse import carry_unit

# Cues that colour every number of the sentence they stand in.
_SENTENCE_CUES = ("of-which", "cumulative", "breakdown")
# A word like 最低 or "a high of" stands so close in front of its number.
_END_HAN, _END_LATIN = 8, 36
_LENGTHS = ("quarterly", "monthly")
_SENTENCE_FLAGS = ("overlap", "paired", "disjoint", "single")
_NEAR = 6  # " in each of"


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
    claims: list[Claim] = field(default_factory=list)


def assemble(document: Document, quantities: Sequence[Quantity], as_of: date | None = None) -> tuple[Claim, ...]:
    """Every number of ``document`` as a claim, in order of place; periods and ranks included."""
    state = _State(Clock(as_of))
    lower = _lowered(document.folded)
    starts = [q.span.start for q in quantities]
    above = periods_above(document, quantities)
    places: dict[int, Place] = {}
    orders: list[Claim] = []
    dates: list[Claim] = []
    for sentence in sentences(document):
        places.setdefault(sentence.block, Place(sentence.block, sentence.index, 0, -1))
        orders.extend(rank_claims(document, lower, sentence))
        inside = quantities[bisect_left(starts, sentence.span.start) : bisect_left(starts, sentence.span.end)]
        dates.extend(calendar_claims(document, sentence, inside))
        if not inside:
            continue
        if sentence.block != state.block:
            given = above.get(sentence.block)
            state.block, state.heard = sentence.block, []
            state.clock = Clock(as_of, given, given, sentence.index)
        state.part = state.label = state.outer = state.basis = None
        state.each = state.loss = False
        found = list(_sentence(document, lower, sentence, inside, state))
        state.claims.extend(_finished(found))
    ordered = sorted(state.claims, key=_start)
    placed = [replace(c, place=replace(c.place, order=i)) for i, c in enumerate(ordered)]
    claims = list(tabled(document, placed, as_of))
    lists = Lists(document, claims)
    stated = [replace(order, among=lists.near(order)) for order in orders]
    claims.extend((*(order for order in stated if order.among), *dates, *list_claims(document, places)))
    return tuple(sorted(claims, key=_start))


def _start(claim: Claim) -> tuple[int, int]:
    return claim.quantity.span.start, claim.quantity.span.end


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
    opening = state.clock = replace(state.clock, newest=None)
    for context in contexts(document, lower, sentence, inside):
        part = part_of(context, state.part)
        own = label_of(context, state.label if _in_brackets(context) else state.outer)
        label = referred(context, own, state.heard)
        if pairs is None:
            pairs = paired(document.folded, sentence, context.phrases, inside, lambda p: resolve(p, opening).period)
        moment, state.clock = moment_of(context, state.clock, pairs)
        state.part, state.label = part, label
        state.outer = state.outer if _in_brackets(context) else label
        state.basis = _basis(context, part, label, state.basis)
        state.each = _each(context) or (state.each and context.listed)
        # a loss that narrowed from $10m to $8m: both are losses
        state.loss = "loss" in part.cues or (state.loss and not label.own and not _names_a_metric(context))
        if label is own and label.own and (not state.heard or label.subject != state.heard[-1].subject):
            state.heard = [*state.heard[-1:], label]
        yield _claim(context, part, label, moment, state)
        yield from _ranks(context, label, moment, previous)
        previous = context


def _claim(context: Context, part: Part, label: Label, moment: Moment, state: _State) -> Claim:
    place = Place(context.sentence.block, context.sentence.index, context.clause, 0)
    flags = {flag for flag in _SENTENCE_FLAGS if any(m.value(flag) for m in (*context.earlier, *context.following))}
    flags |= {cue for cue in _SENTENCE_CUES if any(m.value("cue") == cue for m in context.earlier)}
    flags |= _partition(context) | _ends(context) | whole_cues(context)
    if _in_brackets(context):
        flags.add("aside")
    if ":" in context.gap:
        flags.add("colon")  # the numbers behind it spell out what stands in front
    if state.loss:
        flags.add("loss")
    if state.each:
        flags.add("each")
    if moment.prior or any(m.value("prior") for m in context.in_clause(context.before)):
        flags.add("prior")
    if any(m.value("group") for m in context.in_clause(context.before)):
        flags.add("group")  # 占集团收入5%: the group is that of the part
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
        basis=state.basis,
        stance=_said(context, "stance", context.earlier) or "actual",
        cues=part.cues | flags | ({"period-said"} if moment.said and moment.period else set()),
        direction=part.direction,
        label=label.text,
        of=label.of,
    )


def _partition(context: Context) -> set[str]:
    """Words that say the parts are all; "parted" where they stand in front of the number, which is a part then."""
    if any(m.value("cue") == "partition" for m in context.earlier):
        return {"partition", "parted"}
    return {"partition"} if any(m.value("cue") == "partition" for m in context.behind) else set()


def _ends(context: Context) -> set[str]:
    """最低2140元, a high of $78, 处于5%-7%: which end of a range the number is, or that it is the range."""
    near = [m for m in context.in_clause(context.before) if m.value("end")]
    gap = context.text(near[-1].span.end, context.quantity.extended.start) if near else ""
    close = len(gap) <= (_END_LATIN if gap.isascii() and gap else _END_HAN)
    found = {str(near[-1].value("end"))} if near and close else set()
    found |= {str(m.value("end")) for m in near if m.value("end") in _LENGTHS}
    found |= {"annualised" for m in near if m.value("end") == "annualising"}
    behind = context.behind[:1]
    if behind and behind[0].value("end") == "annualised" and not _leads(context, behind[0]):
        found.add("annualised")
    last = context.following[-1] if context.following else None
    return found | {"lies-within"} if last is not None and last.value("end") == "within" else found


def _leads(context: Context, mention: Mention) -> bool:
    """True where ``mention`` behind a number belongs to the next one: an annual run rate of $5 million."""
    clause = context.sentence.clauses[context.clause].end
    return context.trail.end < clause and context.trail.end - mention.span.end <= _END_HAN


def _in_brackets(context: Context) -> bool:
    """重庆15家（含6家分站）: a number in round brackets speaks of the one in front of them."""
    front = context.text(context.sentence.span.start, context.quantity.span.start)
    return front.rfind("(") > front.rfind(")")


def _opens_after(context: Context) -> bool:
    """其中 right behind the number: the parts follow."""
    return any(mention.value("cue") == "of-which" for mention in context.following)


def _basis(context: Context, part: Part, label: Label, carried: str | None) -> str | None:
    """The basis that a number is on: said around it, carried with the words of its metric (adjusted EBITDA rose 5% to
    $10m), or, of a change, said anywhere in front of it (in constant currency, sales …).
    """
    said = _said(context, "basis", context.in_clause(context.before))
    if said is None and part.role in (Role.CHANGE, Role.MULTIPLE):
        said = _said(context, "basis", [m for m in context.earlier if not _put_aside(context, m)])
        said = None if said == METRIC_BASIS else said
    if said is None:
        said = _said(context, "basis", context.before)
        said = said if said == METRIC_BASIS else None
    if said is None and carried == METRIC_BASIS and (not label.own or not _names_a_metric(context)):
        said = carried
    return said


def _names_a_metric(context: Context) -> bool:
    return any(m.value("metric") for m in context.before)


def _put_aside(context: Context, mention: Mention) -> bool:
    """B (excluding devices) has 38 and 105, or 15.6% a year: what brackets say in front of every number is of all."""
    start, first = context.sentence.span.start, context.first
    front = context.text(start, mention.span.start)
    return mention.span.end <= first and front.rfind("(") > front.rfind(")")


def _each(context: Context) -> bool:
    """分别增长10%和20%, 55% in each of the two years: what is said of several things one by one."""
    if any(m.value("each") for m in context.before):
        return True
    there = context.quantity.extended.end
    return any(m.value("each") and m.span.start - there <= _NEAR for m in context.behind)


def _said(context: Context, key: str, before: Sequence[Mention]) -> str | None:
    """A basis or stance named in one of the mentions ``before`` the number, or right behind it."""
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
    respective = any("paired" in c.cues for c in claims)
    previous: Claim | None = None
    for claim in claims:
        if previous is not None and _lacks_unit(claim, previous):
            claim = replace(claim, quantity=carry_unit(claim.quantity, previous.quantity.unit))
        previous = claim if claim.role is Role.LEVEL else previous
        claim = _at_an_end(claim, claims)
        if divided and claim.role is Role.LEVEL:
            claim = replace(claim, cues=claim.cues | {"partition"})
        claim = _like_the_next(claim, claims)
        if respective:  # the word may stand behind the last number
            claim = replace(claim, cues=claim.cues | {"paired"})
        carried = _carried(claim, prices)
        if carried is not None:
            claim = replace(claim, quantity=carried)
        if claim.role is Role.CHANGE and claim.cues & {"cagr", "average-growth"}:
            spanned = span_of_years(periods)
            if spanned is not None and (claim.period is None or claim.period.kind is not PeriodKind.RANGE):
                claim = replace(claim, period=spanned, cues=claim.cues - {"period-said"})
        yield claim


def _at_an_end(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """2019-2023年复合增速20%（由A增至B）: A is of the first year, B of the last."""
    told = claim.period
    if claim.role is not Role.LEVEL or told is None or told.id != f"{told.year}/{told.last_year}":
        return claim
    pair = [c for c in claims if c.role is Role.LEVEL and c.period == told]
    if len(pair) != 2 or "to" not in pair[1].cues or not pair[0].quantity.unit.comparable(pair[1].quantity.unit):
        return claim
    return replace(claim, period=of_year(told.year if claim is pair[0] else told.last_year))


def _like_the_next(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """从1,520万增至6,300万元: the unit is said with the second of the two."""
    if claim.role is not Role.LEVEL or claim.quantity.unit.dimension != "number" or "from" not in claim.cues:
        return claim
    following = [c for c in claims if c.quantity.span.start > claim.quantity.span.start and c.role is not Role.PERIOD]
    other = following[0] if following else claim
    if other.role is not Role.LEVEL or "to" not in other.cues or other.quantity.kind not in (Kind.MONEY, Kind.COUNT):
        return claim
    return replace(claim, quantity=carry_unit(claim.quantity, other.quantity.unit))


def _lacks_unit(claim: Claim, previous: Claim) -> bool:
    """From 48,200 students to 44,900: the unit is said once."""
    bare = claim.role is Role.LEVEL and claim.quantity.unit.dimension == "number"
    ended = "to" in claim.cues and "from" in previous.cues
    beside = "aside" in claim.cues or claim.cues & {"from", "prior"}  # 52.5 million units (50.0 million in March)
    printed = claim.quantity.printed
    scaled = printed is not None and printed.scale != 1
    return bare and bool(ended or (beside and scaled)) and previous.quantity.kind is Kind.COUNT


def _carried(claim: Claim, prices: list[Claim]) -> Quantity | None:
    """The per-unit that the other end of a change prints: 每百万token 20美元降至0.1美元, from $20 to $0.1 per …"""
    if claim.role is not Role.LEVEL or claim.quantity.kind is not Kind.MONEY:
        return None
    linked = claim.cues & {"from", "to", "rise", "fall"}
    for price in prices:
        numerator = price.quantity.unit.id.partition("/")[0]
        if linked and numerator == claim.quantity.unit.id:
            return carry_unit(claim.quantity, price.quantity.unit)
    return None
