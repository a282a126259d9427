"""Of which set a number speaks: the words of ``sets.yaml`` give their cues, and no others."""

from __future__ import annotations

import pytest

from claimlint.claims.assemble import assemble
from claimlint.lexicon.load import document
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain

LANGUAGES = ("zh", "en")
EXAMPLES = [example for language in LANGUAGES for example in document(language, "sets")["examples"]]
NOT = [text for language in LANGUAGES for text in document(language, "sets")["not"]]
FLAGS = frozenset({"top-few", "top-ratio", "broken", "below-zero"})


def cues_of(text: str) -> frozenset[str]:
    source = read_plain("text.txt", text)
    return assemble(source, read(source))[-1].cues


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["text"] for example in EXAMPLES])
def test_the_words_give_their_cue(example: dict[str, str]) -> None:
    assert example["cue"] in cues_of(example["text"])


@pytest.mark.parametrize("text", NOT)
def test_other_words_give_none(text: str) -> None:
    assert not cues_of(text) & FLAGS


def test_the_field_and_the_things_are_told_apart() -> None:
    cues = cues_of("乘用车前五大厂商销量占比58.3%")
    assert {"top-few", "top-5", "top-in:乘用车"} <= cues
    assert any(cue.startswith("top-of:厂商") for cue in cues)


def test_a_ratio_behind_a_verb_is_no_change() -> None:
    source = read_plain("text.txt", "行业集中度持续提升，CR3为45.2%")
    assert assemble(source, read(source))[-1].role.value == "rate"


@pytest.mark.parametrize("text", ["门店-12家", "门店数变动为-12家", "The change in stores was -12 stores"])
def test_a_dash_and_a_change_are_no_stock_below_zero(text: str) -> None:
    assert "below-zero" not in cues_of(text)
