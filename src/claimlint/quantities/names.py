"""Numbers that are names: told by their shape first, by a list of words last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.lexicon.shapes import shape
from claimlint.model.quantity import Qualifier
from claimlint.model.unit import YEARS, Kind
from claimlint.model.why import NotRead
from claimlint.quantities.counted import counts, is_in_row
from claimlint.quantities.counted_of import is_of_share, is_one_in
from claimlint.quantities.ties import ties

if TYPE_CHECKING:
    from claimlint.quantities.amount import Amount
    from claimlint.quantities.numerals import Numeral
    from claimlint.quantities.parse import Reader
    from claimlint.quantities.qualify import Qualified

# 二, and not 两: as a character of its own, for the two are one number in the lexicon.
_SECOND = frozenset({"\u4e8c", "\u8d30"})
# Where a clause ends: a word in front of one of these does not speak of the number behind it.
CLAUSE_ENDS = frozenset(',，。；;：:、!?！？\n()（）[]【】“”"|')
# The longest word of the names lexicon, minus one: how far in front of a numeral a name may begin.
_LONGEST = 5
# 男女比例1.12∶1, 配比为1:3 and "a ratio of 3:1" are of two numbers, and no amount.
_RATIO = compiled(
    r"\u2236[0-9]|:1(?![0-9.,:%\u3400-\u9fff])|:[0-9]{1,3}(?:\.[0-9]{1,3})?(?=[,.;)\uff0c\u3002\uff1b\u3001\u7684]|$)"
)
_GLUED_YEAR = compiled(r"[0-9]+(?:19|20)[0-9]{2}")
_MARGIN = r"[ \t#>*-]*"
_SECTION = compiled(
    rf"{_MARGIN}(?:[0-9]{{1,2}}\.)*[0-9]{{1,2}}[.、)](?![0-9])|{_MARGIN}(?:[0-9]{{1,2}}\.)+[0-9]{{1,2}}(?=[ \t])"
)
# How far from the margin the number of a section may stand.
_MARGIN_WIDTH = 12
# 400-600-0686, 09988.HK, 10-K, 401(k), 1+8+N, and the hours of 14:00
_CODE = compiled(
    r"-[0-9]{3,4}-[0-9]{3,4}(?![0-9])|[.][A-Za-z]{1,4}(?![0-9A-Za-z_])|-[A-Z](?![0-9A-Za-z_])|\([a-z]\)|\+[0-9A-Za-z]|:[0-5][0-9](?![0-9])"
)
_LISTED = compiled(r"/[0-9]")  # 40/60, 3/6/12: a list of numbers or a fraction, not one number
_LONGEST_ARTICLE = 2
_CITED = compiled(r" ([A-Z]{2,6}) (?:§ ?|Part )?[0-9]")  # 17 CFR 240.12
# A whole number this long that has neither unit nor separators is a code (邮编:100031).
_CODE_LENGTH = 6
# How many members of 位居二、三位 are looked at, from the last to the first.
_LISTED_ORDINALS = 4
_SHARE = compiled(r"[0-9]+(?:\.[0-9]+)? ?%")
# What the comma of 1，000 leaves of the number behind it.
_CUT = compiled(r"\uff0c[0-9]{3}(?![0-9])")
_WORD_BEFORE = shape("name-before")


def is_name(reader: Reader, start: int, end: int) -> bool:
    """True where the numeral at ``start``–``end`` belongs to a name, a code, a number of a section, damaged text."""
    return why_name(reader, start, end) is not None


def why_name(reader: Reader, start: int, end: int) -> NotRead | None:
    """What makes the numeral at ``start``–``end`` a name or damaged text; None where it may be a number."""
    text = reader.text
    if text[start].isdigit() and text[start].isascii():
        if _is_glued(text, start, end) or _is_cut(text, start, end):
            return NotRead.DAMAGED
        if _is_identifier(reader, start, end):
            return NotRead.ORDINAL if _is_ordinal(reader, start) else NotRead.IDENTIFIER
        return NotRead.SECTION if not reader.bare and _is_section(reader, start, end) else None
    if text[start].isascii():
        return None
    if _is_word(reader, start, end):
        return NotRead.WORD
    return NotRead.ORDINAL if _is_ordinal(reader, start) else None


def _is_cut(text: str, start: int, end: int) -> bool:
    """1，753亿元 may be 1,753 or a list of 1 and 753: its 753 alone is neither."""
    return end - start == 3 and text[start - 1 : start] == "\uff0c" and text[max(start - 2, 0)].isdigit()


def _is_identifier(reader: Reader, start: int, end: int) -> bool:
    """GPT-4, A100, L3, 09988.HK, 5G, ISO 9001: letters grown together with digits."""
    text, before = reader.text, text_before(reader.text, start)
    if before and before.isascii() and (before.isalpha() or before == "_") and not _is_currency(reader, start):
        return not _is_label(reader, start, end)
    if _RATIO.match(text, end):
        return True
    if before and before in "-_./~:\u00d7" and start > 1 and _is_grown(text, start):
        return True
    if _CODE.match(text, end) or _is_cited(reader, end):
        return True
    if end < len(text) and _is_letter(text[end]):
        unit = reader.words.units.at(text, end)
        grown = unit or reader.words.scales.at(text, end) or reader.words.currencies.at(text, end)
        return grown is None or (unit is not None and unit[0].kind is Kind.COUNT and _is_singular(reader, end, unit[1]))
    coded = not reader.bare and text[start] == "0" and text[start + 1 : start + 2].isdigit()
    return coded or _is_ordinal(reader, start)


def _is_grown(text: str, start: int) -> bool:
    """BLIP-2, 2020-12-31, 15:30 and 400-800-1234: a letter stands in front of the sign, or digits left unread.

    In 7×24小时 and 3×50MW the last factor is not the amount; growth:8% is a label and its number.
    """
    joined, sign = text[start - 2], text[start - 1]
    return (_is_letter(joined) and sign not in ":\u00d7") or (joined.isdigit() and sign in "-~:\u00d7")


def _is_cited(reader: Reader, end: int) -> bool:
    """17 CFR 240: a number in front of letters and another number, which are no unit or currency."""
    match = _CITED.match(reader.text, end)
    if match is None:
        return False
    words, start = reader.words, match.start(1)
    return (words.units.at(reader.text, start) or words.currencies.at(reader.text, start)) is None


def _is_label(reader: Reader, start: int, end: int) -> bool:
    """CAGR30.8%, PE15.2倍, PMI50.2: the letters name what is measured, and the number has a unit or decimals."""
    if ties().grown.before(reader.text, start) is None:
        return False
    unit = reader.words.units.at(reader.text, end)
    return "." in reader.text[start:end] or (unit is not None and unit[0].ratio)


def _is_singular(reader: Reader, start: int, end: int) -> bool:
    """51job: a noun in the singular, grown together with a number, is part of a name."""
    word = reader.text[start:end]
    return word.isascii() and word.islower() and reader.words.units.at(f"{word}s", 0) is not None


def _is_currency(reader: Reader, start: int) -> bool:
    return reader.words.currencies.before(reader.text, start) is not None


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def text_before(text: str, start: int) -> str:
    """The character in front of ``start``, or an empty string."""
    return text[start - 1] if start else ""


def _is_section(reader: Reader, start: int, end: int) -> bool:
    text = reader.text
    newline = text.rfind("\n", max(0, start - _MARGIN_WIDTH), start)
    if newline < 0 and start > _MARGIN_WIDTH:
        return False
    line = newline + 1
    match = _SECTION.match(text, line)
    if match is None or match.end() < end or match.start() > start:
        return False
    return text[match.end() - 1] in ".)\u3001" or not _is_measured(reader, end)


def _is_measured(reader: Reader, end: int) -> bool:
    """ "- 3.5 million users" and 0.1 元 begin with an amount; "2.1 Users" and 1.2 万科 with a section's number."""
    text, start = reader.text, end
    while text[start : start + 1] == " ":
        start += 1
    if reader.words.currencies.at(text, start) is not None:
        return True
    scale = reader.words.scales.at(text, start)
    if start >= len(text):
        return False
    if reader.words.connectors.at(text, start) is not None:  # 0.1 to 1.1 dollars
        return True
    if text[start].isascii():
        unit = reader.words.units.at(text, start)
        if (
            unit is not None
            and unit[0].kind is Kind.PHYSICAL
            and unit[0].symbol
            and not text[unit[1] : unit[1] + 1].isalnum()
        ):  # 12.5 GW
            return True
        return (text[start].islower() or text[start] == "%") and (
            scale or reader.words.units.at(text, start)
        ) is not None
    if scale is None:
        return False
    return (reader.words.units.at(text, scale[1]) or reader.words.currencies.at(text, scale[1])) is not None


def _is_glued(text: str, start: int, end: int) -> bool:
    """1,35212.5433.80 and 10.5.2: cells run together by text extraction, versions, dates; never guessed."""
    blob = text[start:end]
    return blob.count(".") > 1


def is_damaged(reader: Reader, amount: Amount) -> bool:
    """Cells that text extraction ran together (83.77%0%10%20%): what stands next to the number is part of it."""
    text, start, end = reader.text, amount.span.start, amount.span.end
    if amount.unit.id == YEARS.id and _GLUED_YEAR.fullmatch(amount.first.digits):  # 图472020年
        return True
    after, before = text[end : end + 1], text_before(text, start)
    lasting = amount.unit.kind is Kind.DURATION and not text[end - 1].isascii()  # 8天20分钟
    if after.isdigit() and after.isascii() and not lasting:
        return True
    if amount.last and after == "-" and text[end + 1 : end + 2].isdigit():
        return True
    if after == "%" and amount.unit.kind is Kind.MONEY:  # CNY21.1%25.8%
        return True
    if _CUT.match(text, end):
        return True
    joined = before in "-~" and start > 1 and (text[start - 2].isdigit() or text[start - 2] == "%")
    return bool(before) and (before in "%." or joined)


def _is_ordinal(reader: Reader, start: int) -> bool:
    text, end = reader.text, start
    if _SHARE.match(text, start):  # "yes 41%, no 33%"
        return False
    for _ in range(_LISTED_ORDINALS):
        while end > reader.start and text[end - 1] == " ":
            end -= 1
        if reader.words.ordinals.before(text, end) is not None:
            return True
        if text[start].isascii() or end - 2 < reader.start or text[end - 1] != "\u3001":
            return False
        end -= 2
    return False


def _is_word(reader: Reader, start: int, end: int) -> bool:
    """一般, 百度, 三六零: a word of the names lexicon that holds the numeral, and no unit behind it."""
    text = reader.text
    if reader.words.fractions.at(text, end) is not None:  # 万分之三
        return False
    for begin in range(start, max(reader.start, start - _LONGEST) - 1, -1):
        found = reader.words.names.at(text, begin)
        if found is None or found[1] <= start:
            continue
        if begin < start:
            return True
        words = reader.words
        measured = words.half_of.at(text, end) or words.units.at(text, end) or words.scales.at(text, end)
        if measured is None or measured[1] <= found[1]:
            return True
    return False


def is_grade(numeral: Numeral) -> bool:
    """二期, 二类 and 二级 are the second of their kind: of two things Chinese says 两."""
    return numeral.digits in _SECOND


def is_denominator(reader: Reader, start: int) -> bool:
    """每百万 token, per 1,000 people: the number says of how many, and belongs to the price beside it."""
    text, end = reader.text, start
    while end > reader.start and text[end - 1] == " ":
        end -= 1
    found = reader.words.per.before(text, end)
    if found is None:
        return False
    word = text[found[1] : end]
    return not (word.isascii() and word.isalpha() and len(word) <= _LONGEST_ARTICLE)  # "a 30% stake"


def is_linked(reader: Reader, amount: Amount, qualified: Qualified) -> bool:
    """A number without a unit is read only where a word links it (市盈率为35, an index of 102.3)."""
    if qualified.qualifier is not Qualifier.NONE:
        return True
    text, end = reader.text, amount.span.start
    if is_of_share(text, amount.span.start, amount.span.end):
        return True
    if _LISTED.match(text, amount.span.end) or is_one_in(text, amount.span.start, amount.span.end):
        return False
    if amount.first.words:
        return counts(reader, amount)
    if amount.scale != 1:  # 2018年2932万: the scale word says that something is measured
        return True
    while end > reader.start and text[end - 1] == " ":
        end -= 1
    digits = amount.first.digits
    if digits.isdigit() and (len(digits) >= _CODE_LENGTH or (len(digits) == 4 and 1900 <= amount.first.value <= 2100)):
        return False
    named = "," not in digits and _WORD_BEFORE.search(text, max(reader.start, end - 24), end)  # no name is 12,000
    if named and not _lower_link(reader, end) and not is_in_row(reader, amount.span.start, amount.span.end):
        return False
    if text[end - 1 : end] == ":" and _is_numbered(text, end, amount):
        return False
    linked = reader.words.links.before(text, end) or ties().comparing.before(text, end)
    return linked is not None or counts(reader, amount)


def _is_numbered(text: str, end: int, amount: Amount) -> bool:
    """措施：1、扩大产能 and doi:10.1038 behind their colons: the number of an item, and a code."""
    glued = end == amount.span.start and _is_letter(text_before(text, end - 1))
    return glued or text[amount.span.end : amount.span.end + 1] in ("\u3001", ")")


def _lower_link(reader: Reader, end: int) -> bool:
    found = reader.words.links.before(reader.text, end)
    if found is not None and reader.text[found[1]].islower():
        return True
    return ties().among.before(reader.text, end) is not None  # Of 860 batches
