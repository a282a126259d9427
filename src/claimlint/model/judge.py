"""From a case to a verdict (SEMANTICS §4).  One place, for all checks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from claimlint.model.check import STATED, Case, Check, Values
from claimlint.model.claim import Claim
from claimlint.model.interval import Interval, Undefined
from claimlint.model.quantity import LENIENT, Qualifier, Reading
from claimlint.model.verdict import Relation, Status, Verdict

HALF, DOUBLE = Fraction(1, 2), Fraction(2)


def values_under(case: Case, reading: Reading) -> Values:
    """The slots' sets under one reading, in base units (percent as a ratio, kg for tonnes)."""
    values = {name: tuple(_set_of(claim, reading) for claim in claims) for name, claims in case.slots.items()}
    if case.years is not None:
        values["years"] = (Interval.point(case.years),)
    return values


def judge(check: Check, case: Case) -> Verdict:
    """Recompute, compare, and say how sure that is.  Never raises."""
    known = check.verdict(case)
    if known is not None:
        return known
    try:
        values = values_under(case, Reading.INTERVAL)
        relation = check.relate(case, values)
        relation = replace(relation, point=_point(check, case))
        verdict = _compare(relation, case)
        if verdict.status is Status.INCONSISTENT:
            return _downgraded(check, case, values, relation)
        if _fails_below_soft_ceiling(check, case) or _lies_beyond_soft_ceiling(check, case, values, relation):
            return Verdict(Status.AMBIGUOUS, relation, reading=Reading.SOFT_CEILING.value)
        if verdict.status is Status.CONSISTENT and _weak(check, case, values, relation):
            return Verdict(Status.UNDECIDABLE, relation, reason="low-power")
        return verdict
    except Undefined as undefined:
        return Verdict(Status.UNDECIDABLE, reason=undefined.reason)


def holds(check: Check, case: Case, values: Values) -> bool:
    """True where the relation holds for ``values`` (used for readings, senses and slips)."""
    try:
        relation = check.relate(case, values)
    except Undefined:
        return False
    return _compare(relation, case).status is not Status.INCONSISTENT


def _set_of(claim: Claim, reading: Reading) -> Interval:
    quantity = claim.quantity
    found, factor = quantity.under(reading), quantity.unit.factor
    return found if factor == 1 else found * factor


def _compare(relation: Relation, case: Case) -> Verdict:
    one_sided = relation.one_sided or case.stated.quantity.qualifier.threshold
    recomputed, claimed = relation.pair
    if not recomputed.meets(claimed):
        return Verdict(Status.INCONSISTENT, relation)
    if recomputed.within(claimed):
        return Verdict(Status.CONSISTENT, relation)
    if one_sided:
        return Verdict(Status.UNDECIDABLE, relation, reason="straddles-bound")
    if not recomputed.bounded:
        return Verdict(Status.UNDECIDABLE, relation, reason="unbounded")
    return Verdict(Status.CONSISTENT, relation)


def _downgraded(check: Check, case: Case, values: Values, relation: Relation) -> Verdict:
    """A failure is a proof only if no lenient reading, no accepted sense and no doubt saves the sentence."""
    for reading in LENIENT:
        if _is_read_so(case, reading) and holds(check, case, values_under(case, reading)):
            return Verdict(Status.AMBIGUOUS, relation, reading=reading.value)
    for sense in check.senses(case, values):
        if holds(check, case, sense.values):
            return Verdict(Status.AMBIGUOUS, relation, reading=sense.name)
    if case.doubts:
        return Verdict(Status.AMBIGUOUS, relation, reading=case.doubts[0])
    return Verdict(Status.INCONSISTENT, relation)


def _is_read_so(case: Case, reading: Reading) -> bool:
    return any(name is reading for _, claim in case.claims() for name, _ in claim.quantity.lenient)


def _fails_below_soft_ceiling(check: Check, case: Case) -> bool:
    """超过1100亿 as an input: does the relation hold only if that means more than the next round number?"""
    inputs = {name: claims for name, claims in case.slots.items() if name != STATED}
    capped = any(name is Reading.SOFT_CEILING for c in inputs.values() for x in c for name, _ in x.quantity.lenient)
    if not capped:
        return False
    values = dict(values_under(case, Reading.SOFT_CEILING))
    values[STATED] = values_under(case, Reading.INTERVAL)[STATED]
    return not holds(check, case, values)


def _lies_beyond_soft_ceiling(check: Check, case: Case, values: Values, relation: Relation) -> bool:
    """增长90%+ where the levels give 124%: more than 90 %, but nobody would say so.

    Two steps are allowed, for "more than doubled" is said of two and a half times; floors (at least 20%) mean that.
    """
    quantity = case.stated.quantity
    floor = quantity.qualifier is Qualifier.AT_LEAST and not quantity.text.endswith("+")
    if floor or "each" in case.stated.cues:  # 均保持在20%以上
        return False
    soft = next((found for name, found in quantity.lenient if name is Reading.SOFT_CEILING), None)
    if relation.one_sided or not relation.equation or soft is None or soft.high is None or soft.low is None:
        return False
    ceiling = Interval(soft.low, soft.high + (soft.high - soft.low), soft.low_open)
    return not holds(check, case, {**values, STATED: (ceiling * quantity.unit.factor,)})


def _weak(check: Check, case: Case, values: Values, relation: Relation) -> bool:
    """A check that can hardly fail is not a pass: half and double the stated value would both hold.

    Thresholds and orders are meant to hold for many values; half and double of a printed zero are the same statement.
    """
    quantity = case.stated.quantity
    if (
        relation.one_sided
        or relation.exact
        or not relation.equation
        or quantity.qualifier.threshold
        or quantity.value == 0
    ):
        return False
    return all(
        holds(check, case, {**values, STATED: tuple(v * factor for v in values[STATED])}) for factor in (HALF, DOUBLE)
    )


def _point(check: Check, case: Case) -> Fraction | None:
    """The recomputation from the printed values, where each prints one."""
    points: dict[str, tuple[Interval, ...]] = {}
    for name, claims in case.slots.items():
        printed = [claim.quantity.value for claim in claims]
        if name != STATED and any(value is None for value in printed):
            return None
        points[name] = tuple(
            Interval.point((value or Fraction(0)) * claim.quantity.unit.factor)
            for value, claim in zip(printed, claims, strict=True)
        )
    if case.years is not None:
        points["years"] = (Interval.point(case.years),)
    try:
        return check.relate(case, points).recomputed.middle
    except Undefined:
        return None
