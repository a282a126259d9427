"""For a wiki or a documentation site: a table."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.reporters.markup import as_markdown
from claimlint.reporters.pages import Page


def report(value: Sequence[Page], *, color: bool, width: int, quiet: bool = False) -> str:
    """A row for each rule, its reason in every language in which it is given."""
    return "| rule | check | severity | why |\n|---|---|---|---|\n" + "".join(map(_row, value))


def _row(page: Page) -> str:
    why = "<br>".join(as_markdown(reason) for reason in page.reasons)
    severity = f"{page.severity} (in preview)" if page.preview else page.severity
    return f"| `{page.id}` | `{page.check}` | {severity} | {why} |\n"
