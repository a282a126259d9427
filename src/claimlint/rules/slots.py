"""The claims that may fill the slots of a formula rule, best first: words that fit, then nearness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from claimlint.model.check import STATED, Binding, Neighbourhood
from claimlint.model.claim import METRIC_BASIS, Claim, Role
from claimlint.model.likeness import distance, may_share
from claimlint.model.unit import Kind
from claimlint.rules.load import Filter, Rule

# So many claims are tried for each slot: what stands further off is not what the words speak of.
TRIED = 3
# The former end of a change, and the year before.
_FORMER = frozenset({"from", "prior"})
# Revenue is not adjusted where profit is; so far behind an adjusted amount its ratio stands (on sales of $84m between).
_EARNED_ON = "revenue"
_RIGHT_BEHIND = 3
_MEANS = frozenset({"average", "mean"})
_LISTS = frozenset({"each", "paired"})


def filled(rule: Rule, around: Neighbourhood) -> Iterator[Binding]:
    """Every plausible choice of claims for the slots of ``rule`` besides the one that is judged."""
    stated = around.claim
    # 分别为30%、32%: nothing says which is whose; 由28%提高至30%: the former has former inputs
    if (stated.period is None and stated.cues & _LISTS) or (stated.cues & _FORMER and "period-said" not in stated.cues):
        return
    if stated.cues & _MEANS:  # 行业平均市盈率25倍 is of other companies
        return
    slots = [slot for slot in rule.given if slot != STATED]
    bases = _bases(around)
    near = [c for c in (*around.sentence, *around.near) if c is not stated and _one_matter(c, stated, bases)]
    choices = [_tried([c for c in near if _fills(rule.given[slot], c)], stated) for slot in slots]
    found = []
    for chosen in product(*choices):
        leaps = _leaps(chosen, stated) if len({id(c) for c in chosen}) == len(chosen) else None
        if _have_their_own(chosen, stated, near, rule.given[STATED]) or _are_of_what_was_told(chosen, stated):
            continue
        if leaps is not None:
            reach = sum("from" in c.cues for c in chosen), sum(abs(c.place.order - stated.place.order) for c in chosen)
            found.append((leaps, reach, {slot: (claim,) for slot, claim in zip(slots, chosen, strict=True)}))
    for leaps, _, slotted in sorted(found, key=lambda one: one[:2]):
        yield Binding(slotted, leaps)


def _have_their_own(chosen: Sequence[Claim], stated: Claim, near: Sequence[Claim], wanted: Filter) -> bool:
    """综合毛利率24.1%；玻璃板块收入…成本…，该板块毛利率19.5%: what the other sentence gives, it states itself."""
    places = {c.place.sentence for c in chosen}
    apart = len(places) == 1 and stated.place.sentence not in places
    return apart and any(wanted.accepts(c) and c.place.sentence in places and c.metric == stated.metric for c in near)


def _are_of_what_was_told(chosen: Sequence[Claim], stated: Claim) -> bool:
    """民企进出口2.8万亿元。其中，出口1.7万亿元。外企进出口2.6万亿元: 其中 opens the parts of what stands before it."""
    sentence = stated.place.sentence
    return any("of-which" in c.cues and c.place.sentence < sentence for c in chosen if c.role is Role.LEVEL)


def _fills(wanted: Filter, claim: Claim) -> bool:
    """A bare number fills a slot only where the rule asks for one: 毛利率提升0.1pct至10.0% of 五大战略."""
    return wanted.accepts(claim) and (bool(wanted.kinds) or claim.quantity.kind is not Kind.NUMBER)


def _tried(fitting: Sequence[Claim], stated: Claim) -> list[Claim]:
    """The nearest, of the two ends of a change (毛利由50亿元增至60亿元) the latter first."""
    ordered = sorted(
        fitting, key=lambda c: (distance(c, stated), "from" in c.cues, abs(c.place.order - stated.place.order))
    )
    return ordered[:TRIED]


def _bases(around: Neighbourhood) -> frozenset[str | None]:
    """Adjusted EBITDA of $96m, a margin of 23%: what stands right behind an adjusted amount may be of it."""
    stated = around.claim
    reach = [c for c in around.sentence if 0 < stated.place.order - c.place.order <= _RIGHT_BEHIND]
    told = {c.basis for c in reach if c.basis == METRIC_BASIS and c.role is Role.LEVEL}
    if any(c.metric == _EARNED_ON and c.basis not in (None, METRIC_BASIS) for c in (*around.sentence, *around.near)):
        told = set()  # organic revenue of $400m: a margin on which of the two?
    return frozenset({stated.basis, *(told if "apposed" in stated.cues and stated.basis is None else ())})


def _one_matter(claim: Claim, stated: Claim, bases: frozenset[str | None]) -> bool:
    """The same period, scope and basis; revenue without a basis is also what an adjusted profit was earned on."""
    same_period = claim.period is None or stated.period is None or claim.period == stated.period
    prior = "prior" in claim.cues and claim.period is None
    earned = claim.basis is None and claim.metric == _EARNED_ON and METRIC_BASIS in bases
    same_scope = claim.scope == stated.scope or _goes_on(claim, stated)
    return same_period and not prior and (claim.basis in bases or earned) and same_scope


def _goes_on(claim: Claim, stated: Claim) -> bool:
    """海外业务收入26亿元，毛利7.8亿元，毛利率30%: the scope is said once, with the subject of them all."""
    same = claim.subject is not None and claim.subject == stated.subject
    return same and stated.scope is None and claim.place.sentence == stated.place.sentence


def _leaps(chosen: Sequence[Claim], stated: Claim) -> int | None:
    """What speaks against the choice: sentences between, a subject that only one of them has.  None: another's."""
    leaps = max((max(distance(c, stated) - 1, 0) for c in chosen), default=0)
    names = {c.subject for c in (*chosen, stated) if c.subject is not None}
    if any(not may_share(one, other) for one in names for other in names):
        return None
    bare = [c for c in chosen if c.subject is None]
    if names and bare and len(bare) < len(chosen):
        # 营收200亿元，其中云业务毛利60亿元: the whole company's revenue and a part's profit
        if any("of-which" in c.cues for c in chosen):
            return None
        leaps += 1
    if len({c.stance for c in (*chosen, stated)}) > 1:
        leaps += 1
    if any(c.role is Role.LEVEL and "each" in c.cues for c in chosen):
        leaps += 1
    return leaps
