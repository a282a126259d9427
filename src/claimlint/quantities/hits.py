"""The pattern that tells where a number may begin, built from the words of the lexicon."""

from __future__ import annotations

import re

from claimlint.cache import compiled
from claimlint.lexicon.load import entries
from claimlint.lexicon.variants import simplified
from claimlint.quantities import english_words as english
from claimlint.quantities.figures import glyphs
from claimlint.quantities.han import han_characters, han_points
from claimlint.quantities.numerals import english_vague, english_words


def hit_pattern(*, bare: bool) -> re.Pattern[str]:
    """Where a number may begin: a run of digits, a run of Chinese numerals, an English number word."""
    han, points = han_characters(), han_points()
    words = "|".join(_longest(*map(re.escape, english_words())))
    portions = [*_numeral_words("portion"), *(() if bare else _numeral_words("multiple"))]
    spelled = [word for word in portions if word.isascii()]
    others = [word for word in portions if not word.isascii()]
    shares = "|".join(_longest(*_numeral_words("discount_of"), *_numeral_words("majority"), *others))
    phrases = "|".join(_longest(*map(re.escape, [*spelled, *english_vague()])))
    article, counted = ("|".join(_longest(*some)) for some in english.articles())
    parts = "|".join(_longest(*english.parts()))
    scaled = rf"(?:(?:{article}) )?(?:{parts})(?= (?:of )?(?:(?:{article}) )?(?:{'|'.join(english.scales())})\b)"
    latin = rf"(?:{phrases})|{scaled}|(?:{article}) (?:{'|'.join(english.scales())})|(?:{words})(?:[ -](?:{words}))?"
    if bare:
        ordinals = "|".join(_longest(*english.ordinal_words()))
        latin += rf"|(?:{article}) (?:{counted})|{parts}|{ordinals}"
    halves = "|".join(map(re.escape, _numeral_words("halved")))
    if not bare:
        halves = rf"(?:{halves})(?=[ -]?(?:{'|'.join(_longest(*map(re.escape, _ratios())))}))"
    digits = r"[0-9](?:[0-9,.]*[0-9])?(?:[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z]))?|(?<![0-9A-Za-z.])\.[0-9]+"
    signs = "".join(glyphs())
    spoken = rf"(?<![A-Za-z])(?i:{halves})(?![A-Za-z])|[{han}]+(?:[{points}][{han}]+)?|\b(?i:{latin})\b"
    return compiled(rf"{digits}|[{signs}]|{shares}|{spoken}")


def _numeral_words(key: str) -> list[str]:
    return [word for entry in entries("numerals") if key in entry for word in entry["words"]]


def _ratios() -> list[str]:
    """The words for percent and points."""
    found = [word for e in entries("units") if e["unit"] in ("%", "pp", "bp") for word in e.get("words", ())]
    return [word.translate(simplified()) for word in found]


def _longest(*words: str) -> list[str]:
    return sorted(words, key=len, reverse=True)
