"""Documents that tell the same facts: a report and its previous edition, or two reports of one day.

Which facts are the same is decided narrowly: one name, metric, period, scope, basis and wording. A later edition may
know better what an earlier one forecast; of what had happened before both were written it must say the same, unless it
says that it was revised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from claimlint.claims.mentions import find_mentions
from claimlint.frozen import dataclass
from claimlint.lexicon.load import entries
from claimlint.lexicon.table import Table
from claimlint.model.check import Binding
from claimlint.model.claim import Claim, Role
from claimlint.model.editions import Elsewhere
from claimlint.model.period import Period
from claimlint.model.quantity import Qualifier
from claimlint.model.text import Document
from claimlint.model.unit import Kind

PREVIOUS, SUPERSEDES = "previous", "supersedes"
_ROLES = (Role.LEVEL, Role.RATE, Role.SHARE)
_KINDS = (Kind.MONEY, Kind.COUNT, Kind.PHYSICAL, Kind.PERCENT, Kind.PRICE, Kind.MULTIPLE)
# A name shorter than this does not tell one company from another.
_SHORTEST, _YEAR = 4, 12
_OTHERS = frozenset({"each", "paired", "of-which", "minus", "plus", "mean", "aside", "others"})
Fact = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """What one document tells: each fact once, with its claim; ``day`` is that from which it speaks."""

    path: str
    day: date | None
    kin: Mapping[str, str]
    facts: Mapping[Fact, Claim]


@cache
def _revised() -> Table[str]:
    return Table((word, "revised") for entry in entries("moods") if "revised" in entry for word in entry["words"])


def edition(document: Document, claims: Sequence[Claim], day: date | None) -> Edition:
    """The facts that ``document`` tells; what it tells twice in two ways, or as revised or preliminary, is left out."""
    found: dict[Fact, Claim] = {}
    twice: set[Fact] = set()
    lower = document.folded.lower()
    open_blocks: dict[int, bool] = {}
    for claim in claims:
        key = _key(claim)
        if key is None:
            continue
        block = claim.place.block
        if block not in open_blocks:
            span = document.blocks[block].span
            open_blocks[block] = any(True for _ in _revised().find(lower, span.start, span.end))
        first = found.setdefault(key, claim)
        if open_blocks[block] or not first.quantity.interval.meets(claim.quantity.interval):
            twice.add(key)
    facts = {key: claim for key, claim in found.items() if key not in twice}
    return Edition(document.path, day, document.kin, facts)


def told_again(editions: Sequence[Edition]) -> Iterator[Elsewhere]:
    """Every fact of an edition that one before it tells too, in the order of ``editions``."""
    by_path = {one.path: one for one in editions}
    last: dict[tuple[Fact, date], Edition] = {}  # who told a fact last, of the documents of a day
    for one in editions:
        previous = by_path.get(one.kin.get(PREVIOUS, ""))
        for fact, claim in one.facts.items():
            near = last.get((fact, one.day)) if one.day is not None else None
            other = previous or (near if near is not None and _is_near(one, near) else None)
            earlier = other.facts.get(fact) if other is not None else None
            if other is not None and earlier is not None and _may_be_held(one, other, claim, linked=bool(previous)):
                yield Elsewhere("editions", claim, Binding({"earlier": (earlier,)}))
            if one.day is not None:
                last[fact, one.day] = one


def _is_near(one: Edition, other: Edition) -> bool:
    """True for documents of one day, neither of which replaces the other, or calls it its previous edition."""
    kin = {*one.kin.values(), *other.kin.values()}
    return one.day is not None and one.day == other.day and not kin & {one.path, other.path}


def _may_be_held(one: Edition, other: Edition, claim: Claim, *, linked: bool) -> bool:
    """Of unlinked documents only what has a name; of documents of two days only what was over on both."""
    if other.path == one.kin.get(SUPERSEDES) or one.path == other.kin.get(SUPERSEDES):
        return False
    if not linked and (claim.place.cell is not None or not _is_name(claim.subject or "")):
        return False
    if claim.place.cell is not None and None in (one.day, other.day):
        return False  # which columns are forecasts is not known
    same_day = one.day is not None and one.day == other.day
    over = _is_over(claim.period, one.day) and _is_over(claim.period, other.day)
    return same_day or (claim.stance == "actual" and over)


def _is_over(period: Period | None, day: date | None) -> bool:
    return day is None or (period is not None and period.end is not None and period.end <= day.year * _YEAR + day.month)


def _is_name(subject: str) -> bool:
    """海川股份, Northwind; no "the company", 全市, and nothing that a word of the whole begins."""
    mentions = list(find_mentions(subject, 0, len(subject)))
    return len(subject) >= _SHORTEST and not any(m.value("group") and m.span.start == 0 for m in mentions)


def _key(claim: Claim) -> Fact | None:
    """What makes numbers of two documents one fact; None where too little is known."""
    period = claim.period
    if claim.role not in _ROLES or claim.quantity.kind not in _KINDS or claim.metric is None or period is None:
        return None
    if not claim.cues & {"period-said", "tabled"} or claim.of is not None or claim.cues & _OTHERS or period.year <= 0:
        return None
    if claim.quantity.qualifier not in (Qualifier.NONE, Qualifier.ABOUT):
        return None
    names = (claim.subject, claim.metric, claim.label, claim.scope, claim.basis, claim.stance)
    return (*names, period.id, claim.role, claim.quantity.unit.dimension, claim.place.cell is not None)
