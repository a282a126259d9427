"""What the front matter of a Markdown document tells: the day from which it speaks, and its kin among documents."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date

from claimlint.cache.compiled import compiled

# Longer front matter is no front matter.
_LONGEST = 20_000
_OPEN = compiled(r"---[ \t]*\r?\n")
_CLOSE = compiled(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
# 2025-03-31, 2025/3/31, 2025年3月31日, with a time of day behind it or not.
_DATE = (
    r"[ \t]*:[ \t]*[\"']?(?P<year>[12][0-9]{3})[-/.\u5e74](?P<month>[0-9]{1,2})[-/.\u6708](?P<day>[0-9]{1,2})(?![0-9])"
)
_DAY = compiled(r"^(?P<key>as[_-]of|date)" + _DATE, re.MULTILINE | re.IGNORECASE)
_CHANGED = compiled(
    r"^(?:updated|lastmod|last[_-]?(?:modified|updated?)|(?:date[_-])?modified|changed)" + _DATE,
    re.MULTILINE | re.IGNORECASE,
)
# previous: 2024-q3.md
_KIN = compiled(
    r"^(?P<key>previous|supersedes|translation_of)[ \t]*:[ \t]*(?P<quote>[\"']?)"
    r"(?P<name>[^\"'#\r\n]{1,300}?)(?P=quote)[ \t]*\r?$",
    re.MULTILINE,
)


def as_of(text: str) -> date | None:
    """The ``as_of:`` (else the ``date:``) of the YAML between the ``---`` lines at the head of ``text``.

    None where there is none, or one that is no calendar day (``date: today``).
    """
    start, end = _front(text)
    days = {match["key"].lower(): match for match in _DAY.finditer(text, start, end)}
    named = next((days[key] for key in ("as_of", "as-of", "date") if key in days), None)
    return None if named is None else _day(named)


def changed(text: str) -> date | None:
    """The day on which ``text`` was last changed, as its front matter has it (``updated:``, ``lastmod:``)."""
    start, end = _front(text)
    return next((day for match in _CHANGED.finditer(text, start, end) if (day := _day(match)) is not None), None)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def kin(path: str, text: str) -> Mapping[str, str]:
    """The documents that ``text``, which stands at ``path``, names as its ``previous`` edition, as what it
    ``supersedes``, or as what it is a ``translation_of``; their paths count from its own folder.
    """
    start, end = _front(text)
    folder = os.path.dirname(path)
    found = {match["key"]: match["name"].strip() for match in _KIN.finditer(text, start, end)}
    return {key: os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/") for key, name in found.items()}


def _front(text: str) -> tuple[int, int]:
    """Where the front matter begins and ends; both 0 where there is none."""
    head = _OPEN.match(text)
    close = None if head is None else _CLOSE.search(text, head.end(), head.end() + _LONGEST)
    return (0, 0) if head is None or close is None else (head.end(), close.start())
