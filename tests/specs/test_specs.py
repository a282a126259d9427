"""The public specifications of another reader: what agrees must not become less."""

from __future__ import annotations

from functools import cache

import pytest
import yaml

from tests import shared
from tests.specs import adapter

pytestmark = pytest.mark.skipif(not adapter.FOLDER.is_dir(), reason=shared.MISSING)

# Span F1 without the deviations, a little under what is reached; nearly every span that matches has the right value.
FLOORS = {
    ("zh", "number"): 0.98,
    ("zh", "percent"): 0.99,
    ("zh", "number_range"): 0.96,
    ("zh", "ordinal"): 0.99,
    ("zh", "currency"): 0.99,
    ("zh", "dimension"): 0.99,
    ("zh", "temperature"): 0.99,
    ("en", "number"): 0.95,
    ("en", "percent"): 0.99,
    ("en", "number_range"): 0.96,
    ("en", "ordinal"): 0.90,
    ("en", "currency"): 0.98,
    ("en", "dimension"): 0.94,
    ("en", "temperature"): 0.99,
}
VALUES = 0.99
MOST_DEVIATIONS = 0.03


@cache
def deviations():
    data = yaml.safe_load((adapter.HERE / "deviations.yaml").read_text(encoding="utf-8"))
    return data["deviations"]


@cache
def read(language, kind):
    return [(case, adapter.score(case, adapter.results(case))) for case in adapter.cases(kind, language)]


@pytest.mark.parametrize(("language", "kind"), FLOORS)
def test_agreement(language, kind):
    scores = [score for case, score in read(language, kind) if case.id not in deviations()]
    total = sum(scores, adapter.Score())
    assert total.f1 >= FLOORS[language, kind]
    assert total.accuracy >= VALUES


def test_deviations_are_few_and_do_differ():
    cases = {case.id: score for language, kind in FLOORS for case, score in read(language, kind)}
    assert len(deviations()) <= MOST_DEVIATIONS * len(cases)
    for language, kind in FLOORS:
        total = sum((score for _, score in read(language, kind)), adapter.Score())
        assert sum(id.startswith(f"{language}.{kind}.") for id in deviations()) <= max(
            1, MOST_DEVIATIONS * total.expected
        )
    for id in deviations():
        score = cases[id]
        assert not score.expected == score.read == score.matched == score.right, f"{id} agrees by now"
