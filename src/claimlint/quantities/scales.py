"""The scale word behind a number: 亿, million, and the letters that count only in company ($30m, 3m people, 13.5m)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from claimlint.cache.compiled import compiled
from claimlint.lexicon.shapes import shape
from claimlint.model.unit import Kind
from claimlint.quantities.blanks import skip
from claimlint.quantities.words import Scale, UnitWord

if TYPE_CHECKING:
    from claimlint.quantities.parse import Reader

_DECIMAL = compiled(r"[0-9]\.[0-9]{1,3}$")
_HYPHENED = compiled(r"-(?:thousand|[mbtr]{1,2}illion)\b")
_SCALED = shape("scaled")
_SCALED_SO = shape("scaled-so")
_BESIDE = 60
_SPACED_SCALE = "k"  # 52.5 k, where everything is to be read


def scale_at(reader: Reader, position: int, *, beside_money: bool) -> tuple[Fraction | None, int]:
    """The factor of the scale word at ``position``, and where it ends; None and ``position`` without one."""
    start = skip(reader.text, position, reader.end)
    if start == position and _HYPHENED.match(reader.text, position):  # a $10-million loan
        start = position = position + 1
    found = reader.words.scales.at(reader.text, start)
    if found is None or found[1] > reader.end or (not beside_money and _is_unit(reader, start, found[1])):
        return _grown_scale(reader, position)
    beside = beside_money or reader.bare or currency_at(reader, found[1]) is not None
    spaced = start > position and not (reader.bare and start == position + 1 and reader.text[start] == _SPACED_SCALE)
    if found[0].money and (spaced or not (beside or _is_counted(reader, found[0], position, found[1]))):
        return None, position
    return found[0].factor, found[1]


def _is_counted(reader: Reader, scale: Scale, position: int, end: int) -> bool:
    """3m people, 13.8m tonnes; and a decimal alone (13.5m), in English and where no length is meant (2.5m tall)."""
    text = reader.text
    after = skip(text, end, reader.end)
    counted = reader.words.units.at(text, after) if after > end else None
    if counted is not None and counted[1] <= reader.end and counted[0].kind in (Kind.COUNT, Kind.PHYSICAL):
        return True
    if scale.unless is None or reader.language != "en":
        return False
    if not _DECIMAL.search(text, max(0, position - 8), position):
        return _is_scaled_beside(reader, position, end)
    return not text.startswith(scale.unless, after) and not text[end : end + 1].isalnum()


def _is_scaled_beside(reader: Reader, position: int, end: int) -> bool:
    """Rotterdam (439m) leads Antwerp (271m); 612m in claims and 268m in expenses: numbers that are scaled alike."""
    text, sign = reader.text, reader.text[end - 1 : end]
    if _SCALED_SO.match(text, end, reader.end) is None:
        return False
    near = text[max(reader.start, position - _BESIDE) : position], text[end : min(reader.end, end + _BESIDE)]
    return any(m[1] == sign for part in near for m in _SCALED.finditer(part))


def _grown_scale(reader: Reader, position: int) -> tuple[Fraction | None, int]:
    """30 MUSD: a scale that is grown together with a currency."""
    start = skip(reader.text, position, reader.end)
    found = reader.words.scales.alone(reader.text[start : start + 1])
    money = reader.words.currencies.at(reader.text, start + 1)
    if found is None or not found.money or not reader.text[start].isupper() or money is None or not money[0].symbol:
        return None, position
    return found.factor, start + 1


def _is_unit(reader: Reader, start: int, scale_end: int) -> bool:
    """兆瓦, 千克 and mm are units that begin like a scale word."""
    found = reader.words.units.at(reader.text, start)
    return found is not None and found[1] >= scale_end


def currency_at(reader: Reader, position: int) -> tuple[UnitWord, int] | None:
    """The currency at ``position``, blanks skipped, and where it ends."""
    found = reader.words.currencies.at(reader.text, skip(reader.text, position, reader.end))
    return found if found is not None and found[1] <= reader.end else None
