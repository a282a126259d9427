"""Which numbers behind a total are its parts?  由A、B组成; 13处，国内8处，海外5处; "14.3 million: 6.6, 5.1 and 2.6"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimlint.model.claim import Claim, Role
from claimlint.model.likeness import REACH
from claimlint.model.listed import ENDS, NEAR, Listing, addable, in_a_row, is_near, sign
from claimlint.model.unit import Kind

_DIVIDES = frozenset({"partition", "comprises"})
_LOW = Fraction(3, 5)
_THIRD = frozenset({"profit", "growth", "vote", "elected"})  # some neither gain nor lose
_OPPOSED = ({"domestic", "overseas"}, {"online", "offline"})


def opening(total: Claim, behind: Sequence[Claim], *, divided: bool) -> Iterator[Listing]:
    """The run of numbers that follows the total: 由A、B组成; "14.3 million: 6.6 …, 5.1 … and 2.6 …"."""
    run = _run_behind(total, behind)
    if run is None:
        return
    run = _from_the_word(total, run, behind) if divided else run
    if (
        _leaves_some(total, run, behind)
        or len(run) < 2
        or (run[0].place.order - total.place.order > NEAR and "remains" not in run[-1].cues)
    ):
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


def _run_behind(total: Claim, behind: Sequence[Claim]) -> list[Claim] | None:
    """What stands in a row behind the total; None where a number of it ends all."""
    run: list[Claim] = []
    previous = total
    barred = total.role is not Role.LEVEL or bool(total.cues & {"expounds", "remains", "plus", "minus", "cumulative"})
    for claim in () if barred else behind:
        if not run and "parted" in claim.cues and claim.quantity.kind is Kind.COUNT is not total.quantity.kind:
            continue  # 由以下三项构成
        if not addable(claim, total) or claim.cues & (ENDS - {"from", "to", "out-of"}) or claim.period != total.period:
            break
        if run and claim.place.order - previous.place.order > NEAR:
            break
        if _ends_all(claim, total):
            return None
        run.append(claim)
        previous = claim
        if "remains" in claim.cues or len(run) == REACH:
            break
    return run


def _are_opposed(total: Claim, run: Sequence[Claim]) -> bool:
    """13处基地，国内8处，海外5处; 提案318件，立案274件，未立案44件: the two sides of one alternative."""
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
