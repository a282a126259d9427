"""Two labelled documents: every number that is a claim is read as it is labelled, and nothing else is read."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from claimlint.claims.assemble import assemble
from claimlint.model.interval import Interval
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain
from tests.quantities import shared

ROWS = shared.rows("quantities.jsonl")
CLAIMS = [row for row in ROWS if row["role"] == "claim"]
PERIODS = [row for row in ROWS if row["role"] == "context_period"]
# The labels use finer words for three qualifiers.
QUALIFIERS = {
    "several": {"some"},
    "between": {"range"},
    "order_of_magnitude": {"range", "some"},
    "none": {"none", "range"},  # a range without a word beside it
}


@cache
def document(name):
    text = read_plain(f"{name}.txt", shared.seed(name))
    quantities = read(text)
    return text, quantities, {claim.quantity.span: claim for claim in assemble(text, quantities)}


def bounds(row, prefix):
    low, high = (None if row[f"{prefix}{end}"] is None else Fraction(row[f"{prefix}{end}"]) for end in ("lo", "hi"))
    return Interval(low, high, row[f"{prefix}lo_open"], row[f"{prefix}hi_open"])


def name(row):
    return row.get("id") or f"{row['doc']}-{row['start']}"


def test_the_labelled_documents():
    """Says why the tests of this file are missing where they are."""
    if not ROWS:
        pytest.skip(shared.MISSING)
    assert len(CLAIMS) >= 30
    assert len(shared.rows("distractors.jsonl")) >= 150


@pytest.mark.parametrize("row", CLAIMS, ids=name)
def test_claim(row):
    _, _, claims = document(row["doc"])
    claim = claims.get(Span(row["start"], row["end"]))
    assert claim is not None, "no quantity with this span"
    quantity = claim.quantity
    assert quantity.stated == bounds(row, "")
    assert quantity.interval == bounds(row, "env_")
    assert quantity.unit.id == row["unit"]
    assert quantity.qualifier.value in QUALIFIERS.get(row["qualifier"], {row["qualifier"]})
    period = row["period"]
    if period is not None and period[:4].isdigit():  # the rest are descriptions in words
        assert claim.period is not None
        assert claim.period.id == period.replace("-end", "-12-31")


@pytest.mark.parametrize("row", PERIODS, ids=name)
def test_period(row):
    _, quantities, _ = document(row["doc"])
    found = [q for q in quantities if q.span.start == row["start"] and q.kind is Kind.PERIOD]
    assert [q.period.id for q in found] == [row["period"].replace("-end", "-12-31")]


@pytest.mark.parametrize("row", shared.rows("distractors.jsonl"), ids=name)
def test_distractor(row):
    _, quantities, _ = document(row["doc"])
    span = Span(row["start"], row["end"])
    assert [q.text for q in quantities if q.kind not in (Kind.PERIOD, Kind.ORDINAL) and q.span.overlaps(span)] == []
