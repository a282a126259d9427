"""Which numbers of a list add up to a total?  Language-free: only what the claims carry.

The total may close its list (A、B，合计C; A + B = C), open it (由A、B组成; C: A, B and the rest), or stand behind a
deduction (甲64亿元，乙12亿元，内部抵销2亿元，合并收入74亿元).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, product

from claimlint.model.claim import Claim, Role
from claimlint.model.likeness import REACH, shared
from claimlint.model.period import PeriodKind
from claimlint.model.unit import Kind

NEAR = 2
# So many pieces of its name does a stock have in common with itself; of so many flows the words may say nothing.
_NAMED, _UNKNOWN, _PAIR = 1, 3, 2
_FLOWS = frozenset({"entering", "leaving"})
_PROPORTIONS = (Role.SHARE, Role.RATE)
_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
# What ends a list that is read backwards from its total: another total, or a number of another time.
ENDS = frozenset({"total", "equals", "of-which-next", "prior", "to", "from", "out-of"})
# A list that no word calls complete is held against the total only where it nearly makes it.
_LEAST, _MOST = Fraction(4, 5), Fraction(5, 4)
_STRETCHES = (4, 12)  # quarters, months
_NO_STOCK = frozenset({"together", "total", "each", "prior", "from"})
_LOW = Fraction(3, 5)
_PARTS_OF_YEAR = frozenset({PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.RANGE})


@dataclass(frozen=True, slots=True)
class Listing:
    """What adds up and what is taken off; ``whole`` where words say that nothing is missing."""

    parts: tuple[Claim, ...]
    less: tuple[Claim, ...] = ()
    fit: int = 0
    whole: bool = True


def addable(claim: Claim, total: Claim) -> bool:
    """True where ``claim`` may be a part of ``total``: alike in unit and basis, of a time within the total's."""
    if claim is total or claim.basis != total.basis or claim.quantity.kind is Kind.DURATION:
        return False
    one, other = claim.quantity, total.quantity
    alike = one.unit.comparable(other.unit) or ({one.kind, other.kind} == _COUNTS)
    if one.kind is Kind.PERCENT:
        return alike and claim.role in _PROPORTIONS and total.role in _PROPORTIONS
    flow = claim.role is Role.CHANGE and bool(claim.direction) and not claim.cues & {"yoy", "qoq", "each", "mean"}
    return alike and (claim.role is Role.LEVEL or flow)


def sign(claim: Claim) -> int:
    """+1 for what is added to a stock (新开3,140家), −1 for what is taken off, 0 for the rest and for +28%."""
    if claim.quantity.kind is Kind.PERCENT:
        return 0
    if claim.cues & {"minus", "leaving"}:
        return -1
    if claim.cues & {"plus", "entering"}:
        return 1
    return claim.direction if claim.role is Role.CHANGE else 0


def closing(total: Claim, before: Sequence[Claim]) -> Iterator[Listing]:
    """A、B，合计C: the run of numbers right in front of the total, the longest first."""
    run = _run_before(total, before)
    if _are_one_flow(total, run):  # 甲乙丙分别售出12万台、9万台和5万台，合计26万台
        run = [replace(c, cues=c.cues - _FLOWS) for c in run]
    if any(c.role is Role.CHANGE or c.cues & {"entering", "leaving"} for c in run):
        yield from _flows(total, run)
        return
    plain = [c for c in run if not sign(c) < 0]
    if not plain or len(run) < 2 or _is_of_another_metric(total, run) or total.role is Role.CHANGE:
        return
    said = bool(total.cues & {"together", "disjoint"}) or _is_divided(total, run)
    beyond = run[0].place.sentence != total.place.sentence
    if not is_near(total, run) and (not said or beyond or len(plain) < len(run) or total.quantity.kind is Kind.PERCENT):
        return
    strong = said or any(sign(c) for c in run)
    for length in range(len(run), 1, -1):  # a shorter list that holds is what was meant
        members = run[-length:]
        if any(sign(c) >= 0 for c in members):
            yield _listing(members, int(beyond), whole=strong)


def _are_one_flow(total: Claim, run: Sequence[Claim]) -> bool:
    """True of a list of what only comes, or only goes, all with one verb."""
    ways = {frozenset(c.cues & _FLOWS) for c in run}
    shared = all("each" in c.cues and c.role is Role.LEVEL for c in run)
    return "together" in total.cues and shared and len(ways) == 1 and ways != {frozenset()}


def _is_divided(total: Claim, run: Sequence[Claim]) -> bool:
    """由两部分组成; but 每个由4颗组成，共24颗 speaks of another whole."""
    return "partition" in total.cues and not any("each" in c.cues for c in (total, *run))


def _listing(members: Sequence[Claim], fit: int = 0, *, whole: bool = True) -> Listing:
    parts, less = tuple(c for c in members if sign(c) >= 0), tuple(c for c in members if sign(c) < 0)
    return Listing(parts, less, fit, whole)


def _flows(total: Claim, run: Sequence[Claim]) -> Iterator[Listing]:
    """年初6,580家，新开3,140家，关闭412家，期末9,308家; 新开320家，关店85家，净增235家."""
    signs = [sign(c) for c in run]
    if 0 in signs[1:]:
        yield from _rolled(total, run)
        return
    if not signs or 0 in signs[-1:] or total.stance in ("target", "guidance"):
        return
    flows = [c for c in run if sign(c)]
    start = len(run) - len(flows)
    both = min(signs) < 0 < max(signs)
    if total.role is Role.CHANGE or (not start and "rise" in total.cues):  # 净增
        if both and len(flows) > 1 and 0 not in signs[start:] and total.direction > 0:
            yield _listing(flows, 1)
        return
    told = both or bool(total.cues & {"total", "group"})
    if start and told and 0 not in signs[start:] and is_near(total, run[start - 1 :]):
        yield _listing(run[start - 1 :], 1)
    elif start == 1:
        yield from _rolled(total, run)


def _rolled(total: Claim, run: Sequence[Claim]) -> Iterator[Listing]:
    """年初在租3,260套，新签1,140套、退租865套、拆除35套，年末在租3,500套: a flow without a word is either.

    The stock is named alike at both ends, and one of the flows is known for what it is.
    """
    stock, flows = run[0], run[1:]
    unknown = [c for c in flows if not sign(c)]
    named = bool(stock.label and total.label) and len(shared(stock.label, total.label)) >= _NAMED
    plain = (
        total.role is Role.LEVEL and not sign(stock) and not total.cues & {"together", "total", "each", "prior", "from"}
    )
    if not (named and plain) or len(flows) < _PAIR or len(unknown) > _UNKNOWN or total.stance != stock.stance:
        return
    found: list[tuple[Fraction, int, Listing, Fraction]] = []
    for signs in product((1, -1), repeat=len(unknown)):
        ways = dict(zip(map(id, unknown), signs, strict=True))
        less = tuple(c for c in flows if (sign(c) or ways[id(c)]) < 0)
        listing = Listing((stock, *(c for c in flows if c not in less)), less, fit=1, whole=False)
        made = _sum(listing.parts) - _sum(less)
        found.append((abs(made - _sum((total,))), len(found), listing, made))
    stated = _sum((total,))
    for off, _, listing, made in sorted(found, key=lambda one: one[:2]):
        if made > 0 and off <= max(stated, made) / 2:
            yield listing


def _sum(claims: Sequence[Claim]) -> Fraction:
    return sum(((c.quantity.value or 0) * c.quantity.unit.factor for c in claims), Fraction(0))


def _run_before(total: Claim, before: Sequence[Claim]) -> list[Claim]:
    run: list[Claim] = []
    following = total
    for claim in reversed(before):
        if following.place.order - claim.place.order > NEAR:
            break
        if not addable(claim, total):
            continue
        listed = bool(claim.cues & {"partition", "plus", "minus", "each"}) or sign(claim) != 0
        ends = claim.cues & (ENDS - {"from", "to"} if listed else ENDS)
        ends -= {"prior"} if "each" in claim.cues else set()  # 去年分别售出12万台、9万台和5万台
        # 去年卖茶进账86万元，分红41万元，租金12万元: the time that is said once, in front of the list, is that of all
        heads = ends == {"prior"} and bool(run) and _opens_list(claim, run[-1], before)
        if ends - {"to"} and not heads:
            break
        if claim.quantity.qualifier.threshold and "group" in claim.cues & total.cues:
            break  # the overall attendance topped one million: the total itself, told before
        if "skips-next" in claim.cues or "skips" in following.cues:
            break  # a number between them was not understood
        if any(c.quantity.text == claim.quantity.text for c in (total, *run) if c.label == claim.label or c is total):
            break
        run.append(claim)
        following = claim
        if len(run) == REACH or (
            ends and not _goes_on(claim, before)
        ):  # "amounted to $36m in France, $24m in Spain …": the list begins with it
            break
    run.reverse()
    outside = [c for c in run if "aside" not in c.cues]
    return outside if len(outside) > 1 else run  # 重庆15家（含6家分站）


def _opens_list(claim: Claim, following: Claim, before: Sequence[Claim]) -> bool:
    """The first of the numbers of its sentence, with a name of its own, as those behind it have theirs."""
    beside = following.place.sentence == claim.place.sentence and "prior" not in following.cues
    first = not any(c.place.sentence == claim.place.sentence and c.place.order < claim.place.order for c in before)
    return first and beside and {"named"} <= claim.cues & following.cues and claim.label != following.label


def _goes_on(claim: Claim, before: Sequence[Claim]) -> bool:
    """Staff came to €41m, rent to €12m and energy to €9m: each "to" goes back to the first verb."""
    found = [c for c in before if 0 < claim.place.order - c.place.order <= NEAR]
    last = found[-1] if found and claim.cues & ENDS == {"to"} else None
    alike = last is not None and last.quantity.unit.comparable(claim.quantity.unit) and last.role is Role.LEVEL
    return last is not None and alike and bool(last.cues & {"to", "reach"}) and not last.cues & {"from", "prior"}


def shown(total: Claim, before: Sequence[Claim]) -> Iterator[Listing]:
    """212 + 87 + 64 = 363: the signs say what is added."""
    members: list[Claim] = []
    following = total
    for claim in reversed(before):
        if not addable(claim, total) or following.place.order - claim.place.order > NEAR:
            return
        members.insert(0, claim)
        if not claim.cues & {"plus", "minus"}:
            break
        following = claim
    if len(members) > 1 and not members[0].cues & {"plus", "minus"}:
        less = tuple(c for c in members if "minus" in c.cues)
        yield Listing(tuple(c for c in members if "minus" not in c.cues), less)


def of_the_year(total: Claim, before: Sequence[Claim]) -> Iterator[Listing]:
    """上半年21.6亿元，下半年25.4亿元，全年47.0亿元: halves or quarters of one year."""
    if "whole-year" not in total.cues or total.quantity.kind is Kind.PERCENT or total.stance in ("target", "guidance"):
        return
    parts = _of_one_list(total, [c for c in before if addable(c, total)])
    if parts:
        yield Listing(tuple(parts), fit=1)
        return
    parts = [c for c in before if addable(c, total)][-2:]
    periods = [c.period for c in parts if c.period is not None and c.period.kind in _PARTS_OF_YEAR]
    if len(parts) == 2 and periods and parts[0].period != parts[1].period and is_near(total, parts):
        yield Listing(tuple(parts), fit=1)


def _of_one_list(total: Claim, before: Sequence[Claim]) -> list[Claim]:
    """各季度发货量（万件）：12.4、15.8、14.1、19.7；全年发货62.0万件: all members of the list right in front."""
    last = before[-1] if before else None
    if last is None or not {"each", "listed"} <= last.cues or last.place.order != total.place.order - 1:
        return []
    run = [c for c in before if c.label == last.label and "each" in c.cues and c.place.sentence == last.place.sentence]
    named = not total.label or bool(shared(total.label, last.label)) or total.label in last.label
    return run if len(run) in _STRETCHES and named and in_a_row(run) and is_near(total, run, _LOW, 1 / _LOW) else []


def opposed(total: Claim, behind: Sequence[Claim]) -> tuple[Claim, ...]:
    """34家公司中，22家盈利、12家亏损: what stands on the two sides of one alternative, right behind the whole."""
    if not total.cues & {"among", "of-which-next", "out-of"} or total.quantity.kind is not Kind.COUNT:
        return ()
    near = [c for c in behind if c.role is Role.LEVEL and c.place.order - total.place.order <= 2 * NEAR]
    found = {cue: c for c in reversed(near) for cue in c.cues if cue.startswith("side:") and addable(c, total)}
    pair = next((cue[:-1] for cue in found if {f"{cue[:-1]}+", f"{cue[:-1]}-"} <= found.keys()), None)
    told = tuple(c for c in near if pair is not None and c.cues & {f"{pair}+", f"{pair}-"})
    of = {cue for c in told for cue in c.cues if cue.startswith("side-of:")}
    return told if len(of) < 2 else ()  # 120家利润上升，110家营收下降


def is_near(total: Claim, parts: Sequence[Claim], least: Fraction = _LEAST, most: Fraction = _MOST) -> bool:
    """True where the parts make something like the total: so much of it at least and at most."""
    stated = total.quantity.value or total.quantity.interval.middle  # 近12亿元
    values = [(c.quantity.value, c) for c in parts]
    if not stated or any(value is None for value, _ in values):
        return False
    signed = [(-1 if sign(c) < 0 else 1) * (value or 0) * c.quantity.unit.factor for value, c in values]
    return least <= sum(signed) / (stated * total.quantity.unit.factor) <= most


def _is_of_another_metric(total: Claim, parts: Sequence[Claim]) -> bool:
    """Sales of $120m and $80m are no parts of operating costs."""
    own = {c.metric for c in parts if "measured" in c.cues}
    return "measured" in total.cues and bool(own) and total.metric not in own and not sign(parts[-1])


def in_a_row(claims: Sequence[Claim]) -> bool:
    """True where nothing but a phrase of time stands between neighbours."""
    return all(b.place.order - a.place.order <= NEAR for a, b in pairwise(claims))
