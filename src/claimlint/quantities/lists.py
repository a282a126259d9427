"""Members of a list that take the unit of its last one, or of its head: 分别为12、15和18亿元, 各季（万台）：12、15."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.model.unit import Kind
from claimlint.quantities.blanks import back, skip
from claimlint.quantities.ends import End, read_end
from claimlint.quantities.names import CLAUSE_ENDS
from claimlint.quantities.ties import ties
from claimlint.quantities.words import UnitWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

_MOST = 8
# How far in front and behind 分别 and "respectively" are looked for, and the members in front of a number.
_REACH = 40
_TWO = 2
_FEW = 3  # so many members are a list; two may be two things (a ratio of 1.2 and 18% of sales)
_FRONT = compiled(r"(?<![0-9A-Za-z.,/])(?:[0-9][0-9,]{0,9}(?:\.[0-9]{1,4})? ?[^0-9\s]{0,3} ?(?:(?:and|or) )?){1,6}$")
_NUMERAL = compiled(r"[0-9](?:[0-9,]{0,9}[0-9])?(?:\.[0-9]{1,4})?")
_PERCENTAGES = compiled(r"[0-9.]{1,8}(?P<sign>%)[^0-9%]{1,5}[0-9.]{1,8}%(?P<joint>[^0-9%,\uff0c]{1,5})$")
# No course goes so far that its ends would be printed in one unit: 9,800 to 1.2亿 are not.
_COURSE = 100
# A comma alone may as well end the clause of the number in front of it.
_COMMAS = frozenset({",", "\uff0c"})
# From the unit in brackets to a number that it is of: a few words, and members with names, none with a unit of its own.
_HEADED = compiled(
    r"\((?P<unit>[^()0-9]{1,14})\)(?P<link>[^0-9()。;；%\n]{0,12}?)(?P<colon>[:：]?)"
    r"(?P<members>(?:[^0-9()。;；%:：\n]{0,12}[0-9][0-9,]{0,9}(?:\.[0-9]{1,4})?(?=[^0-9.%]))*[^0-9()。;；%:：\n]{0,12})$"
)
_HEAD = 120
_KINDS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MULTIPLE, Kind.PHYSICAL, Kind.COUNT})


@dataclass(frozen=True, slots=True)
class Shared:
    """The unit and the scale of a list, and where the words of what they are per may stand (0.5/0.6元/股)."""

    unit: UnitWord
    scale: Fraction | None
    end: int


def shared_unit(reader: Reader, first: End) -> Shared | None:
    """What ``first`` takes from the last member of the list that it stands in."""
    if reader.bare or first.unit is not None or not _is_plain(first):
        return None
    text, words = reader.text, reader.words
    member, count, joint = first, 1, ""
    while member.unit is None and count < _MOST:
        place = skip(text, member.end, reader.end)
        joined = words.lists.at(text, place)
        start = place if joined is None else skip(text, joined[1], reader.end)
        hit = None if joined is None else words.hit.match(text, start, reader.end)
        more = None if hit is None else read_end(reader, hit.start(), hit.end(), start)
        if joined is None or more is None or not _is_plain(more) or more.start != start:
            return _of_course(reader, first) or _of_earlier(reader, first) if count == 1 else None
        joint = text[place : joined[1]]
        member, count = more, count + 1
    unit = member.unit
    if unit is None or unit.kind not in _KINDS or joint in _COMMAS:
        return None
    if unit.kind is Kind.PERCENT and count == _TWO and _says_again(joint):
        return None
    if words.connectors.at(text, skip(text, member.end, reader.end)) is not None:
        return None  # 3, 4 and 5% to 6%
    begin, before = _front(reader, first)
    if not _is_list(reader, begin, member.end, before + count):
        return None
    scale = member.scale if first.scale is None else first.scale
    return Shared(unit, scale, member.end)


def headed_unit(reader: Reader, first: End) -> Shared | None:
    """各季销量（万台）：12.4、15.8; 油耗（升/百公里）如下：甲6.8，乙7.2: the head of the list tells the unit."""
    text, words = reader.text, reader.words
    if reader.bare or first.unit is not None or first.scale is not None or not _is_plain(first):
        return None
    behind = skip(text, first.end, reader.end)
    if behind < reader.end and text[behind] not in CLAUSE_ENDS and words.lists.at(text, behind) is None:
        return None
    match = _HEADED.search(text, max(reader.start, first.start - _HEAD), first.start)
    if match is None or not (match["colon"] or words.links.before(match["link"], len(match["link"]))):
        return None
    members = _NUMERAL.finditer(text, match.start("members"), first.start)
    if any(words.units.at(text, m.end()) or words.scales.at(text, m.end()) for m in members):
        return None
    start, close = match.span("unit")
    start = max(start, text.rfind(":", start, close) + 1)
    scale = words.scales.at(text, start)
    here = start if scale is None else scale[1]
    unit = words.currencies.at(text, here) or words.units.at(text, here)
    if unit is None or unit[0].kind not in _KINDS or (unit[1] != close and text[unit[1]] != "/"):
        return None
    return Shared(unit[0], None if scale is None else scale[0].factor, unit[1])


def _says_again(joint: str) -> bool:
    """Very worried: 350, or 39%: behind a comma the word says the same in another way."""
    word = joint.strip()
    return word[:1] == "," and ties().apposed.alone(word.lstrip(", ")) is not None


def _of_course(reader: Reader, first: End) -> Shared | None:
    """由115.02增至173.13亿元, from 1.2 to 1.5 billion euros: where a course begins, in the unit of where it ends."""
    text, words = reader.text, reader.words
    if words.origins.before(text, back(text, first.start, reader.start)) is None:
        return None
    joint = ties().reaches.at(text, skip(text, first.end, reader.end))
    place = skip(text, first.end if joint is None else joint[1], reader.end)
    hit = None if joint is None else words.hit.match(text, place, reader.end)
    last = None if hit is None else read_end(reader, hit.start(), hit.end(), place)
    if last is None or last.unit is None or last.unit.kind not in _KINDS or last.start != place:
        return None
    scale = last.scale if first.scale is None else first.scale
    low, high = sorted((abs(first.value(scale).value), abs(last.value(last.scale).value)))
    if last.numeral.spread is not None or last.numeral.words or high > low * _COURSE:
        return None
    return Shared(last.unit, scale, first.end)


def _of_earlier(reader: Reader, last: End) -> Shared | None:
    """12%、15%和18: what closes a list of percentages is one, where nothing stands behind it."""
    text = reader.text
    behind = skip(text, last.end, reader.end)
    if behind < reader.end and text[behind] not in CLAUSE_ENDS:
        return None
    match = _PERCENTAGES.search(text, max(reader.start, last.start - _REACH), last.start)
    if match is None or reader.words.lists.alone(match["joint"].strip()) is None:
        return None
    found = reader.words.units.at(text, match.start("sign"))
    return None if found is None else Shared(found[0], None, last.end)


def _is_plain(end: End) -> bool:
    """Printed in digits, without a unit in front, and no year."""
    numeral = end.numeral
    if numeral.words or numeral.spread is not None or not numeral.digits[:1].isdigit() or end.start != end.number.start:
        return False
    return not (end.scale is None and len(numeral.digits) == 4 and 1900 <= numeral.value <= 2100)


def _front(reader: Reader, first: End) -> tuple[int, int]:
    """Where the list begins, and how many members stand in front of ``first``."""
    match = _FRONT.search(reader.text, max(reader.start, first.start - _REACH), first.start)
    if match is None:
        return first.start, 0
    members = list(_NUMERAL.finditer(reader.text, match.start(), first.start))
    for index, member in enumerate(members):
        joined = reader.words.lists.at(reader.text, skip(reader.text, member.end(), reader.end))
        following = members[index + 1].start() if index + 1 < len(members) else first.start
        if joined is None or skip(reader.text, joined[1], reader.end) != following:
            return first.start, 0
    return match.start(), len(members)


def _is_list(reader: Reader, begin: int, end: int, count: int) -> bool:
    text, words = reader.text, reader.words
    if words.ordinals.before(text, back(text, begin, reader.start)) is not None:  # 第1、2和3家
        return False
    if count >= _FEW:
        return True
    if next(words.paired.find(text, max(reader.start, begin - _REACH), begin), None) is not None:
        return True
    if next(words.paired.find(text, end, min(reader.end, end + _REACH)), None) is not None:
        return True
    place = back(text, begin, reader.start)
    linked = words.links.before(text, place) is not None
    behind = skip(text, end, reader.end)
    return linked and (behind >= reader.end or text[behind] in CLAUSE_ENDS or text[behind] == ".")
