"""The examples in the unit and currency files are true, and no word means two units in one language."""

from __future__ import annotations

import re

import pytest

from claimlint.lexicon.load import document
from claimlint.quantities.units import unit

SCALE = "万亿|萬億|千万|百万|万|萬|亿|億|million|billion|trillion"
NUMBER = re.compile(rf"(?:[0-9][0-9,.]*|[一二三四五六七八九十]|\bten\b)[ -]?(?:{SCALE})? ?")
FILES = (("common", "units"), ("zh", "units"), ("en", "units"), ("common", "currencies"))
CASES = [(place, name, example) for place, name in FILES for example in document(place, name)["examples"]]
COUNTER = [(place, name, text) for place, name in FILES for text in document(place, name)["not"]]


def _language(place, text):
    return place if place != "common" else "zh" if re.search("[一-鿿]", text) else "en"


def _spellings(language):
    """(spelling, unit or None for an exception, case-sensitive) of one language, its own files first."""
    for place in (language, "common"):
        for entry in document(place, "units")["entries"]:
            yield from ((word, entry["unit"], False) for word in entry.get("words", ()))
            yield from ((symbol, entry["unit"], True) for symbol in entry.get("symbols", ()))
            yield from ((word, None, False) for word in entry.get("except", ()))
    for entry in document("common", "currencies")["entries"]:
        yield from ((word, None, False) for word in entry.get("except", ()))
        for money in (entry, *entry.get("minor", {}).get("units", ())):
            yield from ((word, money["unit"], False) for word in money.get("words", {}).get(language, ()))
            yield from ((symbol, money["unit"], True) for symbol in money.get("symbols", ()))


def _unit_after(text, start, language):
    """The unit of the longest word at ``start``; a word wins over an exception of the same length."""
    found = []
    for spelling, name, exact in _spellings(language):
        here = text[start : start + len(spelling)]
        after = text[start + len(spelling) : start + len(spelling) + 1]
        if here != spelling and (exact or here.lower() != spelling.lower()):
            continue
        if re.fullmatch("[A-Za-z]{2}", here[-1] + after):
            continue
        found.append((len(spelling), name is not None, name or ""))
    return max(found)[2] or None if found else None


def _unit_in(place, text):
    number = NUMBER.search(text)
    assert number, f"no number in {text!r}"
    return _unit_after(text, number.end(), _language(place, text))


@pytest.mark.parametrize(("place", "name", "example"), CASES, ids=[f"{c[0]}-{c[2]['text']}" for c in CASES])
def test_example(place, name, example):
    found = _unit_in(place, example["text"])
    assert found == example["unit"]
    assert unit(found).id == found


@pytest.mark.parametrize(("place", "name", "text"), COUNTER, ids=[f"{c[0]}-{c[2]}" for c in COUNTER])
def test_counter_example(place, name, text):
    assert _unit_in(place, text) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_has_one_meaning(language):
    meaning = {}
    for spelling, name, exact in _spellings(language):
        if name is None:
            continue
        key = spelling if exact else spelling.lower()
        assert meaning.setdefault(key, name) == name, f"{spelling} is {meaning[key]} and {name}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_is_no_symbol_of_another_unit(language):
    words = {s.lower(): name for s, name, exact in _spellings(language) if name and not exact}
    for spelling, name, exact in _spellings(language):
        if exact and spelling.lower() in words:
            assert words[spelling.lower()] == name, spelling


def test_english_words_are_listed_with_their_plural():
    """Nouns that are units in the singular are units in the plural, too."""
    irregular = {"foot", "inch", "hertz", "horsepower", "kelvin", "aircraft", "mu", "person", "pound-weight"}
    for entry in document("en", "units")["entries"]:
        words = entry.get("words", [])
        singular = entry["unit"]
        if entry.get("kind") == "count" and singular in words and singular not in irregular:
            assert any(word != singular for word in words), singular
