"""Comments that speak to claimlint are found, and what only looks like one is not."""

from __future__ import annotations

import time

import pytest

from claimlint.model.text import Document
from claimlint.quantities.parse import read as read_quantities
from claimlint.sources.read import read
from claimlint.sources.report import ReportFile
from claimlint.store.facts import read_facts

REPORT = """\
# claimlint: ignore-file[quote] one
report: x
claims:
  # claimlint: ignore[a] two
  - "5% # claimlint: ignore[b] in a string"
  - 6% # claimlint: ignore[c] three
  - |
    7% # claimlint: ignore[d] in a block
  # claimlint: ignore[e] four
  - 8%
"""
MARKDOWN = """\
<!-- claimlint: ignore-file[a] one -->

Text <!-- claimlint: ignore[b] two --> and `<!-- claimlint: ignore[c] code -->`.

```html
<!-- claimlint: ignore[d] code -->
```

    <!-- claimlint: ignore[e] indented code -->

- item
  <!--
  claimlint: ignore[f]
  three
  -->

| a | b <!-- claimlint: ignore[g] four --> |
|---|---|
| 1 | <!--claimlint：ignore［h］ five--> |

<td>5% <!-- claimlint: ignore[i] six --></td>

<!-- not for claimlint: ignore[j] -->
<!-- claimlint: never closed
"""
TEXT = """\
# claimlint: ignore-file[a] one
Revenue rose 5%. // claimlint: ignore[b] two
claimlint: ignore[c] three
<!-- claimlint: ignore[d] four --> and more
claimlint: a linter for numbers, which one may ignore
claimlint: ignore what it says
claimlint: ignore-end
"""


def said(path: str, text: str) -> list[str]:
    found = read(path, text.encode())
    document = found.document if isinstance(found, ReportFile) else found
    for remark in document.remarks:
        assert (
            document.text[remark.outer.start : remark.outer.end].strip()
            == document.text[remark.outer.start : remark.outer.end]
        )
        assert len(remark.text) == remark.span.end - remark.span.start
    return [remark.text.split()[-1] for remark in document.remarks]


def test_in_yaml_comments_stand_outside_of_scalars() -> None:
    assert said("r.yaml", REPORT) == ["one", "two", "three", "four"]


def test_in_markdown_comments_in_code_are_examples() -> None:
    assert said("r.md", MARKDOWN) == ["one", "two", "three", "four", "five", "six"]


def test_in_text_only_what_cannot_be_prose_is_taken() -> None:
    assert said("r.txt", TEXT) == ["one", "two", "three", "four", "ignore-end"]


def test_a_remark_in_text_is_no_prose() -> None:
    document = read("r.txt", b"# claimlint: ignore[yoy] until 2026-12-31 waiting\nRevenue rose 5%.\n")
    assert isinstance(document, Document)
    assert [quantity.text for quantity in read_quantities(document)] == ["5%"]
    assert len(document.blocks) == 1


def test_facts_may_be_marked() -> None:
    text = "facts:\n  # claimlint: ignore[stale-fact] no newer one\n  - {id: a, value: 5%, source: s}\n"
    (remark,) = read_facts("f.yaml", text, read_quantities).document.remarks
    assert remark.text == "claimlint: ignore[stale-fact] no newer one"


@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.yaml"])
@pytest.mark.parametrize(
    "piece", ["<!-- ", "# ", "#", "claimlint:", "<!-- claimlint: x --> ", "# claimlint: ignore[a] b\n"]
)
def test_finding_them_is_linear(path: str, piece: str) -> None:
    def seconds(times: int) -> float:
        head = "report: x\nclaims:\n - 5%\n# " if path == "a.yaml" else ""
        data = (head + "claimlint\n# " + piece * times).encode()
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            read(path, data)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8_000) < 16 * seconds(1_000) + 0.05
