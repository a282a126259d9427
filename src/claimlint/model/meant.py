"""Which pairs of a part and a whole a share cannot mean, whatever the word order.  Language-free."""

from __future__ import annotations

from collections.abc import Iterable

from claimlint.model.check import Neighbourhood
from claimlint.model.claim import Claim, Role
from claimlint.model.misprint import is_no_portion
from claimlint.model.portion import Pair

_PLANS = frozenset({"budget", "planned_investment"})
_WHOLES = frozenset({"out-of", "among", "of-which-next", "total", "divides"})


def is_meant(pair: Pair, around: Neighbourhood) -> bool:
    """False where the words, the time or the size of the share speak against the pair."""
    stated = around.claim
    # 合格436件，合格率96.9%；上一批合格率95.2%: the former rate is of another time than the counts
    if "prior" in stated.cues and "prior" not in pair.part.cues | pair.whole.cues:
        return False
    former = stated.role is Role.RATE and "from" in stated.cues  # 分流率由29.2%上升至41.6%
    if (
        former
        or is_no_portion(stated, pair.part, pair.whole)
        or _is_of_its_own(stated, pair)
        or _is_beyond(stated, pair)
    ):
        return False
    if _is_part_too(stated, pair.whole, (*around.sentence, *around.near)):
        return False
    return "of-plan" not in stated.cues or _is_planned(pair.whole)


def _is_part_too(stated: Claim, whole: Claim, claims: Iterable[Claim]) -> bool:
    """60岁以上2.97亿人，占全国人口的21.1%，其中65岁以上2.17亿人，占全国人口的15.4%: both are parts of one whole.

    Where 其中 has a bare 占 behind it (占总人口的14.7%，其中市区24万人，占15.9%), either may be left out.
    """
    beside = [c for c in claims if c.role is Role.SHARE and c.place.order == whole.place.order + 1 and c is not stated]
    left_out = stated.of is None and "of-which" in stated.cues and "share" in stated.cues
    return any(c.of is not None if left_out else c.of == stated.of is not None for c in beside)


def _is_of_its_own(stated: Claim, pair: Pair) -> bool:
    """45 (7.5%) against 72 (12%): a percentage in brackets is of the number in front, which is no whole unless said."""
    behind = "aside" in stated.cues and pair.whole.place.order == stated.place.order - 1
    return behind and "aside" not in pair.whole.cues and not pair.whole.cues & _WHOLES


def _is_planned(whole: Claim) -> bool:
    """总收入27.1亿元，其中本级收入3.0亿元，完成预算的100.02%: of what was planned, and not of all that came in."""
    return whole.stance in ("target", "guidance") or whole.metric in _PLANS


def _is_beyond(stated: Claim, pair: Pair) -> bool:
    """Lake A (71% of its 3.5 million acre-feet), Lake B with 4.5 million: what comes behind the brackets is anew."""
    inside = "aside" in stated.cues & pair.whole.cues and pair.whole.place.clause == stated.place.clause
    behind = stated.place.order < pair.whole.place.order < pair.part.place.order
    return inside and behind and pair.part.place.clause > stated.place.clause
