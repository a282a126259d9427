"""Which numbers of a list add up to a total?  Language-free: only what the claims carry.

The total may close its list (A、B，合计C; A + B = C), open it (由A、B组成; C: A, B and the rest), or stand behind a
deduction (甲64亿元，乙12亿元，内部抵销2亿元，合并收入74亿元).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from claimlint.model.claim import Claim, Role
from claimlint.model.likeness import REACH
from claimlint.model.listing import COUNTS, NEAR, Listing, addable, in_a_row, in_common, is_near, sign, signed
from claimlint.model.period import PeriodKind
from claimlint.model.stocks import flows, rolled
from claimlint.model.unit import Kind

_COUNTS = frozenset({Kind.COUNT, Kind.NUMBER})
_FLOWS = frozenset({"entering", "leaving"})
# What ends a list that is read backwards from its total: another total, or a number of another time.
_ENDS = frozenset({"total", "equals", "of-which-next", "prior", "to", "from", "out-of"})
_DIVIDES = frozenset({"partition", "comprises"})
_STRETCHES = (4, 12)  # quarters, months
_LOW = Fraction(3, 5)
_THIRD = frozenset({"profit", "growth", "vote", "elected"})  # some neither gain nor lose
_FIRST_HAN = "\u3400"  # 分别售出15万台、9万台: there "each" pairs the numbers with their names
_OPPOSED = ({"domestic", "overseas"}, {"online", "offline"})
_PARTS_OF_YEAR = frozenset({PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.RANGE})


def closing(total: Claim, before: Sequence[Claim]) -> Iterator[Listing]:
    """A、B，合计C: the run of numbers right in front of the total, the longest first."""
    run = _run_before(total, before)
    if _are_one_flow(total, run):  # 甲乙丙分别售出12万台、9万台和5万台，合计26万台
        run = [replace(c, cues=c.cues - _FLOWS) for c in run]
    if any(c.role is Role.CHANGE or c.cues & {"entering", "leaving"} for c in run):
        found = list(flows(total, run))
        yield from found or rolled(total, run)
        return
    if any("each" in c.cues and max(c.quantity.text) < _FIRST_HAN for c in run) and "each" not in total.cues:
        return  # £90,000 to each of three sons and £60,000 to a niece
    rolls = list(rolled(total, run))
    plain = [c for c in run if not sign(c) < 0]
    if rolls:
        yield from rolls
        return
    if not plain or len(run) < 2 or _is_of_another_metric(total, run) or total.role is Role.CHANGE:
        return
    said = bool(total.cues & {"together", "disjoint"}) or _is_divided(total, run)
    said = said and not _are_counted_apart(total, run)
    beyond = run[0].place.sentence != total.place.sentence
    if not is_near(total, run) and (not said or beyond or len(plain) < len(run) or total.quantity.kind is Kind.PERCENT):
        return
    strong = said or any(sign(c) for c in run)
    for length in range(len(run), 1, -1):  # a shorter list that holds is what was meant
        members = run[-length:]
        if any(sign(c) >= 0 for c in members):
            yield signed(members, int(beyond), whole=strong)


def _are_one_flow(total: Claim, run: Sequence[Claim]) -> bool:
    """True of a list of what only comes, or only goes, all with one verb."""
    ways = {frozenset(c.cues & _FLOWS) for c in run}
    shared = all("each" in c.cues and c.role is Role.LEVEL for c in run)
    return "together" in total.cues and shared and len(ways) == 1 and ways != {frozenset()}


def _are_counted_apart(total: Claim, run: Sequence[Claim]) -> bool:
    """8座城市、8场比赛共19.7万: words that count different things make no sum but by chance."""
    return len({c.quantity.unit.id for c in (total, *run) if c.quantity.kind in COUNTS}) > 1 + len(run) // 2


def _is_divided(total: Claim, run: Sequence[Claim]) -> bool:
    """由两部分组成; but 每个由4颗组成，共24颗 speaks of another whole."""
    return "partition" in total.cues and not any("each" in c.cues for c in (total, *run))


def _run_before(total: Claim, before: Sequence[Claim]) -> list[Claim]:
    run: list[Claim] = []
    following = total
    for claim in reversed(before):
        if following.place.order - claim.place.order > NEAR:
            break
        if not addable(claim, total) or ("including" in claim.cues and claim.label.isascii()):
            continue
        listed = bool(claim.cues & {"partition", "plus", "minus", "each"}) or sign(claim) != 0
        ends = claim.cues & (_ENDS - {"from", "to"} if listed else _ENDS)
        ends -= {"prior"} if "each" in claim.cues else set()  # 去年分别售出12万台、9万台和5万台
        origin = run and not {"to", "reach"} & run[-1].cues and claim.role is Role.LEVEL is run[-1].role
        # from 7 sites in Peru, 5 in Ghana and 4 in Nepal
        opens = ends == {"from"} and origin and claim.label.isascii()
        # 去年卖茶进账86万元，分红41万元，租金12万元: the time that is said once, in front of the list, is that of all
        heads = ends == {"prior"} and bool(run) and _opens_list(claim, run[-1], before)
        if ends - {"to"} and not opens and not heads:
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
    return first and beside and "named" in claim.cues & following.cues


def _goes_on(claim: Claim, before: Sequence[Claim]) -> bool:
    """Staff came to €41m, rent to €12m and energy to €9m: each "to" goes back to the first verb."""
    found = [c for c in before if 0 < claim.place.order - c.place.order <= NEAR]
    last = found[-1] if found and claim.cues & _ENDS == {"to"} else None
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


def opening(total: Claim, behind: Sequence[Claim], *, divided: bool) -> Iterator[Listing]:
    """The run of numbers that follows the total: 由A、B组成; "14.3 million: 6.6 …, 5.1 … and 2.6 …"."""
    run = _run_behind(total, behind)
    run = _from_the_word(total, run, behind) if divided else run
    far = len(run) > 1 and run[0].place.order - total.place.order > NEAR
    if len(run) < 2 or _leaves_some(total, run, behind) or (far and "remains" not in run[-1].cues):
        return
    if not divided and _are_opposed(total, run) and is_near(total, run, _LOW, 1 / _LOW):
        yield Listing(tuple(run), fit=1, whole=False)
        return
    apart = run[0].place.sentence != total.place.sentence or "expounds" in run[0].cues
    apart = apart or bool(total.cues & {"total", "among"})  # of the 96 deals, 41 … and the remaining 22
    named = all("named" in c.cues and c.label and not c.label.isascii() for c in run)  # 生产岗1,480人，管理及其他360人
    if "remains" in run[-1].cues and not divided and not apart and not named:
        return  # 253 had vested, 200 were forfeited and the remaining 93 …: nothing says of how many
    if divided or "remains" in run[-1].cues:
        if is_near(total, run) or (divided and not _comprises(run)):
            yield Listing(tuple(run), whole=divided or apart or not named)
        return
    expounded = "expounds" in run[0].cues or (
        "aside" not in total.cues and all({"aside", "named"} <= c.cues for c in run)
    )
    told = expounded or ("total" in total.cues and all("named" in c.cues for c in run))
    last = behind[-1] is run[-1] or behind[-1].place.sentence != total.place.sentence
    if told and last and is_near(total, run) and not any("of-which" in c.cues for c in run):
        yield Listing(tuple(run), fit=1, whole=False)


def _leaves_some(total: Claim, run: Sequence[Claim], behind: Sequence[Claim]) -> bool:
    """茶86万元，分红41万元，租金13万元，合计140万元，再无其他: where all are told, the first of them is no whole."""
    beside = [c for c in (total, *behind) if c.place.sentence == total.place.sentence]
    return any("complete" in c.cues for c in beside) and any(addable(c, total) and c not in run for c in beside)


def _run_behind(total: Claim, behind: Sequence[Claim]) -> list[Claim]:
    run: list[Claim] = []
    previous = total
    if total.role is not Role.LEVEL or total.cues & {"expounds", "remains", "plus", "minus", "cumulative"}:
        return []
    for claim in behind:
        if not run and "parted" in claim.cues and claim.quantity.kind is Kind.COUNT is not total.quantity.kind:
            continue  # 由以下三项构成
        if not addable(claim, total) or claim.cues & (_ENDS - {"from", "to", "out-of"}) or claim.period != total.period:
            break
        if run and claim.place.order - previous.place.order > NEAR:
            break
        apart = total.place.sentence == previous.place.sentence < claim.place.sentence
        if len(run) > 1 and apart and "remains" not in claim.cues:
            break  # 151 TWh: industry 62, households 45, services 44. Data centres drew 7: the list has ended
        if _ends_all(claim, total):
            return []
        run.append(claim)
        previous = claim
        if "remains" in claim.cues or len(run) == REACH:
            break
    return run


def _are_opposed(total: Claim, run: Sequence[Claim]) -> bool:
    """13处基地，国内8处，海外3处; 提案381件，立案274件，未立案44件: of an alternative no side is left out."""
    if len(run) != 2 or not in_a_row((total, *run)) or any(c.place.sentence != total.place.sentence for c in run):
        return False
    one, two = run
    if {one.scope, two.scope} in _OPPOSED:
        return True
    sides = {cue for c in run for cue in c.cues if cue.startswith("side:") and cue[5:-1] not in _THIRD}
    if any(f"{cue[:-1]}+" in sides and f"{cue[:-1]}-" in sides for cue in sides):
        return True
    short, long = sorted((one.label, two.label), key=len)
    return len(short) > 1 and not short.isascii() and len(long) == len(short) + 1 and long.endswith(short)


def _from_the_word(total: Claim, run: list[Claim], behind: Sequence[Claim]) -> list[Claim]:
    """$792m, before $19m of interest, comprised …: the parts stand behind the word, in one sentence.

    Where the list goes on behind a number that is no part (a loss on its $230m 2% notes, a $2m charge), nothing is.
    """
    at = 0 if total.cues & _DIVIDES else next((i for i, c in enumerate(run) if "comprises" in c.cues), 0)
    run = run[at:]
    here = total.place.sentence
    if run and run[0].place.sentence == here:
        run = [c for c in run if c.place.sentence == here or "remains" in c.cues]
    rest = [c for c in behind if run and c.place.order > run[-1].place.order and c.place.sentence == here]
    if any("parted" in c.cues and addable(c, total) for c in rest) and len(run) < REACH and "parted" in run[-1].cues:
        return []
    return run


def _comprises(run: Sequence[Claim]) -> bool:
    """True of a word that may leave out what is small."""
    return any("comprises" in c.cues for c in run)


def _ends_all(claim: Claim, total: Claim) -> bool:
    """(24,756)百万美元（…FCF (24,756)百万美元） is told again; in front of "skips", a number was not understood."""
    return "skips" in claim.cues or bool(sign(claim)) or claim.quantity.text == total.quantity.text


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
    if last is None or "listed" not in last.cues or last.place.order != total.place.order - 1:
        return []
    run = [
        c
        for c in before
        if c.label == last.label and c.cues & {"listed", "expounds"} and c.place.sentence == last.place.sentence
    ]
    named = not total.label or bool(in_common(total.label, last.label)) or total.label in last.label
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


def _is_of_another_metric(total: Claim, parts: Sequence[Claim]) -> bool:
    """Sales of $120m and $80m are no parts of operating costs."""
    own = {c.metric for c in parts if "measured" in c.cues}
    if total.cues & {"together"} and not all("measured" in c.cues for c in parts):
        return False  # 卖茶86万元，分红41万元，三笔收入加起来127万元: a name for them all
    return "measured" in total.cues and bool(own) and total.metric not in own and not sign(parts[-1])
