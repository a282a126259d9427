"""Numbers that markup cuts in two (**18**.6%): what stands behind the cut is no number of its own."""

from __future__ import annotations

from claimlint.cache.compiled import compiled

_FARTHEST = 60  # characters of markup between the halves that are looked over
# Emphasis and tags that set their words off but leave them in their line: a break (<br>) parts two numbers.
_TAG = r"</?(?:b|i|u|em|strong|span|mark|font)\b[^<>]*>"
_ESCAPE = r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})"
_CUT = compiled(rf"[0-9\uff10-\uff19][.,\uff0e\uff0c]?(?:(?:[*_~]{{1,3}}|{_TAG})+|{_ESCAPE})$")
_FIGURE = compiled(r"[0-9.]")


def is_torn(text: str, raw: str, start: int) -> bool:
    """True where the digits at ``start`` of the folded ``text`` go on from others, with only markup between them."""
    if start < 2 or not _FIGURE.match(text, start) or raw[start - 1].isspace():
        return False
    if text[start] == "." and raw[start - 1] in "*_~\\":  # markup that a plain text shows as it is
        return True
    hidden = text[start - 1] == " " or raw[start - 2 : start] in ("**", "__")
    return hidden and _CUT.search(raw, max(start - _FARTHEST, 0), start) is not None
