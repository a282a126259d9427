"""Repeated: two printings of one fact must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.quantity import Qualifier
from claimlint.model.verdict import Relation

WHERE, ANYWHERE, TOLD, SWAPPED = "where", "anywhere", "told", "swapped"
_PLACES = frozenset({"in-summary", "in-body", "again"})
# A subject shorter than this (总, 中国区) does not tell one company from another.
SHORTEST_NAME = 4
_ROLES = (Role.LEVEL, Role.RATE, Role.SHARE, Role.CHANGE)


class Repeated(Check):
    """Two printings of one fact (same subject, metric, period, scope, basis) must agree.

    With ``where: told`` the words say that one thing is told twice (in the summary, in the body, repeated).  Else a
    misprint is looked for: values that differ in one digit, or in the order of two; with ``where: swapped`` only in
    the order, of numbers with like words around them.

    Printed to the same place, their digits must be equal; printed to different places, their intervals must meet.
    """

    title = {"en": "the same fact is printed with different values", "zh": "同一事实前后数值不一"}
    message = {
        "en": "inconsistent as printed: {stated} here, {inputs} elsewhere for the same fact",
        "zh": "前后不一致：此处为{stated}，另一处同一事实为{inputs}",
    }
    slots = {
        "earlier": Slot(_ROLES, {"en": "earlier", "zh": "前文"}),
        STATED: Slot(_ROLES, {"en": "stated", "zh": "此处"}),
    }
    same = ("subject", "metric", "period", "scope", "basis")
    params = {WHERE: (ANYWHERE, TOLD, SWAPPED)}
    examples = (
        Holds("2024年海川股份营业收入为24.9亿元。报告期内，2024年海川股份营业收入为24.86亿元。"),
        Breaks(
            "2024年海川股份营业收入为24.86亿元。报告期内，2024年海川股份营业收入为[[28.46亿元]]。", severity="warning"
        ),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Earlier claims of the document with the same key."""
        stated = around.claim
        if params[WHERE] == SWAPPED:
            yield from (Binding({"earlier": (echo,)}) for echo in around.echoes if echo not in around.twins)
            return
        for twin in around.twins:
            told = _is_told_twice(twin, stated)
            # Two values in one sentence are set against each other (sales of 12, down from 14), not repeated.
            apart = twin.place.sentence != stated.place.sentence or (told and "retold-here" in stated.cues)
            if "unlike" in twin.cues | stated.cues:  # 两处口径不同
                continue
            if apart and told is (params[WHERE] == TOLD) and (told or _could_be_one(twin, stated)):
                swapped = sorted(_digits(twin)) == sorted(_digits(stated))
                sure = not told or "period-said" in stated.cues or swapped or _is_slip(twin, stated)
                # peak sales of $2.1bn in Europe … of $3.4bn in the US: what stands behind may tell them apart
                yield Binding({"earlier": (twin,)}, fit=0 if sure else 2)

    def derived(self, case: Case) -> Derivation:
        """A sentence takes its number from the table; of two sentences either may be the wrong one."""
        cells = [case.one(slot).place.cell is not None for slot in ("earlier", STATED)]
        return Derivation.COPIED if cells == [True, False] else Derivation.GIVEN

    def relate(self, case: Case, values: Values) -> Relation:
        """The two sets must meet; the two values be equal where they are printed alike."""
        (earlier,), (stated,) = values["earlier"], values[STATED]
        factor = case.stated.quantity.unit.factor
        first, second = case.one("earlier").quantity, case.stated.quantity
        plain = first.qualifier is second.qualifier is Qualifier.NONE
        alike = first.ulp == second.ulp and first.unit == second.unit
        if plain and alike and _unchanged(case, values):  # only the same digits would pass
            return Relation(first.stated, second.stated)
        return Relation(earlier / factor, stated / factor)

    def formula(self, case: Case) -> str:
        """The recomputation in symbols."""
        return "earlier"


def _is_told_twice(first: Claim, second: Claim) -> bool:
    """The one in the summary and the other in the body, or said again."""
    if "again" in second.cues:
        return True
    places = [claim.cues & _PLACES for claim in (first, second)]
    return all(places) and (places[0] != places[1] or "again" in places[0])


def _could_be_one(first: Claim, second: Claim) -> bool:
    """Equal words with values far apart speak of two things; a misprint keeps all digits but one or two."""
    if first.id is not None or second.id is not None:
        return True
    if second.subject is not None and len(second.subject) < SHORTEST_NAME:
        return False
    return _is_slip(first, second)


def _is_slip(first: Claim, second: Claim) -> bool:
    """One digit, or the order of two."""
    digits = [_digits(claim) for claim in (first, second)]
    if len(digits[0]) != len(digits[1]) or len(digits[0]) < 3:
        return digits[0] == digits[1]
    return sorted(digits[0]) == sorted(digits[1]) or sum(a != b for a, b in zip(*digits, strict=True)) == 1


def _digits(claim: Claim) -> str:
    printed = claim.quantity.printed
    digits = "" if printed is None else "".join(char for char in printed.digits if char.isdigit())
    return digits.rstrip("0") or digits


def _unchanged(case: Case, values: Values) -> bool:
    """Lenient readings and trial values are judged by their own sets, not by the digits."""
    pairs = ((case.one("earlier"), values["earlier"][0]), (case.stated, values[STATED][0]))
    return all(value == claim.quantity.interval * claim.quantity.unit.factor for claim, value in pairs)
