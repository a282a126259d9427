"""The day from which a Markdown document speaks, as its front matter tells it."""

from __future__ import annotations

import re
from datetime import date

# Longer front matter is no front matter.
_LONGEST = 20_000
_OPEN = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
# 2025-03-31, 2025/3/31, 2025年3月31日, with a time of day behind it or not.
_DAY = re.compile(
    r"^(?P<key>as[_-]of|date)[ \t]*:[ \t]*[\"']?(?P<year>[12][0-9]{3})[-/.\u5e74](?P<month>[0-9]{1,2})[-/.\u6708]"
    r"(?P<day>[0-9]{1,2})(?![0-9])",
    re.MULTILINE | re.IGNORECASE,
)


def as_of(text: str) -> date | None:
    """The ``as_of:`` (else the ``date:``) of the YAML between the ``---`` lines at the head of ``text``.

    None where there is none, or one that is no calendar day (``date: today``).
    """
    head = _OPEN.match(text)
    close = None if head is None else _CLOSE.search(text, head.end(), head.end() + _LONGEST)
    if head is None or close is None:
        return None
    days = {match["key"].lower(): match for match in _DAY.finditer(text, head.end(), close.start())}
    named = next((days[key] for key in ("as_of", "as-of", "date") if key in days), None)
    if named is None:
        return None
    try:
        return date(int(named["year"]), int(named["month"]), int(named["day"]))
    except ValueError:
        return None
