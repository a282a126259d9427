"""What is plainly a report is one for pydantic, too, with the same values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimlint.sources.report_schema import ReportEntry
from claimlint.sources.report_shape import is_plain
from claimlint.sources.yaml_tree import read_tree

CLAIMS = Path(__file__).parents[2] / "claims"
WHOLE: dict[str, Any] = {
    "report": "A market",
    "source": "source.md",
    "as_of": "2026-01-15",
    "facts": ["facts.yaml"],
    "use": "growth",
    "language": "en",
    "claims": ["It was [3]{#a}.", "It is [4]{#b}."],
    "rules": ["a < b", {"id": "a-b", "expect": "a < b", "why": "", "severity": "warning"}],
}
texts = st.sampled_from(["", "x", "zh", "en", "error", "a-b", "A b", "2026-01-15", "20260115", "2026-02-30"])
values = st.recursive(
    texts | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["expect", "id", "why", "x"]), inner),
    max_leaves=4,
)


changes = st.dictionaries(st.sampled_from([*WHOLE, "x"]), values, max_size=2)


@given(changes, st.sets(st.sampled_from(list(WHOLE)), max_size=2))
def test_what_is_plain_is_valid(instead: dict[str, Any], left_out: set[str]) -> None:
    entry = {key: value for key, value in {**WHOLE, **instead}.items() if key not in left_out}
    try:
        valid = ReportEntry.model_validate(entry).model_dump()
    except ValidationError:
        assert not is_plain(entry)
        return
    if is_plain(entry):
        read = ("report", "source", "as_of", "language")
        assert [entry.get(key) for key in read] == [valid[key] for key in read]


@pytest.mark.parametrize("key", WHOLE)
def test_what_reports_usually_say_is_plain(key: str) -> None:
    assert is_plain(WHOLE)
    rest = {other: value for other, value in WHOLE.items() if other != key}
    assert is_plain(rest) == (key not in ("report", "claims"))
    assert not is_plain({**WHOLE, key: ["", {}]})


def test_the_reports_of_the_cases_are_plain() -> None:
    paths = sorted(CLAIMS.rglob("report.yaml"))
    trees = [read_tree(str(path), path.read_text("utf-8")) for path in paths]
    assert [path for path, tree in zip(paths, trees, strict=True) if not is_plain(tree.plain(tree.root))] == []
