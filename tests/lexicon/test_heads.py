"""Only templates that may match are tried; the plain way, which tries all of them, must find the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

import pytest

from claimlint.lexicon import template
from claimlint.lexicon.heads import Heads, head_of
from claimlint.lexicon.load import LANGUAGES, document, entries
from claimlint.lexicon.template import Found, Phrases

_SLOTS = {
    name: words for language in LANGUAGES for name, words in document(language, "periods").get("slots", {}).items()
}
_NUMBERS = ("2024", "1998", "24", "5", "12", "03", "113")
_SPOILT = "年月日 0a-,"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("2024 年，", ("0", "年", "，")),
        ("The first  half", ("the", "first", "half")),
        ("Q3", ("q", "0")),
        ("同期\n", ("同", "期", "\n")),
    ],
)
def test_a_text_is_seen_in_runs_of_digits_words_and_signs(text: str, head: tuple[str, ...]) -> None:
    assert head_of(text, 0, len(text)) == head


def test_a_head_ends_where_the_words_of_a_slot_are_not_known() -> None:
    parts = re.findall(r"\{(\w+)\}|(\[[^\]]*\]\??)|( )|(.)", "{year}年?{any}末")
    slots = {"year": {"digits": 4}, "any": {"han_digits": 2}}
    assert set(Heads(slots).of(parts, latin=False, closed=False)) == {("0", "年"), ()}


@pytest.mark.parametrize("seed", range(3))
def test_the_same_phrases_are_found_as_by_trying_every_template(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(_phrases(random.Random(seed)))
    narrowed = list(_found(text))
    monkeypatch.setattr(template._Beginnings, "at", _all)
    assert list(_found(text)) == narrowed
    assert len(narrowed) > 1_000


@cache
def _alternatives(beginnings: template._Beginnings) -> template._Alternatives:
    return template._Alternatives(beginnings._templates)


def _all(beginnings: template._Beginnings, text: str, start: int, end: int) -> template._Alternatives:
    return _alternatives(beginnings)


def _found(text: str) -> Iterator[Found]:
    return Phrases("periods").find(text, 0, len(text), lambda found: found)


def _phrases(chance: random.Random) -> Iterator[str]:
    """Every template filled at random, some of them spoilt, one behind the other."""
    spelled = [text for entry in entries("periods") for text in entry["templates"]]
    for text in chance.sample(spelled * 3, len(spelled) * 3):
        phrase = "".join(_filled(part, chance) for part in template._PART.findall(text))
        place = chance.randrange(len(phrase) + 1)
        yield phrase if chance.random() < 0.7 else phrase[:place] + chance.choice(_SPOILT) + phrase[place + 1 :]
        yield chance.choice(["，", " ", ", ", "收入", "的", "", "5", " and ", "至", "-"])


def _filled(part: tuple[str, str, str, str], chance: random.Random) -> str:
    slot, signs, blank, char = part
    if slot:
        words = [word for word in _SLOTS.get(slot, {}) if word not in ("digits", "han_digits")]
        return chance.choice([*words, *_NUMBERS])
    if signs:
        return chance.choice(signs.removesuffix("?")[1:-1])
    return chance.choice(["", " ", "  "]) if blank else char.replace("?", "")
