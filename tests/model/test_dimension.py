"""Which units go together in a formula, and which length of time lies between its claims."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.model import dimension as dim
from claimlint.model.expression import Environment, Node
from claimlint.model.formula import parse
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
