"""Concentration: the share of the largest few follows from theirs, and bounds that of the largest many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.interval import Interval
from claimlint.model.text import Language
from claimlint.model.unit import Kind
from claimlint.model.verdict import Relation

_ROLES = (Role.SHARE, Role.RATE)
_TOP, _OF, _IN, _BY_DEFINITION = "top-", "top-of:", "top-in:", "top-ratio"
# What may be negative of some of them: the profits of a few can be more than all there is.
_SIGNED = frozenset(
    {"profit", "net_profit", "gross_profit", "operating_profit", "pretax_profit", "ebitda", "net_cash", "net_debt"}
)
_NEAR = 1  # sentences
_ALL = Fraction(1)
_WHOLE = Interval(Fraction(0), _ALL)
_BEYOND: Mapping[Language, str] = {
    "en": "inconsistent as printed: {stated} is more than all there is",
    "zh": "与常理不一致：{stated}超过了全部",
}
_LISTED: Mapping[Language, str] = {
    "en": "inconsistent as printed: {stated} stated, but {inputs} make {range}",
    "zh": "与所列数字不一致：文中为{stated}，由{inputs}相加得{range}",
}


class Concentration(Check):
    """Shares of the largest few: CR3 ≤ CR5 ≤ 100 %, and five listed members make the share of the top five.

    The n largest hold no more than the m largest (n < m), whatever they are ranked by where one list holds the other.
    The converse bound (the top five hold at least half of what the top ten hold) needs that they are ranked by the
    very share that is stated: this is so of a concentration ratio by definition, and nothing else is held to it.
    Shares of what can be negative (profits) are not judged.
    """

    title = {"en": "shares of the largest few do not fit together", "zh": "集中度数字互相矛盾"}
    message = {
        "en": "inconsistent as printed: {stated} cannot stand beside {inputs}: of the largest, more hold no less",
        "zh": "与所列数字不一致：{stated}与{inputs}矛盾，前若干名的占比不会随名次增加而减少",
    }
    slots = {
        "fewer": Slot(_ROLES, {"en": "share of the fewer", "zh": "名次较少的占比"}),
        "more": Slot(_ROLES, {"en": "share of the more", "zh": "名次较多的占比"}),
        "members": Slot(_ROLES, {"en": "member", "zh": "各家占比"}, many=True),
        STATED: Slot(_ROLES, {"en": "stated", "zh": "文中"}),
    }
    same = ("period", "scope", "basis")
    params = {"relation": ("nested", "listed", "bound")}
    examples = (
        Holds("2024年CR3为41.0%，CR5为58.3%。"),
        Breaks("2024年CR3为45.2%，CR5为[[41.0%]]。"),
        Holds("The top five customers accounted for 38% of revenue and the top ten for 42%."),
        Breaks("The top five customers accounted for 42% of revenue and the top ten for [[38%]]."),
        Holds("前三大客户占比分别为12.1%、9.4%和7.2%，前三大客户合计占比28.7%。"),
        Breaks("前三大客户占比分别为12.1%、9.4%和7.2%，前三大客户合计占比[[37.0%]]。", expected="28.5%–28.9%"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """The nearest share of another number of the largest, or the shares of as many members in a row."""
        stated = around.claim
        many = _many(stated)
        if not many or stated.quantity.kind is not Kind.PERCENT or stated.metric in _SIGNED:
            return
        if params["relation"] == "bound":
            if stated.cues & {"share", _BY_DEFINITION} and "share-of-whole" not in stated.cues:  # that is share-bounds'
                yield Binding({})
            return
        if params["relation"] == "listed":
            members = _listed(stated, around.sentence)
            if members and len(members) <= many:
                yield Binding({"members": tuple(members)})
            return
        before = [c for c in (*reversed(around.sentence), *around.near) if c.place.order < stated.place.order]
        for other in before:
            if _many(other) not in (0, many) and _is_of_one_field(other, stated):
                yield Binding({"fewer" if _many(other) < many else "more": (other,)})
                return

    def relate(self, case: Case, values: Values) -> Relation:
        """fewer ≤ more; of ratios also more ÷ m ≤ fewer ÷ n; the members make the share of as many."""
        (stated,) = values[STATED]
        factor, many = case.stated.quantity.unit.factor, _many(case.stated)
        if "members" in case.slots:
            total = sum(values["members"], Interval.point(0))
            if len(case.slots["members"]) < many:  # the others hold something too
                return Relation(total / factor, stated / factor, proof=(total, Interval(None, stated.high)))
            return Relation(total / factor, stated / factor)
        if case.params.get("relation") == "bound":
            return Relation(_WHOLE / factor, stated / factor, equation=False)
        slot = "fewer" if "fewer" in case.slots else "more"
        other, (share,) = case.one(slot), values[slot]
        ratio = Fraction(many, _many(other)) if _BY_DEFINITION in case.stated.cues & other.cues else None
        bounds = [share, share * ratio] if ratio else [share, Interval.point(_ALL if slot == "fewer" else 0)]
        allowed = Interval.hull(bounds).clipped(high=_ALL)
        return Relation(allowed / factor, stated / factor, equation=False)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        if "members" in case.slots:
            return "sum(members)"
        if case.params.get("relation") == "bound":
            return "stated <= 100%"
        return "stated >= fewer" if "fewer" in case.slots else "stated <= more"

    def wording(self, case: Case) -> Mapping[Language, str]:
        """A list is added up, a share alone is held against the whole."""
        if case.params.get("relation") == "bound":
            return _BEYOND
        return _LISTED if "members" in case.slots else self.message


def _many(claim: Claim) -> int:
    """Of how many a share is said to be; 0 for none."""
    return next((int(cue[len(_TOP) :]) for cue in claim.cues if cue.startswith(_TOP) and cue[len(_TOP) :].isdigit()), 0)


def _said(claim: Claim, key: str) -> str:
    return next((cue[len(key) :] for cue in claim.cues if cue.startswith(key)), "")


def _is_of_one_field(other: Claim, stated: Claim) -> bool:
    """Of one ranking: named alike, or the second by its number alone (the top ten for 42%); of one time and whole."""
    alike = all(_said(stated, key) in ("", _said(other, key)) for key in (_OF, _IN))
    ratios = (_BY_DEFINITION in stated.cues) is (_BY_DEFINITION in other.cues)
    near = abs(other.place.sentence - stated.place.sentence) <= _NEAR and other.place.block == stated.place.block
    same = (other.period, other.scope, other.basis, other.stance) == (
        stated.period, stated.scope, stated.basis, stated.stance
    )  # fmt: skip
    wholes = None in (other.of, stated.of) or other.of == stated.of
    plain = other.quantity.kind is Kind.PERCENT and not (other.cues | stated.cues) & {"prior", "from", "each", "paired"}
    shares = _BY_DEFINITION in other.cues or "share" in other.cues  # the top five stocks returned 42%
    return shares and alike and ratios and near and same and wholes and plain and stated.metric in (None, other.metric)


def _listed(stated: Claim, sentence: Sequence[Claim]) -> list[Claim]:
    """前三大客户占比分别为12.1%、9.4%和7.2%: the list of shares beside, which begins with the same words."""
    run: list[Claim] = []
    runs: list[list[Claim]] = []
    if "each" in stated.cues:
        return []
    for claim in sentence:
        if claim.role not in _ROLES or claim.quantity.kind is not Kind.PERCENT or claim is stated:
            run = []
        elif run and "listed" in claim.cues and claim.place.order == run[-1].place.order + 1:
            run.append(claim)
        elif "each" in claim.cues and _many(claim) in (0, _many(stated)):
            run = [claim]
            runs.append(run)
        else:
            run = []
    # two lists are of two years, or of two things
    if len(runs) != 1 or len(runs[0]) < 2 or any(c.period != stated.period for c in runs[0]):
        return []
    first, behind = runs[0][0], runs[0][0].place.order > stated.place.order
    named = _many(first) == _many(stated) and _said(first, _OF) == _said(stated, _OF)
    follows = behind and first.place.order == stated.place.order + 1 and not _many(first)
    return runs[0] if named or follows else []
