"""Words of time → phrases: periods of their own, and relative ones that their sentence must resolve."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import LANGUAGES, document
from claimlint.lexicon.table import Table
from claimlint.lexicon.template import Found, Phrases
from claimlint.model.period import Period
from claimlint.model.text import Span
from claimlint.model.unit import Kind
from claimlint.quantities.dates import MAKERS, rises
from claimlint.quantities.han import han_characters
from claimlint.quantities.words import tables

# 41年 is no short form of 2041 that anybody writes; 30年 and 35年 are lengths as a rule.
_LAST_SHORT_YEAR = 40


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase of time: a period of its own, or a ``relative`` one that its sentence must resolve (同期, 去年).

    ``bare`` marks a quarter, half or day whose year is said elsewhere; its period then has year 0, and ``relative``
    may say which year is meant (去年三季度).  ``offset`` counts the years, quarters or months that a relative phrase
    lies from now (去年 −1), or the months of a window (近三年 36); ``measured`` marks windows, whose number is a length
    of time too.
    """

    span: Span
    period: Period | None
    relative: str | None = None
    bare: bool = False
    offset: int = 0
    measured: bool = False


@cache
def _phrases() -> Phrases:
    return Phrases("periods")


def find_periods(text: str, start: int, end: int) -> Iterator[TimePhrase]:
    """Every phrase of time between ``start`` and ``end``."""
    return _phrases().find(text, start, end, lambda found: _phrase(text, found))


def _phrase(text: str, found: Found) -> TimePhrase | None:
    entry, span = found.entry, Span(found.start, found.end)
    relative, kind = entry.get("relative"), entry.get("period")
    if kind is None:
        if relative == "nth":
            return _nth(text, found)
        return TimePhrase(span, None, relative, offset=_offset(found), measured="n" in dict(found.slots))
    if not _is_period(text, found, kind):
        return None
    period = MAKERS[kind](found)
    if period is None:
        return None
    return TimePhrase(span, period, relative, bare=period.year <= 0, offset=_offset(found))


_ELLIPTIC = compiled(r"(?:'s|\u2019s)? ?(?:[,.;:)\u2013\u2014]|and |to |from |with |at |was |were |$)")


def _nth(text: str, found: Found) -> TimePhrase | None:
    """In the first half and in the second: a part of a year, where nothing else follows that it could be part of."""
    if _ELLIPTIC.match(text, found.end) is None:
        return None
    return TimePhrase(Span(found.start, found.end), None, "nth", offset=found.all("nth")[0], measured=True)


def _offset(found: Found) -> int:
    """How far from now: the value of the slot that says so, or the months of a window."""
    by = sum(value for name, value in found.slots if name.startswith("rel_"))
    return int(found.entry.get("months", 0)) * (found.all("n") or [1])[0] + by


# 1900-1901 dollars: what follows the second number follows the first.
_OTHER_END = compiled(r"[-~][0-9]{4}(?![0-9])")
# GB/T 19001-2016, ISO 9001:2015 and IL-17A in front of the year; 〔2024〕15号 around it.
_NAMED_BEFORE = compiled(r"[0-9A-Z]-|[0-9]{2}:")
_NUMBERED = compiled(r"[)\]\u3014\u3015\u3011] ?[0-9]{1,8}")


def _is_name(text: str, found: Found) -> bool:
    """True where the year belongs to the number of a standard or a document."""
    if not text[found.start].isdigit() or "year" not in str(found.entry.get("period")):
        return False
    if _NAMED_BEFORE.match(text, max(found.start - 2, 0), found.start) or _NAMED_BEFORE.match(
        text, max(found.start - 3, 0), found.start
    ):
        return True
    numbered = _NUMBERED.match(text, found.end)
    if numbered is None or text[found.start - 1 : found.start] not in "([\u3014\u3010":
        return False
    words, end = tables(), numbered.end()
    measured = words.units.at(text, end) or words.scales.at(text, end) or words.currencies.at(text, end)
    return measured is None and text[end : end + 1] not in ".,%"


def _is_period(text: str, found: Found, kind: str) -> bool:
    """False where the phrase is a number, a name or a length of time rather than a period."""
    if _is_name(text, found):
        return False
    if kind == "years" and text[found.end - 1].isdigit() and _is_money(text, found.end):
        return False
    if kind.startswith(("month", "day")) and _SHORT.search(text, found.start, found.end) and _has_unit(text, found.end):
        return False  # March had brought 102 mm, February 77 mm
    if kind in ("bare-year", "spoken-year"):
        return _stands_alone(text, found) and not _is_end_of_money(text, found)
    if (found.all("han_year") or found.all("han_year2")) and not _is_han_year(text, found):
        return False
    if kind in ("year2", "years2") or (kind == "since" and found.all("year2")):
        return not _is_length(text, found)
    if kind == "han-year2":
        first, second = divmod(found.all("han_year2")[0], 10)
        return first == 0 or not rises([first, second])  # 两三年, 五六年: two to three years
    return "guarded" not in found.entry or tables().ordinals.before(text, _back(text, found.start)) is None


def _has_unit(text: str, end: int) -> bool:
    """True where a unit that is no time stands behind a number."""
    start = end + (text[end : end + 1] == " ")
    unit = tables().units.at(text, start)
    return unit is not None and unit[0].kind is not Kind.DURATION and not text[unit[1] : unit[1] + 1].isalnum()


def _is_end_of_money(text: str, found: Found) -> bool:
    """1898 to 1900 dollars, 1900 to 1901 dollars: neither end is a year."""
    behind = _RANGE_BEHIND.match(text, found.end)
    before = _RANGE_BEFORE.search(text, max(0, found.start - 9), found.start)
    if text[found.end : found.end + 1] == "%":  # up to 1900%
        return True
    return (before is not None and _is_money(text, found.end)) or (behind is not None and _is_money(text, behind.end()))


def _is_money(text: str, end: int) -> bool:
    """1900-1901 dollars, 2019-2024万元: a currency or a scale behind two bare numbers makes an amount of them."""
    start = end + (text[end : end + 1] == " ")
    words = tables()
    found = words.currencies.at(text, start) or words.scales.at(text, start)
    return found is not None and (start == end or found[1] - start > 1 or not text[start].isascii())


def _is_han_year(text: str, found: Found) -> bool:
    """一九八二年; not the last four digits of 一九八二两年."""
    first = text[found.start - 1 : found.start]
    return all(1000 <= year < 3000 for year in found.all("han_year")) and not (first and first in han_characters())


def _back(text: str, start: int) -> int:
    while start and text[start - 1] == " ":
        start -= 1
    return start


def _stands_alone(text: str, found: Found) -> bool:
    """A bare 2024 is a year unless what follows makes it an amount ("2048 tokens", 2024万元, "2024%").

    Behind a preposition of time it is a year all the same ("in 2024 customers came").
    """
    words, other = tables(), _OTHER_END.match(text, found.end)
    close = start = found.end if other is None else other.end()
    while start < len(text) and text[start] == " ":
        start += 1
    unit = words.units.at(text, start)
    if unit is None or unit[0].kind is Kind.DURATION or (unit[0].symbol and start > close):
        amount = words.currencies.at(text, start) or words.scales.at(text, start)
        if amount is None or (start > close and amount[1] - start < 2 and text[start].isascii()):
            return True
    return _time_words().before(text, found.start - 1) is not None and text[found.start - 1] == " "


_RANGE_BEHIND = compiled(r" (?:to|and) [0-9]{4}(?![0-9.,])")
_RANGE_BEFORE = compiled(r"(?:[0-9] (?:to|and)|(?<![A-Za-z])[Uu]p to) $")  # "adjusted to 2012 dollars" names a year
_SHORT = compiled(r"[A-Za-z]\.? [0-9]{1,2}$")


@dataclass(frozen=True, slots=True)
class _Lengths:
    before: Table[bool]
    after: Table[bool]


@cache
def _lengths() -> _Lengths:
    found = [document(language, "periods").get("lengths", {}) for language in LANGUAGES]
    before, after = ([(word, True) for place in found for word in place.get(side, ())] for side in ("before", "after"))
    return _Lengths(Table(before), Table(after))


@cache
def _time_words() -> Table[bool]:
    return Table((w, True) for place in LANGUAGES for w in document(place, "periods").get("prepositions", ()))


def _is_length(text: str, found: Found) -> bool:
    """过去20年 and 10年期 are lengths of time, 20年收入 is of the year 2020; a range of years rises and is short."""
    lengths, first = _lengths(), found.all("year2")[0]
    if text[found.start] == "0" and found.entry["period"] == "year2":  # 08年
        return False
    if first < 10 or (first % 10 == 0 and first != 20) or first >= _LAST_SHORT_YEAR:
        return True
    if lengths.after.at(text, found.end) is not None:
        return True
    return lengths.before.before(text, _back(text, found.start)) is not None
