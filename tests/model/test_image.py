"""Formulas over intervals: every result is in the image, and the image is no wider than it must be."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.model.expression import Node
from claimlint.model.formula import parse
from claimlint.model.image import image
from claimlint.model.interval import Interval, Undefined
from tests.building import span


def side(source: str) -> Node:
    """The left side of ``source == x``."""
    return parse(f"{source} == x").links[0].left


def value(source: str, **box: str) -> Interval:
    return image(side(source), {name: span(text) for name, text in box.items()})


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
