from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.model.interval import Interval, Undefined, _order, _product, exact_string
from claimlint.model.radical import ROOT_DIGITS
from tests.building import span

fractions = st.fractions(min_value=-50, max_value=50, max_denominator=8)


@st.composite
def intervals(draw: st.DrawFn, *, unbounded: bool = True) -> Interval:
    low, high = sorted((draw(fractions), draw(fractions)))
    if low == high:
        return Interval.point(low)
    sides = draw(st.tuples(*[st.sampled_from("co" + ("u" if unbounded else ""))] * 2))
    return Interval(
        None if sides[0] == "u" else low, None if sides[1] == "u" else high, sides[0] == "o", sides[1] == "o"
    )


def member(interval: Interval, pick: Fraction) -> Fraction:
    """A member for every ``pick`` in [0, 1]; 0 and 1 are the ends where they belong to the set."""
    low = interval.low if interval.low is not None else (interval.high if interval.high is not None else 1) - 1000
    high = interval.high if interval.high is not None else low + 1000
    value = low + (high - low) * pick
    return value if value in interval else low + (high - low) * (pick + 1) / 3


@st.composite
def with_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    interval = draw(intervals())
    value = member(interval, draw(st.fractions(0, 1, max_denominator=16)))
    assert value in interval
    return interval, value


@given(with_member(), with_member())
def test_sums_differences_and_products_hold_every_result(one: tuple, other: tuple) -> None:
    (a, x), (b, y) = one, other
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    assert -x in -a


@given(intervals(), intervals())
def test_the_fast_product_is_the_plain_one(a: Interval, b: Interval) -> None:
    assert a * b == _product(a, b)


@given(intervals(), fractions)
def test_clipping_below_leaves_what_lies_above(a: Interval, low: Fraction) -> None:
    assert a.clipped(low=low) == (-(-a).clipped(high=-low))


@given(fractions, fractions)
def test_the_order_of_fractions_is_that_of_integers(one: Fraction, other: Fraction) -> None:
    found = _order(one, other)
    assert (found < 0, found == 0, found > 0) == (one < other, one == other, one > other)


@given(with_member(), with_member())
def test_quotients_hold_every_result(one: tuple, other: tuple) -> None:
    (a, x), (b, y) = one, other
    try:
        image = a / b
    except Undefined:
        assert 0 in b
        return
    if y:
        assert x / y in image


@given(with_member(), st.integers(-5, 6))
def test_powers_hold_every_result(one: tuple, exponent: int) -> None:
    a, x = one
    try:
        image = a**exponent
    except Undefined:
        assert exponent < 0
        assert 0 in a
        return
    if x or exponent >= 0:
        assert x**exponent in image


@given(intervals(unbounded=False), intervals(unbounded=False))
def test_ends_of_sums_and_products_are_reached(a: Interval, b: Interval) -> None:
    """The image is the smallest one: a closed end is the result of some members."""
    for image, operate in ((a + b, Fraction.__add__), (a * b, Fraction.__mul__)):
        corners = [operate(x, y) for x, y in product((a.low, a.high), (b.low, b.high))]
        assert (image.low, image.high) == (min(corners), max(corners))
        reached = {
            operate(x, y)
            for x, y in product((a.low, a.high, a.middle, Fraction(0)), (b.low, b.high, b.middle, Fraction(0)))
            if x in a and y in b
        }
        assert (image.low in reached) is not image.low_open
        assert (image.high in reached) is not image.high_open


@given(intervals(), intervals(), intervals())
def test_algebra_that_holds_for_sets(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert a * b == b * a
    assert (a + b) + c == a + (b + c)
    assert (a * b) * c == a * (b * c)
    assert 0 - (0 - a) == a
    assert (a * (b + c)).within(a * b + a * c)
    assert a - b == a + -b
    assert a * 1 == a
    assert a + 0 == a


@given(intervals())
def test_a_reciprocal_undone_is_the_set_less_zero(a: Interval) -> None:
    try:
        back = a.reciprocal().reciprocal()
    except Undefined:
        assert 0 in a
        return
    assert back.within(a)
    assert (back.low, back.high) == (a.low, a.high)


TICKS = [Fraction(n, 2) for n in range(-9, 10)]


@st.composite
def small(draw: st.DrawFn) -> Interval:
    """Ends on whole numbers, so that halves between −4.5 and 4.5 tell any two sets apart."""
    low, high = sorted((draw(st.integers(-4, 4)), draw(st.integers(-4, 4))))
    if low == high:
        return Interval.point(low)
    sides = draw(st.tuples(*[st.sampled_from("cou")] * 2))
    return Interval(
        None if sides[0] == "u" else Fraction(low),
        None if sides[1] == "u" else Fraction(high),
        sides[0] == "o",
        sides[1] == "o",
    )


@given(small(), small())
def test_comparisons_against_their_definitions(a: Interval, b: Interval) -> None:
    mine, theirs = ([tick for tick in TICKS if tick in side] for side in (a, b))
    assert a.meets(b) is any(tick in b for tick in mine)
    assert a.within(b) is all(tick in b for tick in mine)
    assert a.before(b) is all(x < y for x in mine for y in theirs)
    assert a.meets(b) is b.meets(a)
    hull = Interval.hull([a, b])
    assert [tick for tick in TICKS if tick in hull] == [
        tick for tick in TICKS if min(mine + theirs) <= tick <= max(mine + theirs)
    ]
    assert a.within(hull)
    assert b.within(hull)


@given(small(), st.none() | st.integers(-4, 4), st.none() | st.integers(0, 3))
def test_clipping_keeps_exactly_what_is_inside(a: Interval, low: int | None, length: int | None) -> None:
    high = None if length is None else (low or 0) + length
    bounds = Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
    clipped = a.clipped(bounds.low, bounds.high)
    kept = [tick for tick in TICKS if tick in a and tick in bounds]
    assert [tick for tick in TICKS if tick in clipped] == (kept or [tick for tick in TICKS if tick in a])


@given(intervals(), st.integers(1, 9))
def test_roots_are_rounded_outward_to_twelve_digits(a: Interval, degree: int) -> None:
    if a.low is None or a.low < 0:
        with pytest.raises(Undefined, match="root-of-negative"):
            a.root(degree)
        return
    root = a.root(degree)
    assert root.low is not None
    slack = Fraction(1, 10**ROOT_DIGITS) * 2
    assert root.low**degree <= a.low <= (root.low * (1 + slack)) ** degree
    assert (root.high is None) is (a.high is None)
    if a.high is not None and root.high is not None:
        assert (root.high * (1 - slack)) ** degree <= a.high <= root.high**degree
        assert root.high_open is a.high_open
    assert root.low_open is a.low_open


@given(st.fractions(min_value=0, max_denominator=10**6), st.integers(1, 12))
def test_exact_roots_stay_exact(value: Fraction, degree: int) -> None:
    assert Interval.point(value**degree).root(degree) == Interval.point(value)


@given(st.fractions())
def test_exact_strings_lose_nothing(value: Fraction) -> None:
    text = exact_string(value)
    assert Fraction(text) == value
    assert "/" in text or value.denominator == 1 or not text.endswith("0")


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/8", "0.125"), ("-1/2", "-0.5"), ("1/3", "1/3"), ("-7", "-7"), ("2065e8", "206500000000"), ("1/50", "0.02")],
)
def test_exact_strings(value: str, text: str) -> None:
    assert exact_string(Fraction(value)) == text


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        (-span("[1, 2)"), "(-2, -1]"),
        (span("(0, 0.1)").reciprocal(), "(10, ∞)"),
        (span("[0, 0.1]").reciprocal(), "[10, ∞)"),
        (span("[-0.5, 0)").reciprocal(), "(-∞, -2]"),
        (span("(0, ∞)").reciprocal(), "(0, ∞)"),
        (span("(2, ∞)").reciprocal(), "(0, 0.5)"),
        (span("[0, 1]") * span("(5, ∞)"), "[0, ∞)"),
        (span("(0, 1]") * span("(5, ∞)"), "(0, ∞)"),
        (span("(-1, 2]") ** 2, "[0, 4]"),
        (span("(-2, 1]") ** 2, "[0, 4)"),
        (span("(-2, 1]") ** 3, "(-8, 1]"),
        (span("(-∞, -1)") ** 2, "(1, ∞)"),
        (span("[-1, 2]") ** -2, "[0.25, ∞)"),
        (span("[-3, 5]") ** 0, "[1, 1]"),
        (1 - span("[0.1, 0.2)"), "(0.8, 0.9]"),
        (1 / span("[4, 5]"), "[0.2, 0.25]"),
        (span("[4, 9)").root(2), "[2, 3)"),
        (Interval.around(Fraction(107), Fraction(1, 2)), "[106.5, 107.5]"),
    ],
)
def test_images_worked_by_hand(computed: Interval, expected: str) -> None:
    assert computed == span(expected)
    assert str(computed) == expected


@pytest.mark.parametrize("divisor", ["[-1, 1]", "0", "(-∞, ∞)", "(-1, 0.5)"])
def test_a_divisor_that_holds_zero_has_no_reciprocal(divisor: str) -> None:
    with pytest.raises(Undefined, match="division-by-zero"):
        span(divisor).reciprocal()


@pytest.mark.parametrize(("low", "high", "opened"), [(2, 1, False), (1, 1, True)])
def test_empty_sets_cannot_be_made(low: int, high: int, opened: bool) -> None:
    with pytest.raises(ValueError, match="empty interval"):
        Interval(Fraction(low), Fraction(high), opened)


def test_an_unbounded_end_is_never_open() -> None:
    assert Interval(None, None, True, True) == Interval(None, None)
    assert hash(Interval(None, None, True, True)) == hash(Interval(None, None))


def test_width_and_middle() -> None:
    assert (span("[1, 4]").width, span("[1, 4]").middle) == (3, Fraction(5, 2))
    assert (span("(1, ∞)").width, span("(1, ∞)").middle, span("(1, ∞)").bounded) == (None, None, False)


def test_roots_of_numbers_with_thousands_of_digits() -> None:
    """Python will not print such a number, so its size must be told without printing it."""
    root = Interval.point(Fraction(10**6001 + 1, 3)).root(7)
    assert root.low is not None
    assert root.low**7 < Fraction(10**6001 + 1, 3)


def test_a_root_has_a_degree() -> None:
    with pytest.raises(ValueError, match="degree 0"):
        span("[1, 2]").root(0)
