"""For a wiki or a documentation site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.reporters.markup import as_markdown
from claimlint.reporters.pages import Page, asked, some

_MOST = 8  # examples: a check may have hundreds


def report(value: Page, *, color: bool, width: int, quiet: bool = False) -> str:
    """A heading, and below it what is recomputed, why, and texts that hold and break."""
    heading = f": {as_markdown(value.heading)}" if value.heading else ""
    parts = [f"# {value.id}{heading}"]
    if value.severity is not None:
        preview = ", in preview" if value.preview else ""
        parts.append(f"Severity: {value.severity}. Check: `{value.check}`{preview}.")
    for title, lines in _sections(value):
        parts += [f"## {title}", *lines]
    return "\n\n".join(parts) + "\n"


def _sections(page: Page) -> Iterator[tuple[str, Sequence[str]]]:
    what = [_with_code(line) for lines in page.what.values() for line in lines]
    slots = [f"`{slot.name}`: {as_markdown(' / '.join(slot.label.values()))}" for slot in page.takes]
    parts = (
        ("Why", [as_markdown(reason) for reason in page.reasons]),
        ("What" if page.kind == "lookup" else "Check", what),
        ("Must hold", _relation(page)),
        ("Takes", _list(slots)),
        ("Holds", _list([_example(text) for text in some(page.holds, _MOST)])),
        ("Breaks, at \\[\\[…\\]\\]", _list([_example(text) for text in some(page.breaks, _MOST)])),
        ("Rules", [", ".join(f"`{rule}`" for rule in page.rules)] if page.rules else []),
        ("If a finding is meant so", [f"`{page.suppress}`"]),
    )
    yield from ((title, lines) for title, lines in parts if lines)


def _relation(page: Page) -> list[str]:
    if page.expect is None:
        return []
    slots = [f"`{name}`: {as_markdown(asked(wanted))}" for name, wanted in page.given.items()]
    return [f"`{page.expect}`", *_list(slots)]


def _with_code(line: str) -> str:
    """A paragraph whose `code` stays code."""
    parts = line.split("`")
    return "".join(f"`{part}`" if number % 2 else as_markdown(part) for number, part in enumerate(parts))


def _example(text: str) -> str:
    """A sentence, or a table as it is written."""
    if "\n" not in text.strip():
        return as_markdown(text)
    fence = "```" if "```" not in text else "~~~"
    return "\n  ".join((fence + "markdown", *text.strip("\n").splitlines(), fence))


def _list(items: Sequence[str]) -> list[str]:
    return ["\n".join(f"- {item}" for item in items)] if items else []
