"""A part and its whole with a stroke between, beside their share: 18.1% of subjects (161/642), 12/240 patients (5%)."""

from __future__ import annotations

from claimlint.cache.compiled import compiled

_OF_ALL = compiled(r"([0-9][0-9,]{0,9})/([0-9][0-9,]{1,9})(?![0-9/%])")
_PART = compiled(r"(?<![0-9/.,])[0-9][0-9,]{0,9}/$")
_SHARE_BEFORE = compiled(r"[0-9] ?%[^0-9%;()]{0,32}[(\[][^0-9%;()]{0,8}$")
_SHARE_BEHIND = compiled(r"[^0-9%;,()]{0,32}[(\[,;:]? ?[0-9.]{1,6} ?%")
_PAIRED = 48


def is_of_share(text: str, start: int, end: int) -> bool:
    """18.1% of subjects (161/642), 12/240 patients (5%): the number of a part and of its whole beside their share."""
    front = text[max(0, start - _PAIRED) : start]
    if text[end : end + 1] == "/":
        return _is_pair(front, text[start : end + _PAIRED])
    part = _PART.search(front)
    return part is not None and _is_pair(front[: part.start()], part[0] + text[start : end + _PAIRED])


def _is_pair(front: str, pair: str) -> bool:
    found = _OF_ALL.match(pair)
    if found is None or int(found[1].replace(",", "")) >= int(found[2].replace(",", "")):
        return False
    return _SHARE_BEHIND.match(pair, found.end()) is not None or _SHARE_BEFORE.search(front) is not None
