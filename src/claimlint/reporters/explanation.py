"""The manual page of one rule or check, made from its declaration."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from claimlint.lexicon.phrases import phrases
from claimlint.model.check import STATED, Breaks, Check, Holds, Slot
from claimlint.model.text import Language
from claimlint.reporters.rules import Listed, example_text, plain, reasons
from claimlint.reporters.terminal.cells import fill, printable
from claimlint.reporters.terminal.paint import Row, Segment, painted

# A check may have hundreds of examples; a reader wants a few.
_MOST_EXAMPLES = 4
_MEANT_SO = "If a finding is meant so"


def explanation(
    id: str, rule: Listed | None, check: Check | None, users: Sequence[str], *, color: bool, width: int
) -> str:
    """What is recomputed, why, and texts that hold and break; ``users`` are the rules that go to a check."""
    return _page(_heading(id, rule, check), _sections(id, rule, check, users), color, width)


def lookup(id: str, *, color: bool, width: int) -> str:
    """The page of a rule that no pack states, in both languages."""
    manuals = [phrases(language).manuals[id] for language in get_args(Language)]
    titles = " / ".join(manual.title for manual in manuals)
    sections = [
        ("Why", [manual.why for manual in manuals]),
        ("What", [manual.what for manual in manuals]),
        (_MEANT_SO, [f"# claimlint: ignore[{id}] reason"]),
    ]
    return _page([(Segment(id, "title"), Segment(f": {titles}"))], sections, color, width)


def _page(heading: Iterable[Row], sections: Iterable[tuple[str, Sequence[str]]], color: bool, width: int) -> str:
    rows: list[Row] = [*heading]
    for title, lines in sections:
        rows += [(), (Segment(title, "title"),)]
        rows += [(Segment("  " + part),) for line in lines for part in fill(printable(line), width - 2)]
    return "".join(painted(row, color=color) + "\n" for row in rows)


def _heading(id: str, rule: Listed | None, check: Check | None) -> Iterator[Row]:
    titles = " / ".join(check.title.values()) if check else ""
    yield (Segment(id, "title"), Segment(f": {titles}" if titles else ""))
    if rule is not None:
        yield (Segment(f"{rule.severity}, check {rule.check}", "dim"),)


def _sections(
    id: str, rule: Listed | None, check: Check | None, users: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    if rule is not None and rule.why:
        yield "Why", list(reasons(rule))
    if check is not None:
        yield "Check", _paragraphs(inspect.getdoc(check) or "")
    if rule is not None and rule.expect:
        yield "Must hold", [rule.expect, *(f"{name}: {_terse(plain(value))}" for name, value in rule.given.items())]
    if check is not None and check.slots:
        yield "Takes", [f"{name}: {' / '.join(slot.label.values())}" for name, slot in _in_order(check)]
    yield from _examples("Holds", rule.holds if rule else (), check, Holds)
    yield from _examples("Breaks, at [[…]]", rule.breaks if rule else (), check, Breaks)
    if users:
        yield "Rules", [", ".join(users)]
    yield _MEANT_SO, [f"<!-- claimlint: ignore[{id}] reason -->"]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def _in_order(check: Check) -> Iterator[tuple[str, Slot]]:
    yield from sorted(check.slots.items(), key=lambda item: item[0] == STATED)


def _terse(asked: object) -> str:
    if isinstance(asked, dict):
        return ", ".join(f"{key} {_terse(item)}" for key, item in asked.items())
    return " or ".join(str(item) for item in asked) if isinstance(asked, list) else str(asked)


def _examples(
    heading: str, own: Sequence[object], check: Check | None, kind: type[Holds | Breaks]
) -> Iterator[tuple[str, list[str]]]:
    """The rule's own examples, or else the check's."""
    texts = [example_text(example) for example in own]
    if not texts and check is not None:
        texts = [example.text for example in check.examples if isinstance(example, kind)]
    if texts:
        yield heading, texts[:_MOST_EXAMPLES]
