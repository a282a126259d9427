"""Numbers beside a number that were not understood: a list with a hole in it adds up to nothing."""

from __future__ import annotations

from claimlint.cache.compiled import compiled
from claimlint.claims.context import Context

_DIGITS = compiled(r"(?<![A-Za-z0-9.-])[0-9][0-9,.]*(?![0-9A-Za-z])")


def unread_beside(context: Context) -> set[str]:
    """ "skips" where a number in front was left unread, "skips-next" where one behind was."""
    found = set()
    if _unread(context, context.lead.start, context.lead.end):
        found.add("skips")
    end = context.following_end
    if _unread(context, context.quantity.extended.end, end):
        found.add("skips-next")
    return found


def _unread(context: Context, start: int, end: int) -> bool:
    times = [p.span for p in context.phrases]
    return any(
        not any(span.start <= match.start() < span.end for span in times)
        for match in _DIGITS.finditer(context.document.folded, start, end)
    )
