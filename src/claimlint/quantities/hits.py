"""The pattern that tells where a number may begin, built from the words of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimlint.cache.compiled import compiled
from claimlint.lexicon.load import entries
from claimlint.lexicon.prefixes import prefixes
from claimlint.lexicon.variants import simplified
from claimlint.quantities import english_words as english
from claimlint.quantities.figures import glyphs
from claimlint.quantities.han import han_characters, han_points
from claimlint.quantities.numerals import english_vague, english_words

# So many letters tell whether a word may begin a number.
_LEAD = 6


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
    leads = [
        *english_words(),
        *spelled,
        *english_vague(),
        *english.parts(),
        *_counted(english.scales(), english.parts()),
    ]
    if bare:
        ordinals = "|".join(_longest(*english.ordinal_words()))
        latin += rf"|(?:{article}) (?:{counted})|{parts}|{ordinals}"
        leads += [*english.ordinal_words(), *_counted(english.articles()[1])]
    half = rf"(?=[{''.join(_firsts(_numeral_words('halved')))}])(?<![A-Za-z])"
    halves = "|".join(map(re.escape, _numeral_words("halved")))
    if not bare:
        halves = rf"(?:{halves})(?=[ -]?(?:{'|'.join(_longest(*map(re.escape, _ratios())))}))"
    digits = r"[0-9](?:[0-9,.]*[0-9])?(?:[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z]))?|(?<![0-9A-Za-z.])\.[0-9]+"
    signs = "".join(glyphs())
    spoken = rf"{half}(?i:{halves})(?![A-Za-z])|[{han}]+(?:[{points}][{han}]+)?|{_ahead(leads)}(?i:{latin})\b"
    return compiled(rf"{digits}|[{signs}]|{shares}|{spoken}")


def _counted(*words: Iterable[str]) -> list[str]:
    """A million, a quarter: what follows an article."""
    return [f"{article} {word}" for article in english.articles()[0] for some in words for word in some]


def _ahead(words: Iterable[str]) -> str:
    """Whether one of ``words`` may begin here: few of a text do, and a letter or two tell."""
    leads = {word[:_LEAD].lower() for word in words}
    return rf"\b(?=[{''.join(_firsts(leads))}])(?=(?i:{prefixes(leads)}))"


def _firsts(words: Iterable[str]) -> list[str]:
    """The characters with which ``words`` begin, in both cases."""
    return sorted({case for word in words for case in (word[0].lower(), word[0].upper())})


def _numeral_words(key: str) -> list[str]:
    return [word for entry in entries("numerals") if key in entry for word in entry["words"]]


def _ratios() -> list[str]:
    """The words for percent and points."""
    found = [word for e in entries("units") if e["unit"] in ("%", "pp", "bp") for word in e.get("words", ())]
    return [word.translate(simplified()) for word in found]


def _longest(*words: str) -> list[str]:
    return sorted(words, key=len, reverse=True)
