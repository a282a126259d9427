"""Bare numbers that count: "57 of 142 patients", "170 completed the course", "43, or 5%".

English leaves out what is counted where the sentence has named it before; what stands around the number then says that
it counts (``links.yaml``: ``of``, ``of_these``, ``apposed``, ``acted``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.lexicon.shapes import shape
from claimlint.quantities.ties import ties

if TYPE_CHECKING:
    from claimlint.quantities.amount import Amount
    from claimlint.quantities.parse import Reader

_TO_NUMBER = compiled(r"(?: [a-z']{2,12}){0,3} [0-9]")
_PERCENTAGE = compiled(r"\s?(?:[a-z]{2,12} ){0,2}[0-9]{1,3}(?:\.[0-9]{1,4})? ?(?:%|per ?cent)")
_FRACTION = shape("or-a-fraction")
_PLURAL = shape("plural")
_PLACED = shape("placed")
_LISTED = shape("listed")
_OR = compiled(r", or $")
_WORD = compiled(r" ([a-z]{3,})\b")
_COMPARED = shape("compared")
_WORD_BEHIND = compiled(r"\b([a-z]{3,}) $")
_OF_THE_WORDS = compiled(r" [a-z]{2,6} $")
_PARTICIPLE = compiled(r"[a-z]{2,}ed")
_FREE_BEFORE = compiled(r"(?:[a-z,;:(]|\band) ?$")
_FREE_BEHIND = shape("free-behind")
_ENDS = compiled(r"[.,;)](?![0-9])")
_OPENS = shape("opens")
_NAME = r"(?:the )?[A-Z][\w'.&-]*(?: [A-Z][\w'.&-]*){0,2}"
_AFTER_NUMBER = compiled(r"[0-9](?:, and|,| and) $")
_NUMBER_NEXT = compiled(r"(?:, and|,| and) [0-9][0-9.,]*(?:[,.;]? |[,.;]?$)")
_VERSION = compiled(r"[A-Za-z] [0-9]{1,2}\.[0-9](?![0-9])")
_JOINT = r"(?:: | \(| )"
_NEXT = rf"(?: ?[a-z]{{1,12}})?\)?(?:,|;| [a-z]{{4,8}})?(?: and)? {_NAME}{_JOINT}"
_ROW_MEMBER = compiled(rf"(?:^|[,;:\n] |[a-z] ){_NAME}{_JOINT}$")
_ROW_BEFORE = compiled(rf"{_NAME}{_JOINT}[0-9][0-9,.]*{_NEXT}$")
_ROW_BEHIND = compiled(rf"{_NEXT}[0-9]")
_REACH = 16
_FEWEST = 2
_ROW_REACH = 80


def counts(reader: Reader, amount: Amount) -> bool:
    """True where the words around a number without a unit say that it counts something named elsewhere."""
    first, start, end = amount.first, amount.span.start, amount.span.end
    if reader.language == "en" and not first.words:
        if _is_listed(reader, start, end):
            return True
        if first.decimals and _stands_free(reader, start, end) and _ENDS.match(reader.text, end, reader.end):
            return True  # women live 84.1 years, men 78.6
    if first.decimals or first.spread is not None:
        return False
    if _is_part(reader, end):
        return True
    if _is_flow(reader, start, end) or _FRACTION.match(reader.text, end, reader.end):
        return True
    if first.words:
        return reader.language == "en" and first.value >= _FEWEST and _tells_one(reader, start, end)
    if reader.language == "en" and (_stands_free(reader, start, end) or is_in_row(reader, start, end)):
        return True
    if "," in first.digits and reader.text[max(start - 1, reader.start)] in " (":  # with 9,308: no name is written so
        return True
    if ties().remains.before(reader.text, max(reader.start, start - 1)) is not None:  # the remaining 36
        return True
    if _is_whole(reader, start) or _has_percentage(reader, end) or _is_apposed(reader, start, end):
        return True
    named = _PLURAL.match(reader.text, end, reader.end) is not None  # 860 batches
    return first.value >= 10 and (
        named
        or _is_member(reader, start, end)
        or _has_acted(reader, end)
        or _is_compared(reader, end)
        or _was_acted_on(reader, start, end)
    )


def _is_member(reader: Reader, start: int, end: int) -> bool:
    """240 branches in the north, 180 in the south and 80 abroad; … of the 52,000 sold, or 13,000."""
    text = reader.text
    behind = max(reader.start, start - _REACH)
    placed = _PLACED.match(text, end, reader.end) is not None and _LISTED.search(text, behind, start) is not None
    closes = not text[end : end + 1] or text[end] in ".,;"
    return placed or (closes and _OR.search(text, behind, start) is not None)


def _is_part(reader: Reader, end: int) -> bool:
    """57 of 142, 600 of the 1,500, 300 of them, 18 in all."""
    if reader.text[end : end + 1] != " ":
        return False
    if ties().of_these.at(reader.text, end + 1) is not None:
        return True
    found = ties().of.at(reader.text, end + 1)
    return found is not None and _TO_NUMBER.match(reader.text, found[1], reader.end) is not None


def _is_flow(reader: Reader, start: int, end: int) -> bool:
    """It opened nine, mostly on retail parks, and shut two: behind a verb of what comes or goes."""
    text = reader.text
    if text[end : end + 1] == " " and ties().flowed.at(text, end + 1) is not None:  # 22 closed and 9 opened
        return True
    closes = not text[end : end + 1] or text[end] in ".,;" or text.startswith((" and ", " more", " new"), end)
    return closes and ties().flowed.before(text, max(reader.start, start - 1)) is not None


def _is_whole(reader: Reader, start: int) -> bool:
    """Of the 24 analysts; of its 1,500 applicants."""
    match = _OF_THE_WORDS.search(reader.text, max(reader.start, start - _REACH), start)
    return match is not None and ties().of.before(reader.text, match.start()) is not None


def _is_apposed(reader: Reader, start: int, end: int) -> bool:
    """A third of the 900 stores, 300, are franchised."""
    text = reader.text
    return text[max(start - 2, reader.start) : start] == ", " and text[end : end + 2] == ", "


def _is_compared(reader: Reader, end: int) -> bool:
    """950 more than the 11,800 of a year ago."""
    return _COMPARED.match(reader.text, end, reader.end) is not None


def _has_percentage(reader: Reader, end: int) -> bool:
    """43, or 5.0%; 43 (5.0%)."""
    text, place = reader.text, end + (reader.text[end : end + 1] == ",")
    place += text[place : place + 1] == " "
    if text[place : place + 1] == "(":
        return _PERCENTAGE.match(text, place + 1, reader.end) is not None
    found = ties().apposed.at(text, place)
    return found is not None and _PERCENTAGE.match(text, found[1], reader.end) is not None


def _has_acted(reader: Reader, end: int) -> bool:
    """170 completed the course, 640 replied, 35 were withdrawn."""
    match = _WORD.match(reader.text, end, reader.end)
    if match is None:
        return False
    return bool(_PARTICIPLE.fullmatch(match[1])) or ties().acted.at(reader.text, match.start(1)) is not None


def _was_acted_on(reader: Reader, start: int, end: int) -> bool:
    """… and approved 2,600, an approval rate of 65%."""
    behind = _WORD_BEHIND.search(reader.text, max(reader.start, start - _REACH), start)
    follows = reader.text[end : end + 1]
    if reader.text.startswith(" and ", end):
        follows = ","
    return behind is not None and bool(_PARTICIPLE.fullmatch(behind[1])) and (not follows or follows in ",;")


def are_things(reader: Reader, amount: Amount) -> bool:
    """Of the 27, 16 were granted and 9 refused: whole numbers of things, and nothing rounded."""
    start, end = amount.span.start, amount.span.end
    whole = not amount.first.decimals and amount.scale == 1 and reader.language == "en"
    named = _PLURAL.match(reader.text, end, reader.end) is not None  # 8 defenders
    return whole and (named or _is_whole(reader, start) or _has_acted(reader, end) or _is_flow(reader, start, end))


def _stands_free(reader: Reader, start: int, end: int) -> bool:
    """16 were granted, 9 refused and 4 withdrawn; giving 141 for the quarter: plain words or signs on both sides."""
    text = reader.text
    before = _FREE_BEFORE.search(text, max(reader.start, start - 4), start)
    return before is not None and _FREE_BEHIND.match(text, end, reader.end) is not None


def _is_listed(reader: Reader, start: int, end: int) -> bool:
    """By quarter: 3.42, 3.57, 3.31, 3.90."""
    text = reader.text
    behind = _AFTER_NUMBER.search(text, max(reader.start, start - 8), start)
    return behind is not None or _NUMBER_NEXT.match(text, end, reader.end) is not None


def _tells_one(reader: Reader, start: int, end: int) -> bool:
    """Twelve are drilling in Guyana, seven in Suriname and four off Namibia, so all twenty-five are under contract."""
    text = reader.text
    before = _OPENS.search(text, max(reader.start, start - 6), start)
    return before is not None and (_PLACED.match(text, end, reader.end) is not None or _has_acted(reader, end))


def is_in_row(reader: Reader, start: int, end: int) -> bool:
    """Silva 19, Moreau 22, Okafor 17; California (985), Texas (530): names with a number each are no names.

    Windows 11, iOS 17.4 and Android 14 are: a version has a point.
    """
    text, behind = reader.text, max(reader.start, start - _ROW_REACH)
    if _ROW_MEMBER.search(text, behind, start) is None or _VERSION.search(text, behind, end + _ROW_REACH):
        return False
    return bool(_ROW_BEFORE.search(text, behind, start) or _ROW_BEHIND.match(text, end, reader.end))
