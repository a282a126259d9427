"""Which part a number plays in its clause, and the cues that say so."""

from __future__ import annotations

from claimlint.claims.beside import (
    comes_or_goes,
    is_signed_aside,
    is_times_bracketed,
    of_bracketed,
    signs,
    spelled_sign,
)
from claimlint.claims.compared import (
    compares,
    differs,
    exceeds,
    in_percent,
    is_base,
    is_equated,
    is_far_from,
    is_multiplied,
    is_past,
    lands,
    than,
    without_time,
)
from claimlint.claims.context import Context
from claimlint.claims.contrast import contrast_of, is_held_beside, is_of_modified
from claimlint.claims.mentions import Mention
from claimlint.claims.yearly import is_yearly
from claimlint.frozen import dataclass
from claimlint.model.claim import Role
from claimlint.model.unit import Kind
from claimlint.quantities.ties import ties

# Cues that decide what a percentage is; "reach" (达) decides nothing, it only links.
_GROWTH = frozenset({"cagr", "average-growth", "yoy", "qoq", "rise", "fall", "shift"})
DECISIVE = _GROWTH | {"share", "share-of-whole", "rate", "to", "contribution"}
# Behind a number these words lead on to another one.
_OF_THE_NEXT = frozenset({"from", "to", "reach"})
_COMPARED = frozenset({"above", "below"})
_MOVES = frozenset({"rise", "fall", "shift"})
_LEVELS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.PRICE, Kind.NUMBER, Kind.DURATION})
# A verb stands right in front of the change it states: 增加了14亿元, rose by $3 million.
_NEAR_HAN, _NEAR_LATIN = 2, 4
_LONGEST_NOUN = 12  # of the noun between a whole and its share
# "Total" names the number behind it: 合计收入为, a total revenue of.
_TOTAL_HAN, _TOTAL_LATIN = 6, 24


@dataclass(frozen=True, slots=True)
class Part:
    """Role, cues and direction of one number."""

    role: Role
    cues: frozenset[str]
    direction: int = 0


def part_of(context: Context, previous: Part | None) -> Part:
    """The part that the number of ``context`` plays; ``previous`` is that of the number before, for lists."""
    kind = context.quantity.kind
    if kind in _LEVELS and differs(context):
        return _amount(context, previous)
    if previous is not None and _continues(context, previous) and not _cues(context.before) - signs(context):
        return previous
    if previous is not None and _is_said_twice(context, previous):
        return _moved(context)
    if kind in (Kind.PERCENT, Kind.POINTS) or (kind is Kind.NUMBER and context.quantity.unit.dimension == "ratio"):
        return _percentage(context)
    if kind is Kind.MULTIPLE:
        said = _relevant(context)
        if is_times_bracketed(context):  # 是2020年（14万辆）的3倍
            return Part(Role.MULTIPLE, frozenset({"to", "of-aside"}))
        return Part(Role.MULTIPLE, _cues(said) | _cues(context.own), _direction(context.own) or _direction(said))
    if kind in _LEVELS:
        return _amount(context, previous)
    return Part(Role.RANK, frozenset())


def _continues(context: Context, previous: Part) -> bool:
    """A list goes on: 10%、12%和8%; and a change may be said twice, $43.6 million or 26.4%."""
    if context.quantity.kind is Kind.POINTS and previous.role is not Role.CHANGE:
        return False  # from 5.25% to 4.50%, 75bp in all
    proportion = context.quantity.kind in (Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE)
    if previous.role is not Role.CHANGE and proportion is (previous.role is Role.LEVEL):
        return False  # 占总收入52.1亿元的38%
    return context.listed or (previous.role is Role.CHANGE and in_percent(context))


def _is_said_twice(context: Context, previous: Part) -> bool:
    """increased by $60m to $460m, or 15%: the rate is of the verb, not of the level in front of it."""
    if previous.role is Role.LEVEL and _by_words(context) and context.quantity.kind is not Kind.DURATION:
        return bool(_moved(context).cues)  # from 84,000 to 97,000, i.e. by 13,000
    led = previous.role is Role.LEVEL and "to" in previous.cues and context.quantity.kind is Kind.PERCENT
    bare = context.listed and not _cues(context.before) and not _cues(context.behind)
    return led and bare and bool(_moved(context).cues)


def _by_words(context: Context) -> bool:
    return ties().moved_by.alone(context.gap.strip(" ,;(\u2013\u2014-").lower()) is not None


def _moved(context: Context) -> Part:
    """A change of which the last verb in front of the number speaks."""
    verb = next((m for m in reversed(context.earlier) if m.value("cue") in _MOVES), None)
    if verb is None:
        return Part(Role.CHANGE, frozenset())
    return Part(Role.CHANGE, frozenset({str(verb.value("cue"))}), int(verb.value("direction") or 0))


def _cues(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(m["cue"] for mention in mentions for m in mention.meanings if "cue" in m)


def _relevant(context: Context) -> tuple[Mention, ...]:
    """Mentions of the lead, and of the trail where it belongs to this number (12% year over year)."""
    return context.before + context.behind


def _direction(mentions: tuple[Mention, ...]) -> int:
    for mention in reversed(mentions):
        direction = mention.value("direction")
        if direction and mention.value("cue") not in _COMPARED:  # down by more than a third
            return int(direction)
    return 0


def _percentage(context: Context) -> Part:
    before = context.before
    near = context.near
    if _last_decisive(near) is None:  # "asked to name a reason, 41% …": a "to" of another clause leads nowhere
        near = () if _has_acted(context) else tuple(m for m in before if m.value("cue") != "to")
    cues = _cues(near) | (_cues(context.behind) - _OF_THE_NEXT)
    direction = _direction(near) or _direction(context.behind)
    if is_held_beside(context, near) or is_base(context, near):
        return Part(Role.RATE, frozenset({"prior"}))
    if context.quantity.kind is Kind.POINTS:
        return Part(Role.CHANGE, cues, direction)
    if _comes_from(context):  # rose from 30% to 36%: the verb speaks of the two together
        return Part(Role.RATE, _cues(context.near) - _MOVES, 0)
    compared = compares(context)
    if compared and not cues & {"share-of-whole", "rate"}:  # 8% above the $8.0bn of March
        moved = {"rise" if compared > 0 else "fall", *than(context)}
        return Part(Role.CHANGE, cues | moved, compared)
    if is_yearly(context, cues) and not cues & {"rate", "cagr", "share-of-whole"}:
        cues = (cues | {"average-growth"}) - {"share"}
    if "cagr" in cues or "average-growth" in cues:
        # 增速回落到15.2%: what falls is the rate
        return Part(Role.CHANGE, cues, direction if "fall" in cues and "to" not in cues else 0)
    last = _decision(context, near)
    if last in ("share", "share-of-whole") or _is_share_behind(context, last):
        return Part(Role.SHARE, cues | {"share"}, direction)
    if last == "to":
        return Part(Role.RATE, cues | {"to"}, _direction(near))
    if last in _GROWTH:
        return Part(Role.CHANGE, cues - _equated(near), direction)
    return _undecided(context, cues, direction, last)


def _has_acted(context: Context) -> bool:
    """Asked whether they had lost cattle, 45% said yes: the clause has a verb of its own."""
    opens = not context.text(context.clause_start, context.quantity.extended.start).strip(" \u2013\u2014-")
    text, end = context.document.folded, context.quantity.extended.end
    return opens and text[end : end + 1] == " " and ties().acted.at(text, end + 1) is not None


def _decision(context: Context, near: tuple[Mention, ...]) -> str | None:
    """The word that says what a percentage is."""
    last = (None if is_equated(context) else _last_decisive(near)) or _first_decisive(context.behind)
    if last is not None:
        return last
    alone = context.listed or len(context.gap.strip()) == 1 or _ends_a_whole(context)
    return _of_a_whole(context) if alone else None


def _undecided(context: Context, cues: frozenset[str], direction: int, last: str | None) -> Part:
    """A percentage that no word decides: a loss of it, or a signed one in brackets, is a change; else it is a rate."""
    if last is not None:
        return Part(Role.RATE, cues | exceeds(context), direction)
    if of_bracketed(context):
        return Part(Role.SHARE, cues | {"share", "of-aside"}, direction)
    if "loss" in cues and context.quantity.kind is Kind.PERCENT:  # from 44% to 37%, a loss of 16%
        return Part(Role.CHANGE, (cues - {"loss"}) | {"fall"}, -1)
    if is_signed_aside(context):
        return Part(Role.CHANGE, cues | {"signed"})
    if context.text(context.lead.start, context.quantity.extended.start).endswith(" by ") and _is_moved_by(context):
        return Part(Role.CHANGE, cues | {"shift"})  # it has swollen by 20%
    spelled = spelled_sign(context)
    if spelled:
        return Part(Role.CHANGE, cues - {"plus", "minus"} | {"rise" if spelled > 0 else "fall"}, spelled)
    return Part(Role.RATE, cues | exceeds(context), direction)


def _is_moved_by(context: Context) -> bool:
    """A word that may be a verb stands in front of "by"; 40% owned by 12% of the people is none."""
    return context.quantity.kind is Kind.PERCENT and not context.text(
        context.trail.start, context.trail.end
    ).lstrip().startswith(("of ", "or "))


def _of_a_whole(context: Context) -> str | None:
    """占总收入52.1亿元的38%; £318m of sales of £1,240m, or 25.6%: the word of the share stands further in front."""
    last = _last_decisive(context.earlier if context.listed else context.in_clause(context.earlier))
    return last if last in ("share", "share-of-whole") else "share" if is_of_modified(context) else None


def _ends_a_whole(context: Context) -> bool:
    """占全国8.91万亿千瓦时发电量的七成: the noun of the whole stands between its number and the share."""
    found = ties().modifies.before(context.gap, len(context.gap.rstrip()))
    return found is not None and context.clause_start <= context.lead.start and len(context.gap) <= _LONGEST_NOUN


def _last_decisive(mentions: tuple[Mention, ...]) -> str | None:
    for mention in reversed(mentions):
        for meaning in mention.meanings:
            if meaning.get("cue") in DECISIVE:
                return str(meaning["cue"])
    return None


def _equated(mentions: tuple[Mention, ...]) -> frozenset[str]:
    """which represents an increase of 17.1%: the verb equates, and a change is no share."""
    return frozenset({"share"}) if any(m.value("predicate") for m in mentions) else frozenset()


def _first_decisive(mentions: tuple[Mention, ...]) -> str | None:
    return next((str(m["cue"]) for x in mentions for m in x.meanings if m.get("cue") in DECISIVE), None)


def _is_share_behind(context: Context, last: str | None) -> bool:
    """ "15% of revenue": a percentage of something, unless a verb of growth stands in front of it."""
    if context.quantity.kind is Kind.NUMBER:  # "the top half of the range" is no share
        return False
    return last is None and context.text(context.trail.start, context.trail.end).lstrip().startswith("of ")


def _amount(context: Context, previous: Part | None) -> Part:
    near = context.near
    cues = _cues(near) - ({"total"} if not _is_total(context, near) else set())
    between = without_time(context, context.lead.start, context.quantity.extended.start)
    multiplied = is_multiplied(context, previous.role if previous else None, between)
    if multiplied or is_held_beside(context, near) or is_base(context, near):
        return Part(Role.LEVEL, frozenset({"prior"}))
    beside = contrast_of(context)
    if beside is not None and not beside.dated and context.quantity.kind is not Kind.PERCENT:
        return Part(Role.CHANGE, frozenset({"difference", "contrast"}))
    direction = differs(context) or (beside.direction if beside is not None else 0)
    if direction and beside is not None:
        return Part(Role.CHANGE, cues | {"rise" if direction > 0 else "fall"}, direction)
    if direction:
        moved = {"rise" if direction > 0 else "fall", *than(context)}
        return Part(Role.CHANGE, cues | moved, direction)
    last = near[-1] if near else None
    if last is not None and last.value("cue") in _MOVES and _adjacent(context, last) and not last.value("carries"):
        return Part(Role.CHANGE, cues - _equated(near), int(last.value("direction") or 0))
    if last is not None and last.value("cue") == "difference":
        return Part(Role.CHANGE, cues)
    if previous is not None and previous.role is Role.CHANGE:
        cues |= lands(between)
    if "from" in cues and (is_far_from(context, near) or "partition" in _cues(context.behind)):  # 由九名董事组成
        cues -= {"from"}
    behind, cues = _cues(_ending(context)), comes_or_goes(context, cues)
    cues -= {cue for cue in ("to", "from") if cue in cues and is_past(context, near, cue)}
    return Part(Role.LEVEL, cues | (behind & {"total", "together", "whole-year"}), _direction(near))


def _ending(context: Context) -> tuple[Mention, ...]:
    """The word behind a number that ends its clause: £7bn in total, but not £1bn together brought in £7bn."""
    clause = context.sentence.clauses[context.clause].end
    return context.behind[:1] if context.trail.end >= clause else ()


def _comes_from(context: Context) -> bool:
    """rose from 30% in 2023 to 36%, 费用率由3.2%降至: nothing but a time stands between "from" and the number."""
    near = context.near
    if not near or near[-1].value("cue") != "from":
        return False
    gap = without_time(context, near[-1].span.end, context.quantity.extended.start).strip()
    return len(gap) <= (_NEAR_LATIN if gap.isascii() else _NEAR_HAN)


def _is_total(context: Context, near: tuple[Mention, ...]) -> bool:
    """合计2065亿元, a total of $20 million: the word stands close to its number."""
    ends = [m.span.end for m in near if m.value("cue") == "total"]
    gap = context.text(ends[-1], context.quantity.extended.start) if ends else ""
    reach = _TOTAL_LATIN if gap.isascii() and gap else _TOTAL_HAN
    if near and near[-1].value("cue") == "total" and any(m.get("cue") == "together" for m in near[-1].meanings):
        reach *= 2  # combined, the two countries brought in $60m
    return bool(ends) and len(gap) <= reach


def _adjacent(context: Context, mention: Mention) -> bool:
    gap = context.text(mention.span.end, context.quantity.extended.start)
    if ties().modifies.at(gap, 0) is not None:  # 上涨的有22个: of those that rose
        return False
    return len(gap) <= (_NEAR_LATIN if gap.isascii() and gap else _NEAR_HAN)
