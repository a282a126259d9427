"""Facts: every value is a quantity at its place, and every slip has a line."""

import re
from datetime import date
from fractions import Fraction

import pytest

from claimlint.model.claim import Role
from claimlint.model.finding import InputError
from claimlint.model.interval import Interval
from claimlint.model.period import Period, parse_period_id
from claimlint.model.quantity import Qualifier, Quantity
from claimlint.model.text import Span
from claimlint.model.unit import PERCENT, Kind, Unit
from claimlint.store.facts import merge, read_facts

CNY = Unit("CNY", Kind.MONEY, "money:CNY")
PERIOD = Unit("", Kind.PERIOD, "period")
PATTERN = re.compile(r"(?P<year>[0-9]{4}年)|(?P<number>[0-9][0-9.,]*)\s*(?P<unit>%|亿元|CNY)")


def read_quantities(document):
    """A stand-in for the quantities stage that knows yuan, percent and years."""
    found = []
    for block in document.blocks:
        for match in PATTERN.finditer(document.folded, block.span.start, block.span.end):
            unit = PERIOD if match["year"] else {"%": PERCENT}.get(match["unit"], CNY)
            digits = (match["number"] or match["year"][:-1]).replace(",", "")
            scale = 10**8 if match["unit"] == "亿元" else 1
            point = Interval.point(Fraction(digits) * scale)
            span = Span(*match.span())
            found.append(Quantity(span, span, match[0], unit, Qualifier.NONE, point, point, Fraction(1), Fraction(1)))
    return found


GOOD = """\
facts:
  - id: huawei.revenue
    subject: 华为
    aliases: [Huawei, 华为公司]
    metric: revenue
    period: 2024
    value: ８620.72亿元
    source: Huawei annual report 2024
    as_of: 2025-03-31
    max_age: 400d
  - {id: share, value: "15%", source: {file: a.md, place: p. 3}}
  - id: exact
    amount: 1_000.5
    unit: CNY
    source: made by a machine
  - id: between
    low: 1e3
    high: 2e3
    unit: "%"
    source: s
"""


def test_facts_are_claims_with_their_places():
    file = read_facts("f.yaml", GOOD, read_quantities)
    first, share, exact, between = file.facts
    assert (first.id, first.subject, first.aliases, first.metric) == (
        "huawei.revenue",
        "华为",
        ("Huawei", "华为公司"),
        "revenue",
    )
    assert first.trusted
    assert first.role is Role.LEVEL
    assert first.period == parse_period_id("2024")
    assert first.quantity.value == 862072000000
    assert file.document.locate(first.quantity.span).text == "８620.72亿元"
    assert file.document.locate(first.quantity.span).line == 7
    assert first.source is not None
    assert (first.source.citation, first.source.as_of, first.source.max_age_days) == (
        "Huawei annual report 2024",
        date(2025, 3, 31),
        400,
    )
    assert share.role is Role.SHARE
    assert share.source is not None
    assert share.source.citation == "a.md, p. 3"
    assert (exact.quantity.value, exact.quantity.unit, exact.quantity.exact) == (Fraction(2001, 2), CNY, True)
    assert between.quantity.interval == Interval(Fraction(1000), Fraction(2000))
    assert between.quantity.qualifier is Qualifier.RANGE


def test_an_amount_with_bounds_is_between_them():
    text = "facts: [{id: a, amount: 5, low: 4, high: 7, unit: '%', source: s}]"
    (fact,) = read_facts("f.yaml", text, read_quantities).facts
    assert fact.quantity.stated == Interval.point(5)
    assert fact.quantity.interval == Interval(Fraction(4), Fraction(7))


def test_a_period_beside_the_number_is_not_the_value():
    (fact,) = read_facts("f.yaml", "facts: [{id: a, value: 2024年5亿元, source: s}]", read_quantities).facts
    assert fact.quantity.text == "5亿元"


def test_a_report_may_hold_facts_beside_paths():
    text = "report: x\nclaims: [a]\nfacts:\n- other.yaml\n- {id: a, value: 5%, source: s}\n"
    assert [fact.id for fact in read_facts("r.yaml", text, read_quantities).facts] == ["a"]


FACT = "facts:\n- id: a\n  source: s\n"

BAD = [
    ("", "1:1", "needs the key 'facts'"),
    ("fact:\n- id: a\n", "1:1", "needs the key 'facts'"),
    ("facts: x\n", "1:8", "must be a list"),
    ("facts:\n- x\n", "2:3", "needs keys"),
    ("facts: []\nfoo: 1\n", "2:1", "unknown key 'foo'"),
    (FACT + "  valu: 5%\n", "4:3", "did you mean 'value'?"),
    (FACT, "2:3", "'value' as printed"),
    (FACT + "  value: 5%\n  amount: 5\n", "2:3", "'value' as printed"),
    ("facts:\n- source: s\n  value: 5%\n", "2:3", "'id' is missing"),
    ("facts:\n- id: a\n  value: 5%\n", "2:3", "'source' is missing"),
    (FACT + "  value:\n", "4:3", "is empty"),
    (FACT + "  value: [5%]\n", "4:10", "single value"),
    (FACT + "  value: many\n", "4:10", "exactly one quantity"),
    (FACT + "  value: 5%到6%\n", "4:10", "exactly one quantity"),
    (FACT + "  value: 2024年\n", "4:10", "exactly one quantity"),
    (FACT + "  value: 5%\n  period: 2024Q3\n", "5:11", "not a period"),
    (FACT + "  value: 5%\n  period: 2023-02-29\n", "5:11", "not a period"),
    (FACT + "  value: 5%\n  as_of: yesterday\n", "5:10", "not a date"),
    (FACT + "  value: 5%\n  as_of: 2024-01-01\n  max_age: 2 years\n", "6:12", "number of days"),
    (FACT + "  value: 5%\n  max_age: 9d\n", "5:12", "counts from 'as_of'"),
    (FACT + "  value: 5%\n  aliases: {a: b}\n", "5:12", "list of names"),
    (FACT + "  amount: 5\n", "2:3", "needs its 'unit'"),
    (FACT + "  amount: 5\n  unit: wombat\n", "5:9", "unknown unit"),
    (FACT + "  amount: 1e999999999\n  unit: CNY\n", "4:11", "not a plain number"),
    (FACT + "  amount: nan\n  unit: CNY\n", "4:11", "not a plain number"),
    (FACT + "  low: 5\n  unit: CNY\n", "2:3", "rising order"),
    (FACT + "  low: 5\n  high: 4\n  unit: CNY\n", "2:3", "rising order"),
    (FACT + "  value: 5%\n- {id: a, source: s, value: 6%}\n", "5:8", "two facts have the id 'a'"),
    ("facts:\n- {id: a, value: 5%, source: {fil: x}}\n", "2:31", "did you mean 'file'?"),
    (FACT + "  id: b\n  value: 5%\n", "4:3", "duplicate key 'id'"),
]


@pytest.mark.parametrize(("text", "place", "hint"), BAD)
def test_what_is_wrong_gets_one_line_with_its_place_and_a_hint(text, place, hint):
    with pytest.raises(InputError) as caught:
        read_facts("f.yaml", text, read_quantities)
    message = str(caught.value)
    assert message.startswith(f"f.yaml:{place}: ")
    assert hint in message
    assert "\n" not in message


def test_files_are_merged_and_of_two_facts_with_one_id_the_first_counts():
    one = read_facts("one.yaml", "facts: [{id: a, value: 5%, source: s}]", read_quantities)
    two = read_facts("two.yaml", "facts: [{id: b, value: 6%, source: s}]", read_quantities)
    again = read_facts("again.yaml", "facts:\n- {id: a, value: 7%, source: s}\n", read_quantities)
    merged = merge([one, two, again])
    assert [(fact.id, fact.path) for fact in merged.facts] == [("a", "one.yaml"), ("b", "two.yaml")]
    (failure,) = merged.failures
    assert str(failure).startswith("again.yaml:2:18: the fact 'a' is also in one.yaml")


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2024", "year", 2024 * 12, 2025 * 12),
        ("FY2024", "fiscal-year", 2024 * 12, 2025 * 12),
        ("2024-Q3", "quarter", 2024 * 12 + 6, 2024 * 12 + 9),
        ("2024-H1", "half", 2024 * 12, 2024 * 12 + 6),
        ("2024-03", "month", 2024 * 12 + 2, 2024 * 12 + 3),
        ("2022-12-31", "day", 2023 * 12, 2023 * 12),
        ("2024/2029", "range", 2024 * 12, 2030 * 12),
        ("2023/..", "since", 2023 * 12, None),
        ("2024-Q1/2024-Q3", "year-to-date", 2024 * 12, 2024 * 12 + 9),
    ],
)
def test_periods_by_their_machine_spelling(text, kind, start, end):
    period = parse_period_id(text)
    assert period == Period(text, kind, start, end)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-Q5", "FY2024-Q5", "2029/2024", "2024-02-30", "2024年", "2024-Q1/2025-Q3"]
)
def test_what_is_no_period(text):
    assert parse_period_id(text) is None
