"""Options and fixtures for all tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure: what is slow is measured by benchmarks, never by tests.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
# Tests keep nothing in the folder of whoever runs them.
os.environ["CLAIMLINT_CACHE_DIR"] = ""

DATA = Path(__file__).parent / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the expected texts anew; review the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/data/<name>``; escape characters are kept visible there."""

    def compare(name: str, text: str) -> None:
        path, visible = DATA / name, text.replace("\x1b", "␛")
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(visible, encoding="utf-8")
        assert path.is_file(), f"no {path}: run pytest --update-goldens and review it"
        assert visible == path.read_text(encoding="utf-8")

    return compare
