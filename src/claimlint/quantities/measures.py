"""The unit that the head or the caption of a table states for its numbers: $m, 亿元, in thousands, '000, %."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from claimlint.cache.compiled import compiled
from claimlint.frozen import dataclass
from claimlint.lexicon.load import LANGUAGES, document
from claimlint.model.interval import Interval
from claimlint.model.quantity import Quantity
from claimlint.model.text import Block, Document, Language, Span
from claimlint.model.unit import Kind, Unit
from claimlint.quantities.parse import read
from claimlint.quantities.words import tables

# A longer phrase is no unit.
_LONGEST = 40
_THOUSANDS = compiled(r"['\u2019]?\b0{3}s?\b", re.IGNORECASE)
_JOINTS = compiled(r"^(?:\s|in\b|of\b|'|\u2019)+", re.IGNORECASE)
_PARTS = compiled(r"[,\uff0c;\uff1b\u3001]|\s+(?=[^\s:]+:)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit and what one printed number is worth in it: 万元 is 10,000 CNY, "in thousands" 1,000 of no unit."""

    unit: Unit
    scale: Fraction


@lru_cache(maxsize=4096)
def measure_of(words: str, language: Language) -> Measure | None:
    """The measure that ``words`` (folded, without brackets) are; None where they are anything else."""
    bare = _lead().sub("", words.strip().strip(":")).strip()
    if not bare or len(bare) > _LONGEST:
        return None
    found = _whole(bare, language)
    if found is not None:
        return found
    pieces = [measure for part in _PARTS.split(bare) if part.strip() and (measure := measure_of_part(part, language))]
    return max(pieces, key=lambda m: (m.scale, m.unit.kind is not Kind.NUMBER), default=None)


def measure_of_part(words: str, language: Language) -> Measure | None:
    """The measure that a stretch of a list of notes is: ``in thousands`` of "in thousands, except per share data"."""
    bare = _lead().sub("", words.strip().strip(":")).strip()
    return _whole(bare, language) if bare and len(bare) <= _LONGEST else None


def _whole(bare: str, language: Language) -> Measure | None:
    bare = _THOUSANDS.sub(" thousand", bare)
    currency = tables(language).currencies.at(bare, 0)
    spelled = [f"1{bare}", f"1 {bare}"]
    if currency is not None:
        head, rest = bare[: currency[1]], _JOINTS.sub("", bare[currency[1] :])
        spelled = [f"{head}1{rest}", f"{head}1 {rest}", f"1 {rest} {head}", *spelled]
    what, joint, scale = bare.partition(" in ")
    if joint:  # shares in thousands
        spelled.append(f"1 {scale.strip()} {what.strip()}")
    for text in spelled:
        quantity = _one(text, language)
        if quantity is not None and quantity.printed is not None:
            return Measure(quantity.unit, quantity.printed.scale)
    return None


def _one(text: str, language: Language) -> Quantity | None:
    """The quantity that is all of ``text``; a bare 1 says nothing."""
    whole = Span(0, len(text))
    found = read(Document("", text, text, (Block(whole),), language=language))
    if len(found) != 1 or found[0].kind in (Kind.PERIOD, Kind.ORDINAL):
        return None
    quantity = found[0]
    said = quantity.unit.dimension != "number" or (quantity.printed is not None and quantity.printed.scale != 1)
    rest = text[: quantity.span.start] + text[quantity.span.end :]
    return quantity if said and not rest.strip() else None


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    words = [
        word
        for place in LANGUAGES
        for entry in document(place, "tables").get("entries", ())
        if entry.get("lead")
        for word in entry["words"]
    ]
    spelled = "|".join(
        rf"{re.escape(word)}(?![A-Za-z])" if word[-1].isascii() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )
    return compiled(rf"^(?:(?:{spelled})[\s:\uff1a]*)+", re.IGNORECASE)


def in_measure(quantity: Quantity, measure: Measure) -> Quantity:
    """A bare number of a table in the unit and scale that its head states."""
    factor, printed = measure.scale, quantity.printed
    if factor == 1:
        return replace(quantity, unit=measure.unit)
    return replace(
        quantity,
        unit=measure.unit,
        stated=_times(quantity.stated, factor),
        interval=_times(quantity.interval, factor),
        ulp=None if quantity.ulp is None else quantity.ulp * factor,
        step=None if quantity.step is None else quantity.step * factor,
        printed=None if printed is None else replace(printed, scale=printed.scale * factor),
        lenient=tuple((reading, _times(values, factor)) for reading, values in quantity.lenient),
    )


def _times(values: Interval, factor: Fraction) -> Interval:
    """``values`` times a factor greater than nought."""
    low = None if values.low is None else values.low * factor
    high = None if values.high is None else values.high * factor
    return Interval(low, high, values.low_open, values.high_open)


def negative(quantity: Quantity) -> Quantity:
    """(13%): a number in round brackets is below nought."""
    return replace(
        quantity,
        stated=-quantity.stated,
        interval=-quantity.interval,
        lenient=tuple((reading, -values) for reading, values in quantity.lenient),
    )


__all__ = ["Measure", "in_measure", "measure_of", "measure_of_part", "negative"]
