from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.checks.formula import Formula, bind_formula
from claimlint.model.check import STATED, Case
from claimlint.model.claim import Claim
from claimlint.model.formula import FormulaError
from claimlint.model.judge import judge
from claimlint.model.period import of_year, year_end
from claimlint.model.quantity import Qualifier, Reading
from claimlint.model.unit import MULTIPLE, MULTIPLE_PER_YEAR, PERCENT, POINTS
from claimlint.model.verdict import Status, Verdict
from tests.building import CNY, USD, YEARS, claim, rounded, span

OVER_1100 = claim("(1100, ∞)", qualifier=Qualifier.MORE_THAN)
CLAIMS: dict[str, Claim] = {
    "m24": rounded("107", period=of_year(2024)),
    "m29": rounded("2065", period=of_year(2029)),
    "g": rounded("80.7", PERCENT),
    "g_wrong": rounded("81.0", PERCENT),
    "p22": rounded("20", USD, period=year_end(2022)),
    "p24": rounded("0.1", USD, period=year_end(2024)),
    "under": claim("[0, 0.1)", USD, qualifier=Qualifier.LESS_THAN, period=year_end(2024)),
    "fall": claim("[9.5, 10.5]", MULTIPLE_PER_YEAR, lenient={Reading.ORDER_OF_MAGNITUDE: "[3.16, 31.6]"}),
    "fall_strict": claim("[9.5, 10.5]", MULTIPLE_PER_YEAR),
    "a": rounded("1515"),
    "b": rounded("550"),
    "total": rounded("2065"),
    "total_off": rounded("2075"),
    "part_share": rounded("73.4", PERCENT),
    "over": OVER_1100,
    "big": rounded("1142.3"),
    "small": rounded("1098.6"),
    "even": rounded("1100"),
    "five": rounded("5", PERCENT),
    "points": rounded("6.0", POINTS),
    "thirty": rounded("30.0", PERCENT),
    "thirtysix": rounded("36.0", PERCENT),
    "dollars": rounded("2065", USD),
    "twice": rounded("2.0", MULTIPLE),
    "loss": claim("[-0.55, -0.45]"),
    "five_years": claim("5", YEARS),
    "华为": rounded("2065"),
    "huawei.revenue": rounded("8620.72"),
    "hw": rounded("688"),
    "hw_share": claim("[7.95, 8.05]", PERCENT),
}


def verdict(source: str) -> Verdict:
    return judge(Formula(), bind_formula("rule", source, CLAIMS))


@pytest.mark.parametrize(
    ("source", "status", "note"),
    [
        ("cagr(m24, m29) == g", Status.CONSISTENT, None),
        ("g == cagr(m24, m29)", Status.CONSISTENT, None),
        ("cagr(m24, m29, 5) == g", Status.CONSISTENT, None),
        ("cagr(m24, m29, five_years) == g", Status.CONSISTENT, None),
        ("cagr(m24, m29, 4) == g", Status.INCONSISTENT, None),
        ("cagr(m24, m29) == g_wrong", Status.INCONSISTENT, None),
        ("cagr(m24, m29) > 0.8", Status.CONSISTENT, None),
        ("cagr(m24, m29) > 0.81", Status.INCONSISTENT, None),
        ("cagr(m24, m29) < g", Status.UNDECIDABLE, "straddles-bound"),
        ("cagr(p22, p24) < 0", Status.CONSISTENT, None),
        ("cagr(a, b) == g", Status.UNDECIDABLE, "no-period"),
        ("yearly_factor(p22, p24) == fall", Status.AMBIGUOUS, "order-of-magnitude"),
        ("yearly_factor(p22, p24) == fall_strict", Status.INCONSISTENT, None),
        ("yearly_factor(p22, under) == fall_strict", Status.INCONSISTENT, None),
        ("yearly_factor(p22, under) >= 10", Status.CONSISTENT, None),
        ("years(m24, m29) == 5", Status.CONSISTENT, None),
        ("years(m24, m29) == five_years", Status.CONSISTENT, None),
        ("years(m24, m29) == 4", Status.INCONSISTENT, None),
        ("a + b == total", Status.CONSISTENT, None),
        ("sum(a, b) == total_off", Status.INCONSISTENT, None),
        ("total == a + b", Status.CONSISTENT, None),
        ("a / total == part_share", Status.CONSISTENT, None),
        ("a / (a + b) == part_share", Status.CONSISTENT, None),
        ("a + b == a + 550", Status.UNDECIDABLE, "unlike-units"),
        ("a + b == a + b + total - 华为", Status.CONSISTENT, None),
        ("a + b == a + a", Status.INCONSISTENT, None),
        ("total > a > b", Status.CONSISTENT, None),
        ("a > total > b", Status.INCONSISTENT, None),
        ("sum(a, b) <= total_off", Status.CONSISTENT, None),
        ("sum(a, b) <= total", Status.UNDECIDABLE, "straddles-bound"),
        ("a <= a", Status.CONSISTENT, None),
        ("a < a", Status.INCONSISTENT, None),
        ("between(a, b, total)", Status.CONSISTENT, None),
        ("between(total, b, a)", Status.INCONSISTENT, None),
        ("a != b", Status.CONSISTENT, None),
        ("b != a", Status.CONSISTENT, None),
        ("a != a", Status.INCONSISTENT, None),
        ("total != 华为", Status.UNDECIDABLE, "straddles-bound"),
        ("big == over", Status.CONSISTENT, None),
        ("small == over", Status.INCONSISTENT, None),
        ("even == over", Status.UNDECIDABLE, "straddles-bound"),
        ("over - big == a", Status.UNDECIDABLE, "unbounded"),
        ("thirtysix - thirty == points", Status.CONSISTENT, None),
        ("growth(thirty, thirtysix) == points", Status.UNDECIDABLE, "unlike-kinds"),
        ("growth(m24, m29) == twice", Status.UNDECIDABLE, "unlike-kinds"),
        ("a + b == dollars", Status.UNDECIDABLE, "unlike-currencies"),
        ("growth(loss, a) == g", Status.UNDECIDABLE, "non-positive-base"),
        ("total > a > dollars", Status.UNDECIDABLE, "unlike-currencies"),
        ("a > total > dollars", Status.INCONSISTENT, None),
        ("huawei.revenue * hw_share == hw", Status.CONSISTENT, None),
        ("hw / huawei.revenue == five", Status.INCONSISTENT, None),
        ("华为 == total", Status.CONSISTENT, None),
    ],
)
def test_verdicts(source: str, status: Status, note: str | None) -> None:
    got = verdict(source)
    assert (got.status, got.reason or got.reading) == (status, note)


def test_low_power_is_told() -> None:
    claims = {"a": claim("[0.05, 0.15]"), "b": claim("[0.25, 0.35]"), "g": rounded("150", PERCENT)}
    got = judge(Formula(), bind_formula("r", "growth(a, b) == g", claims))
    assert (got.status, got.reason) == (Status.UNDECIDABLE, "low-power")


def test_the_working_shows_root_and_point_and_proves_by_powers() -> None:
    relation = verdict("cagr(m24, m29) == g").relation
    assert relation is not None
    assert relation.point is not None
    assert abs(relation.point - Fraction("80.762")) < Fraction(1, 10**3)  # shown in the stated number's unit: percent
    assert relation.recomputed.low is not None
    assert abs(relation.recomputed.low - Fraction("80.5848382834")) < Fraction(1, 10**9)
    assert relation.proof is not None
    assert relation.proof[0] == span("[2064.5, 2065.5]") / span("[106.5, 107.5]")
    assert relation.proof[1] == span("[1.8065, 1.8075]") ** 5


@pytest.mark.parametrize(
    ("source", "stated", "recomputed"),
    [
        ("sum(a, b) <= total", "total", "[2064, ∞)"),
        ("total >= sum(a, b)", "total", "[2064, ∞)"),
        ("a > total", "total", "(-∞, 1515.5)"),
        ("a + b == total", "total", "[2064, 2066]"),
        ("total == a + b", "total", "[2064, 2066]"),
        ("a == b", "b", "[1514.5, 1515.5]"),
        ("twice == 2.1", "twice", "[2.1, 2.1]"),
        ("2 * a == total - b", "b", "[3029, 3031]"),
        ("a > b > total", "total", "(-∞, 550.5)"),
        ("b > a > total", "a", "(-∞, 550.5)"),
        ("years(m24, m29) == 5", "m29", "[5, 5]"),
        ("a != b", "b", "(-∞, ∞)"),
    ],
)
def test_which_side_is_judged_and_what_it_may_be(source: str, stated: str, recomputed: str) -> None:
    case = bind_formula("rule", source, CLAIMS)
    assert case.stated is CLAIMS[stated]
    relation = judge(Formula(), case).relation
    assert relation is not None
    assert relation.recomputed == span(recomputed)


def test_a_rule_may_call_its_judged_claim_stated() -> None:
    slots = {"profit": (rounded("60"),), "sales": (rounded("200"),), STATED: (rounded("32", PERCENT),)}
    case = Case("gross-margin", slots, params={"expect": "profit / sales == stated"})
    got = judge(Formula(), case)
    assert got.status is Status.INCONSISTENT
    assert Formula().formula(case) == "profit / sales == stated"
    bound = bind_formula("r", "profit / sales == stated", {name: slot[0] for name, slot in slots.items()})
    assert bound.stated is slots[STATED][0]
    assert judge(Formula(), bound).status is Status.INCONSISTENT


def test_the_years_of_the_case_serve_where_claims_have_no_period() -> None:
    slots = {"a": (rounded("107"),), "b": (rounded("2065"),), STATED: (rounded("80.7", PERCENT),)}
    case = Case("r", slots, years=Fraction(5), params={"expect": "cagr(a, b) == stated"})
    assert judge(Formula(), case).status is Status.CONSISTENT


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"a": (rounded("1"), rounded("2")), STATED: (rounded("3"),)}, "many-values"),
        ({STATED: (rounded("3"),)}, "missing-claim"),
    ],
)
def test_a_case_that_does_not_fit_its_formula_abstains(slots: dict[str, tuple[Claim, ...]], reason: str) -> None:
    got = judge(Formula(), Case("r", slots, params={"expect": "a + b == stated"}))
    assert got.status is Status.UNDECIDABLE
    assert got.reason in (reason, "missing-claim")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("m24 == m290", "unknown name `m290`; did you mean `m29`?"),
        ("__import__('os')", "not arithmetic"),
        ("", "empty"),
        ("a.b.c() == a", "only functions are called"),
        ("total == 😀", "not a formula"),
    ],
)
def test_binding_refuses_what_it_cannot_read(source: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        bind_formula("rule", source, CLAIMS)
    assert message in caught.value.message


def test_numbers_too_long_to_print_abstain() -> None:
    claims = {"a": claim("1.2345678901234567890123", MULTIPLE), "b": claim("3", MULTIPLE)}
    got = judge(Formula(), bind_formula("r", "((a * 1) ** 15) ** 32 == b", claims))
    assert (got.status, got.reason) == (Status.UNDECIDABLE, "too-large")


def test_slots_carry_the_formulas_names() -> None:
    case = bind_formula("rule", "  a +\n b == total ", CLAIMS)
    assert set(case.slots) == {"a", "b", STATED}
    assert case.params == {"expect": "  a +\n b == total "}
    assert Formula().formula(case) == "a + b == total"
    assert [name for name, _ in case.claims()] == [STATED, "a", "b"]
    assert list(Formula().propose(None, {})) == []  # type: ignore[arg-type]
    assert CNY.comparable(case.stated.quantity.unit)
