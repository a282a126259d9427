"""Formulas: what is read, and what is refused with its column."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.model.expression import Node
from claimlint.model.formula import MAX_LENGTH, Formula, FormulaError, parse
from claimlint.model.functions import FUNCTIONS
from claimlint.model.image import image
from claimlint.model.interval import Interval
from tests.building import span


def side(source: str) -> Node:
    """The left side of ``source == x``."""
    return parse(f"{source} == x").links[0].left


def value(source: str, **box: str) -> Interval:
    return image(side(source), {name: span(text) for name, text in box.items()})


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
