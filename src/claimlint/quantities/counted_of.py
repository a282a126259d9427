"""A part and its whole with a stroke between, beside their share: 18.1% of subjects (161/642), 12/240 patients (5%)."""

from __future__ import annotations

from claimlint.cache.compiled import compiled

_OF_ALL = compiled(r"([0-9][0-9,]{0,9})/([0-9][0-9,]{1,9})(?![0-9/%])")
_PART = compiled(r"(?<![0-9/.,])[0-9][0-9,]{0,9}/$")
_SHARE_BEFORE = compiled(r"[0-9] ?%[^0-9%;()]{0,32}[(\[][^0-9%;()]{0,8}$")
_SHARE_BEHIND = compiled(r"[^0-9%;,()]{0,32}[(\[,;:]? ?[0-9.]{1,6} ?%")
_PAIRED = 48
_IN = compiled(r"(?<![0-9.,])[1-9] in (?:every )?$")
_IN_SO_MANY = compiled(r" in (?:every )?[0-9]{1,3}\)")


def is_of_share(text: str, start: int, end: int) -> bool:
    """18.1% of subjects (161/642), 12/240 patients (5%): the number of a part and of its whole beside their share."""
    front = text[max(0, start - _PAIRED) : start]
    if text[end : end + 1] == "/":
        return _is_pair(front, text[start : end + _PAIRED])
    part = _PART.search(front)
    return part is not None and _is_pair(front[: part.start()], part[0] + text[start : end + _PAIRED])


def is_one_in(text: str, start: int, end: int) -> bool:
    """(1 in 6): a part of those in front of the brackets, and neither one nor six of anything."""
    first = end - start == 1 and _IN_SO_MANY.match(text, end) is not None
    return first or (text[end : end + 1] == ")" and _IN.search(text[max(0, start - _PAIRED) : start]) is not None)


def _is_pair(front: str, pair: str) -> bool:
    found = _OF_ALL.match(pair)
    if found is None or int(found[1].replace(",", "")) >= int(found[2].replace(",", "")):
        return False
    return _SHARE_BEHIND.match(pair, found.end()) is not None or _SHARE_BEFORE.search(front) is not None
