from __future__ import annotations

import time
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.model import dimension as dim
from claimlint.model.expression import Environment, Node
from claimlint.model.formula import MAX_LENGTH, Formula, FormulaError, parse
from claimlint.model.functions import FUNCTIONS
from claimlint.model.image import image
from claimlint.model.interval import Interval, Undefined
from claimlint.model.period import Period, of_half, of_year, year_end
from claimlint.model.unit import MULTIPLE, NUMBER, PERCENT, POINTS
from tests.building import CARS, CNY, TOKEN, TOKEN_PRICE, TONNE, USD, YEARS, span


def side(source: str) -> Node:
    """The left side of ``source == x``."""
    return parse(f"{source} == x").links[0].left


def resolved(source: str, **units: str) -> Node:
    names = {name: dim.of_unit(units.get(name, CNY.dimension)) for name in parse(f"{source} == x").names}
    return side(source).resolve(Environment(names))[0]


def value(source: str, **box: str) -> Interval:
    return image(side(source), {name: span(text) for name, text in box.items()})


# -- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "names", "operators"),
    [
        ("a + b == total", ("a", "b", "total"), "=="),
        ("cagr(m24, m29) == g", ("m24", "m29", "g"), "=="),
        ("ali > hw > tx", ("ali", "hw", "tx"), "> >"),
        ("huawei.revenue * hw_share == hw", ("huawei.revenue", "hw_share", "hw"), "=="),
        ("growth(last=b, first=a) == g", ("b", "a", "g"), "=="),
        ("sum(a, b, c) <= total", ("a", "b", "c", "total"), "<="),
        ("between(x, lo, hi)", ("lo", "x", "hi"), "<= <="),
        ("years(m24, m29) == 5", ("m24", "m29"), "=="),
        ("毛利 / 收入 == 毛利率", ("毛利", "收入", "毛利率"), "=="),
        ("（甲 ＋ 乙） × 2 ＝＝ 丙", ("甲", "乙", "丙"), "=="),
        ("  a\n  + b\n == c ", ("a", "b", "c"), "=="),
        ("a != b < c >= d", ("a", "b", "c", "d"), "!= < >="),
    ],
)
def test_what_is_read(source: str, names: tuple[str, ...], operators: str) -> None:
    formula = parse(source)
    assert isinstance(formula, Formula)
    assert formula.source == source
    assert sorted(formula.names) == sorted(names)
    assert " ".join(link.operator for link in formula.links) == operators


DEEP = "(" * 10_000
REFUSED = [
    ("", "empty", 1),
    ("   \n", "empty", 1),
    ("a + b", "compares two sides", 1),
    ("__import__('os') == a", "not arithmetic", 12),
    ('a == "5"', "not arithmetic", 6),
    ("a == b # why", "not arithmetic", 8),
    ("a = b", "write `==`", 3),
    ("a == b and b == c", "one rule for each", 1),
    ("not a == b", "", 1),
    ("a in b", "only == != < <= > >=", 1),
    ("a is b", "only == != < <= > >=", 1),
    ("a == b if c else d", "conditions", 1),
    ("a == (lambda: 1)", "cannot be defined", 7),
    ("a == b[0]", "not indexed", 6),
    ("a == [b]", "not arithmetic", 6),
    ("a == (b, c)", "thousands", 6),
    ("1,000 == a", "thousands", 1),
    ("a == (b := 2)", "not arithmetic", 7),
    ("a == (b == c)", "only outside", 7),
    ("a == b % 2", "only + - * /", 6),
    ("a == b // 2", "only + - * /", 6),
    ("a == b @ c", "only + - * /", 6),
    ("a == ~b", "only + and -", 6),
    ("a == b.c()", "only functions are called", 6),
    ("a.b.c() == d", "only functions are called", 1),
    ("a == sum(b).c", "a dot only joins", 6),
    ("a == growht(b, c)", "did you mean `growth`", 6),
    ("a == exec(b)", "unknown function `exec`", 6),
    ("a == growth(b)", "growth(first, last) does not take 1 argument", 6),
    ("a == cagr(b, c, 1, 2)", "cagr(first, last[, years]) does not take 4 arguments", 6),
    ("a == growth(b, frist=c)", "no open argument `frist`", 16),
    ("a == growth(b, first=c)", "no open argument `first`", 16),
    ("a == cagr(first=b, years=3)", "lacks an argument", 6),
    ("a == sum(*b)", "written out", 6),
    ("a == sum(**b)", "written out", 6),
    ("a == sum()", "does not take 0", 6),
    ("a == 1 + between(b, 1, 2)", "cannot stand inside", 10),
    ("years(1, 2) == a", "needs claims with periods", 1),
    ("a == b / 0", "division by zero", 10),
    ("a == b / (2 - 2)", "division by zero", 11),
    ("a == b / 0.0", "division by zero", 10),
    ("1 == 1", "at least one claim", 1),
    ("a == 9**9**9", "whole number as written", 9),
    ("a == b ** 65", "up to 64", 11),
    ("a == b ** 0.5", "cagr(first, last)", 11),
    ("a == b ** c", "whole number as written", 11),
    ("a == ((b ** 64) ** 64) ** 64", "too large", 8),
    ("a == True", "plain numbers", 6),
    ("a == None", "plain numbers", 6),
    ("a == ...", "plain numbers", 6),
    ("a == 0x10", "plain numbers", 6),
    ("a == 2j", "plain numbers", 6),
    ("a == 1e999", "400 digits", 6),
    ("a == " + "9" * 401, "400 digits", 6),
    ("a == 0." + "9" * 401, "400 digits", 6),
    ("a == 😀", "not a formula", 6),
    ("a == b; import os", "not arithmetic", 7),
    ("a == b \\ c", "not arithmetic", 8),
    ("a == b²", "no digit", 7),
    ("a == 5%", "not a formula", None),
    (f"{DEEP}a == b", f"at most {MAX_LENGTH}", MAX_LENGTH + 1),
    ("(" * 51 + "a" + ")" * 51 + " == b", "deeper than 50", 51),
    ("-" * 1900 + "a == b", "", None),
    ("+-" * 40 + "a == b", "deeper than 50", 51),
    ("a" + "**2" * 600 + " == b", "", None),
    ("毛利 + b.c() == d", "only functions are called", 6),
    ("  甲 == growht(乙, 丙)", "did you mean `growth`", 8),
    ("a == \x00", "", None),
    ("a == \ud800", "", None),
    ("a == b)", "", None),
    ("a) == (b", "", None),
]


@pytest.mark.parametrize(("source", "message", "column"), REFUSED, ids=[repr(row[0][:30]) for row in REFUSED])
def test_what_is_refused(source: str, message: str, column: int | None) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(source)
    assert message in caught.value.message
    if column is not None:
        assert caught.value.column == column
    assert "\n" not in str(caught.value)


@settings(max_examples=300)
@given(st.text(alphabet="ab01.+-*/=<>!(), %e_[]{}:'😀毛＋\n", max_size=40))
def test_any_text_is_read_or_refused(source: str) -> None:
    column, links = 1, 1
    try:
        links = len(parse(source).links)
    except FormulaError as error:
        column = error.column
    assert 1 <= column <= len(source) + 2
    assert links


def test_unknown_names_get_the_nearest_one() -> None:
    formula = parse("revenu * 份额 == total")
    with pytest.raises(FormulaError) as caught:
        formula.check_names(["revenue", "total", "份额"])
    assert caught.value.message == "unknown name `revenu`; did you mean `revenue`?"
    assert caught.value.column == 1
    formula.check_names(["revenu", "份额", "total"])
    with pytest.raises(FormulaError, match=r"column 10: unknown name `份额`$"):
        formula.check_names(["revenu", "total"])


def test_literals_are_exact_as_typed() -> None:
    for text, expected in (("1.1", "11/10"), ("0.1", "1/10"), (".5", "1/2"), ("1_000", "1000"), ("2.5e3", "2500")):
        assert value(text) == Interval.point(Fraction(expected))
    digits = "0." + "3" * 399
    assert value(digits).low == Fraction(digits)


def test_a_long_sum_is_not_deep() -> None:
    names = [f"a{i}" for i in range(300)]
    formula = parse(" + ".join(names) + " == x")
    assert image(formula.links[0].left, dict.fromkeys(names, span("[1, 2]"))) == span("[300, 600]")


def test_every_function_is_documented() -> None:
    for name, function in FUNCTIONS.items():
        assert function.name == name
        assert function.signature.startswith(f"{name}(")
        assert function.summary.endswith(".")
    assert FUNCTIONS["sum"].signature == "sum(term, …)"
    assert FUNCTIONS["cagr"].signature == "cagr(first, last[, years])"


# -- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "box", "expected"),
    [
        ("a + b", {"a": "[1514.5, 1515.5]", "b": "[549.5, 550.5]"}, "[2064, 2066]"),
        ("a - b - 1", {"a": "[5, 6)", "b": "[1, 2]"}, "[2, 4)"),
        ("-a ** 2", {"a": "[-1, 2]"}, "[-4, 0]"),
        ("(-a) ** 3", {"a": "[-1, 2]"}, "[-8, 1]"),
        ("a ** -1", {"a": "(0, 4]"}, "[0.25, ∞)"),
        ("2 * a / 4 * b", {"a": "[2, 4]", "b": "[1, 3]"}, "[1, 6]"),
        ("share(a, b)", {"a": "[1, 2]", "b": "[4, 5]"}, "[0.2, 0.5]"),
        ("growth(a, b)", {"a": "[10, 20]", "b": "[20, 30]"}, "[0, 2]"),
        ("growth(last=b, first=a)", {"a": "[10, 20]", "b": "[20, 30]"}, "[0, 2]"),
        ("cagr(a, b, 2)", {"a": "1", "b": "[4, 9)"}, "[1, 2)"),
        ("cagr(a, b, years=2)", {"a": "1", "b": "[4, 9)"}, "[1, 2)"),
        ("cagr(a, b, 0.5)", {"a": "1", "b": "[2, 3]"}, "[3, 8]"),
        ("cagr(a, b, n)", {"a": "1", "b": "[16, 64]", "n": "[2, 3]"}, "[1.519842099789, 7]"),
        ("yearly_factor(a, b, 2)", {"a": "20", "b": "[0.05, 0.2]"}, "[10, 20]"),
        ("yearly_factor(a, b, 2)", {"a": "1", "b": "[4, 9]"}, "[2, 3]"),
        ("yearly_factor(a, b, 1)", {"a": "[9, 11]", "b": "10"}, "[1, 1.111111111111]"),
        ("sum(a, b, 1)", {"a": "[1, 2]", "b": "[3, 4]"}, "[5, 7]"),
        ("difference(a, b)", {"a": "[1, 2]", "b": "[3, 4]"}, "[-3, -1]"),
        ("mean(a, b)", {"a": "[1, 2]", "b": "[3, 4]"}, "[2, 3]"),
        ("average(a, b, 0)", {"a": "[1, 2]", "b": "[5, 7]"}, "[2, 3]"),
        ("abs(a)", {"a": "(-3, 2]"}, "[0, 3)"),
        ("abs(a)", {"a": "[-3, -2)"}, "(2, 3]"),
        ("abs(a)", {"a": "(-∞, 1)"}, "[0, ∞)"),
        ("max(a, b)", {"a": "[1, 5]", "b": "(3, 4)"}, "(3, 5]"),
        ("max(a, b)", {"a": "(-∞, 5]", "b": "(3, ∞)"}, "(3, ∞)"),
        ("min(a, b)", {"a": "[1, 5]", "b": "(1, 4)"}, "[1, 4)"),
        ("min(a, 2, b)", {"a": "[1, 5]", "b": "(-∞, 4)"}, "(-∞, 2]"),
    ],
)
def test_images(source: str, box: dict[str, str], expected: str) -> None:
    computed, wanted = value(source, **box), span(expected)
    assert (computed.low_open, computed.high_open) == (wanted.low_open, wanted.high_open)
    for end, other in ((computed.low, wanted.low), (computed.high, wanted.high)):
        assert (end is None) is (other is None)
        if end is not None and other is not None:
            assert abs(end - other) <= Fraction(2, 10**12) * abs(other)


@pytest.mark.parametrize(
    ("source", "box", "reason"),
    [
        ("a / b", {"a": "1", "b": "[-1, 1]"}, "division-by-zero"),
        ("growth(a, b)", {"a": "[-2, -1]", "b": "1"}, "non-positive-base"),
        ("growth(a, b)", {"a": "[-2, 1]", "b": "1"}, "non-positive-base"),
        ("cagr(a, b, 2)", {"a": "1", "b": "[-1, 1]"}, "root-of-negative"),
        ("cagr(a, b, 0)", {"a": "1", "b": "2"}, "no-period"),
        ("cagr(a, b, n)", {"a": "1", "b": "2", "n": "(1, ∞)"}, "no-period"),
        ("cagr(a, b, 1.2345)", {"a": "1", "b": "2"}, "too-large"),
        ("cagr(a ** 64, b ** 64, 1200)", {"a": "1.23456789", "b": "2"}, None),
        ("cagr(a ** 64, b, 0.001)", {"a": "1.23456789", "b": "2"}, "too-large"),
    ],
)
def test_undefined_values(source: str, box: dict[str, str], reason: str | None) -> None:
    if reason is None:
        assert value(source, **box).low
        return
    with pytest.raises(Undefined, match=reason):
        value(source, **box)


SAME = [
    ("(b - a) / a", "b / a - 1"),
    ("a / (a + b)", "1 / (1 + b / a)"),
    ("(b - a) / a", "growth(a, b)"),
    ("a * a", "a ** 2"),
    ("a - a + b", "b"),
    ("a / a * b", "b"),
    ("a * b + a * c", "a * (b + c)"),
    ("(a - b) / (a + b)", "2 / (1 + b / a) - 1"),
    ("cagr(a, a + b, 3)", "cagr(1, 1 + b / a, 3)"),
]

positive = st.fractions(min_value=Fraction(1, 4), max_value=50, max_denominator=4)


@st.composite
def positive_intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(positive), draw(positive)))
    ends = draw(st.tuples(st.booleans(), st.booleans())) if low < high else (False, False)
    return Interval(low, high, *ends)


@pytest.mark.parametrize(("repeated", "once"), SAME)
@settings(max_examples=60, deadline=None)
@given(positive_intervals(), positive_intervals(), positive_intervals())
def test_a_name_that_occurs_twice_counts_once(repeated: str, once: str, a: Interval, b: Interval, c: Interval) -> None:
    box = {"a": a, "b": b, "c": c}
    one, other = image(side(repeated), box), image(side(once), box)
    if "cagr" in repeated:
        assert one.meets(other)
        assert abs((one.width or 0) - (other.width or 0)) < Fraction(1, 10**9)
    else:
        assert (one.low, one.high) == (other.low, other.high)
        assert other.within(one)


@pytest.mark.parametrize(
    ("source", "box", "expected", "slack"),
    [
        ("a - a", {"a": "[1, 2]"}, "[0, 0]", 0),
        ("a * (1 - a)", {"a": "[0, 1]"}, "[0, 0.25]", Fraction(1, 20)),
        ("a ** 2 - a", {"a": "[-1, 1]"}, "[-0.25, 2]", Fraction(1, 20)),
        ("a / (1 + a ** 2)", {"a": "[0, 3]"}, "[0, 0.5]", Fraction(1, 20)),
        ("(b - a) / a", {"a": "[1, 20]", "b": "[2, 3]"}, "[-0.9, 2]", 0),
        ("1 / (a - a / 2)", {"a": "[1, 4]"}, "[0.5, 2]", 0),
        ("max(a, b) / a", {"a": "[0.25, 0.5]", "b": "0.25"}, "[1, 1]", Fraction(1, 50)),
        ("abs(a - 1) + a", {"a": "[0, 3]"}, "[1, 5]", Fraction(1, 5)),
        ("(a + b) * (a - b)", {"a": "[-1, 1]", "b": "[-1, 1]"}, "[-1, 1]", 1),
    ],
)
def test_repeated_names_against_the_true_range(
    source: str, box: dict[str, str], expected: str, slack: Fraction | int
) -> None:
    computed, truth = value(source, **box), span(expected)
    assert truth.within(computed)
    assert computed.within(Interval(truth.low - slack, truth.high + slack))


def test_an_unbounded_repeated_name_keeps_an_outer_bound() -> None:
    assert span("(-1, 0.0918)").within(value("(b - a) / a", a="(1100, ∞)", b="[1200, 1201]"))


SAMPLED = ["a / (a + b)", "(b - a) / a", "a * b - b * c + a", "max(a, b) - a * c", "(a - b) ** 2 / c", "abs(a - b) * a"]


@pytest.mark.parametrize("source", [*SAMPLED, "mean(a, b, c) / max(a, c)", "yearly_factor(a, a * b, 2) - b"])
@settings(max_examples=20, deadline=None)
@given(positive_intervals(), positive_intervals(), positive_intervals())
def test_images_hold_every_result(source: str, a: Interval, b: Interval, c: Interval) -> None:
    whole = image(side(source), {"a": a, "b": b, "c": c})
    for parts in product((Fraction(0), Fraction(1, 3), Fraction(1)), repeat=3):
        members = [i.low + (i.high - i.low) * part for i, part in zip((a, b, c), parts, strict=True)]
        if all(m in i for m, i in zip(members, (a, b, c), strict=True)):
            point = {name: Interval.point(m) for name, m in zip("abc", members, strict=True)}
            assert image(side(source), point).meets(whole)


def test_hostile_repetition_stays_quick() -> None:
    names = [f"a{i}" for i in range(60)]
    source = " + ".join(f"{name} * (1 - {name})" for name in names)
    started = time.perf_counter()
    computed = image(side(source), dict.fromkeys(names, span("[0, 1]")))
    assert span("[0, 15]").within(computed)
    assert time.perf_counter() - started < 5


# -- units and periods ------------------------------------------------------------------------------------------------

UNITS = {
    "cny": CNY,
    "cny2": CNY,
    "usd": USD,
    "pct": PERCENT,
    "pct2": PERCENT,
    "pp": POINTS,
    "times": MULTIPLE,
    "plain": NUMBER,
    "tokens": TOKEN,
    "cars": CARS,
    "price": TOKEN_PRICE,
    "tonnes": TONNE,
    "span_": YEARS,
}
LIKE = [
    "cny + cny2 == cny",
    "cny * pct == cny2",
    "cny / cny2 == pct",
    "cny / cny2 == times",
    "cny / cny2 == plain",
    "cny / cny2 - 1 == pct",
    "growth(cny, cny2) == pct",
    "growth(pct, pct2) == pct",
    "share(cny, cny2) == pct",
    "share(cny, cny2) == 0.15",
    "pct - pct2 == pp",
    "pct - pct2 == pct",
    "difference(pct, pct2) == pp",
    "pct + pp == pct2",
    "1 - pct == pct2",
    "pct + pct2 == 1",
    "(1 + pct) * (1 + pct2) - 1 == pct",
    "1 + pct == times",
    "times - 1 == pct",
    "yearly_factor(cny, cny2, 2) == times",
    "price * tokens == usd",
    "usd / tokens == price",
    "cny * cars == cny2",
    "cny / cars == cny2",
    "cny / cny2 == cars",
    "cars == 5",
    "span_ == 5",
    "cny > 0",
    "max(cny - cny2, 0) == cny",
    "min(cny, cny2) == cny",
    "mean(pct, pct2) == pct",
    "0 < pct < 1",
    "abs(cny - cny2) <= cny",
    "tonnes / tonnes == pct",
]
UNLIKE = [
    ("cny + usd == cny", "unlike-currencies"),
    ("cny == usd", "unlike-currencies"),
    ("growth(cny, usd) == pct", "unlike-currencies"),
    ("cny / usd == times", "unlike-currencies"),
    ("cny / usd == cny", "unlike-currencies"),
    ("cagr(cny, usd, 2) == pct", "unlike-currencies"),
    ("cny == 5", "unlike-units"),
    ("cny == pct", "unlike-units"),
    ("cny + pct == cny", "unlike-units"),
    ("cny + tonnes == cny", "unlike-units"),
    ("cny * cny2 == cny", "unlike-units"),
    ("price == usd", "unlike-units"),
    ("cars == tokens", "unlike-units"),
    ("max(cny, tonnes) == cny", "unlike-units"),
    ("share(cny, tonnes) == pct", "unlike-units"),
    ("pct == pp", "unlike-kinds"),
    ("pct == times", "unlike-kinds"),
    ("growth(cny, cny2) == times", "unlike-kinds"),
    ("growth(cny, cny2) == pp", "unlike-kinds"),
    ("yearly_factor(cny, cny2, 2) == pct", "unlike-kinds"),
    ("pct + times == pct", "unlike-kinds"),
    ("plain == pct", "unlike-kinds"),
]


def agree(source: str) -> None:
    formula = parse(source)
    environment = Environment({name: dim.of_unit(UNITS[name].dimension) for name in formula.names})
    for link in formula.links:
        dim.agree(link.left.resolve(environment)[1], link.right.resolve(environment)[1])


@pytest.mark.parametrize("source", LIKE)
def test_units_that_go_together(source: str) -> None:
    agree(source)


@pytest.mark.parametrize(("source", "reason"), UNLIKE)
def test_units_that_do_not(source: str, reason: str) -> None:
    with pytest.raises(Undefined) as caught:
        agree(source)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("first", "last", "declared", "years"),
    [
        (of_year(2019), of_year(2024), None, 5),
        (year_end(2022), year_end(2024), None, 2),
        (of_half(2023, 1), of_half(2024, 2), None, Fraction(3, 2)),
        (of_half(2023, 1), of_year(2024), None, None),
        (None, of_year(2024), None, None),
        (None, None, Fraction(3), None),
    ],
)
def test_years_come_from_the_periods(
    first: Period | None, last: Period | None, declared: Fraction | None, years: Fraction | int | None
) -> None:
    environment = Environment(dict.fromkeys("ab", dim.of_unit(CNY.dimension)), {"a": first, "b": last}, declared)
    if years is None:
        with pytest.raises(Undefined, match="no-period"):
            side("years(a, b)").resolve(environment)
    else:
        assert side("years(a, b)").resolve(environment)[0].value({}) == Interval.point(years)


def test_a_cagr_falls_back_on_the_length_that_the_case_declares() -> None:
    environment = Environment(dict.fromkeys("ab", dim.of_unit(CNY.dimension)), {}, Fraction(2))
    root, _ = side("cagr(a, b)").resolve(environment)
    assert root.value({"a": span("1"), "b": span("[4, 9]")}) == span("[1, 2]")


def test_unresolved_years_have_no_value() -> None:
    with pytest.raises(Undefined, match="no-period"):
        value("cagr(a, b)", a="1", b="2")


def test_a_resolved_tree_computes_the_same() -> None:
    box = {"a": span("[10, 11]"), "b": span("[12, 13]")}
    for source in (
        "growth(a, b)",
        "abs(a - b)",
        "max(a, b, 0)",
        "(a / b) ** 2",
        "yearly_factor(a, b, 2)",
        "mean(a, b)",
    ):
        assert image(resolved(source), box) == image(side(source), box)
