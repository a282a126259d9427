"""The report words: both languages say the same things, with the same places."""

from __future__ import annotations

from string import Formatter

import pytest

from claimlint.lexicon.phrases import Phrases, phrases


def forms(words: Phrases) -> dict[str, set[str]]:
    """The places of every phrase, by key (and form)."""
    found = {}
    for key, phrase in words.sentences.items():
        for form, text in {"": phrase}.items() if isinstance(phrase, str) else phrase.items():
            found[f"{key} {form}".strip()] = {name for _, name, _, _ in Formatter().parse(text) if name}
    return found


def test_both_languages_have_the_same_phrases_and_places() -> None:
    assert forms(phrases("zh")) == forms(phrases("en"))


@pytest.mark.parametrize("table", ["reasons", "readings", "units"])
def test_both_languages_list_the_same(table: str) -> None:
    assert set(getattr(phrases("zh"), table)) == set(getattr(phrases("en"), table))


def test_scales_fall() -> None:
    for words in (phrases("zh"), phrases("en")):
        values = [scale.value for scale in words.scales]
        assert values == sorted(values, reverse=True)


def test_forms_follow_the_count() -> None:
    assert [phrases("en").say("errors", count=count) for count in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]


def test_what_is_not_listed_is_spelled_out() -> None:
    words = phrases("en")
    assert words.reason("needs-rate") == "needs rate"
    assert words.reading("simple-growth") == "simple growth"
    assert words.affix("MWh").after == " MWh"
    assert words.affix("") == type(words.affix("MWh"))()
