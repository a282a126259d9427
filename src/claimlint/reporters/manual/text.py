"""For people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.reporters.pages import Page, asked, some
from claimlint.reporters.terminal.cells import fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted

_HOLDS, _BREAKS = _LISTS = ("Holds", "Breaks, at [[…]]")


def report(value: Page, *, color: bool, width: int, quiet: bool = False) -> str:
    """What is recomputed, why, and texts that hold and break: a few of them, as a check may have hundreds."""
    first, *others = fill(printable(f"{value.id}: {value.heading}" if value.heading else value.id), width)
    rows: list[Row] = [(Segment(value.id, "title"), Segment(first.removeprefix(value.id)))]
    rows += [(Segment(other),) for other in others]
    if value.severity is not None:
        preview = ", in preview" if value.preview else ""
        rows.append((Segment(f"{value.severity}, check {value.check}{preview}", "dim"),))
    for title, lines in _sections(value):
        rows += [(), (Segment(title, "title"),)]
        rows += [(Segment(part),) for line in lines for part in _filled(line, width, listed=title in _LISTS)]
    return "".join(painted(row, color=color) + "\n" for row in rows)


def _sections(page: Page) -> Iterator[tuple[str, Sequence[str]]]:
    parts = (
        ("Why", page.reasons),
        ("What" if page.kind == "lookup" else "Check", [line for lines in page.what.values() for line in lines]),
        ("Must hold", _relation(page)),
        ("Takes", [f"{slot.name}: {' / '.join(slot.label.values())}" for slot in page.takes]),
        (_HOLDS, some(page.holds)),
        (_BREAKS, some(page.breaks)),
        ("Rules", [", ".join(page.rules)] if page.rules else []),
        ("If a finding is meant so", [page.suppress]),
    )
    yield from ((title, lines) for title, lines in parts if lines)


def _filled(line: str, width: int, *, listed: bool) -> Iterator[str]:
    """The lines of a paragraph, or of an item of a list."""
    first, hanging = ("  - ", "    ") if listed else ("  ", "  ")
    parts = (part for row in line.splitlines() for part in fill(printable(row), width - len(first)))
    for number, part in enumerate(parts):
        yield (hanging if number else first) + part


def _relation(page: Page) -> list[str]:
    if page.expect is None:
        return []
    return [page.expect, *(f"{name}: {asked(wanted)}" for name, wanted in page.given.items())]
