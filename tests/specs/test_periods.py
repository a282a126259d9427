"""Periods and durations of the public specifications: floors below which reading must not fall."""

from __future__ import annotations

import pytest

from tests import shared
from tests.specs import periods

FLOORS = {
    ("zh", "date_period"): (0.95, 0.95),
    ("en", "date_period"): (0.95, 0.95),
    ("zh", "duration"): (0.98, 0.98),
    ("en", "duration"): (0.98, 0.98),
}


@pytest.mark.skipif(not shared.FOLDER.is_dir(), reason=shared.MISSING)
@pytest.mark.parametrize(("language", "name"), FLOORS)
def test_floor(language, name):
    score = periods.score(language, name)
    assert score.wanted >= 10
    assert score.f1 >= FLOORS[language, name][0], score.differing
    assert score.accuracy >= FLOORS[language, name][1], score.differing


@pytest.mark.skipif(not shared.FOLDER.is_dir(), reason=shared.MISSING)
def test_what_deviates_on_purpose_does_deviate():
    differing = "\n".join(line for lang, name in FLOORS for line in periods.score(lang, name).differing)
    assert [case for case in periods.deviations() if case not in differing] == []
